package org.trano.registry.dedup.model;

import java.util.Arrays;

/**
 * Pairs worth a second look: their records, what the fields say for a match and for relatives, and their weight. In the order of
 * the records once {@link #sort} was called. Not thread-safe.
 */
public final class Candidates {
    private int size;
    private int[] left = new int[1024];
    private int[] right = new int[1024];
    private float[] match = new float[1024];
    private float[] related = new float[1024];
    private float[] weight = new float[1024];

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
            int more = size + (size >> 1);
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

    /** Puts the pairs into the order of their records: what found a pair first must not matter. */
    public void sort() {
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = key(i);
        }
        Arrays.sort(order);
        float[] m = new float[left.length];
        float[] r = new float[left.length];
        float[] w = new float[left.length];
        for (int i = 0; i < size; i++) {
            int at = Arrays.binarySearch(order, key(i));
            m[at] = match[i];
            r[at] = related[i];
            w[at] = weight[i];
        }
        for (int i = 0; i < size; i++) {
            left[i] = (int) (order[i] >>> Integer.SIZE);
            right[i] = (int) order[i];
        }
        match = m;
        related = r;
        weight = w;
    }

    private long key(int pair) {
        return (long) left[pair] << Integer.SIZE | right[pair];
    }

    /**
     * The place of a pair among the first so many, which are sorted.
     *
     * @param a the record that comes first in the frame
     * @param b the other
     * @param among how many pairs are looked at
     * @return its place, negative where it is not there
     */
    public int find(int a, int b, int among) {
        int low = 0;
        int high = among - 1;
        long wanted = (long) a << Integer.SIZE | b;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long key = key(middle);
            if (key == wanted) {
                return middle;
            }
            if (key < wanted) {
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
