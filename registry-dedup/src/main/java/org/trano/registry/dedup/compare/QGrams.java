package org.trano.registry.dedup.compare;

import java.util.Arrays;

/**
 * Similarity of the sets of q-grams, the runs of q neighbouring code points (Ukkonen 1992 for the idea). With A and B the sets of distinct
 * q-grams of the texts, Jaccard (1901) is {@code |A∩B| / |A∪B|} and Dice (1945) is {@code 2·|A∩B| / (|A| + |B|)}. There is no padding; a
 * text that is not empty but shorter than q is one q-gram itself. Two texts without q-grams are equal; texts that are not equal but have
 * the same q-grams have similarity 1, too.
 *
 * <p>Thread-safe. Time is n log n in the lengths.
 */
public final class QGrams implements TextComparator {
    /** Bits of a code point. */
    private static final int BITS = 21;

    private static final int LARGEST = 3;

    private final int q;
    private final boolean dice;
    /** The bits of q code points. */
    private final long window;

    private QGrams(int q, boolean dice) {
        if (q < 1 || q > LARGEST) {
            throw new IllegalArgumentException(
                    "There are no q-grams of " + q + " characters here. Maybe 2, which is usual for names?");
        }
        this.q = q;
        this.dice = dice;
        this.window = (1L << q * BITS) - 1;
    }

    /**
     * Jaccard similarity.
     *
     * @param q 1, 2 or 3
     * @return the comparator
     */
    public static QGrams jaccard(int q) {
        return new QGrams(q, false);
    }

    /**
     * Dice similarity.
     *
     * @param q 1, 2 or 3
     * @return the comparator
     */
    public static QGrams dice(int q) {
        return new QGrams(q, true);
    }

    @Override
    public double similarity(CharSequence left, CharSequence right) {
        return of(grams(left), grams(right));
    }

    @Override
    public Prepared prepare(CharSequence query) {
        long[] grams = grams(query);
        return text -> of(grams, grams(text));
    }

    private double of(long[] a, long[] b) {
        if (a.length + b.length == 0) {
            return 1;
        }
        int both = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                both++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return dice ? 2.0 * both / (a.length + b.length) : (double) both / (a.length + b.length - both);
    }

    /** The distinct q-grams as numbers, in ascending order. A code point is stored as itself plus one: no gram is a part of another. */
    private long[] grams(CharSequence text) {
        String string = text.toString();
        int length = string.codePointCount(0, string.length());
        if (length == 0) {
            return new long[0];
        }
        long[] grams = new long[Math.max(1, length - q + 1)];
        long gram = 0;
        int seen = 0;
        for (int i = 0; i < string.length(); ) {
            int point = string.codePointAt(i);
            i += Character.charCount(point);
            gram = (gram << BITS | point + 1L) & window;
            seen++;
            if (seen >= q || seen == length) {
                grams[Math.max(0, seen - q)] = gram;
            }
        }
        Arrays.sort(grams);
        int distinct = 1;
        for (int i = 1; i < grams.length; i++) {
            if (grams[i] != grams[i - 1]) {
                grams[distinct++] = grams[i];
            }
        }
        return Arrays.copyOf(grams, distinct);
    }
}
