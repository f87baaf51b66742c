package org.trano.registry.core.programme;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.trano.registry.core.internal.TimeOrderedUuid;

/**
 * Names one enrolment for good: a time-ordered UUID (RFC 9562, version 7) that can be made offline and is never renumbered.
 *
 * @param value the UUID
 */
public record EnrolmentId(@JsonValue UUID value) implements Comparable<EnrolmentId> {
    /**
     * The id with this value.
     *
     * @param value the UUID
     * @return the id
     */
    @JsonCreator
    public static EnrolmentId of(UUID value) {
        return new EnrolmentId(value);
    }

    /**
     * A new id.
     *
     * @return an id that nobody has
     */
    public static EnrolmentId create() {
        return new EnrolmentId(TimeOrderedUuid.next());
    }

    /**
     * Reads the usual form of a UUID.
     *
     * @param text 36 characters
     * @return the id
     * @throws IllegalArgumentException if it is no UUID
     */
    public static EnrolmentId parse(String text) {
        return new EnrolmentId(UUID.fromString(text));
    }

    @Override
    public int compareTo(EnrolmentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
