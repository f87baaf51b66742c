package org.trano.registry.core;

import java.util.List;
import org.trano.registry.core.store.ChainHead;

/**
 * What a check of the whole registry found.
 *
 * @param events events in the journal
 * @param households households that were ever known
 * @param persons persons that were ever known
 * @param head the end of the chain, to be written down elsewhere
 * @param faults what is wrong, in words; empty if all is well. At most {@value #MOST_FAULTS} are listed
 */
public record Verification(long events, long households, long persons, ChainHead head, List<String> faults) {
    /** After so many faults the list ends. */
    public static final int MOST_FAULTS = 100;

    /**
     * Copies the list.
     *
     * @param events events in the journal
     * @param households households that were ever known
     * @param persons persons that were ever known
     * @param head the end of the chain
     * @param faults what is wrong
     */
    public Verification {
        faults = List.copyOf(faults);
    }

    /**
     * Whether the chain is intact and every view equals a replay of its events.
     *
     * @return true if there is no fault
     */
    public boolean isIntact() {
        return faults.isEmpty();
    }
}
