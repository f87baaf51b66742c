package org.trano.registry.dedup.block;

import java.util.Arrays;
import java.util.List;
import org.trano.registry.dedup.frame.CountingSort;

/**
 * Puts each record into at most one block, by a first key; a block that is too large is split by a second key, a third, and so
 * on. What is too large after the last key is cut into pieces in the order of the records, in which like stands beside like: no
 * record is left out for having a common name. A record without a first key has no block.
 *
 * @param keys the keys, at least one
 */
record BlockingRule(List<BlockingKey> keys) {
    private static final int SMALLEST_BLOCK = 10;
    private static final int LARGEST_BLOCK = 4000;

    /**
     * The blocks of a rule.
     *
     * @param of for each record the number of its block, 0 for none
     * @param size how many blocks there are, that of none included
     * @param largest the most records a block has
     * @param pairs pairs within blocks
     */
    record Blocks(int[] of, int size, int largest, long pairs) {}

    String name() {
        return String.join(" + ", keys.stream().map(BlockingKey::name).toList());
    }

    /** The largest blocks that have at most so many pairs together; more pairs only where even the smallest blocks have them. */
    Blocks blocks(int records, long mostPairs) {
        return new Partition(records).blocks(mostPairs);
    }

    /** Takes a part: records from one place to another. */
    private interface PartVisitor {
        void part(int from, int to);
    }

    /** The records sorted by all keys: those that share the first, the first two, … stand together. */
    private final class Partition {
        private final int[] order;
        private final int begin;
        /** Pairs by largest size of a block, each as the difference to the size before. */
        private final long[] morePairs = new long[LARGEST_BLOCK + 2];

        private final int[] of;
        private int next = 1;

        Partition(int records) {
            int[] sorted = new int[records];
            Arrays.setAll(sorted, record -> record);
            int[] other = new int[records];
            int[] ends = {0, 0};
            for (int k = keys.size() - 1; k >= 0; k--) {
                BlockingKey key = keys.get(k);
                ends = CountingSort.sort(sorted, key.codes(), key.size(), other);
                int[] swap = sorted;
                sorted = other;
                other = swap;
            }
            order = sorted;
            begin = ends[1];
            of = other;
            Arrays.fill(of, 0);
        }

        Blocks blocks(long mostPairs) {
            eachPart(begin, order.length, 0, (from, to) -> forecast(from, to, 1, Integer.MAX_VALUE));
            long pairs = 0;
            long best = 0;
            int largest = SMALLEST_BLOCK;
            for (int size = SMALLEST_BLOCK; size <= LARGEST_BLOCK; size++) {
                pairs += morePairs[size];
                if (size == SMALLEST_BLOCK || pairs <= mostPairs) {
                    largest = size;
                    best = pairs;
                }
            }
            int most = largest;
            eachPart(begin, order.length, 0, (from, to) -> assign(from, to, 1, most));
            return new Blocks(of, next, most, best);
        }

        /** Records that have this key in common. */
        private void eachPart(int from, int to, int depth, PartVisitor visitor) {
            int[] codes = keys.get(depth).codes();
            int start = from;
            for (int i = from + 1; i <= to; i++) {
                if (i == to || codes[order[i]] != codes[order[start]]) {
                    visitor.part(start, i);
                    start = i;
                }
            }
        }

        /** A part is a block if it is no larger than the largest and what it is a part of is. */
        private void forecast(int from, int to, int depth, int whole) {
            int size = to - from;
            count(size, Math.min(whole, LARGEST_BLOCK + 1), pairs(size));
            if (size > SMALLEST_BLOCK) {
                if (depth < keys.size()) {
                    eachPart(from, to, depth, (start, end) -> forecast(start, end, depth + 1, size));
                } else {
                    for (int largest = SMALLEST_BLOCK; largest < Math.min(size, LARGEST_BLOCK + 1); largest++) {
                        count(largest, largest + 1, size / largest * pairs(largest) + pairs(size % largest));
                    }
                }
            }
        }

        private void count(int from, int to, long pairs) {
            int first = Math.max(from, SMALLEST_BLOCK);
            if (first < to) {
                morePairs[first] += pairs;
                morePairs[to] -= pairs;
            }
        }

        private void assign(int from, int to, int depth, int largest) {
            if (to - from > largest && depth < keys.size()) {
                eachPart(from, to, depth, (start, end) -> assign(start, end, depth + 1, largest));
                return;
            }
            for (int i = from; i < to; i++) {
                of[order[i]] = next + (i - from) / largest;
            }
            next += (to - from + largest - 1) / largest;
        }
    }

    private static long pairs(long size) {
        return size * (size - 1) / 2;
    }
}
