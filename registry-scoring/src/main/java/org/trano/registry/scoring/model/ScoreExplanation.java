package org.trano.registry.scoring.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a household has its score. {@code score} is {@code intercept} plus the points of all parts, added in this order in
 * doubles: doing so again gives the same bits.
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
        Map<String, String> missing) {
    /**
     * Copies the collections, keeping their order.
     *
     * @param household the household's number
     * @param model name and version of the model
     * @param unit what the score measures
     * @param intercept where the sum begins
     * @param parts what is added
     * @param score the score
     * @param missing why there is none
     */
    public ScoreExplanation {
        parts = List.copyOf(parts);
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    }

    /**
     * One summand.
     *
     * @param term what is added, for example {@code log(household_size)}
     * @param value the household's value, empty where missing
     * @param substituted whether the value is not the household's but the one the model states for the missing
     * @param points what it adds to the score, NaN where it cannot be said
     */
    public record Part(String term, String value, boolean substituted, double points) {}
}
