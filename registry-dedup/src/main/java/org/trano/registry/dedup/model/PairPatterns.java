package org.trano.registry.dedup.model;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.trano.registry.dedup.block.PairSink;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.Frame;

/**
 * What one thread sees: how often each pattern occurs, and the pairs of hopeful patterns. A pattern is the levels of all fields,
 * written as one number in a mixed base; the model needs no more than their counts. Twelve bytes a pair that is kept. Not
 * thread-safe.
 */
public final class PairPatterns implements PairSink {
    private static final int START = 1 << 12;

    private final Frame frame;
    private final Predicate<int[]> hopeful;
    private final int[] base;
    /** The fields, those of few levels first: so patterns in the order of their codes share most of what they begin with. */
    private final int[] order;

    private final int[] levels;
    private int size;
    private int[] left = new int[START];
    private int[] right = new int[START];
    private int[] pattern = new int[START];
    // Open addressing: pattern number by its code; codes are never negative, so -1 marks an empty slot.
    private long[] slots = new long[START];
    private int[] slotNumber = new int[START];
    private long[] codes = new long[START];
    private long[] counts = new long[START];
    private boolean[] kept = new boolean[START];
    private int patterns;

    /**
     * An empty collection.
     *
     * @param frame the records
     * @param hopeful whether pairs of a pattern are kept, by the level of each field; asked once a pattern
     */
    public PairPatterns(Frame frame, Predicate<int[]> hopeful) {
        this.frame = frame;
        this.hopeful = hopeful;
        this.base = base(frame);
        this.order = IntStream.range(0, base.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(base[a], base[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.levels = new int[base.length];
        Arrays.fill(slots, -1);
    }

    private static int[] base(Frame frame) {
        double product = 1;
        for (Field field : frame.fields()) {
            product *= field.levels();
        }
        if (product > Long.MAX_VALUE) {
            throw new IllegalArgumentException("There are too many columns to compare: "
                    + frame.fields().size() + ". Maybe leave out the least telling ones?");
        }
        return frame.fields().stream().mapToInt(Field::levels).toArray();
    }

    @Override
    public void pair(int a, int b, int[] copies, int copyOfA, int copyOfB) {
        frame.compare(copies, copyOfA, copyOfB, levels);
        int number = count(code());
        if (!kept[number]) {
            return;
        }
        if (size == left.length) {
            int more = size + (size >> 1);
            left = Arrays.copyOf(left, more);
            right = Arrays.copyOf(right, more);
            pattern = Arrays.copyOf(pattern, more);
        }
        left[size] = a;
        right[size] = b;
        pattern[size++] = number;
    }

    /** The pattern of a pair that need not be among these. */
    long code(int a, int b) {
        frame.compare(a, b, levels);
        return code();
    }

    private long code() {
        long code = 0;
        for (int f : order) {
            code = code * base[f] + levels[f];
        }
        return code;
    }

    private int count(long code) {
        int mask = slots.length - 1;
        int slot = (int) ((code * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (slots[slot] != -1) {
            if (slots[slot] == code) {
                counts[slotNumber[slot]]++;
                return slotNumber[slot];
            }
            slot = (slot + 1) & mask;
        }
        int number = patterns++;
        if (number == codes.length) {
            codes = Arrays.copyOf(codes, number * 2);
            counts = Arrays.copyOf(counts, number * 2);
            kept = Arrays.copyOf(kept, number * 2);
        }
        codes[number] = code;
        counts[number] = 1;
        kept[number] = hopeful.test(levels);
        slots[slot] = code;
        slotNumber[slot] = number;
        if (patterns * 2 > slots.length) {
            grow();
        }
        return number;
    }

    private void grow() {
        slots = new long[slots.length * 2];
        slotNumber = new int[slots.length];
        Arrays.fill(slots, -1);
        int mask = slots.length - 1;
        for (int number = 0; number < patterns; number++) {
            int slot = (int) ((codes[number] * 0x9E3779B97F4A7C15L) >>> 32) & mask;
            while (slots[slot] != -1) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = codes[number];
            slotNumber[slot] = number;
        }
    }

    /**
     * How many pairs are kept.
     *
     * @return the number of pairs
     */
    public int size() {
        return size;
    }

    /**
     * One record of a pair.
     *
     * @param pair the pair, from 0
     * @return the record that comes first in the frame
     */
    public int left(int pair) {
        return left[pair];
    }

    /**
     * The other record of a pair.
     *
     * @param pair the pair, from 0
     * @return the record that comes second
     */
    public int right(int pair) {
        return right[pair];
    }

    /**
     * The pattern of a pair.
     *
     * @param pair the pair, from 0
     * @return its number here, from 0 to {@link #patterns()} − 1
     */
    public int pattern(int pair) {
        return pattern[pair];
    }

    /**
     * How many different patterns there are.
     *
     * @return their number
     */
    public int patterns() {
        return patterns;
    }

    /**
     * A pattern as one number, the same for every thread.
     *
     * @param number its number here
     * @return its code
     */
    public long code(int number) {
        return codes[number];
    }

    /**
     * How often a pattern occurs.
     *
     * @param number its number here
     * @return number of pairs
     */
    public long count(int number) {
        return counts[number];
    }

    /** The fields in the order in which a code says them; not to be written to. */
    int[] order() {
        return order;
    }

    /**
     * Takes a code apart.
     *
     * @param code the code
     * @param into filled with the level of each field
     */
    public void levels(long code, int[] into) {
        long rest = code;
        for (int i = order.length - 1; i >= 0; i--) {
            int f = order[i];
            into[f] = (int) (rest % base[f]);
            rest /= base[f];
        }
    }
}
