package org.trano.registry.dedup.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.trano.registry.core.Progress;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.frame.Frame;

class BlockingTest {
    /** Keys of any skew: many records may share one, or nearly every record has its own. */
    private static BlockingKey key(Random random, int records, int values) {
        int[] codes = new int[records];
        for (int record = 0; record < records; record++) {
            codes[record] = (int) (values * Math.pow(random.nextDouble(), 3));
        }
        return new BlockingKey("field", "key", codes, values);
    }

    @Property(tries = 200)
    void blocks_hold_what_was_forecast_and_nobody_is_left_out(
            @ForAll @IntRange(min = 1, max = 3000) int records,
            @ForAll @IntRange(min = 1, max = 40) int values,
            @ForAll @IntRange(min = 0, max = 200_000) int budget,
            @ForAll long seed) {
        Random random = new Random(seed);
        BlockingKey first = key(random, records, values);
        BlockingKey second = key(random, records, values);
        BlockingRule rule = new BlockingRule(List.of(first, second));
        BlockingRule.Blocks blocks = rule.blocks(records, budget);
        int[] sizes = new int[blocks.size()];
        int[] keyOf = new int[blocks.size()];
        for (int record = 0; record < records; record++) {
            int block = blocks.of()[record];
            assertThat(block == 0).isEqualTo(first.codes()[record] == 0);
            if (block != 0) {
                sizes[block]++;
                assertThat(keyOf[block] == 0 || keyOf[block] == first.codes()[record])
                        .isTrue();
                keyOf[block] = first.codes()[record];
            }
        }
        long pairs = Arrays.stream(sizes).mapToLong(s -> (long) s * (s - 1) / 2).sum();
        assertThat(blocks.pairs()).isEqualTo(pairs);
        assertThat(Arrays.stream(sizes).max().orElse(0)).isLessThanOrEqualTo(blocks.largest());
        // Blocks of ten are small enough for anybody's budget.
        assertThat(pairs <= budget || blocks.largest() == 10).isTrue();
    }

    @Property(tries = 20)
    void each_pair_is_found_once_whatever_the_threads_and_a_share_of_them_is_part_of_all(
            @ForAll @IntRange(min = 1, max = 4) int threads, @ForAll long seed) {
        Random random = new Random(seed);
        RecordTable.Builder table = RecordTable.builder(List.of(
                new RecordTable.Column("given", ColumnRole.GIVEN_NAME),
                new RecordTable.Column("family", ColumnRole.FAMILY_NAME),
                new RecordTable.Column("born", ColumnRole.BIRTH_DATE)));
        for (int i = 0; i < 400; i++) {
            table.add(List.of(
                    "g" + (char) ('a' + random.nextInt(20)),
                    "f" + (char) ('a' + random.nextInt(20)),
                    1950 + random.nextInt(50) + "-01-01"));
        }
        Frame frame = Frame.of(table.build(), Set.of());
        BlockingPlan plan = BlockingPlan.propose(frame, 5_000);
        Set<Long> all = scan(frame, plan, 1, threads);
        long expected = 0;
        for (int a = 0; a < frame.size(); a++) {
            for (int b = a + 1; b < frame.size(); b++) {
                expected += plan.finds(a, b) ? 1 : 0;
            }
        }
        assertThat(all).hasSize(Math.toIntExact(expected));
        Set<Long> some = scan(frame, plan, 0.3, threads);
        assertThat(all).containsAll(some);
        assertThat(some).isEqualTo(scan(frame, plan, 0.3, 1));
        assertThat(some.size()).isBetween(all.size() / 10, all.size() * 6 / 10);
    }

    private static Set<Long> scan(Frame frame, BlockingPlan plan, double share, int threads) {
        Set<Long> found = new HashSet<>();
        PairSink sink = (a, b, copies, copyOfA, copyOfB) -> {
            synchronized (found) {
                assertThat(a).isLessThan(b);
                assertThat(found.add((long) a << 32 | b)).isTrue();
            }
        };
        long[] byRule = PairScan.run(frame, plan, share, java.util.Collections.nCopies(threads, sink), Progress.SILENT);
        assertThat(Arrays.stream(byRule).sum()).isEqualTo(found.size());
        return found;
    }
}
