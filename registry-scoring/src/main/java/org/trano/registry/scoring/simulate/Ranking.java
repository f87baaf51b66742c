package org.trano.registry.scoring.simulate;

import java.util.Arrays;

/** Households by a value, the lowest first; made once, then asked with any weights in one pass. NaN comes last and is never taken. */
final class Ranking {
    private final int[] order;

    /** The place in {@code order} where each run of equal values ends, for each place. */
    private final int[] ends;

    private final int known;

    private Ranking(int[] order, int[] ends, int known) {
        this.order = order;
        this.ends = ends;
        this.known = known;
    }

    static Ranking of(double[] values) {
        int n = values.length;
        long[] keys = new long[n];
        // The place of its value before the number of its row: equal values keep the order of the rows.
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int row = 0; row < n; row++) {
            keys[row] = (long) lowerBound(sorted, values[row]) << 32 | row;
        }
        Arrays.sort(keys);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = (int) keys[i];
        }
        int known = 0;
        while (known < n && !Double.isNaN(values[order[known]])) {
            known++;
        }
        int[] ends = new int[n];
        for (int i = n - 1; i >= 0; i--) {
            boolean same = i + 1 < n && values[order[i]] == values[order[i + 1]];
            ends[i] = same ? ends[i + 1] : i + 1;
        }
        return new Ranking(order, ends, known);
    }

    private static int lowerBound(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Double.compare(sorted[middle], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int row(int place) {
        return order[place];
    }

    /** Where the run of equal values that begins at a place ends. */
    int end(int place) {
        return ends[place];
    }

    /** How many have a value. */
    int known() {
        return known;
    }

    /** Everybody below the marginal value, and everybody at it by the same fraction: the weights add up to the share exactly. */
    double[] lowest(double[] weights, double share) {
        double left = share * sum(weights);
        double[] member = new double[order.length];
        for (int from = 0; from < known && left > 0; ) {
            int to = ends[from];
            double tied = 0;
            for (int i = from; i < to; i++) {
                tied += weights[order[i]];
            }
            double fraction = tied == 0 ? 0 : Math.min(1, left / tied);
            for (int i = from; i < to; i++) {
                member[order[i]] = fraction;
            }
            left -= tied;
            from = to;
        }
        return member;
    }

    /** Taken one by one while they fit: the household that would cross the share is left out. Equal values in the order of rows. */
    double[] lowestWhole(double[] weights, double share) {
        double limit = share * sum(weights);
        double[] member = new double[order.length];
        double taken = 0;
        for (int i = 0; i < known; i++) {
            taken += weights[order[i]];
            if (taken <= limit) {
                member[order[i]] = 1;
            }
        }
        return member;
    }

    static double sum(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }
}
