package org.trano.registry.dedup.search;

import java.util.Arrays;
import java.util.UUID;

/**
 * The births of a thousand people, those whose ids have the lowest hashes: a sample that does not depend on the order in which people come.
 * Who leaves stays in it. One writer at a time; readers get an array that does not change.
 */
final class BirthSample {
    private static final int SIZE = 1_024;

    private final long[] hashes = new long[SIZE];
    private int size;
    private volatile int[] births = {};

    void add(UUID person, int birth) {
        long hash = (person.getMostSignificantBits() * 0x9E3779B97F4A7C15L ^ person.getLeastSignificantBits())
                * 0xff51afd7ed558ccdL;
        if (size == SIZE && hash > hashes[SIZE - 1]) {
            return;
        }
        int at = Arrays.binarySearch(hashes, 0, size, hash);
        if (at >= 0) {
            int[] changed = births.clone();
            changed[at] = birth;
            births = changed;
            return;
        }
        int place = -1 - at;
        int[] all = Arrays.copyOf(births, Math.min(SIZE, size + 1));
        System.arraycopy(births, place, all, place + 1, all.length - place - 1);
        System.arraycopy(hashes, place, hashes, place + 1, all.length - place - 1);
        hashes[place] = hash;
        all[place] = birth;
        size = all.length;
        births = all;
    }

    /** Numbers of {@link Dates}, 0 for somebody whose birth is not known. */
    int[] births() {
        return births;
    }
}
