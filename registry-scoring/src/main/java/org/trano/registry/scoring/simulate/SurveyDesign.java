package org.trano.registry.scoring.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How a sample was drawn: what each household stands for, how many people it has, and in which sampling unit and stratum it lies.
 * Replicate weights are those of the rescaling bootstrap (Rao and Wu 1988): in each stratum of n units, n − 1 are drawn with
 * replacement and count n / (n − 1) times. A stratum with a single unit keeps its weights and adds nothing to the width of an interval.
 * Immutable and thread-safe.
 */
public final class SurveyDesign {
    private final double[] weights;
    private final double[] persons;
    private final int[] units;
    private final int[][] strata;

    private SurveyDesign(double[] weights, double[] persons, int[] units, int[][] strata) {
        this.weights = weights;
        this.persons = persons;
        this.units = units;
        this.strata = strata;
    }

    /**
     * A sample of households drawn each by itself.
     *
     * @param weights what each stands for, 0 or more, at least one of them more
     * @param persons how many people each has, 0 or more
     * @return the design
     */
    public static SurveyDesign of(double[] weights, double[] persons) {
        return of(weights, persons, null, null);
    }

    /**
     * A sample drawn in units, perhaps within strata.
     *
     * @param weights what each household stands for, 0 or more, at least one of them more
     * @param persons how many people each has, 0 or more
     * @param units the sampling unit of each household, null where each is one of its own
     * @param strata the stratum of each household, null for one of all
     * @return the design
     * @throws IllegalArgumentException if the lengths differ, a weight is negative or NaN, or all are 0
     */
    public static SurveyDesign of(
            double[] weights, double[] persons, @Nullable List<String> units, @Nullable List<String> strata) {
        int n = weights.length;
        requireWeights(weights, n);
        requireWeights(persons, n);
        Map<String, Integer> unitNumbers = new HashMap<>();
        Map<String, List<Integer>> byStratum = new HashMap<>();
        List<String> order = new ArrayList<>();
        int[] unit = new int[n];
        for (int row = 0; row < n; row++) {
            String stratum = strata == null ? "" : strata.get(row);
            String name = stratum + "\u0000" + (units == null ? Integer.toString(row) : units.get(row));
            Integer number = unitNumbers.get(name);
            if (number == null) {
                number = unitNumbers.size();
                unitNumbers.put(name, number);
                if (!byStratum.containsKey(stratum)) {
                    byStratum.put(stratum, new ArrayList<>());
                    order.add(stratum);
                }
                byStratum.getOrDefault(stratum, List.of()).add(number);
            }
            unit[row] = number;
        }
        int[][] all = order.stream()
                .map(stratum -> byStratum.getOrDefault(stratum, List.of()).stream()
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
        return new SurveyDesign(weights.clone(), persons.clone(), unit, all);
    }

    static void requireWeights(double[] weights, int n) {
        if (weights.length != n) {
            throw new IllegalArgumentException("There are " + n + " households and " + weights.length
                    + " weights. Maybe they come from different files?");
        }
        double sum = 0;
        for (int row = 0; row < n; row++) {
            if (!(weights[row] >= 0) || Double.isInfinite(weights[row])) {
                throw new IllegalArgumentException("The weight of row " + (row + 1) + " is " + weights[row]
                        + ", but must be 0 or more. Maybe it is missing in the file?");
            }
            sum += weights[row];
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException(
                    n == 0
                            ? "There is no household. Maybe the file is empty?"
                            : "All weights are 0, so nobody counts. Maybe another column holds them?");
        }
    }

    /**
     * How many households there are.
     *
     * @return their number in the sample
     */
    public int size() {
        return weights.length;
    }

    /**
     * What the people of each household weigh.
     *
     * @return household weight times people, by row
     */
    public double[] personWeights() {
        return times(weights);
    }

    private double[] times(double[] of) {
        double[] product = new double[of.length];
        for (int row = 0; row < of.length; row++) {
            product[row] = of[row] * persons[row];
        }
        return product;
    }

    /**
     * How many sampling units there are.
     *
     * @return their number
     */
    public int units() {
        int units = 0;
        for (int[] stratum : strata) {
            units += stratum.length;
        }
        return units;
    }

    /**
     * In how many strata a single unit was drawn.
     *
     * @return their number; they add nothing to the width of intervals
     */
    public long lonelyStrata() {
        long lonely = 0;
        for (int[] stratum : strata) {
            lonely += stratum.length == 1 ? 1 : 0;
        }
        return lonely;
    }

    /**
     * One set of replicate weights of persons.
     *
     * @param random where chance comes from
     * @return the weights, by row
     */
    double[] replicate(SplittableRandom random) {
        double[] factor = new double[units()];
        for (int[] stratum : strata) {
            int n = stratum.length;
            if (n == 1) {
                factor[stratum[0]] = 1;
                continue;
            }
            for (int draw = 1; draw < n; draw++) {
                factor[stratum[random.nextInt(n)]] += n / (n - 1.0);
            }
        }
        double[] replicated = new double[weights.length];
        for (int row = 0; row < weights.length; row++) {
            replicated[row] = weights[row] * factor[units[row]];
        }
        return times(replicated);
    }
}
