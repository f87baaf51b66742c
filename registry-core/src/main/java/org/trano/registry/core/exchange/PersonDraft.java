package org.trano.registry.core.exchange;

import java.util.Objects;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Sex;

/** A person row on its way into a registry, with the number of its household. */
record PersonDraft(CsvFile.Row row, String household, Member member) {

    /** Whether a person with the same number may be the same person: name and birth agree, and sex where it is known. */
    boolean mayBe(Person other) {
        Person person = member.person();
        return Objects.equals(person.name(), other.name())
                && (person.sex() == other.sex() || person.sex() == Sex.NOT_KNOWN || other.sex() == Sex.NOT_KNOWN)
                && person.birth().equals(other.birth());
    }

    /** The member under another id. */
    Member memberAs(PersonId id) {
        Person p = member.person();
        return new Member(
                new Person(id, p.name(), p.sex(), p.birth(), p.phones(), p.identifiers()),
                member.relationship(),
                member.answers());
    }
}
