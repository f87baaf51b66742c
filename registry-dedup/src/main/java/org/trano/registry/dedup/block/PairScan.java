package org.trano.registry.dedup.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.trano.registry.core.Progress;
import org.trano.registry.dedup.frame.Frame;

/** Walks through all pairs of a plan on several threads; each pair is given out once, by the first rule that finds it. */
public final class PairScan {
    private static final int CHUNK = 256;

    private PairScan() {}

    /**
     * Gives every pair to one of the sinks.
     *
     * @param frame the records
     * @param plan the blocks
     * @param sinks one per thread
     * @param progress told about the step {@code compare}, in blocked pairs
     * @return pairs found first by each rule
     */
    public static long[] run(Frame frame, BlockingPlan plan, List<? extends PairSink> sinks, Progress progress) {
        int rules = plan.names().size();
        long[] found = new long[rules];
        long total = 0;
        for (int rule = 0; rule < rules; rule++) {
            total += plan.forecast(rule);
        }
        ExecutorService pool = Executors.newFixedThreadPool(sinks.size(), task -> {
            Thread thread = new Thread(task, "compare");
            thread.setDaemon(true);
            return thread;
        });
        try {
            long done = 0;
            for (int rule = 0; rule < rules; rule++) {
                found[rule] = scan(frame, plan, rule, sinks, pool);
                done += plan.forecast(rule);
                progress.report("compare", done, total);
            }
            return found;
        } finally {
            pool.shutdownNow();
        }
    }

    private static long scan(
            Frame frame, BlockingPlan plan, int rule, List<? extends PairSink> sinks, ExecutorService pool) {
        int[] members = members(frame.size(), plan, rule);
        int[] starts = starts(members, plan, rule);
        AtomicInteger next = new AtomicInteger();
        AtomicLong found = new AtomicLong();
        List<Future<?>> work = new ArrayList<>();
        for (PairSink sink : sinks) {
            work.add(pool.submit(() -> {
                long mine = 0;
                for (int from = next.getAndAdd(CHUNK); from < starts.length - 1; from = next.getAndAdd(CHUNK)) {
                    int to = Math.min(from + CHUNK, starts.length - 1);
                    for (int block = from; block < to; block++) {
                        mine += scanBlock(frame, plan, rule, members, starts[block], starts[block + 1], sink);
                    }
                }
                found.addAndGet(mine);
            }));
        }
        for (Future<?> future : work) {
            await(future);
        }
        return found.get();
    }

    private static long scanBlock(
            Frame frame, BlockingPlan plan, int rule, int[] members, int from, int to, PairSink sink) {
        long found = 0;
        for (int i = from; i < to; i++) {
            int a = members[i];
            for (int j = i + 1; j < to; j++) {
                int b = members[j];
                if (frame.mayMatch(a, b) && !plan.foundBefore(a, b, rule)) {
                    sink.pair(a, b);
                    found++;
                }
            }
        }
        return found;
    }

    /** Records that are in some block, by block, then in the order of the frame. */
    private static int[] members(int size, BlockingPlan plan, int rule) {
        int most = 0;
        for (int record = 0; record < size; record++) {
            most = Math.max(most, plan.block(record, rule));
        }
        int[] at = new int[most + 2];
        for (int record = 0; record < size; record++) {
            at[plan.block(record, rule) + 1]++;
        }
        int none = at[1];
        for (int block = 1; block < at.length; block++) {
            at[block] += at[block - 1];
        }
        int[] members = new int[size];
        for (int record = 0; record < size; record++) {
            members[at[plan.block(record, rule)]++] = record;
        }
        return Arrays.copyOfRange(members, none, size);
    }

    private static int[] starts(int[] members, BlockingPlan plan, int rule) {
        int[] starts = new int[members.length + 1];
        int count = 0;
        for (int i = 0; i < members.length; i++) {
            if (i == 0 || plan.block(members[i], rule) != plan.block(members[i - 1], rule)) {
                starts[count++] = i;
            }
        }
        starts[count] = members.length;
        return Arrays.copyOf(starts, count + 1);
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The comparison was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
