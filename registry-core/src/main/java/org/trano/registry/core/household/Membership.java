package org.trano.registry.core.household;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Set;
import org.trano.registry.core.internal.Sorted;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.survey.Answer;

/**
 * That a person belongs to a household, without saying who the person is.
 *
 * @param person who
 * @param relationship how they stand to the head
 * @param roles what they do for the household
 * @param countedElsewhere true if another household counts this person, so that nobody is counted twice
 * @param answers what was asked about this member in the household's interview, by the name of the question
 */
public record Membership(
        PersonId person,
        RelationshipToHead relationship,
        Set<HouseholdRole> roles,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean countedElsewhere,
        Map<String, Answer> answers) {
    /**
     * Copies roles and answers in a fixed order, so that equal memberships are written as equal bytes.
     *
     * @param person who
     * @param relationship how they stand to the head
     * @param roles what they do
     * @param countedElsewhere whether another household counts them
     * @param answers what was asked
     */
    public Membership {
        roles = Sorted.copy(roles);
        answers = Sorted.copy(answers);
    }

    /**
     * A member who counts and of whom nothing was asked.
     *
     * @param person who
     * @param relationship how they stand to the head
     * @return the membership
     */
    public static Membership of(PersonId person, RelationshipToHead relationship) {
        return new Membership(person, relationship, Set.of(), false, Map.of());
    }
}
