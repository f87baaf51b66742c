package org.trano.registry.dedup.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.ModelSummary;
import org.trano.registry.dedup.frame.CountingSort;
import org.trano.registry.dedup.frame.Lexicon;
import org.trano.registry.dedup.frame.LongMap;
import org.trano.registry.dedup.model.Bits;

/**
 * How good a result is, where it is known who is who. The truth is looked at here only, after everything has been decided.
 *
 * @param pairs pairs at or above the threshold
 * @param clusterPairs all pairs within clusters
 * @param b3F1 B-cubed F1 of the clusters (Bagga and Baldwin 1998): the mean over records of how pure and how complete their
 *     cluster is
 * @param bestPairs pairs at the threshold that gives the highest F1, chosen by looking at the truth
 * @param bestThreshold that threshold
 * @param blockingRecall share of true pairs that were compared at all
 * @param ruleRecall share of true pairs that each blocking rule finds, in the order of {@link ModelSummary#rules()}
 * @param reliability how often pairs of some probability were right, the least probable first
 */
public record Evaluation(
        Quality pairs,
        Quality clusterPairs,
        double b3F1,
        Quality bestPairs,
        double bestThreshold,
        double blockingRecall,
        List<Double> ruleRecall,
        List<Reliability> reliability) {
    private static final int MOST_RECORDS = 1000;
    /** Where one group of pairs of about the same probability ends and the next begins. */
    private static final double[] PROBABILITIES = {0.01, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.99, 0.999};

    /**
     * Copies the lists.
     *
     * @param pairs pairs at or above the threshold
     * @param clusterPairs all pairs within clusters
     * @param b3F1 B-cubed F1
     * @param bestPairs pairs at the best threshold
     * @param bestThreshold that threshold
     * @param blockingRecall share of true pairs that were compared
     * @param ruleRecall share of true pairs that each rule finds
     * @param reliability how often pairs were right
     */
    public Evaluation {
        ruleRecall = List.copyOf(ruleRecall);
        reliability = List.copyOf(reliability);
    }

    /**
     * Kept pairs of about the same probability. Where the model is calibrated, as many are right as it expects.
     *
     * @param pairs how many there are, 1 or more
     * @param expected the mean of the probabilities the model gives
     * @param right the share that is right
     */
    public record Reliability(long pairs, double expected, double right) {}

    /**
     * Precision, recall and their harmonic mean.
     *
     * @param precision share of what was found that is right, 1 where nothing was found
     * @param recall share of what is right that was found
     * @param f1 2·precision·recall / (precision + recall)
     */
    public record Quality(double precision, double recall, double f1) {
        static Quality of(double right, double found, double wanted) {
            double precision = found == 0 ? 1 : right / found;
            double recall = wanted == 0 ? 1 : right / wanted;
            return new Quality(
                    precision, recall, precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall));
        }
    }

    /**
     * Compares a result with the truth.
     *
     * @param result the result
     * @param truth for each row a name of the person it is about
     * @param sources for each row its source where only pairs across sources count, else null
     * @return the figures
     */
    public static Evaluation of(
            DedupResult result, String[] truth, String @org.jspecify.annotations.Nullable [] sources) {
        int[] people = number(truth);
        int[] source = sources == null ? new int[0] : number(sources);
        int[] clusters = result.clusters();
        double wanted = crossPairs(people, source);
        int[] both = cross(people, clusters);
        double rightInClusters = crossPairs(both, source);
        Quality clusterPairs = Quality.of(rightInClusters, crossPairs(clusters, source), wanted);

        int[] at = {0};
        result.forEachPair((left, right, weight) -> at[0]++);
        // The weight's bits in an order in which greater means heavier, and whether it is right, in the last bit.
        long[] weights = new long[at[0]];
        result.forEachPair((left, right, weight) -> {
            weights[--at[0]] = ordered(Double.doubleToLongBits(weight)) & ~1L | (people[left] == people[right] ? 1 : 0);
        });
        Arrays.sort(weights);
        long right = 0;
        long found = 0;
        Quality atThreshold = Quality.of(0, 0, wanted);
        Quality best = Quality.of(0, 0, wanted);
        double bestThreshold = result.threshold();
        for (int i = weights.length - 1; i >= 0; i--) {
            found++;
            right += weights[i] & 1;
            if (i > 0 && (weights[i] | 1) == (weights[i - 1] | 1)) {
                continue;
            }
            Quality here = Quality.of(right, found, wanted);
            double weight = Double.longBitsToDouble(ordered(weights[i] & ~1L));
            // Matches were decided on single precision.
            if ((float) weight >= (float) result.threshold()) {
                atThreshold = here;
            }
            if (here.f1() > best.f1()) {
                best = here;
                bestThreshold = weight;
            }
        }
        double[] recall = recall(result, people, source);
        return new Evaluation(
                atThreshold,
                clusterPairs,
                b3(people, clusters, both),
                best,
                bestThreshold,
                recall[recall.length - 1],
                Arrays.stream(recall).limit(recall.length - 1).boxed().toList(),
                reliability(weights));
    }

    private static List<Reliability> reliability(long[] weights) {
        List<Reliability> groups = new ArrayList<>();
        int from = 0;
        for (int group = 0; group <= PROBABILITIES.length; group++) {
            double end = group < PROBABILITIES.length ? PROBABILITIES[group] : Double.POSITIVE_INFINITY;
            double expected = 0;
            long right = 0;
            int to = from;
            for (; to < weights.length; to++) {
                double probability = Bits.probability(Double.longBitsToDouble(ordered(weights[to] & ~1L)));
                if (probability >= end) {
                    break;
                }
                expected += probability;
                right += weights[to] & 1;
            }
            int pairs = to - from;
            if (pairs > 0) {
                groups.add(new Reliability(pairs, expected / pairs, (double) right / pairs));
            }
            from = to;
        }
        return groups;
    }

    /**
     * The share of true pairs that each rule finds, and last the share that was compared; of a person with very many records some of
     * them are looked at.
     */
    private static double[] recall(DedupResult result, int[] people, int[] source) {
        int rules = result.model().rules().size();
        int[] sorted = new int[people.length];
        int[] first = CountingSort.sort(people, Arrays.stream(people).max().orElse(-1) + 1, sorted);
        double wanted = 0;
        double[] found = new double[rules + 1];
        for (int person = 0; person < first.length - 1; person++) {
            int records = first[person + 1] - first[person];
            int looked = Math.min(records, MOST_RECORDS);
            double each = looked < 2 ? 0 : (double) records * (records - 1) / ((double) looked * (looked - 1));
            for (int i = 0; i < looked; i++) {
                for (int j = 0; j < i; j++) {
                    int a = sorted[first[person] + i];
                    int b = sorted[first[person] + j];
                    if (source.length == 0 || source[a] != source[b]) {
                        wanted += each;
                        found[rules] += result.isCompared(a, b) ? each : 0;
                        for (int rule = 0; rule < rules; rule++) {
                            found[rule] += result.isFoundBy(rule, a, b) ? each : 0;
                        }
                    }
                }
            }
        }
        for (int i = 0; i < found.length; i++) {
            found[i] = wanted == 0 ? 1 : found[i] / wanted;
        }
        return found;
    }

    /** The bits of a double so that they sort as the numbers do; its own inverse. */
    private static long ordered(long bits) {
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    private static double b3(int[] people, int[] clusters, int[] both) {
        int[] byPerson = counts(people);
        int[] byCluster = counts(clusters);
        int[] byBoth = counts(both);
        double precision = 0;
        double recall = 0;
        for (int row = 0; row < people.length; row++) {
            precision += (double) byBoth[both[row]] / byCluster[clusters[row]];
            recall += (double) byBoth[both[row]] / byPerson[people[row]];
        }
        return 2 * precision * recall / (precision + recall) / people.length;
    }

    /** Pairs with the same label, and from different sources where there are any. */
    private static double crossPairs(int[] labels, int[] source) {
        double pairs = pairs(labels);
        return source.length == 0 ? pairs : pairs - pairs(cross(labels, source));
    }

    private static double pairs(int[] labels) {
        double pairs = 0;
        for (int count : counts(labels)) {
            pairs += (double) count * (count - 1) / 2;
        }
        return pairs;
    }

    private static int[] counts(int[] labels) {
        int[] counts = new int[Arrays.stream(labels).max().orElse(-1) + 1];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    private static int[] cross(int[] a, int[] b) {
        LongMap numbers = new LongMap(a.length);
        int next = 0;
        int[] out = new int[a.length];
        for (int i = 0; i < out.length; i++) {
            long both = (long) a[i] << Integer.SIZE | b[i];
            out[i] = numbers.get(both);
            if (out[i] < 0) {
                out[i] = next++;
                numbers.put(both, out[i]);
            }
        }
        return out;
    }

    private static int[] number(String[] labels) {
        Lexicon numbers = new Lexicon();
        return Arrays.stream(labels).mapToInt(numbers::add).toArray();
    }
}
