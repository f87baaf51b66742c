package org.trano.registry.scoring.simulate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Progress;
import org.trano.registry.scoring.model.Neediest;

/**
 * Tries a model on a survey in which welfare was measured: whom would it reach, and whom would it miss? Selected are the neediest by
 * score up to a quota of the population, households at the margin by the same fraction, as a lottery among equals would on average; a
 * household without a score is never selected. Poor are those below a line, or as large a share of the poorest as the quota.
 *
 * <p>Immutable and thread-safe. Time is linear in households times replicates.
 */
public final class TargetingSimulation {
    private static final int CURVE_POINTS = 40;
    private static final int ROC_POINTS = 200;

    private final double[] welfare;
    private final SurveyDesign design;
    private final double quota;
    private final @Nullable Double line;
    private final @Nullable Double transfer;
    private final Map<String, List<String>> groups;
    private final int replicates;
    private final long seed;
    private final Progress progress;

    private TargetingSimulation(Builder builder) {
        this.welfare = builder.welfare;
        this.design = builder.design;
        this.quota = builder.quota;
        this.line = builder.line;
        this.transfer = builder.transfer;
        this.groups = new LinkedHashMap<>(builder.groups);
        this.replicates = builder.replicates;
        this.seed = builder.seed;
        this.progress = builder.progress;
    }

    /**
     * A simulation on a survey.
     *
     * @param welfare the measured welfare of each household, none of them NaN: consumption or income per head
     * @param design how the households were drawn
     * @return a builder: a quota of 20 %, no line, 200 replicates
     */
    public static Builder builder(double[] welfare, SurveyDesign design) {
        return new Builder(welfare, design);
    }

    /** What is measured. */
    public enum Measure {
        /** The share of the poor who are left out. */
        EXCLUSION,
        /** The share of those selected who are not poor. */
        INCLUSION,
        /** How many times more reaches the poor than if everybody got the same (Coady, Grosh and Hoddinott 2004). */
        CGH,
        /** The area under the receiver operating characteristic: how well scores tell poor from not poor, whatever the quota. */
        AUC,
        /** The rank correlation of scores and welfare. */
        SPEARMAN,
        /** The share of the money spent that closes somebody's poverty gap. */
        GAP_PER_BUDGET,
        /** The share of the poverty gap that is closed. */
        GAP_CLOSED
    }

    /**
     * Whom a model reaches and misses in one group.
     *
     * @param group the group, such as a region
     * @param population its share of all people
     * @param poor the share of its people who are poor
     * @param selected the share of its people who are selected
     * @param exclusion the share of its poor who are left out; NaN where nobody is poor
     * @param inclusion the share of its selected who are not poor; NaN where nobody is selected
     * @param households how many households of it are in the sample
     */
    public record Group(
            String group,
            double population,
            double poor,
            double selected,
            double exclusion,
            double inclusion,
            long households) {}

    /**
     * A point of the curves over all quotas.
     *
     * @param quota the quota
     * @param exclusion the share of the poor left out at this quota, who is poor being fixed
     * @param inclusion the share of those selected who are not poor
     */
    public record QuotaPoint(double quota, double exclusion, double inclusion) {}

    /**
     * What a model would do.
     *
     * @param measures the figures
     * @param groups for each grouping the groups in the order of their names
     * @param roc the receiver operating characteristic
     * @param quotas errors over all quotas
     * @param selected how far each household is selected, by row
     * @param poor how far each household is poor, by row
     * @param unscored the share of people whose household has no score
     */
    public record Outcome(
            Map<Measure, Estimate> measures,
            Map<String, List<Group>> groups,
            List<RankAgreement.RocPoint> roc,
            List<QuotaPoint> quotas,
            double[] selected,
            double[] poor,
            double unscored) {}

    /**
     * Two models side by side, at the same quota on the same survey.
     *
     * @param first what the first would do
     * @param second what the second would do
     * @param differences second minus first, with intervals from the same replicates
     * @param gain the share of people only the second selects
     * @param lose the share of people only the first selects
     * @param poorGain the share of the poor only the second selects
     * @param poorLose the share of the poor only the first selects
     */
    public record Comparison(
            Outcome first,
            Outcome second,
            Map<Measure, Estimate> differences,
            double gain,
            double lose,
            double poorGain,
            double poorLose) {}

    /**
     * The quota.
     *
     * @return the share of people who are selected
     */
    public double quota() {
        return quota;
    }

    /**
     * Tries one model.
     *
     * @param scores its score of each household, NaN where it has none
     * @param neediest which end of the scores is needier
     * @return what it would do
     */
    public Outcome run(double[] scores, Neediest neediest) {
        Trial trial = new Trial(scores, neediest);
        return outcome(trial, sample(List.of(trial)).get(0));
    }

    /**
     * Tries two models.
     *
     * @param first the scores by the first
     * @param firstNeediest which end of them is needier
     * @param second the scores by the second
     * @param secondNeediest which end of them is needier
     * @return both, and their differences
     */
    public Comparison compare(double[] first, Neediest firstNeediest, double[] second, Neediest secondNeediest) {
        Trial one = new Trial(first, firstNeediest);
        Trial other = new Trial(second, secondNeediest);
        List<List<Map<Measure, Double>>> samples = sample(List.of(one, other));
        Outcome before = outcome(one, samples.get(0));
        Outcome after = outcome(other, samples.get(1));
        Map<Measure, Estimate> differences = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            double[] draws = new double[replicates];
            for (int r = 0; r < replicates; r++) {
                draws[r] = value(samples.get(1).get(r), measure)
                        - value(samples.get(0).get(r), measure);
            }
            differences.put(
                    measure,
                    Estimate.of(
                            estimate(after, measure).value()
                                    - estimate(before, measure).value(),
                            draws));
        }
        double[] weights = design.personWeights();
        double all = Ranking.sum(weights);
        double needy = 0;
        double gain = 0;
        double lose = 0;
        double poorGain = 0;
        double poorLose = 0;
        for (int row = 0; row < weights.length; row++) {
            double moved = after.selected[row] - before.selected[row];
            double poor = before.poor[row];
            needy += weights[row] * poor;
            gain += weights[row] * Math.max(0, moved);
            lose += weights[row] * Math.max(0, -moved);
            poorGain += weights[row] * poor * Math.max(0, moved);
            poorLose += weights[row] * poor * Math.max(0, -moved);
        }
        return new Comparison(before, after, differences, gain / all, lose / all, poorGain / needy, poorLose / needy);
    }

    private static double value(Map<Measure, Double> figures, Measure measure) {
        return figures.getOrDefault(measure, Double.NaN);
    }

    private static Estimate estimate(Outcome outcome, Measure measure) {
        return outcome.measures.getOrDefault(measure, new Estimate(Double.NaN, Double.NaN, Double.NaN));
    }

    /** The scores of a model, ranked once: only weights change from replicate to replicate. */
    private final class Trial {
        final double[] scores;
        final Ranking byScore;
        final Ranking byWelfare = Ranking.of(welfare);

        Trial(double[] given, Neediest neediest) {
            if (given.length != welfare.length) {
                throw new IllegalArgumentException("There are " + welfare.length + " households and " + given.length
                        + " scores. Maybe they come from different frames?");
            }
            scores = given.clone();
            if (neediest == Neediest.HIGHEST) {
                for (int row = 0; row < scores.length; row++) {
                    scores[row] = -scores[row];
                }
            }
            byScore = Ranking.of(scores);
        }

        double[] poor(double[] weights) {
            if (line == null) {
                return byWelfare.lowest(weights, quota);
            }
            double[] poor = new double[welfare.length];
            for (int row = 0; row < poor.length; row++) {
                poor[row] = welfare[row] < line ? 1 : 0;
            }
            return poor;
        }

        Map<Measure, Double> figures(double[] weights) {
            double[] poor = poor(weights);
            double[] selected = byScore.lowest(weights, quota);
            TargetingError error = TargetingError.of(poor, selected, weights);
            Map<Measure, Double> figures = new EnumMap<>(Measure.class);
            figures.put(Measure.EXCLUSION, error.exclusion());
            figures.put(Measure.INCLUSION, error.inclusion());
            figures.put(Measure.CGH, error.cgh());
            figures.put(Measure.AUC, RankAgreement.auc(byScore, poor, weights));
            figures.put(
                    Measure.SPEARMAN,
                    RankAgreement.correlation(
                            RankAgreement.ranks(byScore, weights), RankAgreement.ranks(byWelfare, weights), weights));
            gaps(weights, poor, selected, figures);
            return figures;
        }

        /** Each person selected gets the same; unless told otherwise as much as makes the budget equal to the whole gap. */
        private void gaps(double[] weights, double[] poor, double[] selected, Map<Measure, Double> figures) {
            double at = line == null ? margin(poor) : line;
            double gap = 0;
            double chosen = 0;
            for (int row = 0; row < weights.length; row++) {
                gap += weights[row] * Math.max(0, at - welfare[row]);
                chosen += weights[row] * selected[row];
            }
            double each = transfer == null ? gap / chosen : transfer;
            double closed = 0;
            for (int row = 0; row < weights.length; row++) {
                closed += weights[row] * selected[row] * Math.min(each, Math.max(0, at - welfare[row]));
            }
            figures.put(Measure.GAP_PER_BUDGET, closed / (chosen * each));
            figures.put(Measure.GAP_CLOSED, closed / gap);
        }

        /** The welfare of the last who is poor. */
        private double margin(double[] poor) {
            double margin = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < poor.length; row++) {
                margin = poor[row] > 0 ? Math.max(margin, welfare[row]) : margin;
            }
            return margin;
        }
    }

    /** The figures of each trial in each replicate; the replicates are the same for all. */
    private List<List<Map<Measure, Double>>> sample(List<Trial> trials) {
        List<List<Map<Measure, Double>>> all = new ArrayList<>();
        trials.forEach(trial -> all.add(new ArrayList<>()));
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < replicates; r++) {
            double[] weights = design.replicate(random);
            for (int t = 0; t < trials.size(); t++) {
                all.get(t).add(trials.get(t).figures(weights));
            }
            progress.report("simulate", r + 1L, replicates);
        }
        return all;
    }

    private Outcome outcome(Trial trial, List<Map<Measure, Double>> sample) {
        double[] weights = design.personWeights();
        Map<Measure, Double> figures = trial.figures(weights);
        Map<Measure, Estimate> measures = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            measures.put(
                    measure,
                    Estimate.of(
                            value(figures, measure),
                            sample.stream()
                                    .mapToDouble(one -> value(one, measure))
                                    .toArray()));
        }
        double[] poor = trial.poor(weights);
        double[] selected = trial.byScore.lowest(weights, quota);
        Map<String, List<Group>> byGroup = new LinkedHashMap<>();
        groups.forEach((name, values) -> byGroup.put(name, groups(values, weights, poor, selected)));
        List<QuotaPoint> quotas = new ArrayList<>();
        for (int i = 1; i <= CURVE_POINTS; i++) {
            double share = i / (double) CURVE_POINTS;
            TargetingError error = TargetingError.of(poor, trial.byScore.lowest(weights, share), weights);
            quotas.add(new QuotaPoint(share, error.exclusion(), error.inclusion()));
        }
        double unscored = 0;
        for (int row = 0; row < weights.length; row++) {
            unscored += Double.isNaN(trial.scores[row]) ? weights[row] : 0;
        }
        return new Outcome(
                measures,
                byGroup,
                RankAgreement.roc(trial.scores, poor, weights, ROC_POINTS),
                quotas,
                selected,
                poor,
                unscored / Ranking.sum(weights));
    }

    private static List<Group> groups(List<String> values, double[] weights, double[] poor, double[] selected) {
        TreeMap<String, List<Integer>> rows = new TreeMap<>();
        for (int row = 0; row < weights.length; row++) {
            rows.computeIfAbsent(values.get(row), group -> new ArrayList<>()).add(row);
        }
        double all = Ranking.sum(weights);
        List<Group> groups = new ArrayList<>();
        rows.forEach((group, members) -> {
            double people = sum(members, row -> weights[row]);
            double needy = sum(members, row -> weights[row] * poor[row]);
            double chosen = sum(members, row -> weights[row] * selected[row]);
            double both = sum(members, row -> weights[row] * poor[row] * selected[row]);
            groups.add(new Group(
                    group,
                    people / all,
                    needy / people,
                    chosen / people,
                    needy == 0 ? Double.NaN : 1 - both / needy,
                    chosen == 0 ? Double.NaN : 1 - both / chosen,
                    members.size()));
        });
        return groups;
    }

    private static double sum(List<Integer> rows, ToDoubleFunction<Integer> of) {
        double sum = 0;
        for (Integer row : rows) {
            sum += of.applyAsDouble(row);
        }
        return sum;
    }

    /** Settings. Not thread-safe. */
    public static final class Builder {
        private final double[] welfare;
        private final SurveyDesign design;
        private final Map<String, List<String>> groups = new LinkedHashMap<>();
        private double quota = 0.2;
        private @Nullable Double line;
        private @Nullable Double transfer;
        private int replicates = 200;
        private long seed = 1;
        private Progress progress = Progress.SILENT;

        private Builder(double[] welfare, SurveyDesign design) {
            if (welfare.length != design.size()) {
                throw new IllegalArgumentException("There are " + welfare.length + " households and " + design.size()
                        + " weights. Maybe they come from different files?");
            }
            for (int row = 0; row < welfare.length; row++) {
                if (!Double.isFinite(welfare[row])) {
                    throw new IllegalArgumentException("The welfare of row " + (row + 1)
                            + " is missing. Maybe leave such households out, and say so?");
                }
            }
            this.welfare = welfare.clone();
            this.design = design;
        }

        /**
         * Which share of the people is selected.
         *
         * @param share more than 0, up to 1
         * @return this builder
         */
        public Builder quota(double share) {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("A quota of " + share + " cannot be. Maybe 0.2 for 20 %?");
            }
            this.quota = share;
            return this;
        }

        /**
         * Below which welfare people are poor. Without it, as many are called poor as are selected: errors of consumption data hurt
         * lines far more than shares (Gazeaud 2020).
         *
         * @param value the line
         * @return this builder
         */
        public Builder line(double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A poverty line of " + value + " cannot be.");
            }
            this.line = value;
            return this;
        }

        /**
         * What each person selected gets, in the unit of welfare. Without it, as much as makes the budget equal to the poverty gap.
         *
         * @param perPerson more than 0
         * @return this builder
         */
        public Builder transfer(double perPerson) {
            if (!(perPerson > 0) || Double.isInfinite(perPerson)) {
                throw new IllegalArgumentException("A transfer of " + perPerson + " cannot be.");
            }
            this.transfer = perPerson;
            return this;
        }

        /**
         * Looks at the groups of a characteristic.
         *
         * @param name what it is called
         * @param values the group of each household, by row
         * @return this builder
         */
        public Builder group(String name, List<String> values) {
            if (values.size() != welfare.length) {
                throw new IllegalArgumentException("There are " + welfare.length + " households, but '" + name
                        + "' has " + values.size() + " values. Maybe they come from different files?");
            }
            groups.put(name, List.copyOf(values));
            return this;
        }

        /**
         * How many replicates the intervals are made of.
         *
         * @param number 0 for no intervals
         * @return this builder
         */
        public Builder replicates(int number) {
            if (number < 0 || number > 100_000) {
                throw new IllegalArgumentException(number + " replicates cannot be drawn. Maybe 500?");
            }
            this.replicates = number;
            return this;
        }

        /**
         * Where chance begins: the same seed gives the same intervals.
         *
         * @param value any number
         * @return this builder
         */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /**
         * Who is told about the step {@code simulate}.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder progress(Progress listener) {
            this.progress = listener;
            return this;
        }

        /**
         * The simulation.
         *
         * @return the simulation
         */
        public TargetingSimulation build() {
            return new TargetingSimulation(this);
        }
    }
}
