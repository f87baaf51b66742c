package org.trano.registry.core.household;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.internal.Sorted;
import org.trano.registry.core.person.PersonId;

/**
 * Who may act for a household: collect its money, decide for it, be told about it. The one who may is often not a member: the
 * aunt of an unaccompanied child, the director of a home.
 *
 * @param person a registered person, or null where it is somebody the registry does not know
 * @param name the name of somebody the registry does not know, or null
 * @param powers what they may do; never empty
 */
public record Representation(
        @Nullable PersonId person, @Nullable String name, Set<Power> powers) {
    /** What a representative may do. */
    public enum Power {
        /** Collect what the household is due. */
        COLLECT,
        /** Decide for the household. */
        DECIDE,
        /** Be told what concerns the household. */
        BE_INFORMED
    }

    /**
     * Checks that somebody may do something.
     *
     * @param person a registered person or null
     * @param name a name or null
     * @param powers what they may do
     */
    public Representation {
        if ((person == null) == (name == null) || powers.isEmpty()) {
            throw new IllegalArgumentException(
                    "A representation needs a registered person or a name, and at least one power."
                            + " Maybe both or neither were given?");
        }
        powers = Sorted.copy(powers);
    }
}
