package org.trano.registry.dedup.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Numbers under keys of 64 bits: people under their telephone numbers, words under what they sound like. One writer at a time, any
 * number of readers beside it. Keys are hashes; that two different texts have the same is not expected among fewer than a thousand million.
 */
final class Chains {
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int START = 16;

    private static final class Table {
        final int[] heads;
        final long[] keys;
        final int[] values;
        final int[] next;

        Table(int capacity, long[] keys, int[] values) {
            this.keys = Arrays.copyOf(keys, capacity);
            this.values = Arrays.copyOf(values, capacity);
            this.next = new int[capacity];
            this.heads = new int[Integer.highestOneBit(Math.max(1, capacity - 1)) << 1];
        }

        int bucket(long key) {
            return (int) (mix(key) >>> 32) & heads.length - 1;
        }
    }

    private volatile Table table = new Table(START, new long[0], new int[0]);
    private int size;

    Chains() {}

    /** Entries that were kept. */
    Chains(long[] keys, int[] values) {
        size = keys.length;
        Table all = new Table(Math.max(START, size), keys, values);
        for (int entry = 0; entry < size; entry++) {
            link(all, entry);
        }
        table = all;
    }

    private static void link(Table table, int entry) {
        int bucket = table.bucket(table.keys[entry]);
        table.next[entry] = table.heads[bucket];
        // Entries count from 1, so that 0 ends a chain. The entry is complete before anybody sees it.
        INTS.setRelease(table.heads, bucket, entry + 1);
    }

    void add(long key, int value) {
        Table all = table;
        if (size == all.keys.length) {
            all = new Table(size + (size >> 1), all.keys, all.values);
            for (int entry = 0; entry < size; entry++) {
                link(all, entry);
            }
            table = all;
        }
        all.keys[size] = key;
        all.values[size] = value;
        link(all, size++);
    }

    /** Gives all numbers under a key, the last one first. */
    void forEach(long key, IntConsumer consumer) {
        Table all = table;
        int entry = (int) INTS.getAcquire(all.heads, all.bucket(key));
        while (entry != 0) {
            if (all.keys[entry - 1] == key) {
                consumer.accept(all.values[entry - 1]);
            }
            entry = all.next[entry - 1];
        }
    }

    int size() {
        return size;
    }

    /** The first entry of a number or of a higher one, where numbers were added in ascending order; for the writer. */
    int first(int value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (table.values[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    long key(int entry) {
        return table.keys[entry];
    }

    long[] keys() {
        return Arrays.copyOf(table.keys, size);
    }

    int[] values() {
        return Arrays.copyOf(table.values, size);
    }

    int value(int entry) {
        return table.values[entry];
    }

    /** A key of a text; texts of different kinds have different ones. */
    static long key(char kind, String text) {
        long hash = kind * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0xff51afd7ed558ccdL;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private static long mix(long key) {
        return key * 0x9E3779B97F4A7C15L;
    }
}
