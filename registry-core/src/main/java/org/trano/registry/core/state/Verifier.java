package org.trano.registry.core.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.trano.registry.core.Progress;
import org.trano.registry.core.RegistryException;
import org.trano.registry.core.Verification;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.event.UnknownEvent;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.ViewRow;

/**
 * Checks a whole registry: one walk through the journal, for the chain and for all subjects with a single event, which are most;
 * then one through the views, for those with more.
 */
public final class Verifier {
    private static final int PAGE = 500;

    private final RegistryStore store;
    private final EventCodec codec;
    private final List<String> faults = new ArrayList<>();
    /** Subjects that were checked, by kind. */
    private final Map<SubjectKind, Long> subjects = new EnumMap<>(SubjectKind.class);
    /** How often an event touches a subject with more than one, less what is in the histories of these. */
    private long touches;
    /** Whether there are events of types that this build does not know: what they are about is known from the histories alone. */
    private boolean hasUnknown;

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
                try {
                    events.add(Moment.decode(row, codec));
                } catch (RegistryException e) {
                    faults.add("Event " + row.sequence() + " cannot be read: " + e.getMessage());
                }
            }
            checkSubjects(events);
            progress.report("verify", sequence, total);
        } while (page.size() == PAGE && faults.size() < Verification.MOST_FAULTS);
        if (sequence < total) {
            faults.add("The journal ends at event " + sequence + ", not at " + total + ": events are missing.");
        }
        if (faults.size() < Verification.MOST_FAULTS) {
            checkHistories(progress);
            for (SubjectKind kind : SubjectKind.values()) {
                long views = store.count(kind);
                long seen = subjects.getOrDefault(kind, 0L);
                if (views > seen && hasUnknown) {
                    seen += checkUnknown(kind);
                }
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

    /** Checks the subjects of which one of these events is all there is; of the others, only counts what touches them. */
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
            hasUnknown |= recorded.event() instanceof UnknownEvent;
        }
        Map<Subject, ViewRow> views = new HashMap<>();
        for (ViewRow row : store.views(all)) {
            views.put(row.subject(), row);
        }
        List<ViewRow> single = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            for (Subject subject : touched.get(i)) {
                ViewRow row = views.get(subject);
                if (row == null) {
                    faults.add("The " + subject + " has events but no view.");
                } else if (row.version() == 1) {
                    subjects.merge(subject.kind(), 1L, Long::sum);
                    checkView(row, List.of(events.get(i)));
                    single.add(row);
                } else {
                    touches++;
                }
            }
        }
        checkKeys(single);
    }

    /** Checks the subjects with more than one event, kind by kind. */
    private void checkHistories(Progress progress) {
        for (SubjectKind kind : SubjectKind.values()) {
            UUID after = null;
            long total = store.count(kind);
            long done = 0;
            List<ViewRow> page;
            do {
                page = store.views(kind, after, PAGE);
                List<ViewRow> several = new ArrayList<>();
                for (ViewRow row : page) {
                    after = row.subject().id();
                    if (row.version() > 1) {
                        List<Recorded> history = Moment.decode(store.stream(row.subject()), codec);
                        subjects.merge(kind, 1L, Long::sum);
                        touches -= history.stream()
                                .filter(recorded -> !isUnknown(recorded, row.subject()))
                                .count();
                        checkView(row, history);
                        several.add(row);
                    }
                }
                checkKeys(several);
                done += page.size();
                progress.report("verify", done, total);
            } while (page.size() == PAGE && faults.size() < Verification.MOST_FAULTS);
        }
        if (touches != 0) {
            faults.add("The histories of some subjects hold " + Math.abs(touches) + " events too "
                    + (touches > 0 ? "few." : "many."));
        }
    }

    /** Whether only those know that an event is about a subject who know the event, or the one that it corrects. */
    private boolean isUnknown(Recorded recorded, Subject subject) {
        if (!hasUnknown || recorded.event().subjects().contains(subject)) {
            return false;
        }
        Recorded at = recorded;
        while (!(at.event() instanceof UnknownEvent)) {
            EventId corrected = at.context().supersedes();
            StoredEvent row =
                    corrected == null ? null : store.event(corrected.value()).orElse(null);
            if (row == null) {
                return false;
            }
            at = Moment.decode(row, codec);
            if (at.event().subjects().contains(subject)) {
                return false;
            }
        }
        return true;
    }

    /** Subjects of a kind of which one event is all there is, and that one unknown. */
    private long checkUnknown(SubjectKind kind) {
        long seen = 0;
        UUID after = null;
        List<ViewRow> page;
        do {
            page = store.views(kind, after, PAGE);
            for (ViewRow row : page) {
                after = row.subject().id();
                if (row.version() == 1) {
                    List<Recorded> history = Moment.decode(store.stream(row.subject()), codec);
                    if (history.size() == 1 && isUnknown(history.get(0), row.subject())) {
                        seen++;
                        checkView(row, history);
                    }
                }
            }
        } while (page.size() == PAGE);
        return seen;
    }

    private void checkView(ViewRow row, List<Recorded> history) {
        ViewRow replayed;
        try {
            // Which of the states a row holds depends on the day of writing; it must be one of them.
            replayed = Timeline.of(row.subject(), history).row(row.from(), history.size(), codec);
        } catch (IllegalArgumentException e) {
            faults.add("The events of " + row.subject() + " cannot be replayed: " + e.getMessage());
            return;
        }
        if (!replayed.equals(row)) {
            faults.add("The view of " + row.subject() + " differs from a replay of its " + history.size() + " events.");
        }
    }

    private void checkKeys(List<ViewRow> rows) {
        Set<LookupKey> keys = new LinkedHashSet<>();
        rows.forEach(row -> keys.addAll(row.keys()));
        if (keys.isEmpty()) {
            return;
        }
        Map<LookupKey, List<Subject>> found = store.lookup(keys);
        for (ViewRow row : rows) {
            for (LookupKey key : row.keys()) {
                if (!found.getOrDefault(key, List.of()).contains(row.subject())) {
                    faults.add("The " + row.subject() + " cannot be found by its " + key.type() + ".");
                }
            }
        }
    }
}
