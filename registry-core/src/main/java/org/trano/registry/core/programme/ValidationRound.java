package org.trano.registry.core.programme;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trano.registry.core.internal.Sorted;

/**
 * What the people of an area said about its list when it was read to them, with the minutes of the meeting: whom they would take
 * off and why, and in which order the waiting list should move up. Immutable.
 *
 * @param area the area
 * @param date the day of the meeting
 * @param women how many women were present
 * @param men how many men were present
 * @param exclusions why a household should not be on the list, by its number
 * @param preferred households of the waiting list in the order in which they should move up; the others follow by rank
 * @param minutes what else was said
 */
public record ValidationRound(
        String area,
        LocalDate date,
        int women,
        int men,
        Map<String, String> exclusions,
        List<String> preferred,
        String minutes) {
    /**
     * Copies the collections, the exclusions in the order of the numbers.
     *
     * @param area the area
     * @param date the day
     * @param women women present
     * @param men men present
     * @param exclusions reasons by household
     * @param preferred the order of the waiting list
     * @param minutes what else was said
     * @throws IllegalArgumentException if nobody was present, or a reason is missing
     */
    public ValidationRound {
        exclusions = Sorted.copy(exclusions);
        preferred = List.copyOf(preferred);
        if (women < 0 || men < 0 || women + men == 0) {
            throw new IllegalArgumentException("Of the meeting of " + area + " it says that " + women + " women and "
                    + men + " men were present. Maybe the numbers were left out?");
        }
        exclusions.forEach((household, reason) -> {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("The household " + household
                        + " cannot be taken off the list without a reason. What was said?");
            }
        });
    }

    /**
     * Begins the minutes of a meeting.
     *
     * @param area the area
     * @param date the day
     * @return a builder
     */
    public static Builder builder(String area, LocalDate date) {
        return new Builder(area, date);
    }

    /** Collects what was said. Not thread-safe. */
    public static final class Builder {
        private final String area;
        private final LocalDate date;
        private final Map<String, String> exclusions = new LinkedHashMap<>();
        private final List<String> preferred = new ArrayList<>();
        private int women;
        private int men;
        private String minutes = "";

        private Builder(String area, LocalDate date) {
            this.area = area;
            this.date = date;
        }

        /**
         * Who was there.
         *
         * @param womenPresent how many women
         * @param menPresent how many men
         * @return this builder
         */
        public Builder present(int womenPresent, int menPresent) {
            this.women = womenPresent;
            this.men = menPresent;
            return this;
        }

        /**
         * Takes a household off the list.
         *
         * @param household its number
         * @param reason why, not blank
         * @return this builder
         */
        public Builder exclude(String household, String reason) {
            exclusions.put(household, reason);
            return this;
        }

        /**
         * Puts a household next on the waiting list.
         *
         * @param household its number
         * @return this builder
         */
        public Builder prefer(String household) {
            preferred.add(household);
            return this;
        }

        /**
         * What else was said.
         *
         * @param text the minutes
         * @return this builder
         */
        public Builder minutes(String text) {
            this.minutes = text;
            return this;
        }

        /**
         * The round.
         *
         * @return the round
         */
        public ValidationRound build() {
            return new ValidationRound(area, date, women, men, exclusions, preferred, minutes);
        }
    }
}
