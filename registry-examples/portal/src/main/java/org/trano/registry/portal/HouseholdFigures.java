package org.trano.registry.portal;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many households are registered, and how many people live in them, as the public may know it: for each area of the finest published
 * level rounded to tens, where fewer than ten households are nobody's business. Every other figure, for a region or the country, is a sum of
 * these rounded cells. So no two views taken together tell more than one rounded cell of each area, and one household more or less
 * changes a cell by ten or not at all.
 *
 * @param day the day of the count; figures do not move between two counts
 * @param cells what may be published of each area, by code
 */
public record HouseholdFigures(LocalDate day, SortedMap<String, Cell> cells) {
    /** Everything is rounded to it, and less than it is not said. */
    static final int BASE = 10;

    /**
     * What may be published of one area.
     *
     * @param households a multiple of ten; 0 stands for fewer than ten
     * @param persons a multiple of ten; 0 where the households are too few
     */
    public record Cell(long households, long persons) {
        static final Cell NONE = new Cell(0, 0);

        public Cell plus(Cell other) {
            return new Cell(households + other.households, persons + other.persons);
        }

        public boolean isSuppressed() {
            return households == 0;
        }
    }

    public HouseholdFigures {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    }

    /**
     * Rounds what was counted.
     *
     * @param exact households and people of each area, as they are
     */
    static HouseholdFigures of(LocalDate day, Map<String, Cell> exact) {
        TreeMap<String, Cell> cells = new TreeMap<>();
        exact.forEach((area, cell) -> cells.put(
                area,
                cell.households() < BASE ? Cell.NONE : new Cell(rounded(cell.households()), rounded(cell.persons()))));
        return new HouseholdFigures(day, cells);
    }

    private static long rounded(long count) {
        return BASE * Math.floorDiv(count + BASE / 2, BASE);
    }

    /** The sum of the cells of areas whose codes pass. */
    public Cell sum(java.util.function.Predicate<String> within) {
        Cell sum = Cell.NONE;
        for (Map.Entry<String, Cell> cell : cells.entrySet()) {
            if (within.test(cell.getKey())) {
                sum = sum.plus(cell.getValue());
            }
        }
        return sum;
    }
}
