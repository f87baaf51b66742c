package org.trano.registry.dedup.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;

/**
 * What somebody at the desk says of themselves: any part of it may be missing, and any may be wrong. Immutable.
 *
 * <pre>{@code
 * PersonQuery query = PersonQuery.builder()
 *         .name("Afi Mensah")
 *         .age(40, LocalDate.of(2026, 3, 1))
 *         .place("Agoè")
 *         .build();
 * }</pre>
 */
public final class PersonQuery {
    /** Longer texts are refused: no name has that many characters. */
    public static final int LONGEST_TEXT = 1_000;

    private static final int MOST_HITS = 1_000;
    private static final int MOST_VALUES = 20;

    private final List<String> names;
    private final UncertainDate birth;
    private final boolean isAge;
    private final Sex sex;
    private final @Nullable String place;
    private final List<String> phones;
    private final List<String> identifiers;
    private final List<String> members;
    private final int limit;

    private PersonQuery(Builder builder) {
        this.names = List.copyOf(builder.names);
        this.birth = builder.birth;
        this.isAge = builder.isAge;
        this.sex = builder.sex;
        this.place = builder.place;
        this.phones = List.copyOf(builder.phones);
        this.identifiers = List.copyOf(builder.identifiers);
        this.members = List.copyOf(builder.members);
        this.limit = builder.limit;
    }

    /**
     * A query.
     *
     * @return a builder that says nothing yet
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Parts of the name.
     *
     * @return as said
     */
    public List<String> names() {
        return names;
    }

    /**
     * The birth.
     *
     * @return as well as it is known
     */
    public UncertainDate birth() {
        return birth;
    }

    /**
     * Whether the birth follows from a stated age, which is a guess more often than a date is.
     *
     * @return true for an age
     */
    public boolean isAge() {
        return isAge;
    }

    /**
     * The sex.
     *
     * @return {@link Sex#NOT_KNOWN} where nothing was said
     */
    public Sex sex() {
        return sex;
    }

    /**
     * The place.
     *
     * @return name or P-code of a place or of an area around it, or null
     */
    public @Nullable String place() {
        return place;
    }

    /**
     * Telephone numbers.
     *
     * @return as said
     */
    public List<String> phones() {
        return phones;
    }

    /**
     * Other numbers.
     *
     * @return as said
     */
    public List<String> identifiers() {
        return identifiers;
    }

    /**
     * Names of others in the household.
     *
     * @return as said, one for each person
     */
    public List<String> members() {
        return members;
    }

    /**
     * How many answers are wanted at most.
     *
     * @return 1 to 1000
     */
    public int limit() {
        return limit;
    }

    /**
     * Whether nothing is said that could find anybody.
     *
     * @return true if there is no name, birth, place, number or name of a member
     */
    public boolean isEmpty() {
        return names.isEmpty()
                && birth.isUnknown()
                && place == null
                && phones.isEmpty()
                && identifiers.isEmpty()
                && members.isEmpty();
    }

    /** Puts a query together. Blank texts say nothing. Not thread-safe. */
    public static final class Builder {
        private final List<String> names = new ArrayList<>();
        private UncertainDate birth = UncertainDate.UNKNOWN;
        private boolean isAge;
        private Sex sex = Sex.NOT_KNOWN;
        private @Nullable String place;
        private final List<String> phones = new ArrayList<>();
        private final List<String> identifiers = new ArrayList<>();
        private final List<String> members = new ArrayList<>();
        private int limit = 10;

        private Builder() {}

        /**
         * A name or a part of one; may be given several times.
         *
         * @param text given names and surname in any order and script
         * @return this builder
         * @throws IllegalArgumentException if the text is longer than {@link #LONGEST_TEXT}, or this is one too many
         */
        public Builder name(String text) {
            return add(names, text);
        }

        private Builder add(List<String> values, String text) {
            if (requireShort(text).isBlank()) {
                return this;
            }
            if (values.size() == MOST_VALUES) {
                throw new IllegalArgumentException(
                        "More than " + MOST_VALUES + " of one kind are given. Maybe search for one person at a time?");
            }
            values.add(text);
            return this;
        }

        private static String requireShort(String text) {
            if (text.length() > LONGEST_TEXT) {
                throw new IllegalArgumentException("A text of " + text.length()
                        + " characters is too long to be searched for; at most " + LONGEST_TEXT
                        + " are read. Maybe something else was pasted?");
            }
            return text;
        }

        /**
         * The birth.
         *
         * @param date as well as it is known
         * @return this builder
         */
        public Builder birth(UncertainDate date) {
            this.birth = date;
            this.isAge = false;
            return this;
        }

        /**
         * A stated age, taken as a guess.
         *
         * @param years completed years, 0 to 150
         * @param on the day of which that is said
         * @return this builder
         * @throws IllegalArgumentException if the age is outside 0 to 150
         */
        public Builder age(int years, LocalDate on) {
            this.birth = UncertainDate.ofStatedAge(years, on);
            this.isAge = true;
            return this;
        }

        /**
         * The sex.
         *
         * @param value the sex
         * @return this builder
         */
        public Builder sex(Sex value) {
            this.sex = value;
            return this;
        }

        /**
         * Where they live.
         *
         * @param text name or P-code of the place, or of an area around it
         * @return this builder
         * @throws IllegalArgumentException if the text is longer than {@link #LONGEST_TEXT}
         */
        public Builder place(String text) {
            this.place = requireShort(text).isBlank() ? null : text;
            return this;
        }

        /**
         * A telephone number; may be given several times.
         *
         * @param number as said
         * @return this builder
         * @throws IllegalArgumentException if the text is longer than {@link #LONGEST_TEXT}, or this is one too many
         */
        public Builder phone(String number) {
            return add(phones, number);
        }

        /**
         * A number by which others know the person; may be given several times.
         *
         * @param number as said
         * @return this builder
         * @throws IllegalArgumentException if the text is longer than {@link #LONGEST_TEXT}, or this is one too many
         */
        public Builder identifier(String number) {
            return add(identifiers, number);
        }

        /**
         * The name of somebody who lives with the person; may be given several times.
         *
         * @param name the name
         * @return this builder
         * @throws IllegalArgumentException if the text is longer than {@link #LONGEST_TEXT}, or this is one too many
         */
        public Builder member(String name) {
            return add(members, name);
        }

        /**
         * How many answers are wanted; 10 unless told otherwise.
         *
         * @param most 1 to 1000
         * @return this builder
         * @throws IllegalArgumentException if it is outside that
         */
        public Builder limit(int most) {
            if (most < 1 || most > MOST_HITS) {
                throw new IllegalArgumentException(
                        "Between 1 and " + MOST_HITS + " answers can be asked for, not " + most + ". Maybe 10?");
            }
            this.limit = most;
            return this;
        }

        /**
         * The query.
         *
         * @return the query
         */
        public PersonQuery build() {
            return new PersonQuery(this);
        }
    }
}
