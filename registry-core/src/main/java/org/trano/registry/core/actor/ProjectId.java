package org.trano.registry.core.actor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.trano.registry.core.internal.TimeOrderedUuid;

/**
 * Names one project for good: a time-ordered UUID (RFC 9562, version 7) that can be made offline and is never renumbered.
 *
 * @param value the UUID
 */
public record ProjectId(@JsonValue UUID value) implements Comparable<ProjectId> {
    /**
     * The id with this value.
     *
     * @param value the UUID
     * @return the id
     */
    @JsonCreator
    public static ProjectId of(UUID value) {
        return new ProjectId(value);
    }

    /**
     * A new id.
     *
     * @return an id that nobody has
     */
    public static ProjectId create() {
        return new ProjectId(TimeOrderedUuid.next());
    }

    /**
     * Reads the usual form of a UUID.
     *
     * @param text 36 characters
     * @return the id
     * @throws IllegalArgumentException if it is no UUID
     */
    public static ProjectId parse(String text) {
        return new ProjectId(UUID.fromString(text));
    }

    @Override
    public int compareTo(ProjectId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
