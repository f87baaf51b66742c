package org.trano.registry.dedup.search;

import java.util.Arrays;

/**
 * The slots whose sum is highest, at most so many. While there are more, the lowest are passed over and the cut below which nobody comes in rises.
 * Sums are 1 to 255. Not thread-safe.
 */
final class Candidates {
    static final int MOST = 1_000;
    private static final int ROOM = 4 * MOST;
    static final int HIGHEST = 255;

    private final int[] slots = new int[ROOM];
    private final int[] sums = new int[ROOM];
    private final int[] counts = new int[HIGHEST + 2];
    private int size;
    private int cut;
    private long passedOver;
    private int highestPassed;

    void begin(int lowest) {
        size = 0;
        cut = lowest;
        passedOver = 0;
        highestPassed = lowest - 1;
    }

    int cut() {
        return cut;
    }

    void add(int slot, int sum) {
        if (sum < cut) {
            return;
        }
        slots[size] = slot;
        sums[size++] = sum;
        if (size == ROOM) {
            shrink();
        }
    }

    private void shrink() {
        sort();
        if (size > MOST) {
            passedOver += size - MOST;
            highestPassed = Math.max(highestPassed, sums[MOST]);
            size = MOST;
            // Whoever comes later with the same sum comes too late.
            cut = sums[MOST - 1] + 1;
        }
    }

    /** Puts the highest first; of equal ones the first slot. */
    private void sort() {
        Arrays.fill(counts, 0);
        for (int i = 0; i < size; i++) {
            counts[HIGHEST - sums[i] + 1]++;
        }
        for (int i = 1; i < counts.length; i++) {
            counts[i] += counts[i - 1];
        }
        int[] sortedSlots = new int[size];
        int[] sortedSums = new int[size];
        for (int i = 0; i < size; i++) {
            int at = counts[HIGHEST - sums[i]]++;
            sortedSlots[at] = slots[i];
            sortedSums[at] = sums[i];
        }
        System.arraycopy(sortedSlots, 0, slots, 0, size);
        System.arraycopy(sortedSums, 0, sums, 0, size);
    }

    void end() {
        shrink();
        sort();
    }

    int size() {
        return size;
    }

    int slot(int i) {
        return slots[i];
    }

    int sum(int i) {
        return sums[i];
    }

    /** How many had at least the first cut and were passed over, those not counted who came when the cut had risen. */
    long passedOver() {
        return passedOver;
    }

    /** The highest sum of anybody who is not here. */
    int highestPassed() {
        return Math.max(highestPassed, cut - 1);
    }
}
