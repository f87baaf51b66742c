package org.trano.registry.scoring.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.indicator.MissingReason;

/**
 * Why a household has its score. {@code score} is {@code intercept} plus the points of all parts, added in this order in
 * doubles: doing so again gives the same bits. A sum beyond all doubles is no score.
 *
 * @param household the household's number
 * @param model name and version of the model
 * @param unit what the score measures
 * @param intercept where the sum begins
 * @param parts what is added, in order
 * @param score the score, NaN where something needed is missing
 * @param missing why there is no score, by indicator; empty where there is one
 */
public record ScoreExplanation(
        String household,
        String model,
        String unit,
        double intercept,
        List<Part> parts,
        double score,
        Map<String, Indicator.Missing> missing) {
    /**
     * Copies the collections, keeping their order, and checks the sum.
     *
     * @param household the household's number
     * @param model name and version of the model
     * @param unit what the score measures
     * @param intercept where the sum begins
     * @param parts what is added
     * @param score the score
     * @param missing why there is none
     * @throws IllegalArgumentException if the score is not the sum of its parts
     */
    public ScoreExplanation {
        parts = List.copyOf(parts);
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
        double sum = sum(intercept, parts);
        sum = Double.isFinite(sum) ? sum : Double.NaN;
        if (Double.compare(sum, score) != 0) {
            throw new IllegalArgumentException("The parts add up to " + sum + ", but the score is " + score
                    + ". Maybe a part was left out, or added in another order?");
        }
    }

    private static double sum(double intercept, List<Part> parts) {
        double sum = intercept;
        for (Part part : parts) {
            sum += part.points;
        }
        return sum;
    }

    /**
     * One summand.
     *
     * @param term what is added, for example {@code log(household_size)}
     * @param labels what to call it in front of people, by language
     * @param value the household's value, empty where missing
     * @param substituted whether the value is not the household's but the one the model states for the missing
     * @param points what it adds to the score, NaN where it cannot be said
     */
    public record Part(String term, Map<String, String> labels, String value, boolean substituted, double points) {
        /**
         * Copies the labels.
         *
         * @param term what is added
         * @param labels what to call it
         * @param value the household's value
         * @param substituted whether it is assumed
         * @param points what it adds
         */
        public Part {
            labels = Map.copyOf(labels);
        }

        /**
         * What to call it in front of people.
         *
         * @param locale their language
         * @return its label in this language or else in English; the term where it has none
         */
        public String label(Locale locale) {
            String label = labels.getOrDefault(locale.getLanguage(), labels.get("en"));
            return label == null ? term : label;
        }
    }

    /**
     * An explanation for a household of a frame, part by part.
     *
     * @param model the model that scores
     * @param frame a frame built for the model's indicators
     * @param row the household's row
     * @return a builder without parts and with the intercept 0
     */
    public static Builder of(ScoringModel model, IndicatorFrame frame, int row) {
        return new Builder(model, frame, row);
    }

    /** Adds parts from left to right; what is missing becomes a reason instead of a score. Not thread-safe. */
    public static final class Builder {
        private final ScoringModel model;
        private final IndicatorFrame frame;
        private final int row;
        private final List<Part> parts = new ArrayList<>();
        private final Map<String, Indicator.Missing> missing = new LinkedHashMap<>();
        private double intercept;

        private Builder(ScoringModel model, IndicatorFrame frame, int row) {
            this.model = model;
            this.frame = frame;
            this.row = row;
        }

        /**
         * Where the sum begins.
         *
         * @param value the intercept
         * @return this builder
         */
        public Builder intercept(double value) {
            this.intercept = value;
            return this;
        }

        /**
         * Adds the points that a number gives.
         *
         * @param indicator the name of a numeric indicator
         * @param points from its value to points; NaN or infinity means there are none
         * @return this builder
         */
        public Builder number(String indicator, DoubleUnaryOperator points) {
            return part(
                    indicator,
                    value -> value instanceof Indicator.NumberValue number
                            ? points.applyAsDouble(number.value())
                            : Double.NaN);
        }

        /**
         * Adds the points that a code gives.
         *
         * @param indicator the name of a coded indicator
         * @param points from its code to points; NaN means that the code has none
         * @return this builder
         */
        public Builder code(String indicator, ToDoubleFunction<String> points) {
            return part(
                    indicator,
                    value -> value instanceof Indicator.CodeValue code
                            ? points.applyAsDouble(code.value())
                            : Double.NaN);
        }

        private Builder part(String indicator, ToDoubleFunction<Indicator.Value> points) {
            Indicator.Value value = frame.value(row, frame.column(indicator));
            double given = value instanceof Indicator.Missing ? Double.NaN : points.applyAsDouble(value);
            // Adding zero turns -0.0 into 0.0, which is what people expect to read, and changes no other number.
            double finite = Double.isFinite(given) ? given + 0.0 : Double.NaN;
            if (Double.isNaN(finite)) {
                missing.putIfAbsent(
                        indicator,
                        value instanceof Indicator.Missing nothing
                                ? nothing
                                : new Indicator.Missing(
                                        value instanceof Indicator.CodeValue
                                                ? MissingReason.UNKNOWN_CODE
                                                : MissingReason.UNDEFINED,
                                        value.text()));
            }
            parts.add(new Part(
                    indicator, frame.indicators().get(frame.column(indicator)).labels(), value.text(), false, finite));
            return this;
        }

        /**
         * The explanation.
         *
         * @return the parts added so far, and their sum; without a score and with the reason under {@code score} where the sum is too
         *     large for a number
         */
        public ScoreExplanation build() {
            double sum = sum(intercept, parts);
            if (missing.isEmpty() && !Double.isFinite(sum)) {
                missing.put("score", new Indicator.Missing(MissingReason.UNDEFINED, Double.toString(sum)));
            }
            double score = Double.isFinite(sum) ? sum : Double.NaN;
            return new ScoreExplanation(frame.id(row), model.name(), model.unit(), intercept, parts, score, missing);
        }
    }
}
