package org.trano.registry.scoring.targeting;

import java.util.Arrays;
import java.util.List;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.scoring.model.Evaluation;
import org.trano.registry.scoring.model.Neediest;

/**
 * The households a list is made of, by row: where they live, their scores, what each takes of a quota, and who may be selected at all.
 * Immutable and thread-safe.
 */
public final class Candidates {
    private final List<String> households;
    private final List<String> areas;
    private final double[] scores;
    private final Neediest neediest;
    private final long[] loads;
    private final Certainty[] eligible;

    private Candidates(
            List<String> households,
            List<String> areas,
            double[] scores,
            Neediest neediest,
            long[] loads,
            Certainty[] eligible) {
        this.households = households;
        this.areas = areas;
        this.scores = scores;
        this.neediest = neediest;
        this.loads = loads;
        this.eligible = eligible;
    }

    /**
     * Households that each take one place, and may all be selected.
     *
     * @param households the number of each, by row; each once
     * @param areas the area of each, empty where it has none (these are an area of their own)
     * @param scores the score of each, NaN where it has none
     * @param neediest which end of the scores is served first
     * @return the candidates
     * @throws IllegalArgumentException if the three do not have the same length
     */
    public static Candidates of(List<String> households, List<String> areas, double[] scores, Neediest neediest) {
        int n = households.size();
        if (areas.size() != n || scores.length != n) {
            throw new IllegalArgumentException("There are " + n + " households, " + areas.size() + " areas and "
                    + scores.length + " scores. Maybe they come from different frames?");
        }
        long[] ones = new long[n];
        Arrays.fill(ones, 1);
        Certainty[] all = new Certainty[n];
        Arrays.fill(all, Certainty.YES);
        return new Candidates(List.copyOf(households), List.copyOf(areas), scores.clone(), neediest, ones, all);
    }

    /**
     * The same, each taking so much of the quota: its people, or what it would cost in the smallest unit of money.
     *
     * @param perHousehold 0 or more, by row
     * @return candidates whose quotas are counted so
     */
    public Candidates counting(long[] perHousehold) {
        if (perHousehold.length != size() || Arrays.stream(perHousehold).anyMatch(load -> load < 0)) {
            throw new IllegalArgumentException("What households take of a quota is 0 or more, one number for each of "
                    + size() + ". Maybe it comes from another frame?");
        }
        return new Candidates(households, areas, scores, neediest, perHousehold.clone(), eligible);
    }

    /**
     * The same, of whom only those may be selected who qualify by a model. Of whom this is not known, somebody should ask.
     *
     * @param decisions what the model says, by row
     * @return candidates of whom some cannot be selected
     */
    public Candidates eligible(Evaluation decisions) {
        if (decisions.size() != size()) {
            throw new IllegalArgumentException("There are " + size() + " households and " + decisions.size()
                    + " decisions. Maybe they come from different frames?");
        }
        Certainty[] all = new Certainty[size()];
        for (int row = 0; row < all.length; row++) {
            all[row] = decisions.eligible(row);
        }
        return new Candidates(households, areas, scores, neediest, loads, all);
    }

    /**
     * How many there are.
     *
     * @return the number of rows
     */
    public int size() {
        return households.size();
    }

    /**
     * A household's number.
     *
     * @param row its row
     * @return its number
     */
    public String household(int row) {
        return households.get(row);
    }

    /**
     * Where a household lives.
     *
     * @param row its row
     * @return the area, empty where it has none
     */
    public String area(int row) {
        return areas.get(row);
    }

    /**
     * A household's score.
     *
     * @param row its row
     * @return the score, NaN where it has none
     */
    public double score(int row) {
        return scores[row];
    }

    /**
     * What a household takes of a quota.
     *
     * @param row its row
     * @return 1, its people, or its cost
     */
    public long load(int row) {
        return loads[row];
    }

    /**
     * Whether a household may be selected.
     *
     * @param row its row
     * @return yes, no, or maybe where it is not known
     */
    public Certainty eligible(int row) {
        return eligible[row];
    }

    /**
     * Which end of the scores is served first.
     *
     * @return lowest or highest
     */
    public Neediest neediest() {
        return neediest;
    }
}
