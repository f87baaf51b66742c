package org.trano.registry.dedup.compare;

/**
 * Optimal string alignment distance: the least number of insertions, deletions, substitutions and swaps of two neighbours that
 * turn one text into the other, no part being edited twice (Boytsov 2011). Made for identifiers and dates, where people swap
 * digits. It is not a metric: the triangle inequality may fail. {@link DamerauLevenshtein} is the metric.
 *
 * <p>Where the shorter text has up to 64 characters: the bit-parallel algorithm of Hyyrö (2003), one step a character of the longer
 * text. Else dynamic programming over three rows, so time is proportional to |a|·|b|.
 */
public final class OptimalStringAlignment extends EditDistance {
    /** The comparator; it has no settings. */
    public static final OptimalStringAlignment STANDARD = new OptimalStringAlignment();

    private OptimalStringAlignment() {
        super(true);
    }

    @Override
    int largest(int n, int m) {
        return Math.max(n, m);
    }

    /** As {@link Levenshtein}, with {@code swap} for diagonal steps over two neighbours that stand in each other's place. */
    @Override
    int word(long[] table, int m, String text, int from, int n, int atMost) {
        long vp = -1L;
        long vn = 0;
        long d0 = 0;
        long before = 0;
        int distance = m;
        int last = m - 1;
        boolean bounded = atMost < n;
        for (int j = 0; j < n; j++) {
            long equal = Characters.mask(table, text.charAt(from + j));
            long swap = ((~d0 & equal) << 1) & before;
            d0 = (((equal & vp) + vp) ^ vp) | (equal | vn | swap);
            long notHp = (d0 | vp) & ~vn;
            long hn = d0 & vp;
            distance += 1 - (int) (notHp >>> last & 1) - (int) (hn >>> last & 1);
            if (bounded && distance - (n - 1 - j) > atMost) {
                return atMost + 1;
            }
            notHp <<= 1;
            hn <<= 1;
            vp = hn | (notHp & ~d0);
            vn = d0 & ~notHp;
            before = equal;
        }
        return distance;
    }

    @Override
    int word(long[] table, byte[] pattern, int patternFrom, int m, byte[] text, int from, int n, int atMost) {
        long vp = -1L;
        long vn = 0;
        long d0 = 0;
        long before = 0;
        int distance = m;
        int last = m - 1;
        boolean bounded = atMost < n;
        for (int j = 0; j < n; j++) {
            long equal = table[text[from + j] & 0xff];
            long swap = ((~d0 & equal) << 1) & before;
            d0 = (((equal & vp) + vp) ^ vp) | (equal | vn | swap);
            long notHp = (d0 | vp) & ~vn;
            long hn = d0 & vp;
            distance += 1 - (int) (notHp >>> last & 1) - (int) (hn >>> last & 1);
            if (bounded && distance - (n - 1 - j) > atMost) {
                return atMost + 1;
            }
            notHp <<= 1;
            hn <<= 1;
            vp = hn | (notHp & ~d0);
            vn = d0 & ~notHp;
            before = equal;
        }
        return distance;
    }

    @Override
    int any(String pattern, int patternFrom, int m, String text, int from, int n) {
        int[] beforeLast = new int[n + 1];
        int[] last = new int[n + 1];
        int[] row = new int[n + 1];
        for (int j = 0; j <= n; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= m; i++) {
            row[0] = i;
            char c = pattern.charAt(patternFrom + i - 1);
            for (int j = 1; j <= n; j++) {
                int cost = c == text.charAt(from + j - 1) ? 0 : 1;
                int best = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1
                        && j > 1
                        && c == text.charAt(from + j - 2)
                        && pattern.charAt(patternFrom + i - 2) == text.charAt(from + j - 1)) {
                    best = Math.min(best, beforeLast[j - 2] + 1);
                }
                row[j] = best;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[n];
    }
}
