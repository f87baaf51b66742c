package org.trano.registry.dedup.household;

import java.util.Arrays;
import org.trano.registry.dedup.frame.CountingSort;
import org.trano.registry.dedup.frame.FieldKind;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.frame.Parallel;
import org.trano.registry.dedup.model.Bits;
import org.trano.registry.dedup.model.Candidates;
import org.trano.registry.dedup.model.FellegiSunter;
import org.trano.registry.dedup.model.Scale;

/**
 * Pairs that match together, though none does by itself: the members of a family that moved and was written down badly, each too unlike for a match, cannot all
 * resemble the members of another family by chance.
 *
 * <p>The members of two households are given to each other one by one, the heaviest pair first. The first pair speaks by its whole weight; each other one, where its
 * given names are alike and that speaks for a match, by the fields that relatives do not share: that families of one name live in one village is not said again by each member, and
 * small children without names, born in the same years, are in many houses. From each is taken
 * the logarithm of the number of pairs among which it was chosen: so much is to be expected of chance. Where the sum is at least {@value #CERTAIN}, all
 * these pairs match.
 *
 * <p>Why this holds: if all of these people are strangers or relatives, the ratio of the probabilities of a pair is one on average, so that the best of
 * <i>n</i> reaches <i>n·x</i> with a probability of 1/<i>x</i> at most (Markov's inequality and the union bound).
 *
 * <p>Linear in the candidates; not thread-safe.
 */
final class JointMatches {
    /** Thirty-two to one, log2: as sure as a match is wanted unless told otherwise. */
    private static final double CERTAIN = 5;

    private final Frame frame;
    private final int[][] members;
    private final FellegiSunter model;
    private final Candidates candidates;
    private final int mostCrossPairs;
    /** The field of given or whole names; −1 where there is none. */
    private final int name;

    /**
     * Pairs that may match together.
     *
     * @param members the records of each household
     * @param candidates pairs, in the order of the records
     * @param mostCrossPairs households of more pairs of members are left out
     */
    JointMatches(Frame frame, int[][] members, FellegiSunter model, Candidates candidates, int mostCrossPairs) {
        this.frame = frame;
        this.members = members;
        this.model = model;
        this.candidates = candidates;
        this.mostCrossPairs = mostCrossPairs;
        this.name = Math.max(frame.field(FieldKind.GIVEN), frame.field(FieldKind.FULL));
    }

    /** Marks the candidates that match together with others. */
    void mark(boolean[] matches) {
        int[] one = new int[candidates.size()];
        int[] other = new int[candidates.size()];
        int[] across = new int[candidates.size()];
        int n = 0;
        for (int p = 0; p < one.length; p++) {
            int a = frame.household(candidates.left(p));
            int b = frame.household(candidates.right(p));
            if (a >= 0 && b >= 0 && a != b && (long) members[a].length * members[b].length <= mostCrossPairs) {
                one[p] = Math.min(a, b);
                other[p] = Math.max(a, b);
                across[n++] = p;
            }
        }
        int[] pairs = Arrays.copyOf(across, n);
        int[] sorted = new int[n];
        CountingSort.sort(pairs, other, members.length, sorted);
        CountingSort.sort(sorted, one, members.length, pairs);
        Parallel.forChunks(n, (chunk, first, last) -> {
            Scale scale = model.scale();
            for (int from = first, to; from < last; from = to) {
                to = from + 1;
                while (to < pairs.length && isOneLink(one, other, pairs[from], pairs[to])) {
                    to++;
                }
                // Who has the first pair of two households has them all.
                if (to - from > 1 && (from == 0 || !isOneLink(one, other, pairs[from - 1], pairs[from]))) {
                    mark(heaviestFirst(pairs, from, to), scale, matches);
                }
            }
        });
    }

    private static boolean isOneLink(int[] one, int[] other, int pair, int next) {
        return one[pair] == one[next] && other[pair] == other[next];
    }

    private int[] heaviestFirst(int[] order, int from, int to) {
        int[] pairs = new int[to - from];
        for (int i = 0; i < pairs.length; i++) {
            int pair = order[from + i];
            int at = i;
            while (at > 0 && weight(pairs[at - 1]) < weight(pair)) {
                pairs[at] = pairs[--at];
            }
            pairs[at] = pair;
        }
        return pairs;
    }

    private double weight(int pair) {
        return model.odds(candidates.match(pair), candidates.related(pair));
    }

    /** What a pair of alike names says beyond kinship; nothing where the names are not alike. */
    private double beyondKinship(int pair, Scale scale) {
        double bits = scale.beyondKinship(candidates.left(pair), candidates.right(pair));
        return name >= 0 && frame.fields().get(name).agrees(scale.level(name)) ? bits : 0;
    }

    private void mark(int[] pairs, Scale scale, boolean[] matches) {
        int left = members[frame.household(candidates.left(pairs[0]))].length;
        int right = members[frame.household(candidates.right(pairs[0]))].length;
        int given = 0;
        double sum = 0;
        for (int pair : pairs) {
            double says = (given == 0 ? weight(pair) : beyondKinship(pair, scale))
                    - Bits.log2((double) (left - given) * (right - given));
            if (given == 0 || says > 0 && isFree(pair, pairs, given)) {
                sum += says;
                // Those that were given stand at the beginning.
                pairs[given++] = pair;
            }
        }
        if (given > 1 && sum >= CERTAIN) {
            for (int i = 0; i < given; i++) {
                matches[pairs[i]] = true;
            }
        }
    }

    private boolean isFree(int pair, int[] given, int count) {
        for (int i = 0; i < count; i++) {
            if (isIn(candidates.left(pair), given[i]) || isIn(candidates.right(pair), given[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean isIn(int record, int pair) {
        return record == candidates.left(pair) || record == candidates.right(pair);
    }
}
