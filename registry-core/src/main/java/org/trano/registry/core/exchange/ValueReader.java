package org.trano.registry.core.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.core.survey.Answer;

/** Reads typed values out of the rows of one file, by the mapping. Not thread-safe. */
final class ValueReader {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,30}(?:[.,]\\d{1,30})?(?:[eE][-+]?\\d{1,3})?");
    private static final int FIRST_BIRTH_YEAR = 1875;

    private final String file;
    private final CsvFile csv;
    private final Set<String> missing;
    private final DateOrder order;
    private final LocalDate today;
    private final Map<String, Integer> columns = new HashMap<>();

    ValueReader(String file, CsvFile csv, Set<String> missing, DateOrder order, LocalDate today) {
        this.file = file;
        this.csv = csv;
        this.missing = missing;
        this.order = order;
        this.today = today;
    }

    /** The value of a column, its code translated; null where it is missing or not mapped. */
    @Nullable
    String text(CsvFile.Row row, @Nullable ColumnMapping mapping) {
        if (mapping == null) {
            return null;
        }
        String raw = row.values().get(columns.computeIfAbsent(mapping.column(), csv::column));
        if (raw.isEmpty() || missing.contains(raw)) {
            return null;
        }
        return mapping.values().getOrDefault(raw, raw);
    }

    Sex sex(CsvFile.Row row, @Nullable ColumnMapping mapping) throws RowProblem {
        String text = text(row, mapping);
        return text == null
                ? Sex.NOT_KNOWN
                : Sex.parse(text).orElseThrow(() -> problem("sex.unknown", row, mapping, text));
    }

    RelationshipToHead relationship(CsvFile.Row row, @Nullable ColumnMapping mapping) throws RowProblem {
        String text = text(row, mapping);
        return text == null
                ? RelationshipToHead.UNKNOWN
                : RelationshipToHead.parse(text).orElseThrow(() -> problem("relationship.unknown", row, mapping, text));
    }

    /** A birth date; {@link UncertainDate#UNKNOWN} where it is missing. */
    UncertainDate birth(CsvFile.Row row, @Nullable ColumnMapping mapping) throws RowProblem {
        String text = text(row, mapping);
        return text == null
                ? UncertainDate.UNKNOWN
                : birth(text, order, today, code -> problem(code, row, mapping, text));
    }

    /** A day; null where it is missing. */
    @Nullable
    LocalDate day(CsvFile.Row row, @Nullable ColumnMapping mapping) throws RowProblem {
        String text = text(row, mapping);
        return text == null
                ? null
                : date(text, order, today, code -> problem(code, row, mapping, text))
                        .earliest();
    }

    /**
     * A birth date as somebody wrote it.
     *
     * @param refusal what is thrown, by the code of the problem
     */
    static UncertainDate birth(String text, DateOrder order, LocalDate today, Function<String, RowProblem> refusal)
            throws RowProblem {
        UncertainDate date = date(text, order, today, refusal);
        if (!date.latest().equals(LocalDate.MAX) && date.latest().getYear() < FIRST_BIRTH_YEAR) {
            throw refusal.apply("date.implausible");
        }
        return date;
    }

    /** A date as somebody wrote it. */
    static UncertainDate date(String text, DateOrder order, LocalDate today, Function<String, RowProblem> refusal)
            throws RowProblem {
        UncertainDate date;
        DateText parts = DateText.parse(text, order);
        if (parts != null) {
            date = parts.date();
            if (date == null) {
                throw refusal.apply("date.impossible");
            }
        } else {
            try {
                date = UncertainDate.parse(text);
            } catch (IllegalArgumentException e) {
                throw refusal.apply("date.unreadable");
            }
        }
        if (date.isBefore(today.plusDays(1)) == Certainty.NO) {
            throw refusal.apply("date.future");
        }
        return date;
    }

    /** A birth date from a stated age; {@link UncertainDate#UNKNOWN} where the age is missing. */
    UncertainDate birthByAge(CsvFile.Row row, @Nullable ColumnMapping mapping, LocalDate on) throws RowProblem {
        String text = text(row, mapping);
        if (text == null) {
            return UncertainDate.UNKNOWN;
        }
        try {
            return UncertainDate.ofStatedAge(new BigDecimal(text.replace(',', '.')).intValueExact(), on);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw problem("age.unreadable", row, mapping, text);
        }
    }

    Map<String, Answer> answers(CsvFile.Row row, Map<String, ColumnMapping> mappings) throws RowProblem {
        Map<String, Answer> answers = new TreeMap<>();
        for (Map.Entry<String, ColumnMapping> entry : mappings.entrySet()) {
            ColumnMapping mapping = entry.getValue();
            String text = text(row, mapping);
            if (text != null) {
                answers.put(entry.getKey(), answer(row, mapping, text));
            }
        }
        return answers;
    }

    private Answer answer(CsvFile.Row row, ColumnMapping mapping, String text) throws RowProblem {
        if (mapping.type().equals(ColumnMapping.CODE)) {
            return new Answer.Coded(text);
        }
        String digits = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "");
        if (!NUMBER.matcher(digits).matches()) {
            throw problem("number.unreadable", row, mapping, text);
        }
        return new Answer.Numeric(new BigDecimal(digits.replace(',', '.')));
    }

    RowProblem problem(String code, CsvFile.Row row, @Nullable ColumnMapping mapping, String value, String... details) {
        return new RowProblem(
                Problem.ofValue(code, file, row.line(), mapping == null ? "" : mapping.column(), value, details));
    }

    RowProblem problem(String code, CsvFile.Row row, String... details) {
        return new RowProblem(Problem.ofRow(code, file, row.line(), details));
    }

    /** Values of a column near the beginning of a file, to find its date order. */
    static List<String> sample(java.nio.file.Path file, String column) {
        List<String> values = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(file)) {
            int index = csv.column(column);
            CsvFile.Row row;
            while (values.size() < 10_000 && (row = csv.next()) != null) {
                if (row.problem() == null) {
                    values.add(row.values().get(index));
                }
            }
        }
        return values;
    }
}
