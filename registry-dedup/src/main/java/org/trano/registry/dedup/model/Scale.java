package org.trano.registry.dedup.model;

import org.trano.registry.dedup.frame.Frame;

/** Weighs pairs by a model. Cheap to make; not thread-safe: one for each thread. */
public final class Scale {
    private final Frame frame;
    private final Weights weights;
    private final int[] levels;
    private double match;
    private double related;

    Scale(Frame frame, Weights weights) {
        this.frame = frame;
        this.weights = weights;
        this.levels = new int[frame.fields().size()];
    }

    /**
     * Weighs levels, values taken as averagely rare.
     *
     * @param ofFields the level of each field
     * @return log2 of the odds
     */
    public double weight(int[] ofFields) {
        match = weights.match(ofFields);
        related = weights.related(ofFields);
        return weights.odds(match, related);
    }

    /**
     * Weighs a pair by its own values.
     *
     * @param a one record
     * @param b the other
     * @return log2 of the odds
     */
    public double weight(int a, int b) {
        frame.compare(a, b, levels);
        return weight(weights.match(levels), weights.related(levels), a, b);
    }

    /**
     * Weighs a pair by its own values whose levels were weighed before.
     *
     * @param ofMatch what they say for a match
     * @param ofRelated what they say for relatives
     * @param a one record
     * @param b the other
     * @return log2 of the odds
     */
    public double weight(double ofMatch, double ofRelated, int a, int b) {
        match = ofMatch;
        related = ofRelated;
        for (int f = 0; f < levels.length; f++) {
            double rarity = rarity(f, a, b);
            match += rarity;
            related += weights.isShared(f) ? rarity : 0;
        }
        return weights.odds(match, related);
    }

    /** What it adds that the value two records have in common in a field is rare, or not. */
    private double rarity(int field, int a, int b) {
        int code = frame.code(a, field);
        return code != 0 && code == frame.code(b, field) ? weights.rarity[field][code] : 0;
    }

    /**
     * What the fields that relatives do not share say for a match against relatives.
     *
     * @param a one record
     * @param b the other
     * @return log2 of the ratio of the probabilities of their levels
     */
    public double beyondKinship(int a, int b) {
        frame.compare(a, b, levels);
        double bits = weights.beyondKinship(levels);
        for (int f = 0; f < levels.length; f++) {
            bits += weights.isShared(f) ? 0 : rarity(f, a, b);
        }
        return bits;
    }

    /**
     * What fields say for a pair that its two households have in common anyway: {@link #match()} and {@link #related()} are this afterwards. A
     * field that speaks against a match is not in common.
     *
     * @param shares for each field, how much of it the members of a household have in common, 0 to 1
     * @param a one record
     * @param b the other
     */
    public void weighShared(double[] shares, int a, int b) {
        frame.compare(a, b, levels);
        match = 0;
        related = 0;
        for (int f = 0; f < levels.length; f++) {
            double rarity = rarity(f, a, b);
            double says = weights.match[f][levels[f]] + rarity;
            if (says > 0) {
                match += shares[f] * says;
                related += shares[f] * (weights.related[f][levels[f]] + (weights.isShared(f) ? rarity : 0));
            }
        }
    }

    /**
     * How a field of the pair agrees that was last compared.
     *
     * @param field the field
     * @return its level
     */
    public int level(int field) {
        return levels[field];
    }

    /**
     * What the fields said for a match when a pair was last weighed.
     *
     * @return log2, the share of matches included
     */
    public double match() {
        return match;
    }

    /**
     * What the fields said for relatives then.
     *
     * @return log2, the share of relatives included
     */
    public double related() {
        return related;
    }

    /**
     * What a field adds to a pair's weight against a random pair.
     *
     * @param field the field
     * @param level the level of agreement
     * @param code the common value's code where both are equal, else 0
     * @return bits
     */
    public double part(int field, int level, int code) {
        return weights.match[field][level] + (code == 0 ? 0 : weights.rarity[field][code]);
    }

    /**
     * What is known before any field is looked at.
     *
     * @return log2 of the odds of a match between two records drawn at random
     */
    public double prior() {
        return weights.odds(weights.matches, weights.relatives);
    }
}
