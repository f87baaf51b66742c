package org.trano.registry.core.exchange;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.trano.registry.core.problem.Problem;

/** What one import could not take, of both files. Not thread-safe. */
final class ImportRejects {
    final String householdFile;
    final String personFile;
    /** Columns that messages name. */
    final String idColumn;

    final String linkColumn;
    final String personColumn;
    RejectsFile households = new RejectsFile(List.of());
    RejectsFile persons = new RejectsFile(List.of());
    /** Numbers of households that lack a person whose row was rejected. */
    final Set<String> incomplete = new HashSet<>();

    ImportRejects(String householdFile, String personFile, ImportMapping mapping) {
        this.householdFile = householdFile;
        this.personFile = personFile;
        this.idColumn = mapping.household().id().column();
        this.linkColumn = mapping.person().household().column();
        ColumnMapping number = mapping.person().id();
        this.personColumn = number == null ? "" : number.column();
    }

    void add(HouseholdDraft draft, String code) {
        households.add(
                draft.row.values(), Problem.ofValue(code, householdFile, draft.row.line(), idColumn, draft.number));
        incomplete.remove(draft.number);
    }

    void add(PersonDraft draft, String code, String column, String value, String... details) {
        persons.add(
                draft.row().values(),
                Problem.ofValue(code, personFile, draft.row().line(), column, value, details));
        incomplete.add(draft.household());
    }
}
