package org.trano.registry.core.state;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Reading;
import org.trano.registry.core.actor.Intervention;
import org.trano.registry.core.actor.Organisation;
import org.trano.registry.core.actor.Project;
import org.trano.registry.core.area.Area;
import org.trano.registry.core.area.AreaTree;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.Membership;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.programme.Programme;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.ViewRow;

/**
 * A store read on one day, as known at one instant: from its views where they hold on that day and everything is known, else from
 * its events.
 */
public final class Moment implements Reading {
    private static final int PAGE = 500;

    private final RegistryStore store;
    private final EventCodec codec;
    private final LocalDate day;
    /** Events recorded later do not count; null for all. */
    private final @Nullable Instant knownAt;

    /**
     * A reading.
     *
     * @param store from where
     * @param codec reads events and states
     * @param day on which day
     * @param knownAt events recorded later do not count; null for all
     */
    public Moment(RegistryStore store, EventCodec codec, LocalDate day, @Nullable Instant knownAt) {
        this.store = store;
        this.codec = codec;
        this.day = day;
        this.knownAt = knownAt;
    }

    /** Events as they stand in the journal. */
    public static List<Recorded> decode(List<StoredEvent> rows, EventCodec codec) {
        List<Recorded> events = new ArrayList<>(rows.size());
        for (StoredEvent row : rows) {
            events.add(decode(row, codec));
        }
        return events;
    }

    /** An event as it stands in the journal. */
    public static Recorded decode(StoredEvent row, EventCodec codec) {
        UUID supersedes = row.supersedes();
        return new Recorded(
                row.sequence(),
                EventId.of(row.id()),
                new EventContext(
                        row.effective(),
                        row.actor(),
                        row.purpose(),
                        row.source(),
                        supersedes == null ? null : EventId.of(supersedes)),
                row.recorded(),
                codec.read(row.type(), row.version(), row.payload()));
    }

    /** The whole timeline of a subject, from its events. */
    public Timeline<?> history(Subject subject) {
        List<Recorded> events = new ArrayList<>();
        for (StoredEvent row : store.stream(subject)) {
            if (knownAt == null || !row.recorded().isAfter(knownAt)) {
                events.add(decode(row, codec));
            }
        }
        return Timeline.of(subject, events);
    }

    /** A timeline that covers this day, from a view row or, where that says nothing of the day, from the events. */
    public Timeline<?> timeline(ViewRow row) {
        if (knownAt == null) {
            Timeline<?> timeline = Timeline.of(row, codec);
            if (timeline.covers(day)) {
                return timeline;
            }
        }
        return history(row.subject());
    }

    @Override
    public Optional<Household> household(HouseholdId id) {
        List<ViewRow> rows = store.views(List.of(Subject.of(id)));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        HouseholdState state = (HouseholdState) timeline(rows.get(0)).at(day);
        return state == null
                ? Optional.empty()
                : Optional.of(join(List.of(state)).get(0));
    }

    @Override
    public Optional<PersonProfile> person(PersonId id) {
        List<ViewRow> rows = store.views(List.of(Subject.of(id)));
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable((PersonProfile) timeline(rows.get(0)).at(day));
    }

    /** Households with their people, who are read in one go. */
    private List<Household> join(List<HouseholdState> states) {
        List<Subject> ids = new ArrayList<>();
        for (HouseholdState state : states) {
            for (Membership member : state.members()) {
                ids.add(Subject.of(member.person()));
            }
        }
        Map<UUID, PersonProfile> people = new HashMap<>();
        for (ViewRow row : store.views(ids)) {
            PersonProfile profile = (PersonProfile) timeline(row).at(day);
            if (profile != null) {
                people.put(row.subject().id(), profile);
            }
        }
        List<Household> households = new ArrayList<>(states.size());
        for (HouseholdState state : states) {
            List<Member> members = new ArrayList<>(state.members().size());
            for (Membership member : state.members()) {
                PersonProfile profile = people.get(member.person().value());
                if (profile != null) {
                    members.add(Member.of(profile.person(), member));
                }
            }
            households.add(state.with(members));
        }
        return households;
    }

    @Override
    public void households(Consumer<Household> reader) {
        pages(SubjectKind.HOUSEHOLD, rows -> {
            List<HouseholdState> states = new ArrayList<>(rows.size());
            for (ViewRow row : rows) {
                HouseholdState state = (HouseholdState) timeline(row).at(day);
                if (state != null && state.end() == null) {
                    states.add(state);
                }
            }
            for (Household household : join(states)) {
                if (household.isActive()) {
                    reader.accept(household);
                }
            }
        });
    }

    @Override
    public void persons(Consumer<PersonProfile> reader) {
        all(SubjectKind.PERSON, PersonProfile.class, reader);
    }

    @Override
    public AreaTree areas() {
        return AreaTree.of(list(SubjectKind.AREA, Area.class));
    }

    @Override
    public List<Programme> programmes() {
        return list(SubjectKind.PROGRAMME, Programme.class);
    }

    @Override
    public List<Organisation> organisations() {
        return list(SubjectKind.ORGANISATION, Organisation.class);
    }

    @Override
    public List<Project> projects() {
        return list(SubjectKind.PROJECT, Project.class);
    }

    @Override
    public List<Intervention> interventions() {
        return list(SubjectKind.INTERVENTION, Intervention.class);
    }

    /**
     * Every subject of a kind, whatever its state.
     *
     * @param kind which kind
     * @param reader called for each in ascending order of the ids
     */
    public void subjects(SubjectKind kind, Consumer<Subject> reader) {
        pages(kind, rows -> rows.forEach(row -> reader.accept(row.subject())));
    }

    private <S> List<S> list(SubjectKind kind, Class<S> type) {
        List<S> list = new ArrayList<>();
        all(kind, type, list::add);
        return List.copyOf(list);
    }

    private <S> void all(SubjectKind kind, Class<S> type, Consumer<? super S> reader) {
        pages(kind, rows -> {
            for (ViewRow row : rows) {
                Object state = timeline(row).at(day);
                if (state != null) {
                    reader.accept(Objects.requireNonNull(type.cast(state)));
                }
            }
        });
    }

    private void pages(SubjectKind kind, Consumer<List<ViewRow>> reader) {
        UUID after = null;
        List<ViewRow> page;
        do {
            page = store.views(kind, after, PAGE);
            if (!page.isEmpty()) {
                reader.accept(page);
                after = page.get(page.size() - 1).subject().id();
            }
        } while (page.size() == PAGE);
    }
}
