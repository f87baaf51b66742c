package org.trano.registry.dedup.compare;

import java.util.HashMap;
import java.util.Map;

/** The definitions, word by word, over whole tables and without any trick. */
final class Textbook {
    private Textbook() {}

    static int[] points(String text) {
        return text.codePoints().toArray();
    }

    static int levenshtein(String left, String right) {
        return edit(points(left), points(right), false);
    }

    static int alignment(String left, String right) {
        return edit(points(left), points(right), true);
    }

    private static int edit(int[] a, int[] b, boolean swaps) {
        int[][] d = new int[a.length + 1][b.length + 1];
        for (int i = 0; i <= a.length; i++) {
            for (int j = 0; j <= b.length; j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
                if (swaps && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length][b.length];
    }

    static int indel(String left, String right) {
        int[] a = points(left);
        int[] b = points(right);
        int[][] common = new int[a.length + 1][b.length + 1];
        for (int i = 1; i <= a.length; i++) {
            for (int j = 1; j <= b.length; j++) {
                common[i][j] =
                        a[i - 1] == b[j - 1] ? common[i - 1][j - 1] + 1 : Math.max(common[i - 1][j], common[i][j - 1]);
            }
        }
        return a.length + b.length - 2 * common[a.length][b.length];
    }

    /** Lowrance and Wagner (1975). */
    static int damerau(String left, String right) {
        int[] a = points(left);
        int[] b = points(right);
        int far = a.length + b.length;
        int[][] d = new int[a.length + 2][b.length + 2];
        Map<Integer, Integer> lastRow = new HashMap<>();
        d[0][0] = far;
        for (int i = 0; i <= a.length; i++) {
            d[i + 1][0] = far;
            d[i + 1][1] = i;
        }
        for (int j = 0; j <= b.length; j++) {
            d[0][j + 1] = far;
            d[1][j + 1] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            int lastColumn = 0;
            for (int j = 1; j <= b.length; j++) {
                int k = lastRow.getOrDefault(b[j - 1], 0);
                int l = lastColumn;
                int cost = 1;
                if (a[i - 1] == b[j - 1]) {
                    cost = 0;
                    lastColumn = j;
                }
                d[i + 1][j + 1] = Math.min(
                        Math.min(d[i][j] + cost, Math.min(d[i + 1][j], d[i][j + 1]) + 1),
                        d[k][l] + (i - k - 1) + 1 + (j - l - 1));
            }
            lastRow.put(a[i - 1], i);
        }
        return d[a.length + 1][b.length + 1];
    }

    static double jaro(String left, String right) {
        int[] x = points(left);
        int[] y = points(right);
        int[] a = x.length <= y.length ? x : y;
        int[] b = a == x ? y : x;
        if (a.length == 0) {
            return b.length == 0 ? 1 : 0;
        }
        int window = Math.max(b.length / 2 - 1, 0);
        boolean[] inA = new boolean[a.length];
        boolean[] inB = new boolean[b.length];
        double c = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                if (!inA[i] && !inB[j] && a[i] == b[j] && Math.abs(i - j) <= window) {
                    inA[i] = true;
                    inB[j] = true;
                    c++;
                }
            }
        }
        if (c == 0) {
            return 0;
        }
        int displaced = 0;
        int j = 0;
        for (int i = 0; i < a.length; i++) {
            if (inA[i]) {
                while (!inB[j]) {
                    j++;
                }
                displaced += a[i] != b[j++] ? 1 : 0;
            }
        }
        double t = displaced / 2;
        return (c / a.length + c / b.length + (c - t) / c) / 3;
    }

    static double jaroWinkler(String left, String right) {
        int[] a = points(left);
        int[] b = points(right);
        double jaro = jaro(left, right);
        int prefix = 0;
        while (prefix < Math.min(4, Math.min(a.length, b.length)) && a[prefix] == b[prefix]) {
            prefix++;
        }
        return jaro > 0.7 ? jaro + 0.1 * prefix * (1 - jaro) : jaro;
    }
}
