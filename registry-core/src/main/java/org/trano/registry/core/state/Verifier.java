package org.trano.registry.core.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Verification;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.ViewRow;

/**
 * One walk through the journal that checks everything. A subject is looked at when its first event comes by: most have no other,
 * and need no further reading.
 */
public final class Verifier {
    private static final int PAGE = 500;

    private final RegistryStore store;
    private final EventCodec codec;
    private final List<String> faults = new ArrayList<>();
    /** Subjects whose first event has come by, by kind. */
    private final Map<SubjectKind, Long> subjects = new HashMap<>();

    /**
     * A check.
     *
     * @param store of what
     * @param codec reads events and states
     */
    public Verifier(RegistryStore store, EventCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    /**
     * Checks everything; once.
     *
     * @param progress told about the step {@code verify}
     * @return what was found
     */
    public Verification verify(Progress progress) {
        byte[] previous = StoredEvent.origin();
        long sequence = 0;
        long total = store.head().sequence();
        List<StoredEvent> page;
        do {
            page = store.journal(sequence, PAGE);
            List<Recorded> events = new ArrayList<>(page.size());
            for (StoredEvent row : page) {
                if (row.sequence() != sequence + 1) {
                    faults.add("After event " + sequence + " comes event " + row.sequence() + ": events are missing.");
                }
                if (!Arrays.equals(row.chain(), StoredEvent.chain(previous, row))) {
                    faults.add("Event " + row.sequence() + " (" + row.id()
                            + ") does not fit the chain: it or its predecessor was changed.");
                }
                previous = row.chain();
                sequence = row.sequence();
                events.add(Moment.decode(row, codec));
            }
            checkSubjects(events);
            progress.report("verify", sequence, total);
        } while (page.size() == PAGE && faults.size() < Verification.MOST_FAULTS);
        if (faults.size() < Verification.MOST_FAULTS) {
            for (SubjectKind kind : SubjectKind.values()) {
                long views = store.count(kind);
                long seen = subjects.getOrDefault(kind, 0L);
                if (views != seen) {
                    faults.add("There are " + views + " views of kind " + kind + ", but events of " + seen + ".");
                }
            }
        }
        return new Verification(
                sequence,
                subjects.getOrDefault(SubjectKind.HOUSEHOLD, 0L),
                subjects.getOrDefault(SubjectKind.PERSON, 0L),
                store.head(),
                faults.subList(0, Math.min(faults.size(), Verification.MOST_FAULTS)));
    }

    private void checkSubjects(List<Recorded> events) {
        List<Set<Subject>> touched = new ArrayList<>(events.size());
        Set<Subject> all = new LinkedHashSet<>();
        for (Recorded recorded : events) {
            EventId corrected = recorded.context().supersedes();
            Set<Subject> about = recorded.event().subjects();
            if (corrected != null) {
                about = new LinkedHashSet<>(about);
                about.addAll(Recording.touched(corrected, store, codec));
            }
            touched.add(about);
            all.addAll(about);
        }
        Map<Subject, ViewRow> views = new HashMap<>();
        for (ViewRow row : store.views(all)) {
            views.put(row.subject(), row);
        }
        for (int i = 0; i < events.size(); i++) {
            for (Subject subject : touched.get(i)) {
                checkSubject(subject, events.get(i), views.get(subject));
            }
        }
    }

    private void checkSubject(Subject subject, Recorded event, @Nullable ViewRow row) {
        if (row == null) {
            faults.add("The " + subject + " has events but no view.");
            return;
        }
        List<Recorded> history = row.version() == 1 ? List.of(event) : Moment.decode(store.stream(subject), codec);
        if (history.isEmpty() || history.stream().noneMatch(e -> e.id().equals(event.id()))) {
            faults.add("The event " + event.sequence() + " is missing in the history of " + subject + ".");
            return;
        }
        if (history.get(0).sequence() != event.sequence()) {
            return;
        }
        subjects.merge(subject.kind(), 1L, Long::sum);
        ViewRow replayed;
        try {
            // Which of the states a row holds depends on the day of writing; it must be one of them.
            replayed = Timeline.of(subject, history).row(row.from(), history.size(), codec);
        } catch (IllegalArgumentException e) {
            faults.add("The events of " + subject + " cannot be replayed: " + e.getMessage());
            return;
        }
        if (!replayed.equals(row)) {
            faults.add("The view of " + subject + " differs from a replay of its " + history.size() + " events.");
        }
        for (LookupKey key : row.keys()) {
            if (!store.lookup(key).contains(subject)) {
                faults.add("The " + subject + " cannot be found by its " + key.type() + ".");
            }
        }
    }
}
