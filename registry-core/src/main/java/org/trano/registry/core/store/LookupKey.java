package org.trano.registry.core.store;

/**
 * Something a household can be found by: a number, a member's id.
 *
 * @param type the kind, for example {@code person:national_id}
 * @param value the exact value
 */
public record LookupKey(String type, String value) implements Comparable<LookupKey> {
    @Override
    public int compareTo(LookupKey other) {
        int byType = type.compareTo(other.type);
        return byType != 0 ? byType : value.compareTo(other.value);
    }
}
