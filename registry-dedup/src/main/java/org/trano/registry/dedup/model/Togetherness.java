package org.trano.registry.dedup.model;

import java.util.Arrays;
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
        Parallel.forEach(width * width, pair -> {
            if (pair / width < pair % width) {
                together.count(frame, chosen, pair / width, pair % width);
            }
        });
        return together;
    }

    private void count(Frame frame, int[] records, int a, int b) {
        agree[a][b] = -1;
        Field one = frame.fields().get(a);
        Field other = frame.fields().get(b);
        if (!one.kind().isHabit() || !other.kind().isHabit()) {
            return;
        }
        long[] values = new long[records.length];
        long[] inHousehold = new long[records.length];
        int n = 0;
        int members = 0;
        for (int record : records) {
            int x = frame.code(record, a);
            int y = frame.code(record, b);
            if (x != 0 && y != 0) {
                values[n++] = (long) x << Integer.SIZE | y;
                if (frame.household(record) >= 0) {
                    inHousehold[members++] = Mix.of((long) x << Integer.SIZE | y) + Mix.of(~frame.household(record));
                }
            }
        }
        if (n < 2) {
            return;
        }
        double pairs = (double) n * (n - 1) / 2;
        agree[a][b] = (equalPairs(values, n) - equalPairs(inHousehold, members)) / pairs;
        filled[a][b] = (double) n / records.length;
    }

    private static double equalPairs(long[] values, int n) {
        Arrays.sort(values, 0, n);
        double pairs = 0;
        int from = 0;
        for (int i = 1; i <= n; i++) {
            if (i == n || values[i] != values[from]) {
                pairs += (double) (i - from) * (i - from - 1) / 2;
                from = i;
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
