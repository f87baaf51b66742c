package org.trano.registry.dedup.frame;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Tasks on all processors. */
public final class Parallel {
    private static final int CHUNK = 1024;

    private Parallel() {}

    /**
     * Begins what a processor may do meanwhile.
     *
     * @param task does it; must not depend on what else is done until it is waited for
     * @param <T> what comes of it
     * @return to wait for it, with {@link ForkJoinTask#join}
     */
    public static <T> ForkJoinTask<T> begin(Callable<T> task) {
        return ForkJoinPool.commonPool().submit(task);
    }

    /** What is done with a chunk of many things. */
    @FunctionalInterface
    public interface Chunk {
        /**
         * Does it.
         *
         * @param number the number of the chunk, from 0
         * @param from the first thing
         * @param to the first one behind it
         */
        void of(int number, int from, int to);
    }

    /**
     * How many chunks things are cut into, however many processors there are: a sum depends on what is added first.
     *
     * @param things how many there are
     * @return the number of chunks
     */
    public static int chunks(int things) {
        return (int) (((long) things + CHUNK - 1) / CHUNK);
    }

    /**
     * Does something with all of many things, a chunk at a time.
     *
     * @param things how many there are
     * @param chunk does it; must not depend on the order of the chunks
     */
    public static void forChunks(int things, Chunk chunk) {
        forEach(
                chunks(things),
                number -> chunk.of(number, number * CHUNK, (int) Math.min(things, (number + 1L) * CHUNK)));
    }

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
