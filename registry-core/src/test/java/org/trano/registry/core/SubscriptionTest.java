package org.trano.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.store.MemoryStore;

class SubscriptionTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final EventContext CONTEXT = new EventContext(LocalDate.of(2026, 1, 1), "test", "test", "test");

    private static Registry registry(MemoryStore store) {
        return Registry.builder(store).poll(Duration.ofMillis(5)).build();
    }

    private static Recorded record(Registry registry) {
        return registry.record(
                new HouseholdRegistered(RegistryTest.household("H", RegistryTest.member("Ama"))), CONTEXT);
    }

    @Test
    void a_subscriber_gets_every_event_in_order_and_goes_on_after_a_restart() throws Exception {
        MemoryStore store = new MemoryStore();
        Registry registry = registry(store);
        List<Recorded> given = Collections.synchronizedList(new ArrayList<>());
        record(registry);
        try (Subscription portal = registry.subscribe("portal", given::add)) {
            Recorded last = record(registry);
            assertThat(portal.await(last.sequence(), LONG)).isTrue();
            assertThat(given).extracting(Recorded::sequence).containsExactly(1L, 2L);
            assertThat(given.get(1)).isEqualTo(last);
            assertThat(portal.name()).isEqualTo("portal");
        }
        record(registry);
        record(registry);
        assertThat(given).hasSize(2);
        try (Subscription again = registry(store).subscribe("portal", given::add)) {
            assertThat(again.await(4, LONG)).isTrue();
            assertThat(given).extracting(Recorded::sequence).containsExactly(1L, 2L, 3L, 4L);
            assertThat(again.await(5, Duration.ofMillis(20))).isFalse();
        }
        assertThatThrownBy(() -> registry.subscribe(" ", given::add)).hasMessageContaining("Maybe");
    }

    @Test
    void a_subscriber_that_throws_is_given_the_event_again_and_misses_nothing() throws Exception {
        try (Registry registry = registry(new MemoryStore())) {
            for (int i = 0; i < 10; i++) {
                record(registry);
            }
            List<Long> dealtWith = Collections.synchronizedList(new ArrayList<>());
            AtomicInteger failures = new AtomicInteger();
            Subscription bank = registry.subscribe("bank", recorded -> {
                if (recorded.sequence() == 4 && failures.incrementAndGet() <= 3) {
                    throw new IllegalStateException("the line is down");
                }
                dealtWith.add(recorded.sequence());
            });
            assertThat(bank.await(10, LONG)).isTrue();
            assertThat(dealtWith).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
            assertThat(failures).hasValue(4);
            Subscription broken = registry.subscribe("broken", recorded -> {
                throw new IllegalStateException("for ever");
            });
            while (broken.failure() == null) {
                Thread.onSpinWait();
            }
            assertThat(broken.failure()).hasMessage("for ever");
            assertThat(broken.position()).isZero();
        }
    }

    @Test
    void with_many_writers_nothing_is_missed_and_nothing_is_skipped() throws Exception {
        int writers = 4;
        int each = 50;
        MemoryStore store = new MemoryStore();
        try (Registry registry = registry(store);
                Registry elsewhere = registry(store)) {
            List<Long> given = Collections.synchronizedList(new ArrayList<>());
            ExecutorService pool = Executors.newFixedThreadPool(writers);
            try {
                Subscription subscription = registry.subscribe("count", r -> given.add(r.sequence()));
                List<Future<?>> work = new ArrayList<>();
                for (int w = 0; w < writers; w++) {
                    Registry used = w % 2 == 0 ? registry : elsewhere;
                    work.add(pool.submit(() -> {
                        for (int i = 0; i < each; i++) {
                            record(used);
                        }
                    }));
                }
                for (Future<?> future : work) {
                    future.get();
                }
                assertThat(subscription.await((long) writers * each, LONG)).isTrue();
                assertThat(given)
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, (long) writers * each)
                                .boxed()
                                .toList());
            } finally {
                pool.shutdown();
            }
        }
    }
}
