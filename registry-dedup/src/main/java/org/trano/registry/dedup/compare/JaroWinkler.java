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
 * <p>Thread-safe. Texts of up to 64 characters are compared bit-parallel, one step a character, without allocation where both are
 * strings without pairs of surrogates; longer ones in time proportional to the shorter length times the window.
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
    /** The longest common beginning that may be left out of a search, so that shifting by it stays within a word. */
    static final int MOST_SAME = Characters.WORD - 1;

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
        Characters.requireLength(Math.max(left.length(), right.length()));
        String a = left.toString();
        String b = right.toString();
        if (Characters.isPlain(a) && Characters.isPlain(b)) {
            return ordered(a, b);
        }
        Characters.Pair pair = Characters.number(a, b);
        return ordered(pair.left(), pair.right());
    }

    /** The longer text is the pattern: a step of the search costs more than a mask. */
    private double ordered(String a, String b) {
        return a.length() >= b.length() ? of(a, b) : of(b, a);
    }

    /** The similarity of a text and one that is not longer, char by char. */
    private double of(String a, String b) {
        if (a.length() > Characters.WORD || b.isEmpty()) {
            return any(b, a);
        }
        // What both begin with matches itself, place by place: it needs no masks.
        int same = prefix(a, b);
        int rest = a.length() - same;
        long[] table = Characters.table();
        int bits = Characters.fill(table, a, same, rest);
        double similarity = word(table, same, a, b, same);
        Characters.clear(table, bits);
        return similarity;
    }

    /**
     * Both of 1 to 64 characters, in any order of length; {@code table} has the masks of a from its character {@code first} on, and both begin
     * with {@code same} equal characters, no fewer. For each character of b the first free
     * equal position of a within the window is the lowest bit of its mask, the window and what is not yet taken. Taking positions
     * in the order of b gives the same matches as in the order of a, for the window moves with the character on both sides.
     */
    private double word(long[] table, int first, String a, String b, int same) {
        int n = a.length();
        int m = b.length();
        int window = Math.max(Math.max(n, m) / 2 - 1, 0);
        long start = (1L << same - first) - 1;
        long inA = start;
        long inB = start;
        long reach = reach(same - first, window);
        long crossed = 0;
        for (int j = same; j < m; j++) {
            long free = Characters.mask(table, b.charAt(j)) & reach & ~inA;
            long taken = free & -free;
            // What was taken earlier and lies further on is out of order.
            crossed |= inA & -taken;
            inA |= taken;
            inB |= (free | -free) >>> 63 << j - first;
            reach = reach << 1 | (j - first < window ? 1 : 0);
        }
        int common = first + Long.bitCount(inA);
        if (common == 0) {
            return 0;
        }
        int displaced = 0;
        if (crossed != 0) {
            for (long x = inA ^ start, y = inB ^ start; x != 0; x &= x - 1, y &= y - 1) {
                char c = a.charAt(first + Long.numberOfTrailingZeros(x));
                displaced += c != b.charAt(first + Long.numberOfTrailingZeros(y)) ? 1 : 0;
            }
        }
        return score(n, m, common, displaced, Math.min(same, LONGEST_PREFIX));
    }

    /**
     * The same for texts of a {@link TextColumn}, whose characters are bytes, in any order of length. {@code table} has the masks of a, those
     * of its first {@code same} characters, which both begin with (at most {@link #MOST_SAME}), or not; bits beyond its length do no harm.
     */
    double word(long[] table, byte[] a, int aFrom, int n, byte[] b, int bFrom, int m, int same) {
        int window = Math.max(Math.max(n, m) / 2 - 1, 0);
        long start = (1L << same) - 1;
        long within = -1L >>> Characters.WORD - n;
        long inA = start | ~within;
        long inB = start;
        long reach = reach(same, window);
        long crossed = 0;
        for (int j = same; j < m; j++) {
            long free = table[b[bFrom + j] & 0xff] & reach & ~inA;
            long taken = free & -free;
            // What was taken earlier and lies further on is out of order.
            crossed |= inA & -taken;
            inA |= taken;
            inB |= (free | -free) >>> 63 << j;
            reach = reach << 1 | (j < window ? 1 : 0);
        }
        inA &= within;
        int common = Long.bitCount(inA);
        if (common == 0) {
            return 0;
        }
        int displaced = 0;
        if ((crossed & within) != 0) {
            for (long x = inA ^ start, y = inB ^ start; x != 0; x &= x - 1, y &= y - 1) {
                displaced +=
                        a[aFrom + Long.numberOfTrailingZeros(x)] != b[bFrom + Long.numberOfTrailingZeros(y)] ? 1 : 0;
            }
        }
        return score(n, m, common, displaced, Math.min(same, LONGEST_PREFIX));
    }

    /** The positions at most a window away from one; a window is at most 31 wide here, so that no shift overflows. */
    private static long reach(int j, int window) {
        long full = (1L << 2 * window + 1) - 1;
        return j >= window ? full << j - window : full >>> window - j;
    }

    /** Any lengths, {@code left} not the longer one. */
    private double any(String left, String right) {
        int n = left.length();
        int m = right.length();
        Characters.requireShort(m);
        if (n == 0) {
            return m == 0 ? 1 : 0;
        }
        char[] a = left.toCharArray();
        char[] b = right.toCharArray();
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
        return score(n, m, common, displaced, Math.min(prefix(left, right), LONGEST_PREFIX));
    }

    private static int prefix(String a, String b) {
        int most = Math.min(Math.min(a.length(), b.length()), MOST_SAME);
        int prefix = 0;
        while (prefix < most && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return prefix;
    }

    /**
     * Whether two texts can be so much alike, whatever they begin with: an estimate from above without a division, for what is asked of most pairs.
     *
     * @param common how many characters they have in common at most
     */
    boolean mayReach(double atLeast, int n, int m, int common) {
        if (variant != Variant.STANDARD || atLeast <= BOOST_FROM) {
            return true;
        }
        // jaro + 0.4 (1 - jaro) >= atLeast, and only what is above the bound is raised.
        double most = PREFIX_WEIGHT * LONGEST_PREFIX;
        double jaro = Math.max(BOOST_FROM, (atLeast - most) * (1 / (1 - most)));
        return common * (n + m) >= (3 * jaro - 1 - 1e-9) * n * m;
    }

    /** The similarity of texts of these lengths with so many common characters, of which so many are out of order. */
    double score(int n, int m, int common, int displaced, int prefix) {
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
        String a = left.toString();
        String b = right.toString();
        if (isShort(a)
                && isShort(b)
                && ceiling(a.length(), b.length()) < atLeast
                && Characters.isPlain(a)
                && Characters.isPlain(b)) {
            return 0;
        }
        double similarity = similarity(a, b);
        return similarity >= atLeast ? similarity : 0;
    }

    private static boolean isShort(String text) {
        return !text.isEmpty() && text.length() <= Characters.WORD;
    }

    /** No texts of these lengths are more alike than if one is the beginning of the other. */
    private double ceiling(int n, int m) {
        int shorter = Math.min(n, m);
        return score(n, m, shorter, 0, Math.min(shorter, LONGEST_PREFIX));
    }

    @Override
    public Prepared prepare(CharSequence query) {
        return new PreparedJaro(this, query.toString());
    }

    private static final class PreparedJaro implements Prepared {
        private final JaroWinkler comparator;
        private final String query;
        private final long[] table = Characters.newTable();
        private final boolean fits;

        PreparedJaro(JaroWinkler comparator, String query) {
            this.comparator = comparator;
            this.query = query;
            this.fits = isShort(query) && Characters.isPlain(query);
            if (fits) {
                Characters.fill(table, query, 0, query.length());
            }
        }

        @Override
        public double similarity(CharSequence text) {
            String other = text.toString();
            return fits && isShort(other) && Characters.isPlain(other)
                    ? comparator.word(table, 0, query, other, prefix(query, other))
                    : comparator.similarity(query, other);
        }

        @Override
        public double similarity(CharSequence text, double atLeast) {
            String other = text.toString();
            if (fits
                    && isShort(other)
                    && comparator.ceiling(query.length(), other.length()) < atLeast
                    && Characters.isPlain(other)) {
                return 0;
            }
            double similarity = similarity(other);
            return similarity >= atLeast ? similarity : 0;
        }
    }
}
