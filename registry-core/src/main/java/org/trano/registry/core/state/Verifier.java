package org.trano.registry.core.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Progress;
import org.trano.registry.core.RegistryException;
import org.trano.registry.core.Verification;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.event.UnknownEvent;
import org.trano.registry.core.store.History;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.ViewRow;

/**
 * Checks a whole registry that does not change meanwhile. Three walks, each in the order in which things lie in the store: through the
 * journal for the chain, without looking into the events; through the views, replaying together those whose events lie together;
 * through the keys. Whether a walk has met everything is known from sums, and only where a sum is wrong is it looked up, slowly,
 * what is missing.
 */
public final class Verifier {
    private static final int EVENTS = 500;
    /** Histories are looked at together until they have so many events, of which many are the same. */
    private static final int TOGETHER = 2000;

    private final RegistryStore store;
    private final EventCodec codec;
    private final List<String> faults = new ArrayList<>();
    /** Subjects that were checked, by kind. */
    private final Map<SubjectKind, Long> subjects = new EnumMap<>(SubjectKind.class);
    /** By sequence, the events that a history has led to. */
    private final BitSet reached = new BitSet();
    /** How many subjects the events touch that were reached, less how many of these have them in their histories. */
    private long touches;

    private final KeySum viewKeys = KeySum.empty();
    private final KeySum lookupKeys = viewKeys.sibling();
    /** How many rows the journal has. */
    private long events;

    private long done;
    private long toDo;

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
        toDo = store.head().sequence();
        for (SubjectKind kind : SubjectKind.values()) {
            toDo += store.count(kind);
        }
        checkChain(progress);
        if (goesOn()) {
            checkViews(progress);
        }
        if (goesOn() && (touches != 0 || reached.cardinality() < events)) {
            nameMissingHistories();
        }
        if (goesOn()) {
            checkKeys();
        }
        return new Verification(
                events,
                subjects.getOrDefault(SubjectKind.HOUSEHOLD, 0L),
                subjects.getOrDefault(SubjectKind.PERSON, 0L),
                store.head(),
                faults.subList(0, Math.min(faults.size(), Verification.MOST_FAULTS)));
    }

    private boolean goesOn() {
        return faults.size() < Verification.MOST_FAULTS;
    }

    private void report(Progress progress, int more) {
        done += more;
        progress.report("verify", done, toDo);
    }

    private void checkChain(Progress progress) {
        byte[] previous = StoredEvent.origin();
        long sequence = 0;
        long total = store.head().sequence();
        List<StoredEvent> page;
        do {
            page = store.journal(sequence, EVENTS);
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
                events++;
            }
            report(progress, page.size());
        } while (page.size() == EVENTS && goesOn());
        if (sequence < total) {
            faults.add("The journal ends at event " + sequence + ", not at " + total + ": events are missing.");
        }
    }

    private void checkViews(Progress progress) {
        List<History> some = new ArrayList<>();
        int[] together = {0};
        store.histories(history -> {
            if (goesOn()) {
                some.add(history);
                together[0] += history.sequences().size();
                if (together[0] >= TOGETHER) {
                    checkHistories(some);
                    report(progress, some.size());
                    some.clear();
                    together[0] = 0;
                }
            }
        });
        checkHistories(some);
        report(progress, some.size());
        for (SubjectKind kind : SubjectKind.values()) {
            long views = store.count(kind);
            long checked = subjects.getOrDefault(kind, 0L);
            if (goesOn() && views != checked) {
                faults.add("There are " + views + " views of kind " + kind + ", but " + checked + " were read.");
            }
        }
    }

    /** An event that was read; null where it cannot be. */
    private record Known(@Nullable Recorded recorded, Set<Subject> touched, boolean isUnknown) {}

    private void checkHistories(List<History> some) {
        Set<Long> sequences = new HashSet<>();
        some.forEach(history -> sequences.addAll(history.sequences()));
        Map<Long, Known> known = new HashMap<>();
        for (StoredEvent row : store.events(sequences)) {
            known.put(row.sequence(), know(row));
        }
        for (History history : some) {
            subjects.merge(history.view().subject().kind(), 1L, Long::sum);
            List<Recorded> replay = replay(history, known);
            if (replay != null) {
                checkView(history.view(), replay);
            }
            for (LookupKey key : history.view().keys()) {
                viewKeys.add(key, history.view().subject());
            }
        }
    }

    /** Reads an event, and counts whom it touches the first time. */
    private Known know(StoredEvent row) {
        // A sequence beyond the number of rows is at fault, and was told.
        boolean isNew = row.sequence() <= events && !reached.get(Math.toIntExact(row.sequence()));
        if (isNew) {
            reached.set((int) row.sequence());
        }
        try {
            Recorded recorded = Moment.decode(row, codec);
            Set<Subject> touched = recorded.event().subjects();
            boolean isUnknown = recorded.event() instanceof UnknownEvent;
            StoredEvent correction = row;
            while (correction.supersedes() != null) {
                StoredEvent corrected = corrected(correction);
                Recorded earlier = Moment.decode(corrected, codec);
                touched = new LinkedHashSet<>(touched);
                touched.addAll(earlier.event().subjects());
                isUnknown |= earlier.event() instanceof UnknownEvent;
                correction = corrected;
            }
            touches += isNew ? touched.size() : 0;
            return new Known(recorded, touched, isUnknown);
        } catch (RegistryException | IllegalArgumentException e) {
            if (isNew) {
                faults.add("Event " + row.sequence() + " cannot be read: " + e.getMessage());
            }
            return new Known(null, Set.of(), true);
        }
    }

    /** What an event corrects: an earlier one, so that nobody goes round in a circle. */
    private StoredEvent corrected(StoredEvent correction) {
        UUID id = Objects.requireNonNull(correction.supersedes());
        return store.event(id)
                .filter(corrected -> corrected.sequence() < correction.sequence())
                .orElseThrow(() -> new RegistryException("it corrects the event " + id + ", which is not before it."));
    }

    /** The events of a history, each of which must be about its subject; null where some are not there to be replayed. */
    private @Nullable List<Recorded> replay(History history, Map<Long, Known> known) {
        Subject subject = history.view().subject();
        List<Recorded> replay = new ArrayList<>(history.sequences().size());
        long last = 0;
        for (long sequence : history.sequences()) {
            Known event = known.get(sequence);
            if (event == null || sequence <= last) {
                faults.add("The history of " + subject + " leads to event " + sequence
                        + (event == null ? ", which is not there." : " out of its order."));
                return null;
            }
            last = sequence;
            if (event.touched.contains(subject)) {
                touches--;
            } else if (!event.isUnknown) {
                // Of an unknown event only the histories say whom it is about.
                faults.add("The history of " + subject + " leads to event " + sequence + ", which is not about it.");
            }
            if (event.recorded == null) {
                return null;
            }
            replay.add(event.recorded);
        }
        return replay;
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

    /** Looks up in the history of every subject of every event whether the event is there. */
    private void nameMissingHistories() {
        long sequence = 0;
        List<StoredEvent> page;
        do {
            page = store.journal(sequence, EVENTS);
            Map<Long, Set<Subject>> touched = new HashMap<>();
            Set<Subject> all = new HashSet<>();
            for (StoredEvent row : page) {
                sequence = row.sequence();
                Set<Subject> about = know(row).touched;
                touched.put(sequence, about);
                all.addAll(about);
            }
            Map<Subject, List<Long>> histories = new HashMap<>();
            for (History history : store.histories(all)) {
                histories.put(history.view().subject(), history.sequences());
            }
            for (StoredEvent row : page) {
                for (Subject subject : touched.getOrDefault(row.sequence(), Set.of())) {
                    List<Long> history = histories.get(subject);
                    if (history == null) {
                        faults.add("The " + subject + " has events but no view.");
                    } else if (Collections.binarySearch(history, row.sequence()) < 0) {
                        faults.add("The history of " + subject + " lacks event " + row.sequence() + ".");
                    }
                }
            }
        } while (page.size() == EVENTS && goesOn());
    }

    private void checkKeys() {
        store.lookups(lookupKeys::add);
        if (!viewKeys.isLike(lookupKeys)) {
            for (SubjectKind kind : SubjectKind.values()) {
                nameMissingKeys(kind);
            }
            nameWrongKeys();
        }
    }

    private void nameMissingKeys(SubjectKind kind) {
        UUID after = null;
        List<ViewRow> page;
        do {
            page = store.views(kind, after, EVENTS);
            Set<LookupKey> keys = new HashSet<>();
            page.forEach(row -> keys.addAll(row.keys()));
            Map<LookupKey, List<Subject>> found = store.lookup(keys);
            for (ViewRow row : page) {
                after = row.subject().id();
                for (LookupKey key : row.keys()) {
                    if (!found.getOrDefault(key, List.of()).contains(row.subject())) {
                        faults.add("The " + row.subject() + " cannot be found by its " + key.type() + ".");
                    }
                }
            }
        } while (page.size() == EVENTS && goesOn());
    }

    private void nameWrongKeys() {
        store.lookups((key, subject) -> {
            if (goesOn()
                    && store.views(List.of(subject)).stream()
                            .noneMatch(row -> row.keys().contains(key))) {
                faults.add("The " + subject + " is found by a " + key.type() + " that it never had.");
            }
        });
    }
}
