package org.trano.registry.scoring.simulate;

/**
 * How far a selection misses those it is meant for. With a household's weight w, its membership t in the poor and z in the selection
 * (0 to 1; a fraction where lots decide):
 *
 * <ul>
 *   <li>exclusion error (undercoverage) = 1 − Σ w·t·z / Σ w·t: the share of the poor who are left out;
 *   <li>inclusion error (leakage) = 1 − Σ w·t·z / Σ w·z: the share of those selected who are not poor;
 *   <li>CGH = (Σ w·t·z / Σ w·z) / (Σ w·t / Σ w): how many times more of the benefit reaches the poor than if it were given to
 *       everybody alike (Coady, Grosh and Hoddinott 2004). 1 is no targeting at all.
 * </ul>
 *
 * @param exclusion 0 to 1; 0 where nobody is poor
 * @param inclusion 0 to 1; 0 where nobody is selected
 * @param cgh 0 or more, NaN where nobody is poor or nobody is selected
 */
public record TargetingError(double exclusion, double inclusion, double cgh) {
    /**
     * The errors of a selection.
     *
     * @param poor how far each household belongs to those the programme is meant for, 0 to 1
     * @param selected how far each is selected, 0 to 1
     * @param weights how much each counts: 1 for households, the number of members for persons, times a survey's weight
     * @return the errors
     * @throws IllegalArgumentException if the lengths differ
     */
    public static TargetingError of(double[] poor, double[] selected, double[] weights) {
        if (poor.length != selected.length || poor.length != weights.length) {
            throw new IllegalArgumentException("There are " + poor.length + " households, " + selected.length
                    + " selections and " + weights.length + " weights. Maybe they come from different frames?");
        }
        double all = 0;
        double needy = 0;
        double chosen = 0;
        double both = 0;
        for (int i = 0; i < poor.length; i++) {
            all += weights[i];
            needy += weights[i] * poor[i];
            chosen += weights[i] * selected[i];
            both += weights[i] * poor[i] * selected[i];
        }
        return new TargetingError(
                needy == 0 ? 0 : 1 - both / needy,
                chosen == 0 ? 0 : 1 - both / chosen,
                needy == 0 || chosen == 0 ? Double.NaN : both / chosen / (needy / all));
    }

    /**
     * The poorest share of a population: everybody below the marginal value belongs to it, everybody at it by the same
     * fraction, so that the weights add up to the share exactly. This does not depend on the order of the households.
     *
     * @param welfare a measure of welfare, the poorest lowest, none of them NaN
     * @param weights how much each counts
     * @param share 0 to 1
     * @return the membership of each, 0 to 1
     */
    public static double[] poorest(double[] welfare, double[] weights, double share) {
        require(welfare, weights, share);
        return Ranking.of(welfare).lowest(weights, share);
    }

    /**
     * The poorest share of a population household by household: taken in ascending order while they fit, the household that would cross
     * the share left out, equal values in the order of the rows.
     *
     * @param welfare a measure of welfare, the poorest lowest
     * @param weights how much each counts
     * @param share 0 to 1
     * @return 1 for each that belongs to it, 0 for the others
     */
    public static double[] poorestHouseholds(double[] welfare, double[] weights, double share) {
        require(welfare, weights, share);
        return Ranking.of(welfare).lowestWhole(weights, share);
    }

    private static void require(double[] welfare, double[] weights, double share) {
        if (welfare.length != weights.length || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("There are " + welfare.length + " households and " + weights.length
                    + " weights, and the share is " + share + ". Maybe 0.2 for 20 %?");
        }
    }
}
