package org.trano.registry.core.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What one transaction adds: events, the versions their streams must have, and the new views.
 *
 * @param additions the events in their order; sequence and chain are the store's to fill in
 * @param expected for every stream that is touched, the number of events it must hold before (0 for a new one)
 * @param views the new state of every stream that is touched
 */
public record Append(List<Addition> additions, Map<UUID, Long> expected, List<ViewRow> views) {
    /**
     * Copies the collections.
     *
     * @param additions the events
     * @param expected the versions before
     * @param views the states after
     */
    public Append {
        additions = List.copyOf(additions);
        expected = Map.copyOf(expected);
        views = List.copyOf(views);
    }

    /**
     * One event and the streams it belongs to.
     *
     * @param event the event, without sequence and chain
     * @param streams the streams it touches
     */
    public record Addition(StoredEvent event, Set<UUID> streams) {}
}
