package org.trano.registry.scoring.targeting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is selected, who waits, and who is neither, by row. Immutable and thread-safe.
 */
public final class Selection {
    private final Outcome[] outcomes;
    private final int[] ranks;
    private final boolean[] near;
    private final List<AreaResult> areas;

    Selection(Outcome[] outcomes, int[] ranks, boolean[] near, List<AreaResult> areas) {
        this.outcomes = outcomes;
        this.ranks = ranks;
        this.near = near;
        this.areas = List.copyOf(areas);
    }

    /** The same list with other outcomes, counted anew. */
    Selection with(Outcome[] other, Candidates candidates) {
        Map<String, long[]> counts = new HashMap<>();
        for (int row = 0; row < other.length; row++) {
            long[] count = counts.computeIfAbsent(candidates.area(row), area -> new long[3]);
            count[0] += other[row] == Outcome.SELECTED ? 1 : 0;
            count[1] += other[row] == Outcome.WAITING ? 1 : 0;
            count[2] += other[row] == Outcome.SELECTED ? candidates.load(row) : 0;
        }
        List<AreaResult> recounted = areas.stream()
                .map(area -> {
                    long[] count = counts.getOrDefault(area.area, new long[3]);
                    return new AreaResult(
                            area.area,
                            area.households,
                            area.notRanked,
                            area.quota,
                            count[0],
                            count[1],
                            count[2],
                            area.cutoff,
                            area.tied);
                })
                .toList();
        return new Selection(other, ranks, near, recounted);
    }

    /** What becomes of a household. */
    public enum Outcome {
        /** Within the quota of its area. */
        SELECTED,
        /** Next in line when a place becomes free. */
        WAITING,
        /** Less needy by the score than those selected and waiting. */
        NOT_SELECTED,
        /** Without a score, or of unknown eligibility: it cannot be ranked, and somebody should ask for what is missing. */
        NOT_RANKED,
        /** It does not qualify by the rules of the model, whatever its rank would be. */
        NOT_ELIGIBLE,
        /** The community has taken it off the list, for a reason that stands in the minutes. */
        EXCLUDED
    }

    /**
     * What happened in an area.
     *
     * @param area its code; empty for households without an area
     * @param households how many are registered there
     * @param notRanked how many of them cannot be ranked
     * @param quota how many may be selected, or how many people, or how much money, as the candidates count
     * @param selected how many households are selected
     * @param waiting how many wait
     * @param used what the selected take of the quota
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
            long used,
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
     * Whether a household's score is so near the cut-off of its area that somebody should look at it once more.
     *
     * @param row its row
     * @return true within the review band, on either side
     */
    public boolean isNearCutoff(int row) {
        return near[row];
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
