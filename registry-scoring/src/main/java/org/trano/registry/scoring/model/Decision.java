package org.trano.registry.scoring.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trano.registry.core.person.Certainty;

/**
 * Whether a household qualifies by a model, and by which of its rules. Immutable.
 *
 * @param eligible yes, no, or maybe where something needed for it is not known
 * @param rules each rule of the model, and whether it holds
 */
public record Decision(Certainty eligible, List<Outcome> rules) {
    /**
     * Copies the list.
     *
     * @param eligible whether it qualifies
     * @param rules the rules
     */
    public Decision {
        rules = List.copyOf(rules);
    }

    /**
     * A rule, and whether it holds for a household.
     *
     * @param rule the rule
     * @param holds yes, no, or maybe where something is not known
     */
    public record Outcome(Rule rule, Certainty holds) {}

    /**
     * A rule of a model.
     *
     * @param id its name in formulas and in files
     * @param formula as it stands in the model
     * @param labels what it says, by language
     */
    public record Rule(String id, String formula, Map<String, String> labels) {
        /**
         * Copies the labels.
         *
         * @param id its name
         * @param formula as it stands in the model
         * @param labels what it says
         */
        public Rule {
            labels = Map.copyOf(new LinkedHashMap<>(labels));
        }

        /**
         * What the rule says.
         *
         * @param locale the language
         * @return its label in this language or else in English; its formula where it has none
         */
        public String label(java.util.Locale locale) {
            String label = labels.getOrDefault(locale.getLanguage(), labels.get("en"));
            return label == null ? formula : label;
        }
    }
}
