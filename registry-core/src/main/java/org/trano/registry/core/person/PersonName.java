package org.trano.registry.core.person;

import org.jspecify.annotations.Nullable;
import org.trano.registry.core.code.Code;

/**
 * A name as it was given. Nothing is folded, split or corrected here: that is the matcher's business. A person who writes the
 * name in two scripts has two names.
 *
 * @param givenNames given names in the order written, or null where the source has none or does not tell them apart
 * @param surname family name, or null likewise (Somali and Malagasy names often have none)
 * @param full the whole name as one text, or null where it came in parts
 * @param patronymic names of father and grandfather where they stand apart, or null
 * @param use a code of {@link org.trano.registry.core.code.CodeList#NAME_USE}, or null
 * @param script ISO 15924, for example {@code Latn} or {@code Arab}, or null where nobody said
 * @param language BCP 47, for example {@code mg} or {@code ar}, or null
 */
public record PersonName(
        @Nullable String givenNames,
        @Nullable String surname,
        @Nullable String full,
        @Nullable String patronymic,
        @Nullable Code use,
        @Nullable String script,
        @Nullable String language) {
    /**
     * Checks that there is a name at all.
     *
     * @param givenNames given names or null
     * @param surname family name or null
     * @param full whole name or null
     * @param patronymic names of father and grandfather or null
     * @param use what kind of name or null
     * @param script the script or null
     * @param language the language or null
     */
    public PersonName {
        if (givenNames == null && surname == null && full == null && patronymic == null) {
            throw new IllegalArgumentException(
                    "A name needs at least one part. Maybe the person has no known name: then leave the name out.");
        }
    }

    /**
     * A name of which only the parts are known.
     *
     * @param givenNames given names or null
     * @param surname family name or null
     * @param full whole name or null
     */
    public PersonName(@Nullable String givenNames, @Nullable String surname, @Nullable String full) {
        this(givenNames, surname, full, null, null, null, null);
    }

    /**
     * A whole name in a script and language.
     *
     * @param full the name
     * @param script ISO 15924
     * @param language BCP 47
     * @return the name
     */
    public static PersonName of(String full, String script, String language) {
        return new PersonName(null, null, full, null, null, script, language);
    }

    /**
     * The name as one text.
     *
     * @return {@link #full()} where there is one, else given names, patronymic and surname with a space between
     */
    public String display() {
        if (full != null) {
            return full;
        }
        StringBuilder out = new StringBuilder();
        append(out, givenNames);
        append(out, patronymic);
        append(out, surname);
        return out.toString();
    }

    private static void append(StringBuilder out, @Nullable String part) {
        if (part != null) {
            out.append(out.isEmpty() ? "" : " ").append(part);
        }
    }
}
