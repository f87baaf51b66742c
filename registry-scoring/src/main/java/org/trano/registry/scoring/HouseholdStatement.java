package org.trano.registry.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.internal.Words;
import org.trano.registry.scoring.model.DecidingChange;
import org.trano.registry.scoring.model.Decision;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.ModelKind;
import org.trano.registry.scoring.model.Neediest;
import org.trano.registry.scoring.model.ScoreBounds;
import org.trano.registry.scoring.model.ScoreExplanation;
import org.trano.registry.scoring.model.ScoringModel;

/**
 * All there is to say to a household about its score: whether it qualifies, the score and its parts, the rules, what is missing and
 * what that leaves open, and which single answers decide. Words in French or English. Immutable.
 *
 * @param title what the model is called, by language
 * @param unit what the score measures, by language; empty texts where the model does not say
 * @param score the score and its parts
 * @param decision who qualifies and by which rules, null where the model does not say
 * @param line the sentence about the cut-off, by language; empty where there is none
 * @param bounds what the score can be, null where nothing is missing or nothing can be said
 * @param changes changes in one answer that would turn the decision, the smallest first
 */
public record HouseholdStatement(
        Map<String, String> title,
        Map<String, String> unit,
        ScoreExplanation score,
        @Nullable Decision decision,
        Map<String, String> line,
        @Nullable ScoreBounds bounds,
        List<DecidingChange> changes) {
    private static final int MOST_CHANGES = 5;

    /**
     * Copies the lists.
     *
     * @param title what the model is called
     * @param unit what the score measures
     * @param score the score
     * @param decision the decision
     * @param line the cut-off
     * @param bounds the bounds
     * @param changes the changes
     */
    public HouseholdStatement {
        title = Map.copyOf(title);
        unit = Map.copyOf(unit);
        line = Map.copyOf(line);
        changes = List.copyOf(changes);
    }

    /** All of a declared model, or what a model of a plug-in explains. */
    static HouseholdStatement of(ScoringModel model, ScoreExplanation score, IndicatorFrame frame, int row) {
        if (!(model instanceof DeclaredModel declared)) {
            return new HouseholdStatement(
                    inLanguages(locale -> model.name()),
                    inLanguages(model::unit),
                    score,
                    null,
                    Map.of(),
                    null,
                    List.of());
        }
        ScoreBounds bounds =
                score.missing().isEmpty() && score.parts().stream().noneMatch(ScoreExplanation.Part::substituted)
                        ? null
                        : declared.bounds(frame, row);
        return new HouseholdStatement(
                inLanguages(locale -> declared.title(locale).isEmpty()
                        ? declared.name()
                        : declared.title(locale) + " (" + declared.name() + ")"),
                inLanguages(declared::unit),
                score,
                declared.decides() ? declared.decide(frame, row) : null,
                inLanguages(locale -> line(declared, locale)),
                bounds,
                declared.decides() ? declared.decidingChanges(frame, row) : List.of());
    }

    /** The languages in which statements are made. */
    private static Map<String, String> inLanguages(Function<Locale, String> words) {
        return Map.of("en", words.apply(Locale.ENGLISH), "fr", words.apply(Locale.FRENCH));
    }

    private static String of(Map<String, String> words, Locale locale) {
        return words.getOrDefault(locale.getLanguage(), words.getOrDefault("en", ""));
    }

    private static String line(DeclaredModel model, Locale locale) {
        OptionalDouble cutoff = model.cutoff();
        if (cutoff.isEmpty()) {
            return "";
        }
        Words words = new Words(locale);
        String key = model.kind() == ModelKind.MULTIDIMENSIONAL
                ? "statement.counted"
                : model.neediest() == Neediest.LOWEST ? "statement.cutoff.lowest" : "statement.cutoff.highest";
        return words.of(key, words.number(cutoff.getAsDouble(), false));
    }

    /**
     * The statement as it can be handed to a household.
     *
     * @param locale French, or English for all others
     * @return lines of plain text
     */
    public String text(Locale locale) {
        Words words = new Words(locale);
        List<String> lines = new ArrayList<>();
        lines.add(words.of("statement.household", score.household()));
        lines.add(words.of("statement.model", of(title, locale)));
        if (decision != null) {
            lines.add(words.of("statement.eligible." + key(decision.eligible())));
        }
        String measure = of(unit, locale);
        lines.add(
                Double.isNaN(score.score())
                        ? words.of("statement.no-score")
                        : words.of(
                                measure.isBlank() ? "statement.score.bare" : "statement.score",
                                words.number(score.score(), false),
                                measure));
        String cutoff = of(line, locale);
        if (!cutoff.isEmpty()) {
            lines.add(cutoff);
        }
        missing(words, locale, lines);
        parts(words, locale, lines);
        rules(words, locale, lines);
        changes(words, locale, lines);
        return String.join("\n", lines) + "\n";
    }

    private static String key(Certainty certainty) {
        return certainty.name().toLowerCase(Locale.ROOT);
    }

    private void missing(Words words, Locale locale, List<String> lines) {
        if (!score.missing().isEmpty()) {
            lines.add("");
            lines.add(words.of("statement.missing"));
            score.missing()
                    .forEach((name, why) ->
                            lines.add("  " + words.of("statement.missing.one", name, why.describe(locale))));
        }
        if (bounds == null) {
            return;
        }
        if (bounds.isBounded() && bounds.lowest() < bounds.highest()) {
            lines.add(words.of(
                    "statement.bounds", words.number(bounds.lowest(), false), words.number(bounds.highest(), false)));
        }
        if (bounds.eligible() != Certainty.MAYBE) {
            lines.add(words.of("statement.bounds." + key(bounds.eligible())));
        }
    }

    private void parts(Words words, Locale locale, List<String> lines) {
        if (score.parts().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(words.of("statement.parts"));
        List<String[]> table = new ArrayList<>();
        if (score.intercept() != 0) {
            table.add(new String[] {words.of("statement.start"), "", words.number(score.intercept(), false)});
        }
        for (ScoreExplanation.Part part : score.parts()) {
            table.add(new String[] {
                part.label(locale),
                part.substituted() ? part.value() + " " + words.of("statement.assumed") : part.value(),
                Double.isNaN(part.points()) ? words.of("statement.unknown") : words.number(part.points(), true)
            });
        }
        if (!Double.isNaN(score.score())) {
            table.add(new String[] {words.of("statement.sum"), "", words.number(score.score(), false)});
        }
        int first = widest(table, 0);
        int second = widest(table, 1);
        int third = widest(table, 2);
        for (String[] row : table) {
            lines.add("  " + row[0] + " ".repeat(first - row[0].length() + 2)
                    + row[1] + " ".repeat(second - row[1].length() + 2 + third - row[2].length())
                    + row[2]);
        }
    }

    private static int widest(List<String[]> table, int column) {
        return table.stream().mapToInt(row -> row[column].length()).max().orElse(0);
    }

    private void rules(Words words, Locale locale, List<String> lines) {
        if (decision == null || decision.rules().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(words.of("statement.rules"));
        for (Decision.Outcome outcome : decision.rules()) {
            lines.add("  " + outcome.rule().id() + "  "
                    + words.of("statement.rule." + key(outcome.holds())) + "  "
                    + outcome.rule().label(locale));
        }
    }

    private void changes(Words words, Locale locale, List<String> lines) {
        if (changes.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(words.of("statement.changes"));
        for (DecidingChange change : changes.subList(0, Math.min(MOST_CHANGES, changes.size()))) {
            lines.add("  "
                    + words.of(
                            "statement.change",
                            change.indicator().label(locale),
                            shown(change.from(), words),
                            shown(change.to(), words),
                            words.number(change.score(), false)));
        }
    }

    private static String shown(Indicator.Value value, Words words) {
        return value instanceof Indicator.Missing ? words.of("statement.nothing") : value.text();
    }
}
