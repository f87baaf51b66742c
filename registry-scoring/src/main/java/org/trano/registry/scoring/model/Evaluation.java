package org.trano.registry.scoring.model;

import java.util.Arrays;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.scoring.internal.expression.Truth;

/** What a declared model says of every household of a frame. Immutable and thread-safe. */
public final class Evaluation {
    private final double[] scores;
    private final byte[] eligible;
    private final int[] rules;

    Evaluation(double[] scores, byte[] eligible, int[] rules) {
        this.scores = scores;
        this.eligible = eligible;
        this.rules = rules;
    }

    /**
     * How many households there are.
     *
     * @return the number of rows
     */
    public int size() {
        return scores.length;
    }

    /**
     * The score of a household.
     *
     * @param row its row
     * @return the score, NaN where there is none
     */
    public double score(int row) {
        return scores[row];
    }

    /**
     * All scores.
     *
     * @return a copy, by row, NaN where there is none
     */
    public double[] scores() {
        return scores.clone();
    }

    /**
     * Whether a household qualifies.
     *
     * @param row its row
     * @return yes, no, or maybe where something needed is not known, or the model does not say who qualifies
     */
    public Certainty eligible(int row) {
        return eligible.length == 0 ? Certainty.MAYBE : Truth.certainty(eligible[row]);
    }

    /**
     * Which rules certainly hold for a household.
     *
     * @param row its row
     * @return a bit for each rule in the order of {@link DeclaredModel#rules()}, the first being the lowest
     */
    public int rules(int row) {
        return rules.length == 0 ? 0 : rules[row];
    }

    /** The same bits in all. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Evaluation that
                && Arrays.equals(scores, that.scores)
                && Arrays.equals(eligible, that.eligible)
                && Arrays.equals(rules, that.rules);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(scores);
    }
}
