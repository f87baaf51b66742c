package org.trano.registry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.jdbc.SqliteStore;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.ProxyMeansTest;
import org.trano.registry.scoring.model.ScoreExplanation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores households by a model, and explains a score. */
@Command(name = "score", description = "Score households by a model, and explain the score of one.")
final class ScoreCommand extends TerminalCommand {
    @Option(
            names = "--model",
            paramLabel = "JSON",
            required = true,
            description = "The scoring model (docs/scoring.md).")
    @SuppressWarnings("NullAway.Init")
    private Path modelFile;

    @CommandLine.ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Source from;

    /** Either a file or a registry. */
    static final class Source {
        @Option(
                names = "--input",
                paramLabel = "CSV",
                required = true,
                description = "One row per household, with the model's columns.")
        @Nullable
        Path input;

        @Option(
                names = "--registry",
                paramLabel = "FILE",
                required = true,
                description = "All households of a registry.")
        @Nullable
        Path registry;
    }

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description = "The column with the household's number; guessed otherwise.")
    private @Nullable String idColumn;

    @Option(names = "--out", paramLabel = "CSV", description = "Write the score of every household.")
    private @Nullable Path out;

    @Option(names = "--explain", paramLabel = "ID", description = "Explain the score of this household.")
    private @Nullable String explain;

    /** Households ready to be scored, and the rows that could not be read. */
    private record Input(IndicatorFrame frame, List<Problem> problems) {}

    @Override
    int run(Terminal terminal) {
        ProxyMeansTest model = ProxyMeansTest.read(modelFile);
        Input input = from.input != null
                ? read(from.input, model, terminal)
                : read(Objects.requireNonNull(from.registry), model.indicators(), terminal);
        IndicatorFrame frame = input.frame();
        double[] scores = model.score(frame);
        Map<String, Long> reasons = new LinkedHashMap<>();
        for (int row = 0; row < scores.length; row++) {
            if (Double.isNaN(scores[row])) {
                model.explain(frame, row).missing().keySet().forEach(name -> reasons.merge(name, 1L, Long::sum));
            }
        }
        ScoreExplanation why = explain == null ? null : model.explain(frame, find(frame, explain));
        if (out != null) {
            CsvOutput.write(out, csv -> write(csv, model, frame, scores));
        }
        summary(model, scores, reasons, why, terminal);
        terminal.result(figures(model, scores, reasons, why, terminal));
        for (Problem problem :
                input.problems().subList(0, Math.min(10, input.problems().size()))) {
            terminal.remark(problem.describe(terminal.locale()));
        }
        return reasons.isEmpty() && input.problems().isEmpty() ? RegistryCommand.OK : RegistryCommand.DATA;
    }

    private Input read(Path file, ProxyMeansTest model, Terminal terminal) {
        List<Problem> problems = new ArrayList<>();
        IndicatorFrame.Builder frame = IndicatorFrame.builder(model.indicators());
        Map<String, Long> seen = new LinkedHashMap<>();
        String name = String.valueOf(file.getFileName());
        try (CsvFile csv = CsvFile.open(file)) {
            int id = csv.column(idColumn != null ? idColumn : guessId(csv.header()));
            int[] columns = model.indicators().stream()
                    .mapToInt(i -> csv.column(i.column()))
                    .toArray();
            CsvFile.Row row;
            long rows = 0;
            while ((row = csv.next()) != null) {
                rows++;
                terminal.report("read", rows, -1);
                if (row.problem() != null) {
                    problems.add(row.problem());
                    continue;
                }
                List<Indicator.Value> values = new ArrayList<>(columns.length);
                for (int i = 0; i < columns.length; i++) {
                    String text = row.values().get(columns[i]);
                    Indicator.Value value = model.indicators().get(i).parse(text);
                    if (value instanceof Indicator.Missing && !text.isEmpty()) {
                        problems.add(Problem.ofValue(
                                "number.unreadable",
                                name,
                                row.line(),
                                model.indicators().get(i).column(),
                                text));
                    }
                    values.add(value);
                }
                String number = row.values().get(id);
                Long before = seen.putIfAbsent(number, row.line());
                if (before != null) {
                    problems.add(Problem.ofValue(
                            "id.duplicate", name, row.line(), csv.header().get(id), number, before.toString()));
                }
                frame.add(number, values);
            }
            if (rows == 0) {
                throw new DataException(Problem.ofFile("file.header-only", name));
            }
        }
        return new Input(frame.build(), problems);
    }

    private static String guessId(List<String> header) {
        Map<ColumnRole, String> roles = ColumnRole.guess(header);
        return roles.getOrDefault(ColumnRole.HOUSEHOLD, roles.getOrDefault(ColumnRole.ID, header.get(0)));
    }

    private static Input read(Path file, List<Indicator> indicators, Terminal terminal) {
        IndicatorFrame.Builder frame = IndicatorFrame.builder(indicators);
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(file))) {
            long[] done = {0};
            registry.households(household -> {
                frame.add(
                        household.sourceId(),
                        indicators.stream().map(i -> i.of(household)).toList());
                terminal.report("read", ++done[0], -1);
            });
        }
        return new Input(frame.build(), List.of());
    }

    private static int find(IndicatorFrame frame, String id) {
        for (int row = 0; row < frame.size(); row++) {
            if (frame.id(row).equals(id)) {
                return row;
            }
        }
        throw new DataException(new Problem("id.not-found", null, 0, null, null, List.of(id)));
    }

    private static void write(CSVPrinter csv, ProxyMeansTest model, IndicatorFrame frame, double[] scores)
            throws IOException {
        csv.printRecord(
                model.hasCutoff() ? List.of("id", "score", "eligible", "missing") : List.of("id", "score", "missing"));
        List<Object> line = new ArrayList<>();
        for (int row = 0; row < scores.length; row++) {
            boolean missing = Double.isNaN(scores[row]);
            line.clear();
            line.add(frame.id(row));
            line.add(missing ? "" : Double.toString(scores[row]));
            if (model.hasCutoff()) {
                line.add(missing ? "" : model.isEligible(scores[row]) ? "yes" : "no");
            }
            line.add(
                    missing
                            ? String.join(
                                    " ", model.explain(frame, row).missing().keySet())
                            : "");
            csv.printRecord(line);
        }
    }

    private static void summary(
            ProxyMeansTest model,
            double[] scores,
            Map<String, Long> reasons,
            @Nullable ScoreExplanation why,
            Terminal terminal) {
        double[] known =
                Arrays.stream(scores).filter(s -> !Double.isNaN(s)).sorted().toArray();
        terminal.line(terminal.word("score.title", model.name(), model.unit()));
        terminal.fact("score.households", terminal.number(scores.length));
        terminal.fact("score.scored", terminal.number(known.length));
        if (known.length > 0) {
            terminal.fact(
                    "score.range",
                    terminal.word(
                            "score.range.value",
                            terminal.number(known[0], 2),
                            terminal.number(known[known.length / 2], 2),
                            terminal.number(known[known.length - 1], 2)));
            histogram(known, terminal);
        }
        if (model.hasCutoff()) {
            long eligible = Arrays.stream(known).filter(model::isEligible).count();
            terminal.fact("score.eligible", terminal.number(eligible));
        }
        reasons.forEach((indicator, count) ->
                terminal.line("    " + terminal.word("score.missing", indicator, terminal.number(count))));
        if (why != null) {
            explain(why, terminal);
        }
    }

    /** Ten bars in the terminal. */
    private static void histogram(double[] sorted, Terminal terminal) {
        double low = sorted[0];
        double width = (sorted[sorted.length - 1] - low) / 10;
        if (width == 0) {
            return;
        }
        long[] counts = new long[10];
        for (double score : sorted) {
            counts[Math.min(9, (int) ((score - low) / width))]++;
        }
        long most = Arrays.stream(counts).max().orElse(1);
        for (int bin = 0; bin < 10; bin++) {
            terminal.line(String.format(
                    terminal.locale(),
                    "    %9.2f  %-40s %,d",
                    low + bin * width,
                    "█".repeat((int) Math.round(40.0 * counts[bin] / most)),
                    counts[bin]));
        }
    }

    private static void explain(ScoreExplanation why, Terminal terminal) {
        terminal.line(terminal.word("score.explain", why.household(), why.model()));
        terminal.line(String.format(
                terminal.locale(), "    %-34s %-14s %+12.6f", terminal.word("score.intercept"), "", why.intercept()));
        for (ScoreExplanation.Part part : why.parts()) {
            String value = part.substituted() ? part.value() + " " + terminal.word("score.substituted") : part.value();
            terminal.line(
                    Double.isNaN(part.points())
                            ? String.format("    %-34s %-14s %12s", part.term(), value, terminal.word("score.unknown"))
                            : String.format(
                                    terminal.locale(), "    %-34s %-14s %+12.6f", part.term(), value, part.points()));
        }
        if (why.missing().isEmpty()) {
            terminal.line(String.format(
                    terminal.locale(), "    %-34s %-14s %12.6f", terminal.word("score.score"), "", why.score()));
        } else {
            why.missing()
                    .forEach((indicator, reason) ->
                            terminal.line("    " + terminal.word("score.none", indicator, reason)));
        }
    }

    private static Map<String, Object> figures(
            ProxyMeansTest model,
            double[] scores,
            Map<String, Long> reasons,
            @Nullable ScoreExplanation why,
            Terminal terminal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model.name());
        json.put("households", scores.length);
        json.put("scored", Arrays.stream(scores).filter(s -> !Double.isNaN(s)).count());
        if (model.hasCutoff()) {
            json.put("eligible", Arrays.stream(scores).filter(model::isEligible).count());
        }
        json.put(
                "mean",
                Arrays.stream(scores).filter(s -> !Double.isNaN(s)).average().stream()
                        .boxed()
                        .findFirst()
                        .orElse(null));
        json.put("missing", reasons);
        json.put("seconds", Math.round(terminal.seconds() * 1000) / 1000.0);
        if (why != null) {
            Map<String, Object> explanation = new LinkedHashMap<>();
            explanation.put("id", why.household());
            explanation.put("score", Double.isNaN(why.score()) ? null : why.score());
            explanation.put("intercept", why.intercept());
            List<Map<String, Object>> parts = new ArrayList<>();
            for (ScoreExplanation.Part part : why.parts()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("term", part.term());
                one.put("value", part.value());
                one.put("substituted", part.substituted());
                one.put("points", Double.isNaN(part.points()) ? null : part.points());
                parts.add(one);
            }
            explanation.put("parts", parts);
            explanation.put("missing", why.missing());
            json.put("explanation", explanation);
        }
        return json;
    }
}
