package org.trano.registry.core.household;

import java.util.List;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.Relationship;

/**
 * A person with all that hangs on them: where they belong and to whom they are related.
 *
 * @param person who
 * @param households the households they are a member of, in the order in which they came to them; empty for one who has left all; for
 *     the dead, where they belonged when they died
 * @param relationships what they are to others, and others to them
 */
public record PersonProfile(Person person, List<HouseholdId> households, List<Relationship> relationships) {
    /**
     * Copies the lists.
     *
     * @param person who
     * @param households where they belong
     * @param relationships to whom they are related
     */
    public PersonProfile {
        households = List.copyOf(households);
        relationships = List.copyOf(relationships);
    }
}
