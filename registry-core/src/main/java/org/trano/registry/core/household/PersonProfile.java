package org.trano.registry.core.household;

import java.util.ArrayList;
import java.util.List;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.IdentityStanding;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Relationship;

/**
 * A person with all that hangs on them: where they belong, to whom they are related, and who was decided to be the same person or another.
 *
 * @param person who
 * @param households the households they are a member of, in the order in which they came to them; empty for one who has left all; for
 *     the dead, where they belonged when they died
 * @param relationships what they are to others, and others to them
 * @param decisions about this record and others, the last one of each reviewer for each other record, in the order in which they were made
 */
public record PersonProfile(
        Person person,
        List<HouseholdId> households,
        List<Relationship> relationships,
        List<IdentityDecision> decisions) {
    /**
     * Copies the lists.
     *
     * @param person who
     * @param households where they belong
     * @param relationships to whom they are related
     * @param decisions who was decided to be the same person or another
     */
    public PersonProfile {
        households = List.copyOf(households);
        relationships = List.copyOf(relationships);
        decisions = List.copyOf(decisions);
    }

    /**
     * What was decided about this record and another.
     *
     * @param other the other record
     * @return the last decision of each reviewer, in the order in which they were made
     */
    public List<IdentityDecision> decisions(PersonId other) {
        List<IdentityDecision> about = new ArrayList<>();
        for (IdentityDecision decision : decisions) {
            if (decision.otherThan(person.id()).equals(other)) {
                about.add(decision);
            }
        }
        return about;
    }

    /**
     * How this record and another stand to each other.
     *
     * @param other the other record
     * @return their standing; {@code OPEN} where nobody has looked
     */
    public IdentityStanding standing(PersonId other) {
        return IdentityStanding.of(decisions(other));
    }

    /**
     * The records about which somebody has decided whether they are this person.
     *
     * @return their ids, each once
     */
    public List<PersonId> compared() {
        return decisions.stream()
                .map(decision -> decision.otherThan(person.id()))
                .distinct()
                .toList();
    }
}
