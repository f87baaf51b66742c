package org.trano.registry.core.person;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.trano.registry.core.internal.TimeOrderedUuid;

/**
 * Names one person for good: a time-ordered UUID (RFC 9562, version 7) that can be made offline and is never renumbered.
 *
 * @param value the UUID
 */
public record PersonId(@JsonValue UUID value) implements Comparable<PersonId> {
    /**
     * The id with this value.
     *
     * @param value the UUID
     * @return the id
     */
    @JsonCreator
    public static PersonId of(UUID value) {
        return new PersonId(value);
    }

    /**
     * A new id.
     *
     * @return an id that nobody has
     */
    public static PersonId create() {
        return new PersonId(TimeOrderedUuid.next());
    }

    /**
     * Reads the usual form of a UUID.
     *
     * @param text 36 characters
     * @return the id
     * @throws IllegalArgumentException if it is no UUID
     */
    public static PersonId parse(String text) {
        return new PersonId(UUID.fromString(text));
    }

    @Override
    public int compareTo(PersonId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
