package org.trano.registry.dedup.search;

import java.util.Arrays;
import java.util.UUID;

/** Ids, numbered from 0 in the order in which they first come. Only the writer looks numbers up; anybody may read an id that was published. */
final class Ids {
    private static final int START = 16;

    private volatile long[] halves;
    private int[] slots;
    private int size;

    Ids(int expected) {
        halves = new long[2 * Math.max(START, expected)];
        slots = new int[capacity(halves.length / 2)];
    }

    /** Ids that were kept, two halves each. Who only reads needs no table of them: it is made when one is looked up. */
    Ids(long[] halves) {
        this.halves = halves.length == 0 ? new long[2 * START] : halves;
        this.slots = new int[0];
        this.size = halves.length / 2;
    }

    private static int capacity(int ids) {
        return Integer.highestOneBit(Math.max(START, ids + (ids >> 1))) << 1;
    }

    /** The number of an id, −1 where it is not there. */
    int find(UUID id) {
        prepare();
        return slots[slot(id.getMostSignificantBits(), id.getLeastSignificantBits())] - 1;
    }

    /** The number of an id, a new one where it was not there. */
    int add(UUID id) {
        prepare();
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        int slot = slot(high, low);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (2 * size == halves.length) {
            halves = Arrays.copyOf(halves, 2 * (size + (size >> 1) + START));
            if (capacity(halves.length / 2) > slots.length) {
                slots = new int[capacity(halves.length / 2)];
                rehash();
            }
            slot = slot(high, low);
        }
        halves[2 * size] = high;
        halves[2 * size + 1] = low;
        slots[slot] = ++size;
        return size - 1;
    }

    private void prepare() {
        if (slots.length == 0) {
            slots = new int[capacity(halves.length / 2)];
            rehash();
        }
    }

    private void rehash() {
        for (int number = 0; number < size; number++) {
            slots[slot(halves[2 * number], halves[2 * number + 1])] = number + 1;
        }
    }

    private int slot(long high, long low) {
        int mask = slots.length - 1;
        int slot = (int) ((high * 0x9E3779B97F4A7C15L + low) * 0xff51afd7ed558ccdL >>> 32) & mask;
        while (slots[slot] != 0 && !(halves[2 * slots[slot] - 2] == high && halves[2 * slots[slot] - 1] == low)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    UUID id(int number) {
        long[] all = halves;
        return new UUID(all[2 * number], all[2 * number + 1]);
    }

    long[] halves() {
        return Arrays.copyOf(halves, 2 * size);
    }

    int size() {
        return size;
    }
}
