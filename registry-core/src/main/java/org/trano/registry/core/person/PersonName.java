package org.trano.registry.core.person;

import org.jspecify.annotations.Nullable;

/**
 * A name as it was given. Nothing is folded, split or corrected here: that is the matcher's business.
 *
 * @param givenNames given names in the order written, or null where the source has none or does not tell them apart
 * @param surname family name, or null likewise (Somali and Malagasy names often have none)
 * @param full the whole name as one text, or null where it came in parts
 */
public record PersonName(
        @Nullable String givenNames,
        @Nullable String surname,
        @Nullable String full) {
    /**
     * Checks that there is a name at all.
     *
     * @param givenNames given names or null
     * @param surname family name or null
     * @param full whole name or null
     */
    public PersonName {
        if (givenNames == null && surname == null && full == null) {
            throw new IllegalArgumentException(
                    "A name needs at least one part. Maybe the person has no known name: then leave the name out.");
        }
    }

    /**
     * The name as one text.
     *
     * @return {@link #full()} where there is one, else given names and surname with a space between
     */
    public String display() {
        if (full != null) {
            return full;
        }
        if (givenNames == null) {
            return surname == null ? "" : surname;
        }
        return surname == null ? givenNames : givenNames + " " + surname;
    }
}
