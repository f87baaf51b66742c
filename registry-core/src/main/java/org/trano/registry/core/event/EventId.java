package org.trano.registry.core.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.trano.registry.core.internal.TimeOrderedUuid;

/**
 * Names one event for good: a time-ordered UUID (RFC 9562, version 7) that can be made offline and is never renumbered.
 *
 * @param value the UUID
 */
public record EventId(@JsonValue UUID value) implements Comparable<EventId> {
    /**
     * The id with this value.
     *
     * @param value the UUID
     * @return the id
     */
    @JsonCreator
    public static EventId of(UUID value) {
        return new EventId(value);
    }

    /**
     * A new id.
     *
     * @return an id that nobody has
     */
    public static EventId create() {
        return new EventId(TimeOrderedUuid.next());
    }

    /**
     * Reads the usual form of a UUID.
     *
     * @param text 36 characters
     * @return the id
     * @throws IllegalArgumentException if it is no UUID
     */
    public static EventId parse(String text) {
        return new EventId(UUID.fromString(text));
    }

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
