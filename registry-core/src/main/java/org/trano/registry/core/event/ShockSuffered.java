package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Shock;

/**
 * Something hit a household.
 *
 * @param household which household
 * @param shock what, and when
 */
public record ShockSuffered(HouseholdId household, Shock shock) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "shock-suffered";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(household));
    }
}
