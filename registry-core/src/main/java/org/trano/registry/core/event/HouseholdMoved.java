package org.trano.registry.core.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.household.Dwelling;
import org.trano.registry.core.household.HouseholdId;

/**
 * A household lives somewhere else now, all of it.
 *
 * @param household which household
 * @param area the P-code of the place, or null where it has none: nomads
 * @param dwelling where exactly, or null
 */
public record HouseholdMoved(
        HouseholdId household,
        @Nullable String area,
        @Nullable Dwelling dwelling) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "household-moved";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(household));
    }
}
