package org.trano.registry.dedup;

/**
 * What a person decided about two records after looking at them. It holds whatever the evidence says: records decided to be one person are
 * in one cluster, records decided to be two never are, not even by way of others.
 *
 * @param left one row
 * @param right another
 * @param same whether they are one person
 */
public record Decision(int left, int right, boolean same) {
    /**
     * Checks the rows.
     *
     * @param left one row
     * @param right another
     * @param same whether they are one person
     * @throws IllegalArgumentException if a row is negative, or both are the same one
     */
    public Decision {
        if (left < 0 || right < 0 || left == right) {
            throw new IllegalArgumentException("A decision is about two rows, not " + left + " and " + right
                    + ". Maybe rows were counted from 1?");
        }
    }
}
