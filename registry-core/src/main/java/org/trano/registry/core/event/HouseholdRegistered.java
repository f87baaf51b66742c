package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;

/**
 * A household was interviewed and entered for the first time, with all the members it named.
 *
 * @param household the household as it was told
 */
public record HouseholdRegistered(Household household) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "household-registered";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<HouseholdId> households() {
        return Set.of(household.id());
    }
}
