package org.trano.registry.dedup.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.trano.registry.dedup.frame.CountingSort;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.model.Candidates;

/**
 * From pairs to people by greedy additive edge contraction (Keuper and others 2015), a heuristic for correlation clustering:
 * always join the two groups for which the evidence of <em>all</em> pairs between them, for and against, is strongest, until
 * no join has more for it than against it. A single strong pair between two large groups does not join them, as it would under
 * transitive closure: bridges are cut by themselves.
 *
 * <p>A single record joins a group also if its best pair and the mean of all its pairs with the group speak for it, half and half: what is
 * written wrong in it is wrong in each of these pairs, so they repeat each other. A single record is no bridge.
 *
 * <p>Pairs that were not kept count slightly against a join; groups with members that may not match (one household, one
 * source) are never joined. Deterministic: ties go to the groups with the smaller records. Time is O(e log e) in the kept
 * pairs, in practice.
 */
public final class CorrelationClustering {
    /** Evidence of one pair is limited, so that one very long number does not outweigh everything. */
    private static final double STRONGEST = 12;

    private static final double WEAKEST = -3;
    /** A pair that was never compared, or looked hopeless. */
    private static final double UNSEEN = -1.5;

    private final Frame frame;
    private final Candidates pairs;
    private final double threshold;
    /** For each record the smallest of its group. */
    private final int[] root;
    /** The place of a record among those of its component. */
    private final int[] place;

    /** Pairs of records that somebody decided are one person, the smaller record first. */
    private final long[] same;
    /** Those that are two, in ascending order. */
    private final long[] different;

    private CorrelationClustering(Frame frame, Candidates pairs, double threshold, long[] same, long[] different) {
        this.frame = frame;
        this.pairs = pairs;
        this.threshold = threshold;
        this.same = same;
        this.different = different;
        this.root = new int[frame.size()];
        this.place = new int[frame.size()];
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

    /**
     * Groups the records.
     *
     * @param frame the records
     * @param pairs the kept pairs and their weights, sorted
     * @param threshold the weight from which a pair speaks for a match
     * @param same pairs that are joined whatever speaks against it: the smaller record in the upper half, the greater in the lower
     * @param different pairs that are never joined, likewise, in ascending order
     * @return for each record the smallest record of its group
     */
    public static int[] run(Frame frame, Candidates pairs, double threshold, long[] same, long[] different) {
        return new CorrelationClustering(frame, pairs, threshold, same, different).run();
    }

    /** Groups lie within the components of the pairs that speak for a join: without one, no evidence between two groups is for them. */
    private int[] run() {
        Arrays.setAll(root, record -> record);
        for (int p = 0; p < pairs.size(); p++) {
            if (evidence(p, WEAKEST) >= 0) {
                int a = find(pairs.left(p));
                int b = find(pairs.right(p));
                root[Math.max(a, b)] = Math.min(a, b);
            }
        }
        for (long pair : same) {
            int a = find((int) (pair >>> Integer.SIZE));
            int b = find((int) pair);
            root[Math.max(a, b)] = Math.min(a, b);
        }
        int[] component = new int[root.length];
        Arrays.setAll(component, this::find);
        int[] records = new int[root.length];
        Arrays.setAll(records, record -> record);
        int[] members = new int[root.length];
        int[] first = CountingSort.sort(records, component, root.length, members);
        int inside = 0;
        for (int p = 0; p < pairs.size(); p++) {
            inside += component[pairs.left(p)] == component[pairs.right(p)] ? 1 : 0;
        }
        int[] within = new int[inside];
        int[] of = new int[pairs.size()];
        inside = 0;
        for (int p = 0; p < of.length; p++) {
            of[p] = component[pairs.left(p)];
            if (of[p] == component[pairs.right(p)]) {
                within[inside++] = p;
            }
        }
        int[] sorted = new int[inside];
        int[] firstPair = CountingSort.sort(within, of, root.length, sorted);
        Map<Integer, List<Long>> decided = new HashMap<>();
        for (long pair : same) {
            decided.computeIfAbsent(component[(int) pair], c -> new ArrayList<>())
                    .add(pair);
        }
        Arrays.setAll(root, record -> record);
        for (int c = 0; c < root.length; c++) {
            if (first[c + 1] - first[c] > 1) {
                join(
                        Arrays.copyOfRange(members, first[c], first[c + 1]),
                        Arrays.copyOfRange(sorted, firstPair[c], firstPair[c + 1]),
                        decided.getOrDefault(c, List.of()));
            }
        }
        return root;
    }

    private int find(int record) {
        int r = record;
        while (root[r] != r) {
            root[r] = root[root[r]];
            r = root[r];
        }
        return r;
    }

    private double evidence(int pair, double weakest) {
        return Math.max(weakest, Math.min(STRONGEST, pairs.weight(pair) - threshold));
    }

    /** Joins what belongs together of one component: its records in ascending order, the pairs between them, and what was decided. */
    private void join(int[] members, int[] within, List<Long> decided) {
        int n = members.length;
        int[] next = new int[n];
        int[] size = new int[n];
        List<Map<Integer, Link>> links = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            place[members[i]] = i;
            next[i] = i;
            size[i] = 1;
            links.add(new HashMap<>());
        }
        PriorityQueue<Join> queue = new PriorityQueue<>();
        for (int p : within) {
            int a = place[pairs.left(p)];
            int b = place[pairs.right(p)];
            Link link = new Link(evidence(p, WEAKEST), evidence(p, -STRONGEST));
            links.get(a).put(b, link);
            links.get(b).put(a, link);
            if (link.sum >= 0) {
                queue.add(new Join(link.sum, Math.min(a, b), Math.max(a, b), 0));
            }
        }
        int[] group = new int[n];
        Arrays.setAll(group, i -> i);
        for (long pair : decided) {
            int a = top(group, place[(int) (pair >>> Integer.SIZE)]);
            int b = top(group, place[(int) pair]);
            if (a != b) {
                merge(Math.min(a, b), Math.max(a, b), links, size, queue);
                join(Math.min(a, b), Math.max(a, b), next, size, group);
            }
        }
        while (!queue.isEmpty()) {
            Join join = queue.poll();
            Link link = links.get(join.a).get(join.b);
            if (link == null || link.stamp != join.stamp || !mayJoin(members, join.a, join.b, next)) {
                continue;
            }
            merge(join.a, join.b, links, size, queue);
            join(join.a, join.b, next, size, group);
        }
        for (int i = 0; i < n; i++) {
            // A group bears the number of its smallest member, which comes first.
            group[i] = group[group[i]];
            root[members[i]] = members[group[i]];
        }
    }

    private static int top(int[] group, int member) {
        int g = member;
        while (group[g] != g) {
            g = group[g];
        }
        return g;
    }

    private static void join(int a, int b, int[] next, int[] size, int[] group) {
        int other = next[a];
        next[a] = next[b];
        next[b] = other;
        size[a] += size[b];
        group[b] = a;
    }

    /** Members of a group form a ring through {@code next}. */
    private boolean mayJoin(int[] members, int a, int b, int[] next) {
        int x = a;
        do {
            int y = b;
            do {
                if (!frame.mayMatch(members[x], members[y]) || isDecidedDifferent(members[x], members[y])) {
                    return false;
                }
                y = next[y];
            } while (y != b);
            x = next[x];
        } while (x != a);
        return true;
    }

    private boolean isDecidedDifferent(int a, int b) {
        return different.length > 0
                && Arrays.binarySearch(different, (long) Math.min(a, b) << Integer.SIZE | Math.max(a, b)) >= 0;
    }

    /** Moves what is known about b to a and puts the new joins into the queue. */
    private static void merge(int a, int b, List<Map<Integer, Link>> links, int[] size, PriorityQueue<Join> queue) {
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
