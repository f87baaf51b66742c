package org.trano.registry.dedup.frame;

import java.util.Arrays;

/** Texts numbered in the order in which they first come, from 0. Open addressing. Not thread-safe. */
public final class Lexicon {
    private static final int START = 16;

    private String[] texts = new String[START];
    /** A text's number plus one, 0 where the slot is free; twice as many slots as there is room for texts. */
    private int[] slots = new int[2 * START];

    private int size;

    /** No texts yet. */
    public Lexicon() {}

    /**
     * The number of a text, which gets the next one if it was not there before.
     *
     * @param text the text
     * @return its number
     */
    public int add(String text) {
        int slot = slot(text);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == texts.length) {
            grow();
            slot = slot(text);
        }
        texts[size] = text;
        slots[slot] = ++size;
        return size - 1;
    }

    /**
     * The number of a text.
     *
     * @param text the text
     * @return its number, −1 where it is not there
     */
    public int find(String text) {
        return slots[slot(text)] - 1;
    }

    /**
     * A text.
     *
     * @param number its number
     * @return the text
     */
    public String text(int number) {
        return texts[number];
    }

    /**
     * How many texts there are.
     *
     * @return their number
     */
    public int size() {
        return size;
    }

    private void grow() {
        texts = Arrays.copyOf(texts, 2 * size);
        slots = new int[4 * size];
        for (int number = 0; number < size; number++) {
            slots[slot(texts[number])] = number + 1;
        }
    }

    private int slot(String text) {
        int mask = slots.length - 1;
        // The low bits of a text's own hash follow its last letters.
        int slot = text.hashCode() * 0x9E3779B9 >>> Integer.SIZE - Integer.bitCount(mask);
        while (slots[slot] != 0 && !texts[slots[slot] - 1].equals(text)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
