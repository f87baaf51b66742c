package org.trano.registry.scoring.simulate;

/**
 * How welfare is distributed over a population, from a sample with weights: quantiles, poverty and inequality, in the definitions of
 * Eurostat's indicators on social exclusion as the package laeken of R has them (Alfons and Templ 2013). Sums are carried with their
 * rounding errors (Neumaier 1974). Immutable and thread-safe; making it takes n log n, each measure n.
 */
public final class WelfareDistribution {
    private static final double LINE_OF_MEDIAN = 0.6;

    /** Ascending. */
    private final double[] welfare;

    private final double[] weights;
    private final double all;

    private WelfareDistribution(double[] welfare, double[] weights) {
        this.welfare = welfare;
        this.weights = weights;
        Sum sum = new Sum();
        for (double weight : weights) {
            sum.add(weight);
        }
        this.all = sum.value();
    }

    /**
     * A distribution.
     *
     * @param welfare the welfare of each person or household, none of them NaN
     * @param weights how many each stands for, 0 or more, at least one of them more
     * @return the distribution
     * @throws IllegalArgumentException if something of this is otherwise
     */
    public static WelfareDistribution of(double[] welfare, double[] weights) {
        SurveyDesign.requireWeights(weights, welfare.length);
        Ranking ranking = Ranking.of(welfare);
        if (ranking.known() < welfare.length) {
            throw new IllegalArgumentException("The welfare of " + (welfare.length - ranking.known())
                    + " households is missing. Maybe leave them out, and say so?");
        }
        double[] sorted = new double[welfare.length];
        double[] sortedWeights = new double[welfare.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = welfare[ranking.row(i)];
            sortedWeights[i] = weights[ranking.row(i)];
        }
        return new WelfareDistribution(sorted, sortedWeights);
    }

    /** A sum that carries what rounding loses. */
    private static final class Sum {
        private double sum;
        private double lost;

        void add(double x) {
            double next = sum + x;
            lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
            sum = next;
        }

        double value() {
            return sum + lost;
        }
    }

    /**
     * What everybody weighs together.
     *
     * @return the sum of the weights
     */
    public double population() {
        return all;
    }

    /**
     * A weighted quantile.
     *
     * @param share 0 to 1
     * @return the first value, ascending, whose cumulated share of the weights is larger
     */
    public double quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share of " + share + " cannot be. Maybe 0.2 for 20 %?");
        }
        Sum below = new Sum();
        for (int i = 0; i < welfare.length; i++) {
            below.add(weights[i]);
            if (below.value() / all > share) {
                return welfare[i];
            }
        }
        return welfare[welfare.length - 1];
    }

    /**
     * The weighted median.
     *
     * @return the quantile of one half
     */
    public double median() {
        return quantile(0.5);
    }

    /**
     * The weighted mean.
     *
     * @return the mean
     */
    public double mean() {
        Sum sum = new Sum();
        for (int i = 0; i < welfare.length; i++) {
            sum.add(weights[i] * welfare[i]);
        }
        return sum.value() / all;
    }

    /**
     * The line below which people are at risk of poverty: six tenths of the median.
     *
     * @return the line
     */
    public double poverty() {
        return LINE_OF_MEDIAN * median();
    }

    /**
     * The share of people below a line: the headcount, or at-risk-of-poverty rate.
     *
     * @param line the line, itself not included
     * @return 0 to 1
     */
    public double headcount(double line) {
        Sum below = new Sum();
        for (int i = 0; i < welfare.length && welfare[i] < line; i++) {
            below.add(weights[i]);
        }
        return below.value() / all;
    }

    /**
     * The poverty gap (Foster, Greer and Thorbecke 1984, α = 1): how far people are below a line on average, as a share of the line,
     * those above counting nothing.
     *
     * @param line the line, more than 0
     * @return 0 to 1 where no welfare is negative
     */
    public double gap(double line) {
        Sum gap = new Sum();
        for (int i = 0; i < welfare.length && welfare[i] < line; i++) {
            gap.add(weights[i] * (line - welfare[i]));
        }
        return gap.value() / all / line;
    }

    /**
     * The relative median poverty gap: how far the median of the poor lies below the line, as a share of the line.
     *
     * @param line the line
     * @return 0 to 1, NaN where nobody is poor
     */
    public double relativeMedianGap(double line) {
        int poor = 0;
        while (poor < welfare.length && welfare[poor] < line) {
            poor++;
        }
        if (poor == 0) {
            return Double.NaN;
        }
        double[] low = java.util.Arrays.copyOf(welfare, poor);
        double[] their = java.util.Arrays.copyOf(weights, poor);
        return (line - new WelfareDistribution(low, their).median()) / line;
    }

    /**
     * Gini's coefficient: {@code (2 Σ w·x·C − Σ w²·x) / (Σ w · Σ w·x) − 1}, C being the weights cumulated up to and with each.
     *
     * @return 0 for equality, towards 1 for the greatest inequality
     */
    public double gini() {
        Sum cumulated = new Sum();
        Sum product = new Sum();
        Sum squares = new Sum();
        Sum total = new Sum();
        for (int i = 0; i < welfare.length; i++) {
            cumulated.add(weights[i]);
            product.add(weights[i] * welfare[i] * cumulated.value());
            squares.add(weights[i] * weights[i] * welfare[i]);
            total.add(weights[i] * welfare[i]);
        }
        return (2 * product.value() - squares.value()) / (all * total.value()) - 1;
    }

    /**
     * The quintile share ratio, S80/S20: the total welfare of those above the fourth quintile, divided by the total of those up to the
     * first.
     *
     * @return 1 or more where no welfare is negative
     */
    public double quintileShareRatio() {
        double low = quantile(0.2);
        double high = quantile(0.8);
        Sum poor = new Sum();
        Sum rich = new Sum();
        for (int i = 0; i < welfare.length; i++) {
            if (welfare[i] <= low) {
                poor.add(weights[i] * welfare[i]);
            } else if (welfare[i] > high) {
                rich.add(weights[i] * welfare[i]);
            }
        }
        return rich.value() / poor.value();
    }
}
