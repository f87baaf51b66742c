package org.trano.registry.dedup.evaluate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.frame.CountingSort;

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
 */
public record Evaluation(
        Quality pairs,
        Quality clusterPairs,
        double b3F1,
        Quality bestPairs,
        double bestThreshold,
        double blockingRecall) {
    private static final int MOST_RECORDS = 1000;

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
        return new Evaluation(
                atThreshold,
                clusterPairs,
                b3(people, clusters, both),
                best,
                bestThreshold,
                compared(result, people, source));
    }

    /** The share of true pairs that were compared; of a person with very many records some of them are looked at. */
    private static double compared(DedupResult result, int[] people, int[] source) {
        int[] rows = new int[people.length];
        Arrays.setAll(rows, row -> row);
        int[] sorted = new int[rows.length];
        int[] first =
                CountingSort.sort(rows, people, Arrays.stream(people).max().orElse(-1) + 1, sorted);
        double wanted = 0;
        double found = 0;
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
                        found += result.isCompared(a, b) ? each : 0;
                    }
                }
            }
        }
        return wanted == 0 ? 1 : found / wanted;
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
        Map<Long, Integer> numbers = new HashMap<>();
        int[] out = new int[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = numbers.computeIfAbsent((long) a[i] << 32 | b[i], k -> numbers.size());
        }
        return out;
    }

    private static int[] number(String[] labels) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] out = new int[labels.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = numbers.computeIfAbsent(labels[i], k -> numbers.size());
        }
        return out;
    }
}
