package org.trano.registry.scoring.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Progress;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.indicator.MissingReason;
import org.trano.registry.scoring.internal.expression.Expression;
import org.trano.registry.scoring.internal.expression.Forest;
import org.trano.registry.scoring.internal.expression.Range;
import org.trano.registry.scoring.internal.expression.Row;
import org.trano.registry.scoring.internal.expression.Truth;
import org.trano.registry.scoring.internal.plan.FrameRow;
import org.trano.registry.scoring.internal.plan.Plan;
import tools.jackson.core.JacksonException;

/**
 * A model written down as JSON (docs/scoring.md; the schema is the resource {@value #SCHEMA} of this package): a proxy means test,
 * a scorecard, a count of deprivations, points by rules, decision trees, or a weighted sum of these, with who qualifies by it. Nothing of
 * it is ever run as code, and no model takes more than a published number of operations for a household.
 *
 * <p>The sum is taken from left to right in the order of the model, in doubles, with {@link StrictMath} for logarithms: the same bits
 * on any machine, with any number of threads, and {@link #explain} gives the very numbers that were added. A household of which
 * something needed is missing has no score (NaN), never a zero, unless the model states what to assume; the explanation then says
 * so.
 *
 * <p>Immutable and thread-safe. Time is linear in households times parts.
 */
public final class DeclaredModel implements ScoringModel {
    /** The JSON Schema of models, a resource of this package. */
    public static final String SCHEMA = "model.schema.json";

    private static final long LARGEST_FILE = 64L << 20;
    private static final int MOST_STEPS = 1_000;
    private static final int CHUNK = 16 * Plan.BLOCK;

    private final ModelKind kind;
    private final String id;
    private final String version;
    private final Map<String, String> title;
    private final String source;
    private final Map<String, String> unit;
    private final String hash;
    private final String json;
    private final @Nullable LocalDate validFrom;
    private final @Nullable LocalDate validUntil;
    private final List<Indicator> indicators;
    private final List<IndicatorDefinition> brought;
    private final Map<Integer, Indicator.Value> assumed;
    private final Body body;
    private final Neediest neediest;
    private final @Nullable Double cutoff;
    private final List<Decision.Rule> rules;
    private final List<Expression.Condition> conditions;
    private final Expression.@Nullable Condition eligible;
    private final @Nullable LookupTable lookup;

    DeclaredModel(
            ModelKind kind,
            String id,
            String version,
            Map<String, String> title,
            String source,
            Map<String, String> unit,
            String hash,
            String json,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            List<Indicator> indicators,
            List<IndicatorDefinition> brought,
            Map<Integer, Indicator.Value> assumed,
            Body body,
            Neediest neediest,
            @Nullable Double cutoff,
            List<Decision.Rule> rules,
            List<Expression.Condition> conditions,
            Expression.@Nullable Condition eligible,
            @Nullable LookupTable lookup) {
        this.kind = kind;
        this.id = id;
        this.version = version;
        this.title = Map.copyOf(title);
        this.source = source;
        this.unit = Map.copyOf(unit);
        this.hash = hash;
        this.json = json;
        this.validFrom = validFrom;
        this.validUntil = validUntil;
        this.indicators = List.copyOf(indicators);
        this.brought = brought;
        this.assumed = Map.copyOf(assumed);
        this.body = body;
        this.neediest = neediest;
        this.cutoff = cutoff;
        this.rules = List.copyOf(rules);
        this.conditions = List.copyOf(conditions);
        this.eligible = eligible;
        this.lookup = lookup;
    }

    /**
     * Reads a model from a file. Where a parameter has several periods, the last one counts; see {@link #on}.
     *
     * @param file the JSON file, UTF-8
     * @return the model
     * @throws DataException if the file cannot be read or is not a valid model; the message names the fault and its place
     */
    public static DeclaredModel read(Path file) {
        return read(file, List.of());
    }

    /**
     * Reads a model that may ask for indicators of plug-ins.
     *
     * @param file the JSON file, UTF-8
     * @param brought the indicators, such as {@link org.trano.registry.scoring.plugin.ScoringPlugins#indicators()}
     * @return the model
     * @throws DataException if the file cannot be read or is not a valid model; the message names the fault and its place
     */
    public static DeclaredModel read(Path file, List<IndicatorDefinition> brought) {
        CsvFile.requireFile(file);
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new DataException(Problem.ofFile(
                        "model.invalid", file.toString(), "the file is larger than " + (LARGEST_FILE >> 20) + " MB"));
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8), String.valueOf(file.getFileName()), brought);
        } catch (IOException e) {
            throw new DataException(
                    Problem.ofFile("file.unreadable", file.toString(), String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * Reads a model from text.
     *
     * @param json the JSON
     * @param name what to call it in messages
     * @return the model
     * @throws DataException if it is not a valid model
     */
    public static DeclaredModel parse(String json, String name) {
        return parse(json, name, List.of());
    }

    /**
     * Reads a model from text that may ask for indicators of plug-ins.
     *
     * @param json the JSON
     * @param name what to call it in messages
     * @param brought the indicators
     * @return the model
     * @throws DataException if it is not a valid model
     */
    public static DeclaredModel parse(String json, String name, List<IndicatorDefinition> brought) {
        return parse(json, name, null, brought);
    }

    private static DeclaredModel parse(
            String json, String name, @Nullable LocalDate date, List<IndicatorDefinition> brought) {
        try {
            return ModelReader.read(json, date, brought);
        } catch (JacksonException e) {
            throw new DataException(Problem.ofFile("json.invalid", name, e.getOriginalMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new DataException(Problem.ofFile("model.invalid", name, String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * The model with the parameters of a day.
     *
     * @param date the day
     * @return the model
     * @throws DataException if a parameter has no value yet on this day, or the model does not hold on it
     */
    public DeclaredModel on(LocalDate date) {
        if (validFrom != null && date.isBefore(validFrom) || validUntil != null && date.isAfter(validUntil)) {
            throw new DataException(Problem.ofFile(
                    "model.not-valid",
                    name(),
                    date.toString(),
                    validFrom == null ? "…" : validFrom.toString(),
                    validUntil == null ? "…" : validUntil.toString()));
        }
        return parse(json, name(), date, brought);
    }

    /**
     * What kind of model it is.
     *
     * @return the kind
     */
    public ModelKind kind() {
        return kind;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String version() {
        return version;
    }

    /**
     * What it is called in front of people.
     *
     * @param locale their language
     * @return the title in it, or else in English, or else in any; empty where it has none
     */
    public String title(Locale locale) {
        return ModelJson.inLanguage(title, locale);
    }

    /**
     * Where it comes from: which survey, which fit, which decree.
     *
     * @return the source, empty where it says nothing
     */
    public String source() {
        return source;
    }

    @Override
    public String unit() {
        return unit(Locale.ENGLISH);
    }

    @Override
    public String unit(Locale locale) {
        return ModelJson.inLanguage(unit, locale);
    }

    /**
     * The SHA-256 of what the model says. Spaces, comments and the order of properties do not change it; anything else does.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        return hash;
    }

    /**
     * The text the model was read from.
     *
     * @return JSON
     */
    public String json() {
        return json;
    }

    /**
     * The first day on which it holds.
     *
     * @return the day, empty where it says nothing
     */
    public Optional<LocalDate> validFrom() {
        return Optional.ofNullable(validFrom);
    }

    /**
     * The last day on which it holds.
     *
     * @return the day, empty where it says nothing
     */
    public Optional<LocalDate> validUntil() {
        return Optional.ofNullable(validUntil);
    }

    @Override
    public List<Indicator> indicators() {
        return indicators;
    }

    /**
     * The side that {@code eligible} of the model file names.
     *
     * @return lowest unless the file says {@code "eligible": "above"} or the model counts deprivations
     */
    @Override
    public Neediest neediest() {
        return neediest;
    }

    /**
     * The score from which on a household is eligible, itself not included.
     *
     * @return the cut-off, empty where the model has none, or decides by rules
     */
    public OptionalDouble cutoff() {
        return cutoff == null ? OptionalDouble.empty() : OptionalDouble.of(cutoff);
    }

    /**
     * Whether the model says who qualifies, by a cut-off or by rules.
     *
     * @return true if it does
     */
    public boolean decides() {
        return eligible != null;
    }

    /**
     * The rules of its decision.
     *
     * @return the rules in their order; empty for a cut-off
     */
    public List<Decision.Rule> rules() {
        return rules;
    }

    /**
     * The likelihoods that belong to scores.
     *
     * @return the table, empty where the model has none
     */
    public Optional<LookupTable> lookup() {
        return Optional.ofNullable(lookup);
    }

    /**
     * What is doubtful about the model, without being wrong.
     *
     * @return an indicator that is asked and never used, a number of which nothing is said where it is missing, a model that does not
     *     say where its weights come from, an irregular table of likelihoods
     */
    public List<Problem> doubts() {
        List<Problem> doubts = new ArrayList<>();
        if (source.isEmpty()) {
            doubts.add(Problem.ofFile("model.no-source", name()));
        }
        BitSet used = columns(body.score());
        conditions.forEach(condition -> condition.columns(used));
        if (eligible != null) {
            eligible.columns(used);
        }
        List<String> open = new ArrayList<>();
        for (int column = 0; column < indicators.size(); column++) {
            Indicator indicator = indicators.get(column);
            if (!used.get(column)) {
                doubts.add(Problem.ofFile("model.unused-indicator", name(), indicator.name()));
            } else if (indicator.type() == Indicator.Type.NUMBER
                    && (Double.isInfinite(indicator.least()) || Double.isInfinite(indicator.most()))) {
                open.add(indicator.name());
            }
        }
        if (!open.isEmpty()) {
            doubts.add(Problem.ofFile("model.open-range", name(), String.join(", ", open)));
        }
        if (lookup != null) {
            doubts.addAll(lookup.problems(name()));
        }
        return doubts;
    }

    /**
     * Scores all households of a frame on one thread.
     *
     * @param frame a frame built for {@link #indicators()}
     * @return one score per row, NaN where a needed indicator is missing
     */
    public double[] score(IndicatorFrame frame) {
        return evaluate(frame, 1, Progress.SILENT).scores();
    }

    /**
     * Scores all households of a frame and decides who qualifies. The bits do not depend on the number of threads.
     *
     * @param frame a frame built for {@link #indicators()}
     * @param threads how many threads, at least 1
     * @param progress is told about the step {@code score}
     * @return scores, decisions and rules
     */
    @SuppressWarnings("Interruption") // The threads are this call's own.
    public Evaluation evaluate(IndicatorFrame frame, int threads, Progress progress) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads cannot do anything. Maybe 1?");
        }
        requireFrame(frame);
        int n = frame.size();
        double[] scores = new double[n];
        byte[] decisions = new byte[eligible == null ? 0 : n];
        int[] masks = new int[rules.isEmpty() ? 0 : n];
        Plan plan = new Plan(body.score(), conditions, eligible, frame, assumed);
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failed = new AtomicReference<>();
        Runnable work = () -> {
            try {
                Plan.Worker worker = plan.new Worker();
                int from;
                while ((from = next.getAndAdd(CHUNK)) < n && from >= 0) {
                    worker.run(from, Math.min(n, from + CHUNK), scores, decisions, masks);
                }
            } catch (RuntimeException | Error e) {
                // Out of memory, for example: nobody may take what is not done for scores of zero.
                failed.set(e);
            }
        };
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, (n + CHUNK - 1) / CHUNK); i++) {
            Thread thread = new Thread(work, "score " + id + " " + i);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        work.run();
        boolean interrupted = false;
        for (Thread thread : others) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    // The work ends by itself within milliseconds: wait for it, and pass the wish on.
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failed.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        progress.report("score", n, n);
        return new Evaluation(scores, decisions, masks);
    }

    private void requireFrame(IndicatorFrame frame) {
        if (!frame.indicators().equals(indicators)) {
            throw new IllegalArgumentException(
                    "The frame was built for other indicators. Maybe IndicatorFrame.builder(model.indicators())?");
        }
    }

    private FrameRow row(IndicatorFrame frame, int row) {
        requireFrame(frame);
        return new FrameRow(frame, assumed).at(row);
    }

    @Override
    public double score(IndicatorFrame frame, int row) {
        return body.score().at(row(frame, row));
    }

    @Override
    public ScoreExplanation explain(IndicatorFrame frame, int row) {
        Row household = row(frame, row);
        Map<String, Indicator.Missing> missing = new LinkedHashMap<>();
        Body.Branch branch = branch(household);
        if (branch == null) {
            // No branch is meant: what decides between them is missing, or has a code that none is for.
            BitSet asked = columns(body.branches().get(0).when());
            reasons(asked, frame, row, missing);
            if (missing.isEmpty()) {
                asked.stream()
                        .forEach(column -> missing.put(indicators.get(column).name(), unknown(frame, row, column)));
            }
            String term = String.join(", ", missing.keySet());
            ScoreExplanation.Part none = part(term, Map.of(), asked, frame, row, Double.NaN);
            return new ScoreExplanation(frame.id(row), name(), unit(), 0, List.of(none), Double.NaN, missing);
        }
        if (body.forest() != null) {
            return explainTrees(branch, body.forest(), household, frame, row);
        }
        List<ScoreExplanation.Part> parts = new ArrayList<>();
        double sum = branch.sum().start();
        for (Body.Part part : branch.parts()) {
            // Adding zero turns -0.0 into 0.0, which is what people expect to read, and changes no sum.
            double points = part.formula().at(household) + 0.0;
            if (Double.isNaN(points)) {
                undefined(part, frame, row, missing);
            }
            sum += points;
            parts.add(part(part.term(), part.labels(), part.columns(), frame, row, points));
        }
        if (!Double.isFinite(sum) && missing.isEmpty()) {
            // Parts that are numbers each, and beyond all numbers together.
            missing.put("score", new Indicator.Missing(MissingReason.UNDEFINED, Double.toString(sum)));
        }
        return new ScoreExplanation(
                frame.id(row), name(), unit(), branch.sum().start(), parts, Expression.finite(sum), missing);
    }

    private Body.@Nullable Branch branch(Row household) {
        for (Body.Branch branch : body.branches()) {
            if (branch.when() == null || branch.when().at(household) == Truth.YES) {
                return branch;
            }
        }
        return null;
    }

    private static BitSet columns(@Nullable Expression of) {
        BitSet columns = new BitSet();
        if (of != null) {
            of.columns(columns);
        }
        return columns;
    }

    private ScoreExplanation explainTrees(
            Body.Branch branch, Forest forest, Row household, IndicatorFrame frame, int row) {
        Map<String, Indicator.Missing> missing = new LinkedHashMap<>();
        List<ScoreExplanation.Part> parts = new ArrayList<>();
        // All of these are multiples of one grain: the sum is exact, in any order.
        double start = branch.sum().start() + forest.roots();
        double sum = start;
        for (Map.Entry<Integer, Double> contribution :
                forest.contributions(household).entrySet()) {
            int column = contribution.getKey();
            double points = contribution.getValue() + 0.0;
            BitSet one = new BitSet();
            one.set(column);
            if (Double.isNaN(points)) {
                reasons(one, frame, row, missing);
            }
            sum += points;
            Indicator indicator = indicators.get(column);
            parts.add(part(indicator.name(), indicator.labels(), one, frame, row, points));
        }
        return new ScoreExplanation(frame.id(row), name(), unit(), start, parts, sum, missing);
    }

    private ScoreExplanation.Part part(
            String term, Map<String, String> labels, BitSet columns, IndicatorFrame frame, int row, double points) {
        StringBuilder text = new StringBuilder();
        boolean substituted = false;
        for (int column = columns.nextSetBit(0); column >= 0; column = columns.nextSetBit(column + 1)) {
            Indicator.Value value = frame.value(row, column);
            Indicator.Value instead = assumed.get(column);
            if (value instanceof Indicator.Missing && instead != null) {
                value = instead;
                substituted = true;
            }
            if (columns.cardinality() > 1) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(indicators.get(column).name())
                        .append(" = ");
            }
            text.append(value.text());
        }
        return new ScoreExplanation.Part(term, labels, text.toString(), substituted, points);
    }

    /** Why a part has no points: what it needs is missing, or there is nothing to be had from what there is. */
    private void undefined(Body.Part part, IndicatorFrame frame, int row, Map<String, Indicator.Missing> missing) {
        int before = missing.size();
        BitSet columns = part.columns();
        reasons(columns, frame, row, missing);
        boolean told = missing.size() > before
                || columns.stream()
                        .anyMatch(column ->
                                missing.containsKey(indicators.get(column).name()));
        if (!told) {
            columns.stream()
                    .forEach(column -> missing.put(indicators.get(column).name(), unknown(frame, row, column)));
        }
        if (columns.isEmpty()) {
            missing.put(part.term(), new Indicator.Missing(MissingReason.UNDEFINED, part.term()));
        }
    }

    private Indicator.Missing unknown(IndicatorFrame frame, int row, int column) {
        Indicator.Value value = frame.value(row, column);
        String text = value instanceof Indicator.Missing ? String.valueOf(assumed.get(column)) : value.text();
        return new Indicator.Missing(
                indicators.get(column).type() == Indicator.Type.CODE
                        ? MissingReason.UNKNOWN_CODE
                        : MissingReason.UNDEFINED,
                text);
    }

    private void reasons(BitSet columns, IndicatorFrame frame, int row, Map<String, Indicator.Missing> missing) {
        for (int column = columns.nextSetBit(0); column >= 0; column = columns.nextSetBit(column + 1)) {
            if (!assumed.containsKey(column) && frame.value(row, column) instanceof Indicator.Missing why) {
                missing.put(indicators.get(column).name(), why);
            }
        }
    }

    /**
     * Whether a household qualifies, and by which rules.
     *
     * @param frame a frame built for {@link #indicators()}
     * @param row the household's row
     * @return the decision; maybe where the model does not say who qualifies
     */
    public Decision decide(IndicatorFrame frame, int row) {
        Row household = row(frame, row);
        List<Decision.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            outcomes.add(new Decision.Outcome(
                    rules.get(i), Truth.certainty(conditions.get(i).at(household))));
        }
        return new Decision(eligible == null ? Certainty.MAYBE : Truth.certainty(eligible.at(household)), outcomes);
    }

    /**
     * What a household's score and decision can be, whatever the missing turns out to be: a code may be any the model knows, a number
     * anything between {@code least} and {@code most} of its indicator.
     *
     * @param frame a frame built for {@link #indicators()}
     * @param row the household's row
     * @return the bounds; both ends are the score where nothing is missing
     */
    public ScoreBounds bounds(IndicatorFrame frame, int row) {
        requireFrame(frame);
        Row household = new FrameRow(frame, Map.of()).at(row);
        Range range = body.score().within(household);
        return new ScoreBounds(
                range.isUndefined() ? Double.NaN : range.low(),
                range.isUndefined() ? Double.NaN : range.high(),
                eligible == null ? Certainty.MAYBE : Truth.certainty(eligible.within(household)));
    }

    /**
     * Changes in one answer, everything else being equal, that would turn the decision about a household: of each indicator the one
     * that moves the score least. This tells how near a household is to the line and which answers decide; it is no advice to
     * anybody to answer otherwise.
     *
     * @param frame a frame built for {@link #indicators()}
     * @param row the household's row
     * @return the changes, the smallest first; empty where none is enough, or the decision is not known
     */
    public List<DecidingChange> decidingChanges(IndicatorFrame frame, int row) {
        Certainty now = decide(frame, row).eligible();
        if (now == Certainty.MAYBE) {
            return List.of();
        }
        double score = score(frame, row);
        List<DecidingChange> changes = new ArrayList<>();
        for (int column = 0; column < indicators.size(); column++) {
            DecidingChange best = null;
            List<Indicator.Value> candidates = candidates(frame, row, column);
            IndicatorFrame.Builder changed = IndicatorFrame.builder(indicators);
            for (Indicator.Value candidate : candidates) {
                List<Indicator.Value> values = new ArrayList<>();
                for (int i = 0; i < indicators.size(); i++) {
                    values.add(i == column ? candidate : frame.value(row, i));
                }
                changed.add(frame.id(row), values);
            }
            IndicatorFrame others = changed.build();
            Evaluation evaluation = evaluate(others, 1, Progress.SILENT);
            for (int i = 0; i < others.size(); i++) {
                Certainty then = evaluation.eligible(i);
                double distance = Math.abs(evaluation.score(i) - score);
                if (then != Certainty.MAYBE
                        && then != now
                        && !Double.isNaN(distance)
                        && (best == null || distance < best.distance())) {
                    best = new DecidingChange(
                            indicators.get(column),
                            frame.value(row, column),
                            candidates.get(i),
                            evaluation.score(i),
                            then,
                            distance);
                }
            }
            if (best != null) {
                changes.add(best);
            }
        }
        changes.sort(Comparator.comparingDouble(DecidingChange::distance)
                .thenComparing(change -> change.indicator().name()));
        return changes;
    }

    /** What another answer could be: other codes, or numbers in whole steps. */
    private List<Indicator.Value> candidates(IndicatorFrame frame, int row, int column) {
        Indicator indicator = indicators.get(column);
        Indicator.Value now = frame.value(row, column);
        List<Indicator.Value> candidates = new ArrayList<>();
        if (indicator.type() == Indicator.Type.CODE) {
            Set<String> codes = new TreeSet<>(frame.codeList(column));
            KnownCodes known = new KnownCodes(column, codes);
            known.visit(body.score());
            conditions.forEach(known::visit);
            known.visit(Objects.requireNonNull(eligible));
            codes.stream()
                    .map(Indicator.CodeValue::new)
                    .filter(code -> !code.equals(now))
                    .forEach(candidates::add);
        } else if (now instanceof Indicator.NumberValue number) {
            double least = Double.isInfinite(indicator.least()) ? 0 : indicator.least();
            for (int step = 1; step <= MOST_STEPS; step++) {
                for (double value : new double[] {number.value() - step, number.value() + step}) {
                    if (value >= least && value <= indicator.most()) {
                        candidates.add(new Indicator.NumberValue(value));
                    }
                }
            }
        }
        return candidates;
    }
}
