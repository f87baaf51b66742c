package org.trano.registry.core.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.survey.Answer;
import org.trano.registry.core.survey.Interview;

/**
 * All households of an import, or those of them that are put together at a time: rows become drafts, checked one by one. Not
 * thread-safe.
 */
final class ImportPart {
    /** By the number of the household, in the order of the file. */
    final Map<String, HouseholdDraft> drafts = new LinkedHashMap<>();

    /** Persons whose household is not in the file: perhaps the registry knows it. */
    final Map<String, List<PersonDraft>> strays = new LinkedHashMap<>();

    private final ImportMapping mapping;
    private final @Nullable ValueReader households;
    private final ValueReader people;
    private final LocalDate interviewed;
    private final ImportRejects found;
    /** Lines of household rows that were rejected, by number. */
    private final Map<String, Long> rejectedHouseholds = new HashMap<>();

    private final Map<String, PersonDraft> personsByNumber = new HashMap<>();

    /**
     * A part without rows yet.
     *
     * @param households reads the household file, null where the person file tells about households too
     */
    ImportPart(
            ImportMapping mapping,
            @Nullable ValueReader households,
            ValueReader people,
            LocalDate interviewed,
            ImportRejects found) {
        this.mapping = mapping;
        this.households = households;
        this.people = people;
        this.interviewed = interviewed;
        this.found = found;
    }

    /** A row of the household file. */
    void household(CsvFile.Row row) {
        ValueReader reader = Objects.requireNonNull(households);
        String number = null;
        try {
            if (row.problem() != null) {
                throw new RowProblem(row.problem());
            }
            number = reader.text(row, mapping.household().id());
            if (number == null) {
                throw reader.problem("household.no-id", row, mapping.household().id(), "");
            }
            HouseholdDraft first = drafts.get(number);
            if (first != null) {
                number = null;
                throw reader.problem(
                        "household.duplicate",
                        row,
                        mapping.household().id(),
                        first.number,
                        Long.toString(first.row.line()));
            }
            drafts.put(number, draft(reader, row, number));
        } catch (RowProblem e) {
            found.households.add(row.values(), e.problem());
            if (number != null) {
                rejectedHouseholds.putIfAbsent(number, row.line());
            }
        }
    }

    private HouseholdDraft draft(ValueReader reader, CsvFile.Row row, String number) throws RowProblem {
        ImportMapping.HouseholdColumns columns = mapping.household();
        LocalDate day = reader.day(row, columns.interviewDate());
        return new HouseholdDraft(
                row,
                number,
                reader.text(row, columns.area()),
                new Interview(day == null ? interviewed : day, reader.answers(row, columns.answers())));
    }

    /** A row of the person file; all rows of the household file have come before. */
    void person(CsvFile.Row row) {
        String number = null;
        try {
            if (row.problem() != null) {
                throw new RowProblem(row.problem());
            }
            number = people.text(row, mapping.person().household());
            person(row, number);
        } catch (RowProblem e) {
            found.persons.add(row.values(), e.problem());
            if (number != null) {
                found.incomplete.add(number);
            }
        }
    }

    private void person(CsvFile.Row row, @Nullable String number) throws RowProblem {
        ImportMapping.PersonColumns columns = mapping.person();
        if (number == null) {
            throw people.problem("person.no-household", row, columns.household(), "");
        }
        HouseholdDraft home = drafts.get(number);
        LocalDate day = home == null ? interviewed : home.interview.date();
        HouseholdDraft fresh = null;
        if (home == null && households == null) {
            fresh = draft(people, row, number);
            day = fresh.interview.date();
        }
        PersonDraft draft = new PersonDraft(row, number, member(row, day));
        String id = people.text(row, columns.id());
        if (id != null) {
            PersonDraft first = personsByNumber.putIfAbsent(id, draft);
            if (first != null) {
                // The same child may live in two households; the same number twice in one household is an error.
                if (first.household().equals(number)
                        || !draft.mayBe(first.member().person())) {
                    throw people.problem(
                            "person.duplicate",
                            row,
                            columns.id(),
                            id,
                            Long.toString(first.row().line()));
                }
                draft = new PersonDraft(
                        row, number, draft.memberAs(first.member().person().id()));
            }
        }
        if (fresh != null) {
            home = fresh;
            drafts.put(number, fresh);
        }
        if (home != null) {
            home.members.add(draft);
            return;
        }
        Long rejectedAt = rejectedHouseholds.get(number);
        if (rejectedAt != null) {
            throw people.problem("person.household-rejected", row, columns.household(), number, rejectedAt.toString());
        }
        strays.computeIfAbsent(number, n -> new ArrayList<>()).add(draft);
    }

    private Member member(CsvFile.Row row, LocalDate day) throws RowProblem {
        ImportMapping.PersonColumns columns = mapping.person();
        String given = people.text(row, columns.givenNames());
        String surname = people.text(row, columns.surname());
        String full = people.text(row, columns.fullName());
        UncertainDate birth = people.birth(row, columns.birthDate());
        if (birth.isUnknown()) {
            birth = people.birthByAge(row, columns.age(), day);
        }
        List<Identifier> identifiers = new ArrayList<>();
        String id = people.text(row, columns.id());
        if (id != null) {
            identifiers.add(new Identifier(Identifier.sourceType(mapping.source()), id));
        }
        for (Map.Entry<String, ColumnMapping> entry : columns.identifiers().entrySet()) {
            String value = people.text(row, entry.getValue());
            if (value != null) {
                identifiers.add(new Identifier(entry.getKey(), value));
            }
        }
        String phone = people.text(row, columns.phone());
        Person person = new Person(
                PersonId.create(),
                given == null && surname == null && full == null ? null : new PersonName(given, surname, full),
                people.sex(row, columns.sex()),
                birth,
                phone == null ? List.of() : List.of(phone),
                identifiers);
        RelationshipToHead relationship = people.relationship(row, columns.relationship());
        Map<String, Answer> answers = people.answers(row, columns.answers());
        return new Member(person, relationship, answers);
    }
}
