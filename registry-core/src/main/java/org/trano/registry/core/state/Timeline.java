package org.trano.registry.core.state;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.store.ViewRow;

/**
 * The states of one subject along the effective dates: what it was from when to when. A timeline read from a view row knows only the
 * days that row covers ({@link #covers}); one made from the events knows all days.
 *
 * <p>Events that were superseded do not count. The others take effect in the order of their effective dates, then of the
 * journal; none may be dated before the first that founds the subject.
 *
 * @param <S> the state
 */
public final class Timeline<S> {
    private final Subject subject;
    private final Fold<S> fold;
    private final List<Segment<S>> segments;
    /** The first day after what is known; null where the last segment has no end. */
    private final @Nullable LocalDate until;

    private final boolean complete;
    private final int bytes;
    /** When it was made, by {@link System#nanoTime()}. */
    private final long born = System.nanoTime();
    /** The household that was last put together from this timeline and others. */
    private volatile @Nullable Joined joined;

    private record Segment<S>(LocalDate from, @Nullable S state) {}

    private Timeline(
            Subject subject,
            Fold<S> fold,
            List<Segment<S>> segments,
            @Nullable LocalDate until,
            boolean complete,
            int bytes) {
        this.subject = subject;
        this.fold = fold;
        this.segments = segments;
        this.until = until;
        this.complete = complete;
        this.bytes = bytes;
    }

    private static Fold<?> fold(SubjectKind kind) {
        return switch (kind) {
            case HOUSEHOLD -> HOUSEHOLDS;
            case PERSON -> PERSONS;
            case PROGRAMME -> DefinitionFold.PROGRAMMES;
            case AREA -> DefinitionFold.AREAS;
            case ORGANISATION -> DefinitionFold.ORGANISATIONS;
            case PROJECT -> DefinitionFold.PROJECTS;
            case INTERVENTION -> DefinitionFold.INTERVENTIONS;
            case OTHER -> OTHERS;
        };
    }

    private static final HouseholdFold HOUSEHOLDS = new HouseholdFold();
    private static final PersonFold PERSONS = new PersonFold();
    private static final OtherFold OTHERS = new OtherFold();

    /**
     * The timeline that events give.
     *
     * @param subject of what
     * @param history all its events, in the order of the journal
     * @return the timeline
     * @throws IllegalArgumentException in words for a person, if the events contradict each other
     */
    public static Timeline<?> of(Subject subject, List<Recorded> history) {
        return of(subject, fold(subject.kind()), history);
    }

    private static <S> Timeline<S> of(Subject subject, Fold<S> fold, List<Recorded> history) {
        if (history.size() == 1) {
            return single(subject, fold, history.get(0));
        }
        Set<EventId> superseded = new HashSet<>();
        for (Recorded recorded : history) {
            if (recorded.context().supersedes() != null) {
                superseded.add(recorded.context().supersedes());
            }
        }
        List<Recorded> live = new ArrayList<>();
        Recorded first = null;
        boolean concerned = false;
        for (Recorded recorded : history) {
            if (superseded.contains(recorded.id())) {
                continue;
            }
            live.add(recorded);
            concerned |= recorded.event().subjects().contains(subject);
            if (fold.founds(subject, recorded.event())
                    && (first == null || day(recorded).isBefore(day(first)))) {
                first = recorded;
            }
        }
        if (first == null) {
            requireNobodyConcerned(subject, concerned);
            return new Timeline<>(subject, fold, List.of(), null, true, 0);
        }
        requireNothingBefore(subject, live, day(first));
        // Stable: events of one day, and those of one transaction that have no sequence yet, stay in their order.
        Recorded founding = first;
        live.sort(Comparator.comparing((Recorded r) -> day(r))
                .thenComparing(r -> r != founding && !fold.opens(subject, r.event())));
        List<Segment<S>> segments = new ArrayList<>();
        S state = null;
        for (int i = 0; i < live.size(); i++) {
            LocalDate day = day(live.get(i));
            state = fold.apply(subject, state, live.get(i).event(), day);
            if (i + 1 == live.size() || !day(live.get(i + 1)).equals(day)) {
                segments.add(new Segment<>(day, state));
            }
        }
        return new Timeline<>(subject, fold, segments, null, true, 256 * segments.size());
    }

    private static LocalDate day(Recorded recorded) {
        return recorded.context().effective();
    }

    private static <S> Timeline<S> single(Subject subject, Fold<S> fold, Recorded only) {
        if (!fold.founds(subject, only.event())) {
            requireNobodyConcerned(subject, only.event().subjects().contains(subject));
            return new Timeline<>(subject, fold, List.of(), null, true, 0);
        }
        S state = fold.apply(subject, null, only.event(), day(only));
        return new Timeline<>(subject, fold, List.of(new Segment<>(day(only), state)), null, true, 256);
    }

    private static void requireNobodyConcerned(Subject subject, boolean concerned) {
        if (concerned) {
            throw new IllegalArgumentException("The " + subject.kind().name().toLowerCase(java.util.Locale.ROOT) + " "
                    + subject.id() + " has never been registered. Maybe its registration comes first?");
        }
    }

    private static void requireNothingBefore(Subject subject, List<Recorded> live, LocalDate first) {
        for (Recorded recorded : live) {
            LocalDate day = day(recorded);
            if (day.isBefore(first) && recorded.event().subjects().contains(subject)) {
                throw new IllegalArgumentException(
                        "The act " + recorded.event().type() + " is dated " + day + ", before "
                                + first + ", the first day on which anything is known of " + subject
                                + ". Maybe date it that day, or correct the registration first?");
            }
        }
    }

    /**
     * The days a view row covers.
     *
     * @param row the row
     * @param codec reads its body
     * @return the timeline of these days
     */
    public static Timeline<?> of(ViewRow row, EventCodec codec) {
        return of(row.subject(), fold(row.subject().kind()), row, codec);
    }

    private static <S> Timeline<S> of(Subject subject, Fold<S> fold, ViewRow row, EventCodec codec) {
        S state = row.body().length == 0 ? null : codec.readState(Body.whole(row.subject(), row.body()), fold.type());
        return new Timeline<>(
                subject, fold, List.of(new Segment<>(row.from(), state)), row.until(), false, row.body().length);
    }

    /**
     * The row a store keeps of this timeline: the state on a day, or the first one where that day lies before all.
     *
     * @param day the day of recording
     * @param version events in the subject's history
     * @param codec writes the state
     * @return the row, with every key under which the subject was ever known
     */
    public ViewRow row(LocalDate day, long version, EventCodec codec) {
        SortedSet<LookupKey> keys = new TreeSet<>();
        for (Segment<S> segment : segments) {
            if (segment.state != null) {
                fold.keys(segment.state, keys::add);
            }
        }
        if (segments.isEmpty()) {
            return new ViewRow(subject, version, LocalDate.EPOCH, null, new byte[0], keys);
        }
        int index = Math.max(0, last(day));
        Segment<S> segment = segments.get(index);
        return new ViewRow(
                subject,
                version,
                segment.from,
                index + 1 < segments.size() ? segments.get(index + 1).from : null,
                segment.state == null ? new byte[0] : Body.shorten(subject, codec.writeState(segment.state)),
                keys);
    }

    /** The index of the last segment that begins on a day or before; -1 where all begin later. */
    private int last(LocalDate day) {
        int index = segments.size() - 1;
        while (index >= 0 && segments.get(index).from.isAfter(day)) {
            index--;
        }
        return index;
    }

    /**
     * Whether this timeline knows what was on a day.
     *
     * @param day the day
     * @return true for every day where it was made from all events
     */
    public boolean covers(LocalDate day) {
        return complete || !day.isBefore(segments.get(0).from) && (until == null || day.isBefore(until));
    }

    /**
     * The state on a day that is {@link #covers covered}.
     *
     * @param day the day
     * @return the state; null where the subject did not exist
     */
    public @Nullable S at(LocalDate day) {
        int index = last(day);
        return index < 0 ? null : segments.get(index).state;
    }

    /**
     * What this timeline weighs in a cache.
     *
     * @return bytes of JSON, roughly
     */
    public int bytes() {
        return bytes;
    }

    /** When it was made, by {@link System#nanoTime()}. */
    long born() {
        return born;
    }

    /** What was put together from it last. */
    @Nullable
    Joined joined() {
        return joined;
    }

    /** Remembers what was put together from it. */
    void join(Joined whole) {
        joined = whole;
    }

    /**
     * Of what this is.
     *
     * @return the subject
     */
    public Subject subject() {
        return subject;
    }
}
