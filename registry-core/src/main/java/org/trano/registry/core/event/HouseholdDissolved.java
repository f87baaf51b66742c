package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.household.HouseholdId;

/**
 * A household exists no more: nobody is left in it.
 *
 * @param household which household
 */
public record HouseholdDissolved(HouseholdId household) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "household-dissolved";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(household));
    }
}
