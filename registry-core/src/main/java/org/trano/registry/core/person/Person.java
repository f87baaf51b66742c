package org.trano.registry.core.person;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.code.Code;

/**
 * One person as they are known. Only the id is certain; everything else may be missing, and a person without any paper is
 * still a person.
 *
 * @param id who this is
 * @param name the name, or null where none is known
 * @param sex the sex, {@link Sex#NOT_KNOWN} where not known
 * @param birth the birth date as well as it is known
 * @param phones telephone numbers as written; may be shared with others
 * @param identifiers numbers under which others know this person
 * @param otherNames the same name in another script, a name at birth, a name in daily use
 * @param missingIdentifiers papers this person is known not to have
 * @param functioning difficulties in daily life, or null where nobody asked
 * @param displacement a code of {@link org.trano.registry.core.code.CodeList#DISPLACEMENT_STATUS}, or null where nobody asked
 * @param maritalStatus a code of {@link org.trano.registry.core.code.CodeList#MARITAL_STATUS}, or null where nobody asked
 * @param death the date of death as well as it is known, or null for the living
 */
public record Person(
        PersonId id,
        @Nullable PersonName name,
        Sex sex,
        UncertainDate birth,
        List<String> phones,
        List<Identifier> identifiers,
        List<PersonName> otherNames,
        List<MissingIdentifier> missingIdentifiers,
        @Nullable Functioning functioning,
        @Nullable Code displacement,
        @Nullable Code maritalStatus,
        @Nullable UncertainDate death) {
    /**
     * Copies the lists, so that nobody changes a person from outside.
     *
     * @param id who this is
     * @param name the name or null
     * @param sex the sex
     * @param birth the birth date
     * @param phones telephone numbers
     * @param identifiers numbers of others
     * @param otherNames further names
     * @param missingIdentifiers papers that are missing
     * @param functioning difficulties or null
     * @param displacement displacement status or null
     * @param maritalStatus marital status or null
     * @param death date of death or null
     */
    public Person {
        phones = List.copyOf(phones);
        identifiers = List.copyOf(identifiers);
        otherNames = List.copyOf(otherNames);
        missingIdentifiers = List.copyOf(missingIdentifiers);
    }

    /**
     * A living person of whom only this is known.
     *
     * @param id who this is
     * @param name the name or null
     * @param sex the sex
     * @param birth the birth date
     * @param phones telephone numbers
     * @param identifiers numbers of others
     */
    public Person(
            PersonId id,
            @Nullable PersonName name,
            Sex sex,
            UncertainDate birth,
            List<String> phones,
            List<Identifier> identifiers) {
        this(id, name, sex, birth, phones, identifiers, List.of(), List.of(), null, null, null, null);
    }

    /**
     * A person of whom nothing is known yet but who they are.
     *
     * @param id who
     * @return a builder
     */
    public static Builder builder(PersonId id) {
        return new Builder(id);
    }

    /**
     * A builder that begins with this person.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(id);
        builder.name = name;
        builder.sex = sex;
        builder.birth = birth;
        builder.phones.addAll(phones);
        builder.identifiers.addAll(identifiers);
        builder.otherNames.addAll(otherNames);
        builder.missingIdentifiers.addAll(missingIdentifiers);
        builder.functioning = functioning;
        builder.displacement = displacement;
        builder.maritalStatus = maritalStatus;
        builder.death = death;
        return builder;
    }

    /**
     * The first identifier of a type.
     *
     * @param type for example {@link Identifier#NATIONAL_ID}
     * @return its value, or null where there is none
     */
    public @Nullable String identifier(String type) {
        for (Identifier identifier : identifiers) {
            if (identifier.type().equals(type)) {
                return identifier.value();
            }
        }
        return null;
    }

    /**
     * Whether others know this person by a number.
     *
     * @param number the number
     * @return true if one of the identifiers is {@link Identifier#isSameNumber(Identifier) the same number}
     */
    public boolean hasNumber(Identifier number) {
        for (Identifier identifier : identifiers) {
            if (identifier.isSameNumber(number)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether this person is alive, as far as we know.
     *
     * @return true if no death is recorded
     */
    public boolean isAlive() {
        return death == null;
    }

    /** Puts a person together. Not thread-safe. */
    public static final class Builder {
        private final PersonId id;
        private @Nullable PersonName name;
        private Sex sex = Sex.NOT_KNOWN;
        private UncertainDate birth = UncertainDate.UNKNOWN;
        private final List<String> phones = new ArrayList<>();
        private final List<Identifier> identifiers = new ArrayList<>();
        private final List<PersonName> otherNames = new ArrayList<>();
        private final List<MissingIdentifier> missingIdentifiers = new ArrayList<>();
        private @Nullable Functioning functioning;
        private @Nullable Code displacement;
        private @Nullable Code maritalStatus;
        private @Nullable UncertainDate death;

        private Builder(PersonId id) {
            this.id = id;
        }

        /**
         * The name.
         *
         * @param value the name, or null where none is known
         * @return this builder
         */
        public Builder name(@Nullable PersonName value) {
            this.name = value;
            return this;
        }

        /**
         * One more name.
         *
         * @param value in another script, or for another use
         * @return this builder
         */
        public Builder otherName(PersonName value) {
            otherNames.add(value);
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
         * The birth date.
         *
         * @param value as well as it is known
         * @return this builder
         */
        public Builder birth(UncertainDate value) {
            this.birth = value;
            return this;
        }

        /**
         * One more telephone number.
         *
         * @param value as written
         * @return this builder
         */
        public Builder phone(String value) {
            phones.add(value);
            return this;
        }

        /**
         * One more number under which others know this person.
         *
         * @param value the number
         * @return this builder
         */
        public Builder identifier(Identifier value) {
            identifiers.add(value);
            return this;
        }

        /**
         * A paper this person does not have.
         *
         * @param value which, and why
         * @return this builder
         */
        public Builder missing(MissingIdentifier value) {
            missingIdentifiers.add(value);
            return this;
        }

        /**
         * Difficulties in daily life.
         *
         * @param value the answers
         * @return this builder
         */
        public Builder functioning(@Nullable Functioning value) {
            this.functioning = value;
            return this;
        }

        /**
         * Why this person lives where they live.
         *
         * @param value a code of {@link org.trano.registry.core.code.CodeList#DISPLACEMENT_STATUS}
         * @return this builder
         */
        public Builder displacement(@Nullable Code value) {
            this.displacement = value;
            return this;
        }

        /**
         * The marital status.
         *
         * @param value a code of {@link org.trano.registry.core.code.CodeList#MARITAL_STATUS}
         * @return this builder
         */
        public Builder maritalStatus(@Nullable Code value) {
            this.maritalStatus = value;
            return this;
        }

        /**
         * The death.
         *
         * @param value as well as it is known, null for the living
         * @return this builder
         */
        public Builder death(@Nullable UncertainDate value) {
            this.death = value;
            return this;
        }

        /**
         * The person.
         *
         * @return an immutable person
         */
        public Person build() {
            return new Person(
                    id,
                    name,
                    sex,
                    birth,
                    phones,
                    identifiers,
                    otherNames,
                    missingIdentifiers,
                    functioning,
                    displacement,
                    maritalStatus,
                    death);
        }
    }
}
