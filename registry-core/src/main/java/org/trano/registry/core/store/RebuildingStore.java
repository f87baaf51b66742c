package org.trano.registry.core.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.trano.registry.core.event.Subject;

/**
 * A store that has a journal and no views, inside the transaction in which
 * {@link org.trano.registry.core.Registry#rebuild Registry.rebuild} makes these anew: for whoever writes a store. Nobody else
 * reads or writes it meanwhile. An {@link #append} adds no events, for they are in the journal: it writes views and histories only.
 * For one thread.
 */
public interface RebuildingStore extends RegistryStore {
    /**
     * One event of one subject's history.
     *
     * @param subject whose
     * @param sequence the event's place in the journal
     */
    record Touch(Subject subject, long sequence) {}

    /**
     * Which of some subjects have a view again.
     *
     * @param subjects the subjects
     * @return those that have one
     */
    Set<Subject> viewed(Collection<Subject> subjects);

    /**
     * Keeps for later, outside the heap.
     *
     * @param touches what to keep
     */
    void postpone(List<Touch> touches);

    /**
     * What was kept.
     *
     * @param reader called for each touch, those of a subject together in the order of the journal; it may read and append meanwhile
     */
    void postponed(Consumer<Touch> reader);
}
