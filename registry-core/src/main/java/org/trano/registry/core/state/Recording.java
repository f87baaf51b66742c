package org.trano.registry.core.state;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Act;
import org.trano.registry.core.RegistryException;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Retracted;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.History;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.ViewRow;

/**
 * Acts on their way into a store: finds all they touch, folds each subject's whole history with them, and makes one append. There
 * is no other way in. Not thread-safe.
 */
public final class Recording {
    /** The histories of so many subjects are held at once. */
    private static final int TOGETHER = 512;

    private final RegistryStore store;
    private final EventCodec codec;
    private final LocalDate today;
    private final List<Recorded> fresh = new ArrayList<>();
    private final List<StoredEvent> rows = new ArrayList<>();
    private final List<Set<Subject>> touched = new ArrayList<>();
    private final Map<Subject, List<Recorded>> additions = new LinkedHashMap<>();

    private Recording(LocalDate today, RegistryStore store, EventCodec codec) {
        this.today = today;
        this.store = store;
        this.codec = codec;
    }

    /**
     * New acts.
     *
     * @param acts the acts in their order
     * @param now when we learned of them
     * @param today the day on which views are to hold
     * @param store where to
     * @param codec writes events and states
     * @return a recording that has not written yet
     * @throws IllegalArgumentException if an act corrects what is not there, or makes somebody a member who carries a date of death
     */
    public static Recording of(List<Act> acts, Instant now, LocalDate today, RegistryStore store, EventCodec codec) {
        Recording recording = new Recording(today, store, codec);
        for (Act act : acts) {
            requireLiving(act.event());
            Recorded recorded = new Recorded(Long.MAX_VALUE, EventId.create(), act.context(), now, act.event());
            recording.add(recorded, encode(recorded, codec));
        }
        return recording;
    }

    /**
     * Events of another journal, to be written as they are.
     *
     * @param events rows of the other journal, in its order
     * @param today the day on which views are to hold
     * @param store where to
     * @param codec reads events, writes states
     * @return a recording that has not written yet
     */
    public static Recording copy(List<StoredEvent> events, LocalDate today, RegistryStore store, EventCodec codec) {
        Recording recording = new Recording(today, store, codec);
        for (StoredEvent row : events) {
            recording.add(Moment.decode(row, codec), row);
        }
        return recording;
    }

    /** Members are the living: a death that is told by the way would leave somebody in a household who is dead. */
    private static void requireLiving(RegistryEvent event) {
        List<Member> members = List.of();
        if (event instanceof MemberJoined joined) {
            members = List.of(joined.member());
        } else if (event instanceof HouseholdRegistered registered) {
            members = registered.household().members();
        }
        for (Member member : members) {
            Person person = member.person();
            if (!person.isAlive()) {
                throw new IllegalArgumentException("The person " + person.id()
                        + " is to be a member of a household, and has a date of death, " + person.death()
                        + ". Maybe leave that out and record the death by itself?");
            }
        }
    }

    private void add(Recorded recorded, StoredEvent row) {
        Set<Subject> subjects = touched(recorded);
        fresh.add(recorded);
        rows.add(row);
        touched.add(subjects);
        // In a fixed order, persons before households, so that of two contradictions always the closer one is told.
        for (Subject subject : new TreeSet<>(subjects).descendingSet()) {
            additions.computeIfAbsent(subject, s -> new ArrayList<>()).add(recorded);
        }
    }

    /** All that an event touches: what it is about itself, and what the event was about that it corrects. */
    private Set<Subject> touched(Recorded recorded) {
        EventId corrected = recorded.context().supersedes();
        if (corrected == null) {
            if (recorded.event() instanceof Retracted) {
                throw new IllegalArgumentException(
                        "A retraction must say which event it takes back. Maybe the context lacks"
                                + " superseding(…)?");
            }
            return recorded.event().subjects();
        }
        Set<Subject> subjects = new LinkedHashSet<>(recorded.event().subjects());
        for (int i = 0; i < fresh.size(); i++) {
            if (fresh.get(i).id().equals(corrected)) {
                subjects.addAll(touched.get(i));
                return subjects;
            }
        }
        subjects.addAll(touched(corrected, store, codec));
        return subjects;
    }

    /** All that a stored event touched. */
    public static Set<Subject> touched(EventId id, RegistryStore store, EventCodec codec) {
        Set<Subject> subjects = new LinkedHashSet<>();
        @Nullable EventId next = id;
        while (next != null) {
            EventId missing = next;
            Optional<StoredEvent> row = store.event(next.value());
            StoredEvent event = row.orElseThrow(() -> new IllegalArgumentException("The event " + missing
                    + " that is to be corrected is not in the journal. Maybe it belongs to another registry?"));
            subjects.addAll(
                    codec.read(event.type(), event.version(), event.payload()).subjects());
            UUID before = event.supersedes();
            next = before == null ? null : EventId.of(before);
        }
        return subjects;
    }

    /** The streams that will be written. */
    public List<UUID> streams() {
        return additions.keySet().stream().map(Subject::id).toList();
    }

    /**
     * Writes all, or nothing.
     *
     * @return the events as they stand in the journal
     * @throws IllegalArgumentException if an act contradicts what is known
     */
    public List<Recorded> write() {
        Map<Subject, Long> expected = new LinkedHashMap<>();
        List<ViewRow> views = new ArrayList<>(additions.size());
        List<Subject> subjects = List.copyOf(additions.keySet());
        for (int from = 0; from < subjects.size(); from += TOGETHER) {
            List<Subject> some = subjects.subList(from, Math.min(subjects.size(), from + TOGETHER));
            Map<Subject, List<Recorded>> histories = histories(some);
            for (Subject subject : some) {
                List<Recorded> history = histories.getOrDefault(subject, new ArrayList<>());
                List<Recorded> more = Objects.requireNonNull(additions.get(subject));
                expected.put(subject, (long) history.size());
                requireCorrectedOnce(history, more);
                history.addAll(more);
                views.add(Timeline.of(subject, history).row(today, history.size(), codec));
            }
        }
        List<Append.Addition> appended = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            appended.add(new Append.Addition(rows.get(i), touched.get(i)));
        }
        List<StoredEvent> stored = store.append(new Append(appended, expected, views));
        List<Recorded> result = new ArrayList<>(stored.size());
        for (int i = 0; i < stored.size(); i++) {
            Recorded recorded = fresh.get(i);
            result.add(new Recorded(
                    stored.get(i).sequence(),
                    recorded.id(),
                    recorded.context(),
                    stored.get(i).recorded(),
                    recorded.event()));
        }
        return result;
    }

    /** What is known of some subjects, each event read once. */
    private Map<Subject, List<Recorded>> histories(List<Subject> some) {
        List<History> known = store.histories(some);
        if (known.isEmpty()) {
            return Map.of();
        }
        Set<Long> sequences = new HashSet<>();
        known.forEach(history -> sequences.addAll(history.sequences()));
        Map<Long, Recorded> events = new HashMap<>();
        for (StoredEvent row : store.events(sequences)) {
            events.put(row.sequence(), Moment.decode(row, codec));
        }
        Map<Subject, List<Recorded>> histories = new HashMap<>();
        for (History history : known) {
            List<Recorded> whole = new ArrayList<>();
            Subject subject = history.view().subject();
            for (long sequence : history.sequences()) {
                Recorded event = events.get(sequence);
                if (event == null) {
                    throw new RegistryException("The history of " + subject + " leads to event " + sequence
                            + ", which is not there. Maybe the file was changed by other means? Run 'verify'.");
                }
                whole.add(event);
            }
            histories.put(subject, whole);
        }
        return histories;
    }

    /** Of two corrections of one event the second must correct the first, or nobody could say which of them holds. */
    private static void requireCorrectedOnce(List<Recorded> history, List<Recorded> more) {
        Set<EventId> corrected = new HashSet<>();
        for (Recorded recorded : history) {
            corrected.add(recorded.context().supersedes());
        }
        for (Recorded recorded : more) {
            EventId id = recorded.context().supersedes();
            if (id != null && !corrected.add(id)) {
                throw new IllegalArgumentException(
                        "The event " + id + " was corrected before. Maybe correct the correction instead?");
            }
        }
    }

    private static StoredEvent encode(Recorded recorded, EventCodec codec) {
        EventContext context = recorded.context();
        RegistryEvent event = recorded.event();
        EventId supersedes = context.supersedes();
        return new StoredEvent(
                0,
                recorded.id().value(),
                event.type(),
                event.version(),
                context.effective(),
                recorded.recorded(),
                context.actor(),
                context.purpose(),
                context.source(),
                supersedes == null ? null : supersedes.value(),
                codec.write(event),
                new byte[0]);
    }
}
