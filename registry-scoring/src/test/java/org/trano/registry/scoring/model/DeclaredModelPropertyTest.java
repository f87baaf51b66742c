package org.trano.registry.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.Progress;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;

/** Laws of all declared models, whatever their formulas. */
class DeclaredModelPropertyTest {
    /** Tables, blocks and columns against the formulas worked out household by household. */
    @Property
    void the_plan_gives_the_bits_of_the_formulas(@ForAll long seed) {
        RandomModels random = new RandomModels(seed);
        DeclaredModel model = random.model();
        // More than a block, so that some columns have too many values for a byte.
        IndicatorFrame frame = random.frame(model, 1 + (int) Math.floorMod(seed, 2300L));
        Evaluation all = model.evaluate(frame, 1, Progress.SILENT);
        for (int row = 0; row < frame.size(); row += 1 + frame.size() / 97) {
            assertThat(Double.doubleToLongBits(all.score(row)))
                    .isEqualTo(Double.doubleToLongBits(model.score(frame, row)));
            Decision decision = model.decide(frame, row);
            assertThat(all.eligible(row)).isEqualTo(decision.eligible());
            for (int rule = 0; rule < decision.rules().size(); rule++) {
                assertThat((all.rules(row) >> rule & 1) == 1)
                        .as(decision.rules().get(rule) + " of household " + row)
                        .isEqualTo(decision.rules().get(rule).holds() == Certainty.YES);
            }
        }
    }

    /** As large as a model may be: more operations than there are registers, more pairs than there is room for tables. */
    @Test
    void the_largest_model_is_worked_out_all_the_same() {
        StringBuilder terms = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            terms.append(i == 0 ? "" : ", ")
                    .append("{\"formula\": \"a * b + ")
                    .append(i)
                    .append(i % 2 == 0 ? "" : " + max(a, b * c) / 7 + if c < 3 and a > b then a * 2 else b - c")
                    .append("\", \"coefficient\": 0.001}");
        }
        DeclaredModel model = DeclaredModel.parse(
                "{\"model\": \"linear-pmt\", \"id\": \"l\", \"version\": \"1\", \"indicators\": {\"a\": {\"type\": \"number\"},"
                        + " \"b\": {\"type\": \"number\"}, \"c\": {\"type\": \"number\"}}, \"intercept\": 0, \"terms\": ["
                        + terms + "]}",
                "large");
        IndicatorFrame.Builder frame = IndicatorFrame.builder(model.indicators());
        for (int row = 0; row < 20_000; row++) {
            frame.row("H" + row).number(0, row % 97).number(1, row % 89).number(2, row % 11);
        }
        IndicatorFrame all = frame.build();
        Evaluation evaluation = model.evaluate(all, 2, Progress.SILENT);
        for (int row = 0; row < all.size(); row += 311) {
            assertThat(evaluation.score(row)).isEqualTo(model.score(all, row));
        }
    }

    @Property(tries = 100)
    void neither_threads_nor_the_company_of_others_change_a_bit(@ForAll long seed) {
        RandomModels random = new RandomModels(seed);
        DeclaredModel model = random.model();
        IndicatorFrame frame = random.frame(model, 40_000);
        Evaluation once = model.evaluate(frame, 1, Progress.SILENT);
        assertThat(model.evaluate(frame, 3, Progress.SILENT)).isEqualTo(once);
        IndicatorFrame.Builder some = IndicatorFrame.builder(model.indicators());
        List<Integer> rows = new ArrayList<>();
        for (int row = 39_999; row >= 0; row -= 1 + (int) Math.floorMod(seed, 997L)) {
            List<Indicator.Value> values = new ArrayList<>();
            for (int column = 0; column < model.indicators().size(); column++) {
                values.add(frame.value(row, column));
            }
            some.add("other", values);
            rows.add(row);
        }
        Evaluation apart = model.evaluate(some.build(), 2, Progress.SILENT);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(Double.doubleToLongBits(apart.score(i)))
                    .isEqualTo(Double.doubleToLongBits(once.score(rows.get(i))));
        }
    }

    /** Its constructor checks the sum; here that it is the score, and that a reason stands exactly where there is none. */
    @Property
    void an_explanation_is_of_the_score_to_the_bit(@ForAll long seed) {
        RandomModels random = new RandomModels(seed);
        DeclaredModel model = random.model();
        IndicatorFrame frame = random.frame(model, 40);
        for (int row = 0; row < frame.size(); row++) {
            ScoreExplanation why = model.explain(frame, row);
            double score = model.score(frame, row);
            assertThat(why.score()).isEqualTo(Double.valueOf(score));
            assertThat(why.missing().isEmpty()).as(why.toString()).isEqualTo(!Double.isNaN(score));
        }
    }

    /** Fill in what is missing in any way: the score stays within its bounds, and a decision that was certain stands. */
    @Property
    void bounds_hold_whatever_the_missing_turns_out_to_be(@ForAll long seed) {
        RandomModels random = new RandomModels(seed);
        DeclaredModel model = random.model();
        for (int n = 0; n < 30; n++) {
            List<Indicator.Value> known = random.row(model);
            IndicatorFrame.Builder filled = IndicatorFrame.builder(model.indicators());
            filled.add("H", known);
            for (int k = 0; k < 10; k++) {
                List<Indicator.Value> all = new ArrayList<>();
                for (int column = 0; column < known.size(); column++) {
                    all.add(
                            known.get(column) instanceof Indicator.Missing
                                    ? random.value(model.indicators().get(column))
                                    : known.get(column));
                }
                filled.add("H", all);
            }
            IndicatorFrame frame = filled.build();
            ScoreBounds bounds = model.bounds(frame, 0);
            for (int row = 1; row < frame.size(); row++) {
                double score = model.score(frame, row);
                if (!Double.isNaN(bounds.lowest()) && !Double.isNaN(score)) {
                    assertThat(score).isBetween(bounds.lowest(), bounds.highest());
                }
                if (bounds.eligible() != Certainty.MAYBE) {
                    assertThat(model.decide(frame, row).eligible()).isIn(bounds.eligible(), Certainty.MAYBE);
                }
            }
        }
    }

    /** What is known and has no result falls back on what is not known: found by the full counts. */
    @Example
    void bounds_hold_for_the_seed_that_once_broke_them() {
        bounds_hold_whatever_the_missing_turns_out_to_be(-518);
    }

    /** What is said to turn the decision turns it. */
    @Property(tries = 60)
    void a_deciding_change_decides(@ForAll long seed) {
        RandomModels random = new RandomModels(seed);
        DeclaredModel model = random.model();
        IndicatorFrame frame = random.frame(model, 5);
        for (int row = 0; row < frame.size(); row++) {
            Certainty now = model.decide(frame, row).eligible();
            for (DecidingChange change : model.decidingChanges(frame, row)) {
                List<Indicator.Value> values = new ArrayList<>();
                for (int column = 0; column < model.indicators().size(); column++) {
                    values.add(
                            model.indicators().get(column).equals(change.indicator())
                                    ? change.to()
                                    : frame.value(row, column));
                }
                IndicatorFrame changed = IndicatorFrame.builder(model.indicators())
                        .add("H", values)
                        .build();
                assertThat(model.decide(changed, 0).eligible())
                        .isEqualTo(change.eligible())
                        .isNotEqualTo(now);
                assertThat(model.score(changed, 0)).isEqualTo(change.score());
            }
        }
    }
}
