package org.trano.registry.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnGuess;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;

/**
 * What is really so, where somebody knows it (a population that was invented, a survey with consumption): who is who, and how
 * well off each household is. Looked at only to judge results.
 */
record KnownTruth(Map<String, String> persons, Map<String, Double> consumption) {
    private static final String PERSON = "truth_person";
    private static final String CONSUMPTION = "truth_consumption";

    static KnownTruth read(@Nullable Path persons, @Nullable Path households) {
        Map<String, String> people = new HashMap<>();
        Map<String, Double> means = new HashMap<>();
        if (persons != null) {
            try (CsvFile csv = CsvFile.open(persons)) {
                int id = csv.column(column(csv, ColumnRole.ID));
                int truth = csv.column(PERSON);
                CsvFile.Row row;
                while ((row = csv.next()) != null) {
                    if (row.problem() == null) {
                        people.put(row.values().get(id), row.values().get(truth));
                    }
                }
            }
        }
        if (households != null) {
            try (CsvFile csv = CsvFile.open(households)) {
                int id = csv.column(column(csv, ColumnRole.HOUSEHOLD));
                int truth = csv.column(CONSUMPTION);
                CsvFile.Row row;
                while ((row = csv.next()) != null) {
                    if (row.problem() == null) {
                        means.put(row.values().get(id), number(row, truth, households));
                    }
                }
            }
        }
        return new KnownTruth(people, means);
    }

    private static double number(CsvFile.Row row, int column, Path file) {
        String text = row.values().get(column);
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new DataException(Problem.ofValue(
                "number.unreadable", Objects.toString(file.getFileName()), row.line(), CONSUMPTION, text));
    }

    private static String column(CsvFile csv, ColumnRole role) {
        return ColumnGuess.of(csv.header())
                .roles()
                .getOrDefault(role, csv.header().get(0));
    }

    /** Who each record really is; a record nobody knows about is a person of its own. Null where nothing is known. */
    String @Nullable [] persons(List<String> labels) {
        if (persons.isEmpty()) {
            return null;
        }
        String[] truth = new String[labels.size()];
        for (int row = 0; row < truth.length; row++) {
            truth[row] = persons.getOrDefault(labels.get(row), "row " + row);
        }
        return truth;
    }
}
