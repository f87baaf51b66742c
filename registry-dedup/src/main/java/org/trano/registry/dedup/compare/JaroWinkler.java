package org.trano.registry.dedup.compare;

/**
 * Jaro–Winkler similarity, made for names: counts characters that both texts have at about the same place, and favours a
 * common beginning.
 *
 * <p>One published definition (Winkler 1990, as in the U.S. Census Bureau's {@code strcmp95} without its character
 * adjustments). Let |a| and |b| be the lengths in code points. A character of a matches the first equal, not yet matched
 * character of b at most {@code max(|a|,|b|)/2 − 1} places away; let c be the number of matches, and t half the number of
 * matched characters that stand in a different order, rounded down. Then {@code jaro = (c/|a| + c/|b| + (c−t)/c) / 3}, 0 where
 * c = 0. Where jaro exceeds 0.7, the similarity is {@code jaro + 0.1·p·(1 − jaro)} with p the length of the common beginning,
 * at most 4; else it is jaro.
 *
 * <p>Apache Commons Text does not round t down and never applies the threshold; for its results use
 * {@link TextComparator#of(org.apache.commons.text.similarity.SimilarityScore)}.
 *
 * <p>Thread-safe. Time is proportional to |a| times the window; texts of up to 64 characters outside the supplementary planes
 * are compared without allocation.
 */
public final class JaroWinkler implements TextComparator {
    /** The comparator; it has no settings. */
    public static final JaroWinkler STANDARD = new JaroWinkler();

    private static final double BOOST_ABOVE = 0.7;
    private static final double PREFIX_WEIGHT = 0.1;
    private static final int LONGEST_PREFIX = 4;
    private static final int WORD = 64;

    private JaroWinkler() {}

    @Override
    public double similarity(CharSequence left, CharSequence right) {
        int n = left.length();
        int m = right.length();
        if (n <= WORD && m <= WORD && isBasic(left) && isBasic(right)) {
            return n <= m ? words(left, right) : words(right, left);
        }
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        return a.length <= b.length ? arrays(a, b) : arrays(b, a);
    }

    private static boolean isBasic(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Both at most 64 characters, {@code a} not the longer: matched positions are bits of two longs. */
    private static double words(CharSequence a, CharSequence b) {
        int n = a.length();
        int m = b.length();
        if (n == 0) {
            return m == 0 ? 1 : 0;
        }
        int window = Math.max(m / 2 - 1, 0);
        long inA = 0;
        long inB = 0;
        int common = 0;
        for (int i = 0; i < n; i++) {
            char c = a.charAt(i);
            int to = Math.min(i + window, m - 1);
            for (int j = Math.max(i - window, 0); j <= to; j++) {
                if (b.charAt(j) == c && (inB & 1L << j) == 0) {
                    inA |= 1L << i;
                    inB |= 1L << j;
                    common++;
                    break;
                }
            }
        }
        if (common == 0) {
            return 0;
        }
        int displaced = 0;
        for (long x = inA, y = inB; x != 0; x &= x - 1, y &= y - 1) {
            if (a.charAt(Long.numberOfTrailingZeros(x)) != b.charAt(Long.numberOfTrailingZeros(y))) {
                displaced++;
            }
        }
        int prefix = 0;
        while (prefix < Math.min(n, LONGEST_PREFIX) && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return score(n, m, common, displaced, prefix);
    }

    /** Any length and any plane. */
    private static double arrays(int[] a, int[] b) {
        if (a.length == 0) {
            return b.length == 0 ? 1 : 0;
        }
        int window = Math.max(b.length / 2 - 1, 0);
        boolean[] taken = new boolean[b.length];
        int[] matched = new int[a.length];
        int common = 0;
        for (int i = 0; i < a.length; i++) {
            int to = Math.min(i + window, b.length - 1);
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
        for (int j = 0, k = 0; j < b.length; j++) {
            if (taken[j] && b[j] != matched[k++]) {
                displaced++;
            }
        }
        int prefix = 0;
        while (prefix < Math.min(a.length, LONGEST_PREFIX) && a[prefix] == b[prefix]) {
            prefix++;
        }
        return score(a.length, b.length, common, displaced, prefix);
    }

    private static double score(int n, int m, int common, int displaced, int prefix) {
        double c = common;
        int transpositions = displaced / 2;
        double jaro = (c / n + c / m + (c - transpositions) / c) / 3;
        return jaro > BOOST_ABOVE ? jaro + PREFIX_WEIGHT * prefix * (1 - jaro) : jaro;
    }
}
