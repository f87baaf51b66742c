package org.trano.registry.dedup.search;

import java.util.Arrays;

/**
 * What is known of each person, in columns; a person's place in them is called a slot. A slot is written once, before anybody can see it; only
 * {@link #died} changes later. Whoever is described anew gets a new slot.
 */
final class People {
    static final int SEX = 3;
    static final int HAS_PHONE = 4;
    static final int HAS_IDENTIFIER = 8;

    /** Number of the id. */
    final int[] person;
    /** Number of the household, −1 for none. */
    final int[] household;
    /** A number of {@link Dates}. */
    final int[] birth;

    final int[] place;
    final byte[] flags;
    /** The version with which the slot ceased to count; 0 while it counts. */
    final int[] died;
    /** For every 64 slots, those of which {@link #died} must be looked at: small enough to stay near. */
    private final long[] mayHaveDied;
    /** Where the words begin; those of a slot end where those of the next one begin. */
    final int[] from;
    /** One more than the slot before this one in the same household, 0 for none. */
    final int[] next;

    final int[] words;

    People(int capacity, int wordCapacity) {
        person = new int[capacity];
        household = new int[capacity];
        birth = new int[capacity];
        place = new int[capacity];
        flags = new byte[capacity];
        died = new int[capacity];
        mayHaveDied = new long[(capacity >> 6) + 1];
        from = new int[capacity + 1];
        next = new int[capacity];
        words = new int[wordCapacity];
    }

    private People(People old, int capacity, int wordCapacity) {
        person = Arrays.copyOf(old.person, capacity);
        household = Arrays.copyOf(old.household, capacity);
        birth = Arrays.copyOf(old.birth, capacity);
        place = Arrays.copyOf(old.place, capacity);
        flags = Arrays.copyOf(old.flags, capacity);
        died = Arrays.copyOf(old.died, capacity);
        mayHaveDied = Arrays.copyOf(old.mayHaveDied, (capacity >> 6) + 1);
        from = Arrays.copyOf(old.from, capacity + 1);
        next = Arrays.copyOf(old.next, capacity);
        words = Arrays.copyOf(old.words, wordCapacity);
    }

    /** These columns where there is room for one more slot with so many words, else longer ones. */
    People withRoom(int slots, int more) {
        boolean full = slots == person.length;
        boolean fullOfWords = from[slots] + more > words.length;
        return full || fullOfWords
                ? new People(
                        this,
                        full ? slots + (slots >> 1) + 1 : person.length,
                        fullOfWords ? words.length + (words.length >> 1) + more : words.length)
                : this;
    }

    /** From a version on a slot does not count; for the writer. */
    void end(int slot, int version) {
        died[slot] = version;
        mayHaveDied[slot >> 6] |= 1L << slot;
    }

    /** Whether a slot counts for whoever sees a version. */
    boolean isAlive(int slot, int version) {
        if ((mayHaveDied[slot >> 6] & 1L << slot) == 0) {
            return true;
        }
        int end = died[slot];
        return end == 0 || end > version;
    }
}
