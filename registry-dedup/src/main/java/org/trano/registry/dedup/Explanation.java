package org.trano.registry.dedup;

import java.util.List;

/**
 * Why a pair weighs what it weighs: the prior, then each field. {@code prior + Σ parts − kinship} is the weight, summed in this
 * order.
 *
 * @param prior bits before any field is looked at (far below zero: two people are rarely one)
 * @param parts what each field adds or takes away
 * @param kinship bits taken away because relatives would look much the same
 * @param weight the weight
 */
public record Explanation(double prior, List<Part> parts, double kinship, double weight) {
    /** The name of the part that says what fields that go together for other reasons take away: names of one region, given name and sex. */
    public static final String TOGETHER = "together";

    /**
     * Copies the list.
     *
     * @param prior bits before any field
     * @param parts the fields
     * @param kinship bits taken away
     * @param weight the weight
     */
    public Explanation {
        parts = List.copyOf(parts);
    }

    /**
     * What one field says.
     *
     * @param field its name
     * @param left the value of the one record, as compared
     * @param right the value of the other
     * @param level on which level they agree
     * @param bits what that adds to the weight
     */
    public record Part(String field, String left, String right, String level, double bits) {}
}
