package org.trano.registry.dedup.compare;

/**
 * Indel distance: the least number of insertions and deletions that turn one text into the other, which is
 * {@code |a| + |b| − 2·LCS(a, b)} with the length of the longest common subsequence (Wagner and Fischer 1974). A metric. Its similarity,
 * {@code 2·LCS / (|a| + |b|)}, is the "ratio" of many tools.
 *
 * <p>Bit-parallel after Crochemore et al. (2001) and Hyyrö (2004), in blocks of 64 rows where the shorter text is longer than that.
 */
public final class Indel extends EditDistance {
    /** The comparator; it has no settings. */
    public static final Indel STANDARD = new Indel();

    private Indel() {
        super(true);
    }

    @Override
    int largest(int n, int m) {
        return n + m;
    }

    /** A zero bit of {@code s} marks a row at which the common subsequence is one longer than at the row above. */
    @Override
    int word(long[] table, int m, String text, int from, int n, int atMost) {
        long s = -1L;
        for (int j = 0; j < n; j++) {
            long u = s & Characters.mask(table, text.charAt(from + j));
            s = (s + u) | (s - u);
        }
        return distance(s, m, n);
    }

    @Override
    int word(long[] table, byte[] pattern, int patternFrom, int m, byte[] text, int from, int n, int atMost) {
        long s = -1L;
        for (int j = 0; j < n; j++) {
            long u = s & table[text[from + j] & 0xff];
            s = (s + u) | (s - u);
        }
        return distance(s, m, n);
    }

    private static int distance(long s, int m, int n) {
        long rows = m == Characters.WORD ? -1L : (1L << m) - 1;
        return m + n - 2 * Long.bitCount(~s & rows);
    }

    @Override
    int any(String pattern, int patternFrom, int m, String text, int from, int n) {
        int blocks = (m + Characters.WORD - 1) / Characters.WORD;
        Blocks masks = new Blocks(pattern, patternFrom, m, blocks);
        long[] s = new long[blocks];
        java.util.Arrays.fill(s, -1L);
        for (int j = 0; j < n; j++) {
            int row = masks.row(text.charAt(from + j));
            long carry = 0;
            for (int b = 0; b < blocks; b++) {
                long u = s[b] & masks.mask(row, b);
                long sum = s[b] + u;
                long carryOut = Long.compareUnsigned(sum, u) < 0 ? 1 : 0;
                long total = sum + carry;
                carryOut |= total == 0 && carry == 1 ? 1 : 0;
                s[b] = total | (s[b] - u);
                carry = carryOut;
            }
        }
        int common = 0;
        for (int b = 0; b < blocks; b++) {
            int rows = Math.min(Characters.WORD, m - b * Characters.WORD);
            common += Long.bitCount(~s[b] & (rows == Characters.WORD ? -1L : (1L << rows) - 1));
        }
        return m + n - 2 * common;
    }
}
