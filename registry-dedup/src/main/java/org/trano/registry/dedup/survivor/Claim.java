package org.trano.registry.dedup.survivor;

import java.util.List;

/**
 * What some records of a person say in one column.
 *
 * @param value the value as most of them write it
 * @param rows the rows that say so, in ascending order
 * @param verdict what became of it
 */
public record Claim(String value, List<Integer> rows, Verdict verdict) {
    /** What becomes of a value. */
    public enum Verdict {
        /** It is the person's value. */
        KEPT,
        /** It says less, but nothing else: a year of birth where the day is known. */
        FITS,
        /** It contradicts the value that was kept. */
        DIFFERS
    }

    /**
     * Copies the list.
     *
     * @param value the value
     * @param rows who says so
     * @param verdict what became of it
     */
    public Claim {
        rows = List.copyOf(rows);
    }
}
