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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.VersionConflictException;
import org.trano.registry.core.store.ViewRow;

/**
 * What every {@link RegistryStore} must keep. Extend it, return a fresh empty store from {@link #create()}, and run it with
 * JUnit 5 and jqwik. Durability beyond the life of the process is for the store's own tests: only they know how to kill it.
 */
public abstract class RegistryStoreContract {
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
            assertThat(store.views(null, 10)).isEmpty();
            assertThat(store.view(uuid(1))).isEmpty();
            assertThat(store.stream(uuid(1))).isEmpty();
            assertThat(store.lookup(new LookupKey("t", "v"))).isEmpty();
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
                    "quote ' \" \u0000 end",
                    new byte[] {0, 1, -1, 127},
                    new byte[0]);
            StoredEvent stored = store.append(new Append(
                            List.of(new Append.Addition(given, Set.of(uuid(5)))),
                            Map.of(uuid(5), 0L),
                            List.of(view(5, 1, "a", "k"))))
                    .get(0);
            assertThat(stored).isEqualTo(given.at(1, StoredEvent.origin()));
            assertThat(store.journal(0, 10)).containsExactly(stored);
            assertThat(store.stream(uuid(5))).containsExactly(stored);
            assertThat(store.view(uuid(5))).contains(view(5, 1, "a", "k"));
            assertThat(store.lookup(new LookupKey("key", "k"))).containsExactly(uuid(5));
            assertThat(store.head()).isEqualTo(new ChainHead(1, stored.chain()));
        }
    }

    @Test
    void a_wrong_version_writes_nothing_at_all() {
        try (RegistryStore store = create()) {
            store.append(append(1, 0, 1, "a"));
            Append conflicting = new Append(
                    List.of(addition(2, 2), addition(3, 1)),
                    Map.of(uuid(2), 0L, uuid(1), 0L),
                    List.of(view(2, 1, "new", "n"), view(1, 1, "lost", "l")));
            assertThatThrownBy(() -> store.append(conflicting)).isInstanceOf(VersionConflictException.class);
            assertThat(store.head().sequence()).isEqualTo(1);
            assertThat(store.view(uuid(2))).isEmpty();
            assertThat(store.view(uuid(1))).contains(view(1, 1, "a", "a"));
            assertThat(store.lookup(new LookupKey("key", "n"))).isEmpty();
        }
    }

    @Test
    void a_new_view_replaces_the_old_one_and_its_keys() {
        try (RegistryStore store = create()) {
            store.append(append(1, 0, 1, "old"));
            store.append(append(1, 1, 2, "new"));
            assertThat(store.view(uuid(1))).contains(view(1, 2, "new", "new"));
            assertThat(store.lookup(new LookupKey("key", "old"))).isEmpty();
            assertThat(store.lookup(new LookupKey("key", "new"))).containsExactly(uuid(1));
        }
    }

    @Test
    void views_come_in_the_order_of_their_unsigned_bytes_page_by_page() {
        try (RegistryStore store = create()) {
            List<UUID> ids = new ArrayList<>(List.of(
                    new UUID(-1, 0), new UUID(1, -1), new UUID(0, 5), new UUID(1, 3), new UUID(Long.MIN_VALUE, 9)));
            for (UUID id : ids) {
                store.append(new Append(
                        List.of(), Map.of(id, 0L), List.of(new ViewRow(id, 1, new byte[] {1}, new TreeSet<>()))));
            }
            List<UUID> seen = new ArrayList<>();
            UUID after = null;
            List<ViewRow> page;
            do {
                page = store.views(after, 2);
                for (ViewRow row : page) {
                    seen.add(row.stream());
                    after = row.stream();
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
            assertThat(store.views(null, 100)).isEqualTo(model.views(null, 100));
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
                Map.of(uuid(stream), expected),
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
                ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8),
                new byte[0]);
        return new Append.Addition(event, Set.of(uuid(stream)));
    }

    private static ViewRow view(int stream, long version, String body, String key) {
        SortedSet<LookupKey> keys = new TreeSet<>();
        keys.add(new LookupKey("key", key));
        return new ViewRow(uuid(stream), version, body.getBytes(StandardCharsets.UTF_8), keys);
    }

    private static UUID uuid(int value) {
        return new UUID(value, value * 31L);
    }
}
