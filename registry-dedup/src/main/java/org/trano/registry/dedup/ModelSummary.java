package org.trano.registry.dedup;

import java.util.List;

/**
 * What was chosen and estimated, for people and for the record.
 *
 * @param fields the compared fields with their levels
 * @param rules the blocking rules
 * @param expectedMatches pairs of one person that the model expects among all pairs
 * @param expectedRelatives pairs of relatives that it expects
 * @param rounds rounds of expectation–maximisation
 * @param cautions what the model itself finds doubtful
 */
public record ModelSummary(
        List<FieldSummary> fields,
        List<Rule> rules,
        double expectedMatches,
        double expectedRelatives,
        int rounds,
        List<Caution> cautions) {
    /**
     * Copies the lists.
     *
     * @param fields the fields
     * @param rules the rules
     * @param expectedMatches matches expected
     * @param expectedRelatives relatives expected
     * @param rounds rounds of estimation
     * @param cautions doubts
     */
    public ModelSummary {
        fields = List.copyOf(fields);
        rules = List.copyOf(rules);
        cautions = List.copyOf(cautions);
    }

    /**
     * A compared field.
     *
     * @param name its name
     * @param filled share of records that have a value
     * @param distinct how many distinct values there are
     * @param levels its levels, weakest first
     */
    public record FieldSummary(String name, double filled, int distinct, List<Level> levels) {}

    /**
     * A level of agreement. Parts of one level, of the same name, follow each other from frequent to rare values.
     *
     * @param name what it means
     * @param m its probability among matches
     * @param u its probability among random pairs
     * @param bits log2(m/u), the evidence it gives
     */
    public record Level(String name, double m, double u, double bits) {}

    /**
     * A blocking rule.
     *
     * @param name the keys: the first one makes the blocks, the others split those that are too large; empty for a rule that compares every pair
     * @param forecast pairs it finds
     * @param found pairs no earlier rule had found
     * @param share the share of the expected matches that it finds, those that other rules find too included, 0 to 1
     */
    public record Rule(String name, long forecast, long found, double share) {}
}
