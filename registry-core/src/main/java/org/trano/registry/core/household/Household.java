package org.trano.registry.core.household;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.code.CodeList;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.programme.Enrolment;
import org.trano.registry.core.survey.Interview;

/**
 * A household as the events say it is: people who live together and share their means. Members are the living; who has died is
 * found by {@link org.trano.registry.core.Registry#person(org.trano.registry.core.person.PersonId)}.
 *
 * @param id which household
 * @param identifiers numbers under which others know it, among them the one of the file it came from
 * @param area code of the place where it lives (a P-code where there is one), or null for nomads and the unknown
 * @param interview the latest interview
 * @param members its living members in the order in which they came; empty where nobody is left
 * @param kind a code of {@link CodeList#GROUP_TYPE}
 * @param dwelling where exactly it lives, or null where it has no dwelling or nobody wrote it down
 * @param livelihood a code of {@link CodeList#LIVELIHOOD}, or null where nobody asked
 * @param shocks what hit it
 * @param representations who may act for it
 * @param enrolments the programmes it is or was enrolled in
 * @param end that it exists no more, or null while it exists
 */
public record Household(
        HouseholdId id,
        List<Identifier> identifiers,
        @Nullable String area,
        Interview interview,
        List<Member> members,
        Code kind,
        @Nullable Dwelling dwelling,
        @Nullable Code livelihood,
        List<Shock> shocks,
        List<Representation> representations,
        List<Enrolment> enrolments,
        @Nullable HouseholdEnd end) {
    /** People who live together and share their means, the ordinary case. */
    public static final Code FAMILY = CodeList.GROUP_TYPE.code("family");

    /**
     * Copies the lists.
     *
     * @param id which household
     * @param identifiers numbers of others
     * @param area code of the place or null
     * @param interview the latest interview
     * @param members its members
     * @param kind the kind, {@link #FAMILY} where the JSON says nothing
     * @param dwelling where exactly or null
     * @param livelihood what it lives from or null
     * @param shocks what hit it
     * @param representations who may act for it
     * @param enrolments its programmes
     * @param end that it exists no more, or null
     */
    public Household(
            HouseholdId id,
            List<Identifier> identifiers,
            @Nullable String area,
            Interview interview,
            List<Member> members,
            @Nullable Code kind,
            @Nullable Dwelling dwelling,
            @Nullable Code livelihood,
            List<Shock> shocks,
            List<Representation> representations,
            List<Enrolment> enrolments,
            @Nullable HouseholdEnd end) {
        this.id = id;
        this.identifiers = List.copyOf(identifiers);
        this.area = area;
        this.interview = interview;
        this.members = List.copyOf(members);
        this.kind = kind == null ? FAMILY : kind;
        this.dwelling = dwelling;
        this.livelihood = livelihood;
        this.shocks = List.copyOf(shocks);
        this.representations = List.copyOf(representations);
        this.enrolments = List.copyOf(enrolments);
        this.end = end;
    }

    /**
     * A family of which only this is known.
     *
     * @param id which household
     * @param identifiers numbers of others
     * @param area code of the place or null
     * @param interview the latest interview
     * @param members its members
     */
    public Household(
            HouseholdId id,
            List<Identifier> identifiers,
            @Nullable String area,
            Interview interview,
            List<Member> members) {
        this(id, identifiers, area, interview, members, null, null, null, List.of(), List.of(), List.of(), null);
    }

    /**
     * A household of the ordinary kind with nobody in it yet.
     *
     * @param id which household
     * @param interview what was said, and when
     * @return a builder
     */
    public static Builder builder(HouseholdId id, Interview interview) {
        return new Builder(id, interview);
    }

    /**
     * The head.
     *
     * @return the first living member who is the head; empty where it has none, or the head is not on file
     */
    public Optional<Member> head() {
        for (Member member : members) {
            if (member.relationship() == RelationshipToHead.HEAD) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    /**
     * How many people this household counts: its living members but those whom another household counts.
     *
     * @return the size, 0 or more
     */
    public int size() {
        int size = 0;
        for (Member member : members) {
            size += member.countedElsewhere() ? 0 : 1;
        }
        return size;
    }

    /**
     * Whether it exists and somebody lives in it.
     *
     * @return false for one that has ended and for one nobody is left in
     */
    public boolean isActive() {
        return end == null && !members.isEmpty();
    }

    /**
     * The number a source gave this household.
     *
     * @return the first number of a list ({@link Identifier#isSource()}), else the id's text
     */
    public String sourceId() {
        for (Identifier identifier : identifiers) {
            if (identifier.isSource()) {
                return identifier.value();
            }
        }
        return id.toString();
    }

    /** Puts a household together. Not thread-safe. */
    public static final class Builder {
        private final HouseholdId id;
        private final Interview interview;
        private final List<Identifier> identifiers = new ArrayList<>();
        private final List<Member> members = new ArrayList<>();
        private final List<Shock> shocks = new ArrayList<>();
        private final List<Representation> representations = new ArrayList<>();
        private Code kind = FAMILY;
        private @Nullable String area;
        private @Nullable Dwelling dwelling;
        private @Nullable Code livelihood;

        private Builder(HouseholdId id, Interview interview) {
            this.id = id;
            this.interview = interview;
        }

        /**
         * One more number under which others know it.
         *
         * @param value the number
         * @return this builder
         */
        public Builder identifier(Identifier value) {
            identifiers.add(value);
            return this;
        }

        /**
         * The place where it lives.
         *
         * @param value a P-code where there is one, null for nomads and the unknown
         * @return this builder
         */
        public Builder area(@Nullable String value) {
            this.area = value;
            return this;
        }

        /**
         * One more member.
         *
         * @param value who, and how they belong
         * @return this builder
         */
        public Builder member(Member value) {
            members.add(value);
            return this;
        }

        /**
         * What kind of household it is.
         *
         * @param value a code of {@link CodeList#GROUP_TYPE}
         * @return this builder
         */
        public Builder kind(Code value) {
            this.kind = value;
            return this;
        }

        /**
         * Where exactly it lives.
         *
         * @param value the dwelling, null where there is none
         * @return this builder
         */
        public Builder dwelling(@Nullable Dwelling value) {
            this.dwelling = value;
            return this;
        }

        /**
         * What it lives from.
         *
         * @param value a code of {@link CodeList#LIVELIHOOD}
         * @return this builder
         */
        public Builder livelihood(@Nullable Code value) {
            this.livelihood = value;
            return this;
        }

        /**
         * Something that hit it.
         *
         * @param value what, and when
         * @return this builder
         */
        public Builder shock(Shock value) {
            shocks.add(value);
            return this;
        }

        /**
         * Somebody who may act for it.
         *
         * @param value who, and what they may do
         * @return this builder
         */
        public Builder representation(Representation value) {
            representations.add(value);
            return this;
        }

        /**
         * The household.
         *
         * @return an immutable household
         */
        public Household build() {
            return new Household(
                    id,
                    identifiers,
                    area,
                    interview,
                    members,
                    kind,
                    dwelling,
                    livelihood,
                    shocks,
                    representations,
                    List.of(),
                    null);
        }
    }
}
