package org.trano.registry.dedup.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.cluster.CorrelationClustering;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.model.Candidates;

/** Groups that are kept while records come and go are those that would be formed at once. */
class LiveClustersTest {
    private static final double THRESHOLD = 3;

    private record Pair(int a, int b) {
        static Pair of(int a, int b) {
            return new Pair(Math.min(a, b), Math.max(a, b));
        }
    }

    private static int[] atOnce(int records, Map<Pair, Float> weights, Map<Pair, Boolean> decisions) {
        RecordTable.Builder table = RecordTable.builder(List.of(new RecordTable.Column("name", ColumnRole.FULL_NAME)));
        for (int i = 0; i < records; i++) {
            table.add(List.of("name " + (char) ('a' + i)));
        }
        Candidates pairs = new Candidates();
        weights.forEach((pair, weight) -> pairs.add(pair.a, pair.b, 0, 0, weight));
        pairs.add(List.of(), records);
        return CorrelationClustering.run(
                Frame.of(table.build(), Set.of()),
                pairs,
                THRESHOLD,
                decided(decisions, true),
                decided(decisions, false));
    }

    private static long[] decided(Map<Pair, Boolean> decisions, boolean same) {
        return decisions.entrySet().stream()
                .filter(each -> each.getValue() == same)
                .mapToLong(each -> (long) each.getKey().a << Integer.SIZE | each.getKey().b)
                .sorted()
                .toArray();
    }

    /** Whatever is put, decided, taken back, removed and put again, in whichever order and asked for in between. */
    @Property(tries = 1000)
    void any_order_of_changes_gives_the_groups_of_the_whole(
            @ForAll @IntRange(min = 2, max = 24) int records, @ForAll long seed) {
        Random random = new Random(seed);
        LiveClusters<Integer> live = LiveClusters.of(THRESHOLD, (a, b) -> true);
        Map<Pair, Float> weights = new HashMap<>();
        Map<Pair, Boolean> decisions = new TreeMap<>((x, y) -> x.a != y.a ? x.a - y.a : x.b - y.b);
        for (int i = random.nextInt(6 * records); i >= 0; i--) {
            int a = random.nextInt(records);
            int b = (a + 1 + random.nextInt(records - 1)) % records;
            Pair pair = Pair.of(a, b);
            switch (random.nextInt(12)) {
                case 0 -> {
                    boolean same =
                            random.nextBoolean() && decisions.values().stream().allMatch(d -> d);
                    boolean isPossible = same || decisions.values().stream().noneMatch(d -> d);
                    if (isPossible) {
                        live.decide(a, b, same);
                        decisions.put(pair, same);
                    }
                }
                case 1 -> {
                    live.undecide(b, a);
                    decisions.remove(pair);
                }
                case 2 -> {
                    live.remove(a);
                    weights.keySet().removeIf(each -> each.a == a || each.b == a);
                    decisions.keySet().removeIf(each -> each.a == a || each.b == a);
                }
                case 3 -> assertThat(live.cluster(a)).contains(a);
                default -> {
                    float weight = (float) (THRESHOLD + 10 * random.nextGaussian());
                    live.put(a, b, weight);
                    weights.put(pair, weight);
                }
            }
        }
        int[] roots = atOnce(records, weights, decisions);
        for (int record = 0; record < records; record++) {
            SortedSet<Integer> expected = new TreeSet<>();
            for (int other = 0; other < records; other++) {
                if (roots[other] == roots[record]) {
                    expected.add(other);
                }
            }
            assertThat(live.cluster(record)).isEqualTo(expected);
        }
    }

    @Test
    void a_decision_joins_and_parts_whatever_the_weights_say() {
        LiveClusters<String> live = LiveClusters.of(0, (a, b) -> true);
        live.put("a", "b", -20);
        live.decide("b", "a", true);
        assertThat(live.cluster("a")).containsExactly("a", "b");
        live.put("b", "c", 9);
        assertThat(live.cluster("c")).as("a never was compared with c").contains("b");
        live.decide("a", "b", false);
        assertThat(live.cluster("a")).containsExactly("a");
        assertThat(live.cluster("c")).containsExactly("b", "c");
        assertThat(live.cluster("never heard of")).containsExactly("never heard of");
        assertThatThrownBy(() -> live.put("a", "a", 1)).hasMessageContaining("Maybe");
    }

    @Test
    void two_of_one_household_are_never_one_person() {
        LiveClusters<String> live = LiveClusters.of(0, (a, b) -> a.charAt(0) != b.charAt(0));
        live.put("h1", "k1", 9);
        live.put("h2", "k1", 8);
        assertThat(live.cluster("k1")).containsExactly("h1", "k1");
    }
}
