package org.trano.registry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.Scorer;
import org.trano.registry.scoring.Scores;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.ProxyMeansTest;
import org.trano.registry.scoring.model.ScoreExplanation;
import org.trano.registry.scoring.model.ScoringModel;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores households by a model, and explains a score. */
@Command(name = "score", description = "Score households by a model, and explain the score of one.")
final class ScoreCommand extends TerminalCommand {
    @CommandLine.Mixin
    private ModelOptions models = new ModelOptions();

    @CommandLine.ArgGroup(multiplicity = "1")
    private HouseholdSource from = new HouseholdSource();

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description = "The column with the household's number; guessed otherwise.")
    private @Nullable String idColumn;

    @Option(names = "--out", paramLabel = "CSV", description = "Write the score of every household.")
    private @Nullable Path out;

    @Option(names = "--explain", paramLabel = "ID", description = "Explain the score of this household.")
    private @Nullable String explain;

    @Override
    int run(Terminal terminal) {
        String fault = models.fault(true);
        if (fault != null) {
            throw wrong(fault);
        }
        try (ModelOptions.Models loaded = models.load(terminal)) {
            return score(loaded.first(), terminal);
        }
    }

    private int score(ScoringModel model, Terminal terminal) {
        HouseholdSource.Households input = from.read(model, idColumn, null, terminal);
        IndicatorFrame frame = input.frame();
        Scorer scorer = Scorer.builder().progress(terminal).build();
        Scores scores = scorer.score(model, frame);
        ScoreExplanation why = explain == null ? null : scorer.explain(model, frame, input.row(explain));
        if (out != null) {
            CsvOutput.write(out, csv -> write(csv, model, frame, scores));
        }
        summary(model, scores, why, terminal);
        terminal.result(figures(model, scores, why, terminal));
        terminal.problems(input.problems());
        terminal.problems(scores.problems());
        return scores.scored() == scores.size() && input.problems().isEmpty()
                ? RegistryCommand.OK
                : RegistryCommand.DATA;
    }

    private static void write(CSVPrinter csv, ScoringModel model, IndicatorFrame frame, Scores scores)
            throws IOException {
        ProxyMeansTest test = withCutoff(model);
        csv.printRecord(
                test != null ? List.of("id", "score", "eligible", "missing") : List.of("id", "score", "missing"));
        List<Object> line = new ArrayList<>();
        for (int row = 0; row < scores.size(); row++) {
            double score = scores.score(row);
            boolean missing = Double.isNaN(score);
            line.clear();
            line.add(frame.id(row));
            line.add(missing ? "" : Double.toString(score));
            if (test != null) {
                line.add(missing ? "" : test.isEligible(score) ? "yes" : "no");
            }
            line.add(String.join(" ", scores.missing(row).keySet()));
            csv.printRecord(line);
        }
    }

    /** A proxy means test that says from which score on a household is eligible, or null. */
    private static @Nullable ProxyMeansTest withCutoff(ScoringModel model) {
        return model instanceof ProxyMeansTest test && test.cutoff().isPresent() ? test : null;
    }

    private static void summary(ScoringModel model, Scores scores, @Nullable ScoreExplanation why, Terminal terminal) {
        double[] known = Arrays.stream(scores.values())
                .filter(s -> !Double.isNaN(s))
                .sorted()
                .toArray();
        terminal.line(terminal.word("score.title", model.name(), model.unit()));
        terminal.fact("score.households", terminal.number(scores.size()));
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
        ProxyMeansTest test = withCutoff(model);
        if (test != null) {
            long eligible = Arrays.stream(known).filter(test::isEligible).count();
            terminal.fact("score.eligible", terminal.number(eligible));
        }
        scores.missingByIndicator()
                .forEach((indicator, count) ->
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
            ScoringModel model, Scores scores, @Nullable ScoreExplanation why, Terminal terminal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model.name());
        json.put("households", scores.size());
        json.put("scored", scores.scored());
        ProxyMeansTest test = withCutoff(model);
        if (test != null) {
            json.put(
                    "eligible",
                    Arrays.stream(scores.values()).filter(test::isEligible).count());
        }
        json.put(
                "mean",
                Arrays.stream(scores.values()).filter(s -> !Double.isNaN(s)).average().stream()
                        .boxed()
                        .findFirst()
                        .orElse(null));
        json.put("missing", scores.missingByIndicator());
        json.put(
                "model_problems",
                scores.problems().stream()
                        .map(p -> p.describe(terminal.locale()))
                        .toList());
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
