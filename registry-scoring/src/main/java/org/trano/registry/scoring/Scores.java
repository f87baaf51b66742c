package org.trano.registry.scoring;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.model.Evaluation;
import org.trano.registry.scoring.model.Neediest;
import org.trano.registry.scoring.model.ScoringModel;

/**
 * The scores of many households by one model. A household without a score has the reason for it. Immutable and thread-safe.
 */
public final class Scores {
    private final ScoringModel model;
    private final double[] values;
    private final IntFunction<Map<String, Indicator.Missing>> missing;
    private final List<Problem> problems;
    private final @Nullable Evaluation evaluation;

    Scores(
            ScoringModel model,
            double[] values,
            IntFunction<Map<String, Indicator.Missing>> missing,
            List<Problem> problems,
            @Nullable Evaluation evaluation) {
        this.model = model;
        this.values = values;
        this.missing = missing;
        this.problems = List.copyOf(problems);
        this.evaluation = evaluation;
    }

    /**
     * The model.
     *
     * @return its name and version
     */
    public String model() {
        return model.name();
    }

    /**
     * Which end of the scores holds the neediest.
     *
     * @return lowest or highest
     */
    public Neediest neediest() {
        return model.neediest();
    }

    /**
     * How many households there are.
     *
     * @return those with a score and those without
     */
    public int size() {
        return values.length;
    }

    /**
     * The score of a household.
     *
     * @param row its row in the frame
     * @return the score, NaN where there is none
     */
    public double score(int row) {
        return values[row];
    }

    /**
     * All scores.
     *
     * @return a copy, by row, NaN where there is none
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * How many households have a score.
     *
     * @return their number
     */
    public int scored() {
        return (int) Arrays.stream(values).filter(score -> !Double.isNaN(score)).count();
    }

    /**
     * Why a household has no score.
     *
     * @param row its row in the frame
     * @return the reasons by indicator, or by {@code model} where the model itself failed; empty where there is a score
     */
    public Map<String, Indicator.Missing> missing(int row) {
        return Double.isNaN(values[Objects.checkIndex(row, values.length)]) ? missing.apply(row) : Map.of();
    }

    /**
     * How many households lack a score because of each indicator; one household may lack several.
     *
     * @return the counts by indicator, in the order in which they first occur
     */
    public Map<String, Long> missingByIndicator() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int row = 0; row < values.length; row++) {
            missing(row).keySet().forEach(name -> counts.merge(name, 1L, Long::sum));
        }
        return Collections.unmodifiableMap(counts);
    }

    /**
     * Who qualifies, and by which rules, where a declared model says so.
     *
     * @return the decisions by row; empty for a model of a plug-in, and for one that does not decide
     */
    public Optional<Evaluation> decisions() {
        return Optional.ofNullable(evaluation);
    }

    /**
     * What the model itself did wrong: threw, gave no number, took too long.
     *
     * @return one problem a kind, with the number of households it cost their score; empty for a sound model
     */
    public List<Problem> problems() {
        return problems;
    }
}
