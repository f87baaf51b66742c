package org.trano.registry.dedup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a run chose and estimated, to be read, kept beside its result, and used again
 * ({@link Deduplicator.Builder#setup}): the same records then give the same result to the last bit, and records like them are judged by the
 * same measure. What depends on how frequent a value is (two people of a rare name say more than two of a common one) is always taken
 * from the records at hand. Immutable.
 *
 * <pre>{@code
 * MatchSetup setup = Deduplicator.builder().build().run(table).setup();
 * String json = setup.toJson();
 * DedupResult again = Deduplicator.builder().setup(MatchSetup.parse(json)).build().run(table);
 * }</pre>
 *
 * @param fields what was compared, in the order of the columns
 * @param together which fields agree together more often than by chance
 * @param rules how pairs were found
 * @param matchesPerRecord pairs of one person for each record
 * @param relativesPerRecord pairs of relatives for each record
 * @param household what other members of households say; empty where there were none
 * @param threshold the weight from which a pair is taken for a match, log2 of the odds
 * @param expectedPrecision the precision that the model expected of these
 */
public record MatchSetup(
        List<Field> fields,
        List<Together> together,
        List<Rule> rules,
        double matchesPerRecord,
        double relativesPerRecord,
        List<Standing> household,
        double threshold,
        double expectedPrecision) {

    /**
     * Copies the lists.
     *
     * @param fields the fields
     * @param together the dependences
     * @param rules the rules
     * @param matchesPerRecord matches for each record
     * @param relativesPerRecord pairs of relatives for each record
     * @param household the standings
     * @param threshold the threshold
     * @param expectedPrecision the expected precision
     */
    public MatchSetup {
        fields = List.copyOf(fields);
        together = List.copyOf(together);
        rules = List.copyOf(rules);
        household = List.copyOf(household);
        require(!fields.isEmpty(), "It has no fields.");
        require(!rules.isEmpty(), "It has no blocking rules.");
        require(matchesPerRecord > 0 && matchesPerRecord < 1e6, "'matches_per_record' is " + matchesPerRecord + ".");
        require(
                relativesPerRecord > 0 && relativesPerRecord < 1e6,
                "'relatives_per_record' is " + relativesPerRecord + ".");
        require(Double.isFinite(threshold), "'threshold' is " + threshold + ".");
        require(
                expectedPrecision >= 0 && expectedPrecision <= 1,
                "'expected_precision' is " + expectedPrecision + ", but must be from 0 to 1.");
    }

    /** Whether given and family names were compared, and not whole names; null where neither was. */
    @Nullable
    Boolean isInParts() {
        return fields.stream().map(Field::kind).anyMatch(kind -> kind.equals("given") || kind.equals("family"))
                ? Boolean.TRUE
                : fields.stream().anyMatch(field -> field.kind().equals("full")) ? Boolean.FALSE : null;
    }

    /**
     * A compared field.
     *
     * @param name the column's name
     * @param kind what it says: {@code given}, {@code family}, {@code date}, …
     * @param match for each level of agreement its probability among matches, {@code equal} last
     * @param relatives the same among relatives; of given names and birth dates, which they do not share, each part of a level by itself, by its name and frequency; empty
     *     for a field in which relatives agree no more than strangers do
     */
    public record Field(String name, String kind, Map<String, Double> match, Map<String, Double> relatives) {
        /**
         * Copies the maps.
         *
         * @param name the column
         * @param kind what it says
         * @param match probabilities among matches
         * @param relatives probabilities among relatives
         */
        public Field {
            match = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(match));
            relatives = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(relatives));
            for (Map<String, Double> probabilities : List.of(match, relatives)) {
                probabilities.forEach((level, p) -> {
                    if (!(p >= 0 && p <= 1)) {
                        throw unusable(
                                "Field '" + name + "', level '" + level + "' is " + p + ", but must be from 0 to 1.");
                    }
                });
            }
        }
    }

    /**
     * Two fields that agree together among people without relation more often than by chance: how much more frequent that is, log2.
     *
     * @param first one field
     * @param second another
     * @param bothBits that both agree
     * @param firstBits that only the first one does
     * @param secondBits that only the second one does
     * @param neitherBits that neither does
     */
    public record Together(
            String first, String second, double bothBits, double firstBits, double secondBits, double neitherBits) {
        /**
         * Checks the numbers.
         *
         * @param first one field
         * @param second another
         * @param bothBits both agree
         * @param firstBits only the first
         * @param secondBits only the second
         * @param neitherBits neither
         */
        public Together {
            require(
                    Double.isFinite(bothBits + firstBits + secondBits + neitherBits),
                    "The bits of '" + first + "' and '" + second + "' together are no numbers.");
        }
    }

    /**
     * A blocking rule.
     *
     * @param keys the key that makes blocks, then those that split the large ones; none for a rule that compares every pair
     * @param largest the size above which a block is split
     */
    public record Rule(List<String> keys, int largest) {
        /**
         * Copies the list.
         *
         * @param keys the keys
         * @param largest the largest block
         */
        public Rule {
            keys = List.copyOf(keys);
            require(largest > 0, "A rule's largest block is " + largest + ".");
        }

        /**
         * The rule in words.
         *
         * @return its keys; empty for a rule that compares every pair
         */
        public String name() {
            return String.join(" + ", keys);
        }
    }

    /**
     * How a pair stands between two households, and what that says.
     *
     * @param name the standing
     * @param match its probability among matches
     * @param random its probability among random pairs of the records that the set-up was made from
     * @param matchBits what it says for a match, log2
     * @param relativesBits what it says for relatives, log2
     */
    public record Standing(String name, double match, double random, double matchBits, double relativesBits) {
        /**
         * Checks the numbers.
         *
         * @param name the standing
         * @param match probability among matches
         * @param random probability among random pairs
         * @param matchBits bits for a match
         * @param relativesBits bits for relatives
         */
        public Standing {
            require(
                    Double.isFinite(matchBits) && Double.isFinite(relativesBits),
                    "The bits of household standing '" + name + "' are no numbers.");
        }
    }

    static void require(boolean holds, String complaint) {
        if (!holds) {
            throw unusable(complaint);
        }
    }

    private static IllegalArgumentException unusable(String complaint) {
        return new IllegalArgumentException(
                "The set-up cannot be used. " + complaint + " Maybe take it again from a run's result?");
    }

    /**
     * The set-up as text.
     *
     * @return JSON, as {@link #parse} reads it
     */
    public String toJson() {
        return SetupJson.write(this);
    }

    /**
     * Reads a set-up.
     *
     * @param json what {@link #toJson} wrote, perhaps changed by hand
     * @return the set-up
     * @throws IllegalArgumentException if it is not one; the message names what is wrong
     */
    public static MatchSetup parse(String json) {
        return SetupJson.read(json);
    }
}
