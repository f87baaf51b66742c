package org.trano.registry.dedup.model;

import java.util.Arrays;
import java.util.List;

/**
 * All patterns of all threads with their counts, in the order of their codes, so that every sum over them is the same whatever
 * thread found which pair. Immutable.
 */
public final class PatternTable {
    private final int[] order;
    private final long[] codes;
    private final double[] counts;
    private final double[] matches;
    private final double[] others;
    /** The level of each pattern, by field. */
    private final byte[][] levels;

    /**
     * Adds up what the threads found.
     *
     * @param parts the pairs of each thread
     * @param fields how many fields there are
     * @param share the share of all compared pairs that they looked at
     */
    public PatternTable(List<PairPatterns> parts, int fields, double share) {
        long[] all = new long[parts.stream().mapToInt(PairPatterns::patterns).sum()];
        int n = 0;
        for (PairPatterns part : parts) {
            for (int p = 0; p < part.patterns(); p++) {
                all[n++] = part.code(p);
            }
        }
        this.order = parts.get(0).order();
        Arrays.sort(all);
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[distinct++] = all[i];
            }
        }
        this.codes = Arrays.copyOf(all, distinct);
        this.counts = new double[codes.length];
        this.matches = new double[codes.length];
        this.others = new double[codes.length];
        this.levels = new byte[fields][codes.length];
        int[] one = new int[fields];
        for (PairPatterns part : parts) {
            for (int p = 0; p < part.patterns(); p++) {
                counts[index(part.code(p))] += part.count(p);
            }
        }
        for (int i = 0; i < codes.length; i++) {
            counts[i] /= share;
            parts.get(0).levels(codes[i], one);
            for (int f = 0; f < fields; f++) {
                levels[f][i] = (byte) one[f];
            }
        }
    }

    /**
     * Tells of some pairs what people decided about them: these are matches or none, whatever the rest of their pattern is. A pair of a pattern that no compared
     * pair has tells nothing.
     *
     * @param patterns of the same records
     * @param pairs decided pairs, one record in the upper half, the other in the lower
     * @param same whether they were decided to be one person
     */
    public void pin(PairPatterns patterns, long[] pairs, boolean same) {
        for (long pair : pairs) {
            int index = index(patterns.code((int) (pair >>> Integer.SIZE), (int) pair));
            if (index >= 0 && open(index) >= 1) {
                (same ? matches : others)[index]++;
            }
        }
    }

    /**
     * How many pairs of a pattern nobody has decided about.
     *
     * @param index the pattern
     * @return their number
     */
    public double open(int index) {
        return counts[index] - matches[index] - others[index];
    }

    /**
     * How many pairs of a pattern were decided to be one person.
     *
     * @param index the pattern
     * @return their number
     */
    public double matches(int index) {
        return matches[index];
    }

    /**
     * How many pairs of a pattern were decided to be two people.
     *
     * @param index the pattern
     * @return their number
     */
    public double others(int index) {
        return others[index];
    }

    /**
     * The place of a pattern.
     *
     * @param code its code
     * @return its index here
     */
    public int index(long code) {
        return Arrays.binarySearch(codes, code);
    }

    /**
     * How many patterns there are.
     *
     * @return their number
     */
    public int size() {
        return codes.length;
    }

    /**
     * The level of a field in a pattern.
     *
     * @param index the pattern
     * @param field the field
     * @return the level
     */
    public int level(int index, int field) {
        return levels[field][index];
    }

    /**
     * The levels of a pattern.
     *
     * @param index the pattern
     * @param into filled with the level of each field
     */
    public void levels(int index, int[] into) {
        for (int f = 0; f < levels.length; f++) {
            into[f] = levels[f][index];
        }
    }

    /** The fields in the order in which patterns are sorted by their levels; not to be written to. */
    int[] order() {
        return order;
    }

    /** The level of each pattern in a field; not to be written to. */
    byte[] column(int field) {
        return levels[field];
    }
}
