package org.trano.registry.core.state;

import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.store.LookupKey;

/**
 * How the events of one subject become its state. Pure: the same events in the same order give the same state.
 *
 * @param <S> the state
 */
interface Fold<S> {
    /** The record the state is, for its JSON. */
    Class<S> type();

    /** Whether an event can be the first thing known about a subject. Nothing is true of a subject before the first of these. */
    boolean founds(Subject subject, RegistryEvent event);

    /**
     * Whether an event comes before all others of its day, as the one that founds the subject does, although it was recorded after them: a
     * registration that was corrected.
     */
    default boolean opens(Subject subject, RegistryEvent event) {
        return false;
    }

    /**
     * The state after an event that takes effect on a day; the same state where the event does not concern the subject.
     *
     * @throws IllegalArgumentException in words for a person, if the event contradicts the state
     */
    @Nullable
    S apply(Subject subject, @Nullable S state, RegistryEvent event, LocalDate day);

    /** What the subject can be found by in this state. */
    void keys(S state, Consumer<LookupKey> keys);
}
