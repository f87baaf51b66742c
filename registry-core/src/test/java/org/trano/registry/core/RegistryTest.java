package org.trano.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.cache.CacheSettings;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.UnknownEvent;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.survey.Answer;
import org.trano.registry.core.survey.Interview;

class RegistryTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final EventContext CONTEXT = new EventContext(DAY, "test", "enrolment", "test");

    static Member member(String name) {
        return new Member(
                new Person(
                        PersonId.create(),
                        new PersonName(name, null, null),
                        Sex.FEMALE,
                        UncertainDate.parse("198X"),
                        List.of("77 12"),
                        List.of(new Identifier(Identifier.NATIONAL_ID, name))),
                RelationshipToHead.UNKNOWN,
                Map.of("school", new Answer.Coded("no")));
    }

    static Household household(String number, Member... members) {
        return new Household(
                HouseholdId.create(),
                List.of(new Identifier(Identifier.SOURCE, number)),
                "TG03",
                new Interview(DAY, Map.of("rooms", Answer.of("2"), "floor", new Answer.Coded("earth"))),
                List.of(members));
    }

    @Test
    void what_is_recorded_is_found_by_every_key() {
        try (Registry registry = Registry.open(new MemoryStore())) {
            Household home = household("H1", member("Amina"), member("Hodan"));
            Recorded recorded = registry.record(new HouseholdRegistered(home), CONTEXT);
            assertThat(recorded.sequence()).isEqualTo(1);
            assertThat(registry.household(home.id())).contains(home);
            assertThat(registry.find(new Identifier(Identifier.SOURCE, "H1"))).containsExactly(home.id());
            assertThat(registry.findByMember(new Identifier(Identifier.NATIONAL_ID, "Hodan")))
                    .containsExactly(home.id());
            assertThat(registry.findByMember(home.members().get(1).person().id()))
                    .containsExactly(home.id());
            assertThat(registry.find(new Identifier(Identifier.NATIONAL_ID, "Hodan")))
                    .isEmpty();
            assertThat(registry.household(HouseholdId.create())).isEmpty();
        }
    }

    @Test
    void an_act_that_contradicts_what_is_known_is_refused_and_leaves_no_trace() {
        try (Registry registry = Registry.open(new MemoryStore())) {
            Household home = household("H1", member("Amina"));
            registry.record(new HouseholdRegistered(home), CONTEXT);
            assertThatThrownBy(() -> registry.record(new HouseholdRegistered(home), CONTEXT))
                    .hasMessageContaining("registered already");
            assertThatThrownBy(() -> registry.record(
                            new MemberJoined(home.id(), home.members().get(0)), CONTEXT))
                    .hasMessageContaining("member of household");
            assertThatThrownBy(() -> registry.record(new MemberJoined(HouseholdId.create(), member("X")), CONTEXT))
                    .hasMessageContaining("never been registered");
            EventContext future =
                    new EventContext(LocalDate.now(ZoneOffset.UTC).plusDays(3), "test", "enrolment", "test");
            assertThatThrownBy(() -> registry.record(new MemberJoined(home.id(), member("X")), future))
                    .hasMessageContaining("future");
            // All or none, also when only the last act is wrong.
            Household other = household("H2", member("Fatouma"));
            assertThatThrownBy(() -> registry.recordAll(List.of(
                            new Act(new HouseholdRegistered(other), CONTEXT),
                            new Act(new HouseholdRegistered(home), CONTEXT))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(registry.household(other.id())).isEmpty();
            assertThat(registry.head().sequence()).isEqualTo(1);
        }
    }

    /** Any history, in any batches, reads the same as its replay, with the cache on or off. */
    @Property(tries = 60)
    void any_history_equals_its_replay(@ForAll long seed) {
        Random random = new Random(seed);
        MemoryStore store = new MemoryStore();
        Registry registry = Registry.builder(store)
                .cache(random.nextBoolean() ? CacheSettings.off() : CacheSettings.standard())
                .build();
        List<Household> expected = new ArrayList<>();
        for (int batch = 0; batch < 5; batch++) {
            List<Act> acts = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                EventContext context = new EventContext(DAY.minusDays(random.nextInt(30)), "test", "enrolment", "test");
                if (expected.isEmpty() || random.nextBoolean()) {
                    Household home = household("H" + expected.size(), member("m"));
                    expected.add(home);
                    acts.add(new Act(new HouseholdRegistered(home), context));
                } else {
                    // Joining at one and the same date keeps the order of recording.
                    int index = random.nextInt(expected.size());
                    Member joined = member("j" + batch);
                    expected.set(index, expected.get(index).with(joined));
                    acts.add(new Act(new MemberJoined(expected.get(index).id(), joined), CONTEXT));
                }
            }
            registry.recordAll(acts);
            Household any = expected.get(random.nextInt(expected.size()));
            assertThat(registry.household(any.id())).contains(any);
        }
        List<Household> read = new ArrayList<>();
        registry.households(read::add);
        assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(registry.verify(Progress.SILENT).faults()).isEmpty();
    }

    @Test
    void a_reader_never_sees_less_than_what_was_acknowledged_before() throws Exception {
        try (Registry registry = Registry.open(new MemoryStore())) {
            Household home = household("H1", member("m0"));
            registry.record(new HouseholdRegistered(home), CONTEXT);
            AtomicInteger acknowledged = new AtomicInteger(1);
            ExecutorService pool = Executors.newFixedThreadPool(3);
            try {
                List<Future<?>> work = new ArrayList<>();
                for (int reader = 0; reader < 2; reader++) {
                    work.add(pool.submit(() -> {
                        while (acknowledged.get() < 300) {
                            int before = acknowledged.get();
                            assertThat(registry.household(home.id())
                                            .orElseThrow()
                                            .members())
                                    .hasSizeGreaterThanOrEqualTo(before);
                        }
                    }));
                }
                for (int i = 1; i < 300; i++) {
                    registry.record(new MemberJoined(home.id(), member("m" + i)), CONTEXT);
                    acknowledged.incrementAndGet();
                }
                for (Future<?> future : work) {
                    future.get();
                }
            } finally {
                pool.shutdownNow();
            }
            assertThat(registry.cacheStatistics().misses()).isPositive();
        }
    }

    @Test
    void the_cache_answers_again_is_bounded_and_can_be_switched_off() {
        MemoryStore store = new MemoryStore();
        Household home = household("H1", member("Amina"));
        try (Registry registry = Registry.open(store)) {
            registry.record(new HouseholdRegistered(home), CONTEXT);
            registry.household(home.id());
            registry.household(home.id());
            assertThat(registry.cacheStatistics().hits()).isEqualTo(1);
            assertThat(registry.cacheStatistics().misses()).isEqualTo(1);
            assertThat(registry.cacheStatistics().hitRate()).isEqualTo(0.5);
            assertThat(registry.cacheStatistics().bytes()).isPositive();
            Registry uncached =
                    Registry.builder(store).cache(CacheSettings.off()).build();
            assertThat(uncached.household(home.id())).contains(home);
            assertThat(uncached.cacheStatistics().hits()).isZero();
            Registry tiny = Registry.builder(store)
                    .cache(new CacheSettings(1, Duration.ofSeconds(1)))
                    .build();
            assertThat(tiny.household(home.id())).contains(home);
        }
    }

    @Test
    void verification_finds_a_changed_event_a_changed_view_and_a_missing_event() {
        for (String harm : List.of("payload", "view", "missing")) {
            MemoryStore honest = new MemoryStore();
            Registry registry = Registry.open(honest);
            Household home = household("H1", member("Amina"));
            registry.record(new HouseholdRegistered(home), CONTEXT);
            registry.record(new MemberJoined(home.id(), member("Hodan")), CONTEXT);
            registry.record(new MemberJoined(home.id(), member("Roda")), CONTEXT);
            assertThat(Registry.open(new Tampered(honest, "none"))
                            .verify(Progress.SILENT)
                            .isIntact())
                    .isTrue();
            assertThat(Registry.open(new Tampered(honest, harm))
                            .verify(Progress.SILENT)
                            .faults())
                    .as(harm)
                    .isNotEmpty();
        }
    }

    @Test
    void an_event_type_nobody_knows_is_kept_byte_for_byte() {
        EventCodec codec = EventCodec.standard();
        byte[] json = "{\"x\": [1,  2]}".getBytes(StandardCharsets.UTF_8);
        UnknownEvent event = (UnknownEvent) codec.read("moon-landed", 3, json);
        assertThat(codec.write(event)).isEqualTo(json);
        assertThat(event.version()).isEqualTo(3);
    }

    @Test
    void events_and_households_come_back_from_json_and_the_same_value_gives_the_same_bytes() {
        EventCodec codec = EventCodec.standard();
        HouseholdRegistered event = new HouseholdRegistered(household("H1", member("Amina")));
        byte[] json = codec.write(event);
        assertThat(codec.read(event.type(), 1, json)).isEqualTo(event);
        assertThat(codec.write(codec.read(event.type(), 1, json))).isEqualTo(json);
        assertThat(new String(json, StandardCharsets.UTF_8))
                .doesNotContain("null")
                .contains("\"given_names\":\"Amina\"");
        Household home = event.household();
        assertThat(codec.readHousehold(codec.writeHousehold(home))).isEqualTo(home);
    }

    @Test
    void the_recording_time_is_that_of_the_clock() {
        Instant now = Instant.parse("2026-05-01T10:00:00.123456Z");
        try (Registry registry = Registry.builder(new MemoryStore())
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .build()) {
            assertThat(registry.record(new HouseholdRegistered(household("H1", member("A"))), CONTEXT)
                            .recorded())
                    .isEqualTo(now);
        }
    }

    /** A store somebody has been at. */
    private record Tampered(RegistryStore honest, String harm) implements RegistryStore {
        @Override
        public List<StoredEvent> append(Append append) {
            return honest.append(append);
        }

        @Override
        public List<StoredEvent> journal(long after, int limit) {
            List<StoredEvent> rows = new ArrayList<>(honest.journal(after, limit));
            if (harm.equals("payload")) {
                StoredEvent row = rows.get(1);
                byte[] changed = new String(row.payload(), StandardCharsets.UTF_8)
                        .replace("Hodan", "Nodan")
                        .getBytes(StandardCharsets.UTF_8);
                rows.set(
                        1,
                        new StoredEvent(
                                row.sequence(),
                                row.id(),
                                row.type(),
                                row.version(),
                                row.effective(),
                                row.recorded(),
                                row.actor(),
                                row.purpose(),
                                row.source(),
                                changed,
                                row.chain()));
            }
            if (harm.equals("missing")) {
                rows.remove(1);
            }
            return rows;
        }

        @Override
        public List<StoredEvent> stream(UUID stream) {
            return honest.stream(stream);
        }

        @Override
        public java.util.Optional<org.trano.registry.core.store.ViewRow> view(UUID stream) {
            return honest.view(stream);
        }

        @Override
        public List<org.trano.registry.core.store.ViewRow> views(
                @org.jspecify.annotations.Nullable UUID after, int limit) {
            return honest.views(after, limit).stream()
                    .map(row -> harm.equals("view")
                            ? new org.trano.registry.core.store.ViewRow(
                                    row.stream(), row.version(), "{}".getBytes(StandardCharsets.UTF_8), row.keys())
                            : row)
                    .toList();
        }

        @Override
        public List<UUID> lookup(org.trano.registry.core.store.LookupKey key) {
            return honest.lookup(key);
        }

        @Override
        public org.trano.registry.core.store.ChainHead head() {
            return honest.head();
        }

        @Override
        public void close() {
            honest.close();
        }
    }
}
