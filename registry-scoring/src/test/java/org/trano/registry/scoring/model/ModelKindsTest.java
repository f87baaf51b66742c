package org.trano.registry.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.scoring.Scorer;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.Indicator.CodeValue;
import org.trano.registry.scoring.indicator.Indicator.Missing;
import org.trano.registry.scoring.indicator.Indicator.NumberValue;
import org.trano.registry.scoring.indicator.IndicatorFrame;

class ModelKindsTest {
    private static DeclaredModel model(String kind, String indicators, String rest) {
        return DeclaredModel.parse(
                "{\"model\": \"" + kind
                        + "\", \"id\": \"m\", \"version\": \"1\", \"unit\": \"points\", \"source\": \"a test\","
                        + " \"indicators\": {" + indicators + "}, " + rest + "}",
                "m.json");
    }

    private static IndicatorFrame row(DeclaredModel model, Indicator.Value... values) {
        return IndicatorFrame.builder(model.indicators())
                .add("H", List.of(values))
                .build();
    }

    /** Town and country have formulas of their own (Djibouti's survey of 2017 has). */
    @Test
    void a_model_for_each_kind_of_place() {
        DeclaredModel model = model(
                "linear-pmt",
                "\"place\": {\"type\": \"code\"}, \"size\": {\"type\": \"number\"}",
                "\"by\": {\"indicator\": \"place\", \"models\": {"
                        + "\"urban\": {\"intercept\": 10, \"terms\": [{\"indicator\": \"size\", \"coefficient\": -1}]},"
                        + "\"rural\": {\"intercept\": 8, \"terms\": [{\"indicator\": \"size\", \"coefficient\": -0.5}]}}}, \"cutoff\": 6");
        IndicatorFrame urban = row(model, new CodeValue("urban"), new NumberValue(3));
        assertThat(model.score(urban, 0)).isEqualTo(7);
        assertThat(model.explain(urban, 0).intercept()).isEqualTo(10);
        IndicatorFrame rural = row(model, new CodeValue("rural"), new NumberValue(5));
        assertThat(model.score(rural)).containsExactly(5.5);
        assertThat(model.decide(rural, 0).eligible()).isEqualTo(Certainty.YES);
        IndicatorFrame nowhere = row(model, new CodeValue("sea"), new NumberValue(5));
        assertThat(model.score(nowhere, 0)).isNaN();
        assertThat(model.explain(nowhere, 0).missing()).containsOnlyKeys("place");
        IndicatorFrame unknown = row(model, new Missing("not asked"), new NumberValue(5));
        assertThat(model.explain(unknown, 0).missing()).containsEntry("place", new Missing("not asked"));
        assertThat(model.bounds(unknown, 0)).isEqualTo(new ScoreBounds(Double.NaN, Double.NaN, Certainty.MAYBE));
    }

    @Test
    void a_scorecard_looks_likelihoods_up() {
        DeclaredModel model = model(
                "scorecard",
                "\"roof\": {\"type\": \"code\"}, \"size\": {\"type\": \"number\", \"least\": 1, \"most\": 20}",
                "\"questions\": [{\"indicator\": \"roof\", \"codes\": {\"straw\": 0, \"tin\": 7}},"
                        + " {\"indicator\": \"size\", \"steps\": [{\"from\": 1, \"points\": 30}, {\"from\": 4, \"points\": 12}, {\"from\": 7, \"points\": 0}]}],"
                        + "\"lookup\": {\"scores\": [0, 10, 20, 30], \"lines\": {\"national\": [90, 60.5, 30, 5]}},"
                        + "\"decision\": {\"eligible\": \"national >= 50\"}");
        IndicatorFrame frame = row(model, new CodeValue("tin"), new NumberValue(5));
        assertThat(model.score(frame, 0)).isEqualTo(19);
        assertThat(model.lookup().orElseThrow().percent("national", 19)).isEqualTo(60.5);
        assertThat(model.decide(frame, 0).eligible()).isEqualTo(Certainty.YES);
        assertThat(model.lookup().orElseThrow().percent("national", -1)).isNaN();
        assertThatThrownBy(() -> model.lookup().orElseThrow().percent("none", 1))
                .hasMessageContaining("national");
        IndicatorFrame noSize = row(model, new CodeValue("tin"), new Missing("?"));
        assertThat(model.bounds(noSize, 0)).isEqualTo(new ScoreBounds(7, 37, Certainty.MAYBE));
    }

    /** Floors are asked everywhere, and a function is called so too. */
    @Test
    void an_indicator_may_be_called_like_a_function() {
        DeclaredModel model = model(
                "rules",
                "\"floor\": {\"type\": \"code\"}, \"min\": {\"type\": \"number\"}",
                "\"rules\": [{\"name\": \"x\", \"when\": \"floor = 'earth' and min(min, 3) < floor(3.5)\", \"points\": 1}]");
        assertThat(model.score(row(model, new CodeValue("earth"), new NumberValue(2)), 0))
                .isEqualTo(1);
    }

    /** Two dimensions, one with two deprivations: a third is reached by thirds and sixths. */
    @Test
    void deprivations_are_counted_by_weight() {
        DeclaredModel model = model(
                "multidimensional",
                "\"water\": {\"type\": \"code\"}, \"school\": {\"type\": \"number\"}, \"food\": {\"type\": \"number\"}, \"rooms\": {\"type\": \"number\"}",
                "\"dimensions\": [{\"name\": \"home\", \"deprivations\": ["
                        + "{\"name\": \"w\", \"when\": \"water in ('river', 'pond')\"}, {\"name\": \"r\", \"when\": \"rooms < 2\", \"unknown\": \"not_deprived\"}]},"
                        + "{\"name\": \"school\", \"deprivations\": [{\"name\": \"s\", \"when\": \"school < 6\"}]},"
                        + "{\"name\": \"food\", \"deprivations\": [{\"name\": \"f\", \"when\": \"food < 2\"}]}],"
                        + "\"poor_from\": 0.3333333333333333");
        IndicatorFrame third =
                row(model, new CodeValue("pond"), new NumberValue(9), new NumberValue(9), new NumberValue(1));
        assertThat(model.score(third, 0)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(model.decide(third, 0).eligible()).isEqualTo(Certainty.YES);
        IndicatorFrame sixth =
                row(model, new CodeValue("pond"), new NumberValue(9), new NumberValue(9), new Missing("?"));
        assertThat(model.score(sixth, 0)).isCloseTo(1 / 6.0, within(1e-12));
        assertThat(model.decide(sixth, 0).eligible()).isEqualTo(Certainty.NO);
        IndicatorFrame unknown =
                row(model, new CodeValue("tap"), new Missing("?"), new NumberValue(1), new NumberValue(1));
        assertThat(model.score(unknown, 0)).isNaN();
        // Whatever the school: one dimension already reaches the line.
        assertThat(model.bounds(unknown, 0).eligible()).isEqualTo(Certainty.YES);
        assertThat(model.neediest()).isEqualTo(Neediest.HIGHEST);
    }

    @Test
    void the_first_rule_that_holds_counts_or_all_do() {
        String indicators = "\"age\": {\"type\": \"number\"}, \"alone\": {\"type\": \"code\"}";
        String rules = "\"rules\": [{\"name\": \"old\", \"when\": \"age >= 65\", \"points\": 5},"
                + " {\"name\": \"older\", \"when\": \"age >= 80\", \"points\": 3}, {\"name\": \"alone\", \"when\": \"alone = 'yes'\", \"points\": 2}],"
                + "\"eligible\": \"above\", \"cutoff\": 4";
        DeclaredModel all = model("rules", indicators, rules);
        DeclaredModel first = model("rules", indicators, "\"match\": \"first\", " + rules);
        IndicatorFrame frame = row(all, new NumberValue(85), new CodeValue("yes"));
        assertThat(all.score(frame, 0)).isEqualTo(10);
        assertThat(first.score(frame, 0)).isEqualTo(5);
        // Known to be old: that he may live alone changes nothing where only the first counts.
        IndicatorFrame unknown = row(first, new NumberValue(70), new Missing("?"));
        assertThat(first.score(unknown, 0)).isEqualTo(5);
        assertThat(all.score(unknown, 0)).isNaN();
        assertThat(all.bounds(unknown, 0)).isEqualTo(new ScoreBounds(5, 7, Certainty.YES));
    }

    /** Steps along the paths, gathered by indicator, are the score to the bit, though 0.1 is no sum of halves. */
    @Test
    void trees_tell_what_each_indicator_contributes() {
        DeclaredModel model = model(
                "trees",
                "\"size\": {\"type\": \"number\"}, \"roof\": {\"type\": \"code\"}",
                "\"base\": 0.1, \"trees\": [{\"nodes\": [{\"indicator\": \"size\", \"below\": 4, \"yes\": 1, \"no\": 2, \"value\": 0.3},"
                        + "{\"value\": 0.7}, {\"indicator\": \"roof\", \"in\": [\"straw\"], \"yes\": 3, \"no\": 4, \"missing\": \"no\", \"value\": 0.2},"
                        + "{\"value\": -0.4}, {\"value\": 0.6}]}, {\"nodes\": [{\"value\": 0.05}]}]");
        IndicatorFrame frame = row(model, new NumberValue(6), new CodeValue("straw"));
        ScoreExplanation why = model.explain(frame, 0);
        assertThat(why.score()).isEqualTo(model.score(frame)[0]).isCloseTo(0.1 - 0.4 + 0.05, within(1e-9));
        assertThat(why.parts()).extracting(ScoreExplanation.Part::term).containsExactly("size", "roof");
        assertThat(why.parts().get(1).points()).isCloseTo(-0.6, within(1e-9));
        assertThat(model.score(row(model, new NumberValue(6), new Missing("?")), 0))
                .isCloseTo(0.75, within(1e-9));
        assertThat(model.score(row(model, new Missing("?"), new CodeValue("tin")), 0))
                .isNaN();
        assertThat(model.bounds(row(model, new Missing("?"), new CodeValue("straw")), 0)
                        .lowest())
                .isCloseTo(-0.25, within(1e-9));
    }

    @Test
    void a_composite_weighs_models_and_its_rules_may_name_them() {
        DeclaredModel model = model(
                "composite",
                "\"size\": {\"type\": \"number\"}, \"water\": {\"type\": \"code\"}",
                "\"parts\": [{\"name\": \"pmt\", \"weight\": 0.5, \"from\": 10, \"to\": 0, \"of\": {\"model\": \"linear-pmt\", \"intercept\": 10, \"terms\": [{\"indicator\": \"size\", \"coefficient\": -1}]}},"
                        + "{\"name\": \"needs\", \"weight\": 2, \"of\": {\"model\": \"rules\", \"rules\": [{\"name\": \"w\", \"when\": \"water = 'river'\", \"points\": 1}]}}],"
                        + "\"eligible\": \"above\", \"decision\": {\"rules\": [{\"id\": \"poor\", \"when\": \"pmt < 6\"}, {\"id\": \"wet\", \"when\": \"needs > 0\"}], \"eligible\": \"poor or wet and score > 2\"}");
        IndicatorFrame frame = row(model, new NumberValue(4), new CodeValue("river"));
        assertThat(model.score(frame, 0)).isEqualTo(0.5 * 0.4 + 2);
        Decision decision = model.decide(frame, 0);
        assertThat(decision.eligible()).isEqualTo(Certainty.YES);
        assertThat(decision.rules()).extracting(Decision.Outcome::holds).containsExactly(Certainty.NO, Certainty.YES);
    }

    @Test
    void parameters_have_periods_and_models_too() {
        DeclaredModel model = model(
                "linear-pmt",
                "\"size\": {\"type\": \"number\"}",
                "\"valid\": {\"from\": \"2024-01-01\", \"until\": \"2027-12-31\"},"
                        + "\"parameters\": {\"line\": [{\"from\": \"2026-01-01\", \"value\": 7}, {\"from\": \"2024-01-01\", \"value\": 5}]},"
                        + "\"intercept\": 0, \"terms\": [{\"indicator\": \"size\", \"coefficient\": 1}], \"decision\": {\"eligible\": \"score < line\"}");
        IndicatorFrame frame = row(model, new NumberValue(6));
        assertThat(model.decide(frame, 0).eligible()).isEqualTo(Certainty.YES);
        assertThat(model.on(LocalDate.of(2025, 12, 31)).decide(frame, 0).eligible())
                .isEqualTo(Certainty.NO);
        assertThatThrownBy(() -> model.on(LocalDate.of(2023, 1, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2024-01-01");
        assertThat(model.on(LocalDate.of(2025, 1, 1)).hash()).isEqualTo(model.hash());
    }

    @Test
    void the_hash_is_of_what_is_said_not_of_how_it_is_laid_out() {
        String one =
                "{\"model\": \"linear-pmt\", \"id\": \"m\", \"version\": \"1\", \"indicators\": {\"x\": {\"type\": \"number\"}}, \"intercept\": 1, \"terms\": [{\"indicator\": \"x\", \"coefficient\": 0.5}]}";
        String same =
                "{ // a comment\n \"version\": \"1\", \"id\": \"m\", \"model\": \"linear-pmt\",\n\"terms\": [{\"coefficient\": 0.50, \"indicator\": \"x\"}], \"intercept\": 1.0, \"indicators\": {\"x\": {\"type\": \"number\"}}}";
        assertThat(DeclaredModel.parse(same, "b").hash())
                .isEqualTo(DeclaredModel.parse(one, "a").hash());
        assertThat(DeclaredModel.parse(one.replace("0.5", "0.6"), "c").hash())
                .isNotEqualTo(DeclaredModel.parse(one, "a").hash());
    }

    @Test
    void a_statement_says_it_in_both_languages() {
        DeclaredModel model = model(
                "linear-pmt",
                "\"size\": {\"type\": \"number\", \"least\": 1, \"most\": 9, \"label\": {\"fr\": \"Taille\", \"en\": \"Size\"}}, \"roof\": {\"type\": \"code\"}",
                "\"intercept\": 10, \"terms\": [{\"indicator\": \"size\", \"coefficient\": -1}, {\"indicator\": \"roof\", \"codes\": {\"straw\": 0, \"tin\": 2}}], \"cutoff\": 6");
        String fr = Scorer.builder()
                .build()
                .statement(model, row(model, new NumberValue(5), new CodeValue("straw")), 0)
                .text(Locale.FRENCH);
        assertThat(fr)
                .contains("Ménage H", "Ce ménage remplit les conditions.", "Taille", "Score : 5 (points)")
                .contains("inférieur à 6")
                .contains("roof : tin au lieu de straw (score 7)");
        String open = Scorer.builder()
                .build()
                .statement(model, row(model, new Missing("?"), new CodeValue("tin")), 0)
                .text(Locale.ENGLISH);
        assertThat(open).contains("is not decided yet", "will lie between 3 and 11");
        assertThat(model.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multidimensional | \"dimensions\": [{\"name\": \"d\", \"weight\": 0, \"deprivations\": [{\"name\": \"x\", \"when\": \"n < 1\"}]}] | must be more than 0",
                "multidimensional | \"dimensions\": [{\"name\": \"d\", \"deprivations\": [{\"name\": \"x\", \"when\": \"n + 1\"}]}] | expected a condition",
                "multidimensional | \"poor_from\": 2, \"dimensions\": [{\"name\": \"d\", \"deprivations\": [{\"name\": \"x\", \"when\": \"n < 1\"}]}] | must be a share",
                "rules | \"rules\": [{\"name\": \"x\", \"when\": \"m < 1\", \"points\": 1}] | nothing is called 'm'. Maybe 'n'?",
                "scorecard | \"questions\": [{\"indicator\": \"n\", \"steps\": [{\"from\": 3, \"points\": 1}, {\"from\": 2, \"points\": 1}]}] | do not ascend at 2",
                "scorecard | \"questions\": [{\"indicator\": \"c\", \"codes\": {\"a\": 1}}], \"lookup\": {\"scores\": [0, 1, 3], \"lines\": {\"l\": [9, 8, 7]}} | gap between the scores 1 and 3",
                "scorecard | \"questions\": [{\"indicator\": \"c\", \"codes\": {\"a\": 1}}], \"lookup\": {\"scores\": [0, 1], \"lines\": {\"l\": [9, 108]}} | must lie between 0 and 100",
                "trees | \"trees\": [{\"nodes\": [{\"indicator\": \"n\", \"below\": 1, \"yes\": 0, \"no\": 1, \"value\": 1}, {\"value\": 1}]}] | must lead to a later one",
                "trees | \"trees\": [{\"nodes\": [{\"value\": 1e9}]}] | must stay below",
                "composite | \"parts\": [{\"name\": \"x\", \"weight\": 1, \"of\": {\"model\": \"composite\"}}] | cannot be part of a composite",
                "composite | \"parts\": [{\"name\": \"n\", \"weight\": 1, \"of\": {\"model\": \"rules\", \"rules\": []}}] | has a name that something else has already",
                "linear-pmt | \"intercept\": 0, \"terms\": [{\"formula\": \"n\"}], \"cutoff\": 1, \"decision\": {\"eligible\": \"n < 1\"} | in several ways who qualifies",
                "linear-pmt | \"intercept\": 0, \"terms\": [{\"formula\": \"n\"}], \"decison\": {} | maybe 'decision'?",
                "linear-pmt | \"intercept\": 1e999, \"terms\": [{\"formula\": \"n\"}] | needs 'intercept', a number",
                "linear-pmt | \"intercept\": 0, \"terms\": [{\"formula\": \"n\"}], \"values\": {\"if\": \"1\"} | cannot be called so",
                "linear-pmt | \"intercept\": 0, \"terms\": [{\"formula\": \"n\"}], \"valid\": {\"from\": \"2026-02-30\"} | but must be such as 2026-03-01",
            })
    void a_fault_is_named(String kind, String rest, String message) {
        assertThatThrownBy(() -> model(kind, "\"n\": {\"type\": \"number\"}, \"c\": {\"type\": \"code\"}", rest))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("m.json")
                .hasMessageContaining(message);
    }

    /** Ten values, each the double of the one before thirty times over, would take more than the age of the universe. */
    @Test
    void a_model_cannot_grow_without_bound() {
        StringBuilder values = new StringBuilder("\"values\": {\"v0\": \"n + n\"");
        for (int i = 1; i < 40; i++) {
            values.append(", \"v")
                    .append(i)
                    .append("\": \"v")
                    .append(i - 1)
                    .append(" + v")
                    .append(i - 1)
                    .append("\"");
        }
        assertThatThrownBy(() -> model(
                        "linear-pmt",
                        "\"n\": {\"type\": \"number\"}",
                        values + "}, \"intercept\": 0, \"terms\": [{\"formula\": \"v39\"}]"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("operations");
    }

    @Test
    void a_table_of_likelihoods_is_read_and_its_faults_are_named(@TempDir Path folder) throws java.io.IOException {
        Path good = Files.writeString(folder.resolve("good.csv"), "\"score\",\"nl100\"\n0,90\n1,\"80,5\"\n2,10\n");
        assertThat(LookupTable.read(good).problems()).isEmpty();
        Path doubtful =
                Files.writeString(folder.resolve("doubtful.csv"), "score,nl100,nl200\n3,10,20\n0,90,95\n1,91,90\n");
        LookupTable.Imported read = LookupTable.read(doubtful);
        assertThat(read.table().scores()).containsExactly(0.0, 1.0, 3.0);
        assertThat(read.problems()).extracting(Problem::code).containsExactly("lookup.gap", "lookup.rises");
        assertThat(read.problems().get(1).describe(Locale.ENGLISH))
                .contains("doubtful.csv", "'nl100'", "score 1", "90", "91");
        for (String broken : new String[] {"score,a\n0,101\n", "score,a\n0,x\n", "score,a\n0,1\n0,2\n", "score,a\n"}) {
            Path file = Files.writeString(folder.resolve("broken.csv"), broken);
            assertThatThrownBy(() -> LookupTable.read(file)).isInstanceOf(DataException.class);
        }
    }
}
