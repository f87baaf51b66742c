package org.trano.registry.scoring.targeting;

import java.util.List;

/**
 * Who is selected, who waits, and who is neither, by row. Immutable and thread-safe.
 */
public final class Selection {
    private final Outcome[] outcomes;
    private final int[] ranks;
    private final List<AreaResult> areas;

    Selection(Outcome[] outcomes, int[] ranks, List<AreaResult> areas) {
        this.outcomes = outcomes;
        this.ranks = ranks;
        this.areas = List.copyOf(areas);
    }

    /** What becomes of a household. */
    public enum Outcome {
        /** Within the quota of its area. */
        SELECTED,
        /** Next in line when a place becomes free. */
        WAITING,
        /** Less needy by the score than those selected and waiting. */
        NOT_SELECTED,
        /** Without a score: it cannot be ranked, and somebody should ask for what is missing. */
        NOT_RANKED
    }

    /**
     * What happened in an area.
     *
     * @param area its code; empty for households without an area
     * @param households how many are registered there
     * @param notRanked how many of them have no score
     * @param quota how many may be selected
     * @param selected how many are
     * @param waiting how many wait
     * @param cutoff the score of the last household selected, NaN where none is
     * @param tied how many households have that score; where not all of them are selected, lots have decided
     */
    public record AreaResult(
            String area,
            long households,
            long notRanked,
            long quota,
            long selected,
            long waiting,
            double cutoff,
            long tied) {}

    /**
     * How many households there are.
     *
     * @return the number of rows
     */
    public int size() {
        return outcomes.length;
    }

    /**
     * What becomes of a household.
     *
     * @param row its row
     * @return the outcome
     */
    public Outcome outcome(int row) {
        return outcomes[row];
    }

    /**
     * A household's place in its area, the neediest first.
     *
     * @param row its row
     * @return 1, 2, 3, …; 0 where it has no score
     */
    public int rank(int row) {
        return ranks[row];
    }

    /**
     * How many households have an outcome.
     *
     * @param outcome the outcome
     * @return their number
     */
    public long count(Outcome outcome) {
        long count = 0;
        for (Outcome one : outcomes) {
            count += one == outcome ? 1 : 0;
        }
        return count;
    }

    /**
     * What happened in each area.
     *
     * @return the areas in the order of their codes
     */
    public List<AreaResult> areas() {
        return areas;
    }
}
