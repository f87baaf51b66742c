package org.trano.registry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.OutputFile;
import org.trano.registry.scoring.HouseholdStatement;
import org.trano.registry.scoring.Scorer;
import org.trano.registry.scoring.model.DecidingChange;
import org.trano.registry.scoring.model.Decision;
import org.trano.registry.scoring.model.ScoreBounds;
import org.trano.registry.scoring.model.ScoreExplanation;
import org.trano.registry.scoring.model.ScoringModel;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says to a household why it has its score, in words it can be handed. */
@Command(
        name = "explain",
        description = "Explain to a household its score, the decision, what is missing and what would turn it.")
final class ExplainCommand extends TerminalCommand {
    @CommandLine.Mixin
    private ModelOptions models = new ModelOptions();

    @CommandLine.ArgGroup(multiplicity = "1")
    private HouseholdSource from = new HouseholdSource();

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description = "With --input: the column with the household's number; guessed otherwise.")
    private @Nullable String idColumn;

    @Option(names = "--household", paramLabel = "NUMBER", required = true, description = "The household's number.")
    @SuppressWarnings("NullAway.Init")
    private String household;

    @Option(names = "--out", paramLabel = "TXT", description = "Write the statement to a file, to be printed.")
    private @Nullable Path out;

    @Override
    int run(Terminal terminal) {
        String fault = models.fault(true);
        if (fault != null) {
            throw wrong(fault);
        }
        try (ModelOptions.Models loaded = models.load(terminal)) {
            ScoringModel model = loaded.first();
            HouseholdSource.Households input = from.readFor(model, household, idColumn, terminal);
            HouseholdStatement statement =
                    Scorer.builder().build().statement(model, input.frame(), input.row(household));
            String text = statement.text(terminal.locale());
            if (out != null) {
                OutputFile.write(out, to -> to.append(text));
            }
            terminal.line(text.stripTrailing());
            terminal.result(json(statement, terminal));
            return statement.score().missing().isEmpty() ? RegistryCommand.OK : RegistryCommand.DATA;
        }
    }

    private static Map<String, Object> json(HouseholdStatement statement, Terminal terminal) {
        ScoreExplanation score = statement.score();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", score.household());
        json.put("model", score.model());
        json.put("score", Terminal.finite(score.score()));
        json.put("unit", score.unit());
        json.put("intercept", score.intercept());
        List<Map<String, Object>> parts = new ArrayList<>();
        for (ScoreExplanation.Part part : score.parts()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("term", part.term());
            one.put("value", part.value());
            one.put("substituted", part.substituted());
            one.put("points", Terminal.finite(part.points()));
            parts.add(one);
        }
        json.put("parts", parts);
        Map<String, String> missing = new LinkedHashMap<>();
        score.missing().forEach((name, why) -> missing.put(name, why.describe(terminal.locale())));
        json.put("missing", missing);
        Decision decision = statement.decision();
        if (decision != null) {
            json.put("eligible", ScoreCommand.eligible(decision.eligible()));
            Map<String, String> rules = new LinkedHashMap<>();
            decision.rules().forEach(rule -> rules.put(rule.rule().id(), ScoreCommand.eligible(rule.holds())));
            json.put("rules", rules);
        }
        ScoreBounds bounds = statement.bounds();
        if (bounds != null) {
            Map<String, Object> between = new LinkedHashMap<>();
            between.put("lowest", Terminal.finite(bounds.lowest()));
            between.put("highest", Terminal.finite(bounds.highest()));
            between.put("eligible", ScoreCommand.eligible(bounds.eligible()));
            json.put("bounds", between);
        }
        List<Map<String, Object>> changes = new ArrayList<>();
        for (DecidingChange change : statement.changes()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("indicator", change.indicator().name());
            one.put("from", change.from().text());
            one.put("to", change.to().text());
            one.put("score", change.score());
            one.put("eligible", ScoreCommand.eligible(change.eligible()));
            changes.add(one);
        }
        json.put("deciding_changes", changes);
        return json;
    }
}
