package org.trano.registry.cli;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnGuess;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.dedup.Decision;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.review.RegistryRecords;

/**
 * Records for matching, read from files or from a registry, with their ids, and with the truth kept apart.
 *
 * @param table what is compared
 * @param ids what names each row for good: its number in the file, or the id of a registry
 * @param labels what people call each row: its number
 * @param households the number of the household of each row, empty where there is none
 * @param truth who each row really is, or null
 * @param sources where each row comes from when linking, or null
 * @param columns the role of each column used, for people
 * @param ignored columns that play no part
 * @param problems rows left out or doubtful
 * @param decisions what was decided in the registry that the rows come from
 */
record RecordFiles(
        RecordTable table,
        List<String> ids,
        List<String> labels,
        List<String> households,
        String @Nullable [] truth,
        String @Nullable [] sources,
        Map<String, String> columns,
        List<String> ignored,
        List<Problem> problems,
        List<Decision> decisions) {

    /** What the user says about the columns: a role, or {@code text:NAME}, for each. */
    static RecordFiles read(List<Path> files, Map<String, String> roles, @Nullable String truthColumn) {
        // The first file says which columns there are; the others must have the same ones.
        try (CsvFile first = CsvFile.open(files.get(0))) {
            Map<String, String> chosen = new LinkedHashMap<>();
            if (roles.isEmpty()) {
                guess(first.header(), files, truthColumn, chosen);
            } else {
                roles.forEach((role, column) -> {
                    first.column(column);
                    chosen.put(role, column);
                });
            }
            return read(files, first, chosen, truthColumn);
        }
    }

    private static RecordFiles read(
            List<Path> files, CsvFile opened, Map<String, String> chosen, @Nullable String truthColumn) {
        List<String> ignored = new ArrayList<>(opened.header());
        ignored.removeAll(chosen.values());
        ignored.remove(truthColumn);
        List<Problem> problems = new ArrayList<>();
        String idColumn = chosen.get(ColumnRole.ID.id());
        Map<String, String> compared = new LinkedHashMap<>(chosen);
        compared.remove(ColumnRole.ID.id());
        boolean linking = files.size() > 1 || compared.containsKey(ColumnRole.SOURCE.id());
        boolean byFile = files.size() > 1;
        if (byFile) {
            compared.remove(ColumnRole.SOURCE.id());
        }
        List<RecordTable.Column> columns = new ArrayList<>();
        compared.forEach((role, column) -> columns.add(
                new RecordTable.Column(column, ColumnRole.parse(role).orElse(null))));
        if (byFile) {
            columns.add(new RecordTable.Column("file", ColumnRole.SOURCE));
        }
        RecordTable.Builder table = RecordTable.builder(columns);
        List<String> ids = new ArrayList<>();
        List<String> truth = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (int f = 0; f < files.size(); f++) {
            String name = Objects.toString(files.get(f).getFileName());
            int before = ids.size();
            LongStream.Builder lines = LongStream.builder();
            long rows = 0;
            try (CsvFile csv = f == 0 ? opened : CsvFile.open(files.get(f));
                    RowsAhead ahead = new RowsAhead(csv)) {
                int[] index = compared.values().stream().mapToInt(csv::column).toArray();
                int id = idColumn == null ? -1 : csv.column(idColumn);
                int true0 = truthColumn == null ? -1 : csv.column(truthColumn);
                int source = byFile || !linking
                        ? -1
                        : csv.column(Objects.requireNonNull(compared.get(ColumnRole.SOURCE.id())));
                CsvFile.Row row;
                while ((row = ahead.next()) != null) {
                    rows++;
                    if (row.problem() != null) {
                        problems.add(row.problem());
                        continue;
                    }
                    List<String> values = new ArrayList<>(columns.size());
                    for (int i : index) {
                        values.add(row.values().get(i));
                    }
                    if (byFile) {
                        values.add(Integer.toString(f));
                    }
                    String number = id < 0
                            ? (byFile ? name + ":" : "") + row.line()
                            : row.values().get(id);
                    lines.add(row.line());
                    if (true0 >= 0) {
                        if (row.values().get(true0).isEmpty()) {
                            throw new DataException(
                                    Problem.ofRow("truth.missing", name, row.line(), Objects.toString(truthColumn)));
                        }
                        truth.add(row.values().get(true0));
                    }
                    ids.add(number);
                    if (linking) {
                        sources.add(byFile ? Integer.toString(f) : row.values().get(source));
                    }
                    table.add(values);
                }
            }
            if (rows == 0) {
                throw new DataException(Problem.ofFile("file.header-only", name));
            }
            long[] lineOf = lines.build().toArray();
            repeated(
                    ids.subList(before, ids.size()),
                    (first, again) -> problems.add(Problem.ofValue(
                            "id.duplicate",
                            name,
                            lineOf[again],
                            Objects.toString(idColumn, ""),
                            ids.get(before + again),
                            Long.toString(lineOf[first]))));
        }
        RecordTable built = table.build();
        return new RecordFiles(
                built,
                ids,
                ids,
                values(built, ColumnRole.HOUSEHOLD),
                truthColumn == null ? null : truth.toArray(String[]::new),
                linking ? sources.toArray(String[]::new) : null,
                chosen,
                ignored,
                problems,
                List.of());
    }

    /** Takes two places in a list. */
    private interface Repetition {
        void of(int first, int again);
    }

    /** Texts that occur before in a list, in its order. */
    private static void repeated(List<String> texts, Repetition repetition) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * texts.size());
        int[] places = new int[1 << bits];
        int[] hashes = IntStream.range(0, texts.size())
                .parallel()
                .map(place -> texts.get(place).hashCode())
                .toArray();
        for (int again = 0; again < hashes.length; again++) {
            int hash = hashes[again];
            // The low bits of a hash follow the last characters: the high ones of a product follow all of it.
            int place = hash * 0x9E3779B9 >>> Integer.SIZE - bits;
            while (places[place] != 0) {
                int first = places[place] - 1;
                if (hashes[first] == hash && texts.get(first).equals(texts.get(again))) {
                    repetition.of(first, again);
                    break;
                }
                place = place + 1 & places.length - 1;
            }
            if (places[place] == 0) {
                places[place] = again + 1;
            }
        }
    }

    /** The values of the column in a role, read from the table; empty where there is none. */
    private static List<String> values(RecordTable table, ColumnRole role) {
        int column = table.column(role);
        return texts(table.size(), row -> column < 0 ? "" : table.value(row, column));
    }

    private static List<String> texts(int size, IntFunction<String> text) {
        return new AbstractList<>() {
            @Override
            public String get(int row) {
                return text.apply(row);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private static void guess(
            List<String> header, List<Path> files, @Nullable String truthColumn, Map<String, String> chosen) {
        List<String> visible = new ArrayList<>(header);
        visible.remove(truthColumn);
        ColumnGuess guess = ColumnGuess.of(visible, files.get(0));
        guess.roles().forEach((role, column) -> {
            if (role != ColumnRole.RELATIONSHIP) {
                chosen.put(role.id(), column);
            }
        });
        List<String> texts = new ArrayList<>(guess.texts());
        for (Path other : files.subList(1, files.size())) {
            try (CsvFile csv = CsvFile.open(other)) {
                texts.retainAll(csv.header());
            }
        }
        texts.forEach(text -> chosen.put("text:" + text, text));
    }

    /** Checks the roles a user names. */
    static Optional<String> fault(Map<String, String> roles) {
        for (String role : roles.keySet()) {
            if (!role.startsWith("text:") && ColumnRole.parse(role).isEmpty()) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** All members of all households of a registry. */
    static RecordFiles of(RegistryRecords records) {
        RecordTable table = records.table();
        Map<String, String> columns = new LinkedHashMap<>();
        table.columns().forEach(column -> columns.put(column.name(), column.name()));
        return new RecordFiles(
                table,
                texts(table.size(), row -> records.person(row).toString()),
                texts(table.size(), records::number),
                texts(table.size(), records::household),
                null,
                null,
                columns,
                List.of(),
                List.of(),
                records.decisions());
    }
}
