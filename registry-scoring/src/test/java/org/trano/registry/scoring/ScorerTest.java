package org.trano.registry.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.Indicator.NumberValue;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.indicator.MissingReason;
import org.trano.registry.scoring.model.Neediest;
import org.trano.registry.scoring.model.ScoreExplanation;
import org.trano.registry.scoring.model.ScoringModel;

/** What a model of somebody else may do wrong costs its own score, and never the run. */
class ScorerTest {
    private static final List<Indicator> SIZE = List.of(Indicator.number("size", new Indicator.HouseholdSize()));

    /** A model that does to the size what it is told. */
    private static class Foreign implements ScoringModel {
        final DoubleUnaryOperator formula;

        Foreign(DoubleUnaryOperator formula) {
            this.formula = formula;
        }

        @Override
        public String id() {
            return "foreign";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public String unit() {
            return "points";
        }

        @Override
        public List<Indicator> indicators() {
            return SIZE;
        }

        @Override
        public Neediest neediest() {
            return Neediest.HIGHEST;
        }

        @Override
        public ScoreExplanation explain(IndicatorFrame frame, int row) {
            return ScoreExplanation.of(this, frame, row).number("size", formula).build();
        }
    }

    /** A model that gives a number, whatever it is, without an explanation of it. */
    private static final class Bare extends Foreign {
        Bare(DoubleUnaryOperator formula) {
            super(formula);
        }

        @Override
        public double score(IndicatorFrame frame, int row) {
            return formula.applyAsDouble(frame.number(row, 0));
        }

        @Override
        public ScoreExplanation explain(IndicatorFrame frame, int row) {
            return ScoreExplanation.of(this, frame, row).build();
        }
    }

    private static IndicatorFrame frame(int households) {
        IndicatorFrame.Builder frame = IndicatorFrame.builder(SIZE);
        for (int i = 0; i < households; i++) {
            frame.add("H" + i, List.of(new NumberValue(i)));
        }
        return frame.build();
    }

    private static Scorer quick() {
        return Scorer.builder()
                .householdLimit(Duration.ofMillis(200))
                .runLimit(Duration.ofSeconds(20))
                .build();
    }

    private static List<String> codes(Scores scores) {
        return scores.problems().stream().map(Problem::code).toList();
    }

    @Test
    void parts_that_are_numbers_but_add_up_to_none_are_a_reason_and_no_fault_of_the_model() {
        ScoringModel large = new Foreign(size -> 0) {
            @Override
            public ScoreExplanation explain(IndicatorFrame frame, int row) {
                return ScoreExplanation.of(this, frame, row)
                        .number("size", size -> 1e308)
                        .number("size", size -> 1e308)
                        .build();
            }
        };
        ScoreExplanation why = large.explain(frame(1), 0);
        assertThat(why.score()).isNaN();
        assertThat(why.missing().get("score")).isNotNull();
        assertThat(quick().score(large, frame(1)).problems()).isEmpty();
    }

    @Property
    void a_sound_model_is_passed_through(@ForAll @Size(min = 1, max = 50) List<Short> sizes) {
        IndicatorFrame.Builder builder = IndicatorFrame.builder(SIZE);
        sizes.forEach(size -> builder.add("H", List.of(new NumberValue(size))));
        Scores scores = Scorer.builder().build().score(new Foreign(x -> 3 * x), builder.build());
        assertThat(scores.problems()).isEmpty();
        assertThat(scores.scored()).isEqualTo(sizes.size());
        for (int row = 0; row < sizes.size(); row++) {
            assertThat(scores.score(row)).isEqualTo(3.0 * sizes.get(row));
        }
        assertThat(scores.model()).isEqualTo("foreign 1");
    }

    @Test
    void a_model_that_throws_loses_that_household_only() {
        Scores scores = quick().score(
                        new Foreign(x -> {
                            if (x % 10 == 3) {
                                throw new IllegalStateException("no\nsuch\ttable");
                            }
                            return x;
                        }),
                        frame(100));
        assertThat(scores.scored()).isEqualTo(90);
        assertThat(scores.score(13)).isNaN();
        assertThat(scores.score(14)).isEqualTo(14);
        assertThat(scores.missing(13)).containsEntry("model", failed("IllegalStateException: no such table"));
        assertThat(scores.missing(14)).isEmpty();
        assertThat(codes(scores)).containsExactly("plugin.threw");
        assertThat(scores.problems().get(0).describe(Locale.ENGLISH))
                .contains("'foreign' failed for 10 households")
                .contains("no such table");
        assertThat(scores.problems().get(0).describe(Locale.FRENCH)).contains("'foreign' a échoué pour 10 ménages");
        assertThat(scores.missingByIndicator()).containsEntry("model", 10L);
    }

    @Test
    void endless_recursion_is_a_failure_like_any_other() {
        DoubleUnaryOperator[] self = new DoubleUnaryOperator[1];
        self[0] = x -> x == 7 ? self[0].applyAsDouble(7) + 1 : x;
        Scores scores = quick().score(new Foreign(self[0]), frame(20));
        assertThat(scores.scored()).isEqualTo(19);
        assertThat(scores.missing(7).getOrDefault("model", failed("")).detail()).contains("StackOverflowError");
    }

    @Test
    void what_is_no_number_is_no_score() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Scores scores = quick().score(new Bare(x -> x == 2 ? wrong : x), frame(5));
            assertThat(scores.score(2)).isNaN();
            assertThat(scores.scored()).isEqualTo(4);
            assertThat(codes(scores)).containsExactly("plugin.no-number");
        }
        // A model that says what it lacks is sound.
        Scores sound = quick().score(new Foreign(x -> x == 2 ? Double.NaN : x), frame(5));
        assertThat(sound.problems()).isEmpty();
        assertThat(sound.missing(2)).containsKey("size");
    }

    /** Also one that does not listen when it is interrupted. */
    @Test
    @Timeout(60)
    void a_model_that_gets_stuck_loses_that_household_and_after_three_the_rest() {
        DoubleUnaryOperator stuck = x -> {
            double y = x;
            while (x % 100 == 50 && y < Double.MAX_VALUE) {
                y = Math.sqrt(y + 1);
            }
            return x;
        };
        Scores once = quick().score(new Foreign(stuck), frame(100));
        assertThat(once.scored()).isEqualTo(99);
        assertThat(once.missing(50).get("model")).isEqualTo(failed("no answer within 0.2 s"));
        assertThat(codes(once)).containsExactly("plugin.stuck");
        Scores often = quick().score(new Foreign(stuck), frame(1000));
        assertThat(often.scored()).isEqualTo(248);
        assertThat(codes(often)).containsExactly("plugin.stuck", "plugin.stopped");
        assertThat(often.score(249)).isEqualTo(249);
        assertThat(often.missing(251).getOrDefault("model", failed("")).detail())
                .contains("stuck on 3 households");
    }

    @Test
    @Timeout(60)
    void a_model_that_is_slow_everywhere_is_stopped_in_time_and_keeps_what_it_has() {
        Scorer scorer = Scorer.builder().runLimit(Duration.ofMillis(500)).build();
        Scores scores = scorer.score(
                new Foreign(x -> {
                    try {
                        Thread.sleep(20);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return x;
                }),
                frame(100_000));
        assertThat(codes(scores)).containsExactly("plugin.stopped");
        assertThat(scores.scored()).isBetween(1, 1000);
        assertThat(scores.score(0)).isZero();
    }

    @Test
    void a_model_built_for_other_classes_or_without_memory_is_stopped() {
        for (Error error : List.of(new NoSuchMethodError("IndicatorFrame.number(I)D"), new OutOfMemoryError("heap"))) {
            Scores scores = quick().score(
                            new Foreign(x -> {
                                if (x == 5) {
                                    throw error;
                                }
                                return x;
                            }),
                            frame(10));
            assertThat(scores.scored()).isEqualTo(5);
            assertThat(codes(scores)).containsExactly("plugin.stopped");
            assertThat(scores.missing(9).getOrDefault("model", failed("")).detail())
                    .contains(error.getClass().getSimpleName());
        }
    }

    @Test
    void a_failing_explanation_is_an_explanation_without_parts() {
        Scorer scorer = quick();
        ScoreExplanation failed = scorer.explain(
                new Foreign(x -> {
                    throw new UnsupportedOperationException("why not");
                }),
                frame(1),
                0);
        assertThat(failed.score()).isNaN();
        assertThat(failed.missing().getOrDefault("model", failed("")).detail()).contains("why not");
        List<String> said = new ArrayList<>();
        ScoreExplanation sound = scorer.explain(new Foreign(x -> x + 1), frame(1), 0);
        sound.parts().forEach(part -> said.add(part.term() + "=" + part.points()));
        assertThat(said).containsExactly("size=1.0");
        assertThat(scorer.explain(new Foreign(x -> Double.NaN), frame(1), 0).missing())
                .containsEntry("size", new Indicator.Missing(MissingReason.UNDEFINED, "0"));
    }

    @Test
    void nobody_to_score_is_no_trouble() {
        Scores none = quick().score(new Foreign(x -> x), frame(0));
        assertThat(none.size()).isZero();
        assertThat(none.problems()).isEmpty();
    }

    private static Indicator.Missing failed(String what) {
        return new Indicator.Missing(MissingReason.PLUGIN_FAILED, what);
    }
}
