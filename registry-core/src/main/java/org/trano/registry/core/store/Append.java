package org.trano.registry.core.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trano.registry.core.event.Subject;

/**
 * What one transaction adds: events, the versions their subjects must have, and the new views.
 *
 * @param additions the events in their order; sequence and chain are the store's to fill in
 * @param expected for every subject that is touched, the number of events its history must hold before (0 for a new one)
 * @param views the new state of every subject that is touched, its version that many events further
 */
public record Append(List<Addition> additions, Map<Subject, Long> expected, List<ViewRow> views) {
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
     * One event and whose histories it belongs to.
     *
     * @param event the event, without sequence and chain
     * @param subjects all it touches
     */
    public record Addition(StoredEvent event, Set<Subject> subjects) {}
}
