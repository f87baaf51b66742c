package org.trano.registry.dedup.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparatorsTest {
    /** Few letters, so that they meet; some outside the basic plane, some long. */
    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> few = Arbitraries.strings().withChars("abcé ").ofMaxLength(12);
        Arbitrary<String> planes =
                Arbitraries.of("a", "b", "😀", "م", "𝒜").list().ofMaxSize(10).map(l -> String.join("", l));
        Arbitrary<String> wide =
                Arbitraries.strings().withChars("abcdefgh").ofMinLength(55).ofMaxLength(80);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, few), net.jqwik.api.Tuple.of(2, planes), net.jqwik.api.Tuple.of(1, wide));
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
    void jaro_winkler_equals_the_textbook(@ForAll("names") String a, @ForAll("names") String b) {
        assertThat(JaroWinkler.STANDARD.similarity(a, b))
                .isCloseTo(textbook(a.codePoints().toArray(), b.codePoints().toArray()), within(1e-12));
    }

    @Property
    void jaro_winkler_is_symmetric_in_range_and_one_for_equals(@ForAll("names") String a, @ForAll("names") String b) {
        double similarity = JaroWinkler.STANDARD.similarity(a, b);
        assertThat(similarity).isBetween(0.0, 1.0);
        assertThat(JaroWinkler.STANDARD.similarity(a, a)).isEqualTo(1.0);
        assertThat(JaroWinkler.STANDARD.similarity(b, a)).isEqualTo(similarity);
        assertThat(similarity == 1.0).isEqualTo(a.equals(b));
    }

    @Property
    void alignment_distance_equals_the_textbook(@ForAll("names") String a, @ForAll("names") String b) {
        assertThat(OptimalStringAlignment.STANDARD.distance(a, b))
                .isEqualTo(textbookAlignment(
                        a.codePoints().toArray(), b.codePoints().toArray()));
    }

    @Property
    void alignment_distance_is_a_symmetric_distance_never_above_levenshtein(
            @ForAll("names") String a, @ForAll("names") String b) {
        int distance = OptimalStringAlignment.STANDARD.distance(a, b);
        assertThat(OptimalStringAlignment.STANDARD.distance(b, a)).isEqualTo(distance);
        assertThat(distance == 0).isEqualTo(a.equals(b));
        assertThat(distance).isLessThanOrEqualTo(new LevenshteinDistance().apply(a, b));
        assertThat(OptimalStringAlignment.STANDARD.similarity(a, b)).isBetween(0.0, 1.0);
    }

    @Test
    void a_swap_of_neighbours_is_one_edit() {
        assertThat(OptimalStringAlignment.STANDARD.distance("19850612", "19856012"))
                .isEqualTo(1);
        assertThat(OptimalStringAlignment.STANDARD.distance("ca", "abc")).isEqualTo(3);
        assertThat(OptimalStringAlignment.STANDARD.distance("x".repeat(10_000), "x".repeat(9_999)))
                .isEqualTo(1);
    }

    @Test
    void any_similarity_of_commons_text_is_a_comparator() {
        TextComparator commons = TextComparator.of(new JaroWinklerSimilarity());
        assertThat(commons.similarity("martha", "marhta"))
                .isEqualTo(new JaroWinklerSimilarity().apply("martha", "marhta"));
    }

    /** The definition at {@link JaroWinkler}, word by word, without any trick. */
    private static double textbook(int[] left, int[] right) {
        int[] a = left.length <= right.length ? left : right;
        int[] b = a == left ? right : left;
        if (a.length == 0) {
            return b.length == 0 ? 1 : 0;
        }
        int window = Math.max(Math.max(a.length, b.length) / 2 - 1, 0);
        boolean[] inA = new boolean[a.length];
        boolean[] inB = new boolean[b.length];
        double c = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                if (!inA[i] && !inB[j] && a[i] == b[j] && Math.abs(i - j) <= window) {
                    inA[i] = true;
                    inB[j] = true;
                    c++;
                }
            }
        }
        if (c == 0) {
            return 0;
        }
        int displaced = 0;
        int j = 0;
        for (int i = 0; i < a.length; i++) {
            if (inA[i]) {
                while (!inB[j]) {
                    j++;
                }
                displaced += a[i] != b[j++] ? 1 : 0;
            }
        }
        double t = displaced / 2;
        double jaro = (c / a.length + c / b.length + (c - t) / c) / 3;
        int prefix = 0;
        while (prefix < Math.min(4, a.length) && a[prefix] == b[prefix]) {
            prefix++;
        }
        return jaro > 0.7 ? jaro + 0.1 * prefix * (1 - jaro) : jaro;
    }

    private static int textbookAlignment(int[] a, int[] b) {
        int[][] d = new int[a.length + 1][b.length + 1];
        for (int i = 0; i <= a.length; i++) {
            for (int j = 0; j <= b.length; j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length][b.length];
    }
}
