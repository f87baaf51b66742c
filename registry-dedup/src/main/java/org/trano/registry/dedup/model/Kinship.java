package org.trano.registry.dedup.model;

import java.util.Arrays;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.FieldKind;
import org.trano.registry.dedup.frame.Frame;

/**
 * How relatives resemble each other in what they do not share: some bear one name, father and son, some were born on one day, twins. Who bears his father's name was not
 * born on his father's day, and twins have two names: these are different relatives, so that a pair's ratio is that of a mixture,
 * P(name, date | relatives) / P(name) P(date) = 1 + (k<sub>name</sub> − 1) + (k<sub>date</sub> − 1), where k is the ratio of the probabilities of a level among relatives and
 * anybody, and not the product of both.
 *
 * <p>A whole name holds what relatives share and what they do not. Of relatives whose whole names agree most are namesakes, born on two days; as many are so by chance, and may
 * be twins, as of people who share a part of their names share all of it.
 *
 * <p>Not thread-safe while it {@linkplain #learn learns}.
 */
final class Kinship {
    /** Relatives are not so much less alike than anybody that it would speak against being related. */
    private static final double LEAST = 0.1;

    private final Frame frame;
    private final boolean[] isOf;
    /** The field of whole names, −1 where there is none. */
    private final int whole;
    /** By its level, the share of relatives on it who are there by chance, not for bearing each other's name. */
    private final double[] byChance;

    Kinship(Frame frame) {
        this.frame = frame;
        this.isOf = new boolean[frame.fields().size()];
        for (int f = 0; f < isOf.length; f++) {
            FieldKind kind = frame.fields().get(f).kind();
            isOf[f] = kind == FieldKind.GIVEN || kind == FieldKind.DATE;
        }
        this.whole = frame.field(FieldKind.FULL);
        this.byChance = new double[whole < 0 ? 0 : frame.fields().get(whole).levels()];
        Arrays.fill(byChance, 1);
    }

    /** Whether relatives agree in a field for their kinship now and then, without sharing it. */
    boolean isOf(int field) {
        return isOf[field];
    }

    /**
     * Takes note of how whole names agree.
     *
     * @param u the probability of each level among anybody, by field
     * @param relative the same among relatives
     */
    void learn(double[][] u, double[][] relative) {
        if (whole < 0) {
            return;
        }
        Field field = frame.fields().get(whole);
        double[] anybody = new double[field.kind().firstEqual() + 1];
        double[] relatives = new double[anybody.length];
        for (int level = field.first(FieldKind.PART_EQUAL_ANOTHER_NOT); level < byChance.length; level++) {
            anybody[field.ofKind(level)] += u[whole][level];
            relatives[field.ofKind(level)] += relative[whole][level];
        }
        double ofAnybody = Arrays.stream(anybody).sum();
        double ofRelatives = Arrays.stream(relatives).sum();
        for (int level = 0; level < byChance.length; level++) {
            int of = field.ofKind(level);
            byChance[level] = field.agrees(level) && relatives[of] > 0
                    ? Math.min(1, anybody[of] / ofAnybody / (relatives[of] / ofRelatives))
                    : 1;
        }
    }

    /**
     * How much more frequent the levels of these fields are among relatives than among anybody, all together.
     *
     * @param ratio the same for each field and level by itself
     * @param levels the level of each field
     */
    double ratio(double[][] ratio, int[] levels) {
        double kin = 1;
        for (int f = 0; f < isOf.length; f++) {
            kin += isOf[f] ? ratio[f][levels[f]] - 1 : 0;
        }
        return whole < 0 ? atLeast(kin) : ofWhole(kin, levels[whole]);
    }

    /**
     * The same for a pattern.
     *
     * @param kin one, and for each of these fields what its level is more frequent than among anybody, less one
     */
    double ratio(double kin, PatternTable patterns, int pattern) {
        return whole < 0 ? atLeast(kin) : ofWhole(kin, patterns.level(pattern, whole));
    }

    private double ofWhole(double kin, int level) {
        return atLeast(1 + byChance[level] * (kin - 1));
    }

    private static double atLeast(double kin) {
        return Math.max(kin, LEAST);
    }
}
