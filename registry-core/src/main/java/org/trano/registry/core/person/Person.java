package org.trano.registry.core.person;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One person as one source describes them. Only the id is certain; everything else may be missing, and a person without any
 * paper is still a person.
 *
 * @param id who this is
 * @param name the name, or null where none is known
 * @param sex the sex, {@link Sex#NOT_KNOWN} where not known
 * @param birth the birth date as well as it is known
 * @param phones telephone numbers as written; may be shared with others
 * @param identifiers numbers under which others know this person
 */
public record Person(
        PersonId id,
        @Nullable PersonName name,
        Sex sex,
        UncertainDate birth,
        List<String> phones,
        List<Identifier> identifiers) {
    /**
     * Copies the lists, so that nobody changes a person from outside.
     *
     * @param id who this is
     * @param name the name or null
     * @param sex the sex
     * @param birth the birth date
     * @param phones telephone numbers
     * @param identifiers numbers of others
     */
    public Person {
        phones = List.copyOf(phones);
        identifiers = List.copyOf(identifiers);
    }

    /**
     * The first identifier of a type.
     *
     * @param type for example {@link Identifier#NATIONAL_ID}
     * @return its value, or null where there is none
     */
    public @Nullable String identifier(String type) {
        for (Identifier identifier : identifiers) {
            if (identifier.type().equals(type)) {
                return identifier.value();
            }
        }
        return null;
    }
}
