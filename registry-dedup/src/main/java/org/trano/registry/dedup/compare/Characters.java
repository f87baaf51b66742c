package org.trano.registry.dedup.compare;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Texts whose elements are code points, and the bit masks of a pattern: for each character the positions at which the pattern has
 * it. All bit-parallel algorithms here read texts this way.
 *
 * <p>Where neither text has pairs of surrogates, the elements are the chars of the strings, read where they stand (copying them into arrays
 * first costs a third more). Else the distinct code points of the one text are numbered, and those the other text does not share
 * get a number that stands for "something else": no algorithm here asks more than whether two elements are equal.
 */
final class Characters {
    /** The longest text that can be compared, in code points: enough for any name, and a bound on quadratic time. */
    static final int LONGEST = 65_000;
    /** Patterns up to this length are bits of one word. */
    static final int WORD = Long.SIZE;

    private static final int ASCII = 128;
    private static final int DIRECT = 256;
    private static final int SLOTS = 128;
    /** Masks of characters below 256, then of others by open addressing, then the characters in those slots. */
    private static final int TABLE = DIRECT + 2 * SLOTS;

    private static final char SOMETHING_ELSE = '\uffff';

    /**
     * A table of the thread that is all zero between calls. An array of the platform and nothing of ours: a thread that outlives
     * this library (in an application server) does not keep its classes alive.
     */
    private static final ThreadLocal<long[]> SCRATCH = ThreadLocal.withInitial(Characters::newTable);

    private Characters() {}

    /** Two texts without pairs of surrogates, or numbered. */
    record Pair(String left, String right) {}

    static long[] table() {
        return SCRATCH.get();
    }

    static long[] newTable() {
        return new long[TABLE];
    }

    /** Refuses what cannot be short enough, before anything is done with it: a code point is at most two chars. */
    static void requireLength(int chars) {
        if (chars > 2 * LONGEST) {
            throw tooLong(chars);
        }
    }

    static void requireShort(int codePoints) {
        if (codePoints > LONGEST) {
            throw tooLong(codePoints);
        }
    }

    private static IllegalArgumentException tooLong(int length) {
        return new IllegalArgumentException("A text of " + length + " characters is longer than the " + LONGEST
                + " that can be compared. Maybe a whole file was read as one value?");
    }

    /**
     * Whether every char of a text is a code point. The platform knows it at once for texts in Latin-1, which it keeps in bytes; a surrogate
     * without its other half is a code point of its own.
     */
    static boolean isPlain(String text) {
        return text.codePointCount(0, text.length()) == text.length();
    }

    /** Two texts of any planes as texts whose chars are numbers of code points. */
    static Pair number(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        requireShort(Math.max(a.length, b.length));
        Map<Integer, Character> numbers = new HashMap<>();
        char[] x = new char[a.length];
        for (int i = 0; i < a.length; i++) {
            x[i] = numbers.computeIfAbsent(a[i], c -> (char) numbers.size());
        }
        char[] y = new char[b.length];
        for (int i = 0; i < b.length; i++) {
            y[i] = numbers.getOrDefault(b[i], SOMETHING_ELSE);
        }
        return new Pair(new String(x), new String(y));
    }

    /** Fills a table with the masks of a pattern of up to 64 characters; gives the bits of all of them together. */
    static int fill(long[] table, String pattern, int from, int length) {
        int bits = 0;
        for (int i = 0; i < length; i++) {
            char c = pattern.charAt(from + i);
            bits |= c;
            if (c < DIRECT) {
                table[c] |= 1L << i;
            } else {
                int slot = slot(table, c);
                table[DIRECT + SLOTS + slot] = c;
                table[DIRECT + slot] |= 1L << i;
            }
        }
        return bits;
    }

    /**
     * Makes a table all zero again; {@code bits} are what {@link #fill} gave. A block of zeros is written faster than the few places that
     * were taken.
     */
    static void clear(long[] table, int bits) {
        Arrays.fill(table, 0, bits < ASCII ? ASCII : bits < DIRECT ? DIRECT : TABLE, 0);
    }

    /** The positions at which the pattern has a character. */
    static long mask(long[] table, char c) {
        return c < DIRECT ? table[c] : table[DIRECT + slot(table, c)];
    }

    /** The slot of a character, or the free one where it would go; at most 64 of 128 slots are ever taken. */
    private static int slot(long[] table, char c) {
        int slot = (c * 0x9E37 >>> 5) & (SLOTS - 1);
        while (true) {
            long taken = table[DIRECT + SLOTS + slot];
            if (taken == c || taken == 0) {
                return slot;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
    }
}
