package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.person.PersonId;

/**
 * A member left a household and lives in no other that we know of. Whoever goes to a known household is {@link MembersMoved};
 * whoever dies is {@link PersonDied}.
 *
 * @param household which household
 * @param person who left
 * @param reason a code of {@link org.trano.registry.core.code.CodeList#LEAVING_REASON}
 */
public record MemberLeft(HouseholdId household, PersonId person, Code reason) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "member-left";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(household), Subject.of(person));
    }
}
