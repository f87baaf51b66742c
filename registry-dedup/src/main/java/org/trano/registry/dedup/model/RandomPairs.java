package org.trano.registry.dedup.model;

import java.util.SplittableRandom;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.FieldKind;
import org.trano.registry.dedup.frame.Frame;

/**
 * What two records drawn at random look like, known before anything is estimated: from how frequent the values are, and for levels between different and equal from a sample
 * that is always the same. Immutable once made.
 */
final class RandomPairs {
    private static final int SAMPLE = 300_000;

    private final Frame frame;
    /** The probability of each level, by field: u. */
    final double[][] u;
    /** The share of values on each level of "equal", by field. */
    final double[][] share;
    /** What the frequency of a value adds to that of its level, by field and code, in bits. */
    final float[][] rarity;

    RandomPairs(Frame frame) {
        this.frame = frame;
        int width = frame.fields().size();
        this.u = new double[width][];
        this.share = new double[width][];
        this.rarity = new float[width][];
        for (int f = 0; f < width; f++) {
            prepare(f);
        }
    }

    /** u from frequencies and a random sample. */
    private void prepare(int f) {
        Field field = frame.fields().get(f);
        int levels = field.levels();
        int equal = field.kind().firstEqual();
        double n = field.filled();
        share[f] = new double[levels];
        u[f] = new double[levels];
        double equalPairs = 0;
        for (int code = 1; code < field.dictionary().size(); code++) {
            double c = field.count(code);
            if (c > 0) {
                share[f][field.equalLevel(code)] += c / n;
                u[f][field.equalLevel(code)] += c * Math.max(c - 1, 0.5) / (n * Math.max(n - 1, 1));
            }
        }
        for (int level = equal; level < levels; level++) {
            equalPairs += u[f][level];
        }
        rarity[f] = new float[field.dictionary().size()];
        for (int code = 1; code < rarity[f].length; code++) {
            if (field.count(code) > 0) {
                int level = field.equalLevel(code);
                double mean = u[f][level] / share[f][level];
                rarity[f][code] = (float) Bits.log2(mean * n / Math.max(1, field.count(code) - 0.5));
            }
        }
        long[] seen = sample(f);
        double different = 0;
        for (int level = FieldKind.DIFFERENT; level < equal; level++) {
            different += seen[level] + 0.5;
        }
        for (int level = FieldKind.DIFFERENT; level < equal; level++) {
            u[f][level] = (1 - equalPairs) * (seen[level] + 0.5) / different;
        }
        if (field.kind() == FieldKind.GIVEN) {
            u[f][FieldKind.SWAPPED] = swapped(field);
            double crossed = crossed(field);
            u[f][FieldKind.NEARLY_SWAPPED] = crossed * crossed;
            u[f][FieldKind.HALF_SWAPPED] = crossed;
        }
    }

    /** Levels of pairs of different values, values drawn at random by their frequency. */
    private long[] sample(int f) {
        Field field = frame.fields().get(f);
        long[] seen = new long[field.kind().firstEqual()];
        int[] present = new int[(int) field.filled()];
        int n = 0;
        for (int record = 0; record < frame.size(); record++) {
            int code = frame.code(record, f);
            if (code != 0) {
                present[n++] = code;
            }
        }
        if (n < 2) {
            return seen;
        }
        SplittableRandom random = new SplittableRandom(20261122);
        for (int i = 0; i < SAMPLE; i++) {
            int a = present[random.nextInt(n)];
            int b = present[random.nextInt(n)];
            if (a != b) {
                seen[field.level(a, b)]++;
            }
        }
        return seen;
    }

    /** The probability that two random people bear each other's names: Σ over values of P(given)·P(family), squared. */
    private double swapped(Field given) {
        int other = frame.field(FieldKind.FAMILY);
        if (other < 0) {
            return 1e-9;
        }
        Field family = frame.fields().get(other);
        double sum = 0;
        for (int code = 1; code < given.dictionary().size(); code++) {
            sum += given.count(code) / (double) given.filled() * (family.count(code) / (double) family.filled());
        }
        return Math.max(sum * sum, 1e-9);
    }

    /** The probability that a random person's given name is much like another's family name. */
    private double crossed(Field given) {
        int other = frame.field(FieldKind.FAMILY);
        if (other < 0) {
            return 1e-5;
        }
        SplittableRandom random = new SplittableRandom(20261122);
        int alike = 0;
        for (int i = 0; i < SAMPLE; i++) {
            int a = frame.code(random.nextInt(frame.size()), frame.field(FieldKind.GIVEN));
            int b = frame.code(random.nextInt(frame.size()), other);
            alike += a != 0 && b != 0 && given.isAlike(a, b) ? 1 : 0;
        }
        return (alike + 0.5) / SAMPLE;
    }
}
