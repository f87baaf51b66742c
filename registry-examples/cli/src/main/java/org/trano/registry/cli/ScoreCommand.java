package org.trano.registry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.scoring.Scorer;
import org.trano.registry.scoring.Scores;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.Decision;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.Evaluation;
import org.trano.registry.scoring.model.ScoringModel;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores households by a model. */
@Command(name = "score", description = "Score households by a model.")
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

    @Option(names = "--threads", paramLabel = "N", description = "How many threads (default ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Override
    int run(Terminal terminal) {
        String fault = models.fault(true);
        if (fault != null) {
            throw wrong(fault);
        }
        if (threads < 1) {
            throw wrong("--threads must be 1 or more.");
        }
        try (ModelOptions.Models loaded = models.load(terminal)) {
            return score(loaded.first(), terminal);
        }
    }

    private int score(ScoringModel model, Terminal terminal) {
        HouseholdSource.Households input = from.read(model, idColumn, terminal);
        IndicatorFrame frame = input.frame();
        Scores scores =
                Scorer.builder().threads(threads).progress(terminal).build().score(model, frame);
        if (out != null) {
            CsvOutput.write(out, csv -> write(csv, model, frame, scores));
        }
        summary(model, scores, terminal);
        terminal.result(figures(model, scores, terminal));
        terminal.problems(input.problems());
        terminal.problems(scores.problems());
        return scores.scored() == scores.size() && input.problems().isEmpty()
                ? RegistryCommand.OK
                : RegistryCommand.DATA;
    }

    private static void write(CsvOutput csv, ScoringModel model, IndicatorFrame frame, Scores scores) {
        Evaluation decisions = scores.decisions().orElse(null);
        List<Decision.Rule> rules = model instanceof DeclaredModel declared ? declared.rules() : List.of();
        List<String> header = new ArrayList<>(List.of("id", "score"));
        if (decisions != null) {
            header.add("eligible");
        }
        if (!rules.isEmpty()) {
            header.add("rules");
        }
        header.add("missing");
        csv.line(header);
        List<Object> line = new ArrayList<>();
        for (int row = 0; row < scores.size(); row++) {
            double score = scores.score(row);
            line.clear();
            line.add(frame.id(row));
            line.add(Double.isNaN(score) ? "" : Double.toString(score));
            if (decisions != null) {
                line.add(eligible(decisions.eligible(row)));
            }
            if (decisions != null && !rules.isEmpty()) {
                line.add(met(rules, decisions.rules(row)));
            }
            line.add(String.join(" ", scores.missing(row).keySet()));
            csv.line(line);
        }
    }

    /** Yes, no, or nothing where it is not known. */
    static String eligible(Certainty eligible) {
        return switch (eligible) {
            case YES -> "yes";
            case NO -> "no";
            case MAYBE -> "";
        };
    }

    private static String met(List<Decision.Rule> rules, int mask) {
        List<String> met = new ArrayList<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            if ((mask >> rule & 1) == 1) {
                met.add(rules.get(rule).id());
            }
        }
        return String.join(" ", met);
    }

    private static long count(Evaluation decisions, Certainty certainty) {
        long count = 0;
        for (int row = 0; row < decisions.size(); row++) {
            count += decisions.eligible(row) == certainty ? 1 : 0;
        }
        return count;
    }

    private static void summary(ScoringModel model, Scores scores, Terminal terminal) {
        double[] known = Arrays.stream(scores.values())
                .filter(s -> !Double.isNaN(s))
                .sorted()
                .toArray();
        terminal.line(terminal.word(
                "score.title",
                model.unit(terminal.locale()).isBlank()
                        ? model.name()
                        : model.name() + " (" + model.unit(terminal.locale()) + ")"));
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
        scores.decisions().ifPresent(decisions -> {
            terminal.fact("score.eligible", terminal.number(count(decisions, Certainty.YES)));
            long open = count(decisions, Certainty.MAYBE);
            if (open > 0) {
                terminal.fact("score.open", terminal.number(open));
            }
        });
        scores.missingByIndicator()
                .forEach((indicator, count) ->
                        terminal.line("    " + terminal.word("score.missing", indicator, terminal.number(count))));
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

    private static Map<String, Object> figures(ScoringModel model, Scores scores, Terminal terminal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model.name());
        json.put("households", scores.size());
        json.put("scored", scores.scored());
        if (model instanceof DeclaredModel declared) {
            json.put("model_hash", declared.hash());
        }
        scores.decisions().ifPresent(decisions -> {
            json.put("eligible", count(decisions, Certainty.YES));
            json.put("open", count(decisions, Certainty.MAYBE));
        });
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
        return json;
    }
}
