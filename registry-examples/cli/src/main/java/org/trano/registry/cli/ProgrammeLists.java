package org.trano.registry.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnGuess;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.exchange.DateOrder;
import org.trano.registry.core.exchange.DateText;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.dedup.Caution;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.frame.TextFolding;

/**
 * Lists of several programmes, each with columns of its own, read into one table: one column for each role that any of them has, and one for each text without a role, which lists share
 * where they call it alike. Dates are written alike, whatever a list's habit; where one list has whole names only, there are those of all lists beside the parts that others have.
 *
 * @param table all records, the list they stand on in the role {@code SOURCE}
 * @param names the lists
 * @param ids the number of each row in its own list
 * @param lines the line of each row in its own file
 * @param relationships the relationship to the head of each row, empty where it is not known
 * @param truth who each row really is, or null
 * @param columns for each list what its columns were taken for: the id of a role or {@code text:NAME}, and the column
 * @param ignored for each list the columns that play no part
 * @param cautions lists of which many dates cannot be read
 * @param problems rows that could not be read, or whose number stands twice in their list
 */
record ProgrammeLists(
        RecordTable table,
        List<String> names,
        List<String> ids,
        List<Long> lines,
        List<String> relationships,
        String @Nullable [] truth,
        Map<String, Map<String, String>> columns,
        Map<String, List<String>> ignored,
        List<Caution> cautions,
        List<Problem> problems) {
    /** What stands before the name of a text without a role. */
    static final String TEXT = "text:";
    /** The other columns of the register; a text of such a name gets another one. */
    private static final Set<String> TAKEN = Stream.concat(
                    Arrays.stream(ColumnRole.values()).map(ColumnRole::id),
                    Stream.of("person_id", "household_id", "lists", "records"))
            .collect(Collectors.toUnmodifiableSet());

    /** Roles that become columns of the table, in their order. */
    private static final List<ColumnRole> SHOWN = List.of(
            ColumnRole.FULL_NAME,
            ColumnRole.GIVEN_NAME,
            ColumnRole.FAMILY_NAME,
            ColumnRole.SEX,
            ColumnRole.BIRTH_DATE,
            ColumnRole.AGE,
            ColumnRole.PHONE,
            ColumnRole.NATIONAL_ID,
            ColumnRole.EMAIL,
            ColumnRole.PLACE,
            ColumnRole.POSTCODE,
            ColumnRole.ADDRESS);

    private static final Set<ColumnRole> BIRTH_PARTS =
            EnumSet.of(ColumnRole.BIRTH_YEAR, ColumnRole.BIRTH_MONTH, ColumnRole.BIRTH_DAY);

    /**
     * What the columns of a list mean.
     *
     * @param roles the column in each role
     * @param texts the column of each text, by what it is called
     */
    record Meaning(Map<ColumnRole, String> roles, Map<String, String> texts) {
        private Map<String, String> told() {
            Map<String, String> told = new LinkedHashMap<>();
            roles.forEach((role, column) -> told.put(role.id(), column));
            texts.forEach((text, column) -> told.put(TEXT + text, column));
            return told;
        }

        /** The text that is called alike but for marks and capitals; null where none is. */
        @Nullable
        String textLike(String name) {
            return texts.keySet().stream()
                    .filter(text -> TextFolding.fold(text).equals(TextFolding.fold(name)))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** One row of a list by role, and its texts by their folded names. */
    private record Entry(
            String list, long line, Map<ColumnRole, String> values, Map<String, String> texts, String truth) {
        String value(ColumnRole role) {
            return values.getOrDefault(role, "");
        }
    }

    /** Reads lists; the columns of those in {@code stated} are as said there, of the others guessed. */
    static ProgrammeLists read(Map<String, Path> files, Map<String, Meaning> stated, @Nullable String truthColumn) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Meaning> columns = new LinkedHashMap<>();
        Map<String, List<String>> ignored = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        List<Caution> cautions = new ArrayList<>();
        files.forEach((name, file) -> {
            Meaning meaning =
                    stated.containsKey(name) ? Objects.requireNonNull(stated.get(name)) : guess(file, truthColumn);
            columns.put(name, meaning);
            ignored.put(name, readList(name, file, meaning, truthColumn, entries, cautions, problems));
        });
        Map<String, String> texts = new LinkedHashMap<>();
        columns.values().stream()
                .flatMap(meaning -> meaning.texts.keySet().stream())
                .forEach(text -> texts.putIfAbsent(TextFolding.fold(text), TAKEN.contains(text) ? text + "_" : text));
        boolean whole = columns.values().stream()
                .map(Meaning::roles)
                .anyMatch(roles -> roles.containsKey(ColumnRole.FULL_NAME)
                        && !roles.containsKey(ColumnRole.GIVEN_NAME)
                        && !roles.containsKey(ColumnRole.FAMILY_NAME));
        Set<ColumnRole> known = columns.values().stream()
                .flatMap(meaning -> meaning.roles.keySet().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ColumnRole.class)));
        if (known.contains(ColumnRole.BIRTH_YEAR)) {
            known.add(ColumnRole.BIRTH_DATE);
        }
        List<ColumnRole> shown = SHOWN.stream()
                .filter(role -> role == ColumnRole.FULL_NAME ? whole : known.contains(role))
                .toList();
        List<RecordTable.Column> tableColumns = new ArrayList<>();
        shown.forEach(role -> tableColumns.add(new RecordTable.Column(role.id(), role)));
        texts.values().forEach(text -> tableColumns.add(new RecordTable.Column(text, null)));
        Stream.of(ColumnRole.HOUSEHOLD, ColumnRole.SOURCE)
                .forEach(role -> tableColumns.add(new RecordTable.Column(role.id(), role)));
        RecordTable.Builder table = RecordTable.builder(tableColumns);
        List<String> ids = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        List<String> relationships = new ArrayList<>();
        for (Entry entry : entries) {
            List<String> row = new ArrayList<>();
            for (ColumnRole role : shown) {
                row.add(role == ColumnRole.FULL_NAME ? fullName(entry) : entry.value(role));
            }
            texts.keySet().forEach(text -> row.add(entry.texts.getOrDefault(text, "")));
            row.add(entry.value(ColumnRole.HOUSEHOLD));
            row.add(entry.list);
            table.add(row);
            ids.add(entry.value(ColumnRole.ID));
            lines.add(entry.line);
            relationships.add(entry.value(ColumnRole.RELATIONSHIP));
        }
        return new ProgrammeLists(
                table.build(),
                List.copyOf(files.keySet()),
                ids,
                lines,
                relationships,
                truthColumn == null ? null : entries.stream().map(Entry::truth).toArray(String[]::new),
                told(columns),
                ignored,
                cautions,
                problems);
    }

    private static Map<String, Map<String, String>> told(Map<String, Meaning> columns) {
        Map<String, Map<String, String>> told = new LinkedHashMap<>();
        columns.forEach((name, meaning) -> told.put(name, meaning.told()));
        return told;
    }

    private static String fullName(Entry entry) {
        String full = entry.value(ColumnRole.FULL_NAME);
        return full.isEmpty()
                ? (entry.value(ColumnRole.GIVEN_NAME) + " " + entry.value(ColumnRole.FAMILY_NAME)).strip()
                : full;
    }

    private static Meaning guess(Path file, @Nullable String truthColumn) {
        try (CsvFile csv = CsvFile.open(file)) {
            List<String> visible = new ArrayList<>(csv.header());
            visible.remove(truthColumn);
            ColumnGuess guess = ColumnGuess.of(visible, file);
            Meaning meaning = new Meaning(guess.roles(), new LinkedHashMap<>());
            for (String text : guess.texts()) {
                // Of two that are called alike the second plays no part, which is told.
                if (meaning.textLike(text) == null) {
                    meaning.texts().put(text, text);
                }
            }
            return meaning;
        }
    }

    /** Reads one list and gives the columns that play no part. */
    private static List<String> readList(
            String name,
            Path file,
            Meaning meaning,
            @Nullable String truthColumn,
            List<Entry> entries,
            List<Caution> cautions,
            List<Problem> problems) {
        String fileName = Objects.toString(file.getFileName());
        Map<ColumnRole, String> roles = meaning.roles;
        DateOrder order = order(file, roles.get(ColumnRole.BIRTH_DATE));
        int thisYear = Year.now(Clock.systemDefaultZone()).getValue();
        try (CsvFile csv = CsvFile.open(file)) {
            Map<ColumnRole, Integer> index = new EnumMap<>(ColumnRole.class);
            roles.forEach((role, column) -> index.put(role, csv.column(column)));
            Map<String, Integer> textIndex = new LinkedHashMap<>();
            meaning.texts.forEach((text, column) -> textIndex.put(TextFolding.fold(text), csv.column(column)));
            int truth = truthColumn == null ? -1 : csv.column(truthColumn);
            Map<String, Long> seen = new HashMap<>();
            int before = entries.size();
            int read = 0;
            Map<String, Integer> unread = new HashMap<>();
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                if (row.problem() != null) {
                    problems.add(row.problem());
                    continue;
                }
                List<String> cells = row.values();
                Map<ColumnRole, String> values = new EnumMap<>(ColumnRole.class);
                index.forEach((role, at) -> values.put(role, cells.get(at)));
                values.computeIfPresent(ColumnRole.SEX, (role, text) -> sex(text));
                String date = values.getOrDefault(ColumnRole.BIRTH_DATE, "").strip();
                values.computeIfPresent(ColumnRole.BIRTH_DATE, (role, text) -> date(text, order, thisYear));
                if (!values.getOrDefault(ColumnRole.BIRTH_DATE, "").isEmpty()) {
                    read++;
                } else if (!TextFolding.fold(date).isEmpty()) {
                    unread.merge(date, 1, Integer::sum);
                }
                if (values.containsKey(ColumnRole.BIRTH_YEAR)
                        && values.getOrDefault(ColumnRole.BIRTH_DATE, "").isEmpty()) {
                    values.put(ColumnRole.BIRTH_DATE, dateOfParts(values));
                }
                values.putIfAbsent(ColumnRole.ID, Long.toString(row.line()));
                String id = values.getOrDefault(ColumnRole.ID, "");
                Long earlier = seen.putIfAbsent(id, row.line());
                if (earlier != null) {
                    problems.add(Problem.ofValue(
                            "id.duplicate",
                            fileName,
                            row.line(),
                            roles.getOrDefault(ColumnRole.ID, ""),
                            id,
                            earlier.toString()));
                }
                String person = truth < 0 ? "" : cells.get(truth);
                if (truth >= 0 && person.isEmpty()) {
                    throw new DataException(
                            Problem.ofRow("truth.missing", fileName, row.line(), Objects.toString(truthColumn)));
                }
                Map<String, String> texts = new HashMap<>();
                textIndex.forEach((text, at) -> texts.put(text, cells.get(at)));
                entries.add(new Entry(name, row.line(), values, texts, person));
            }
            if (entries.size() == before) {
                throw new DataException(Problem.ofFile("file.header-only", fileName));
            }
            Caution.unread(name + ": " + roles.get(ColumnRole.BIRTH_DATE), read, unread)
                    .ifPresent(cautions::add);
            List<String> ignored = new ArrayList<>(csv.header());
            roles.forEach((role, column) -> {
                if (SHOWN.contains(role)
                        || BIRTH_PARTS.contains(role)
                        || role == ColumnRole.ID
                        || role == ColumnRole.HOUSEHOLD
                        || role == ColumnRole.RELATIONSHIP) {
                    ignored.remove(column);
                }
            });
            ignored.removeAll(meaning.texts.values());
            ignored.remove(truthColumn);
            return ignored;
        }
    }

    /** Whether a list writes the day or the month first: by all its dates. */
    private static DateOrder order(Path file, @Nullable String column) {
        List<String> dates = new ArrayList<>();
        if (column != null) {
            try (CsvFile csv = CsvFile.open(file)) {
                int index = csv.column(column);
                CsvFile.Row row;
                while ((row = csv.next()) != null) {
                    if (row.problem() == null) {
                        dates.add(row.values().get(index));
                    }
                }
            }
        }
        return DateOrder.of(dates);
    }

    /** M or F, however the list writes it; what is neither stays as it is. */
    private static String sex(String text) {
        return Sex.parse(text)
                .map(sex -> sex == Sex.MALE ? "M" : sex == Sex.FEMALE ? "F" : text)
                .orElse(text);
    }

    private static String date(String text, DateOrder order, int thisYear) {
        DateText date = DateText.guess(text, order, thisYear);
        return date == null ? "" : date(date.year(), date.month(), date.day());
    }

    private static String dateOfParts(Map<ColumnRole, String> values) {
        int year = number(values.get(ColumnRole.BIRTH_YEAR));
        return year == 0
                ? ""
                : date(year, number(values.get(ColumnRole.BIRTH_MONTH)), number(values.get(ColumnRole.BIRTH_DAY)));
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    private static String date(int year, int month, int day) {
        String text = String.format("%04d", year);
        if (month > 0) {
            text += String.format("-%02d", month);
            if (day > 0) {
                text += String.format("-%02d", day);
            }
        }
        return text;
    }
}
