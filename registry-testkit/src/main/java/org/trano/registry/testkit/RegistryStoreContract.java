package org.trano.registry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.core.store.History;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoreException;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.VersionConflictException;
import org.trano.registry.core.store.ViewRow;

/**
 * What every {@link RegistryStore} must keep. Extend it, return a fresh empty store from {@link #create()}, and run it with
 * JUnit 5 and jqwik. Durability beyond the life of the process is for the store's own tests: only they know how to kill it.
 */
public abstract class RegistryStoreContract {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    /** For subclasses. */
    protected RegistryStoreContract() {}

    /**
     * A fresh, empty store.
     *
     * @return the store; the suite closes it
     */
    protected abstract RegistryStore create();

    @Test
    void an_empty_store_has_nothing_and_says_so() {
        try (RegistryStore store = create()) {
            assertThat(store.head()).isEqualTo(new ChainHead(0, StoredEvent.origin()));
            assertThat(store.journal(0, 10)).isEmpty();
            assertThat(store.views(SubjectKind.HOUSEHOLD, null, 10)).isEmpty();
            assertThat(store.views(List.of(subject(1)))).isEmpty();
            assertThat(store.views(List.of())).isEmpty();
            assertThat(store.events(List.of(1L))).isEmpty();
            assertThat(store.events(List.of())).isEmpty();
            assertThat(store.stream(subject(1))).isEmpty();
            assertThat(store.event(uuid(1))).isEmpty();
            assertThat(store.histories(List.of(subject(1)))).isEmpty();
            assertThat(histories(store)).isEmpty();
            assertThat(lookups(store)).isEmpty();
            assertThat(store.lookup(new LookupKey("t", "v"))).isEmpty();
            assertThat(store.count(SubjectKind.PERSON)).isZero();
            assertThat(store.cursor("nobody")).isZero();
        }
    }

    @Test
    void every_field_comes_back_as_it_was_given() {
        try (RegistryStore store = create()) {
            StoredEvent given = new StoredEvent(
                    0,
                    uuid(-1),
                    "type-é",
                    7,
                    LocalDate.of(1969, 2, 28),
                    Instant.parse("2026-01-02T03:04:05.678901Z"),
                    "أحمد",
                    "enrolment",
                    "quote ' \" \\ \n end",
                    uuid(77),
                    new byte[] {0, 1, -1, 127},
                    new byte[0]);
            ViewRow view = new ViewRow(
                    subject(5),
                    1,
                    LocalDate.of(1999, 12, 31),
                    LocalDate.of(2031, 1, 1),
                    new byte[] {0, -1},
                    new TreeSet<>(Set.of(new LookupKey("k\n", "\u0000 أ"), new LookupKey("key", ""))));
            StoredEvent stored = store.append(new Append(
                            List.of(new Append.Addition(given, Set.of(subject(5)))),
                            Map.of(subject(5), 0L),
                            List.of(view)))
                    .get(0);
            assertThat(stored).isEqualTo(given.at(1, StoredEvent.origin(), Instant.MIN));
            assertThat(store.journal(0, 10)).containsExactly(stored);
            assertThat(store.stream(subject(5))).containsExactly(stored);
            assertThat(store.event(uuid(-1))).contains(stored);
            assertThat(store.views(List.of(subject(5)))).containsExactly(view);
            assertThat(store.events(List.of(1L))).containsExactly(stored);
            assertThat(store.histories(List.of(subject(5)))).containsExactly(new History(view, List.of(1L)));
            assertThat(histories(store)).containsExactly(new History(view, List.of(1L)));
            assertThat(store.lookup(new LookupKey("k\n", "\u0000 أ"))).containsExactly(subject(5));
            assertThat(lookups(store))
                    .containsExactlyInAnyOrderElementsOf(view.keys().stream()
                            .map(key -> Map.entry(key, subject(5)))
                            .toList());
            assertThat(store.head()).isEqualTo(new ChainHead(1, stored.chain()));
            assertThat(store.count(SubjectKind.HOUSEHOLD)).isEqualTo(1);
            assertThat(store.isJoined()).isFalse();
        }
    }

    @Test
    void a_wrong_version_writes_nothing_at_all() {
        try (RegistryStore store = create()) {
            store.append(append(1, 0, 1, "a"));
            Append conflicting = new Append(
                    List.of(addition(2, 2), addition(3, 1)),
                    Map.of(subject(2), 0L, subject(1), 0L),
                    List.of(view(2, 1, "new", "n"), view(1, 1, "lost", "l")));
            assertThatThrownBy(() -> store.append(conflicting)).isInstanceOf(VersionConflictException.class);
            Append late = new Append(
                    List.of(addition(2, 2), addition(3, 1)),
                    Map.of(subject(2), 0L, subject(1), 2L),
                    List.of(view(2, 1, "new", "n"), view(1, 3, "lost", "l")));
            assertThatThrownBy(() -> store.append(late)).isInstanceOf(VersionConflictException.class);
            assertThat(store.head().sequence()).isEqualTo(1);
            assertThat(store.views(List.of(subject(2)))).isEmpty();
            assertThat(store.views(List.of(subject(1)))).containsExactly(view(1, 1, "a", "a"));
            assertThat(store.lookup(new LookupKey("key", "n"))).isEmpty();
            assertThat(store.stream(subject(2))).isEmpty();
        }
    }

    /** An append that failed half-way is gone: the next one does not do what was left of it. */
    @Test
    void what_a_refused_append_had_begun_is_not_finished_by_the_next() {
        try (RegistryStore store = create()) {
            store.append(append(1, 0, 1, "a"));
            store.append(append(2, 0, 1, "b"));
            Append refused = new Append(
                    List.of(addition(5, 1), addition(6, 2)),
                    Map.of(subject(1), 1L, subject(2), 7L),
                    List.of(view(1, 2, "half", "half"), view(2, 8, "late", "late")));
            assertThatThrownBy(() -> store.append(refused)).isInstanceOf(VersionConflictException.class);
            store.append(append(1, 1, 2, "c"));
            store.append(append(3, 0, 1, "d"));
            assertThat(store.views(List.of(subject(1)))).containsExactly(view(1, 2, "c", "c"));
            assertThat(store.views(List.of(subject(2)))).containsExactly(view(2, 1, "b", "b"));
            assertThat(store.stream(subject(1))).hasSize(2);
            assertThat(store.stream(subject(2))).hasSize(1);
            assertThat(store.lookup(new LookupKey("key", "half"))).isEmpty();
            assertChain(store, 4);
        }
    }

    @Test
    void an_event_that_is_there_already_is_refused_and_nothing_is_written() {
        try (RegistryStore store = create()) {
            store.append(append(1, 0, 1, "a"));
            Append again = new Append(
                    List.of(addition(100_001, 2)), Map.of(subject(2), 0L), List.of(view(2, 1, "twice", "twice")));
            assertThatThrownBy(() -> store.append(again))
                    .isInstanceOf(VersionConflictException.class)
                    .hasMessageContaining("already");
            assertThat(store.head().sequence()).isEqualTo(1);
            assertThat(store.views(List.of(subject(2)))).isEmpty();
        }
    }

    @Test
    void a_new_view_replaces_the_old_one_and_its_keys() {
        try (RegistryStore store = create()) {
            store.append(append(1, 0, 1, "old"));
            store.append(append(1, 1, 2, "new"));
            assertThat(store.views(List.of(subject(1)))).containsExactly(view(1, 2, "new", "new"));
            assertThat(store.lookup(new LookupKey("key", "old"))).isEmpty();
            assertThat(store.lookup(new LookupKey("key", "new"))).containsExactly(subject(1));
            assertThat(store.stream(subject(1))).hasSize(2);
        }
    }

    @Test
    void an_event_about_several_subjects_is_in_the_history_of_each_and_kinds_are_kept_apart() {
        try (RegistryStore store = create()) {
            Subject household = new Subject(SubjectKind.HOUSEHOLD, uuid(1));
            Subject person = new Subject(SubjectKind.PERSON, uuid(1));
            store.append(new Append(
                    List.of(
                            new Append.Addition(addition(1, 1).event(), Set.of(household, person)),
                            new Append.Addition(addition(2, 1).event(), Set.of(person))),
                    Map.of(household, 0L, person, 0L),
                    List.of(
                            new ViewRow(household, 1, DAY, null, new byte[] {1}, new TreeSet<>()),
                            new ViewRow(person, 2, DAY, null, new byte[] {2}, new TreeSet<>()))));
            assertThat(store.stream(household))
                    .extracting(StoredEvent::sequence)
                    .containsExactly(1L);
            assertThat(store.stream(person)).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
            assertThat(store.views(List.of(household, person, subject(9)))).hasSize(2);
            assertThat(store.views(SubjectKind.PERSON, null, 9)).hasSize(1);
            assertThat(store.count(SubjectKind.PERSON)).isEqualTo(1);
        }
    }

    @Test
    void thousands_of_subjects_are_written_and_read_in_one_go() {
        try (RegistryStore store = create()) {
            List<Append.Addition> additions = new ArrayList<>();
            Map<Subject, Long> expected = new HashMap<>();
            List<ViewRow> views = new ArrayList<>();
            for (int i = 1; i <= 5000; i++) {
                additions.add(addition(i, i));
                expected.put(subject(i), 0L);
                views.add(view(i, 1, "v" + i, "k" + i));
            }
            store.append(new Append(additions, expected, views));
            assertThat(store.views(expected.keySet())).containsExactlyInAnyOrderElementsOf(views);
            List<History> histories = views.stream()
                    .map(row -> new History(row, List.of(row.subject().id().getMostSignificantBits())))
                    .toList();
            assertThat(store.histories(expected.keySet())).containsExactlyInAnyOrderElementsOf(histories);
            assertThat(histories(store)).containsExactlyInAnyOrderElementsOf(histories);
            assertThat(lookups(store)).hasSize(5000).doesNotHaveDuplicates();
            List<Long> backwards =
                    LongStream.rangeClosed(1, 5000).map(i -> 5001 - i).boxed().toList();
            assertThat(store.events(backwards)).isEqualTo(store.journal(0, 5000));
            // Some that follow each other and some apart, some twice, some that are not there.
            List<Long> some = LongStream.rangeClosed(-4900, 5100)
                    .map(i -> 5000 - Math.abs(i))
                    .filter(i -> i % 700 < 40 || i % 7 == 0)
                    .boxed()
                    .toList();
            assertThat(store.events(some))
                    .isEqualTo(store.journal(0, 5000).stream()
                            .filter(event -> some.contains(event.sequence()))
                            .toList());
        }
    }

    /** While somebody goes through all histories or all keys, they ask for more. */
    @Test
    void a_store_can_be_asked_while_it_hands_over_what_it_has() {
        try (RegistryStore store = create()) {
            store.append(append(1, 0, 1, "a"));
            store.append(append(2, 0, 1, "b"));
            try (RegistryStore now = store.snapshot()) {
                List<StoredEvent> met = new ArrayList<>();
                now.histories(history -> met.addAll(now.events(history.sequences())));
                now.lookups((key, subject) -> met.addAll(now.stream(subject)));
                assertThat(met).hasSize(4).containsOnlyElementsOf(store.journal(0, 9));
            }
        }
    }

    @Test
    void a_snapshot_does_not_see_what_is_written_later_and_the_store_not_what_is_written_to_it() {
        try (RegistryStore store = create()) {
            store.append(append(1, 0, 1, "old"));
            try (RegistryStore then = store.snapshot()) {
                store.append(append(1, 1, 2, "new"));
                store.append(append(2, 0, 1, "more"));
                assertThat(then.head().sequence()).isEqualTo(1);
                assertThat(then.journal(0, 9)).hasSize(1);
                assertThat(then.events(List.of(1L, 2L, 3L))).hasSize(1);
                assertThat(then.stream(subject(1))).hasSize(1);
                assertThat(then.event(addition(100_002, 1).event().id())).isEmpty();
                assertThat(then.views(List.of(subject(1), subject(2)))).containsExactly(view(1, 1, "old", "old"));
                assertThat(then.views(SubjectKind.HOUSEHOLD, null, 9)).hasSize(1);
                assertThat(histories(then)).containsExactly(new History(view(1, 1, "old", "old"), List.of(1L)));
                assertThat(then.histories(List.of(subject(1), subject(2)))).hasSize(1);
                assertThat(lookups(then)).containsExactly(Map.entry(new LookupKey("key", "old"), subject(1)));
                assertThat(then.lookup(new LookupKey("key", "new"))).isEmpty();
                assertThat(then.count(SubjectKind.HOUSEHOLD)).isEqualTo(1);
                try {
                    then.advance("portal", 1);
                    then.append(append(3, 0, 1, "astray"));
                } catch (StoreException refused) {
                    assertThat(refused).hasMessageContaining("Maybe");
                }
            }
            assertThat(store.head().sequence()).isEqualTo(3);
            assertThat(store.views(List.of(subject(3)))).isEmpty();
            assertThat(store.cursor("portal")).isZero();
        }
    }

    private static List<History> histories(RegistryStore store) {
        List<History> histories = new ArrayList<>();
        store.histories(histories::add);
        return histories;
    }

    private static List<Map.Entry<LookupKey, Subject>> lookups(RegistryStore store) {
        List<Map.Entry<LookupKey, Subject>> pairs = new ArrayList<>();
        store.lookups((key, subject) -> pairs.add(Map.entry(key, subject)));
        return pairs;
    }

    @Test
    void a_clock_that_goes_back_does_not_make_an_event_earlier_than_the_one_before() {
        try (RegistryStore store = create()) {
            StoredEvent first = store.append(append(1, 0, 1, "a")).get(0);
            StoredEvent template = addition(2, 2).event();
            StoredEvent early = new StoredEvent(
                    0,
                    template.id(),
                    template.type(),
                    1,
                    template.effective(),
                    first.recorded().minusSeconds(3600),
                    template.actor(),
                    template.purpose(),
                    template.source(),
                    null,
                    template.payload(),
                    new byte[0]);
            StoredEvent second = store.append(new Append(
                            List.of(new Append.Addition(early, Set.of(subject(2)))),
                            Map.of(subject(2), 0L),
                            List.of(view(2, 1, "b", "b"))))
                    .get(0);
            assertThat(second.recorded()).isEqualTo(first.recorded());
            assertThat(store.journal(1, 1)).containsExactly(second);
        }
    }

    @Test
    void a_subscriber_s_position_is_kept_and_never_goes_back() {
        try (RegistryStore store = create()) {
            store.advance("portal", 5);
            store.advance("portal", 3);
            store.advance("bank", 1);
            assertThat(store.cursor("portal")).isEqualTo(5);
            assertThat(store.cursor("bank")).isEqualTo(1);
        }
    }

    @Test
    void views_come_in_the_order_of_their_unsigned_bytes_page_by_page() {
        try (RegistryStore store = create()) {
            List<UUID> ids = new ArrayList<>(List.of(
                    new UUID(-1, 0), new UUID(1, -1), new UUID(0, 5), new UUID(1, 3), new UUID(Long.MIN_VALUE, 9)));
            for (UUID id : ids) {
                Subject subject = new Subject(SubjectKind.AREA, id);
                store.append(new Append(
                        List.of(),
                        Map.of(subject, 0L),
                        List.of(new ViewRow(subject, 1, DAY, null, new byte[] {1}, new TreeSet<>()))));
            }
            List<UUID> seen = new ArrayList<>();
            UUID after = null;
            List<ViewRow> page;
            do {
                page = store.views(SubjectKind.AREA, after, 2);
                for (ViewRow row : page) {
                    seen.add(row.subject().id());
                    after = row.subject().id();
                }
            } while (page.size() == 2);
            assertThat(seen)
                    .containsExactly(
                            new UUID(0, 5),
                            new UUID(1, 3),
                            new UUID(1, -1),
                            new UUID(Long.MIN_VALUE, 9),
                            new UUID(-1, 0));
        }
    }

    /** Two subjects are always written together: whoever reads both sees the same version of both. */
    @Test
    void several_views_are_read_as_they_were_at_one_instant() throws Exception {
        try (RegistryStore store = create()) {
            Subject person = new Subject(SubjectKind.PERSON, uuid(2));
            AtomicBoolean done = new AtomicBoolean();
            ExecutorService pool = Executors.newSingleThreadExecutor();
            try {
                Future<?> writer = pool.submit(() -> {
                    for (int version = 1; version <= 100; version++) {
                        store.append(new Append(
                                List.of(new Append.Addition(addition(version, 1).event(), Set.of(subject(1), person))),
                                Map.of(subject(1), version - 1L, person, version - 1L),
                                List.of(
                                        view(1, version, "h", "h"),
                                        new ViewRow(person, version, DAY, null, new byte[] {1}, new TreeSet<>()))));
                    }
                    done.set(true);
                });
                while (!done.get() && !writer.isDone()) {
                    List<ViewRow> both = store.views(List.of(subject(1), person));
                    assertThat(both.stream().map(ViewRow::version).distinct().count())
                            .isLessThanOrEqualTo(1);
                    assertThat(both).hasSizeBetween(both.isEmpty() ? 0 : 2, 2);
                }
                writer.get();
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void writers_at_the_same_time_leave_no_gap_and_an_intact_chain() throws Exception {
        int writers = 4;
        int each = 25;
        try (RegistryStore store = create()) {
            ExecutorService pool = Executors.newFixedThreadPool(writers);
            try {
                CountDownLatch start = new CountDownLatch(1);
                List<Future<?>> work = new ArrayList<>();
                for (int w = 0; w < writers; w++) {
                    int base = w * each;
                    work.add(pool.submit(() -> {
                        start.await();
                        for (int i = 0; i < each; i++) {
                            store.append(append(1000 + base + i, 0, 1, "v"));
                        }
                        return null;
                    }));
                }
                start.countDown();
                for (Future<?> future : work) {
                    future.get();
                }
            } finally {
                pool.shutdown();
            }
            assertChain(store, writers * each);
            assertThat(store.lookup(new LookupKey("key", "v"))).hasSize(writers * each);
        }
    }

    /**
     * Random histories give the same journal, views and keys as the store in memory.
     *
     * @param seed what is done, and in which order
     */
    @Property(tries = 25)
    void any_history_reads_like_the_store_in_memory(@ForAll long seed) {
        Random random = new Random(seed);
        try (RegistryStore store = create();
                RegistryStore model = new MemoryStore()) {
            Map<Integer, Long> versions = new HashMap<>();
            for (int step = 0; step < 12; step++) {
                int stream = random.nextInt(4);
                long version = versions.getOrDefault(stream, 0L);
                boolean wrong = random.nextInt(5) == 0;
                Append append = append(stream, wrong ? version + 1 : version, version + 1, "k" + random.nextInt(3));
                if (wrong) {
                    assertThatThrownBy(() -> store.append(append)).isInstanceOf(VersionConflictException.class);
                } else {
                    assertThat(store.append(append)).isEqualTo(model.append(append));
                    versions.put(stream, version + 1);
                }
            }
            assertThat(store.head()).isEqualTo(model.head());
            assertThat(store.journal(random.nextInt(5), 4 + random.nextInt(5))).isSubsetOf(model.journal(0, 100));
            assertThat(store.journal(0, 100)).isEqualTo(model.journal(0, 100));
            assertThat(store.views(SubjectKind.HOUSEHOLD, null, 100))
                    .isEqualTo(model.views(SubjectKind.HOUSEHOLD, null, 100));
            assertThat(histories(store)).containsExactlyInAnyOrderElementsOf(histories(model));
            assertThat(lookups(store)).containsExactlyInAnyOrderElementsOf(lookups(model));
            List<Long> some = random.longs(5, -1, 14).boxed().toList();
            assertThat(store.events(some)).isEqualTo(model.events(some));
            for (int stream = 0; stream < 4; stream++) {
                assertThat(store.histories(List.of(subject(stream))))
                        .isEqualTo(model.histories(List.of(subject(stream))));
                assertThat(store.stream(subject(stream))).isEqualTo(model.stream(subject(stream)));
            }
            for (int k = 0; k < 3; k++) {
                LookupKey key = new LookupKey("key", "k" + k);
                assertThat(store.lookup(key)).isEqualTo(model.lookup(key));
            }
        }
    }

    private static void assertChain(RegistryStore store, int events) {
        byte[] previous = StoredEvent.origin();
        long sequence = 0;
        for (StoredEvent row : store.journal(0, events + 1)) {
            assertThat(row.sequence()).isEqualTo(++sequence);
            assertThat(Arrays.equals(row.chain(), StoredEvent.chain(previous, row)))
                    .as("chain at %s", sequence)
                    .isTrue();
            previous = row.chain();
        }
        assertThat(sequence).isEqualTo(events);
        assertThat(store.head()).isEqualTo(new ChainHead(sequence, previous));
    }

    private static Append append(int stream, long expected, long version, String key) {
        return new Append(
                List.of(addition(stream * 100_000 + (int) version, stream)),
                Map.of(subject(stream), expected),
                List.of(view(stream, version, key, key)));
    }

    private static Append.Addition addition(int id, int stream) {
        StoredEvent event = new StoredEvent(
                0,
                uuid(id),
                "type",
                1,
                LocalDate.of(2026, 1, 1),
                Instant.ofEpochSecond(1_700_000_000L),
                "actor",
                "purpose",
                "source",
                null,
                ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8),
                new byte[0]);
        return new Append.Addition(event, Set.of(subject(stream)));
    }

    private static ViewRow view(int stream, long version, String body, String key) {
        SortedSet<LookupKey> keys = new TreeSet<>();
        keys.add(new LookupKey("key", key));
        return new ViewRow(subject(stream), version, DAY, null, body.getBytes(StandardCharsets.UTF_8), keys);
    }

    private static Subject subject(int value) {
        return new Subject(SubjectKind.HOUSEHOLD, uuid(value));
    }

    private static UUID uuid(int value) {
        return new UUID(value, value * 31L);
    }
}
