package org.trano.registry.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.trano.registry.core.cache.CacheSettings;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.store.MemoryStore;

/** Laws of all histories: acts of every kind, dated forwards and backwards, corrected, taken back, refused. */
class HistoryTest {
    private static final int STEPS = 40;

    /** A clock that goes on by a second each time it is asked, so that every act has an instant of its own. */
    private static Clock ticking() {
        return new Clock() {
            private Instant now = RandomHistory.TODAY.atStartOfDay().toInstant(ZoneOffset.UTC);

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public synchronized Instant instant() {
                now = now.plusMillis(1);
                return now;
            }
        };
    }

    private static RandomHistory history(MemoryStore store, long seed, CacheSettings cache) {
        return new RandomHistory(
                Registry.builder(store).clock(ticking()).cache(cache).build(), seed);
    }

    @Property(tries = 150)
    void every_view_equals_a_replay_of_its_events(@ForAll long seed) {
        MemoryStore store = new MemoryStore();
        RandomHistory history = history(store, seed, CacheSettings.standard());
        for (int i = 0; i < STEPS; i++) {
            history.step();
        }
        assertThat(Registry.open(store).verify(Progress.SILENT).faults()).isEmpty();
        assertThat(history.recorded).hasSizeGreaterThan(STEPS / 8);
    }

    @Property(tries = 60)
    void a_copy_event_by_event_is_the_same_registry(@ForAll long seed) {
        MemoryStore store = new MemoryStore();
        RandomHistory history = history(store, seed, CacheSettings.off());
        for (int i = 0; i < STEPS; i++) {
            history.step();
        }
        MemoryStore copy = new MemoryStore();
        Registry original = Registry.builder(store).clock(ticking()).build();
        assertThat(original.copyTo(copy, Progress.SILENT)).isEqualTo(original.head());
        Registry copied = Registry.builder(copy).clock(ticking()).build();
        assertThat(copied.head()).isEqualTo(original.head());
        assertThat(copied.verify(Progress.SILENT).faults()).isEmpty();
        for (HouseholdId id : history.households) {
            assertThat(copied.household(id)).isEqualTo(original.household(id));
            assertThat(copied.history(Subject.of(id))).isEqualTo(original.history(Subject.of(id)));
        }
        for (PersonId id : history.persons) {
            assertThat(copied.person(id)).isEqualTo(original.person(id));
        }
    }

    /** What was answered on any day before any act is answered again for ever, whatever is recorded or corrected later. */
    @Property(tries = 60)
    void what_was_known_at_any_time_can_be_asked_again(@ForAll long seed) {
        MemoryStore store = new MemoryStore();
        RandomHistory history = history(store, seed, CacheSettings.standard());
        Registry registry = Registry.open(store);
        List<Map<HouseholdId, Optional<Household>>> seen = new ArrayList<>();
        List<Map<PersonId, Optional<PersonProfile>>> met = new ArrayList<>();
        List<Instant> when = new ArrayList<>();
        List<LocalDate> days = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            if (!history.step()) {
                continue;
            }
            Recorded last = history.recorded.get(history.recorded.size() - 1);
            LocalDate day = RandomHistory.FIRST_DAY.plusDays(i * 18L);
            Map<HouseholdId, Optional<Household>> homes = new HashMap<>();
            history.households.forEach(id -> homes.put(id, registry.asOf(day).household(id)));
            Map<PersonId, Optional<PersonProfile>> people = new HashMap<>();
            history.persons.forEach(id -> people.put(id, registry.asOf(day).person(id)));
            seen.add(homes);
            met.add(people);
            when.add(last.recorded());
            days.add(day);
        }
        for (int i = 0; i < when.size(); i++) {
            Reading then = registry.asOf(days.get(i), when.get(i));
            seen.get(i).forEach((id, home) -> assertThat(then.household(id)).isEqualTo(home));
            met.get(i).forEach((id, person) -> assertThat(then.person(id)).isEqualTo(person));
        }
    }

    /** Households and persons agree on who belongs where, on every day. */
    @Property(tries = 60)
    void who_belongs_where_is_told_alike_by_households_and_persons(@ForAll long seed) {
        MemoryStore store = new MemoryStore();
        RandomHistory history = history(store, seed, CacheSettings.off());
        for (int i = 0; i < STEPS; i++) {
            history.step();
        }
        Registry registry = Registry.open(store);
        for (int month = 0; month < 24; month += 5) {
            Reading then = registry.asOf(RandomHistory.FIRST_DAY.plusDays(month * 30L));
            for (PersonId id : history.persons) {
                PersonProfile profile = then.person(id).orElse(null);
                for (HouseholdId home : history.households) {
                    boolean member = then.household(home)
                            .map(h -> h.members().stream()
                                    .anyMatch(m -> m.person().id().equals(id)))
                            .orElse(false);
                    boolean says = profile != null
                            && profile.person().isAlive()
                            && profile.households().contains(home);
                    assertThat(member).as("%s in %s", id, home).isEqualTo(says);
                }
            }
        }
    }
}
