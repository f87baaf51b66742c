package org.trano.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.cache.CacheSettings;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HouseholdMoved;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.IdentityDecided;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.event.MembersMoved;
import org.trano.registry.core.event.PersonDescribed;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Retracted;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.event.UnknownEvent;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.Membership;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.person.Verdict;
import org.trano.registry.core.programme.Programme;
import org.trano.registry.core.programme.ProgrammeId;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.core.store.History;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.ViewRow;
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
            // The household, and the one person in it; then both at once, as they were put together.
            assertThat(registry.cacheStatistics().misses()).isEqualTo(2);
            assertThat(registry.cacheStatistics().hits()).isEqualTo(1);
            assertThat(registry.cacheStatistics().hitRate()).isEqualTo(1.0 / 3);
            assertThat(registry.household(home.id())).contains(home);
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

    /** A household that was put together of an old part and a new one is as old as the old one. */
    @Test
    void what_another_process_wrote_is_seen_in_time_also_in_a_household_that_was_put_together_later() throws Exception {
        MemoryStore store = new MemoryStore();
        Member amina = member("Amina");
        Household home = household("H1", amina);
        CacheSettings settings = new CacheSettings(1 << 20, Duration.ofSeconds(1));
        try (Registry here = Registry.builder(store).cache(settings).build();
                Registry there = Registry.open(store)) {
            here.record(new HouseholdRegistered(home), CONTEXT);
            assertThat(here.household(home.id())).contains(home);
            Thread.sleep(600);
            here.record(new HouseholdMoved(home.id(), "TG01", null), CONTEXT);
            assertThat(here.household(home.id()).orElseThrow().area()).isEqualTo("TG01");
            Person renamed = amina.person().toBuilder()
                    .name(new PersonName("Aminata", null, null))
                    .build();
            there.record(new PersonDescribed(renamed), CONTEXT);
            Thread.sleep(600);
            assertThat(here.household(home.id())
                            .orElseThrow()
                            .members()
                            .get(0)
                            .person()
                            .name())
                    .isEqualTo(renamed.name());
        }
    }

    @Test
    void verification_finds_a_changed_event_a_changed_view_and_a_missing_event() {
        Map<String, String> harms = Map.ofEntries(
                Map.entry("payload", "does not fit the chain"),
                Map.entry("view", "differs from a replay"),
                Map.entry("missing", "events are missing"),
                Map.entry("history", "lacks event 2"),
                Map.entry("no view", "has events but no view"),
                Map.entry("lookup", "cannot be found by its household:"),
                Map.entry("wrong key", "is found by a national_id that it never had"),
                Map.entry("orphan", "differs from a replay of its 0 events"),
                Map.entry("more views", "There are 4 views of kind PERSON, but 3 were read"),
                Map.entry("circle", "Event 2 cannot be read: it corrects the event"),
                Map.entry("nobody", "Event 2 cannot be read: An event needs an actor"),
                Map.entry("stranger", "leads to event 1, which is not about it"),
                Map.entry("nowhere", "leads to event 99, which is not there"));
        harms.forEach((harm, fault) -> {
            MemoryStore honest = new MemoryStore();
            Registry registry = Registry.open(honest);
            Household home = household("H1", member("Amina"));
            registry.record(new HouseholdRegistered(home), CONTEXT);
            registry.record(new MemberJoined(home.id(), member("Hodan")), CONTEXT);
            registry.record(new MemberJoined(home.id(), member("Roda")), CONTEXT);
            assertThat(Registry.open(new Tampered(honest, "none"))
                            .verify(Progress.SILENT)
                            .faults())
                    .isEmpty();
            assertThat(Registry.open(new Tampered(honest, harm))
                            .verify(Progress.SILENT)
                            .faults())
                    .as(harm)
                    .anyMatch(found -> found.contains(fault));
        });
    }

    /** What is written while a registry is being checked is neither a fault nor part of the check. */
    @Test
    void a_registry_is_checked_as_it_was_when_the_check_began() {
        try (Registry registry = Registry.open(new MemoryStore())) {
            Household home = household("H1", member("Amina"));
            registry.record(new HouseholdRegistered(home), CONTEXT);
            Verification found = registry.verify((step, done, total) -> {
                registry.record(new MemberJoined(home.id(), member("Hodan")), CONTEXT);
                registry.record(new HouseholdRegistered(household("H" + done, member("Roda"))), CONTEXT);
            });
            assertThat(found.faults()).isEmpty();
            assertThat(found.events()).isEqualTo(1);
            assertThat(found.households()).isEqualTo(1);
            assertThat(found.persons()).isEqualTo(1);
            assertThat(found.head().sequence()).isEqualTo(1);
            assertThat(registry.head().sequence()).isGreaterThan(2);
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
        assertThat(codec.readState(codec.writeState(home), Household.class)).isEqualTo(home);
    }

    /** A text that was cut in the middle of a character could be written but, as the name of an answer, never be read again. */
    @Test
    void half_of_a_character_is_refused_and_leaves_no_trace() {
        String half = "\uD83D\uDE00".substring(0, 1);
        for (String text : List.of(half, "a" + half + "b", "\uDE00")) {
            Person person = Person.builder(PersonId.create())
                    .name(new PersonName("Afi", null, null))
                    .build();
            Member member = new Member(person, RelationshipToHead.HEAD, Map.of(text, Answer.of("yes")));
            Household household = Household.builder(
                            HouseholdId.create(), new Interview(LocalDate.of(2026, 1, 1), Map.of()))
                    .member(member)
                    .build();
            try (Registry registry = Registry.open(new MemoryStore())) {
                assertThatThrownBy(() -> registry.record(
                                new HouseholdRegistered(household),
                                new EventContext(LocalDate.of(2026, 1, 1), "agent", "test", "")))
                        .hasMessageContaining("half of a character");
                assertThat(registry.head().sequence()).isZero();
            }
        }
        // A whole one is taken, and a backslash that somebody wrote is none.
        RegistryEvent event = new PersonDescribed(Person.builder(PersonId.create())
                .name(new PersonName("\uD83D\uDE00 \\uD83D \\", null, null))
                .build());
        EventCodec codec = EventCodec.standard();
        assertThat(codec.read(event.type(), 1, codec.write(event))).isEqualTo(event);
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

    /** A man is carried from one household to the other and back; whoever reads both sees him in one of them, never in both or none. */
    @Test
    void an_act_that_touches_two_households_is_seen_whole_or_not_at_all() throws Exception {
        try (Registry registry = Registry.open(new MemoryStore())) {
            Member guest = member("guest");
            Household one = household("H1", member("a"), guest);
            Household two = household("H2", member("b"));
            registry.recordAll(List.of(
                    new Act(new HouseholdRegistered(one), CONTEXT), new Act(new HouseholdRegistered(two), CONTEXT)));
            AtomicBoolean done = new AtomicBoolean();
            ExecutorService pool = Executors.newSingleThreadExecutor();
            try {
                Future<?> writer = pool.submit(() -> {
                    try {
                        for (int i = 0; i < 200; i++) {
                            HouseholdId from = i % 2 == 0 ? one.id() : two.id();
                            HouseholdId to = i % 2 == 0 ? two.id() : one.id();
                            registry.record(
                                    new MembersMoved(
                                            from,
                                            to,
                                            List.of(Membership.of(guest.person().id(), RelationshipToHead.UNKNOWN)),
                                            List.of()),
                                    CONTEXT);
                        }
                    } finally {
                        done.set(true);
                    }
                });
                while (!done.get()) {
                    // A person says in one reading where they are; each household in one reading who is in it.
                    assertThat(registry.findByMember(guest.person().id())).hasSize(1);
                    Household read = registry.household(one.id()).orElseThrow();
                    assertThat(read.members()).hasSizeBetween(1, 2);
                }
                writer.get();
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Test
    void an_earlier_version_of_an_event_is_brought_up_to_date_when_it_is_read() {
        MemoryStore store = new MemoryStore();
        try (Registry old = Registry.open(store)) {
            old.record(new UnknownEvent("well-dug", 1, "{\"depth_feet\":100,\"village\":\"Assoli\"}"), CONTEXT);
            EventCodec codec = EventCodec.standard()
                    .with("well-dug", WellDugInMetres.class)
                    .upcast("well-dug", json -> {
                        json.put(
                                "depth_metres", Double.parseDouble(String.valueOf(json.remove("depth_feet"))) * 0.3048);
                        return json;
                    })
                    .upcast("well-dug", json -> {
                        json.put("area", json.remove("village"));
                        return json;
                    });
            StoredEvent row = store.journal(0, 1).get(0);
            assertThat(codec.read(row.type(), row.version(), row.payload()))
                    .isEqualTo(new WellDugInMetres(30.48, "Assoli"));
            byte[] second = "{\"depth_metres\":12.5,\"village\":\"Kara\"}".getBytes(StandardCharsets.UTF_8);
            assertThat(codec.read("well-dug", 2, second)).isEqualTo(new WellDugInMetres(12.5, "Kara"));
            WellDugInMetres now = new WellDugInMetres(3, "Lomé");
            assertThat(codec.read("well-dug", 3, codec.write(now))).isEqualTo(now);
            assertThat(codec.read("well-dug", 4, second)).isInstanceOf(UnknownEvent.class);
            assertThat(codec.read("well-dug", 0, second)).isInstanceOf(UnknownEvent.class);
            assertThat(store.journal(0, 1).get(0).payload()).asString().contains("depth_feet");
        }
    }

    /** An integrator's event, in its third version. */
    public record WellDugInMetres(double depthMetres, String area) implements RegistryEvent {
        @Override
        public String type() {
            return "well-dug";
        }

        @Override
        public int version() {
            return 3;
        }

        @Override
        public Set<Subject> subjects() {
            return Set.of();
        }
    }

    /** An integrator's event about something the registry does not know. */
    public record LetterWritten(
            UUID letter, String text, @Nullable String answer) implements RegistryEvent {
        LetterWritten(UUID letter, String text) {
            this(letter, text, null);
        }

        @Override
        public String type() {
            return "letter-written";
        }

        @Override
        public Set<Subject> subjects() {
            return Set.of(Subject.ofOther(letter));
        }
    }

    /** An integrator's event about what the registry does know. */
    public record LetterSent(HouseholdId household) implements RegistryEvent {
        @Override
        public String type() {
            return "letter-sent";
        }

        @Override
        public Set<Subject> subjects() {
            return Set.of(Subject.of(household));
        }
    }

    @Test
    void a_text_that_was_empty_comes_back_empty_and_one_that_was_missing_comes_back_missing() {
        EventCodec codec = EventCodec.standard().with("letter-written", LetterWritten.class);
        LetterWritten letter = new LetterWritten(new UUID(1, 2), "");
        assertThat(codec.read("letter-written", 1, codec.write(letter))).isEqualTo(letter);
        LetterWritten answered = new LetterWritten(new UUID(1, 2), "Dear", "Thanks");
        assertThat(codec.read("letter-written", 1, codec.write(answered))).isEqualTo(answered);
        LetterWritten silent = new LetterWritten(new UUID(1, 2), "Dear", "");
        assertThat(codec.read("letter-written", 1, codec.write(silent))).isEqualTo(silent);
        IdentityDecided decided = new IdentityDecided(
                IdentityDecision.of(PersonId.create(), PersonId.create(), Verdict.SAME, "officer-17", ""));
        assertThat(codec.read(IdentityDecided.TYPE, 1, codec.write(decided))).isEqualTo(decided);
        Programme.Result result = new Programme.Result("", "", BigDecimal.ONE, null);
        Programme programme = new Programme(ProgrammeId.create(), Map.of(), null, List.of(result));
        assertThat(codec.readState(codec.writeState(programme), Programme.class))
                .isEqualTo(programme);
    }

    @Test
    void what_is_an_integrators_own_has_a_history_and_no_view() {
        MemoryStore store = new MemoryStore();
        EventCodec codec = EventCodec.standard()
                .with("letter-written", LetterWritten.class)
                .with("letter-sent", LetterSent.class);
        Subject letter = Subject.ofOther(new UUID(1, 2));
        assertThat(Subject.parse(letter.toString())).isEqualTo(letter);
        try (Registry registry = Registry.builder(store).codec(codec).build();
                Registry stranger = Registry.open(store)) {
            Recorded first = registry.record(new LetterWritten(letter.id(), "Dear"), CONTEXT);
            registry.record(new LetterWritten(letter.id(), "Dear minister"), CONTEXT);
            registry.record(new Retracted("never sent"), CONTEXT.superseding(first.id()));
            assertThat(registry.history(letter)).hasSize(3);
            assertThat(registry.count(SubjectKind.OTHER)).isEqualTo(1);
            List<Subject> all = new ArrayList<>();
            registry.subjects(SubjectKind.OTHER, all::add);
            assertThat(all).containsExactly(letter);
            assertThat(store.views(all).get(0).body()).isEmpty();
            assertThat(store.views(all).get(0).version()).isEqualTo(3);
            assertThat(registry.verify(Progress.SILENT).isIntact()).isTrue();
            // Whoever does not know the event keeps it, and finds nothing wrong: neither where it is all there is, nor
            // beside others.
            registry.record(new LetterWritten(new UUID(3, 4), "Madam"), CONTEXT);
            Household home = household("H1", member("Amina"));
            registry.record(new HouseholdRegistered(home), CONTEXT);
            Recorded sent = registry.record(new LetterSent(home.id()), CONTEXT);
            registry.record(new Retracted("it came back"), CONTEXT.superseding(sent.id()));
            assertThat(registry.history(Subject.of(home.id()))).hasSize(3);
            assertThat(registry.verify(Progress.SILENT).faults()).isEmpty();
            assertThat(stranger.verify(Progress.SILENT).faults()).isEmpty();
            assertThat(stranger.history(letter).get(1).event()).isInstanceOf(UnknownEvent.class);
        }
    }

    @Test
    void a_head_that_was_signed_and_kept_elsewhere_proves_that_nothing_before_it_was_changed() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair others = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        try (Registry registry = Registry.open(new MemoryStore());
                Registry forged = Registry.open(new MemoryStore())) {
            Household home = household("H1", member("Amina"));
            registry.record(new HouseholdRegistered(home), CONTEXT);
            forged.record(new HouseholdRegistered(household("H1", member("Amina"))), CONTEXT);
            SignedHead head =
                    SignedHead.parse(registry.signHead(keys.getPrivate()).toString());
            registry.record(new MemberJoined(home.id(), member("Hodan")), CONTEXT);
            assertThat(head.isSignedBy(keys.getPublic())).isTrue();
            assertThat(head.isSignedBy(others.getPublic())).isFalse();
            assertThat(registry.contains(head.head())).isTrue();
            assertThat(forged.contains(head.head())).isFalse();
            SignedHead moved = new SignedHead(registry.head(), head.signed(), head.signature());
            assertThat(moved.isSignedBy(keys.getPublic())).isFalse();
            for (String broken :
                    List.of("", "trano-head-1 x", head.toString().replace("trano-head-1 1", "trano-head-1 one"))) {
                assertThatThrownBy(() -> SignedHead.parse(broken)).hasMessageContaining("Maybe");
            }
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
            if (harm.equals("missing")) {
                rows.remove(1);
            }
            return rows.stream().map(this::harmed).toList();
        }

        @Override
        public List<StoredEvent> events(Collection<Long> sequences) {
            return honest.events(sequences).stream().map(this::harmed).toList();
        }

        private StoredEvent harmed(StoredEvent row) {
            if (row.sequence() != 2) {
                return row;
            }
            byte[] changed = new String(row.payload(), StandardCharsets.UTF_8)
                    .replace("Hodan", harm.equals("payload") ? "Nodan" : "Hodan")
                    .getBytes(StandardCharsets.UTF_8);
            return new StoredEvent(
                    row.sequence(),
                    row.id(),
                    row.type(),
                    row.version(),
                    row.effective(),
                    row.recorded(),
                    harm.equals("nobody") ? "" : row.actor(),
                    row.purpose(),
                    row.source(),
                    harm.equals("circle") ? row.id() : row.supersedes(),
                    changed,
                    row.chain());
        }

        @Override
        public List<StoredEvent> stream(Subject subject) {
            return honest.stream(subject);
        }

        @Override
        public List<History> histories(Collection<Subject> subjects) {
            return harm.equals("no view")
                    ? List.of()
                    : honest.histories(subjects).stream().map(this::harmed).toList();
        }

        @Override
        public void histories(Consumer<History> reader) {
            if (!harm.equals("no view")) {
                honest.histories(history -> reader.accept(harmed(history)));
            }
            if (harm.equals("orphan")) {
                Subject nobody = new Subject(SubjectKind.PERSON, new UUID(1, 2));
                reader.accept(new History(
                        new ViewRow(nobody, 1, CONTEXT.effective(), null, new byte[0], new TreeSet<>()), List.of()));
            }
        }

        private History harmed(History history) {
            ViewRow row = harmed(history.view());
            boolean isHousehold = row.subject().kind() == SubjectKind.HOUSEHOLD;
            List<Long> sequences = history.sequences();
            if (harm.equals("history") && isHousehold) {
                sequences = List.of(1L);
            } else if (harm.equals("stranger") && !isHousehold) {
                sequences = Stream.concat(Stream.of(1L), sequences.stream())
                        .distinct()
                        .toList();
            } else if (harm.equals("nowhere") && isHousehold) {
                sequences = List.of(1L, 99L);
            }
            return new History(row, sequences);
        }

        @Override
        public Optional<StoredEvent> event(UUID id) {
            return honest.event(id).map(this::harmed);
        }

        @Override
        public List<ViewRow> views(Collection<Subject> subjects) {
            return honest.views(subjects).stream().map(this::harmed).toList();
        }

        @Override
        public List<ViewRow> views(SubjectKind kind, @Nullable UUID after, int limit) {
            return honest.views(kind, after, limit).stream().map(this::harmed).toList();
        }

        private ViewRow harmed(ViewRow row) {
            return harm.equals("view")
                    ? new ViewRow(
                            row.subject(),
                            row.version(),
                            row.from(),
                            row.until(),
                            "{}".getBytes(StandardCharsets.UTF_8),
                            row.keys())
                    : row;
        }

        @Override
        public Map<LookupKey, List<Subject>> lookup(Collection<LookupKey> keys) {
            return harm.equals("lookup") ? Map.of() : honest.lookup(keys);
        }

        @Override
        public void lookups(BiConsumer<LookupKey, Subject> reader) {
            if (!harm.equals("lookup")) {
                honest.lookups(reader);
            }
            if (harm.equals("wrong key")) {
                reader.accept(new LookupKey("national_id", "7"), new Subject(SubjectKind.PERSON, new UUID(1, 2)));
            }
        }

        @Override
        public RegistryStore snapshot() {
            return new Tampered(honest.snapshot(), harm);
        }

        @Override
        public long count(SubjectKind kind) {
            return honest.count(kind) + (harm.equals("more views") && kind == SubjectKind.PERSON ? 1 : 0);
        }

        @Override
        public ChainHead head() {
            return honest.head();
        }

        @Override
        public long cursor(String subscriber) {
            return honest.cursor(subscriber);
        }

        @Override
        public void advance(String subscriber, long sequence) {
            honest.advance(subscriber, sequence);
        }

        @Override
        public void close() {
            honest.close();
        }
    }
}
