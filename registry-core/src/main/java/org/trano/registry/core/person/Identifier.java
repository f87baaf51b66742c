package org.trano.registry.core.person;

import java.util.Comparator;

/**
 * A number or code by which somebody else knows a person or household: a national identity number, a voter card, the number
 * in a programme's list. Leading zeros count; comparison is by exact text.
 *
 * @param type what kind it is, for example {@code national_id}; lower case by convention
 * @param value the identifier as written, without surrounding blanks
 */
public record Identifier(String type, String value) implements Comparable<Identifier> {
    /** Type of the number a record had in the file it came from. */
    public static final String SOURCE = "source";
    /** Type of a national identity number. */
    public static final String NATIONAL_ID = "national_id";

    private static final Comparator<Identifier> ORDER =
            Comparator.comparing(Identifier::type).thenComparing(Identifier::value);

    /**
     * Checks that both parts say something.
     *
     * @param type what kind it is
     * @param value the identifier
     */
    public Identifier {
        if (type.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("An identifier needs a type and a value, but got '" + type + "', '"
                    + value + "'. Maybe it is missing: then leave it out.");
        }
    }

    /**
     * The type of the numbers a list gives to its records.
     *
     * @param list the name of the list; {@value #SOURCE} for one without a name
     * @return {@value #SOURCE} or {@code source:LIST}
     */
    public static String sourceType(String list) {
        return list.equals(SOURCE) ? SOURCE : SOURCE + ":" + list;
    }

    /**
     * Whether this is the number a list gave to its record.
     *
     * @return true if the type is one of {@link #sourceType(String)}
     */
    public boolean isSource() {
        return type.equals(SOURCE) || type.startsWith(SOURCE + ":");
    }

    @Override
    public int compareTo(Identifier other) {
        return ORDER.compare(this, other);
    }
}
