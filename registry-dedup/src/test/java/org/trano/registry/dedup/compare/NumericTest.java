package org.trano.registry.dedup.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NumericTest {
    @Test
    void by_difference_and_by_share() {
        assertThat(Numeric.linear(10).similarity(3, 5.5)).isCloseTo(0.75, within(1e-12));
        assertThat(Numeric.linear(10).similarity(3, 13)).isZero();
        assertThat(Numeric.RELATIVE.similarity(90, 100)).isCloseTo(0.9, within(1e-12));
        assertThat(Numeric.RELATIVE.similarity(-1, 100)).isZero();
        assertThat(Numeric.RELATIVE.similarity(0, -0.0)).isEqualTo(1);
    }

    @Property
    void it_is_symmetric_and_in_range(@ForAll double a, @ForAll double b) {
        for (Numeric comparator : new Numeric[] {Numeric.RELATIVE, Numeric.linear(7)}) {
            double similarity = comparator.similarity(a, b);
            assertThat(similarity).isBetween(0.0, 1.0).isEqualTo(comparator.similarity(b, a));
            assertThat(comparator.similarity(a, a)).isEqualTo(1);
        }
    }

    @Test
    void what_is_missing_cannot_be_compared() {
        assertThatThrownBy(() -> Numeric.RELATIVE.similarity(Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> Numeric.linear(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
