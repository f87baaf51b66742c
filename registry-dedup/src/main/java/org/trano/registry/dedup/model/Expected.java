package org.trano.registry.dedup.model;

import java.util.Arrays;

/**
 * How many pairs of some patterns are matches and how many are relatives by what is known so far, all together and on each level of each field: the first half of a round of
 * expectation–maximisation. Works field by field, for that is what processors are quick at. Not thread-safe.
 */
final class Expected {
    private final PatternTable patterns;
    private final int from;
    private final double[] ofPatternM;
    private final double[] ofPatternR;
    private final double[] kin;
    private final double[][] ofMatches;
    private final double[][] ofRelatives;
    private double matches;
    private double relatives;

    /**
     * Nothing is counted yet.
     *
     * @param patterns the patterns
     * @param from the first of those that will be counted
     * @param to the first that will not
     * @param shape an array for each field that is as long as the field has levels
     */
    Expected(PatternTable patterns, int from, int to, double[][] shape) {
        this.patterns = patterns;
        this.from = from;
        this.ofPatternM = new double[to - from];
        this.ofPatternR = new double[to - from];
        this.kin = new double[to - from];
        this.ofMatches = new double[shape.length][];
        this.ofRelatives = new double[shape.length][];
        for (int f = 0; f < shape.length; f++) {
            ofMatches[f] = new double[shape[f].length];
            ofRelatives[f] = new double[shape[f].length];
        }
    }

    /** Counts anew. */
    void count(ClassOdds odds) {
        weigh(odds);
        share(1 - odds.matches() - odds.relatives());
        for (int f = 0; f < ofMatches.length; f++) {
            add(patterns.column(f), ofMatches[f], ofRelatives[f]);
        }
    }

    /** The odds of each pattern. */
    private void weigh(ClassOdds odds) {
        double[] m = ofPatternM;
        double[] r = ofPatternR;
        for (int i = 0; i < m.length; i++) {
            m[i] = odds.matches() * odds.besideM()[from + i];
            r[i] = odds.relatives() * odds.besideR()[from + i];
        }
        Kinship kinship = odds.kinship();
        Arrays.fill(kin, 1);
        for (int f = 0; f < ofMatches.length; f++) {
            multiply(m, odds.ratioM()[f], patterns.column(f));
            if (kinship.isOf(f)) {
                addExcess(odds.ratioR()[f], patterns.column(f));
            } else {
                multiply(r, odds.ratioR()[f], patterns.column(f));
            }
        }
        for (int i = 0; i < r.length; i++) {
            r[i] *= kinship.ratio(kin[i], patterns, from + i);
        }
    }

    private void multiply(double[] odds, double[] ratio, byte[] level) {
        for (int i = 0; i < odds.length; i++) {
            odds[i] *= ratio[level[from + i]];
        }
    }

    private void addExcess(double[] ratio, byte[] level) {
        for (int i = 0; i < kin.length; i++) {
            kin[i] += ratio[level[from + i]] - 1;
        }
    }

    /** From odds to numbers of pairs; of some, people have decided what they are. */
    private void share(double unrelated) {
        double[] m = ofPatternM;
        double[] r = ofPatternR;
        matches = 0;
        relatives = 0;
        for (int i = 0; i < m.length; i++) {
            double total = m[i] + r[i] + unrelated;
            double open = patterns.open(from + i);
            m[i] = patterns.matches(from + i) + open * (m[i] / total);
            r[i] = open * (r[i] / total) + patterns.others(from + i) * (r[i] / (r[i] + unrelated));
            matches += m[i];
            relatives += r[i];
        }
    }

    private void add(byte[] level, double[] sumsM, double[] sumsR) {
        Arrays.fill(sumsM, 0);
        Arrays.fill(sumsR, 0);
        for (int i = 0; i < ofPatternM.length; i++) {
            sumsM[level[from + i]] += ofPatternM[i];
            sumsR[level[from + i]] += ofPatternR[i];
        }
    }

    /** Adds what was counted of other patterns. */
    void add(Expected other) {
        matches += other.matches;
        relatives += other.relatives;
        for (int f = 0; f < ofMatches.length; f++) {
            for (int level = 0; level < ofMatches[f].length; level++) {
                ofMatches[f][level] += other.ofMatches[f][level];
                ofRelatives[f][level] += other.ofRelatives[f][level];
            }
        }
    }

    double matches() {
        return matches;
    }

    double relatives() {
        return relatives;
    }

    /** Expected matches on each level of a field. */
    double[] ofMatches(int field) {
        return ofMatches[field];
    }

    /** Expected pairs of relatives on each level of a field. */
    double[] ofRelatives(int field) {
        return ofRelatives[field];
    }

    /** Expected matches and pairs of relatives of one pattern. */
    double related(int pattern) {
        return ofPatternM[pattern - from] + ofPatternR[pattern - from];
    }
}
