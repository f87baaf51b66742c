package org.trano.registry.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.exchange.ColumnGuess;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.jdbc.SqliteStore;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.indicator.MissingReason;
import org.trano.registry.scoring.model.ScoringModel;
import picocli.CommandLine.Option;

/** Where the households to be scored come from: a file with a row each, or a registry. */
final class HouseholdSource {
    @Option(
            names = "--input",
            paramLabel = "CSV",
            required = true,
            description = "One row per household, with the model's columns.")
    private @Nullable Path input;

    @Option(names = "--registry", paramLabel = "FILE", required = true, description = "All households of a registry.")
    private @Nullable Path registry;

    /**
     * Households ready to be scored.
     *
     * @param frames what each model asks
     * @param areas the code of the place of each, empty where it has none
     * @param sizes how many people each has; 1 where only households are known
     * @param interviewed the day of the interview of each; empty for a file
     * @param heads the name of the head of each, empty where it is not known
     * @param problems rows that could not be read, or are doubtful
     * @param sequence the last event of the registry when reading began, 0 for a file
     */
    record Households(
            List<IndicatorFrame> frames,
            List<String> areas,
            List<Integer> sizes,
            List<LocalDate> interviewed,
            List<String> heads,
            List<Problem> problems,
            long sequence) {
        /** What the first model asks. */
        IndicatorFrame frame() {
            return frames.get(0);
        }

        List<String> ids() {
            IndicatorFrame frame = frame();
            List<String> ids = new ArrayList<>(frame.size());
            for (int row = 0; row < frame.size(); row++) {
                ids.add(frame.id(row));
            }
            return ids;
        }

        int row(String id) {
            IndicatorFrame frame = frame();
            for (int row = 0; row < frame.size(); row++) {
                if (frame.id(row).equals(id)) {
                    return row;
                }
            }
            throw new DataException(new Problem("id.not-found", null, 0, null, null, List.of(id)));
        }
    }

    /**
     * Columns of a file besides those a model asks for.
     *
     * @param id with the household's number, null to guess it
     * @param area with the area's code, null to guess it
     * @param size with the number of people, null where it does not matter
     */
    record Columns(
            @Nullable String id,
            @Nullable String area,
            @Nullable String size) {
        static Columns ofId(@Nullable String id) {
            return new Columns(id, null, null);
        }
    }

    /** Reads what a model asks; columns of a file are guessed where they are not named. */
    Households read(ScoringModel model, @Nullable String idColumn, Terminal terminal) {
        return read(List.of(model.indicators()), Columns.ofId(idColumn), terminal);
    }

    /** Reads what several models ask, in one pass. */
    Households read(List<List<Indicator>> asked, Columns columns, Terminal terminal) {
        return input != null
                ? ofFile(input, asked, columns, terminal)
                : ofRegistry(Objects.requireNonNull(registry), asked, terminal);
    }

    /** The registry, or null where the households come from a file. */
    @Nullable
    Path registry() {
        return registry;
    }

    /** What to call the source in front of people. */
    String name() {
        return String.valueOf(
                Objects.requireNonNull(input != null ? input : registry).getFileName());
    }

    /** Reads one household where it can be found by its number, or else all. */
    Households readFor(ScoringModel model, String household, @Nullable String idColumn, Terminal terminal) {
        if (registry != null) {
            try (Registry open = Registry.open(SqliteStore.openReadOnly(registry))) {
                List<HouseholdId> found = open.find(new Identifier(Identifier.SOURCE, household));
                Household one = found.size() == 1 ? open.household(found.get(0)).orElse(null) : null;
                if (one != null && one.sourceId().equals(household)) {
                    IndicatorFrame.Builder frame = IndicatorFrame.builder(model.indicators());
                    add(frame, one, model.indicators());
                    return new Households(
                            List.of(frame.build()),
                            List.of(Objects.requireNonNullElse(one.area(), "")),
                            List.of(one.size()),
                            List.of(one.interview().date()),
                            List.of(head(one)),
                            List.of(),
                            open.head().sequence());
                }
            }
        }
        return read(model, idColumn, terminal);
    }

    private static Households ofFile(Path file, List<List<Indicator>> asked, Columns named, Terminal terminal) {
        List<Problem> problems = new ArrayList<>();
        List<String> areas = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        List<IndicatorFrame.Builder> frames =
                asked.stream().map(IndicatorFrame::builder).toList();
        Map<String, Long> seen = new LinkedHashMap<>();
        String name = String.valueOf(file.getFileName());
        try (CsvFile csv = CsvFile.open(file)) {
            int id = csv.column(named.id() != null ? named.id() : guessId(csv.header()));
            String place = named.area() != null
                    ? named.area()
                    : ColumnGuess.of(csv.header()).roles().get(ColumnRole.PLACE);
            int area = place == null ? -1 : csv.column(place);
            int size = named.size() == null ? -1 : csv.column(named.size());
            int[][] columns = asked.stream()
                    .map(list ->
                            list.stream().mapToInt(i -> csv.column(i.column())).toArray())
                    .toArray(int[][]::new);
            CsvFile.Row row;
            long rows = 0;
            while ((row = csv.next()) != null) {
                rows++;
                terminal.report("read", rows, -1);
                if (row.problem() != null) {
                    problems.add(row.problem());
                    continue;
                }
                String number = row.values().get(id);
                Long before = seen.putIfAbsent(number, row.line());
                if (before != null) {
                    problems.add(Problem.ofValue(
                            "id.duplicate", name, row.line(), csv.header().get(id), number, before.toString()));
                }
                for (int m = 0; m < columns.length; m++) {
                    List<Indicator.Value> values = new ArrayList<>(columns[m].length);
                    for (int i = 0; i < columns[m].length; i++) {
                        String text = row.values().get(columns[m][i]);
                        Indicator indicator = asked.get(m).get(i);
                        values.add(value(indicator, text, name, row.line(), problems));
                    }
                    frames.get(m).add(number, values);
                }
                areas.add(area < 0 ? "" : row.values().get(area));
                sizes.add(
                        size < 0
                                ? 1
                                : size(row.values().get(size), csv.header().get(size), name, row.line(), problems));
            }
            if (rows == 0) {
                throw new DataException(Problem.ofFile("file.header-only", name));
            }
        }
        return new Households(
                frames.stream().map(IndicatorFrame.Builder::build).toList(),
                areas,
                sizes,
                List.of(),
                List.of(),
                // Two models may ask for the same column.
                problems.stream().distinct().toList(),
                0);
    }

    /** How many people a household has; where it is not said how many, one is certain. */
    private static int size(String text, String column, String file, long line, List<Problem> problems) {
        if (text.matches("[1-9]\\d{0,3}")) {
            return Integer.parseInt(text);
        }
        problems.add(Problem.ofValue("number.unreadable", file, line, column, text));
        return 1;
    }

    private static Indicator.Value value(
            Indicator indicator, String text, String file, long line, List<Problem> problems) {
        Indicator.Value value = indicator.parse(text);
        if (value instanceof Indicator.Missing missing && !text.isEmpty()) {
            problems.add(Problem.ofValue(
                    missing.reason() == MissingReason.OUT_OF_RANGE ? "number.out-of-range" : "number.unreadable",
                    file,
                    line,
                    indicator.column(),
                    text));
        }
        return value;
    }

    /** Reads a file of households for one list of indicators. */
    static IndicatorFrame readFile(Path file, List<Indicator> indicators, Terminal terminal) {
        return ofFile(file, List.of(indicators), Columns.ofId(null), terminal).frame();
    }

    private static String guessId(List<String> header) {
        Map<ColumnRole, String> roles = ColumnGuess.of(header).roles();
        return roles.getOrDefault(ColumnRole.HOUSEHOLD, roles.getOrDefault(ColumnRole.ID, header.get(0)));
    }

    private static Households ofRegistry(Path file, List<List<Indicator>> asked, Terminal terminal) {
        List<IndicatorFrame.Builder> frames =
                asked.stream().map(IndicatorFrame::builder).toList();
        List<String> areas = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        List<LocalDate> interviewed = new ArrayList<>();
        List<String> heads = new ArrayList<>();
        long sequence;
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(file))) {
            sequence = registry.head().sequence();
            registry.households(household -> {
                for (int m = 0; m < frames.size(); m++) {
                    add(frames.get(m), household, asked.get(m));
                }
                areas.add(Objects.requireNonNullElse(household.area(), ""));
                sizes.add(household.size());
                interviewed.add(household.interview().date());
                heads.add(head(household));
                terminal.report("read", areas.size(), -1);
            });
        }
        return new Households(
                frames.stream().map(IndicatorFrame.Builder::build).toList(),
                areas,
                sizes,
                interviewed,
                heads,
                List.of(),
                sequence);
    }

    /** Works the indicators out of a household. */
    static void add(IndicatorFrame.Builder frame, Household household, List<Indicator> indicators) {
        frame.add(
                household.sourceId(),
                indicators.stream().map(i -> i.of(household)).toList());
    }

    private static String head(Household household) {
        for (Member member : household.members()) {
            PersonName name = member.person().name();
            if (member.relationship() == RelationshipToHead.HEAD && name != null) {
                return name.display();
            }
        }
        return "";
    }
}
