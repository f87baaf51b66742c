package org.trano.registry.dedup.compare;

/**
 * A distance that counts edits. What the algorithms share: reading the texts, leaving out what both begin and end with, choosing
 * the bit-parallel way where the shorter text fits a word, and stopping where the distance is larger than anybody asked for.
 *
 * <p>Thread-safe. Where both texts are strings without pairs of surrogates and the shorter one (without what both begin and end with) has up
 * to 64 characters, nothing is allocated.
 */
public abstract sealed class EditDistance implements TextComparator
        permits Levenshtein, OptimalStringAlignment, DamerauLevenshtein, Indel {
    private final boolean bitParallel;

    /** For the distances of this package. */
    EditDistance(boolean bitParallel) {
        this.bitParallel = bitParallel;
    }

    final boolean isBitParallel() {
        return bitParallel;
    }

    /**
     * The distance.
     *
     * @param left one text
     * @param right the other
     * @return 0 or more
     * @throws IllegalArgumentException if a text has more than 65,000 characters
     */
    public final int distance(CharSequence left, CharSequence right) {
        return distance(left, right, Integer.MAX_VALUE);
    }

    /**
     * The distance where it is small; faster than {@link #distance(CharSequence, CharSequence)} where it is not.
     *
     * @param left one text
     * @param right the other
     * @param atMost what counts as small, 0 or more
     * @return the distance where it is at most that, else {@code atMost + 1}
     * @throws IllegalArgumentException if a text has more than 65,000 characters, or atMost is negative
     */
    public final int distance(CharSequence left, CharSequence right, int atMost) {
        requireDistance(atMost);
        Characters.requireLength(Math.max(left.length(), right.length()));
        String a = left.toString();
        String b = right.toString();
        if (Characters.isPlain(a) && Characters.isPlain(b)) {
            return bounded(a, b, atMost);
        }
        Characters.Pair pair = Characters.number(a, b);
        return bounded(pair.left(), pair.right(), atMost);
    }

    static void requireDistance(int atMost) {
        if (atMost < 0) {
            throw new IllegalArgumentException(
                    "A distance of at most " + atMost + " cannot be. Maybe 0 for equal texts?");
        }
    }

    private int bounded(String a, String b, int atMost) {
        int n = a.length();
        int m = b.length();
        Characters.requireShort(Math.max(n, m));
        int most = Math.min(atMost, n + m);
        if (Math.abs(n - m) > most) {
            return most + 1;
        }
        int from = 0;
        int shorter = Math.min(n, m);
        while (from < shorter && a.charAt(from) == b.charAt(from)) {
            from++;
        }
        int end = 0;
        while (end < shorter - from && a.charAt(n - 1 - end) == b.charAt(m - 1 - end)) {
            end++;
        }
        String pattern = n > m ? b : a;
        String text = n > m ? a : b;
        int p = shorter - from - end;
        int t = Math.max(n, m) - from - end;
        if (p == 0) {
            return Math.min(t, most + 1);
        }
        int distance;
        if (bitParallel && p <= Characters.WORD) {
            long[] table = Characters.table();
            int bits = Characters.fill(table, pattern, from, p);
            distance = word(table, p, text, from, t, most);
            Characters.clear(table, bits);
        } else {
            distance = any(pattern, from, p, text, from, t);
        }
        return Math.min(distance, most + 1);
    }

    /** The distance of a pattern of 1 to 64 characters, given by its masks; anything above {@code atMost} will do for more. */
    abstract int word(long[] table, int m, String text, int from, int n, int atMost);

    /** The same for texts of a {@link TextColumn}, whose characters are bytes; {@code table} has the masks of the pattern. */
    abstract int word(long[] table, byte[] pattern, int patternFrom, int m, byte[] text, int from, int n, int atMost);

    /** The distance of texts of any length. */
    abstract int any(String pattern, int patternFrom, int m, String text, int from, int n);

    /** The largest distance that texts of these lengths can have. */
    abstract int largest(int n, int m);

    /** {@inheritDoc} Here {@code 1 − distance / largest distance of texts of these lengths}, and 1 for two empty texts. */
    @Override
    public final double similarity(CharSequence left, CharSequence right) {
        return normalised(distance(left, right), largest(left, right));
    }

    @Override
    public final double similarity(CharSequence left, CharSequence right, double atLeast) {
        int largest = largest(left, right);
        // One more than needed, so that rounding cannot lose an answer.
        int most = (int) Math.max(0, Math.min(largest, Math.floor((1 - atLeast) * largest) + 1));
        double similarity = normalised(distance(left, right, most), largest);
        return similarity >= atLeast ? similarity : 0;
    }

    final int largest(CharSequence left, CharSequence right) {
        return largest(
                Character.codePointCount(left, 0, left.length()), Character.codePointCount(right, 0, right.length()));
    }

    static double normalised(int distance, int largest) {
        return largest == 0 ? 1 : 1 - (double) distance / largest;
    }

    @Override
    public final PreparedDistance prepare(CharSequence query) {
        return new PreparedDistance(this, query.toString());
    }
}
