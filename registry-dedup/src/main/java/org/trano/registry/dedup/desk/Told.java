package org.trano.registry.dedup.desk;

import java.util.Objects;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.person.Person;
import org.trano.registry.dedup.search.PersonQuery;

/** What was told of a member, as a query. */
final class Told {
    private static final int HITS = 10;
    /** More members, numbers or telephones say nothing more. */
    private static final int MOST_VALUES = 20;

    private Told() {}

    /** All that is told of a member, the names of the others included. */
    static PersonQuery query(Household told, Member member) {
        return query(told, member, true);
    }

    /** What is told of a member alone, without what they have in common with the others. */
    static PersonQuery queryAlone(Household told, Member member) {
        return query(told, member, false);
    }

    private static PersonQuery query(Household told, Member member, boolean withHousehold) {
        Person person = member.person();
        PersonQuery.Builder query =
                PersonQuery.builder().limit(HITS).birth(person.birth()).sex(person.sex());
        if (person.name() != null) {
            query.name(person.name().display());
        }
        person.identifiers().stream().limit(MOST_VALUES).forEach(number -> query.identifier(number.value()));
        if (withHousehold) {
            person.phones().stream().limit(MOST_VALUES).forEach(query::phone);
            if (told.area() != null) {
                query.place(told.area());
            }
            told.members().stream()
                    .filter(other -> other != member)
                    .map(other -> other.person().name())
                    .filter(Objects::nonNull)
                    .limit(MOST_VALUES)
                    .forEach(name -> query.member(name.display()));
        }
        return query.build();
    }
}
