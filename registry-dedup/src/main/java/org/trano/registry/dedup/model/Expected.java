package org.trano.registry.dedup.model;

import java.util.Arrays;

/**
 * How many pairs of some patterns are matches and how many are relatives by what is known so far, all together and on each level of each field: the first half of a round of
 * expectation–maximisation. Patterns that begin alike share what is multiplied for their beginning and are added up together: they are the leaves of a tree, a step away from its
 * root for each field. Not thread-safe.
 */
final class Expected {
    private final PatternTable patterns;
    private final int from;
    /** The field that each step tells of; the first steps those of few levels, so that many patterns share them. */
    private final int[] fields;
    /** By step, each node's level in that field. */
    private final byte[][] level;
    /** By step, the node a step before. */
    private final int[][] parent;
    /** By step, from the root: first the odds of what leads to each node, then the pairs behind it. */
    private final double[][] m;

    private final double[][] r;
    private final double[][] kin;
    private final double[][] ofMatches;
    private final double[][] ofRelatives;

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
        this.fields = patterns.order();
        this.level = new byte[fields.length][];
        this.parent = new int[fields.length][];
        grow(from, to);
        this.m = nodes();
        this.r = nodes();
        this.kin = nodes();
        this.ofMatches = new double[shape.length][];
        this.ofRelatives = new double[shape.length][];
        for (int f = 0; f < shape.length; f++) {
            ofMatches[f] = new double[shape[f].length];
            ofRelatives[f] = new double[shape[f].length];
        }
    }

    private void grow(int from, int to) {
        int[] sizes = new int[fields.length];
        for (int p = from; p < to; p++) {
            for (int step = firstNew(p, from); step < sizes.length; step++) {
                sizes[step]++;
            }
        }
        for (int step = 0; step < sizes.length; step++) {
            level[step] = new byte[sizes[step]];
            parent[step] = new int[sizes[step]];
        }
        Arrays.fill(sizes, 0);
        for (int p = from; p < to; p++) {
            for (int step = firstNew(p, from); step < sizes.length; step++) {
                level[step][sizes[step]] = patterns.column(fields[step])[p];
                parent[step][sizes[step]++] = step == 0 ? 0 : sizes[step - 1] - 1;
            }
        }
    }

    /** The first step in which a pattern differs from the one before. */
    private int firstNew(int pattern, int from) {
        int step = 0;
        while (pattern > from && patterns.level(pattern, fields[step]) == patterns.level(pattern - 1, fields[step])) {
            step++;
        }
        return step;
    }

    private double[][] nodes() {
        double[][] nodes = new double[fields.length + 1][];
        nodes[0] = new double[1];
        for (int step = 0; step < fields.length; step++) {
            nodes[step + 1] = new double[level[step].length];
        }
        return nodes;
    }

    /** Counts anew. */
    void count(ClassOdds odds) {
        weigh(odds);
        share(1 - odds.matches() - odds.relatives());
        for (int step = fields.length - 1; step >= 0; step--) {
            add(step, m, ofMatches[fields[step]]);
            add(step, r, ofRelatives[fields[step]]);
        }
    }

    /** The odds of each pattern. */
    private void weigh(ClassOdds odds) {
        m[0][0] = odds.matches();
        r[0][0] = odds.relatives();
        kin[0][0] = 1;
        Kinship kinship = odds.kinship();
        for (int step = 0; step < fields.length; step++) {
            int f = fields[step];
            multiply(step, m, odds.ratioM()[f]);
            if (kinship.isOf(f)) {
                pass(step, r);
                addExcess(step, odds.ratioR()[f]);
            } else {
                multiply(step, r, odds.ratioR()[f]);
                pass(step, kin);
            }
        }
        double[] ofPatternM = m[fields.length];
        double[] ofPatternR = r[fields.length];
        double[] ofPatternKin = kin[fields.length];
        for (int i = 0; i < ofPatternM.length; i++) {
            ofPatternM[i] *= odds.besideM()[from + i];
            ofPatternR[i] *= odds.besideR()[from + i] * kinship.ratio(ofPatternKin[i], patterns, from + i);
        }
    }

    private void multiply(int step, double[][] odds, double[] ratio) {
        double[] before = odds[step];
        double[] after = odds[step + 1];
        int[] parents = parent[step];
        byte[] levels = level[step];
        for (int i = 0; i < after.length; i++) {
            after[i] = before[parents[i]] * ratio[levels[i]];
        }
    }

    private void addExcess(int step, double[] ratio) {
        double[] before = kin[step];
        double[] after = kin[step + 1];
        int[] parents = parent[step];
        byte[] levels = level[step];
        for (int i = 0; i < after.length; i++) {
            after[i] = before[parents[i]] + (ratio[levels[i]] - 1);
        }
    }

    /** Of what a field says nothing about. */
    private void pass(int step, double[][] odds) {
        double[] before = odds[step];
        double[] after = odds[step + 1];
        int[] parents = parent[step];
        for (int i = 0; i < after.length; i++) {
            after[i] = before[parents[i]];
        }
    }

    /** From odds to numbers of pairs; of some, people have decided what they are. */
    private void share(double unrelated) {
        double[] ofPatternM = m[fields.length];
        double[] ofPatternR = r[fields.length];
        for (int i = 0; i < ofPatternM.length; i++) {
            double total = ofPatternM[i] + ofPatternR[i] + unrelated;
            double open = patterns.open(from + i);
            ofPatternM[i] = patterns.matches(from + i) + open * (ofPatternM[i] / total);
            ofPatternR[i] = open * (ofPatternR[i] / total)
                    + patterns.others(from + i) * (ofPatternR[i] / (ofPatternR[i] + unrelated));
        }
    }

    private void add(int step, double[][] pairs, double[] sums) {
        double[] before = pairs[step];
        double[] after = pairs[step + 1];
        int[] parents = parent[step];
        byte[] levels = level[step];
        Arrays.fill(before, 0);
        Arrays.fill(sums, 0);
        for (int i = 0; i < after.length; i++) {
            before[parents[i]] += after[i];
            sums[levels[i]] += after[i];
        }
    }

    /** Adds what was counted of other patterns. */
    void add(Expected other) {
        m[0][0] += other.m[0][0];
        r[0][0] += other.r[0][0];
        for (int f = 0; f < ofMatches.length; f++) {
            for (int level = 0; level < ofMatches[f].length; level++) {
                ofMatches[f][level] += other.ofMatches[f][level];
                ofRelatives[f][level] += other.ofRelatives[f][level];
            }
        }
    }

    double matches() {
        return m[0][0];
    }

    double relatives() {
        return r[0][0];
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
        return m[fields.length][pattern - from] + r[fields.length][pattern - from];
    }
}
