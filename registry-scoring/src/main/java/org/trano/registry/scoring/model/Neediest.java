package org.trano.registry.scoring.model;

/** Which end of a model's scores holds the neediest households. */
public enum Neediest {
    /** The lower the score, the needier: predicted consumption, poverty scorecards. */
    LOWEST,
    /** The higher the score, the needier: counts of deprivations, points of vulnerability. */
    HIGHEST;

    /**
     * The order in which households are served.
     *
     * @param one a score, not NaN
     * @param other another
     * @return negative if the first is needier, positive if the second is, 0 if they are equal
     */
    public int compare(double one, double other) {
        return this == LOWEST ? Double.compare(one, other) : Double.compare(other, one);
    }
}
