package org.trano.registry.core;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.survey.Interview;

/** A registry to tell stories in: a clock that is set by hand, and short words for the people and what happens to them. */
final class Village implements AutoCloseable {
    private final SettableClock clock = new SettableClock();
    final RegistryStore store = new MemoryStore();
    final Registry registry = Registry.builder(store).clock(clock).build();

    static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    /** The end of a day. */
    static Instant evening(String date) {
        return day(date).atTime(23, 59, 59).toInstant(ZoneOffset.UTC);
    }

    static Person person(String name, Sex sex, String birth) {
        return Person.builder(PersonId.create())
                .name(new PersonName(name, null, null))
                .sex(sex)
                .birth(UncertainDate.parse(birth))
                .build();
    }

    static Member as(RelationshipToHead relationship, Person person) {
        return new Member(person, relationship, Map.of());
    }

    static EventContext on(String date) {
        return new EventContext(day(date), "agent-7", "enrolment", "field visit");
    }

    /** Sets the clock to the morning of a day; what follows is recorded then. */
    Village today(String date) {
        clock.now = day(date).atTime(8, 0).toInstant(ZoneOffset.UTC);
        return this;
    }

    Recorded record(RegistryEvent event, String effective) {
        return registry.record(event, on(effective));
    }

    HouseholdId register(String date, Member... members) {
        Household.Builder household = Household.builder(HouseholdId.create(), new Interview(day(date), Map.of()))
                .area("TG0301");
        List.of(members).forEach(household::member);
        Household built = household.build();
        record(new HouseholdRegistered(built), date);
        return built.id();
    }

    Household household(HouseholdId id) {
        return registry.household(id).orElseThrow();
    }

    /** Names of the living members and how they stand to the head, as in {@code "Kofi HEAD"}. */
    static List<String> members(Household household) {
        List<String> names = new ArrayList<>();
        for (Member member : household.members()) {
            PersonName name = member.person().name();
            names.add((name == null ? "?" : name.display()) + " " + member.relationship());
        }
        return names;
    }

    List<String> members(HouseholdId id) {
        return members(household(id));
    }

    @Override
    public void close() {
        registry.close();
    }

    private static final class SettableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-06-01T08:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
