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
     * The records by their first key, those of large parts by the second too, and so on. Remembers every part that may become a block, and
     * of what size that is a part which is split into it.
     */
    private final class Partition {
        private final int[] order;
        private final long[] sorting;
        private int parts;
        private int[] from = new int[1024];
        private int[] size = new int[1024];
        /** The size of what a part is a part of, negative for a part that no key splits further. */
        private int[] whole = new int[1024];
        /** Pairs by largest size of a block, each as the difference to the size before. */
        private final long[] morePairs = new long[LARGEST_BLOCK + 2];

        Partition(int records) {
            int[] identity = new int[records];
            Arrays.setAll(identity, record -> record);
            order = new int[records];
            BlockingKey first = keys.get(0);
            int[] begins = CountingSort.sort(identity, first.codes(), first.size(), order);
            int largest = 0;
            for (int code = 1; code < first.size(); code++) {
                largest = Math.max(largest, begins[code + 1] - begins[code]);
            }
            sorting = new long[largest];
            for (int code = 1; code < first.size(); code++) {
                if (begins[code + 1] > begins[code]) {
                    part(begins[code], begins[code + 1], 1, Integer.MAX_VALUE);
                }
            }
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
                split(begin, end, depth);
            } else if (records > SMALLEST_BLOCK) {
                for (int largest = SMALLEST_BLOCK; largest < Math.min(records, LARGEST_BLOCK + 1); largest++) {
                    count(largest, largest + 1, records / largest * pairs(largest) + pairs(records % largest));
                }
            }
        }

        private void split(int begin, int end, int depth) {
            int[] codes = keys.get(depth).codes();
            for (int i = begin; i < end; i++) {
                sorting[i - begin] = (long) codes[order[i]] << Integer.SIZE | order[i];
            }
            Arrays.sort(sorting, 0, end - begin);
            // What is sorted is needed again below: the parts' ends first.
            int count = 1;
            for (int i = 1; i < end - begin; i++) {
                count += sorting[i] >>> Integer.SIZE != sorting[i - 1] >>> Integer.SIZE ? 1 : 0;
            }
            int[] ends = new int[count];
            int next = 0;
            for (int i = 0; i < end - begin; i++) {
                order[begin + i] = (int) sorting[i];
                if (i > 0 && sorting[i] >>> Integer.SIZE != sorting[i - 1] >>> Integer.SIZE) {
                    ends[next++] = begin + i;
                }
            }
            ends[next] = end;
            int start = begin;
            for (int stop : ends) {
                part(start, stop, depth + 1, end - begin);
                start = stop;
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
            int[] of = new int[order.length];
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
