package org.trano.registry.dedup.model;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.FieldKind;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.frame.Parallel;

/**
 * What two records drawn at random look like, known before anything is estimated: from how frequent the values are, and for levels between different and equal from comparing
 * all values with each other, or where they are many a sample that is always the same. Immutable once made.
 */
final class RandomPairs {
    private static final int SAMPLE = 150_000;

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
        Parallel.forEach(width, this::prepare);
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
                double pairs = c * Math.max(c - 1, 0.5) / (n * Math.max(n - 1, 1));
                u[f][field.equalLevel(code)] += pairs;
                equalPairs += pairs;
            }
        }
        double[] seen = sample(f);
        double different = 0;
        for (int level = FieldKind.DIFFERENT; level < levels; level++) {
            different += field.ofKind(level) < equal ? seen[level] + 0.5 : 0;
        }
        double[] parts = {};
        for (int level = FieldKind.DIFFERENT; level < levels; level++) {
            int ofKind = field.ofKind(level);
            if (level == field.first(ofKind)) {
                parts = field.parts(ofKind);
            }
            share[f][level] = parts[level - field.first(ofKind)];
            if (ofKind < equal) {
                u[f][level] = (1 - equalPairs) * (seen[level] + 0.5) / different;
            }
        }
        rarity[f] = new float[field.dictionary().size()];
        for (int code = 1; code < rarity[f].length; code++) {
            if (field.count(code) > 0) {
                int level = field.equalLevel(code);
                double mean = u[f][level] / share[f][level];
                rarity[f][code] = (float) Bits.log2(mean * n / Math.max(1, field.count(code) - 0.5));
            }
        }
        if (field.kind() == FieldKind.GIVEN) {
            swapped(f);
            double[] crossed = crossed(field);
            double one = crossed[FieldKind.VERY_SIMILAR];
            double other = crossed[FieldKind.DIFFERENT + 1];
            u[f][field.first(FieldKind.NEARLY_SWAPPED)] = one * (2 * other - one);
            u[f][field.first(FieldKind.HALF_SWAPPED)] = one;
        }
    }

    /** How many of as many pairs as are drawn have different values, by their level. */
    private double[] sample(int f) {
        Field field = frame.fields().get(f);
        // Of whole names much is rare that tells people apart.
        int most = field.kind() == FieldKind.FULL ? 2 * SAMPLE : SAMPLE;
        int[] present = new int[field.dictionary().size()];
        int values = 0;
        for (int code = 1; code < present.length; code++) {
            if (field.count(code) > 0) {
                present[values++] = code;
            }
        }
        // Of few values each is compared with each, once.
        return (long) values * (values - 1) / 2 <= most
                ? all(field, Arrays.copyOf(present, values), most)
                : drawn(f, most);
    }

    private static double[] all(Field field, int[] values, int most) {
        double[] seen = new double[field.levels()];
        double share = 2.0 * most / ((double) field.filled() * Math.max(1, field.filled() - 1));
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < i; j++) {
                double pairs = (double) field.count(values[i]) * field.count(values[j]);
                seen[field.level(values[i], values[j])] += share * pairs;
            }
        }
        return seen;
    }

    /** Values drawn at random by their frequency. */
    private double[] drawn(int f, int most) {
        Field field = frame.fields().get(f);
        double[] seen = new double[field.levels()];
        int[] present = new int[(int) field.filled()];
        int n = 0;
        for (int record = 0; record < frame.size(); record++) {
            int code = frame.code(record, f);
            if (code != 0) {
                present[n++] = code;
            }
        }
        SplittableRandom random = new SplittableRandom(20261122);
        for (int i = 0; i < most; i++) {
            int a = present[random.nextInt(n)];
            int b = present[random.nextInt(n)];
            if (a != b) {
                seen[field.level(a, b)]++;
            }
        }
        return seen;
    }

    /** How often a random person bears another's names in each other's place, by how rare they are in that order. */
    private void swapped(int given) {
        Field field = frame.fields().get(given);
        for (int level = FieldKind.DIFFERENT; level < field.levels(); level++) {
            if (field.ofKind(level) == FieldKind.SWAPPED) {
                share[given][level] = 0;
                u[given][level] = 0;
            }
        }
        int family = frame.field(FieldKind.FAMILY);
        if (family < 0) {
            return;
        }
        double n = 0;
        for (int record = 0; record < frame.size(); record++) {
            if (frame.code(record, given) != 0 && frame.code(record, family) != 0) {
                int level = frame.swapped(record);
                share[given][level]++;
                u[given][level] += Bits.exp2(-frame.swappedRarity(record));
                n++;
            }
        }
        for (int level = FieldKind.DIFFERENT; level < field.levels(); level++) {
            if (field.ofKind(level) == FieldKind.SWAPPED) {
                share[given][level] /= Math.max(n, 1);
                u[given][level] /= Math.max(n, 1);
            }
        }
    }

    /** The probability that a random person's given name is as much like another's family name as a level of the kind says, or more. */
    private double[] crossed(Field given) {
        double[] crossed = new double[given.kind().firstEqual() + 1];
        int other = frame.field(FieldKind.FAMILY);
        if (other < 0) {
            Arrays.fill(crossed, 1e-5);
            return crossed;
        }
        int[] seen = new int[crossed.length];
        SplittableRandom random = new SplittableRandom(20261122);
        for (int i = 0; i < SAMPLE; i++) {
            int a = frame.code(random.nextInt(frame.size()), frame.field(FieldKind.GIVEN));
            int b = frame.code(random.nextInt(frame.size()), other);
            seen[given.likeness(a, b)]++;
        }
        double alike = 0.5;
        for (int level = seen.length - 1; level >= 0; level--) {
            alike += seen[level];
            crossed[level] = alike / SAMPLE;
        }
        return crossed;
    }
}
