package org.trano.registry.core.store;

import java.util.List;

/**
 * A subject's view, and which events of the journal it was made from. Immutable.
 *
 * @param view the view
 * @param sequences the sequences of all events of the subject, ascending
 */
public record History(ViewRow view, List<Long> sequences) {
    /**
     * Copies the list.
     *
     * @param view the view
     * @param sequences its events
     */
    public History {
        sequences = List.copyOf(sequences);
    }
}
