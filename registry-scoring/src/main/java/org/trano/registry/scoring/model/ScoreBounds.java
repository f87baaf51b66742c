package org.trano.registry.scoring.model;

import org.trano.registry.core.person.Certainty;

/**
 * What a household's score can be, whatever the missing turns out to be. What a model assumes for the missing counts as missing
 * here.
 *
 * @param lowest the lowest, NaN or negative infinity where nothing can be said
 * @param highest the highest, NaN or infinity where nothing can be said
 * @param eligible yes or no where the decision is the same whatever the missing is, or else maybe
 */
public record ScoreBounds(double lowest, double highest, Certainty eligible) {
    /**
     * Whether both ends are known.
     *
     * @return true if the score lies between two numbers
     */
    public boolean isBounded() {
        return Double.isFinite(lowest) && Double.isFinite(highest);
    }
}
