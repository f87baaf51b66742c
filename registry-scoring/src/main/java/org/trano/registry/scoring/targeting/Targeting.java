package org.trano.registry.scoring.targeting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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

    private Targeting(Builder builder) {
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
        int n = households.size();
        if (areas.size() != n || scores.length != n) {
            throw new IllegalArgumentException("There are " + n + " households, " + areas.size() + " areas and "
                    + scores.length + " scores. Maybe they come from different frames?");
        }
        TreeMap<String, List<Integer>> byArea = new TreeMap<>();
        for (int row = 0; row < n; row++) {
            byArea.computeIfAbsent(areas.get(row), area -> new ArrayList<>()).add(row);
        }
        TreeMap<String, Long> registered = new TreeMap<>();
        byArea.forEach((area, rows) -> registered.put(area, (long) rows.size()));
        SortedMap<String, Long> places = quota.byArea(registered);
        Selection.Outcome[] outcomes = new Selection.Outcome[n];
        int[] ranks = new int[n];
        List<Selection.AreaResult> results = new ArrayList<>();
        places.forEach((area, number) -> {
            List<Integer> ranked = new ArrayList<>();
            List<Integer> all = byArea.getOrDefault(area, List.of());
            for (int row : all) {
                if (Double.isNaN(scores[row])) {
                    outcomes[row] = Selection.Outcome.NOT_RANKED;
                } else {
                    ranked.add(row);
                }
            }
            ranked.sort((a, b) -> neediest.compare(scores[a], scores[b]));
            drawLots(ranked, scores, households);
            int selected = (int) Math.min(number, ranked.size());
            int last = (int) Math.min(ranked.size(), selected + (long) Math.ceil(waitingShare * number));
            for (int i = 0; i < ranked.size(); i++) {
                outcomes[ranked.get(i)] = i < selected
                        ? Selection.Outcome.SELECTED
                        : i < last ? Selection.Outcome.WAITING : Selection.Outcome.NOT_SELECTED;
                ranks[ranked.get(i)] = i + 1;
            }
            double cutoff = selected == 0 ? Double.NaN : scores[ranked.get(selected - 1)];
            results.add(new Selection.AreaResult(
                    area,
                    all.size(),
                    all.size() - ranked.size(),
                    number,
                    selected,
                    last - selected,
                    cutoff,
                    ranked.stream().filter(row -> scores[row] == cutoff).count()));
        });
        return new Selection(outcomes, ranks, results);
    }

    /** Puts runs of equal scores in the order of their lots. */
    private void drawLots(List<Integer> ranked, double[] scores, List<String> households) {
        record Lot(int row, byte[] draw, String household) {}
        int from = 0;
        while (from < ranked.size()) {
            int to = from + 1;
            while (to < ranked.size() && scores[ranked.get(to)] == scores[ranked.get(from)]) {
                to++;
            }
            if (to - from > 1) {
                List<Lot> lots = new ArrayList<>();
                for (int row : ranked.subList(from, to)) {
                    lots.add(new Lot(row, draw(households.get(row)), households.get(row)));
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
         * The targeting.
         *
         * @return the targeting
         */
        public Targeting build() {
            return new Targeting(this);
        }
    }
}
