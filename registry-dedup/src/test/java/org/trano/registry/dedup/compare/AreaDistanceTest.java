package org.trano.registry.dedup.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AreaDistanceTest {
    private static final AreaDistance TOGO = AreaDistance.of(
            Map.of("TG01", "TG", "TG02", "TG", "TG0101", "TG01", "TG0102", "TG01", "TG0201", "TG02")::get);

    @Test
    void the_way_leads_through_the_lowest_common_area() {
        assertThat(TOGO.steps("TG0101", "TG0101")).isZero();
        assertThat(TOGO.steps("TG0101", "TG01")).isEqualTo(1);
        assertThat(TOGO.steps("TG0101", "TG0102")).isEqualTo(2);
        assertThat(TOGO.steps("TG0101", "TG0201")).isEqualTo(4);
        assertThat(TOGO.steps("TG0101", "DJ01")).isEqualTo(-1);
        assertThat(TOGO.similarity("TG0101", "TG0102")).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(TOGO.similarity("TG0101", "DJ01")).isZero();
    }

    @Test
    void an_area_among_its_own_parents_is_named() {
        AreaDistance circle = AreaDistance.of(Map.of("A", "B", "B", "A")::get);
        assertThatThrownBy(() -> circle.steps("A", "B"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'A'");
    }

    /** In a binary tree numbered from 1, where the parent of k is k/2. */
    @Property
    void steps_are_a_metric(
            @ForAll @IntRange(min = 1, max = 300) int a,
            @ForAll @IntRange(min = 1, max = 300) int b,
            @ForAll @IntRange(min = 1, max = 300) int c) {
        AreaDistance tree =
                AreaDistance.of(code -> code.equals("1") ? null : String.valueOf(Integer.parseInt(code) / 2));
        String x = String.valueOf(a);
        String y = String.valueOf(b);
        String z = String.valueOf(c);
        assertThat(tree.steps(x, y)).isEqualTo(tree.steps(y, x));
        assertThat(tree.steps(x, y) == 0).isEqualTo(a == b);
        assertThat(tree.steps(x, z)).isLessThanOrEqualTo(tree.steps(x, y) + tree.steps(y, z));
        assertThat(tree.similarity(x, y)).isBetween(0.0, 1.0).isEqualTo(tree.similarity(y, x));
    }
}
