package org.trano.registry.dedup.frame;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A few tasks on all processors. */
public final class Parallel {
    private Parallel() {}

    /**
     * Does tasks that need not take the same time: each begins as soon as a processor is free. What they do must not depend on their order.
     *
     * @param tasks how many there are
     * @param task does the one of this number, from 0
     */
    public static void forEach(int tasks, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        IntStream.range(0, Math.min(tasks, ForkJoinPool.getCommonPoolParallelism() + 1))
                .parallel()
                .forEach(processor -> {
                    for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                        task.accept(i);
                    }
                });
    }
}
