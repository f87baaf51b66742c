package org.trano.registry.core.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.survey.Interview;

/** A household row on its way into a registry, with the persons that refer to it. */
final class HouseholdDraft {
    final CsvFile.Row row;
    final String number;
    final @Nullable String area;
    final Interview interview;
    final List<PersonDraft> members = new ArrayList<>();

    HouseholdDraft(CsvFile.Row row, String number, @Nullable String area, Interview interview) {
        this.row = row;
        this.number = number;
        this.area = area;
        this.interview = interview;
    }
}
