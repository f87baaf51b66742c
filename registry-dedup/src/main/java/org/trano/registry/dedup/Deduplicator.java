package org.trano.registry.dedup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Progress;
import org.trano.registry.dedup.block.BlockingPlan;
import org.trano.registry.dedup.cluster.CorrelationClustering;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.frame.Parallel;
import org.trano.registry.dedup.household.HouseholdEvidence;
import org.trano.registry.dedup.model.Bits;
import org.trano.registry.dedup.model.Candidates;
import org.trano.registry.dedup.model.FellegiSunter;

/**
 * Finds records of the same person, without training data: proposes blocking rules, compares, estimates a Fellegi–Sunter
 * model, lets households speak for their members, chooses a threshold and groups. The result does not depend on the order of the rows, on ids or on the number of
 * threads.
 *
 * <p>Time grows with the pairs compared, which the budget bounds; memory is that of the records and of the few pairs
 * worth a second look. Immutable; one object may run many tables, at the same time too.
 */
public final class Deduplicator {
    private static final long SAME = 1;
    private static final long DIFFERENT = 2;

    private final int threads;
    private final double precision;
    private final long budget;
    private final Progress progress;
    private final @Nullable MatchSetup setup;
    private final Set<String> repeating;

    private Deduplicator(Builder builder) {
        this.threads = builder.threads;
        this.precision = builder.precision;
        this.budget = builder.budget;
        this.progress = builder.progress;
        this.setup = builder.setup;
        this.repeating = Set.copyOf(builder.repeating);
    }

    /**
     * A deduplicator with settings of one's own.
     *
     * @return a builder with standard settings
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Matches the records of a table. With a column in the role {@code SOURCE}, only records of different sources are matched, unless
     * {@link Builder#repeating} says otherwise; with a column in the role {@code HOUSEHOLD}, two records of one household are two people, and other members that match are
     * evidence.
     *
     * @param table the records
     * @return what was found
     * @throws IllegalArgumentException if fewer than two records or no column that tells people apart is given, or if a set-up is used
     *     that was made for other columns
     */
    public DedupResult run(RecordTable table) {
        return run(table, List.of());
    }

    /**
     * Matches the records of a table of which some pairs have been looked at by people. What they decided holds; and where the set-up is not given, the model
     * and the threshold are estimated with it: these pairs are matches, or none, for certain.
     *
     * @param table the records
     * @param decisions what they decided; about the same two rows the last decision holds
     * @return what was found
     * @throws IllegalArgumentException as for {@link #run(RecordTable)}, and if decisions name rows that are not there, or rows that are one
     *     person by some decisions and two by another
     */
    public DedupResult run(RecordTable table, List<Decision> decisions) {
        if (table.size() < 2) {
            throw new IllegalArgumentException("There are " + table.size()
                    + " records, but two are needed to compare. Maybe the file is cut off?");
        }
        progress.report("encode", 0, 1);
        // A set-up compares names as it did when it was made.
        Frame frame = Frame.of(table, repeating, setup == null ? null : setup.isInParts());
        if (frame.fields().isEmpty()) {
            throw new IllegalArgumentException(
                    "No column tells people apart. Maybe name the columns' roles (given_name, birth_date, …)?");
        }
        progress.report("encode", 1, 1);
        Decided decided = Decided.of(frame, decisions);
        Comparison compared = setup == null
                ? Comparison.of(frame, decided, budget, threads, progress)
                : Comparison.of(frame, setup, threads, progress);
        BlockingPlan plan = compared.plan();
        FellegiSunter model = compared.model();
        Candidates kept = compared.kept();
        progress.report("cluster", 0, 1);
        @Nullable
        HouseholdEvidence households =
                frame.households() == 0 || (setup != null && setup.household().isEmpty())
                        ? null
                        : HouseholdEvidence.of(frame, plan, model, kept, setup == null ? List.of() : setup.household());
        Threshold threshold =
                setup == null ? threshold(kept, decided) : new Threshold(setup.threshold(), setup.expectedPrecision());
        ForkJoinTask<int[]> clusters = Parallel.begin(() -> clusters(
                frame, CorrelationClustering.run(frame, kept, threshold.weight, decided.same(), decided.different())));
        List<Match> matches = matches(frame, kept, threshold.weight, decided);
        ModelSummary summary = summary(frame, plan, compared.found(), model, kept, households);
        int[] clusterOfRow = clusters.join();
        progress.report("cluster", 1, 1);
        return new DedupResult(
                frame,
                plan,
                Arrays.stream(compared.found()).sum(),
                model,
                kept,
                households,
                summary,
                new MatchSetup(
                        model.fields(),
                        model.together(),
                        plan.rules(),
                        model.matchesPerRecord(),
                        model.relativesPerRecord(),
                        households == null ? List.of() : households.standings(),
                        threshold.weight,
                        threshold.precision),
                clusterOfRow,
                matches);
    }

    private record Threshold(double weight, double precision) {}

    /**
     * The lowest weight of at least even odds above which the expected precision is the one asked for. Of pairs that somebody decided about it is known
     * whether they are right.
     */
    private Threshold threshold(Candidates kept, Decided decided) {
        // The bits of a weight that is not below zero are in its order; behind them stands what was decided.
        long[] pairs = new long[kept.size()];
        int count = 0;
        double heaviest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < pairs.length; i++) {
            float weight = kept.weight(i);
            heaviest = Math.max(heaviest, weight);
            if (weight >= 0) {
                int a = kept.left(i);
                int b = kept.right(i);
                long what = decided.isSame(a, b) ? SAME : decided.isDifferent(a, b) ? DIFFERENT : 0;
                pairs[count++] = (long) Float.floatToRawIntBits(Math.abs(weight)) << 2 | what;
            }
        }
        Arrays.sort(pairs, 0, count);
        double lowest = pairs.length == 0 ? 0 : Math.max(0, heaviest);
        double expected = 0;
        double best = 1;
        for (int i = count - 1; i >= 0; i--) {
            float weight = Float.intBitsToFloat((int) (pairs[i] >>> 2));
            long what = pairs[i] & 3;
            expected += what == SAME ? 1 : what == DIFFERENT ? 0 : Bits.probability(weight);
            double mean = expected / (count - i);
            if (mean >= precision && (i == 0 || pairs[i - 1] >>> 2 != pairs[i] >>> 2)) {
                lowest = weight;
                best = mean;
            }
        }
        return new Threshold(lowest, best);
    }

    /** Numbers in the order in which the clusters first appear in the table. */
    private static int[] clusters(Frame frame, int[] roots) {
        int[] byRow = new int[roots.length];
        for (int record = 0; record < roots.length; record++) {
            byRow[frame.row(record)] = roots[record];
        }
        int[] number = new int[roots.length];
        Arrays.fill(number, -1);
        int count = 0;
        int[] clusters = new int[roots.length];
        for (int row = 0; row < clusters.length; row++) {
            if (number[byRow[row]] < 0) {
                number[byRow[row]] = count++;
            }
            clusters[row] = number[byRow[row]];
        }
        return clusters;
    }

    private static List<Match> matches(Frame frame, Candidates kept, double threshold, Decided decided) {
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            if (kept.weight(i) >= threshold && !decided.isDifferent(kept.left(i), kept.right(i))) {
                int a = frame.row(kept.left(i));
                int b = frame.row(kept.right(i));
                matches.add(new Match(Math.min(a, b), Math.max(a, b), kept.weight(i)));
            }
        }
        matches.sort(Comparator.comparingDouble(Match::weight)
                .reversed()
                .thenComparingInt(Match::left)
                .thenComparingInt(Match::right));
        return matches;
    }

    private static ModelSummary summary(
            Frame frame,
            BlockingPlan plan,
            long[] found,
            FellegiSunter model,
            Candidates kept,
            @Nullable HouseholdEvidence households) {
        List<ModelSummary.FieldSummary> fields = new ArrayList<>();
        for (int f = 0; f < frame.fields().size(); f++) {
            fields.add(DedupResult.summarise(frame.fields().get(f), f, frame.size(), model));
        }
        if (households != null) {
            fields.add(households.summary());
        }
        List<ModelSummary.Rule> rules = new ArrayList<>();
        double[] shares = shares(plan, kept);
        for (int r = 0; r < found.length; r++) {
            rules.add(new ModelSummary.Rule(plan.rules().get(r).name(), plan.forecast(r), found[r], shares[r]));
        }
        List<Caution> cautions = new ArrayList<>(frame.cautions());
        cautions.addAll(model.cautions());
        if (plan.unblocked() > 0) {
            cautions.add(new Caution("not-compared", List.of(plan.unblocked())));
        }
        return new ModelSummary(
                fields, rules, model.expectedMatches(), model.expectedRelatives(), model.rounds(), cautions);
    }

    /** The share of the expected matches that each rule finds. */
    private static double[] shares(BlockingPlan plan, Candidates kept) {
        int rules = plan.rules().size();
        // By chunk what each rule finds, and last all that is expected.
        double[][] parts = new double[Parallel.chunks(kept.size())][rules + 1];
        Parallel.forChunks(kept.size(), (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                double probability = Bits.probability(kept.weight(i));
                parts[chunk][rules] += probability;
                for (int rule = 0; rule < rules; rule++) {
                    parts[chunk][rule] += plan.finds(rule, kept.left(i), kept.right(i)) ? probability : 0;
                }
            }
        });
        double[] sums = new double[rules + 1];
        for (double[] part : parts) {
            Arrays.setAll(sums, i -> sums[i] + part[i]);
        }
        double expected = sums[rules];
        return Arrays.stream(sums, 0, rules)
                .map(found -> expected == 0 ? 0 : found / expected)
                .toArray();
    }

    /** Settings. Not thread-safe. */
    public static final class Builder {
        private int threads = Runtime.getRuntime().availableProcessors();
        private double precision = 0.97;
        private long budget;
        private Progress progress = Progress.SILENT;
        private @Nullable MatchSetup setup;
        private Set<String> repeating = Set.of();

        private Builder() {}

        /**
         * Threads that compare; all processors unless told otherwise.
         *
         * @param count 1 or more; more than there are processors are not used
         * @return this builder
         */
        public Builder threads(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("At least one thread is needed, not " + count + ". Maybe 1?");
            }
            this.threads = Math.min(count, Runtime.getRuntime().availableProcessors());
            return this;
        }

        /**
         * The expected precision of pairs above the threshold; 0.97 unless told otherwise.
         *
         * @param expected more than 0.5, less than 1
         * @return this builder
         */
        public Builder precision(double expected) {
            if (!(expected > 0.5 && expected < 1)) {
                throw new IllegalArgumentException("A precision of " + expected + " cannot be asked for. Maybe 0.97?");
            }
            this.precision = expected;
            return this;
        }

        /**
         * How many pairs may be compared, counted once for every blocking rule that finds them. Unless told otherwise, twenty for each
         * record and two million where that is more; where a share of these shows more than one match for every forty, up to ten million. Where even blocks of ten records have more, these are compared.
         *
         * @param pairs 1 or more
         * @return this builder
         */
        public Builder budget(long pairs) {
            if (pairs < 1) {
                throw new IllegalArgumentException("A budget of " + pairs + " pairs compares nothing. Maybe 10000000?");
            }
            this.budget = pairs;
            return this;
        }

        /**
         * Sources in which one person may stand several times; records of these are matched with each other too. None unless told
         * otherwise.
         *
         * @param sources names, as they stand in the column in the role {@code SOURCE}
         * @return this builder
         */
        public Builder repeating(Collection<String> sources) {
            this.repeating = Set.copyOf(sources);
            return this;
        }

        /**
         * A set-up to be used instead of choosing and estimating anew; budget and precision then play no part.
         *
         * @param known what an earlier run chose
         * @return this builder
         */
        public Builder setup(MatchSetup known) {
            this.setup = known;
            return this;
        }

        /**
         * Who is told about the steps {@code encode}, {@code block}, {@code compare}, {@code estimate} and {@code cluster}.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder progress(Progress listener) {
            this.progress = listener;
            return this;
        }

        /**
         * The deduplicator.
         *
         * @return the deduplicator
         */
        public Deduplicator build() {
            return new Deduplicator(this);
        }
    }
}
