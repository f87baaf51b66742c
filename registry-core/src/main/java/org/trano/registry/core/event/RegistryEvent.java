package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.household.HouseholdId;

/**
 * One act that touched a household: an interview, a birth, a decision. Immutable; the times, the actor and the reason are in
 * the envelope ({@link Recorded}). One event per act, never per field.
 *
 * <p>This interface is open: other modules and integrators may add types. What this version does not know is kept as
 * {@link UnknownEvent}, byte for byte.
 */
public interface RegistryEvent {
    /**
     * The type's name in the journal, stable for ever.
     *
     * @return for example {@code household-registered}
     */
    String type();

    /**
     * The version of the type's JSON.
     *
     * @return 1 or more
     */
    default int version() {
        return 1;
    }

    /**
     * The households this act touches; their versions are checked together.
     *
     * @return at least one id for the standard events, none for an unknown one
     */
    Set<HouseholdId> households();
}
