package org.trano.registry.core.event;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.internal.Sorted;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.survey.Answer;
import org.trano.registry.core.survey.Interview;

/**
 * A registered household was asked again. The act is effective from the day of the interview; scores take the latest.
 *
 * @param household which household
 * @param interview what was said about the household
 * @param members what was said about members, in place of what they had been asked before; who is not named keeps their answers
 */
public record InterviewRecorded(HouseholdId household, Interview interview, Map<PersonId, Map<String, Answer>> members)
        implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "interview-recorded";

    /**
     * Copies the maps in a fixed order.
     *
     * @param household which household
     * @param interview what was said about the household
     * @param members what was said about members
     */
    public InterviewRecorded {
        Map<PersonId, Map<String, Answer>> copy = new TreeMap<>();
        members.forEach((person, answers) -> copy.put(person, Sorted.copy(answers)));
        members = Sorted.copy(copy);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(household));
    }
}
