package org.trano.registry.core.household;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.trano.registry.core.internal.TimeOrderedUuid;

/**
 * Names one household for good: a time-ordered UUID (RFC 9562, version 7) that can be made offline and is never renumbered.
 *
 * @param value the UUID
 */
public record HouseholdId(@JsonValue UUID value) implements Comparable<HouseholdId> {
    /**
     * The id with this value.
     *
     * @param value the UUID
     * @return the id
     */
    @JsonCreator
    public static HouseholdId of(UUID value) {
        return new HouseholdId(value);
    }

    /**
     * A new id.
     *
     * @return an id that nobody has
     */
    public static HouseholdId create() {
        return new HouseholdId(TimeOrderedUuid.next());
    }

    /**
     * Reads the usual form of a UUID.
     *
     * @param text 36 characters
     * @return the id
     * @throws IllegalArgumentException if it is no UUID
     */
    public static HouseholdId parse(String text) {
        return new HouseholdId(UUID.fromString(text));
    }

    @Override
    public int compareTo(HouseholdId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
