package org.trano.registry.scoring.targeting;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;

/**
 * How many households may be selected in each area: fixed numbers, or a number or share that is spread over the areas in
 * proportion to their registered households. Spreading is by largest remainders (Hamilton's method): every area gets the whole part
 * of its exact share, and what is left goes to the largest fractions, the area whose code comes first among equal ones. Immutable
 * and thread-safe.
 */
public final class Quota {
    private final @Nullable SortedMap<String, Long> fixed;
    private final double share;
    private final long total;

    private Quota(@Nullable SortedMap<String, Long> fixed, double share, long total) {
        this.fixed = fixed;
        this.share = share;
        this.total = total;
    }

    /**
     * A number for each area; areas that are not named have none.
     *
     * @param byArea number of households by the code of the area, each 0 or more
     * @return the quota
     */
    public static Quota perArea(Map<String, Long> byArea) {
        byArea.forEach((area, number) -> {
            if (number < 0) {
                throw new IllegalArgumentException(
                        "The quota of " + area + " is " + number + ". Maybe a minus sign slipped in?");
            }
        });
        return new Quota(Collections.unmodifiableSortedMap(new TreeMap<>(byArea)), 0, 0);
    }

    /**
     * A number for the country.
     *
     * @param households how many, 0 or more
     * @return the quota
     */
    public static Quota total(long households) {
        if (households < 0) {
            throw new IllegalArgumentException(
                    "A quota of " + households + " households cannot be. Maybe a minus sign slipped in?");
        }
        return new Quota(null, 0, households);
    }

    /**
     * A share of the registered households, the total being rounded to the nearest whole number.
     *
     * @param share 0 to 1
     * @return the quota
     */
    public static Quota share(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share of " + share + " cannot be. Maybe 0.2 for 20 %?");
        }
        return new Quota(null, share, -1);
    }

    /**
     * Reads a number for each area from a CSV file with the columns {@code area} and {@code quota}.
     *
     * @param file the file
     * @return the quota
     * @throws DataException if the file or one of its rows cannot be used; the message names the row
     */
    public static Quota read(Path file) {
        TreeMap<String, Long> byArea = new TreeMap<>();
        try (CsvFile csv = CsvFile.open(file)) {
            int area = csv.column("area");
            int quota = csv.column("quota");
            String name = String.valueOf(file.getFileName());
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                if (row.problem() != null) {
                    throw new DataException(row.problem());
                }
                String code = row.values().get(area);
                String text = row.values().get(quota);
                if (!text.matches("\\d{1,12}")) {
                    throw new DataException(Problem.ofValue("quota.unreadable", name, row.line(), "quota", text));
                }
                if (byArea.put(code, Long.valueOf(text)) != null) {
                    throw new DataException(Problem.ofValue("quota.twice", name, row.line(), "area", code));
                }
            }
            if (byArea.isEmpty()) {
                throw new DataException(Problem.ofFile("file.header-only", name));
            }
        }
        return perArea(byArea);
    }

    /**
     * The quota of each area.
     *
     * @param households how many households are registered in each area
     * @return the quota of each of these areas, and of those named by {@link #perArea} in which nobody is registered
     */
    public SortedMap<String, Long> byArea(SortedMap<String, Long> households) {
        if (fixed != null) {
            TreeMap<String, Long> all = new TreeMap<>(fixed);
            households.keySet().forEach(area -> all.putIfAbsent(area, 0L));
            return all;
        }
        long registered =
                households.values().stream().mapToLong(Long::longValue).sum();
        long wanted = total >= 0 ? Math.min(total, registered) : Math.round(share * registered);
        return spread(wanted, households, registered);
    }

    /** Whole numbers throughout: {@code wanted · households / registered} has no rounding to argue about. */
    private static SortedMap<String, Long> spread(long wanted, SortedMap<String, Long> households, long registered) {
        TreeMap<String, Long> quota = new TreeMap<>();
        record Remainder(String area, long size) {}
        List<Remainder> remainders = new ArrayList<>();
        long given = 0;
        for (Map.Entry<String, Long> area : households.entrySet()) {
            BigInteger[] parts = BigInteger.valueOf(wanted)
                    .multiply(BigInteger.valueOf(area.getValue()))
                    .divideAndRemainder(BigInteger.valueOf(Math.max(1, registered)));
            long whole = parts[0].longValueExact();
            quota.put(area.getKey(), whole);
            remainders.add(new Remainder(area.getKey(), parts[1].longValueExact()));
            given += whole;
        }
        remainders.sort(Comparator.comparingLong(Remainder::size).reversed().thenComparing(Remainder::area));
        for (int i = 0; given < wanted; i++, given++) {
            quota.merge(remainders.get(i).area, 1L, Long::sum);
        }
        return quota;
    }
}
