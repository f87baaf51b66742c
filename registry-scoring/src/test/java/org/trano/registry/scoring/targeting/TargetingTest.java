package org.trano.registry.scoring.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.scoring.model.Neediest;
import org.trano.registry.scoring.targeting.Selection.Outcome;

class TargetingTest {
    private static final List<String> AREAS = List.of("TG01", "TG02", "TG03", "");

    /** Households with areas and scores, many of them equal and some missing. */
    private record Register(List<String> ids, List<String> areas, double[] scores) {
        static Register of(long seed, int size) {
            Random random = new Random(seed);
            List<String> ids = new ArrayList<>();
            List<String> areas = new ArrayList<>();
            double[] scores = new double[size];
            for (int i = 0; i < size; i++) {
                ids.add("H" + i);
                areas.add(AREAS.get(random.nextInt(AREAS.size())));
                scores[i] = random.nextInt(15) == 0 ? Double.NaN : random.nextInt(8);
            }
            return new Register(ids, areas, scores);
        }

        Register shuffled(long seed) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, ids.size()).boxed().toList());
            Collections.shuffle(order, new Random(seed));
            return new Register(
                    order.stream().map(ids::get).toList(),
                    order.stream().map(areas::get).toList(),
                    order.stream().mapToDouble(i -> scores[i]).toArray());
        }

        Selection select(Targeting targeting, Neediest neediest) {
            return targeting.select(ids, areas, scores, neediest);
        }
    }

    @Property
    void nobody_outside_is_needier_than_anybody_inside_and_every_place_that_can_be_filled_is(
            @ForAll long seed,
            @ForAll @IntRange(max = 120) int size,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll Neediest neediest) {
        Register register = Register.of(seed, size);
        Selection selection = register.select(
                Targeting.builder(Quota.share(share))
                        .waiting(0.5)
                        .lottery("draw")
                        .build(),
                neediest);
        long quota = 0;
        for (Selection.AreaResult area : selection.areas()) {
            quota += area.quota();
            assertThat(area.selected()).isEqualTo(Math.min(area.quota(), area.households() - area.notRanked()));
            for (int a = 0; a < size; a++) {
                if (!register.areas.get(a).equals(area.area()) || selection.rank(a) == 0) {
                    continue;
                }
                for (int b = 0; b < size; b++) {
                    if (register.areas.get(b).equals(area.area())
                            && selection.rank(b) > 0
                            && selection.outcome(a).ordinal()
                                    < selection.outcome(b).ordinal()) {
                        assertThat(neediest.compare(register.scores[a], register.scores[b]))
                                .isLessThanOrEqualTo(0);
                        assertThat(selection.rank(a)).isLessThan(selection.rank(b));
                    }
                }
            }
        }
        assertThat(quota).isEqualTo(Math.round(share * size));
        for (int row = 0; row < size; row++) {
            assertThat(selection.outcome(row) == Outcome.NOT_RANKED).isEqualTo(Double.isNaN(register.scores[row]));
        }
        assertThat(Arrays.stream(Outcome.values()).mapToLong(selection::count).sum())
                .isEqualTo(size);
    }

    /** Also among equals: the lots are the households', not the rows'. */
    @Property
    void the_order_of_the_rows_does_not_matter(@ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int size) {
        Register register = Register.of(seed, size);
        Targeting targeting =
                Targeting.builder(Quota.total(size / 3)).lottery("2026-03-15").build();
        Map<String, Outcome> outcomes = new HashMap<>();
        Selection one = register.select(targeting, Neediest.LOWEST);
        for (int row = 0; row < size; row++) {
            outcomes.put(register.ids.get(row), one.outcome(row));
        }
        Register other = register.shuffled(seed + 1);
        Selection again = other.select(targeting, Neediest.LOWEST);
        for (int row = 0; row < size; row++) {
            assertThat(again.outcome(row)).isEqualTo(outcomes.get(other.ids.get(row)));
        }
        assertThat(again.areas()).isEqualTo(one.areas());
    }

    @Test
    void another_word_draws_other_lots_and_lots_are_fair() {
        int[] wins = new int[10];
        List<String> ids = IntStream.range(0, 10).mapToObj(i -> "H" + i).toList();
        for (int draw = 0; draw < 4000; draw++) {
            Selection selection = Targeting.builder(Quota.total(3))
                    .lottery("draw " + draw)
                    .build()
                    .select(ids, Collections.nCopies(10, "TG01"), new double[10], Neediest.LOWEST);
            for (int row = 0; row < 10; row++) {
                wins[row] += selection.outcome(row) == Outcome.SELECTED ? 1 : 0;
            }
            assertThat(selection.areas().get(0).tied()).isEqualTo(10);
        }
        // 1,200 expected; the standard deviation is 29.
        for (int w : wins) {
            assertThat(w).isBetween(1050, 1350);
        }
    }

    /** The lots can be drawn by anybody with sha256sum: printf 'Lomé 2026\nH1' | sha256sum, and so on. */
    @Test
    void the_lots_are_those_anybody_can_draw() {
        // 90… for H3, ab… for H1, de… for H2.
        Selection selection = Targeting.builder(Quota.total(1))
                .waiting(1)
                .lottery("Lomé 2026")
                .build()
                .select(List.of("H1", "H2", "H3"), List.of("A", "A", "A"), new double[3], Neediest.LOWEST);
        assertThat(List.of(selection.rank(0), selection.rank(1), selection.rank(2)))
                .isEqualTo(RANKS);
    }

    private static final List<Integer> RANKS = List.of(2, 3, 1);

    @Property
    void places_are_spread_in_proportion_and_none_is_lost(
            @ForAll @Size(min = 1, max = 30) List<@LongRange(min = 0, max = 5_000_000) Long> sizes,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        TreeMap<String, Long> households = new TreeMap<>();
        for (int i = 0; i < sizes.size(); i++) {
            households.put(String.format("A%02d", i), sizes.get(i));
        }
        long all = sizes.stream().mapToLong(Long::longValue).sum();
        Map<String, Long> quota = Quota.share(share).byArea(households);
        long wanted = Math.round(share * all);
        assertThat(quota.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(wanted);
        quota.forEach((area, places) -> {
            double exact = all == 0 ? 0 : (double) wanted * households.getOrDefault(area, 0L) / all;
            assertThat((double) places).isBetween(Math.floor(exact - 1e-6), Math.ceil(exact + 1e-6));
        });
    }

    @Test
    void a_quota_by_area_gives_nothing_to_areas_it_does_not_name() {
        Selection selection = Targeting.builder(Quota.perArea(Map.of("TG01", 1L, "TG09", 5L)))
                .build()
                .select(
                        List.of("H1", "H2", "H3"),
                        List.of("TG01", "TG01", "TG02"),
                        new double[] {2, 1, 0},
                        Neediest.LOWEST);
        assertThat(List.of(selection.outcome(0), selection.outcome(1), selection.outcome(2)))
                .containsExactly(Outcome.WAITING, Outcome.SELECTED, Outcome.NOT_SELECTED);
        assertThat(selection.areas()).extracting(Selection.AreaResult::area).containsExactly("TG01", "TG02", "TG09");
        assertThat(selection.areas().get(2).selected()).isZero();
        assertThat(selection.areas().get(2).cutoff()).isNaN();
        assertThat(selection.areas().get(0).cutoff()).isEqualTo(1);
    }

    @Test
    void a_file_of_quotas_is_read_or_refused_with_its_row(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("quota.csv");
        Files.writeString(file, "area;quota\nTG01;12\nTG02;0\n");
        TreeMap<String, Long> households = new TreeMap<>(Map.of("TG01", 3L, "TG03", 1L));
        assertThat(Quota.read(file).byArea(households))
                .isEqualTo(new TreeMap<>(Map.of("TG01", 12L, "TG02", 0L, "TG03", 0L)));
        for (String bad : List.of("-1", "many", "", "1.5", "9999999999999")) {
            Files.writeString(file, "area,quota\nTG01,12\nTG02," + bad + "\n");
            assertThatThrownBy(() -> Quota.read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("quota.csv, row 3, quota");
        }
        Files.writeString(file, "area,quota\nTG01,12\nTG01,3\n");
        assertThatThrownBy(() -> Quota.read(file)).hasMessageContaining("already");
        Files.writeString(file, "area,quota\n");
        assertThatThrownBy(() -> Quota.read(file)).hasMessageContaining("no rows");
        Files.writeString(file, "region,quota\nTG01,2\n");
        assertThatThrownBy(() -> Quota.read(file)).hasMessageContaining("no column 'area'");
    }

    @Test
    void nonsense_is_refused_with_advice() {
        assertThatThrownBy(() -> Quota.share(20)).hasMessageContaining("Maybe 0.2 for 20 %?");
        assertThatThrownBy(() -> Quota.total(-1)).hasMessageContaining("Maybe");
        assertThatThrownBy(() -> Quota.perArea(Map.of("A", -3L))).hasMessageContaining("Maybe");
        assertThatThrownBy(() -> Targeting.builder(Quota.total(1)).waiting(Double.NaN))
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> Targeting.builder(Quota.total(1))
                        .build()
                        .select(List.of("H1"), List.of(), new double[1], Neediest.LOWEST))
                .hasMessageContaining("different frames");
        assertThat(Quota.total(1_000_000).byArea(new TreeMap<>(Map.of("A", 3L))))
                .containsEntry("A", 3L);
        assertThat(Quota.total(5).byArea(new TreeMap<>())).isEmpty();
    }
}
