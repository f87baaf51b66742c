package org.trano.registry.dedup.frame;

import java.util.Arrays;

/** Numbers by keys that are not negative. Open addressing; for a known number of keys. Not thread-safe. */
public final class LongMap {
    private final long[] keys;
    private final int[] values;
    private final int mask;

    /**
     * An empty map.
     *
     * @param most how many keys there will be at most
     */
    public LongMap(int most) {
        int slots = Integer.highestOneBit(Math.max(4, most)) * 4;
        keys = new long[slots];
        values = new int[slots];
        mask = slots - 1;
        Arrays.fill(keys, -1);
    }

    /**
     * The value of a key.
     *
     * @param key the key
     * @return its value, −1 where there is none
     */
    public int get(long key) {
        int slot = slot(key);
        return keys[slot] == key ? values[slot] : -1;
    }

    /**
     * Sets the value of a key.
     *
     * @param key the key
     * @param value the value
     */
    public void put(long key, int value) {
        int slot = slot(key);
        keys[slot] = key;
        values[slot] = value;
    }

    private int slot(long key) {
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (keys[slot] != key && keys[slot] != -1) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
