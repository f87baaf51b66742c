package org.trano.registry.dedup.compare;

/**
 * Optimal string alignment distance: the least number of insertions, deletions, substitutions and swaps of two neighbours that
 * turn one text into the other, no part being edited twice (Boytsov 2011). Made for identifiers and dates, where people swap
 * digits. It is not a metric: the triangle inequality may fail.
 *
 * <p>Thread-safe. Where the shorter text has up to 64 characters outside the supplementary planes: the bit-parallel algorithm
 * of Hyyrö (2003), without allocation; else dynamic programming over three rows.
 */
public final class OptimalStringAlignment implements TextComparator {
    /** The comparator; it has no settings. */
    public static final OptimalStringAlignment STANDARD = new OptimalStringAlignment();

    private static final int WORD = 64;

    private OptimalStringAlignment() {}

    /** {@inheritDoc} Here {@code 1 − distance / length of the longer}, and 1 for two empty texts. */
    @Override
    public double similarity(CharSequence left, CharSequence right) {
        int longer = Math.max(
                Character.codePointCount(left, 0, left.length()), Character.codePointCount(right, 0, right.length()));
        return longer == 0 ? 1 : 1 - (double) distance(left, right) / longer;
    }

    /**
     * The distance.
     *
     * @param left one text
     * @param right the other
     * @return 0 to the length of the longer
     */
    public int distance(CharSequence left, CharSequence right) {
        CharSequence pattern = left.length() <= right.length() ? left : right;
        CharSequence text = pattern == left ? right : left;
        if (pattern.length() <= WORD && isBasic(pattern) && isBasic(text)) {
            return bits(pattern, text);
        }
        return rows(left.codePoints().toArray(), right.codePoints().toArray());
    }

    private static boolean isBasic(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * One column of the distance table at a time, as the differences between neighbouring cells: bit i of {@code vp} says that
     * cell i+1 is one more than cell i, {@code vn} that it is one less. {@code d0} marks diagonal steps that cost nothing.
     */
    private static int bits(CharSequence pattern, CharSequence text) {
        int m = pattern.length();
        if (m == 0) {
            return text.length();
        }
        long vp = -1L;
        long vn = 0;
        long d0 = 0;
        long before = 0;
        long last = 1L << (m - 1);
        int distance = m;
        for (int j = 0; j < text.length(); j++) {
            char c = text.charAt(j);
            long equal = 0;
            for (int i = 0; i < m; i++) {
                if (pattern.charAt(i) == c) {
                    equal |= 1L << i;
                }
            }
            long swap = ((~d0 & equal) << 1) & before;
            d0 = ((((equal & vp) + vp) ^ vp) | equal | vn) | swap;
            long hp = vn | ~(d0 | vp);
            long hn = d0 & vp;
            if ((hp & last) != 0) {
                distance++;
            } else if ((hn & last) != 0) {
                distance--;
            }
            hp = hp << 1 | 1;
            hn <<= 1;
            vp = hn | ~(d0 | hp);
            vn = hp & d0;
            before = equal;
        }
        return distance;
    }

    private static int rows(int[] a, int[] b) {
        int[] beforeLast = new int[b.length + 1];
        int[] last = new int[b.length + 1];
        int[] row = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                int best = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    best = Math.min(best, beforeLast[j - 2] + 1);
                }
                row[j] = best;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length];
    }
}
