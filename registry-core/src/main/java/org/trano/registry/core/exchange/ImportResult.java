package org.trano.registry.core.exchange;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.problem.Problem;

/**
 * What an import did.
 *
 * @param households what became of the household rows
 * @param persons what became of the person rows
 * @param incomplete households that were recorded without a member whose row was rejected
 * @param events events recorded
 * @param problems how many rows were rejected for each code of {@link Problem}
 * @param examples the first rejected rows' problems, at most {@value #MOST_EXAMPLES}
 * @param personRejects the file with rejected person rows, or null where none was written
 * @param householdRejects the file with rejected household rows, or null where none was written
 */
public record ImportResult(
        Counts households,
        Counts persons,
        long incomplete,
        long events,
        SortedMap<String, Long> problems,
        List<Problem> examples,
        @Nullable Path personRejects,
        @Nullable Path householdRejects) {
    /** So many problems are given in full. */
    public static final int MOST_EXAMPLES = 10;

    /**
     * What became of the rows of one kind; {@code read} is the sum of the others.
     *
     * @param read rows in the file
     * @param recorded rows that are now in the registry and were not before
     * @param unchanged rows the registry knew already, word for word
     * @param rejected rows with a problem
     */
    public record Counts(long read, long recorded, long unchanged, long rejected) {}

    /**
     * Whether every row was taken.
     *
     * @return true if nothing was rejected
     */
    public boolean isClean() {
        return problems.isEmpty();
    }
}
