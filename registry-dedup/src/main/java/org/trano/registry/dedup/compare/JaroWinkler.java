package org.trano.registry.dedup.compare;

/**
 * Jaro–Winkler similarity, made for names: counts characters that both texts have at about the same place, and favours a
 * common beginning.
 *
 * <p>One published definition (Winkler 1990, as in the U.S. Census Bureau's {@code strcmp95} without its character
 * adjustments). Let |a| and |b| be the lengths in code points. A character of a matches the first equal, not yet matched
 * character of b at most {@code max(|a|,|b|)/2 − 1} places away; let c be the number of matches, and t half the number of
 * matched characters that stand in a different order, rounded down. Then {@code jaro = (c/|a| + c/|b| + (c−t)/c) / 3}, 0 where
 * c = 0 and 1 for two empty texts. Where jaro exceeds 0.7, the similarity is {@code jaro + 0.1·p·(1 − jaro)} with p the length of
 * the common beginning, at most 4; else it is jaro.
 *
 * <p>{@link #JARO} leaves the last step out. {@link #COMMONS_TEXT} gives what Apache Commons Text gives: it does not round t down, and
 * boosts from 0.7 on.
 *
 * <p>Thread-safe. Texts of up to 64 characters are compared bit-parallel, one step a character, without allocation where neither has
 * surrogates; longer ones in time proportional to the shorter length times the window.
 */
public final class JaroWinkler implements TextComparator {
    /** Jaro–Winkler by the published definition. */
    public static final JaroWinkler STANDARD = new JaroWinkler(Variant.STANDARD);

    /** Jaro's similarity, without favour for a common beginning (Jaro 1989). */
    public static final JaroWinkler JARO = new JaroWinkler(Variant.JARO);

    /** Jaro–Winkler with the results of {@code JaroWinklerSimilarity} of Apache Commons Text 1.15. */
    public static final JaroWinkler COMMONS_TEXT = new JaroWinkler(Variant.COMMONS_TEXT);

    private static final double BOOST_FROM = 0.7;
    private static final double PREFIX_WEIGHT = 0.1;
    private static final int LONGEST_PREFIX = 4;

    private enum Variant {
        STANDARD,
        JARO,
        COMMONS_TEXT
    }

    private final Variant variant;

    private JaroWinkler(Variant variant) {
        this.variant = variant;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a text has more than 65,000 characters
     */
    @Override
    public double similarity(CharSequence left, CharSequence right) {
        int n = left.length();
        int m = right.length();
        Characters.requireLength(Math.max(n, m));
        Object[] scratch = Characters.scratch();
        char[] a = Characters.array(scratch, 0, n);
        char[] b = Characters.array(scratch, 1, m);
        if (n <= Characters.WORD && m <= Characters.WORD && n > 0 && m > 0) {
            Characters.read(left, a, n);
            Characters.read(right, b, m);
            // The longer text is the pattern: a step of the search costs more than a mask.
            double similarity = n >= m
                    ? masked(Characters.table(scratch), a, n, b, m)
                    : masked(Characters.table(scratch), b, m, a, n);
            if (similarity >= 0) {
                return similarity;
            }
        } else if (Characters.copy(left, a, n) && Characters.copy(right, b, m)) {
            return n <= m ? any(a, n, b, m) : any(b, m, a, n);
        }
        Characters.Pair pair = Characters.number(left, right);
        return numbered(pair, scratch);
    }

    private double numbered(Characters.Pair pair, Object[] scratch) {
        boolean swap = pair.leftLength() < pair.rightLength();
        char[] longer = swap ? pair.right() : pair.left();
        char[] shorter = swap ? pair.left() : pair.right();
        if (shorter.length > 0 && longer.length <= Characters.WORD) {
            long[] table = Characters.table(scratch);
            int bits = Characters.fill(table, longer, 0, longer.length);
            double similarity = word(table, longer, longer.length, shorter, shorter.length);
            Characters.clear(table, longer, 0, longer.length, bits);
            return similarity;
        }
        return any(shorter, shorter.length, longer, longer.length);
    }

    /** The similarity, or −1 where a text has surrogates. */
    private double masked(long[] table, char[] pattern, int n, char[] text, int m) {
        int bits = Characters.fill(table, pattern, 0, n);
        double similarity = word(table, pattern, n, text, m);
        Characters.clear(table, pattern, 0, n, bits);
        // Only now: of a hundred names perhaps one has characters as high as that.
        int all = bits;
        for (int j = 0; j < m; j++) {
            all |= text[j];
        }
        return Characters.isPlain(all, pattern, n) && Characters.isPlain(all, text, m) ? similarity : -1;
    }

    /**
     * Both of 1 to 64 characters, in any order of length; {@code table} has the masks of a. For each character of b the first free
     * equal position of a within the window is the lowest bit of its mask, the window and what is not yet taken. Taking positions
     * in the order of b gives the same matches as in the order of a, for the window moves with the character on both sides. What both
     * begin with matches itself, place by place: it needs no search and is in order.
     */
    private double word(long[] table, char[] a, int n, char[] b, int m) {
        int window = Math.max(Math.max(n, m) / 2 - 1, 0);
        int same = prefix(a, b, Math.min(Math.min(n, m), Characters.WORD - 1));
        long start = (1L << same) - 1;
        long inA = start;
        long inB = start;
        for (int j = same; j < m; j++) {
            long free = Characters.mask(table, b[j]) & reach(j, window) & ~inA;
            inA |= free & -free;
            inB |= (free | -free) >>> 63 << j;
        }
        int common = Long.bitCount(inA);
        if (common == 0) {
            return 0;
        }
        int displaced = 0;
        for (long x = inA ^ start, y = inB ^ start; x != 0; x &= x - 1, y &= y - 1) {
            displaced += a[Long.numberOfTrailingZeros(x)] != b[Long.numberOfTrailingZeros(y)] ? 1 : 0;
        }
        return score(n, m, common, displaced, Math.min(same, LONGEST_PREFIX));
    }

    /** The positions at most a window away from one; a window is at most 31 wide here, so that no shift overflows. */
    private static long reach(int j, int window) {
        long full = (1L << 2 * window + 1) - 1;
        return j >= window ? full << j - window : full >>> window - j;
    }

    /** Any lengths, {@code a} not the longer one. */
    private double any(char[] a, int n, char[] b, int m) {
        Characters.requireShort(m);
        if (n == 0) {
            return m == 0 ? 1 : 0;
        }
        int window = Math.max(m / 2 - 1, 0);
        boolean[] taken = new boolean[m];
        char[] matched = new char[n];
        int common = 0;
        for (int i = 0; i < n; i++) {
            int to = Math.min(i + window, m - 1);
            for (int j = Math.max(i - window, 0); j <= to; j++) {
                if (b[j] == a[i] && !taken[j]) {
                    taken[j] = true;
                    matched[common++] = a[i];
                    break;
                }
            }
        }
        if (common == 0) {
            return 0;
        }
        int displaced = 0;
        for (int j = 0, k = 0; j < m; j++) {
            if (taken[j] && b[j] != matched[k++]) {
                displaced++;
            }
        }
        return score(n, m, common, displaced, prefix(a, b, Math.min(n, LONGEST_PREFIX)));
    }

    private static int prefix(char[] a, char[] b, int most) {
        int prefix = 0;
        while (prefix < most && a[prefix] == b[prefix]) {
            prefix++;
        }
        return prefix;
    }

    private double score(int n, int m, int common, int displaced, int prefix) {
        double c = common;
        // The shorter length first, so that the sum does not depend on which text is which.
        double shares = c / Math.min(n, m) + c / Math.max(n, m);
        if (variant == Variant.COMMONS_TEXT) {
            double jaro = (shares + (c - displaced / 2.0) / c) / 3;
            return jaro < BOOST_FROM ? jaro : jaro + PREFIX_WEIGHT * prefix * (1 - jaro);
        }
        double jaro = (shares + (c - displaced / 2) / c) / 3;
        return variant == Variant.STANDARD && jaro > BOOST_FROM ? jaro + PREFIX_WEIGHT * prefix * (1 - jaro) : jaro;
    }

    @Override
    public double similarity(CharSequence left, CharSequence right, double atLeast) {
        int n = left.length();
        int m = right.length();
        // Where a surrogate hides, lengths in chars say too little.
        if (n > 0
                && m > 0
                && n <= Characters.WORD
                && m <= Characters.WORD
                && ceiling(n, m) < atLeast
                && isPlain(left, right)) {
            return 0;
        }
        double similarity = similarity(left, right);
        return similarity >= atLeast ? similarity : 0;
    }

    /** No texts of these lengths are more alike than if one is the beginning of the other. */
    private double ceiling(int n, int m) {
        int shorter = Math.min(n, m);
        return score(n, m, shorter, 0, Math.min(shorter, LONGEST_PREFIX));
    }

    private static boolean isPlain(CharSequence left, CharSequence right) {
        Object[] scratch = Characters.scratch();
        return Characters.copy(left, Characters.array(scratch, 0, left.length()), left.length())
                && Characters.copy(right, Characters.array(scratch, 1, right.length()), right.length());
    }

    @Override
    public Prepared prepare(CharSequence query) {
        return new PreparedJaro(this, query.toString());
    }

    private static final class PreparedJaro implements Prepared {
        private final JaroWinkler comparator;
        private final String query;
        private final char[] pattern;
        private final long[] table = Characters.newTable();
        private final boolean fits;

        PreparedJaro(JaroWinkler comparator, String query) {
            this.comparator = comparator;
            this.query = query;
            this.pattern = new char[query.length()];
            boolean plain = Characters.copy(query, pattern, pattern.length);
            this.fits = plain && pattern.length > 0 && pattern.length <= Characters.WORD;
            if (fits) {
                Characters.fill(table, pattern, 0, pattern.length);
            }
        }

        @Override
        public double similarity(CharSequence text) {
            return similarity(text, Double.NEGATIVE_INFINITY);
        }

        @Override
        public double similarity(CharSequence text, double atLeast) {
            int m = text.length();
            if (fits && m > 0 && m <= Characters.WORD) {
                char[] b = Characters.array(Characters.scratch(), 1, m);
                if (Characters.copy(text, b, m)) {
                    if (comparator.ceiling(pattern.length, m) < atLeast) {
                        return 0;
                    }
                    double similarity = comparator.word(table, pattern, pattern.length, b, m);
                    return similarity >= atLeast ? similarity : 0;
                }
            }
            double similarity = comparator.similarity(query, text);
            return similarity >= atLeast ? similarity : 0;
        }
    }
}
