package org.trano.registry.dedup;

import org.trano.registry.dedup.model.Bits;

/**
 * Two records that are probably one person.
 *
 * @param left the row that stands first in the table
 * @param right the other row
 * @param weight log2 of the odds that they are one person: 0 is even odds, 10 about a thousand to one
 */
public record Match(int left, int right, double weight) {
    /**
     * The probability the model gives.
     *
     * @return 0 to 1
     */
    public double probability() {
        return Bits.probability(weight);
    }
}
