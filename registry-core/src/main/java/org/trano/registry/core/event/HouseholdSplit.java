package org.trano.registry.core.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.household.Dwelling;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Membership;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.programme.Enrolment;
import org.trano.registry.core.programme.EnrolmentPolicy;
import org.trano.registry.core.survey.Interview;

/**
 * Members of a household went to live in households of their own: one act that names the source, the new households, who goes
 * where, and what becomes of the enrolments. Who is in no part stays. Where everybody goes the source ends.
 *
 * @param source the household that split
 * @param parts the new households
 * @param policy what becomes of the enrolments of the household as a whole
 * @param incentiveSuspected true if the household may have split on paper only, to be given more: Brazil had to undo 1.7 million
 *     one-person families of that kind
 */
public record HouseholdSplit(
        HouseholdId source,
        List<Part> parts,
        EnrolmentPolicy policy,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean incentiveSuspected)
        implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "household-split";

    /**
     * One of the new households.
     *
     * @param household its id
     * @param area the P-code of where it lives, or null
     * @param dwelling where exactly, or null
     * @param interview what is known of it: its own interview, or that of the source
     * @param members who lives in it, and how they stand to its head
     * @param enrolments what it takes along
     */
    public record Part(
            HouseholdId household,
            @Nullable String area,
            @Nullable Dwelling dwelling,
            Interview interview,
            List<Membership> members,
            List<Enrolment> enrolments) {
        /**
         * Copies the lists.
         *
         * @param household its id
         * @param area where it lives or null
         * @param dwelling where exactly or null
         * @param interview what is known of it
         * @param members who lives in it
         * @param enrolments what it takes along
         */
        public Part {
            members = List.copyOf(members);
            enrolments = List.copyOf(enrolments);
            if (members.isEmpty()) {
                throw new IllegalArgumentException(
                        "Nobody goes to the new household " + household + ". Maybe its members were left out?");
            }
        }
    }

    /**
     * Copies the parts and checks that nobody goes to two of them.
     *
     * @param source the household that split
     * @param parts the new households
     * @param policy what becomes of the enrolments
     * @param incentiveSuspected whether it may have split on paper only
     */
    public HouseholdSplit {
        parts = List.copyOf(parts);
        Set<PersonId> seen = new LinkedHashSet<>();
        for (Part part : parts) {
            for (Membership member : part.members) {
                if (!seen.add(member.person())) {
                    throw new IllegalArgumentException("The person " + member.person()
                            + " goes to two of the new households. Maybe one of them is meant?");
                }
            }
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(
                    "The household " + source + " splits into nothing. Maybe it is dissolved?");
        }
    }

    /**
     * A split of a household as it is now, enrolments shared out by the policy: an enrolment with a recipient goes with them;
     * one of the household as a whole stays, or goes with the head.
     *
     * @param before the household before the split
     * @param parts the new households; enrolments they carry already are kept
     * @param policy what becomes of the enrolments of the household as a whole
     * @param incentiveSuspected whether it may have split on paper only
     * @return the event
     */
    public static HouseholdSplit of(
            Household before, List<Part> parts, EnrolmentPolicy policy, boolean incentiveSuspected) {
        PersonId head = before.head().map(member -> member.person().id()).orElse(null);
        List<Part> shared = new ArrayList<>();
        for (Part part : parts) {
            List<Enrolment> taken = new ArrayList<>(part.enrolments);
            for (Enrolment enrolment : before.enrolments()) {
                PersonId goesWith = enrolment.recipient() != null
                        ? enrolment.recipient()
                        : policy == EnrolmentPolicy.FOLLOW_HEAD ? head : null;
                if (goesWith != null
                        && part.members.stream().anyMatch(m -> m.person().equals(goesWith))) {
                    taken.add(enrolment);
                }
            }
            shared.add(new Part(part.household, part.area, part.dwelling, part.interview, part.members, taken));
        }
        return new HouseholdSplit(before.id(), shared, policy, incentiveSuspected);
    }

    /**
     * A part that lives in the same area, known by the interview of the household it comes from.
     *
     * @param before the household before the split
     * @param id the id of the new household
     * @param head its head
     * @param others its other members, and how they stand to the head
     * @return the part, with no enrolment yet
     */
    public static Part part(
            Household before, HouseholdId id, PersonId head, java.util.Map<PersonId, RelationshipToHead> others) {
        List<Membership> members = new ArrayList<>();
        before.members().forEach(member -> {
            PersonId person = member.person().id();
            RelationshipToHead relationship = person.equals(head) ? RelationshipToHead.HEAD : others.get(person);
            if (relationship != null) {
                Membership old = member.membership();
                members.add(new Membership(person, relationship, old.roles(), old.countedElsewhere(), old.answers()));
            }
        });
        return new Part(id, before.area(), null, before.interview(), members, List.of());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        Set<Subject> subjects = new LinkedHashSet<>();
        subjects.add(Subject.of(source));
        for (Part part : parts) {
            subjects.add(Subject.of(part.household));
            part.members.forEach(member -> subjects.add(Subject.of(member.person())));
        }
        return subjects;
    }
}
