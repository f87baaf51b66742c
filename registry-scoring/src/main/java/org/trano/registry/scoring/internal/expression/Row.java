package org.trano.registry.scoring.internal.expression;

import org.jspecify.annotations.Nullable;

/** The indicators of one household, what a model assumes for the missing included. */
public interface Row {
    /**
     * A number.
     *
     * @param column of a numeric indicator
     * @return the number, NaN where missing
     */
    double number(int column);

    /**
     * A code.
     *
     * @param column of a coded indicator
     * @return the code, null where missing
     */
    @Nullable
    String code(int column);

    /**
     * What a number can be.
     *
     * @param column of a numeric indicator
     * @return the number alone, or all it might be where it is missing
     */
    default Range range(int column) {
        return Range.of(number(column));
    }

    /**
     * Whether nothing is known of an indicator.
     *
     * @param column its column
     * @return true if it is missing and nothing is assumed instead
     */
    default boolean isMissing(int column) {
        return false;
    }
}
