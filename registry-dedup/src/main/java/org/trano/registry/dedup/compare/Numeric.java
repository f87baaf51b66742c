package org.trano.registry.dedup.compare;

/**
 * How alike two numbers are, from 0 to 1, by one of two usual definitions:
 *
 * <ul>
 *   <li>{@link #linear}: {@code 1 − |a − b| / reach}, and 0 from a difference of {@code reach} on (the linear function of Christen 2012,
 *       Data Matching, 5.10);
 *   <li>{@link #RELATIVE}: {@code 1 − |a − b| / max(|a|, |b|)}, 0 for numbers of different sign, 1 for two zeros: ten per cent are ten per cent for
 *       small amounts and for large ones.
 * </ul>
 *
 * <p>Symmetric, immutable, thread-safe, without allocation.
 */
public final class Numeric {
    /** By the larger of the two amounts. */
    public static final Numeric RELATIVE = new Numeric(0);

    /** 0 for the relative comparison. */
    private final double reach;

    private Numeric(double reach) {
        this.reach = reach;
    }

    /**
     * Compares by the difference.
     *
     * @param reach the difference from which on two numbers have nothing in common, in their unit; above 0
     * @return the comparator
     * @throws IllegalArgumentException if reach is not a finite number above 0
     */
    public static Numeric linear(double reach) {
        if (!(reach > 0) || Double.isInfinite(reach)) {
            throw new IllegalArgumentException("A reach of " + reach
                    + " cannot be. Maybe the difference at which two values are surely different?");
        }
        return new Numeric(reach);
    }

    /**
     * Compares.
     *
     * @param left one number
     * @param right the other
     * @return 0 to 1; 1 for equal numbers
     * @throws IllegalArgumentException if one is not a finite number: leave out what is missing
     */
    public double similarity(double left, double right) {
        if (!Double.isFinite(left) || !Double.isFinite(right)) {
            throw new IllegalArgumentException("Cannot compare " + left + " with " + right
                    + ". Maybe a value is missing: then do not compare it.");
        }
        if (left == right) {
            return 1;
        }
        // Divided first: the difference of two large numbers may be beyond what a double holds.
        double scale = reach > 0 ? reach : Math.max(Math.abs(left), Math.abs(right));
        return Math.max(0, 1 - Math.abs(left / scale - right / scale));
    }
}
