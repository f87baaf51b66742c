package org.trano.registry.dedup.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.Deduplicator;
import org.trano.registry.dedup.RecordTable;

class EvaluationTest {
    /** The figures equal those counted pair by pair, whatever the truth is said to be. */
    @Property(tries = 20)
    void the_figures_equal_a_count_of_all_pairs(@ForAll long seed) {
        Random random = new Random(seed);
        RecordTable.Builder table = RecordTable.builder(List.of(
                new RecordTable.Column("name", ColumnRole.GIVEN_NAME),
                new RecordTable.Column("born", ColumnRole.BIRTH_DATE)));
        int n = 60;
        String[] truth = new String[n];
        for (int i = 0; i < n; i++) {
            int person = random.nextInt(30);
            truth[i] = "p" + person;
            table.add(List.of(
                    "name" + (char) ('a' + person % 10) + random.nextInt(3),
                    (1950 + person) + "-0" + (1 + random.nextInt(2)) + "-11"));
        }
        DedupResult result = Deduplicator.builder().threads(1).build().run(table.build());
        Evaluation found = Evaluation.of(result, truth, null);
        int[] clusters = result.clusters();
        double wanted = 0;
        double clustered = 0;
        double both = 0;
        double precision = 0;
        double recall = 0;
        for (int i = 0; i < n; i++) {
            double mine = 0;
            double same = 0;
            double common = 0;
            for (int j = 0; j < n; j++) {
                boolean person = truth[i].equals(truth[j]);
                boolean cluster = clusters[i] == clusters[j];
                mine += cluster ? 1 : 0;
                same += person ? 1 : 0;
                common += person && cluster ? 1 : 0;
                if (j > i) {
                    wanted += person ? 1 : 0;
                    clustered += cluster ? 1 : 0;
                    both += person && cluster ? 1 : 0;
                }
            }
            precision += common / mine / n;
            recall += common / same / n;
        }
        assertThat(found.clusterPairs()).isEqualTo(Evaluation.Quality.of(both, clustered, wanted));
        assertThat(found.b3F1()).isCloseTo(2 * precision * recall / (precision + recall), within(1e-12));
        long right = result.matches().stream()
                .filter(m -> truth[m.left()].equals(truth[m.right()]))
                .count();
        assertThat(found.pairs())
                .isEqualTo(Evaluation.Quality.of(right, result.matches().size(), wanted));
        assertThat(found.bestPairs().f1()).isGreaterThanOrEqualTo(found.pairs().f1());
        // So few records are all compared with each other.
        assertThat(result.pairsCompared()).isEqualTo(n * (n - 1) / 2);
        assertThat(found.blockingRecall()).isEqualTo(1);
        assertThat(found.ruleRecall()).containsExactly(1.0);
        double[] kept = new double[3];
        result.forEachPair((left, other, weight) -> {
            kept[0]++;
            kept[1] += 1 / (1 + Math.pow(2, -weight));
            kept[2] += truth[left].equals(truth[other]) ? 1 : 0;
        });
        assertThat(found.reliability().stream()
                        .mapToLong(Evaluation.Reliability::pairs)
                        .sum())
                .isEqualTo((long) kept[0]);
        assertThat(found.reliability().stream()
                        .mapToDouble(g -> g.pairs() * g.expected())
                        .sum())
                .isCloseTo(kept[1], within(1e-6));
        assertThat(found.reliability().stream()
                        .mapToDouble(g -> g.pairs() * g.right())
                        .sum())
                .isCloseTo(kept[2], within(1e-6));
        assertThat(found.reliability()).isSortedAccordingTo(Comparator.comparing(Evaluation.Reliability::expected));
    }
}
