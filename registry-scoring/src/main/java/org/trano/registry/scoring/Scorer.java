package org.trano.registry.scoring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Progress;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.indicator.MissingReason;
import org.trano.registry.scoring.internal.Guard;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.Evaluation;
import org.trano.registry.scoring.model.ScoreExplanation;
import org.trano.registry.scoring.model.ScoringModel;

/**
 * Scores the households of a frame by any model, and holds off what a model of a plug-in may do wrong. A household for which the
 * model throws, gives no number or takes longer than it may has no score, with the reason; the run goes on. A model that gets
 * stuck on {@value #MOST_STUCK} households, runs out of memory, was built for other classes or overruns the time of the whole run is
 * stopped, and the rest of its households have no score. Nothing of this is thrown: see {@link Scores#problems()}.
 *
 * <p>A household's score costs a virtual call and a volatile write beside the model's own work. Immutable and thread-safe.
 */
public final class Scorer {
    /** A model that gets stuck on so many households is stopped. */
    public static final int MOST_STUCK = 3;

    private static final String MODEL = "model";
    private static final int REPORT_EVERY_MILLIS = 100;

    private final Duration householdLimit;
    private final Duration runLimit;
    private final int threads;
    private final Progress progress;

    private Scorer(Builder builder) {
        this.threads = builder.threads;
        this.householdLimit = builder.householdLimit;
        this.runLimit = builder.runLimit;
        this.progress = builder.progress;
    }

    /**
     * A scorer with settings of one's own.
     *
     * @return a builder: a second for a household, ten minutes for a run
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Scores all households of a frame.
     *
     * @param model the model
     * @param frame a frame built for its indicators
     * @return the scores
     */
    public Scores score(ScoringModel model, IndicatorFrame frame) {
        if (model instanceof DeclaredModel declared) {
            // A model of this library needs no guard, and goes through the frame column by column.
            Evaluation evaluation = declared.evaluate(frame, threads, progress);
            return new Scores(
                    model,
                    evaluation.scores(),
                    row -> declared.explain(frame, row).missing(),
                    List.of(),
                    declared.decides() ? evaluation : null);
        }
        return new Run(model, frame).result();
    }

    /**
     * Why a household has its score.
     *
     * @param model the model
     * @param frame a frame built for its indicators
     * @param row the household's row
     * @return the explanation; without parts and with the reason {@code model} where the model fails to explain
     */
    public ScoreExplanation explain(ScoringModel model, IndicatorFrame frame, int row) {
        String reason;
        try {
            return Guard.call("scoring " + model.id(), householdLimit, () -> model.explain(frame, row));
        } catch (Guard.SlowException | Guard.FailedException e) {
            reason = String.valueOf(e.getMessage());
        }
        return new ScoreExplanation(
                frame.id(row),
                model.name(),
                model.unit(),
                Double.NaN,
                List.of(),
                Double.NaN,
                Map.of(MODEL, failed(reason)));
    }

    /**
     * All there is to say to a household about its score.
     *
     * @param model the model
     * @param frame a frame built for its indicators
     * @param row the household's row
     * @return the statement; of a model of a plug-in, what it explains
     */
    public HouseholdStatement statement(ScoringModel model, IndicatorFrame frame, int row) {
        return HouseholdStatement.of(model, explain(model, frame, row), frame, row);
    }

    private static Indicator.Missing failed(String what) {
        return new Indicator.Missing(MissingReason.PLUGIN_FAILED, what);
    }

    /** What became of a household, as the model left it. */
    private enum Fault {
        THREW("plugin.threw"),
        NO_NUMBER("plugin.no-number"),
        STUCK("plugin.stuck"),
        STOPPED("plugin.stopped");

        final String code;

        Fault(String code) {
            this.code = code;
        }
    }

    /** One walk of a model through a frame, by as many threads, one after the other, as it takes. */
    private final class Run {
        private final ScoringModel model;
        private final IndicatorFrame frame;
        private final double[] scores;
        private final Map<Integer, Map<String, Indicator.Missing>> missing = new HashMap<>();
        private final Map<Fault, Long> faults = new LinkedHashMap<>();
        private final Map<Fault, String> examples = new LinkedHashMap<>();
        private final long deadline = System.nanoTime() + runLimit.toNanos();

        Run(ScoringModel model, IndicatorFrame frame) {
            this.model = model;
            this.frame = frame;
            this.scores = new double[frame.size()];
            Arrays.fill(scores, Double.NaN);
        }

        Scores result() {
            int next = 0;
            int stuck = 0;
            String stopped = null;
            while (next < scores.length && stopped == null) {
                Walk walk = new Walk(model, frame, next);
                Thread thread = Guard.start("scoring " + model.id(), walk);
                int stuckOn = watch(walk, thread);
                int reached = stuckOn >= 0 ? stuckOn : walk.row;
                take(walk, next, reached);
                next = reached;
                if (stuckOn >= 0) {
                    fault(Fault.STUCK, next, "no answer within " + Guard.describe(householdLimit));
                    next++;
                    if (++stuck == MOST_STUCK) {
                        stopped = "it was stuck on " + MOST_STUCK + " households";
                    }
                } else if (walk.fatal != null) {
                    stopped = Guard.describe(walk.fatal);
                }
                if (next < scores.length && System.nanoTime() - deadline > 0) {
                    stopped = "the run took more than " + Guard.describe(runLimit);
                }
            }
            for (int row = next; row < scores.length; row++) {
                fault(Fault.STOPPED, row, Objects.requireNonNullElse(stopped, ""));
            }
            List<Problem> problems = new ArrayList<>();
            faults.forEach((fault, count) -> problems.add(new Problem(
                    fault.code,
                    null,
                    0,
                    null,
                    model.id(),
                    List.of(Long.toString(count), Objects.requireNonNullElse(examples.get(fault), "")))));
            return new Scores(model, scores, row -> missing.getOrDefault(row, Map.of()), problems, null);
        }

        /** Waits until the walk is over; gives the household it is stuck on, where it has been left behind, or else -1. */
        @SuppressWarnings("Interruption") // The thread is this run's own.
        private int watch(Walk walk, Thread thread) {
            long limit = householdLimit.toNanos();
            int seen = walk.row;
            long since = System.nanoTime();
            try {
                while (!walk.done.await(
                        Math.min(limit / 4 + 1, TimeUnit.MILLISECONDS.toNanos(REPORT_EVERY_MILLIS)),
                        TimeUnit.NANOSECONDS)) {
                    long now = System.nanoTime();
                    int row = walk.row;
                    progress.report("score", row, scores.length);
                    if (row != seen) {
                        seen = row;
                        since = now;
                    } else if (now - since > limit) {
                        thread.interrupt();
                        return seen;
                    }
                    if (now - deadline > 0) {
                        walk.stop = true;
                    }
                }
            } catch (InterruptedException e) {
                // Whoever waits for us wants us to end: what is scored so far is kept.
                Thread.currentThread().interrupt();
                walk.stop = true;
                walk.fatal = e;
            }
            return -1;
        }

        /** Takes what a walk has finished: everything it wrote before it moved on. */
        private void take(Walk walk, int from, int to) {
            for (int row = from; row < to; row++) {
                scores[row] = walk.scores[row - walk.first];
                if (!Double.isNaN(scores[row])) {
                    continue;
                }
                Map<String, Indicator.Missing> reasons = walk.reasons.get(row);
                if (reasons == null || reasons.isEmpty()) {
                    fault(Fault.NO_NUMBER, row, "the model gave no number and no reason");
                } else if (walk.threw.contains(row)) {
                    fault(
                            Fault.THREW,
                            row,
                            reasons.getOrDefault(MODEL, failed("")).detail());
                } else {
                    missing.put(row, reasons);
                }
            }
        }

        private void fault(Fault fault, int row, String reason) {
            missing.put(row, Map.of(MODEL, failed(reason)));
            faults.merge(fault, 1L, Long::sum);
            examples.putIfAbsent(fault, reason);
        }
    }

    /** The thread that calls the model. What it has written before {@code row} is finished and may be read. */
    private static final class Walk implements Runnable {
        private final ScoringModel model;
        private final IndicatorFrame frame;
        final int first;
        final double[] scores;
        final Map<Integer, Map<String, Indicator.Missing>> reasons = new ConcurrentHashMap<>();
        final Set<Integer> threw = ConcurrentHashMap.newKeySet();
        final CountDownLatch done = new CountDownLatch(1);
        volatile int row;
        volatile boolean stop;
        volatile @Nullable Throwable fatal;

        Walk(ScoringModel model, IndicatorFrame frame, int first) {
            this.model = model;
            this.frame = frame;
            this.first = first;
            this.row = first;
            this.scores = new double[frame.size() - first];
        }

        @Override
        @SuppressWarnings({"CatchThrowable", "NonAtomicVolatileUpdate"
        }) // Foreign code; and nobody else writes the row.
        public void run() {
            try {
                int size = frame.size();
                for (int at = first; at < size && !stop; at++) {
                    try {
                        one(at);
                    } catch (VirtualMachineError | LinkageError e) {
                        if (!(e instanceof StackOverflowError)) {
                            fatal = e;
                            return;
                        }
                        failed(at, e);
                    } catch (Throwable e) {
                        failed(at, e);
                    }
                    row = at + 1;
                }
            } finally {
                done.countDown();
            }
        }

        private void one(int at) {
            double score = model.score(frame, at);
            boolean number = Double.isFinite(score);
            scores[at - first] = number ? score : Double.NaN;
            if (!number) {
                reasons.put(at, model.explain(frame, at).missing());
            }
        }

        private void failed(int at, Throwable e) {
            scores[at - first] = Double.NaN;
            threw.add(at);
            reasons.put(at, Map.of(MODEL, Scorer.failed(Guard.describe(e))));
        }
    }

    /** Settings. Not thread-safe. */
    public static final class Builder {
        private Duration householdLimit = Duration.ofSeconds(1);
        private Duration runLimit = Duration.ofMinutes(10);
        private int threads = 1;
        private Progress progress = Progress.SILENT;

        private Builder() {}

        /**
         * How long a model may take for one household; a second unless told otherwise.
         *
         * @param time more than zero
         * @return this builder
         */
        public Builder householdLimit(Duration time) {
            this.householdLimit = positive(time);
            return this;
        }

        /**
         * How long a model may take for all households; ten minutes unless told otherwise.
         *
         * @param time more than zero
         * @return this builder
         */
        public Builder runLimit(Duration time) {
            this.runLimit = positive(time);
            return this;
        }

        /**
         * On how many threads a declared model scores; one unless told otherwise. The bits do not depend on it. A model of a plug-in
         * always has one.
         *
         * @param number at least 1
         * @return this builder
         */
        public Builder threads(int number) {
            if (number < 1) {
                throw new IllegalArgumentException(number + " threads cannot do anything. Maybe 1?");
            }
            this.threads = number;
            return this;
        }

        private static Duration positive(Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("A limit of " + time + " leaves no time. Maybe one second?");
            }
            return time;
        }

        /**
         * Who is told about the step {@code score}.
         *
         * @param listener the listener, called on the thread that called {@link Scorer#score}
         * @return this builder
         */
        public Builder progress(Progress listener) {
            this.progress = listener;
            return this;
        }

        /**
         * The scorer.
         *
         * @return the scorer
         */
        public Scorer build() {
            return new Scorer(this);
        }
    }
}
