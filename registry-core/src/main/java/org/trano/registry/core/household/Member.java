package org.trano.registry.core.household;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.survey.Answer;

/**
 * A person as a member of one household.
 *
 * @param person who
 * @param relationship how they stand to the head
 * @param answers what was asked about this member in the household's interview, by the name of the question
 */
public record Member(Person person, RelationshipToHead relationship, Map<String, Answer> answers) {
    /**
     * Copies the answers in the order of their names.
     *
     * @param person who
     * @param relationship how they stand to the head
     * @param answers what was asked
     */
    public Member {
        answers = Collections.unmodifiableMap(new TreeMap<>(answers));
    }
}
