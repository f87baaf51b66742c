package org.trano.registry.dedup.frame;

import java.util.Arrays;

/** Texts numbered in the order in which they first come, from 0. Open addressing. Not thread-safe. */
public final class Lexicon {
    private static final int START = 16;

    private String[] texts = new String[START];
    /**
     * Twice as many slots as there is room for texts. A free one is 0; the others hold a text's number plus one and, in the bits above, what of its hash the place
     * of the slot does not say: texts that are not the one looked for need hardly ever be read.
     */
    private int[] slots = new int[2 * START];
    /** How many bits it takes to name a slot. */
    private int bits = Integer.numberOfTrailingZeros(slots.length);

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
            return number(slots[slot]);
        }
        if (size == texts.length) {
            grow();
            slot = slot(text);
        }
        texts[size] = text;
        slots[slot] = entry(size, text);
        return size++;
    }

    /**
     * The number of a text.
     *
     * @param text the text
     * @return its number, −1 where it is not there
     */
    public int find(String text) {
        return number(slots[slot(text)]);
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
        bits++;
        for (int number = 0; number < size; number++) {
            int slot = place(mixed(texts[number]));
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = entry(number, texts[number]);
        }
    }

    /** The slot of a text, or the free one where it would stand. */
    private int slot(String text) {
        int mixed = mixed(text);
        int slot = place(mixed);
        int tag = mixed << bits;
        while (slots[slot] != 0 && ((slots[slot] ^ tag) >>> bits != 0 || !texts[number(slots[slot])].equals(text))) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private int entry(int number, String text) {
        return mixed(text) << bits | number + 1;
    }

    private int number(int entry) {
        return (entry & slots.length - 1) - 1;
    }

    /** The upper bits of a hash say where a text stands, those below are kept with its number. */
    private int place(int mixed) {
        return mixed >>> Integer.SIZE - bits;
    }

    /** The low bits of a text's own hash follow its last letters. */
    private static int mixed(String text) {
        return text.hashCode() * 0x9E3779B9;
    }
}
