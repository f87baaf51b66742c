package org.trano.registry.core.person;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.code.Code;

/**
 * A number or code by which somebody else knows a person or household: a national identity number, a voter card, the number
 * in a programme's list. Leading zeros count; numbers are compared by exact text.
 *
 * @param type what kind it is, for example {@code national_id}; lower case by convention
 * @param value the identifier as written, without surrounding blanks
 * @param issuer who gave it out, or null where nobody said
 * @param assurance how sure we are that it is theirs, a code of {@link org.trano.registry.core.code.CodeList#ASSURANCE}, or null
 * @param validUntil the last day on which it is valid, or null
 */
public record Identifier(
        String type,
        String value,
        @Nullable String issuer,
        @Nullable Code assurance,
        @Nullable LocalDate validUntil) implements Comparable<Identifier> {
    /** Type of the number a record had in the file it came from. */
    public static final String SOURCE = "source";
    /** Type of a national identity number. */
    public static final String NATIONAL_ID = "national_id";

    private static final Comparator<Identifier> ORDER =
            Comparator.comparing(Identifier::type).thenComparing(Identifier::value);

    /**
     * Checks that type and value say something.
     *
     * @param type what kind it is
     * @param value the identifier
     * @param issuer who gave it out, or null
     * @param assurance how sure we are, or null
     * @param validUntil the last day, or null
     */
    public Identifier {
        if (type.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("An identifier needs a type and a value, but got '" + type + "', '"
                    + value + "'. Maybe it is missing: then leave it out.");
        }
    }

    /**
     * A number of which nothing more is known.
     *
     * @param type what kind it is
     * @param value the identifier
     */
    public Identifier(String type, String value) {
        this(type, value, null, null, null);
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

    /**
     * Whether this is the same number, whatever else is known of it.
     *
     * @param other the other
     * @return true if type and value are equal
     */
    public boolean isSameNumber(Identifier other) {
        return type.equals(other.type) && value.equals(other.value);
    }

    /** By type, then by value. */
    @Override
    public int compareTo(Identifier other) {
        return ORDER.compare(this, other);
    }
}
