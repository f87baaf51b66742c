package org.trano.registry.core.event;

import java.util.Set;

/**
 * One act that touched a household, a person or anything else a registry knows: an interview, a birth, a decision. Immutable; the
 * times, the actor and the reason are in the envelope ({@link Recorded}). One event per act, never per field.
 *
 * <p>This interface is open: other modules and integrators may add types ({@link EventCodec#with}). What this version does not
 * know is kept as {@link UnknownEvent}, byte for byte.
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
     * All that this act touches; their versions are checked together, and the act becomes part of the history of each.
     *
     * @return at least one subject for the standard events, none for an unknown one
     */
    Set<Subject> subjects();

    /**
     * Whether the act may be dated in the future. It then takes effect by itself when its day comes.
     *
     * @return false for what can only have happened: an interview, a birth, a death
     */
    default boolean mayLieAhead() {
        return false;
    }
}
