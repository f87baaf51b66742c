package org.trano.registry.dedup.compare;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Damerau–Levenshtein distance without restriction: the least number of insertions, deletions, substitutions and swaps of two
 * neighbours, where what was swapped may be edited again (Damerau 1964; Lowrance and Wagner 1975). A metric, unlike
 * {@link OptimalStringAlignment}: from {@code ca} to {@code abc} it is 2 and not 3.
 *
 * <p>Dynamic programming over two rows and a row that remembers where a swap would begin (Zhao and Sahni 2019): time proportional
 * to |a|·|b|, memory to |b|.
 */
public final class DamerauLevenshtein extends EditDistance {
    /** The comparator; it has no settings. */
    public static final DamerauLevenshtein STANDARD = new DamerauLevenshtein();

    private DamerauLevenshtein() {
        super(false);
    }

    @Override
    int largest(int n, int m) {
        return Math.max(n, m);
    }

    @Override
    int word(long[] table, int m, String text, int from, int n, int atMost) {
        throw new AssertionError("There is no bit-parallel way.");
    }

    @Override
    int word(long[] table, byte[] pattern, int patternFrom, int m, byte[] text, int from, int n, int atMost) {
        String codes = new String(text, from, n, StandardCharsets.ISO_8859_1);
        return any(new String(pattern, patternFrom, m, StandardCharsets.ISO_8859_1), 0, m, codes, 0, n);
    }

    /**
     * Cell (i, j) may be reached from cell (k−1, l−1) by swapping a[k] = b[j] with b[l] = a[i] and editing what lies between. Only two
     * kinds of such steps can be shortest: those with nothing between on the side of b (l = j−1), for which {@code start} keeps the
     * cells two columns back at the last row that ended in an equal pair in this column, and those with nothing between on the
     * side of a (k = i−1), for which {@code corner} keeps one cell. Index 0 of the rows stands for column −1, out of reach.
     */
    @Override
    int any(String pattern, int patternFrom, int m, String text, int from, int n) {
        int far = m + n + 1;
        int[] above = new int[n + 2];
        int[] row = new int[n + 2];
        int[] start = new int[n + 2];
        Arrays.fill(start, far);
        for (int j = 0; j <= n; j++) {
            above[j + 1] = j;
        }
        above[0] = far;
        LastRows lastRows = new LastRows();
        for (int i = 1; i <= m; i++) {
            char c = pattern.charAt(patternFrom + i - 1);
            row[0] = far;
            // What the row two above says one column back, before it is written over.
            int twoAbove = row[1];
            row[1] = i;
            int lastColumn = -1;
            int corner = far;
            for (int j = 1; j <= n; j++) {
                char d = text.charAt(from + j - 1);
                int best = Math.min(Math.min(above[j + 1], row[j]) + 1, above[j] + (c == d ? 0 : 1));
                if (c == d) {
                    lastColumn = j;
                    start[j + 1] = above[j - 1];
                    corner = twoAbove;
                } else {
                    int k = lastRows.of(d);
                    if (lastColumn >= 0 && j - lastColumn == 1) {
                        best = Math.min(best, start[j + 1] + (i - k));
                    } else if (lastColumn >= 0 && i - k == 1) {
                        best = Math.min(best, corner + (j - lastColumn));
                    }
                }
                twoAbove = row[j + 1];
                row[j + 1] = best;
            }
            lastRows.put(c, i);
            int[] spare = above;
            above = row;
            row = spare;
        }
        return above[n + 1];
    }

    /** For each character the last row at which the pattern has it. */
    private static final class LastRows {
        private static final int DIRECT = 256;
        private final int[] direct = new int[DIRECT];
        private @Nullable Map<Character, Integer> others;

        /** The row, or −1: where the pattern has not had the character yet, no swap may begin. */
        int of(char c) {
            if (c < DIRECT) {
                return direct[c] - 1;
            }
            return others == null ? -1 : others.getOrDefault(c, -1);
        }

        void put(char c, int row) {
            if (c < DIRECT) {
                direct[c] = row + 1;
                return;
            }
            if (others == null) {
                others = new HashMap<>();
            }
            others.put(c, row);
        }
    }
}
