package org.trano.registry.dedup.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The records of one component while they are joined: numbered from 0 in the order that decides between equal joins. Not thread-safe. */
public final class Contraction {
    /** Evidence of one pair is limited, so that one very long number does not outweigh everything. */
    private static final double STRONGEST = 12;

    private static final double WEAKEST = -3;
    /** A pair that was never compared, or looked hopeless. */
    private static final double UNSEEN = -1.5;

    private final Distinct distinct;
    private final int[] next;
    private final int[] size;
    private final int[] group;
    private final List<Map<Integer, Link>> links;
    private final PriorityQueue<Join> queue = new PriorityQueue<>();

    /** Which records are certainly two people. */
    @FunctionalInterface
    public interface Distinct {
        /**
         * Whether two records may not be in one group.
         *
         * @param a a record
         * @param b another
         * @return true for two people
         */
        boolean areTwo(int a, int b);
    }

    /**
     * Records of which nothing is known yet.
     *
     * @param records how many there are
     * @param distinct which of them are two people
     */
    public Contraction(int records, Distinct distinct) {
        this.distinct = distinct;
        next = new int[records];
        size = new int[records];
        group = new int[records];
        links = new ArrayList<>(records);
        for (int i = 0; i < records; i++) {
            next[i] = i;
            size[i] = 1;
            group[i] = i;
            links.add(new HashMap<>());
        }
    }

    /**
     * A pair that was compared.
     *
     * @param a a record
     * @param b another
     * @param evidence how much more the pair weighs than the threshold
     */
    public void pair(int a, int b, double evidence) {
        Link link = new Link(within(evidence, WEAKEST), within(evidence, -STRONGEST));
        links.get(a).put(b, link);
        links.get(b).put(a, link);
        if (link.sum >= 0) {
            queue.add(new Join(link.sum, Math.min(a, b), Math.max(a, b), 0));
        }
    }

    private static double within(double evidence, double weakest) {
        return Math.max(weakest, Math.min(STRONGEST, evidence));
    }

    /**
     * Joins two records whatever speaks against it; after all pairs were given.
     *
     * @param one a record
     * @param other another
     */
    public void same(int one, int other) {
        int a = top(one);
        int b = top(other);
        if (a != b) {
            merge(Math.min(a, b), Math.max(a, b));
            join(Math.min(a, b), Math.max(a, b));
        }
    }

    /**
     * Joins what belongs together.
     *
     * @return for each record the smallest of its group
     */
    public int[] run() {
        while (!queue.isEmpty()) {
            Join join = queue.poll();
            Link link = links.get(join.a).get(join.b);
            if (link != null && link.stamp == join.stamp && mayJoin(join.a, join.b)) {
                merge(join.a, join.b);
                join(join.a, join.b);
            }
        }
        for (int i = 0; i < group.length; i++) {
            // A group bears the number of its smallest member, which comes first.
            group[i] = group[group[i]];
        }
        return group;
    }

    /** A possible join. */
    private record Join(double evidence, int a, int b, int stamp) implements Comparable<Join> {
        @Override
        public int compareTo(Join other) {
            int byEvidence = Double.compare(other.evidence, evidence);
            if (byEvidence != 0) {
                return byEvidence;
            }
            return a != other.a ? Integer.compare(a, other.a) : Integer.compare(b, other.b);
        }
    }

    /** What is known between two groups. */
    private static final class Link {
        /** Evidence of the pairs, with little weight given to each that speaks against a join. */
        double sum;
        /** Evidence of the pairs, those against a join as heavy as those for it. */
        double balance;
        /** That of the strongest pair. */
        double best;

        int seen;
        int stamp;

        Link(double sum, double balance) {
            this.sum = sum;
            this.balance = balance;
            this.best = balance;
            this.seen = 1;
        }

        void add(Link other) {
            sum += other.sum;
            balance += other.balance;
            best = Math.max(best, other.best);
            seen += other.seen;
        }

        /** The evidence for a join of groups that have so many pairs. */
        double evidence(double pairs, boolean single) {
            double unseen = UNSEEN * (pairs - seen);
            double ofAll = sum + unseen;
            return single ? Math.max(ofAll, (best + (balance + unseen) / pairs) / 2) : ofAll;
        }
    }

    private int top(int member) {
        int g = member;
        while (group[g] != g) {
            g = group[g];
        }
        return g;
    }

    private void join(int a, int b) {
        int other = next[a];
        next[a] = next[b];
        next[b] = other;
        size[a] += size[b];
        group[b] = a;
    }

    /** Members of a group form a ring through {@code next}. */
    private boolean mayJoin(int a, int b) {
        int x = a;
        do {
            int y = b;
            do {
                if (distinct.areTwo(x, y)) {
                    return false;
                }
                y = next[y];
            } while (y != b);
            x = next[x];
        } while (x != a);
        return true;
    }

    /** Moves what is known about b to a and puts the new joins into the queue. */
    private void merge(int a, int b) {
        Map<Integer, Link> ofA = links.get(a);
        Map<Integer, Link> ofB = links.set(b, new HashMap<>(0));
        ofA.remove(b);
        ofB.remove(a);
        ofB.forEach((other, link) -> {
            Link joined = ofA.putIfAbsent(other, link);
            if (joined == null) {
                joined = link;
            } else {
                joined.add(link);
            }
            Map<Integer, Link> ofOther = links.get(other);
            ofOther.remove(b);
            ofOther.put(a, joined);
        });
        int merged = size[a] + size[b];
        ofA.forEach((other, link) -> {
            link.stamp++;
            double evidence = link.evidence((double) merged * size[other], size[other] == 1);
            if (evidence >= 0) {
                queue.add(new Join(evidence, Math.min(a, other), Math.max(a, other), link.stamp));
            }
        });
    }
}
