package org.trano.registry.dedup.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.text.similarity.HammingDistance;
import org.apache.commons.text.similarity.JaccardSimilarity;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.commons.text.similarity.LongestCommonSubsequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparatorsTest {
    private static final Map<EditDistance, BiFunction<String, String, Integer>> DISTANCES = Map.of(
            Levenshtein.STANDARD, Textbook::levenshtein,
            OptimalStringAlignment.STANDARD, Textbook::alignment,
            DamerauLevenshtein.STANDARD, Textbook::damerau,
            Indel.STANDARD, Textbook::indel);

    private static List<TextComparator> all() {
        List<TextComparator> all = new ArrayList<>(DISTANCES.keySet());
        all.addAll(List.of(
                JaroWinkler.STANDARD,
                JaroWinkler.JARO,
                JaroWinkler.COMMONS_TEXT,
                Hamming.STANDARD,
                QGrams.jaccard(2),
                QGrams.dice(3),
                Tokens.sorted(Indel.STANDARD),
                Tokens.set(Indel.STANDARD),
                Tokens.mongeElkan(JaroWinkler.STANDARD),
                Affix.PREFIX,
                Affix.SUFFIX));
        return all;
    }

    /** Few letters, so that they meet; some outside the basic plane or half of a pair, some of more than a word of bits. */
    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> few = Arbitraries.strings().withChars("abcé ").ofMaxLength(12);
        Arbitrary<String> planes = Arbitraries.of("a", "b", "😀", "م", "𝒜", "\ud83d", "\u0301", "\uffff")
                .list()
                .ofMaxSize(10)
                .map(l -> String.join("", l));
        Arbitrary<String> wide =
                Arbitraries.strings().withChars("abcdefgh").ofMinLength(55).ofMaxLength(140);
        Arbitrary<String> manyLetters = Arbitraries.strings()
                .withCharRange('\u0600', '\u0700')
                .withChars("ab")
                .ofMinLength(40)
                .ofMaxLength(70);
        return Arbitraries.frequencyOf(
                Tuple.of(6, few), Tuple.of(2, planes), Tuple.of(1, wide), Tuple.of(1, manyLetters));
    }

    /** Texts of the basic plane, for oracles that count chars. */
    @Provide
    Arbitrary<String> basic() {
        return Arbitraries.strings().withChars("abcdéم ").ofMaxLength(20);
    }

    @ParameterizedTest
    @CsvSource({
        // Winkler (1990), table of string comparator values.
        "MARTHA, MARHTA, 0.9611",
        "DWAYNE, DUANE, 0.84",
        "DIXON, DICKSONX, 0.8133",
        "SHACKLEFORD, SHACKELFORD, 0.9818",
        "JERALDINE, GERALDINE, 0.9259",
        "ABROMS, ABRAMS, 0.9222",
    })
    void jaro_winkler_gives_the_published_values(String a, String b, double expected) {
        assertThat(JaroWinkler.STANDARD.similarity(a, b)).isCloseTo(expected, within(0.0001));
    }

    @Property
    void jaro_and_jaro_winkler_equal_the_textbook(@ForAll("names") String a, @ForAll("names") String b) {
        assertThat(JaroWinkler.JARO.similarity(a, b)).isCloseTo(Textbook.jaro(a, b), within(1e-12));
        assertThat(JaroWinkler.STANDARD.similarity(a, b)).isCloseTo(Textbook.jaroWinkler(a, b), within(1e-12));
    }

    @Property
    void distances_equal_the_textbook(@ForAll("names") String a, @ForAll("names") String b) {
        DISTANCES.forEach((distance, textbook) -> assertThat(distance.distance(a, b))
                .as(distance.getClass().getSimpleName())
                .isEqualTo(textbook.apply(a, b)));
    }

    @Property
    void where_definitions_agree_so_does_commons_text(@ForAll("basic") String a, @ForAll("basic") String b) {
        assertThat(Levenshtein.STANDARD.distance(a, b))
                .isEqualTo(LevenshteinDistance.getDefaultInstance().apply(a, b));
        assertThat((a.length() + b.length() - Indel.STANDARD.distance(a, b)) / 2)
                .isEqualTo(new LongestCommonSubsequence().apply(a, b));
        assertThat(JaroWinkler.COMMONS_TEXT.similarity(a, b))
                .isCloseTo(new JaroWinklerSimilarity().apply(a, b), within(1e-12));
        assertThat(QGrams.jaccard(1).similarity(a, b)).isCloseTo(new JaccardSimilarity().apply(a, b), within(1e-12));
        if (a.length() == b.length()) {
            assertThat(Hamming.STANDARD.distance(a, b)).isEqualTo(new HammingDistance().apply(a, b));
        }
    }

    @Property
    void every_comparator_is_symmetric_in_range_and_one_for_equals(
            @ForAll("names") String a, @ForAll("names") String b) {
        for (TextComparator comparator : all()) {
            double similarity = comparator.similarity(a, b);
            assertThat(similarity).isBetween(0.0, 1.0);
            assertThat(comparator.similarity(b, a)).as(comparator.toString()).isEqualTo(similarity);
            assertThat(comparator.similarity(a, a)).isEqualTo(1.0);
            // Another kind of text says the same.
            assertThat(comparator.similarity(new StringBuilder(a), new StringBuilder(b)))
                    .isEqualTo(similarity);
        }
        assertThat(JaroWinkler.STANDARD.similarity(a, b) == 1.0).isEqualTo(a.equals(b));
    }

    @Property
    void a_cut_off_never_changes_an_answer_above_it(
            @ForAll("names") String a,
            @ForAll("names") String b,
            @ForAll @DoubleRange(min = 0, max = 1) double atLeast,
            @ForAll @IntRange(min = 0, max = 20) int atMost) {
        for (TextComparator comparator : all()) {
            double similarity = comparator.similarity(a, b);
            double expected = similarity >= atLeast ? similarity : 0;
            assertThat(comparator.similarity(a, b, atLeast)).isEqualTo(expected);
            assertThat(comparator.similarity(a, b, similarity)).isEqualTo(similarity);
            assertThat(comparator.prepare(a).similarity(b, atLeast)).isEqualTo(expected);
        }
        for (EditDistance distance : DISTANCES.keySet()) {
            int expected = Math.min(distance.distance(a, b), atMost + 1);
            assertThat(distance.distance(a, b, atMost)).isEqualTo(expected);
            assertThat(distance.prepare(a).distance(b, atMost)).isEqualTo(expected);
        }
    }

    @Property
    void a_prepared_text_gives_the_same_bits(@ForAll("names") String a, @ForAll("names") String b) {
        for (TextComparator comparator : all()) {
            TextComparator.Prepared prepared = comparator.prepare(a);
            assertThat(prepared.similarity(b)).isEqualTo(comparator.similarity(a, b));
            // What was compared before leaves no trace.
            assertThat(prepared.similarity(a)).isEqualTo(1.0);
            assertThat(prepared.similarity(b)).isEqualTo(comparator.similarity(a, b));
        }
    }

    @Property
    void metrics_keep_the_triangle_inequality(
            @ForAll("names") String a, @ForAll("names") String b, @ForAll("names") String c) {
        for (EditDistance metric : List.of(Levenshtein.STANDARD, DamerauLevenshtein.STANDARD, Indel.STANDARD)) {
            assertThat(metric.distance(a, c)).isLessThanOrEqualTo(metric.distance(a, b) + metric.distance(b, c));
            assertThat(metric.distance(a, b) == 0).isEqualTo(a.equals(b));
        }
        assertThat(Hamming.STANDARD.distance(a, c))
                .isLessThanOrEqualTo(Hamming.STANDARD.distance(a, b) + Hamming.STANDARD.distance(b, c));
    }

    @Property
    void more_kinds_of_edits_never_make_a_distance_larger(@ForAll("names") String a, @ForAll("names") String b) {
        int damerau = DamerauLevenshtein.STANDARD.distance(a, b);
        int alignment = OptimalStringAlignment.STANDARD.distance(a, b);
        int levenshtein = Levenshtein.STANDARD.distance(a, b);
        assertThat(damerau).isLessThanOrEqualTo(alignment);
        assertThat(alignment).isLessThanOrEqualTo(levenshtein);
        assertThat(levenshtein).isLessThanOrEqualTo(Indel.STANDARD.distance(a, b));
        assertThat(levenshtein).isLessThanOrEqualTo(Hamming.STANDARD.distance(a, b));
    }

    @Test
    void a_swap_of_neighbours_is_one_edit() {
        assertThat(OptimalStringAlignment.STANDARD.distance("19850612", "19856012"))
                .isEqualTo(1);
        assertThat(OptimalStringAlignment.STANDARD.distance("ca", "abc")).isEqualTo(3);
        assertThat(DamerauLevenshtein.STANDARD.distance("ca", "abc")).isEqualTo(2);
        assertThat(OptimalStringAlignment.STANDARD.distance("x".repeat(10_000), "x".repeat(9_999)))
                .isEqualTo(1);
    }

    @Test
    void names_of_several_parts_may_stand_in_any_order() {
        assertThat(Tokens.sorted(Indel.STANDARD).similarity("Rakoto Jean  Claude", "Jean Claude\tRakoto"))
                .isEqualTo(1);
        assertThat(Tokens.set(Indel.STANDARD).similarity("Hassan Ali Omar", "Ali Hassan"))
                .isEqualTo(1);
        assertThat(Tokens.mongeElkan(JaroWinkler.STANDARD).similarity("Hassan Ali", "Ali Hasan"))
                .isBetween(0.95, 0.999);
        assertThat(Tokens.mongeElkan(JaroWinkler.STANDARD).similarity("", "Ali"))
                .isZero();
        assertThat(Affix.PREFIX.similarity("Rakotomalala", "Rakotom")).isEqualTo(1);
        assertThat(Affix.SUFFIX.similarity("Andriamanantena", "tena")).isEqualTo(1);
    }

    @Test
    void a_text_that_is_far_too_long_is_refused_at_once_with_advice() {
        String huge = "x".repeat(10_000_000);
        List<TextComparator> quadratic = new ArrayList<>(DISTANCES.keySet());
        quadratic.addAll(List.of(JaroWinkler.STANDARD, JaroWinkler.JARO));
        for (TextComparator comparator : quadratic) {
            for (String text : List.of(huge, "x".repeat(65_001), "😀".repeat(65_001))) {
                assertThatThrownBy(() -> comparator.similarity("Ali", text))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Maybe a whole file");
                assertThatThrownBy(() -> comparator.prepare("Ali").similarity(text))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(comparator.similarity("x".repeat(65_000), "x".repeat(65_000)))
                    .isEqualTo(1);
        }
        assertThatThrownBy(() -> Levenshtein.STANDARD.distance("a", "b", -1)).hasMessageContaining("Maybe 0");
        assertThatThrownBy(() -> QGrams.dice(4)).hasMessageContaining("Maybe 2");
    }

    @Test
    void any_similarity_of_commons_text_is_a_comparator() {
        TextComparator commons = TextComparator.of(new JaroWinklerSimilarity());
        assertThat(commons.similarity("martha", "marhta"))
                .isEqualTo(new JaroWinklerSimilarity().apply("martha", "marhta"));
    }
}
