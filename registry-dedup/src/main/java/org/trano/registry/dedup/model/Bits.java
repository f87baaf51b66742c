package org.trano.registry.dedup.model;

/**
 * Logarithms and powers to base 2 for weights, the same on every machine: tables made by {@link StrictMath}, and products and sums of
 * numbers from them.
 */
public final class Bits {
    private static final double LN2 = StrictMath.log(2);
    /** Steps of a table to one bit. */
    private static final int STEPS = 256;
    /** Below this many bits one plus a power is one. */
    private static final int LOWEST = 40;
    /** Two to this is still a number, and certain enough. */
    private static final double MOST = 1000;

    private static final double[] POWERS = new double[STEPS];
    private static final double[] ONE_PLUS = new double[LOWEST * STEPS + 2];

    static {
        for (int step = 0; step < STEPS; step++) {
            POWERS[step] = StrictMath.pow(2, (double) step / STEPS);
        }
        for (int step = 0; step < ONE_PLUS.length; step++) {
            ONE_PLUS[step] = log2(1 + StrictMath.pow(2, -(double) step / STEPS));
        }
    }

    private Bits() {}

    /**
     * A logarithm to base 2.
     *
     * @param x above zero
     * @return log2(x)
     */
    public static double log2(double x) {
        return StrictMath.log(x) / LN2;
    }

    /**
     * The probability of what has these odds.
     *
     * @param odds log2 of the odds
     * @return 0 to 1
     */
    public static double probability(double odds) {
        return 1 / (1 + exp2(-odds));
    }

    /**
     * A power of two, right to eleven digits.
     *
     * @param bits the exponent; one further from zero than a thousand is taken as a thousand
     * @return 2 to the power of it
     */
    public static double exp2(double bits) {
        double scaled = Math.max(-MOST, Math.min(bits, MOST)) * STEPS;
        double floor = Math.floor(scaled);
        long step = (long) floor;
        double rest = (scaled - floor) * (LN2 / STEPS);
        double near = 1 + rest * (1 + rest * (0.5 + rest * (1.0 / 6)));
        return Math.scalb(
                POWERS[(int) Math.floorMod(step, (long) STEPS)] * near, (int) Math.floorDiv(step, (long) STEPS));
    }

    /**
     * The logarithm of the sum of two powers, right to six decimals.
     *
     * @param a one exponent
     * @param b the other
     * @return log2(2^a + 2^b)
     */
    public static double log2Sum(double a, double b) {
        double high = Math.max(a, b);
        double apart = (high - Math.min(a, b)) * STEPS;
        if (!(apart < LOWEST * STEPS)) {
            return high;
        }
        int step = (int) apart;
        double rest = apart - step;
        return high + ONE_PLUS[step] * (1 - rest) + ONE_PLUS[step + 1] * rest;
    }
}
