package org.trano.registry.scoring.internal.expression;

/**
 * All that a number can be while something is missing. Rounding keeps the order of numbers, so that the ends, worked out by the
 * very operations of the number itself, bound it exactly.
 *
 * @param low the least, NaN where it may be undefined
 * @param high the greatest, NaN where it may be undefined
 */
public record Range(double low, double high) {
    /** Nothing can be said. */
    public static final Range UNDEFINED = new Range(Double.NaN, Double.NaN);

    /**
     * One number.
     *
     * @param value the number, NaN for missing
     * @return the range
     */
    public static Range of(double value) {
        return new Range(value, value);
    }

    /**
     * Whether nothing can be said.
     *
     * @return true where the number may be undefined
     */
    public boolean isUndefined() {
        return Double.isNaN(low) || Double.isNaN(high);
    }

    /**
     * Everything that is in one or the other.
     *
     * @param other another range
     * @return the smallest range that holds both
     */
    public Range or(Range other) {
        return isUndefined() || other.isUndefined()
                ? UNDEFINED
                : new Range(Math.min(low, other.low), Math.max(high, other.high));
    }
}
