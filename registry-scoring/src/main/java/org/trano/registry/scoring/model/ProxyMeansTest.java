package org.trano.registry.scoring.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import tools.jackson.core.JacksonException;

/**
 * A proxy means test (Grosh and Baker 1995): predicted welfare as a weighted sum of things an interviewer can see,
 * {@code score = intercept + Σ coefficient · f(indicator)}, written as JSON (docs/scoring.md).
 *
 * <p>The sum is taken from left to right in the order of the model, in doubles, with {@link StrictMath} for logarithms: the
 * same bits on any machine, and {@link #explain} gives the very numbers that were added. A household with a missing indicator
 * has no score (NaN), never a zero, unless the model states which value to use instead; the explanation then says so.
 *
 * <p>Immutable and thread-safe. Time is linear in households times terms.
 */
public final class ProxyMeansTest implements ScoringModel {
    private final String id;
    private final String version;
    private final String unit;
    private final double intercept;
    private final List<Indicator> indicators;
    private final List<Term> terms;
    private final Map<String, Indicator.Value> substitutes;
    private final @Nullable Double cutoff;
    private final Neediest neediest;

    ProxyMeansTest(
            String id,
            String version,
            String unit,
            double intercept,
            List<Indicator> indicators,
            List<Term> terms,
            Map<String, Indicator.Value> substitutes,
            @Nullable Double cutoff,
            Neediest neediest) {
        this.id = id;
        this.version = version;
        this.unit = unit;
        this.intercept = intercept;
        this.indicators = List.copyOf(indicators);
        this.terms = List.copyOf(terms);
        this.substitutes = Map.copyOf(substitutes);
        this.cutoff = cutoff;
        this.neediest = neediest;
    }

    /** What is done to a number before it is multiplied. */
    enum Transform {
        NONE,
        LOG,
        SQUARE,
        SQUARE_ROOT;

        double apply(double x) {
            return switch (this) {
                case NONE -> x;
                case LOG -> StrictMath.log(x);
                case SQUARE -> x * x;
                case SQUARE_ROOT -> Math.sqrt(x);
            };
        }
    }

    /** One summand: a number's coefficient, or a coefficient for each code. */
    record Term(
            String indicator,
            Transform transform,
            double divide,
            double coefficient,
            @Nullable Map<String, Double> codes) {}

    /**
     * Reads a model file.
     *
     * @param file JSON; comments are allowed
     * @return the model
     * @throws DataException if the file is missing or not a model; the message names the property
     */
    public static ProxyMeansTest read(Path file) {
        CsvFile.requireFile(file);
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8), Objects.toString(file.getFileName()));
        } catch (IOException e) {
            throw new DataException(
                    Problem.ofFile("file.unreadable", file.toString(), String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * Reads a model from a text.
     *
     * @param json the JSON
     * @param name what to call it in messages
     * @return the model
     * @throws DataException if it is not a model; the message names the property
     */
    public static ProxyMeansTest parse(String json, String name) {
        try {
            return ModelFile.read(json);
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw new DataException(Problem.ofRow("model.invalid", name, line, e.getOriginalMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new DataException(Problem.ofFile("model.invalid", name, String.valueOf(e.getMessage())), e);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public List<Indicator> indicators() {
        return indicators;
    }

    /**
     * The side that {@code eligible} of the model file names.
     *
     * @return lowest unless the file says {@code "eligible": "above"}
     */
    @Override
    public Neediest neediest() {
        return neediest;
    }

    /**
     * The score from which on a household is eligible, itself not included.
     *
     * @return the cut-off, empty where the model has none
     */
    public OptionalDouble cutoff() {
        return cutoff == null ? OptionalDouble.empty() : OptionalDouble.of(cutoff);
    }

    /**
     * Whether a score makes a household eligible.
     *
     * @param score a score
     * @return true on the poor side of the cut-off; false for NaN and where the model has none
     */
    public boolean isEligible(double score) {
        if (Double.isNaN(score)) {
            return false;
        }
        return cutoff != null && neediest.compare(score, cutoff) < 0;
    }

    /**
     * Scores all households of a frame.
     *
     * @param frame a frame built for {@link #indicators()}
     * @return one score per row, NaN where a needed indicator is missing
     */
    public double[] score(IndicatorFrame frame) {
        double[] scores = new double[frame.size()];
        Arrays.fill(scores, intercept);
        for (Term term : terms) {
            int column = frame.column(term.indicator);
            if (term.codes == null) {
                double substitute = numberFor(term.indicator);
                for (int row = 0; row < scores.length; row++) {
                    scores[row] += summand(term, frame.number(row, column), substitute);
                }
            } else {
                double[] table = table(term, frame.codeList(column));
                for (int row = 0; row < scores.length; row++) {
                    scores[row] += table[frame.code(row, column) + 1];
                }
            }
        }
        return scores;
    }

    private static double summand(Term term, double number, double substitute) {
        double x = term.transform.apply(Double.isNaN(number) ? substitute : number);
        // Adding zero turns -0.0 into 0.0, which is what people expect to read, and changes no other number.
        return Double.isFinite(x) ? x / term.divide * term.coefficient + 0.0 : Double.NaN;
    }

    private double numberFor(String indicator) {
        return substitutes.get(indicator) instanceof Indicator.NumberValue number ? number.value() : Double.NaN;
    }

    /** The contribution of each code of a column, that of "missing" first. */
    private double[] table(Term term, List<String> codes) {
        Map<String, Double> coefficients = Objects.requireNonNull(term.codes);
        double[] table = new double[codes.size() + 1];
        String missing = substitutes.get(term.indicator) instanceof Indicator.CodeValue code ? code.value() : null;
        table[0] = missing == null ? Double.NaN : coefficients.getOrDefault(missing, Double.NaN);
        for (int c = 0; c < codes.size(); c++) {
            table[c + 1] = coefficients.getOrDefault(codes.get(c), Double.NaN);
        }
        return table;
    }

    @Override
    public ScoreExplanation explain(IndicatorFrame frame, int row) {
        List<ScoreExplanation.Part> parts = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>();
        double sum = intercept;
        for (Term term : terms) {
            int column = frame.column(term.indicator);
            Indicator.Value value = frame.value(row, column);
            boolean substituted = value instanceof Indicator.Missing && substitutes.containsKey(term.indicator);
            Indicator.Value used = substituted ? Objects.requireNonNull(substitutes.get(term.indicator)) : value;
            double points = Double.NaN;
            if (used instanceof Indicator.NumberValue number) {
                points = summand(term, number.value(), Double.NaN);
            } else if (used instanceof Indicator.CodeValue code && term.codes != null) {
                points = term.codes.getOrDefault(code.value(), Double.NaN);
            }
            if (Double.isNaN(points)) {
                missing.put(term.indicator, reason(term, used));
            }
            sum += points;
            parts.add(new ScoreExplanation.Part(label(term), used.text(), substituted, points));
        }
        return new ScoreExplanation(frame.id(row), name(), unit, intercept, parts, sum, missing);
    }

    private static String reason(Term term, Indicator.Value value) {
        if (value instanceof Indicator.Missing missing) {
            return missing.reason();
        }
        return value instanceof Indicator.CodeValue code
                ? "the model has no coefficient for '" + code.value() + "'"
                : "its " + term.transform.name().toLowerCase(java.util.Locale.ROOT) + " does not exist";
    }

    private static String label(Term term) {
        String divided = term.divide == 1 ? "" : " / " + new Indicator.NumberValue(term.divide).text();
        return switch (term.transform) {
            case NONE -> term.indicator + divided;
            case LOG -> "log(" + term.indicator + ")" + divided;
            case SQUARE -> term.indicator + "²" + divided;
            case SQUARE_ROOT -> "√" + term.indicator + divided;
        };
    }
}
