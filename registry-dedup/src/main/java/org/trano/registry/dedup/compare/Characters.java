package org.trano.registry.dedup.compare;

import java.util.HashMap;
import java.util.Map;

/**
 * Texts as arrays of {@code char}, one element a code point, and the bit masks of a pattern: for each character the positions
 * at which the pattern has it. All bit-parallel algorithms here read texts this way.
 *
 * <p>Where neither text has surrogates, elements are the characters themselves, copied into arrays that belong to the thread, so
 * that nothing is allocated. Else the distinct code points of the one text are numbered, and those the other text does not share
 * get a number that stands for "something else": no algorithm here asks more than whether two elements are equal.
 */
final class Characters {
    /** The longest text that can be compared, in code points: enough for any name, and a bound on quadratic time. */
    static final int LONGEST = 65_000;
    /** Patterns up to this length are bits of one word. */
    static final int WORD = Long.SIZE;

    private static final int DIRECT = 256;
    private static final int SLOTS = 128;
    /** Masks of characters below 256, then of others by open addressing, then the characters in those slots. */
    private static final int TABLE = DIRECT + 2 * SLOTS;

    private static final char SOMETHING_ELSE = '\uffff';
    private static final int FIRST_LENGTH = 128;

    /**
     * Arrays of the thread: two texts and a table that is all zero between calls. Nothing but arrays of the platform: a thread
     * that outlives this library (in an application server) does not keep its classes alive.
     */
    private static final ThreadLocal<Object[]> SCRATCH = ThreadLocal.withInitial(
            () -> new Object[] {new char[FIRST_LENGTH], new char[FIRST_LENGTH], new long[TABLE]});

    private Characters() {}

    /** Two texts in arrays; {@code left} is the first one. */
    record Pair(char[] left, int leftLength, char[] right, int rightLength) {}

    static Object[] scratch() {
        return SCRATCH.get();
    }

    static char[] array(Object[] scratch, int which, int length) {
        char[] array = (char[]) scratch[which];
        if (array.length < length) {
            array = new char[Math.max(length, 2 * array.length)];
            scratch[which] = array;
        }
        return array;
    }

    static long[] table(Object[] scratch) {
        return (long[]) scratch[2];
    }

    /** Refuses what cannot be short enough, before anything is copied: a code point is at most two chars. */
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

    /** Copies a text; false if it has surrogates, and then the array is of no use. */
    static boolean copy(CharSequence text, char[] to, int length) {
        read(text, to, length);
        int bits = 0;
        for (int i = 0; i < length; i++) {
            bits |= to[i];
        }
        return isPlain(bits, to, length);
    }

    /** Copies a text whatever it has. */
    static void read(CharSequence text, char[] to, int length) {
        if (text instanceof String string) {
            string.getChars(0, length, to, 0);
        } else {
            for (int i = 0; i < length; i++) {
                to[i] = text.charAt(i);
            }
        }
    }

    /** Whether a text has no surrogates; {@code bits} are those of all its characters together. */
    static boolean isPlain(int bits, char[] text, int length) {
        return bits < Character.MIN_SURROGATE || !hasSurrogates(text, length);
    }

    private static boolean hasSurrogates(char[] text, int length) {
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(text[i])) {
                return true;
            }
        }
        return false;
    }

    /** Two texts of any planes, in arrays of their own. */
    static Pair number(CharSequence left, CharSequence right) {
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
        return new Pair(x, x.length, y, y.length);
    }

    /** Fills a table with the masks of a pattern of up to 64 characters; gives the bits of all of them together. */
    static int fill(long[] table, char[] pattern, int from, int length) {
        int bits = 0;
        for (int i = 0; i < length; i++) {
            char c = pattern[from + i];
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

    /** Makes a table all zero again; {@code bits} are what {@link #fill} gave. */
    static void clear(long[] table, char[] pattern, int from, int length, int bits) {
        if (bits < DIRECT) {
            for (int i = 0; i < length; i++) {
                table[pattern[from + i]] = 0;
            }
        } else {
            java.util.Arrays.fill(table, 0);
        }
    }

    static long[] newTable() {
        return new long[TABLE];
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
