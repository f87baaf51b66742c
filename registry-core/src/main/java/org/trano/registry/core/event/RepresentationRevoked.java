package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Representation;

/**
 * Somebody may no longer act for a household.
 *
 * @param household which household
 * @param representation what was granted
 */
public record RepresentationRevoked(HouseholdId household, Representation representation) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "representation-revoked";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(household));
    }

    @Override
    public boolean mayLieAhead() {
        return true;
    }
}
