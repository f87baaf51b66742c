package org.trano.registry.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.trano.registry.portal.HouseholdFigures.Cell;

/** What anybody can learn from published figures about a household: nothing. */
class HouseholdFiguresTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static Map<String, Cell> exact(List<Integer> households) {
        Map<String, Cell> exact = new HashMap<>();
        for (int i = 0; i < households.size(); i++) {
            exact.put("TG0" + (1 + i % 5) + "0" + (1 + i / 5), new Cell(households.get(i), households.get(i) * 4L));
        }
        return exact;
    }

    @Property
    void a_cell_is_a_multiple_of_ten_near_the_truth_and_silent_below_ten(
            @ForAll @Size(max = 40) List<@IntRange(max = 500) Integer> households) {
        Map<String, Cell> exact = exact(households);
        HouseholdFigures.of(DAY, exact).cells().forEach((area, cell) -> {
            long truth = exact.getOrDefault(area, Cell.NONE).households();
            assertThat(cell.households() % 10).isZero();
            assertThat(cell.persons() % 10).isZero();
            if (truth < 10) {
                assertThat(cell).isEqualTo(Cell.NONE);
            } else {
                assertThat(Math.abs(cell.households() - truth)).isLessThanOrEqualTo(5);
            }
        });
    }

    /** The attack is differencing: the same figures with and without one household, all cells and all sums of them. */
    @Property
    void one_household_more_changes_nothing_or_one_cell_by_ten(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 300) Integer> households,
            @ForAll @IntRange(max = 39) int where) {
        Map<String, Cell> before = exact(households);
        String area = before.keySet().stream().sorted().toList().get(where % before.size());
        Map<String, Cell> after = new HashMap<>(before);
        after.merge(area, new Cell(1, 4), Cell::plus);
        HouseholdFigures first = HouseholdFigures.of(DAY, before);
        HouseholdFigures second = HouseholdFigures.of(DAY, after);
        for (String one : first.cells().keySet()) {
            long moved = second.sum(one::equals).households()
                    - first.sum(one::equals).households();
            assertThat(moved).isIn(0L, 10L);
            assertThat(one.equals(area) || moved == 0).isTrue();
        }
        // A sum says no more than its cells: it is theirs, not that of the households.
        long cells =
                second.cells().values().stream().mapToLong(Cell::households).sum();
        assertThat(second.sum(code -> true).households()).isEqualTo(cells);
        long region = second.cells().entrySet().stream()
                .filter(cell -> cell.getKey().startsWith("TG01"))
                .mapToLong(cell -> cell.getValue().households())
                .sum();
        assertThat(second.sum(code -> code.startsWith("TG01")).households()).isEqualTo(region);
    }
}
