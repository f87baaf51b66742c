package org.trano.registry.scoring.targeting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.targeting.Selection.Outcome;

/**
 * A household that was on the list and no longer is, who has its place now, and why. In each area those who lost their place, the
 * neediest first, are set beside those who gained one, in the order of their ranks.
 *
 * @param area the area in which it had its place
 * @param household its number
 * @param by who has a place now and had none, or null where there are fewer places
 * @param reason what has changed
 * @param rankBefore its rank before
 * @param rankAfter its rank now, 0 where it has none
 * @param scoreBefore its score before
 * @param scoreAfter its score now, NaN where it has none
 */
public record Displacement(
        String area,
        String household,
        @Nullable String by,
        Reason reason,
        int rankBefore,
        int rankAfter,
        double scoreBefore,
        double scoreAfter) {
    /** What has changed. The first that applies is told. */
    public enum Reason {
        /** The household is no longer registered. */
        GONE,
        /** It lives elsewhere now. */
        MOVED,
        /** It has no score any more, or it is not known whether it qualifies. */
        NOT_RANKED,
        /** It no longer qualifies by the rules. */
        NOT_ELIGIBLE,
        /** The community has excluded it. */
        EXCLUDED,
        /** Its own score has changed, and others are needier now. */
        OWN_SCORE,
        /** Somebody is needier who was not registered before, or not there. */
        NEWCOMER,
        /** Somebody's score has changed and is needier now. */
        OTHER_SCORE,
        /** There are fewer places. */
        QUOTA
    }

    /**
     * Who was displaced between two lists.
     *
     * @param before whom the first list was made of
     * @param first the first list
     * @param after whom the second list was made of
     * @param second the second list
     * @return the displaced, area by area, the neediest first
     */
    public static List<Displacement> between(Candidates before, Selection first, Candidates after, Selection second) {
        Map<String, Integer> rowsBefore = rows(before);
        Map<String, Integer> rowsAfter = rows(after);
        TreeMap<String, List<Integer>> lost = new TreeMap<>();
        for (int row = 0; row < before.size(); row++) {
            if (first.outcome(row) == Outcome.SELECTED) {
                Integer now = rowsAfter.get(before.household(row));
                if (now == null || second.outcome(now) != Outcome.SELECTED) {
                    lost.computeIfAbsent(before.area(row), area -> new ArrayList<>())
                            .add(row);
                }
            }
        }
        Map<String, List<Integer>> gained = new HashMap<>();
        for (int row = 0; row < after.size(); row++) {
            if (second.outcome(row) == Outcome.SELECTED) {
                Integer then = rowsBefore.get(after.household(row));
                if (then == null
                        || first.outcome(then) != Outcome.SELECTED
                        || !before.area(then).equals(after.area(row))) {
                    gained.computeIfAbsent(after.area(row), area -> new ArrayList<>())
                            .add(row);
                }
            }
        }
        List<Displacement> all = new ArrayList<>();
        lost.forEach((area, rows) -> {
            rows.sort(Comparator.comparingInt(first::rank));
            List<Integer> others = gained.getOrDefault(area, new ArrayList<>());
            others.sort(Comparator.comparingInt(second::rank));
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.get(i);
                String household = before.household(row);
                Integer now = rowsAfter.get(household);
                Integer other = i < others.size() ? others.get(i) : null;
                Integer otherThen = other == null ? null : rowsBefore.get(after.household(other));
                double scoreAfter = now == null ? Double.NaN : after.score(now);
                all.add(new Displacement(
                        area,
                        household,
                        other == null ? null : after.household(other),
                        now == null
                                ? Reason.GONE
                                : reason(area, after, second, now, before.score(row), other, before, otherThen),
                        first.rank(row),
                        now == null ? 0 : second.rank(now),
                        before.score(row),
                        scoreAfter));
            }
        });
        return all;
    }

    private static Reason reason(
            String area,
            Candidates after,
            Selection second,
            int now,
            double scoreBefore,
            @Nullable Integer other,
            Candidates before,
            @Nullable Integer otherThen) {
        if (!after.area(now).equals(area)) {
            return Reason.MOVED;
        }
        switch (second.outcome(now)) {
            case NOT_RANKED -> {
                return Reason.NOT_RANKED;
            }
            case NOT_ELIGIBLE -> {
                return Reason.NOT_ELIGIBLE;
            }
            case EXCLUDED -> {
                return Reason.EXCLUDED;
            }
            default -> {
                // It stands on the list, only too far down.
            }
        }
        if (after.neediest().compare(scoreBefore, after.score(now)) < 0) {
            return Reason.OWN_SCORE;
        }
        if (other == null) {
            return Reason.QUOTA;
        }
        return otherThen == null || !before.area(otherThen).equals(area) ? Reason.NEWCOMER : Reason.OTHER_SCORE;
    }

    private static Map<String, Integer> rows(Candidates of) {
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < of.size(); row++) {
            rows.put(of.household(row), row);
        }
        return rows;
    }
}
