package org.trano.registry.dedup.model;

import java.util.Arrays;
import java.util.List;
import org.trano.registry.dedup.frame.CountingSort;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.frame.Mix;
import org.trano.registry.dedup.frame.Parallel;

/**
 * How often two records agree in two fields at once, counted exactly from the values: pairs of records of one household left out, for they are never
 * compared. Of a large frame some records are looked at, chosen by their place in it. Immutable.
 */
final class Togetherness {
    private static final int MOST_RECORDS = 100_000;

    /** For two fields, the smaller first: the share of pairs that agree in both, among those that have both; −1 where that says nothing. */
    private final double[][] agree;
    /** The share of records that have both. */
    private final double[][] filled;

    private Togetherness(int width) {
        agree = new double[width][width];
        filled = new double[width][width];
    }

    static Togetherness none(Frame frame) {
        return new Togetherness(frame.fields().size());
    }

    static Togetherness of(Frame frame) {
        int width = frame.fields().size();
        Togetherness together = new Togetherness(width);
        int every = (frame.size() + MOST_RECORDS - 1) / MOST_RECORDS;
        int[] records = new int[(frame.size() + every - 1) / every];
        int size = 0;
        for (int record = 0; record < frame.size(); record++) {
            if (every == 1 || Math.floorMod(Mix.of(record), (long) every) == 0) {
                if (size == records.length) {
                    records = Arrays.copyOf(records, 2 * size);
                }
                records[size++] = record;
            }
        }
        int[] chosen = Arrays.copyOf(records, size);
        int[][] codes = new int[width][size];
        Parallel.forEach(width, f -> Arrays.setAll(codes[f], i -> frame.code(chosen[i], f)));
        int[] households = new int[size];
        Arrays.setAll(households, i -> frame.household(chosen[i]) + 1);
        Parallel.forEach(width, a -> together.count(frame, codes, households, a));
        return together;
    }

    private void count(Frame frame, int[][] codes, int[] households, int a) {
        List<Field> fields = frame.fields();
        int n = households.length;
        int[] byValue = new int[n];
        int valued = CountingSort.sort(codes[a], fields.get(a).dictionary().size(), byValue)[1];
        int[] byHousehold = new int[n];
        int housed = CountingSort.sort(byValue, households, frame.households() + 1, byHousehold)[1];
        int[] anywhere = new int[n];
        for (int b = a + 1; b < codes.length; b++) {
            agree[a][b] = -1;
            if (!fields.get(a).kind().isHabit() || !fields.get(b).kind().isHabit()) {
                continue;
            }
            int both = 0;
            for (int i = 0; i < n; i++) {
                both += codes[a][i] != 0 && codes[b][i] != 0 ? 1 : 0;
            }
            if (both < 2) {
                continue;
            }
            int[] seen = new int[fields.get(b).dictionary().size()];
            long equal = equalPairs(byValue, valued, anywhere, codes[a], codes[b], seen);
            long inHousehold = equalPairs(byHousehold, housed, households, codes[a], codes[b], seen);
            agree[a][b] = (equal - inHousehold) / ((double) both * (both - 1) / 2);
            filled[a][b] = (double) both / n;
        }
    }
    /**
     * How many pairs are equal in two values and stand in one group.
     *
     * @param order records by group and first value
     * @param begin the first that counts
     * @param groups the group of each record
     * @param a the first value of each record, 0 where missing
     * @param b the second
     * @param seen by second value; all 0, before and after
     */
    private static long equalPairs(int[] order, int begin, int[] groups, int[] a, int[] b, int[] seen) {
        long pairs = 0;
        for (int from = begin, to; from < order.length; from = to) {
            int first = order[from];
            to = from + 1;
            while (to < order.length && a[order[to]] == a[first] && groups[order[to]] == groups[first]) {
                to++;
            }
            if (to - from == 1 || a[first] == 0) {
                continue;
            }
            for (int i = from; i < to; i++) {
                int value = b[order[i]];
                pairs += value == 0 ? 0 : seen[value]++;
            }
            for (int i = from; i < to; i++) {
                seen[b[order[i]]] = 0;
            }
        }
        return pairs;
    }

    /** The share of pairs that agree in both fields, the smaller one first; negative where that says nothing. */
    double agree(int a, int b) {
        return agree[a][b];
    }

    /** The share of records that have both. */
    double filled(int a, int b) {
        return filled[a][b];
    }
}
