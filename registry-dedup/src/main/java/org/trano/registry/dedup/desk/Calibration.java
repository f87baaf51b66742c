package org.trano.registry.dedup.desk;

import java.util.List;
import org.trano.registry.dedup.model.Bits;

/**
 * From the odds that a model gives to those that hold: models take for granted that pieces of evidence do not depend on each other, which they do, and so
 * are too sure of themselves. {@code log2 odds = intercept + slope · log2 odds of the model} (Platt 1999, "Probabilistic outputs for support vector
 * machines"). Immutable.
 *
 * @param intercept in bits
 * @param slope above 0, so that the order stays; below 1 where the model is too sure
 */
public record Calibration(double intercept, double slope) {
    private static final int ROUNDS = 50;
    private static final double CLOSE = 1e-9;
    private static final double LN2 = StrictMath.log(2);
    private static final int HALVES = 30;
    /** What is usual counts as much as some twenty cases of even odds, and of six bits. */
    private static final double PRIOR = 20 * LN2 * LN2 / 4;

    private static final double PRIOR_OF_SLOPE = 36 * PRIOR;

    private static final double LEAST_SLOPE = 0.05;
    private static final double MOST_BITS = 60;

    /**
     * Checks the numbers.
     *
     * @param intercept in bits
     * @param slope above 0
     */
    public Calibration {
        if (!Double.isFinite(intercept) || !(slope > 0) || !Double.isFinite(slope)) {
            throw new IllegalArgumentException("A calibration of " + intercept + " and " + slope
                    + " turns the order of the answers round. Maybe fit it to more cases?");
        }
    }

    /** The model is taken at its word. */
    static Calibration none() {
        return new Calibration(0, 1);
    }

    /**
     * The probability that holds where the model gives these odds.
     *
     * @param bits log2 of the odds
     * @return 0 to 1
     */
    public double probability(double bits) {
        return Bits.probability(intercept + slope * Math.max(-MOST_BITS, Math.min(MOST_BITS, bits)));
    }

    /**
     * A case of which the truth is known.
     *
     * @param bits log2 of the odds that the model gave
     * @param isTrue whether it was so
     */
    public record Case(double bits, boolean isTrue) {}

    /**
     * The calibration that fits some cases best, held back towards this one where they are few (a normal prior on both numbers, as if of some
     * twenty cases). By Newton's method; the same cases give the same numbers.
     *
     * @param cases of which the truth is known
     * @return a new calibration
     */
    public Calibration fit(List<Case> cases) {
        double a = intercept;
        double b = slope;
        double loss = loss(cases, a, b);
        for (int round = 0; round < ROUNDS; round++) {
            double gradientA = PRIOR * (intercept - a);
            double gradientB = PRIOR_OF_SLOPE * (slope - b);
            double aa = PRIOR;
            double ab = 0;
            double bb = PRIOR_OF_SLOPE;
            for (Case each : cases) {
                double x = bits(each);
                double p = Bits.probability(a + b * x);
                double error = LN2 * ((each.isTrue ? 1 : 0) - p);
                double weight = LN2 * LN2 * p * (1 - p);
                gradientA += error;
                gradientB += error * x;
                aa += weight;
                ab += weight * x;
                bb += weight * x * x;
            }
            double determinant = aa * bb - ab * ab;
            double stepA = (bb * gradientA - ab * gradientB) / determinant;
            double stepB = (aa * gradientB - ab * gradientA) / determinant;
            // A step that leads too far is taken by half, and by half again.
            double lower = loss(cases, a + stepA, Math.max(LEAST_SLOPE, b + stepB));
            for (int half = 0; half < HALVES && !(lower <= loss); half++) {
                stepA /= 2;
                stepB /= 2;
                lower = loss(cases, a + stepA, Math.max(LEAST_SLOPE, b + stepB));
            }
            if (!(lower <= loss)) {
                break;
            }
            a += stepA;
            b = Math.max(LEAST_SLOPE, b + stepB);
            loss = lower;
            if (Math.abs(stepA) + Math.abs(stepB) < CLOSE) {
                break;
            }
        }
        return new Calibration(a, b);
    }

    /** How ill two numbers fit, the prior included. */
    private double loss(List<Case> cases, double a, double b) {
        double loss = PRIOR * (a - intercept) * (a - intercept) / 2 + PRIOR_OF_SLOPE * (b - slope) * (b - slope) / 2;
        for (Case each : cases) {
            double bits = a + b * bits(each);
            // The log of what is improbable, without rounding it to 0 first.
            loss += LN2 * Bits.log2Sum(0, each.isTrue ? -bits : bits);
        }
        return loss;
    }

    private static double bits(Case each) {
        return Math.max(-MOST_BITS, Math.min(MOST_BITS, each.bits));
    }
}
