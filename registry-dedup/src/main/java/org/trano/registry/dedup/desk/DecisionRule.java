package org.trano.registry.dedup.desk;

import org.trano.registry.dedup.model.Bits;
import org.trano.registry.dedup.search.SearchHit;
import org.trano.registry.dedup.search.SearchResult;

/**
 * When somebody is certainly known, certainly new, or must be looked at: the three-way decision of Fellegi and Sunter (1969), by stated rates of error. Of
 * those called known at most one share is somebody else, of those called new at most another share is in the registry; in between a person decides. Immutable.
 *
 * @param best how far the model's odds for the best answer hold
 * @param known how far its odds that somebody is in the registry hold
 * @param wrongKnown the share of those called known who may be somebody else, more than 0, less than 0.5
 * @param wrongNew the share of those called new who may be in the registry, more than 0, less than 0.5
 */
public record DecisionRule(Calibration best, Calibration known, double wrongKnown, double wrongNew) {
    // Fitted to searches in generated registers of the four countries: docs/desk.md.
    private static final DecisionRule STANDARD =
            new DecisionRule(new Calibration(1.2, 0.75), new Calibration(1.4, 0.7), 0.005, 0.02);

    private static final double LEAST = 0x1p-52;

    /**
     * Checks the rates.
     *
     * @param best how far the odds for the best answer hold
     * @param known how far the odds of being in the registry hold
     * @param wrongKnown the share of wrong answers among those called known
     * @param wrongNew the share of wrong answers among those called new
     */
    public DecisionRule {
        for (double rate : new double[] {wrongKnown, wrongNew}) {
            if (!(rate > 0 && rate < 0.5)) {
                throw new IllegalArgumentException(
                        "A rate of error of " + rate + " cannot be asked for. Maybe 0.005, five in a thousand?");
            }
        }
    }

    /**
     * What is usual: of those called known at most five in a thousand are somebody else, of those called new at most two in a hundred are in the
     * registry.
     *
     * @return the rule
     */
    public static DecisionRule standard() {
        return STANDARD;
    }

    /**
     * This rule with other rates of error.
     *
     * @param ofKnown the share of those called known who may be somebody else
     * @param ofNew the share of those called new who may be in the registry
     * @return a new rule
     */
    public DecisionRule errors(double ofKnown, double ofNew) {
        return new DecisionRule(best, known, ofKnown, ofNew);
    }

    /**
     * The answer to a search.
     *
     * @param result what was found
     * @return whether they are known
     */
    public Recognised decide(SearchResult result) {
        double isKnown = known.probability(logOdds(result.known()));
        if (result.hits().isEmpty()) {
            return new Recognised(answer(0, isKnown), isKnown, 0, result.hits());
        }
        double isBest = Math.min(isKnown, probability(result.hits().get(0)));
        return new Recognised(answer(isBest, isKnown), isKnown, isBest, result.hits());
    }

    /**
     * The probability that somebody found is the one looked for, as it holds.
     *
     * @param hit somebody found
     * @return 0 to 1
     */
    public double probability(SearchHit hit) {
        return best.probability(logOdds(hit.probability()));
    }

    private Recognition answer(double isBest, double isKnown) {
        if (isBest >= 1 - wrongKnown) {
            return Recognition.KNOWN;
        }
        return isKnown <= wrongNew ? Recognition.NEW : Recognition.LOOK;
    }

    /** In bits, never infinite. */
    static double logOdds(double probability) {
        double p = Math.max(LEAST, Math.min(1 - LEAST, probability));
        return Bits.log2(p / (1 - p));
    }
}
