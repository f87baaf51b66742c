package org.trano.registry.dedup.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            if (pairs.weight(p) >= threshold) {
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
        int[] members = new int[root.length];
        int[] first = CountingSort.sort(component, root.length, members);
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

    /** Joins what belongs together of one component: its records in ascending order, the pairs between them, and what was decided. */
    private void join(int[] members, int[] within, List<Long> decided) {
        for (int i = 0; i < members.length; i++) {
            place[members[i]] = i;
        }
        Contraction contraction = new Contraction(
                members.length,
                (a, b) -> !frame.mayMatch(members[a], members[b]) || isDecidedDifferent(members[a], members[b]));
        for (int p : within) {
            contraction.pair(place[pairs.left(p)], place[pairs.right(p)], pairs.weight(p) - threshold);
        }
        for (long pair : decided) {
            contraction.same(place[(int) (pair >>> Integer.SIZE)], place[(int) pair]);
        }
        int[] group = contraction.run();
        for (int i = 0; i < members.length; i++) {
            root[members[i]] = members[group[i]];
        }
    }

    private boolean isDecidedDifferent(int a, int b) {
        return different.length > 0
                && Arrays.binarySearch(different, (long) Math.min(a, b) << Integer.SIZE | Math.max(a, b)) >= 0;
    }
}
