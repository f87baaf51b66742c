package org.trano.registry.scoring.simulate;

/**
 * A figure and how sure it is.
 *
 * @param value the figure from the whole sample
 * @param low the lower end of its 95 % interval, NaN where none was asked for
 * @param high the upper end
 */
public record Estimate(double value, double low, double high) {
    /** The share of replicates on each side of an interval. */
    private static final double TAIL = 0.025;

    /** The ends are quantiles of the replicates (percentile method, Efron 1979). */
    static Estimate of(double value, double[] replicates) {
        double[] sorted = java.util.Arrays.stream(replicates)
                .filter(x -> !Double.isNaN(x))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new Estimate(value, Double.NaN, Double.NaN);
        }
        int cut = (int) Math.floor(TAIL * (sorted.length - 1));
        return new Estimate(value, sorted[cut], sorted[sorted.length - 1 - cut]);
    }

    /**
     * Whether there is an interval.
     *
     * @return true where replicates were drawn
     */
    public boolean hasInterval() {
        return !Double.isNaN(low);
    }
}
