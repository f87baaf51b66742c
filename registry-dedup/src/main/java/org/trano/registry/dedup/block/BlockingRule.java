package org.trano.registry.dedup.block;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
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

    List<String> names() {
        return keys.stream().map(BlockingKey::name).toList();
    }

    /** The largest blocks that have at most so many pairs together; more pairs only where even the smallest blocks have them. */
    Blocks blocks(int records, long mostPairs) {
        Partition partition = new Partition(records);
        return partition.blocks(partition.largest(mostPairs));
    }

    /** Blocks of at most so many records. */
    Blocks blocksOf(int records, int largest) {
        return new Partition(records).blocks(Math.max(SMALLEST_BLOCK, Math.min(largest, LARGEST_BLOCK)));
    }

    /**
     * The records that have a first key in the order of all keys, and the parts that may become blocks: those of one first key, of large ones those of one second key too, and so on.
     * Remembers of what size that is which a part is split from.
     */
    private final class Partition {
        private final int records;
        private final int[] order;
        private int parts;
        private int[] from = new int[1024];
        private int[] size = new int[1024];
        /** The size of what a part is a part of, negative for a part that no key splits further. */
        private int[] whole = new int[1024];
        /** Pairs by largest size of a block, each as the difference to the size before. */
        private final long[] morePairs = new long[LARGEST_BLOCK + 2];

        Partition(int records) {
            this.records = records;
            this.order = sorted();
            split(0, order.length, 0, Integer.MAX_VALUE);
        }

        /**
         * By the last key first: each that follows leaves those of one code in the order of the keys behind it. Where so few have a first key that
         * they are not split, the other keys play no part.
         */
        private int[] sorted() {
            BlockingKey first = keys.get(0);
            int[] alike = new int[first.size()];
            for (int code : first.codes()) {
                alike[code]++;
            }
            int[] sorted = which(code -> alike[code] > SMALLEST_BLOCK);
            int[] other = new int[sorted.length];
            for (int depth = keys.size() - 1; depth > 0; depth--) {
                BlockingKey key = keys.get(depth);
                CountingSort.sort(sorted, key.codes(), key.size(), other);
                int[] swap = sorted;
                sorted = other;
                other = swap;
            }
            int[] few = which(code -> alike[code] <= SMALLEST_BLOCK);
            int[] all = Arrays.copyOf(sorted, sorted.length + few.length);
            System.arraycopy(few, 0, all, sorted.length, few.length);
            int[] order = new int[all.length];
            CountingSort.sort(all, first.codes(), first.size(), order);
            return order;
        }

        /** The records that have a first key of which something is true. */
        private int[] which(IntPredicate isTrue) {
            int[] first = keys.get(0).codes();
            int[] which = new int[records];
            int size = 0;
            for (int record = 0; record < records; record++) {
                which[size] = record;
                size += first[record] != 0 && isTrue.test(first[record]) ? 1 : 0;
            }
            return Arrays.copyOf(which, size);
        }

        /** A part is a block if it is no larger than the largest and what it is a part of is. */
        private void part(int begin, int end, int depth, int of) {
            int records = end - begin;
            boolean splits = records > SMALLEST_BLOCK && depth < keys.size();
            if (parts == from.length) {
                from = Arrays.copyOf(from, 2 * parts);
                size = Arrays.copyOf(size, 2 * parts);
                whole = Arrays.copyOf(whole, 2 * parts);
            }
            from[parts] = begin;
            size[parts] = records;
            whole[parts++] = splits ? of : -of;
            count(records, Math.min(of, LARGEST_BLOCK + 1), pairs(records));
            if (splits) {
                split(begin, end, depth, records);
            } else if (records > SMALLEST_BLOCK) {
                for (int largest = SMALLEST_BLOCK; largest < Math.min(records, LARGEST_BLOCK + 1); largest++) {
                    count(largest, largest + 1, records / largest * pairs(largest) + pairs(records % largest));
                }
            }
        }

        private void split(int begin, int end, int depth, int of) {
            int[] codes = keys.get(depth).codes();
            int start = begin;
            for (int i = begin + 1; i <= end; i++) {
                if (i == end || codes[order[i]] != codes[order[start]]) {
                    part(start, i, depth + 1, of);
                    start = i;
                }
            }
        }

        private void count(int first, int to, long pairs) {
            int least = Math.max(first, SMALLEST_BLOCK);
            if (least < to) {
                morePairs[least] += pairs;
                morePairs[to] -= pairs;
            }
        }

        /** The largest size of a block with which there are at most so many pairs. */
        int largest(long mostPairs) {
            long pairs = 0;
            int largest = SMALLEST_BLOCK;
            for (int most = SMALLEST_BLOCK; most <= LARGEST_BLOCK; most++) {
                pairs += morePairs[most];
                if (pairs <= mostPairs) {
                    largest = most;
                }
            }
            return largest;
        }

        Blocks blocks(int largest) {
            long pairs = 0;
            for (int most = SMALLEST_BLOCK; most <= largest; most++) {
                pairs += morePairs[most];
            }
            int[] of = new int[records];
            int next = 1;
            for (int part = 0; part < parts; part++) {
                boolean small = size[part] <= largest;
                if (largest < Math.abs(whole[part]) && (small || whole[part] < 0)) {
                    for (int i = 0; i < size[part]; i++) {
                        of[order[from[part] + i]] = next + i / largest;
                    }
                    next += (size[part] + largest - 1) / largest;
                }
            }
            return new Blocks(of, next, largest, pairs);
        }
    }

    private static long pairs(long size) {
        return size * (size - 1) / 2;
    }
}
