package org.trano.registry.scoring.targeting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trano.registry.core.programme.ValidationRound;
import org.trano.registry.scoring.targeting.Selection.Outcome;

/**
 * Lets communities validate a list. In each area those whom the meeting excludes lose their place, up to a published share of the
 * area's places; the waiting list moves up, first those the meeting prefers in its order, then by rank, as far as places are free.
 * Nobody comes onto the list who was not waiting, and nobody is overtaken who was selected. What was done is told line by line.
 * Immutable and thread-safe.
 */
public final class CommunityValidation {
    private final double mostExcluded;

    private CommunityValidation(double mostExcluded) {
        this.mostExcluded = mostExcluded;
    }

    /**
     * Validation with a limit.
     *
     * @param mostExcluded the share of an area's places that its meeting may take away, 0 to 1, rounded up; Madagascar and others keep it
     *     to a tenth, so that no meeting can turn the list over
     * @return the validation
     */
    public static CommunityValidation limitedTo(double mostExcluded) {
        if (!(mostExcluded >= 0 && mostExcluded <= 1)) {
            throw new IllegalArgumentException("A share of " + mostExcluded + " cannot be. Maybe 0.1 for 10 %?");
        }
        return new CommunityValidation(mostExcluded);
    }

    /** What became of a wish. */
    public enum Action {
        /** The household lost its place. */
        EXCLUDED,
        /** The household moved up from the waiting list. */
        MOVED_UP,
        /** The wish was not followed: more were excluded than the limit allows. */
        OVER_LIMIT,
        /** The wish was not followed: the household is not on the list of this area. */
        NOT_ON_LIST,
        /** The wish was not followed: the household does not wait in this area. */
        NOT_WAITING
    }

    /**
     * A line of the minutes.
     *
     * @param area the area
     * @param date the day of the meeting
     * @param household the household
     * @param action what became of the wish
     * @param reason why it was excluded; empty for others
     */
    public record Line(String area, LocalDate date, String household, Action action, String reason) {}

    /**
     * A validated list.
     *
     * @param selection the list; the excluded are told apart
     * @param minutes what was done, round by round
     */
    public record Validated(Selection selection, List<Line> minutes) {
        /**
         * Copies the list.
         *
         * @param selection the list
         * @param minutes what was done
         */
        public Validated {
            minutes = List.copyOf(minutes);
        }
    }

    /**
     * Applies the rounds of all areas, in the order of their dates within an area.
     *
     * @param candidates whom the list was made of
     * @param selection the list
     * @param rounds the meetings
     * @return the validated list
     */
    public Validated apply(Candidates candidates, Selection selection, Collection<ValidationRound> rounds) {
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < candidates.size(); row++) {
            rows.put(candidates.household(row), row);
        }
        Outcome[] outcomes = new Outcome[selection.size()];
        for (int row = 0; row < outcomes.length; row++) {
            outcomes[row] = selection.outcome(row);
        }
        Map<String, Long> places = new HashMap<>();
        selection.areas().forEach(area -> places.put(area.area(), area.selected()));
        Map<String, Long> excluded = new HashMap<>();
        List<Line> minutes = new ArrayList<>();
        List<ValidationRound> ordered = new ArrayList<>(rounds);
        ordered.sort(Comparator.comparing(ValidationRound::area).thenComparing(ValidationRound::date));
        for (ValidationRound round : ordered) {
            long allowed = (long) Math.ceil(mostExcluded * places.getOrDefault(round.area(), 0L));
            long freed = 0;
            for (Map.Entry<String, String> wish : round.exclusions().entrySet()) {
                Integer row = rows.get(wish.getKey());
                Action action;
                if (row == null || !candidates.area(row).equals(round.area()) || outcomes[row] != Outcome.SELECTED) {
                    action = Action.NOT_ON_LIST;
                } else if (excluded.merge(round.area(), 1L, Long::sum) > allowed) {
                    action = Action.OVER_LIMIT;
                } else {
                    action = Action.EXCLUDED;
                    outcomes[row] = Outcome.EXCLUDED;
                    freed += candidates.load(row);
                }
                minutes.add(new Line(round.area(), round.date(), wish.getKey(), action, wish.getValue()));
            }
            moveUp(candidates, selection, round, rows, outcomes, freed, minutes);
        }
        return new Validated(selection.with(outcomes, candidates), minutes);
    }

    /** Who does not fit into what is free is not skipped for somebody smaller. */
    private static void moveUp(
            Candidates candidates,
            Selection selection,
            ValidationRound round,
            Map<String, Integer> rows,
            Outcome[] outcomes,
            long freed,
            List<Line> minutes) {
        LinkedHashMap<Integer, Boolean> next = new LinkedHashMap<>();
        for (String household : round.preferred()) {
            Integer row = rows.get(household);
            if (row == null || !candidates.area(row).equals(round.area()) || outcomes[row] != Outcome.WAITING) {
                minutes.add(new Line(round.area(), round.date(), household, Action.NOT_WAITING, ""));
            } else {
                next.put(row, true);
            }
        }
        List<Integer> others = new ArrayList<>();
        for (int row = 0; row < outcomes.length; row++) {
            if (outcomes[row] == Outcome.WAITING && candidates.area(row).equals(round.area())) {
                others.add(row);
            }
        }
        others.sort(Comparator.comparingInt(selection::rank));
        others.forEach(row -> next.put(row, true));
        long left = freed;
        for (int row : next.keySet()) {
            if (candidates.load(row) > left) {
                break;
            }
            left -= candidates.load(row);
            outcomes[row] = Outcome.SELECTED;
            minutes.add(new Line(round.area(), round.date(), candidates.household(row), Action.MOVED_UP, ""));
        }
    }
}
