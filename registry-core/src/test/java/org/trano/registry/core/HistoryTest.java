package org.trano.registry.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.trano.registry.core.cache.CacheSettings;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.History;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.core.store.RebuildingStore;
import org.trano.registry.core.store.RebuildingStore.Touch;
import org.trano.registry.core.store.ViewRow;

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

    /** However few events are read at once, and so however much of a history is put off until later. */
    @Property(tries = 60)
    void views_made_anew_are_the_same(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int page) {
        MemoryStore store = new MemoryStore();
        RandomHistory history = history(store, seed, CacheSettings.off());
        for (int i = 0; i < STEPS; i++) {
            history.step();
        }
        Map<Subject, History> before = new HashMap<>();
        store.histories(known -> before.put(known.view().subject(), known));
        Map<Subject, History> after = new HashMap<>();
        LocalDate today = LocalDate.ofInstant(ticking().instant(), ZoneOffset.UTC);
        Registry.rebuild(withoutViews(store, page, after), EventCodec.standard(), today, Progress.SILENT);
        assertThat(after).isEqualTo(before);
    }

    /** The journal of a store, read in small pages; views come into the map. */
    private static RebuildingStore withoutViews(MemoryStore journal, int page, Map<Subject, History> views) {
        TreeMap<Subject, TreeSet<Long>> later = new TreeMap<>();
        return (RebuildingStore) Proxy.newProxyInstance(
                RebuildingStore.class.getClassLoader(),
                new Class<?>[] {RebuildingStore.class},
                (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "journal":
                            return journal.journal((long) args[0], page);
                        case "viewed":
                            Set<Object> viewed = new HashSet<>((Collection<?>) args[0]);
                            viewed.retainAll(views.keySet());
                            return viewed;
                        case "histories":
                            return ((Collection<?>) args[0])
                                    .stream().map(views::get).toList();
                        case "postpone":
                            for (Object touch : (List<?>) args[0]) {
                                later.computeIfAbsent(((Touch) touch).subject(), s -> new TreeSet<>())
                                        .add(((Touch) touch).sequence());
                            }
                            return null;
                        case "postponed":
                            @SuppressWarnings("unchecked")
                            Consumer<Touch> reader = (Consumer<Touch>) args[0];
                            later.forEach((subject, sequences) ->
                                    sequences.forEach(sequence -> reader.accept(new Touch(subject, sequence))));
                            return null;
                        case "append":
                            Append append = (Append) args[0];
                            for (ViewRow view : append.views()) {
                                History known = views.get(view.subject());
                                List<Long> sequences = new ArrayList<>(known == null ? List.of() : known.sequences());
                                assertThat(append.expected()).containsEntry(view.subject(), (long) sequences.size());
                                append.additions().stream()
                                        .filter(a -> a.subjects().contains(view.subject()))
                                        .forEach(a -> sequences.add(a.event().sequence()));
                                views.put(view.subject(), new History(view, sequences));
                            }
                            return List.of();
                        default:
                            return method.invoke(journal, args);
                    }
                });
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
