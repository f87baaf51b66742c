package org.trano.registry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.exchange.OutputFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.dedup.Caution;
import org.trano.registry.dedup.Decision;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.Deduplicator;
import org.trano.registry.dedup.Explanation;
import org.trano.registry.dedup.Match;
import org.trano.registry.dedup.MatchSetup;
import org.trano.registry.dedup.ModelSummary;
import org.trano.registry.dedup.evaluate.Evaluation;
import org.trano.registry.dedup.evaluate.MatchReport;
import org.trano.registry.dedup.review.RegistryRecords;
import org.trano.registry.jdbc.SqliteStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds records of the same person. */
@Command(
        name = "dedup",
        description = "Find records of the same person in one list, or across several, without training data.",
        footer = {
            "",
            "Roles for --columns: id, given_name, family_name, full_name, birth_date (or birth_year, birth_month, birth_day), age, sex,"
                    + " phone, national_id, email, place, postcode, address, household, relationship, source; text:NAME for anything"
                    + " else. Without --columns they are guessed from header and content, and the guess is printed.",
            "With two files, or a column in the role source, records are linked across sources only."
        })
final class DedupCommand extends TerminalCommand {
    @CommandLine.ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Source from;

    /** Either files or a registry. */
    static final class Source {
        @Option(
                names = "--input",
                split = ",",
                paramLabel = "CSV",
                required = true,
                description = "One file, or two to be linked: A.csv,B.csv.")
        List<Path> files = List.of();

        @Option(names = "--registry", paramLabel = "FILE", required = true, description = "All people of a registry.")
        @Nullable
        Path registry;
    }

    @Option(names = "--columns", split = ",", paramLabel = "ROLE=COLUMN", description = "What the columns mean.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--truth",
            paramLabel = "COLUMN",
            description = "A column that says who is who, to judge the result by; never used to find it.")
    private @Nullable String truth;

    @Option(names = "--clusters", paramLabel = "CSV", description = "Write id and cluster of every record.")
    private @Nullable Path clusters;

    @Option(
            names = "--pairs",
            paramLabel = "CSV",
            description = "Write the pairs above the threshold, each with its explanation.")
    private @Nullable Path pairs;

    @Option(
            names = "--report",
            paramLabel = "HTML",
            description = "Write a page to look at: weights, threshold, examples.")
    private @Nullable Path report;

    @Option(
            names = "--review",
            paramLabel = "CSV",
            description = "Write the pairs a person should look at, side by side, with room for a decision.")
    private @Nullable Path review;

    @Option(
            names = "--decisions",
            paramLabel = "CSV",
            description =
                    "A review list whose column 'decision' was filled in: same or different. It holds whatever the evidence says.")
    private @Nullable Path decisions;

    @Option(
            names = "--explain",
            split = ",",
            paramLabel = "ID",
            description = "Say why these two records weigh what they weigh.")
    private List<String> explained = List.of();

    @Option(
            names = "--setup",
            paramLabel = "JSON",
            description = "Use what an earlier run chose and saved, instead of choosing and estimating anew.")
    private @Nullable Path setup;

    @Option(names = "--save-setup", paramLabel = "JSON", description = "Save all that was chosen and estimated.")
    private @Nullable Path savedSetup;

    @Option(
            names = "--budget",
            paramLabel = "PAIRS",
            description =
                    "How many pairs may be compared (default: 20 a record, 2 million at least; up to 10 million where people stand many times in the list).")
    private @Nullable Long budget;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; all processors unless given.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "Expected precision of the pairs found (default ${DEFAULT-VALUE}).")
    private double precision = 0.97;

    /** What the work itself has cost, without judging and writing. */
    private record Cost(double seconds, double cpuSeconds, long peakMegabytes) {}

    @Override
    int run(Terminal terminal) {
        if (threads < 1 || !(precision > 0.5 && precision < 1)) {
            throw wrong("--threads must be 1 or more, --precision between 0.5 and 1.");
        }
        RecordFiles.fault(columns).ifPresent(role -> {
            throw wrong("There is no role '" + role + "'. Maybe text:" + role + "?");
        });
        if (budget != null && budget < 1) {
            throw wrong("--budget must be 1 or more.");
        }
        if (!explained.isEmpty() && explained.size() != 2) {
            throw wrong("--explain takes the numbers of two records, such as 17,243.");
        }
        Stream.of(clusters, pairs, review, report, savedSetup)
                .filter(Objects::nonNull)
                .forEach(OutputFile::requireWritable);
        RecordFiles records = read(terminal);
        terminal.problems(records.problems());
        int[] pair = explained.isEmpty() ? new int[0] : ReviewList.rows(records, explained);
        List<Decision> decided = new ArrayList<>(records.decisions());
        if (decisions != null) {
            decided.addAll(ReviewList.decisions(decisions, records));
        }
        Deduplicator.Builder deduplicator =
                Deduplicator.builder().threads(threads).precision(precision).progress(terminal);
        if (budget != null) {
            deduplicator.budget(budget);
        }
        if (setup != null) {
            deduplicator.setup(readSetup(setup));
        }
        DedupResult result = deduplicator.build().run(records.table(), decided);
        // What follows judges and writes; the figures are those of the work itself.
        Cost cost = new Cost(
                terminal.seconds(),
                ProcessFigures.cpuSeconds()
                        - root().<RegistryCommand>getCommand().cpuBefore(),
                ProcessFigures.peakMegabytes());
        Map<String, Object> json = figures(records, result, cost, terminal.locale());
        Evaluation quality = records.truth() == null ? null : Evaluation.of(result, records.truth(), records.sources());
        if (quality != null) {
            judge(json, quality);
        }
        write(records, result, quality, terminal);
        summary(records, result, quality, cost, terminal);
        if (pair.length > 0) {
            explain(result.explain(pair[0], pair[1]), terminal, json);
        }
        terminal.result(json);
        return records.problems().isEmpty() ? RegistryCommand.OK : RegistryCommand.DATA;
    }

    static MatchSetup readSetup(Path file) {
        CsvFile.requireFile(file);
        try {
            return MatchSetup.parse(Files.readString(file));
        } catch (IOException e) {
            throw new DataException(
                    Problem.ofFile("file.unreadable", Objects.toString(file.getFileName()), e.toString()), e);
        }
    }

    private void explain(Explanation why, Terminal terminal, Map<String, Object> json) {
        terminal.line(terminal.word("dedup.explain", explained.get(0), explained.get(1)));
        why.text(terminal.locale()).lines().forEach(line -> terminal.line("    " + line));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("weight", why.weight());
        object.put("prior", why.prior());
        object.put(
                "parts",
                why.parts().stream()
                        .map(part -> Map.of(
                                "field", part.field(),
                                "left", part.left(),
                                "right", part.right(),
                                "level", part.level(),
                                "bits", part.bits()))
                        .toList());
        object.put("kinship", -why.kinship());
        json.put("explanation", object);
    }

    private RecordFiles read(Terminal terminal) {
        terminal.report("read", 0, 1);
        if (from.registry == null) {
            from.files.forEach(CsvFile::requireFile);
            return RecordFiles.read(from.files, columns, truth);
        }
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(from.registry))) {
            RegistryRecords records = RegistryRecords.of(registry);
            records.contradictions()
                    .forEach(identity -> terminal.remark(terminal.word("review.contradiction", identity.records())));
            return RecordFiles.of(records);
        }
    }

    private static Map<String, Object> figures(RecordFiles records, DedupResult result, Cost cost, Locale locale) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("records", records.table().size());
        json.put("pairs_compared", result.pairsCompared());
        json.put("seconds", rounded(cost.seconds, 3));
        json.put("cpu_seconds", rounded(cost.cpuSeconds, 3));
        json.put("peak_rss_mb", cost.peakMegabytes);
        json.put("threshold", rounded(result.threshold(), 4));
        json.put("clusters", result.clusterCount());
        json.put("matches", result.matches().size());
        json.put("expected_precision", rounded(result.expectedPrecision(), 4));
        json.put("columns", records.columns());
        json.put("ignored_columns", records.ignored());
        json.put(
                "rules",
                result.model().rules().stream()
                        .map(rule -> Map.of(
                                "keys", rule.name(),
                                "forecast", rule.forecast(),
                                "found", rule.found(),
                                "expected_share", rounded(rule.share(), 4)))
                        .toList());
        json.put("problems", records.problems().size());
        json.put(
                "warnings",
                result.model().cautions().stream().map(c -> c.message(locale)).toList());
        return json;
    }

    private static void judge(Map<String, Object> json, Evaluation quality) {
        json.put("pairs", quality(quality.pairs()));
        Map<String, Object> clusters = quality(quality.clusterPairs());
        clusters.put("b3_f1", rounded(quality.b3F1(), 4));
        json.put("cluster_pairs", clusters);
        Map<String, Object> best = quality(quality.bestPairs());
        best.put("threshold", rounded(quality.bestThreshold(), 4));
        json.put("best_pairs", best);
        json.put("blocking_recall", rounded(quality.blockingRecall(), 4));
        json.put(
                "rule_recall",
                quality.ruleRecall().stream().map(recall -> rounded(recall, 4)).toList());
        json.put(
                "reliability",
                quality.reliability().stream()
                        .map(group -> Map.of(
                                "pairs", group.pairs(),
                                "expected", rounded(group.expected(), 4),
                                "right", rounded(group.right(), 4)))
                        .toList());
    }

    private static Map<String, Object> quality(Evaluation.Quality quality) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("precision", rounded(quality.precision(), 4));
        json.put("recall", rounded(quality.recall(), 4));
        json.put("f1", rounded(quality.f1(), 4));
        return json;
    }

    private static double rounded(double value, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.round(value * scale) / scale;
    }

    private void write(RecordFiles records, DedupResult result, @Nullable Evaluation quality, Terminal terminal) {
        if (clusters != null) {
            int[] cluster = result.clusters();
            CsvOutput.write(clusters, csv -> {
                csv.line("id", "cluster");
                csv.lines(cluster.length, row -> List.of(records.ids().get(row), cluster[row]));
            });
        }
        if (pairs != null) {
            CsvOutput.write(pairs, csv -> writePairs(csv, records, result));
        }
        if (review != null) {
            long listed = ReviewList.write(review, records, result, terminal.locale());
            terminal.fact("dedup.review", terminal.number(listed));
        }
        if (savedSetup != null) {
            OutputFile.write(
                    savedSetup, out -> out.append(result.setup().toJson()).append('\n'));
        }
        if (report != null) {
            OutputFile.write(
                    report, out -> MatchReport.write(out, result, records.labels(), quality, terminal.locale()));
        }
    }

    private static void writePairs(CsvOutput csv, RecordFiles records, DedupResult result) {
        List<Object> line = new ArrayList<>(List.of("left", "right", "weight", "probability", "prior"));
        result.model().fields().forEach(field -> line.add(field.name()));
        line.add(Explanation.TOGETHER);
        line.add("kinship");
        csv.line(line);
        for (Match match : result.matches()) {
            Explanation why = result.explain(match.left(), match.right());
            line.clear();
            line.add(records.ids().get(match.left()));
            line.add(records.ids().get(match.right()));
            line.add(String.format(Locale.ROOT, "%.3f", match.weight()));
            line.add(String.format(Locale.ROOT, "%.5f", match.probability()));
            line.add(String.format(Locale.ROOT, "%.3f", why.prior()));
            double together = 0;
            for (Explanation.Part part : why.parts()) {
                if (part.field().equals(Explanation.TOGETHER)) {
                    together = part.bits();
                } else {
                    line.add(String.format(Locale.ROOT, "%.3f", part.bits()));
                }
            }
            line.add(String.format(Locale.ROOT, "%.3f", together));
            line.add(String.format(Locale.ROOT, "%.3f", -why.kinship()));
            csv.line(line);
        }
    }

    private void summary(
            RecordFiles records, DedupResult result, @Nullable Evaluation quality, Cost cost, Terminal terminal) {
        terminal.line(terminal.word("dedup.title"));
        terminal.fact("dedup.columns", "");
        records.columns().forEach((role, column) -> terminal.line(String.format("    %-20s ← %s", role, column)));
        if (!records.ignored().isEmpty()) {
            terminal.fact("dedup.ignored", String.join(", ", records.ignored()));
        }
        terminal.fact("dedup.records", terminal.number(records.table().size()));
        terminal.fact("dedup.compared", terminal.number(result.pairsCompared()));
        terminal.fact("dedup.matches", terminal.number(result.matches().size()));
        terminal.fact(
                "dedup.threshold",
                terminal.word(
                        "dedup.threshold.value",
                        terminal.number(result.threshold(), 2),
                        terminal.number(100 * result.expectedPrecision(), 1)));
        terminal.fact("dedup.people", terminal.number(result.clusterCount()));
        terminal.fact(
                "dedup.cost",
                terminal.word(
                        "dedup.cost.value",
                        terminal.number(cost.seconds, 1),
                        terminal.number(cost.cpuSeconds, 1),
                        terminal.number(cost.peakMegabytes)));
        terminal.line(terminal.word("dedup.evidence"));
        for (ModelSummary.FieldSummary field : result.model().fields()) {
            List<ModelSummary.Level> levels = field.levels();
            terminal.line(String.format(
                    terminal.locale(),
                    "    %-20s %+6.1f … %+5.1f bits   %s",
                    field.name(),
                    levels.get(0).bits(),
                    levels.stream().mapToDouble(ModelSummary.Level::bits).max().orElse(0),
                    terminal.word("dedup.filled", terminal.number(100 * field.filled(), 0))));
        }
        terminal.line(terminal.word("dedup.rules"));
        for (ModelSummary.Rule rule : result.model().rules()) {
            terminal.line("    "
                    + terminal.word(
                            "dedup.rule",
                            terminal.number(rule.forecast()),
                            terminal.number(100 * rule.share(), 1),
                            rule.name().isEmpty() ? terminal.word("dedup.rule.every") : rule.name()));
        }
        if (quality != null) {
            terminal.line(terminal.word("dedup.quality"));
            line(terminal, "dedup.quality.pairs", quality.pairs(), "");
            line(
                    terminal,
                    "dedup.quality.clusters",
                    quality.clusterPairs(),
                    "   B³ F1 " + terminal.number(quality.b3F1(), 3));
            line(terminal, "dedup.quality.best", quality.bestPairs(), "");
            terminal.fact("dedup.quality.blocking", terminal.number(quality.blockingRecall(), 3));
        }
        for (Caution caution : result.model().cautions()) {
            terminal.remark(terminal.word("warning") + " " + caution.message(terminal.locale()));
        }
    }

    private static void line(Terminal terminal, String key, Evaluation.Quality q, String more) {
        terminal.fact(
                key,
                terminal.word(
                                "dedup.quality.value",
                                terminal.number(q.precision(), 3),
                                terminal.number(q.recall(), 3),
                                terminal.number(q.f1(), 3))
                        + more);
    }
}
