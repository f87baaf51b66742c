package org.trano.registry.core.store;

import org.trano.registry.core.person.Identifier;

/**
 * Something a household or a person can be found by.
 *
 * @param type the kind, for example {@code person:national_id}
 * @param value the exact value
 */
public record LookupKey(String type, String value) implements Comparable<LookupKey> {
    /** The key of everybody about whom it was ever decided whether another record is the same person. */
    public static final LookupKey REVIEWED = new LookupKey("review", "decided");

    /**
     * The key of a household's number.
     *
     * @param number the number
     * @return the key
     */
    public static LookupKey ofHousehold(Identifier number) {
        return new LookupKey("household:" + number.type(), number.value());
    }

    /**
     * The key of a person's number.
     *
     * @param number the number
     * @return the key
     */
    public static LookupKey ofPerson(Identifier number) {
        return new LookupKey("person:" + number.type(), number.value());
    }

    @Override
    public int compareTo(LookupKey other) {
        int byType = type.compareTo(other.type);
        return byType != 0 ? byType : value.compareTo(other.value);
    }
}
