package org.trano.registry.dedup.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ParallelTest {
    @Property(tries = 50)
    void each_task_is_done_once(@ForAll @IntRange(max = 300) int tasks) {
        AtomicIntegerArray done = new AtomicIntegerArray(tasks);
        Parallel.forEach(tasks, done::incrementAndGet);
        for (int task = 0; task < tasks; task++) {
            assertThat(done.get(task)).isEqualTo(1);
        }
    }

    @Property(tries = 50)
    void each_thing_is_in_one_chunk_and_chunks_are_numbered(@ForAll @IntRange(max = 10_000) int things) {
        AtomicIntegerArray chunkOf = new AtomicIntegerArray(things);
        AtomicIntegerArray chunks = new AtomicIntegerArray(Parallel.chunks(things));
        Parallel.forChunks(things, (number, from, to) -> {
            chunks.incrementAndGet(number);
            for (int thing = from; thing < to; thing++) {
                chunkOf.addAndGet(thing, number + 1);
            }
        });
        for (int number = 0; number < chunks.length(); number++) {
            assertThat(chunks.get(number)).isEqualTo(1);
        }
        for (int thing = 0; thing < things; thing++) {
            assertThat(chunkOf.get(thing))
                    .isBetween(thing == 0 ? 1 : chunkOf.get(thing - 1), thing == 0 ? 1 : chunkOf.get(thing - 1) + 1);
        }
    }

    @Test
    void what_a_task_throws_is_thrown() {
        assertThatThrownBy(() -> Parallel.forEach(10, task -> {
                    if (task == 7) {
                        throw new IllegalArgumentException("seven");
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seven");
    }
}
