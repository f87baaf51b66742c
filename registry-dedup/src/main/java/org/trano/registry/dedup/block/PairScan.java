package org.trano.registry.dedup.block;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.trano.registry.core.Progress;
import org.trano.registry.dedup.frame.CountingSort;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.frame.Mix;

/** Walks through all pairs of a plan on several threads; each pair is given out once, by the first rule that finds it. */
public final class PairScan {
    private static final int CHUNK = 256;

    private PairScan() {}

    /**
     * Gives pairs to the sinks, each to one of them.
     *
     * @param frame the records
     * @param plan the blocks
     * @param share the share of pairs wanted, above 0 to 1; less than all are drawn by record and rule, always the same ones
     * @param sinks one per thread
     * @param progress told about the step {@code compare}, in blocked pairs
     * @return pairs found first by each rule
     */
    public static long[] run(
            Frame frame, BlockingPlan plan, double share, List<? extends PairSink> sinks, Progress progress) {
        int rules = plan.rules().size();
        long[] found = new long[rules];
        long total = 0;
        for (int rule = 0; rule < rules; rule++) {
            total += plan.forecast(rule);
        }
        int drawn = share < 1 ? (int) (share * Integer.MAX_VALUE) : Integer.MAX_VALUE;
        ExecutorService pool = Executors.newFixedThreadPool(sinks.size(), task -> {
            Thread thread = new Thread(task, "compare");
            thread.setDaemon(true);
            return thread;
        });
        try {
            long done = 0;
            Members members = Members.of(frame, plan, 0);
            for (int rule = 0; rule < rules; rule++) {
                // Block 0 is none.
                AtomicInteger next = new AtomicInteger(1);
                List<Future<Long>> walks = new ArrayList<>();
                for (PairSink sink : sinks) {
                    Walk walk = new Walk(frame, plan, rule, drawn, members, sink);
                    walks.add(pool.submit(() -> walk.blocks(next)));
                }
                // Who stands in the blocks of the next rule is found out meanwhile.
                members = rule + 1 < rules ? Members.of(frame, plan, rule + 1) : members;
                for (Future<Long> walk : walks) {
                    found[rule] += await(walk);
                }
                done += plan.forecast(rule);
                progress.report("compare", done, total);
            }
            return found;
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * Who stands in the blocks of a rule.
     *
     * @param records the records, block by block
     * @param starts where each block begins among them, and one more: where the last one ends; block 0 is none
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Members(int[] records, int[] starts) {
        static Members of(Frame frame, BlockingPlan plan, int rule) {
            int[] blocks = new int[frame.size()];
            for (int record = 0; record < blocks.length; record++) {
                blocks[record] = plan.block(record, rule);
            }
            int[] records = new int[blocks.length];
            return new Members(records, CountingSort.sort(blocks, plan.blocks(rule), records));
        }
    }

    /** One thread's way through blocks of a rule. What it reads of a block's records it copies together first. */
    private static final class Walk {
        private final Frame frame;
        private final BlockingPlan plan;
        private final int rule;
        private final int drawn;
        private final int[] members;
        private final int[] starts;
        private final PairSink sink;
        private int[] copies = new int[0];
        private int[] keys = new int[0];
        private long found;

        Walk(Frame frame, BlockingPlan plan, int rule, int drawn, Members members, PairSink sink) {
            this.frame = frame;
            this.plan = plan;
            this.rule = rule;
            this.drawn = drawn;
            this.members = members.records;
            this.starts = members.starts;
            this.sink = sink;
        }

        /** Takes one chunk of blocks after the other until there are no more; says how many pairs it found. */
        long blocks(AtomicInteger next) {
            for (int from = next.getAndAdd(CHUNK); from < starts.length - 1; from = next.getAndAdd(CHUNK)) {
                int to = Math.min(from + CHUNK, starts.length - 1);
                for (int block = from; block < to; block++) {
                    block(starts[block], starts[block + 1]);
                }
            }
            return found;
        }

        private void block(int from, int to) {
            if (!isDrawn(from, to)) {
                return;
            }
            int stride = frame.stride();
            if (copies.length < (to - from) * stride) {
                copies = new int[2 * (to - from) * stride];
                keys = new int[2 * (to - from) * rule];
            }
            frame.copy(members, from, to, copies);
            plan.copy(members, from, to, rule, keys);
            for (int i = 0; i < to - from; i++) {
                int a = members[from + i];
                if (lot(a, rule) > drawn) {
                    continue;
                }
                for (int j = i + 1; j < to - from; j++) {
                    if (frame.mayMatch(copies, i * stride, j * stride) && !isFoundBefore(i * rule, j * rule)) {
                        sink.pair(a, members[from + j], copies, i * stride, j * stride);
                        found++;
                    }
                }
            }
        }

        /** Whether any pair of a block is drawn. */
        private boolean isDrawn(int from, int to) {
            for (int i = from; i < to - 1; i++) {
                if (lot(members[i], rule) <= drawn) {
                    return true;
                }
            }
            return false;
        }

        /** Whether a rule before this one puts both records into one block. */
        private boolean isFoundBefore(int a, int b) {
            for (int r = 0; r < rule; r++) {
                if (keys[a + r] == keys[b + r] && keys[a + r] != 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A number from 0 that looks drawn at random. */
    private static int lot(int record, int rule) {
        return (int) (Mix.of((long) rule << Integer.SIZE | record) >>> Integer.SIZE) & Integer.MAX_VALUE;
    }

    private static long await(Future<Long> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The comparison was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
