package org.trano.registry.cli;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.core.programme.ValidationRound;

/** What communities said about their lists, a wish a row; the rows of an area and a date are one meeting. */
final class ValidationFile {
    private ValidationFile() {}

    static List<ValidationRound> read(Path file) {
        Map<String, ValidationRound.Builder> rounds = new LinkedHashMap<>();
        String name = String.valueOf(file.getFileName());
        try (CsvFile csv = CsvFile.open(file)) {
            int area = csv.column("area");
            int date = csv.column("date");
            int women = csv.column("women");
            int men = csv.column("men");
            int household = csv.column("household");
            int wish = csv.column("wish");
            int reason = csv.column("reason");
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                if (row.problem() != null) {
                    throw new DataException(row.problem());
                }
                List<String> values = row.values();
                LocalDate day = date(name, row.line(), values.get(date));
                ValidationRound.Builder round = rounds.computeIfAbsent(
                        values.get(area) + "\n" + day, key -> ValidationRound.builder(values.get(area), day));
                round.present(
                        number(name, row.line(), "women", values.get(women)),
                        number(name, row.line(), "men", values.get(men)));
                switch (values.get(wish)) {
                    case "exclude" -> {
                        if (values.get(reason).isBlank()) {
                            throw new DataException(
                                    Problem.ofValue("validation.no-reason", name, row.line(), "reason", ""));
                        }
                        round.exclude(values.get(household), values.get(reason));
                    }
                    case "prefer" -> round.prefer(values.get(household));
                    default ->
                        throw new DataException(
                                Problem.ofValue("validation.wish", name, row.line(), "wish", values.get(wish)));
                }
            }
        }
        return rounds.values().stream().map(ValidationRound.Builder::build).toList();
    }

    private static LocalDate date(String file, long row, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new DataException(Problem.ofValue("date.unreadable", file, row, "date", text), e);
        }
    }

    private static int number(String file, long row, String column, String text) {
        if (!text.matches("[0-9]{1,6}")) {
            throw new DataException(Problem.ofValue("number.unreadable", file, row, column, text));
        }
        return Integer.parseInt(text);
    }
}
