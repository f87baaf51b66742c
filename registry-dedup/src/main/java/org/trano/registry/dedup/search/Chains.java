package org.trano.registry.dedup.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.IntConsumer;

/**
 * Numbers under keys of 64 bits: people under their telephone numbers, lists of words under what these sound like. One writer at a time, any
 * number of readers beside it. Keys are hashes; that two different texts have the same is not expected among fewer than a thousand million.
 */
final class Chains {
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int START = 16;

    private static final class Table {
        /** Of each entry the two halves of its key, its number, and the entry before it in its chain: what is asked for together lies together. */
        static final int WIDTH = 4;

        static final int NUMBER = 2;
        static final int NEXT = 3;

        final int[] heads;
        final int[] entries;

        Table(int capacity) {
            this.entries = new int[WIDTH * capacity];
            this.heads = new int[Integer.highestOneBit(Math.max(1, capacity - 1)) << 1];
        }

        int bucket(long key) {
            return (int) (mix(key) >>> 32) & heads.length - 1;
        }

        long key(int entry) {
            int at = WIDTH * entry;
            return (long) entries[at] << Integer.SIZE | entries[at + 1] & 0xffffffffL;
        }

        int number(int entry) {
            return entries[WIDTH * entry + NUMBER];
        }

        int next(int entry) {
            return entries[WIDTH * entry + NEXT];
        }

        void put(int entry, long key, int number) {
            int at = WIDTH * entry;
            int bucket = bucket(key);
            entries[at] = (int) (key >>> Integer.SIZE);
            entries[at + 1] = (int) key;
            entries[at + NUMBER] = number;
            entries[at + NEXT] = heads[bucket];
            // Entries count from 1, so that 0 ends a chain. The entry is complete before anybody sees it.
            INTS.setRelease(heads, bucket, entry + 1);
        }
    }

    private volatile Table table = new Table(START);
    private int size;

    Chains() {}

    /** Entries that were kept. */
    Chains(long[] keys, int[] values) {
        size = keys.length;
        Table all = new Table(Math.max(START, size));
        for (int entry = 0; entry < size; entry++) {
            all.put(entry, keys[entry], values[entry]);
        }
        table = all;
    }

    void add(long key, int value) {
        Table all = table;
        if (Table.WIDTH * size == all.entries.length) {
            Table longer = new Table(size + (size >> 1));
            for (int entry = 0; entry < size; entry++) {
                longer.put(entry, all.key(entry), all.number(entry));
            }
            all = longer;
            table = all;
        }
        all.put(size++, key, value);
    }

    /** Gives all numbers under a key, the last one first. */
    void forEach(long key, IntConsumer consumer) {
        Table all = table;
        int entry = (int) INTS.getAcquire(all.heads, all.bucket(key));
        while (entry != 0) {
            if (all.key(entry - 1) == key) {
                consumer.accept(all.number(entry - 1));
            }
            entry = all.next(entry - 1);
        }
    }

    /** The number that was added last under a key, -1 where there is none. */
    int last(long key) {
        Table all = table;
        int entry = (int) INTS.getAcquire(all.heads, all.bucket(key));
        while (entry != 0 && all.key(entry - 1) != key) {
            entry = all.next(entry - 1);
        }
        return entry == 0 ? -1 : all.number(entry - 1);
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
            if (value(middle) < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    long key(int entry) {
        return table.key(entry);
    }

    int value(int entry) {
        return table.number(entry);
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
