package org.trano.registry.dedup;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trano.registry.dedup.frame.Frame;

/** Decisions about rows as pairs of records, the smaller one in the upper half of a number. In ascending order. */
record Decided(long[] same, long[] different) {
    static Decided of(Frame frame, List<Decision> decisions) {
        int[] records = new int[frame.size()];
        for (int record = 0; record < records.length; record++) {
            records[frame.row(record)] = record;
        }
        SortedMap<Long, Decision> last = new TreeMap<>();
        for (Decision decision : decisions) {
            if (Math.max(decision.left(), decision.right()) >= records.length) {
                throw new IllegalArgumentException("A decision names row " + Math.max(decision.left(), decision.right())
                        + ", but there are " + records.length + " rows. Maybe it was made on another list?");
            }
            last.put(pair(records[decision.left()], records[decision.right()]), decision);
        }
        long[] same = pairs(last, true);
        long[] different = pairs(last, false);
        int[] group = new int[records.length];
        Arrays.setAll(group, record -> record);
        for (long pair : same) {
            int a = top(group, (int) (pair >>> Integer.SIZE));
            int b = top(group, (int) pair);
            group[Math.max(a, b)] = Math.min(a, b);
        }
        for (long pair : different) {
            int a = (int) (pair >>> Integer.SIZE);
            int b = (int) pair;
            if (top(group, a) == top(group, b)) {
                throw new IllegalArgumentException("Rows " + frame.row(a) + " and " + frame.row(b)
                        + " are two people by one decision and one person by others. Maybe look at both again?");
            }
        }
        return new Decided(same, different);
    }

    private static long[] pairs(SortedMap<Long, Decision> decisions, boolean same) {
        return decisions.entrySet().stream()
                .filter(entry -> entry.getValue().same() == same)
                .mapToLong(entry -> entry.getKey())
                .toArray();
    }

    private static long pair(int a, int b) {
        return (long) Math.min(a, b) << Integer.SIZE | Math.max(a, b);
    }

    private static int top(int[] group, int record) {
        int top = record;
        while (group[top] != top) {
            group[top] = group[group[top]];
            top = group[top];
        }
        return top;
    }

    boolean isEmpty() {
        return same.length + different.length == 0;
    }

    boolean isDifferent(int a, int b) {
        return isIn(different, a, b);
    }

    boolean isSame(int a, int b) {
        return isIn(same, a, b);
    }

    private static boolean isIn(long[] pairs, int a, int b) {
        return pairs.length > 0 && Arrays.binarySearch(pairs, pair(a, b)) >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decided that
                && Arrays.equals(same, that.same)
                && Arrays.equals(different, that.different);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(same) + Arrays.hashCode(different);
    }

    @Override
    public String toString() {
        return "Decided[same=" + same.length + ", different=" + different.length + "]";
    }
}
