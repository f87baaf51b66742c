package org.trano.registry.dedup.model;

import java.util.Arrays;
import java.util.List;
import org.trano.registry.dedup.frame.CountingSort;

/**
 * Pairs worth a second look: their records, what the fields say for a match and for relatives, and their weight. In the order of
 * the records once others were {@linkplain #add(List, int) added}. Not thread-safe.
 */
public final class Candidates {
    private int size;
    private int[] left = new int[1024];
    private int[] right = new int[1024];
    private float[] match = new float[1024];
    private float[] related = new float[1024];
    private float[] weight = new float[1024];
    /** Where the pairs of each first record begin, once sorted. */
    private int[] starts = new int[0];

    /** No pairs yet. */
    public Candidates() {}

    /**
     * Adds a pair.
     *
     * @param a the record that comes first in the frame
     * @param b the other
     * @param forMatch log2 of the share of matches times what the fields say for one, against a random pair
     * @param forRelated the same for relatives
     * @param weighs log2 of the odds of a match
     */
    public void add(int a, int b, double forMatch, double forRelated, double weighs) {
        if (size == left.length) {
            int more = Math.max(1024, size + (size >> 1));
            left = Arrays.copyOf(left, more);
            right = Arrays.copyOf(right, more);
            match = Arrays.copyOf(match, more);
            related = Arrays.copyOf(related, more);
            weight = Arrays.copyOf(weight, more);
        }
        left[size] = a;
        right[size] = b;
        match[size] = (float) forMatch;
        related[size] = (float) forRelated;
        weight[size++] = (float) weighs;
    }

    /**
     * Adds the pairs of other lists, and puts all into the order of their records: what found a pair first must not matter.
     *
     * @param parts the lists, no pair in two of them or here
     * @param records how many records there are
     */
    public void add(List<Candidates> parts, int records) {
        for (Candidates part : parts) {
            for (int i = 0; i < part.size; i++) {
                add(part.left[i], part.right[i], part.match[i], part.related[i], part.weight[i]);
            }
        }
        sort(records);
    }

    private void sort(int records) {
        int[] order = new int[size];
        Arrays.setAll(order, pair -> pair);
        int[] other = new int[size];
        CountingSort.sort(order, right, records, other);
        starts = CountingSort.sort(other, left, records, order);
        left = permute(left, order);
        right = permute(right, order);
        match = permute(match, order);
        related = permute(related, order);
        weight = permute(weight, order);
    }

    private static int[] permute(int[] values, int[] order) {
        int[] out = new int[order.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[order[i]];
        }
        return out;
    }

    private static float[] permute(float[] values, int[] order) {
        float[] out = new float[order.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[order[i]];
        }
        return out;
    }

    /**
     * The place of a pair among those that were there when they were last sorted.
     *
     * @param a the record that comes first in the frame
     * @param b the other
     * @return its place, negative where it is not there
     */
    public int find(int a, int b) {
        int low = starts[a];
        int high = starts[a + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (right[middle] == b) {
                return middle;
            }
            if (right[middle] < b) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /**
     * How many pairs there are.
     *
     * @return their number
     */
    public int size() {
        return size;
    }

    /**
     * One record of a pair.
     *
     * @param pair the pair
     * @return the record that comes first in the frame
     */
    public int left(int pair) {
        return left[pair];
    }

    /**
     * The other record of a pair.
     *
     * @param pair the pair
     * @return the record that comes second
     */
    public int right(int pair) {
        return right[pair];
    }

    /**
     * What the fields say for a match.
     *
     * @param pair the pair
     * @return log2, the share of matches included
     */
    public double match(int pair) {
        return match[pair];
    }

    /**
     * What the fields say for relatives.
     *
     * @param pair the pair
     * @return log2, the share of relatives included
     */
    public double related(int pair) {
        return related[pair];
    }

    /**
     * The weight.
     *
     * @param pair the pair
     * @return log2 of the odds of a match
     */
    public float weight(int pair) {
        return weight[pair];
    }

    /**
     * Changes a weight.
     *
     * @param pair the pair
     * @param weighs log2 of the odds of a match
     */
    public void weigh(int pair, double weighs) {
        weight[pair] = (float) weighs;
    }
}
