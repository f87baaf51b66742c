package org.trano.registry.scoring.targeting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.scoring.model.Neediest;

/**
 * Makes a list out of scores: in each area the neediest households up to its quota are selected, the next ones wait.
 *
 * <p><b>Ties.</b> Households with equal scores are put in the order of lots anybody can draw again: the SHA-256 of the lottery's
 * word, a line feed and the household's number, as an unsigned number, smallest first. Publish the word after registration
 * has closed (the date and place of a public draw, a number drawn there), and nobody can choose a winning number. The result does not
 * depend on the order of the rows.
 *
 * <p>Immutable and thread-safe. Time grows as n log n with the households of an area.
 */
public final class Targeting {
    private final Quota quota;
    private final double waitingShare;
    private final String lottery;
    private final double reviewBand;

    private Targeting(Builder builder) {
        this.reviewBand = builder.reviewBand;
        this.quota = builder.quota;
        this.waitingShare = builder.waitingShare;
        this.lottery = builder.lottery;
    }

    /**
     * Selection by quota.
     *
     * @param quota how many in each area
     * @return a builder: a tenth of the quota waits, the lottery's word is empty
     */
    public static Builder builder(Quota quota) {
        return new Builder(quota);
    }

    /**
     * Selects.
     *
     * @param households the number of each household, by row; each once
     * @param areas the area of each household, empty where it has none (these are an area of their own)
     * @param scores the score of each household, NaN where it has none
     * @param neediest which end of the scores is served first
     * @return the selection, by row
     * @throws IllegalArgumentException if the three do not have the same length
     */
    public Selection select(List<String> households, List<String> areas, double[] scores, Neediest neediest) {
        return select(Candidates.of(households, areas, scores, neediest));
    }

    /**
     * Selects. Who does not fit into what is left of a quota ends the list: nobody smaller is put before them.
     *
     * @param candidates the households
     * @return the selection, by row
     */
    public Selection select(Candidates candidates) {
        int n = candidates.size();
        TreeMap<String, List<Integer>> byArea = new TreeMap<>();
        TreeMap<String, Long> registered = new TreeMap<>();
        for (int row = 0; row < n; row++) {
            byArea.computeIfAbsent(candidates.area(row), area -> new ArrayList<>())
                    .add(row);
            registered.merge(candidates.area(row), candidates.load(row), Math::addExact);
        }
        SortedMap<String, Long> places = quota.byArea(registered);
        Selection.Outcome[] outcomes = new Selection.Outcome[n];
        int[] ranks = new int[n];
        boolean[] near = new boolean[n];
        List<Selection.AreaResult> results = new ArrayList<>();
        places.forEach((area, number) -> {
            List<Integer> all = byArea.getOrDefault(area, List.of());
            List<Integer> ranked = ranked(all, candidates, outcomes);
            int notRanked = 0;
            for (int row : all) {
                notRanked += outcomes[row] == Selection.Outcome.NOT_RANKED ? 1 : 0;
            }
            long used = 0;
            int selected = 0;
            while (selected < ranked.size() && used + candidates.load(ranked.get(selected)) <= number) {
                used += candidates.load(ranked.get(selected++));
            }
            double line = Math.ceil(waitingShare * number);
            long waits = 0;
            int last = selected;
            while (last < ranked.size() && waits < line) {
                waits += candidates.load(ranked.get(last++));
            }
            double cutoff = selected == 0 ? Double.NaN : candidates.score(ranked.get(selected - 1));
            long tied = 0;
            for (int i = 0; i < ranked.size(); i++) {
                int row = ranked.get(i);
                outcomes[row] = i < selected
                        ? Selection.Outcome.SELECTED
                        : i < last ? Selection.Outcome.WAITING : Selection.Outcome.NOT_SELECTED;
                ranks[row] = i + 1;
                near[row] = Math.abs(candidates.score(row) - cutoff) <= reviewBand;
                tied += candidates.score(row) == cutoff ? 1 : 0;
            }
            results.add(new Selection.AreaResult(
                    area, all.size(), notRanked, number, selected, last - selected, used, cutoff, tied));
        });
        return new Selection(outcomes, ranks, near, results);
    }

    /** Those of an area who can be ranked, the neediest first; what becomes of the others is settled. */
    private List<Integer> ranked(List<Integer> all, Candidates candidates, Selection.Outcome[] outcomes) {
        List<Integer> ranked = new ArrayList<>();
        for (int row : all) {
            Certainty eligible = candidates.eligible(row);
            if (eligible == Certainty.NO) {
                outcomes[row] = Selection.Outcome.NOT_ELIGIBLE;
            } else if (eligible == Certainty.MAYBE || Double.isNaN(candidates.score(row))) {
                outcomes[row] = Selection.Outcome.NOT_RANKED;
            } else {
                ranked.add(row);
            }
        }
        ranked.sort((a, b) -> candidates.neediest().compare(candidates.score(a), candidates.score(b)));
        drawLots(ranked, candidates);
        return ranked;
    }

    /** Puts runs of equal scores in the order of their lots. */
    private void drawLots(List<Integer> ranked, Candidates candidates) {
        record Lot(int row, byte[] draw, String household) {}
        int from = 0;
        while (from < ranked.size()) {
            int to = from + 1;
            while (to < ranked.size() && candidates.score(ranked.get(to)) == candidates.score(ranked.get(from))) {
                to++;
            }
            if (to - from > 1) {
                List<Lot> lots = new ArrayList<>();
                for (int row : ranked.subList(from, to)) {
                    lots.add(new Lot(row, draw(candidates.household(row)), candidates.household(row)));
                }
                lots.sort((a, b) -> {
                    int order = java.util.Arrays.compareUnsigned(a.draw, b.draw);
                    return order != 0 ? order : a.household.compareTo(b.household);
                });
                for (int i = 0; i < lots.size(); i++) {
                    ranked.set(from + i, lots.get(i).row);
                }
            }
            from = to;
        }
    }

    private byte[] draw(String household) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((lottery + "\n").getBytes(StandardCharsets.UTF_8));
            return sha.digest(household.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }

    /** Settings. Not thread-safe. */
    public static final class Builder {
        private final Quota quota;
        private double waitingShare = 0.1;
        private String lottery = "";
        private double reviewBand = -1;

        private Builder(Quota quota) {
            this.quota = quota;
        }

        /**
         * How many wait, as a share of the quota of their area, rounded up; a tenth unless told otherwise.
         *
         * @param share 0 or more
         * @return this builder
         */
        public Builder waiting(double share) {
            if (!(share >= 0 && share <= 100)) {
                throw new IllegalArgumentException(
                        "A waiting list of " + share + " times the quota cannot be. Maybe 0.1 for a tenth?");
            }
            this.waitingShare = share;
            return this;
        }

        /**
         * The word from which lots among equals are drawn.
         *
         * @param word what was published
         * @return this builder
         */
        public Builder lottery(String word) {
            this.lottery = word;
            return this;
        }

        /**
         * How near the cut-off a score has to be for somebody to look at the household once more: the standard error of the model, for
         * example. Nothing is marked unless this is said.
         *
         * @param width 0 or more, in the unit of the scores
         * @return this builder
         */
        public Builder reviewBand(double width) {
            if (!(width >= 0) || Double.isInfinite(width)) {
                throw new IllegalArgumentException("A review band of " + width + " cannot be. Maybe 0.1?");
            }
            this.reviewBand = width;
            return this;
        }

        /**
         * The targeting.
         *
         * @return the targeting
         */
        public Targeting build() {
            return new Targeting(this);
        }
    }
}
