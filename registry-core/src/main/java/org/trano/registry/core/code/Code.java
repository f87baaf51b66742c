package org.trano.registry.core.code;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A value of a code list. A code of a shared list ({@link CodeList}) is a word such as {@code nomadic}; what a country or an
 * organisation adds of its own carries a prefix with a colon, {@code tg:compound}, so that it can never be taken for a shared
 * one. Codes are kept as they are, also those this version does not know.
 *
 * <p>Immutable and thread-safe.
 *
 * @param value lower-case letters, digits and underscores, at most 64, perhaps after a prefix of two to sixteen letters
 */
public record Code(@JsonValue String value) implements Comparable<Code> {
    private static final Pattern FORM = Pattern.compile("(?:[a-z]{2,16}:)?[a-z0-9][a-z0-9_]{0,63}");

    /**
     * Checks the form.
     *
     * @param value the code
     */
    public Code {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value
                    + "' is not a code. Maybe write it in lower case with underscores, with a prefix such as 'tg:' if it is"
                    + " your own?");
        }
    }

    /**
     * The code with this value.
     *
     * @param value the value
     * @return the code
     * @throws IllegalArgumentException if it has not the form of a code
     */
    @JsonCreator
    public static Code of(String value) {
        return new Code(value);
    }

    /**
     * Whether somebody added this code to a shared list.
     *
     * @return true if it carries a prefix
     */
    public boolean isLocal() {
        return value.indexOf(':') >= 0;
    }

    @Override
    public int compareTo(Code other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
