package org.trano.registry.scoring.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TargetingErrorTest {
    private static final double[] ONE = {1, 1, 1, 1};

    @Test
    void four_households_by_hand() {
        TargetingError error = TargetingError.of(new double[] {1, 1, 0, 0}, new double[] {1, 0, 1, 0}, ONE);
        assertThat(error).isEqualTo(new TargetingError(0.5, 0.5, 1.0));
        // Persons instead of households: the poor one that is selected has three members.
        assertThat(TargetingError.of(new double[] {1, 1, 0, 0}, new double[] {1, 0, 1, 0}, new double[] {3, 1, 1, 1}))
                .isEqualTo(new TargetingError(0.25, 0.25, 0.75 / (4.0 / 6)));
        assertThat(TargetingError.of(new double[] {1, 1, 0, 0}, new double[] {1, 1, 0, 0}, ONE))
                .isEqualTo(new TargetingError(0, 0, 2));
        assertThat(TargetingError.of(new double[4], new double[4], ONE).cgh()).isNaN();
        assertThatThrownBy(() -> TargetingError.of(new double[3], new double[4], ONE))
                .hasMessageContaining("different frames");
    }

    @Property
    void the_poorest_share_is_exact_and_nobody_richer_belongs_to_it_more(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int size,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        Random random = new Random(seed);
        double[] welfare = random.doubles(size).map(x -> Math.rint(x * 10)).toArray();
        double[] weights = random.doubles(size).map(x -> 0.5 + x).toArray();
        double[] poor = TargetingError.poorest(welfare, weights, share);
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += poor[i] * weights[i];
            for (int j = 0; j < size; j++) {
                if (welfare[i] == welfare[j]) {
                    assertThat(poor[i]).isEqualTo(poor[j]);
                } else if (welfare[i] < welfare[j] && poor[j] > 0) {
                    assertThat(poor[i]).isEqualTo(1);
                }
            }
        }
        assertThat(sum).isCloseTo(share * Arrays.stream(weights).sum(), within(1e-9));
    }

    @Property
    void with_one_share_of_poor_and_selected_both_errors_are_equal(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.05, max = 0.95) double share) {
        Random random = new Random(seed);
        double[] welfare = random.doubles(60).toArray();
        double[] score = random.doubles(60).toArray();
        double[] weights = random.doubles(60).map(x -> 0.5 + x).toArray();
        TargetingError error = TargetingError.of(
                TargetingError.poorest(welfare, weights, share),
                TargetingError.poorest(score, weights, share),
                weights);
        assertThat(error.exclusion()).isCloseTo(error.inclusion(), within(1e-9));
        assertThat(error.cgh()).isCloseTo((1 - error.inclusion()) / share, within(1e-9));
    }
}
