package org.trano.registry.core.household;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Set;
import org.trano.registry.core.internal.Sorted;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.survey.Answer;

/**
 * A person as a member of one household. A person may be a member of several; one of them counts.
 *
 * @param person who
 * @param relationship how they stand to the head
 * @param answers what was asked about this member in the household's interview, by the name of the question
 * @param roles what they do for the household
 * @param countedElsewhere true if another household counts this person: the child of two homes, the husband of two wives
 */
public record Member(
        Person person,
        RelationshipToHead relationship,
        Map<String, Answer> answers,
        Set<HouseholdRole> roles,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean countedElsewhere) {
    /**
     * Copies roles and answers in a fixed order.
     *
     * @param person who
     * @param relationship how they stand to the head
     * @param answers what was asked
     * @param roles what they do
     * @param countedElsewhere whether another household counts them
     */
    public Member {
        answers = Sorted.copy(answers);
        roles = Sorted.copy(roles);
    }

    /**
     * A member who counts here.
     *
     * @param person who
     * @param relationship how they stand to the head
     * @param answers what was asked
     */
    public Member(Person person, RelationshipToHead relationship, Map<String, Answer> answers) {
        this(person, relationship, answers, Set.of(), false);
    }

    /**
     * This member without the person's particulars.
     *
     * @return the membership
     */
    public Membership membership() {
        return new Membership(person.id(), relationship, roles, countedElsewhere, answers);
    }

    /**
     * A member again, from both halves.
     *
     * @param person who
     * @param membership how they belong
     * @return the member
     */
    public static Member of(Person person, Membership membership) {
        return new Member(
                person,
                membership.relationship(),
                membership.answers(),
                membership.roles(),
                membership.countedElsewhere());
    }
}
