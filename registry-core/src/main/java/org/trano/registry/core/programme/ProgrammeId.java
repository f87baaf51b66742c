package org.trano.registry.core.programme;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.trano.registry.core.internal.TimeOrderedUuid;

/**
 * Names one programme for good: a time-ordered UUID (RFC 9562, version 7) that can be made offline and is never renumbered.
 *
 * @param value the UUID
 */
public record ProgrammeId(@JsonValue UUID value) implements Comparable<ProgrammeId> {
    /**
     * The id with this value.
     *
     * @param value the UUID
     * @return the id
     */
    @JsonCreator
    public static ProgrammeId of(UUID value) {
        return new ProgrammeId(value);
    }

    /**
     * A new id.
     *
     * @return an id that nobody has
     */
    public static ProgrammeId create() {
        return new ProgrammeId(TimeOrderedUuid.next());
    }

    /**
     * Reads the usual form of a UUID.
     *
     * @param text 36 characters
     * @return the id
     * @throws IllegalArgumentException if it is no UUID
     */
    public static ProgrammeId parse(String text) {
        return new ProgrammeId(UUID.fromString(text));
    }

    @Override
    public int compareTo(ProgrammeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
