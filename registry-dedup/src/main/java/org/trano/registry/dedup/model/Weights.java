package org.trano.registry.dedup.model;

import org.trano.registry.dedup.frame.FieldKind;
import org.trano.registry.dedup.frame.Frame;

/** What a model that is estimated says of pairs, in bits: logarithms to base 2, taken once. Immutable. */
final class Weights {
    private static final double IMPOSSIBLE = 1e-12;

    /** How much more frequent each level is among matches than among random pairs, by field. */
    final double[][] match;
    /** How much more frequent it is among relatives. */
    final double[][] related;

    final double matches;
    final double relatives;
    /** What the frequency of a value adds to that of its level, by field and code. */
    final float[][] rarity;

    private final double random;
    private final double[][] ratioOfRelatives;
    private final Kinship kinship;
    private final Dependence dependence;
    private final boolean[] isShared;

    /**
     * Takes the logarithms.
     *
     * @param frame the records
     * @param rarity what the frequency of a value adds, by field and code
     * @param odds shares and ratios
     * @param dependence which fields agree together for other reasons
     */
    Weights(Frame frame, float[][] rarity, ClassOdds odds, Dependence dependence) {
        this.rarity = rarity;
        this.match = logarithms(odds.ratioM());
        this.related = logarithms(odds.ratioR());
        this.matches = Bits.log2(odds.matches());
        this.relatives = Bits.log2(odds.relatives());
        this.random = Bits.log2(1 - odds.matches() - odds.relatives());
        this.ratioOfRelatives = odds.ratioR();
        this.kinship = odds.kinship();
        this.dependence = dependence;
        this.isShared = new boolean[match.length];
        for (int f = 0; f < isShared.length; f++) {
            isShared[f] = frame.fields().get(f).isShared();
        }
    }

    private static double[][] logarithms(double[][] ratios) {
        double[][] bits = new double[ratios.length][];
        for (int f = 0; f < bits.length; f++) {
            bits[f] = new double[ratios[f].length];
            for (int level = FieldKind.DIFFERENT; level < bits[f].length; level++) {
                bits[f][level] = Bits.log2(Math.max(ratios[f][level], IMPOSSIBLE));
            }
        }
        return bits;
    }

    /** The odds of a match against relatives and random pairs together. */
    double odds(double ofMatch, double ofRelated) {
        return ofMatch - Bits.log2Sum(ofRelated, random);
    }

    /** What levels say for a match, the share of matches included. */
    double match(int[] levels) {
        double bits = matches - dependence.bits(levels);
        for (int f = 0; f < match.length; f++) {
            bits += match[f][levels[f]];
        }
        return bits;
    }

    /** What levels say for relatives, their share included. */
    double related(int[] levels) {
        double bits = relatives - dependence.sharedBits(levels) + Bits.log2(kinship.ratio(ratioOfRelatives, levels));
        for (int f = 0; f < related.length; f++) {
            bits += kinship.isOf(f) ? 0 : related[f][levels[f]];
        }
        return bits;
    }

    /** What the levels of the fields that relatives do not share say for a match against relatives. */
    double beyondKinship(int[] levels) {
        double bits = dependence.sharedBits(levels)
                - dependence.bits(levels)
                - Bits.log2(kinship.ratio(ratioOfRelatives, levels));
        for (int f = 0; f < match.length; f++) {
            if (!isShared[f]) {
                bits += match[f][levels[f]] - (kinship.isOf(f) ? 0 : related[f][levels[f]]);
            }
        }
        return bits;
    }

    /** Whether relatives share a field, so that a rare value in it is no more remarkable among them than among matches. */
    boolean isShared(int field) {
        return isShared[field];
    }
}
