package org.trano.registry.core.household;

import java.util.List;

/**
 * That a household exists no more.
 *
 * @param reason why
 * @param successors the households its people belong to now; empty where nobody is left
 */
public record HouseholdEnd(Reason reason, List<HouseholdId> successors) {
    /** Why a household ended. */
    public enum Reason {
        /** Its people joined another household. */
        MERGED,
        /** All its people went to households of their own. */
        SPLIT,
        /** Nobody is left. */
        DISSOLVED
    }

    /**
     * Copies the list.
     *
     * @param reason why
     * @param successors the households after it
     */
    public HouseholdEnd {
        successors = List.copyOf(successors);
    }
}
