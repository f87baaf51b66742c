package org.trano.registry.dedup.search;

import java.util.Arrays;

/** Slots that come up one by one. */
final class Slots {
    private int[] slots = new int[16];
    private int size;

    void add(int slot) {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, 2 * size);
        }
        slots[size++] = slot;
    }

    int size() {
        return size;
    }

    /** As a list of {@link Postings}. */
    int[] sorted() {
        int[] list = new int[size + 1];
        list[0] = size;
        System.arraycopy(slots, 0, list, 1, size);
        Arrays.sort(list, 1, size + 1);
        return list;
    }

    int[] distinct() {
        return Arrays.stream(slots, 0, size).sorted().distinct().toArray();
    }
}
