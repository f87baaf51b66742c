package org.trano.registry.dedup.search;

import java.util.Arrays;

/** Small numbers under numbers, for the length of one search: how each word of the dictionary agrees with each word of the query. */
final class Levels {
    private int[] keys = new int[256];
    private long[] values = new long[256];
    private int[] used = new int[128];
    private int size;

    void clear() {
        if (size > used.length / 8) {
            Arrays.fill(keys, 0);
        } else {
            for (int i = 0; i < size; i++) {
                keys[used[i]] = 0;
            }
        }
        size = 0;
    }

    /** What is known of a number; 0 where nothing is. */
    long get(int number) {
        int slot = slot(keys, number);
        return keys[slot] == 0 ? 0 : values[slot];
    }

    void put(int number, long value) {
        int slot = slot(keys, number);
        if (keys[slot] == 0) {
            if (size == used.length) {
                grow();
                slot = slot(keys, number);
            }
            keys[slot] = number + 1;
            used[size++] = slot;
        }
        values[slot] = value;
    }

    private void grow() {
        int[] oldKeys = keys;
        long[] oldValues = values;
        keys = new int[2 * oldKeys.length];
        values = new long[keys.length];
        for (int i = 0; i < size; i++) {
            int slot = slot(keys, oldKeys[used[i]] - 1);
            keys[slot] = oldKeys[used[i]];
            values[slot] = oldValues[used[i]];
            used[i] = slot;
        }
        used = Arrays.copyOf(used, 2 * used.length);
    }

    int size() {
        return size;
    }

    int number(int i) {
        return keys[used[i]] - 1;
    }

    long value(int i) {
        return values[used[i]];
    }

    private static int slot(int[] keys, int number) {
        int mask = keys.length - 1;
        int slot = (number * 0x9E3779B9 >>> 12) & mask;
        while (keys[slot] != 0 && keys[slot] != number + 1) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
