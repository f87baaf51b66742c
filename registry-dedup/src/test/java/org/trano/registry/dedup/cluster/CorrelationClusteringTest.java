package org.trano.registry.dedup.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.model.Candidates;

class CorrelationClusteringTest {
    private interface Weight {
        double of(int a, int b);
    }

    /** Groups of so many records, all pairs seen. */
    private static long groups(int records, Weight weight) {
        RecordTable.Builder table = RecordTable.builder(List.of(new RecordTable.Column("name", ColumnRole.FULL_NAME)));
        IntStream.range(0, records).forEach(i -> table.add(List.of("name " + (char) ('a' + i))));
        Candidates pairs = new Candidates();
        for (int a = 0; a < records; a++) {
            for (int b = a + 1; b < records; b++) {
                pairs.add(a, b, 0, 0, weight.of(a, b));
            }
        }
        pairs.add(List.of(), records);
        int[] roots = CorrelationClustering.run(Frame.of(table.build(), Set.of()), pairs, 0, new long[0], new long[0]);
        return IntStream.of(roots).distinct().count();
    }

    @Test
    void a_record_full_of_mistakes_joins_its_group_by_its_best_pair() {
        assertThat(groups(6, (a, b) -> b < 5 ? 5 : a == 0 ? 4 : -3)).isEqualTo(1);
    }

    @Test
    void a_record_that_most_of_a_group_contradicts_stays_alone() {
        assertThat(groups(6, (a, b) -> b < 5 ? 5 : a == 0 ? 4 : -20)).isEqualTo(2);
    }

    /** Whatever it weighs: one pair does not join two groups that otherwise do not match. */
    @Property(tries = 100)
    void a_bridge_joins_nothing(
            @ForAll @IntRange(min = 3, max = 8) int size, @ForAll @DoubleRange(min = 0, max = 60) double bridge) {
        assertThat(groups(2 * size, (a, b) -> (a < size) == (b < size) ? 8 : a == 0 && b == size ? bridge : -10))
                .isEqualTo(2);
    }
}
