package org.trano.registry.dedup.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;

/**
 * What an {@link IdentityIndex} knows of a person. Immutable.
 *
 * @param id who
 * @param household where they live, or null
 * @param names their names as written, in any script; none for somebody without a known name
 * @param birth when they were born, as well as it is known
 * @param sex their sex
 * @param place P-code or name of the place where they live, or null
 * @param phones telephone numbers under which they can be reached, also those of their household
 * @param identifiers numbers by which others know them
 */
public record PersonEntry(
        PersonId id,
        @Nullable HouseholdId household,
        List<String> names,
        UncertainDate birth,
        Sex sex,
        @Nullable String place,
        List<String> phones,
        List<String> identifiers) {
    /**
     * Copies the lists.
     *
     * @param id who
     * @param household where they live, or null
     * @param names their names
     * @param birth when they were born
     * @param sex their sex
     * @param place where they live, or null
     * @param phones telephone numbers
     * @param identifiers other numbers
     */
    public PersonEntry {
        names = List.copyOf(names);
        phones = List.copyOf(phones);
        identifiers = List.copyOf(identifiers);
    }

    /**
     * What a registry knows of a person.
     *
     * @param person who
     * @param household where they live, or null; somebody without a telephone is reached by way of its other members
     * @return the entry
     */
    public static PersonEntry of(Person person, @Nullable Household household) {
        List<String> names = new ArrayList<>();
        if (person.name() != null) {
            names.add(whole(person.name()));
        }
        person.otherNames().forEach(name -> names.add(whole(name)));
        List<String> phones = new ArrayList<>(person.phones());
        if (phones.isEmpty() && household != null) {
            household.members().forEach(member -> phones.addAll(member.person().phones()));
        }
        return new PersonEntry(
                person.id(),
                household == null ? null : household.id(),
                names,
                person.birth(),
                person.sex(),
                household == null ? null : household.area(),
                phones.stream().distinct().toList(),
                person.identifiers().stream().map(Identifier::value).distinct().toList());
    }

    private static String whole(PersonName name) {
        String display = name.display();
        return name.full() == null || name.patronymic() == null ? display : display + " " + name.patronymic();
    }
}
