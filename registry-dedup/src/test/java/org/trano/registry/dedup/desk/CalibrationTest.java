package org.trano.registry.dedup.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Odds that hold. */
class CalibrationTest {
    private static List<Calibration.Case> cases(Calibration truth, int count, long seed) {
        Random random = new Random(seed);
        List<Calibration.Case> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double bits = 12 * random.nextGaussian();
            cases.add(new Calibration.Case(bits, random.nextDouble() < truth.probability(bits)));
        }
        return cases;
    }

    @Property(tries = 50)
    void many_cases_tell_the_truth(
            @ForAll @DoubleRange(min = -3, max = 3) double intercept,
            @ForAll @DoubleRange(min = 0.3, max = 1.5) double slope,
            @ForAll long seed) {
        Calibration truth = new Calibration(intercept, slope);
        Calibration fitted = Calibration.none().fit(cases(truth, 20_000, seed));
        for (double bits = -8; bits <= 8; bits++) {
            assertThat(fitted.probability(bits)).isCloseTo(truth.probability(bits), within(0.06));
        }
    }

    @Property(tries = 200)
    void the_order_of_answers_stays(
            @ForAll @DoubleRange(min = -200, max = 200) double a,
            @ForAll @DoubleRange(min = -200, max = 200) double b,
            @ForAll long seed) {
        Calibration any = Calibration.none().fit(cases(new Calibration(1, 0.5), 30, seed));
        assertThat(any.probability(Math.max(a, b))).isGreaterThanOrEqualTo(any.probability(Math.min(a, b)));
        assertThat(any.probability(a)).isBetween(0.0, 1.0);
    }

    @Test
    void one_case_changes_little_and_none_nothing() {
        Calibration usual = new Calibration(0.3, 0.8);
        assertThat(usual.fit(List.of())).isEqualTo(usual);
        Calibration one = usual.fit(List.of(new Calibration.Case(9, false)));
        assertThat(one.probability(9)).isBetween(usual.probability(9) - 0.05, usual.probability(9));
    }

    @Test
    void cases_that_can_be_told_apart_wholly_give_numbers_all_the_same() {
        List<Calibration.Case> cases = new ArrayList<>();
        for (int i = 1; i < 1000; i++) {
            cases.add(new Calibration.Case(i / 100.0, true));
            cases.add(new Calibration.Case(-i / 100.0, false));
            cases.add(new Calibration.Case(Double.POSITIVE_INFINITY, true));
        }
        Calibration fitted = Calibration.none().fit(cases);
        assertThat(fitted.slope()).isFinite().isPositive();
        assertThat(fitted.probability(5)).isGreaterThan(0.99);
    }

    @Test
    void all_cases_against_the_model_do_not_turn_it_round() {
        List<Calibration.Case> cases = new ArrayList<>();
        for (int i = 1; i < 1000; i++) {
            cases.add(new Calibration.Case(i / 100.0, false));
            cases.add(new Calibration.Case(-i / 100.0, true));
        }
        assertThat(Calibration.none().fit(cases).slope()).isPositive();
        assertThatThrownBy(() -> new Calibration(0, -1)).hasMessageContaining("Maybe");
        assertThatThrownBy(() -> DecisionRule.standard().errors(0.7, 0.1)).hasMessageContaining("Maybe");
    }
}
