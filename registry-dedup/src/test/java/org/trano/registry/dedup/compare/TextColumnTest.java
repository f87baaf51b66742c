package org.trano.registry.dedup.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Everything a column answers is what the comparators themselves answer for its strings. */
class TextColumnTest {
    private static final List<JaroWinkler> JARO =
            List.of(JaroWinkler.STANDARD, JaroWinkler.JARO, JaroWinkler.COMMONS_TEXT);
    private static final List<EditDistance> DISTANCES =
            List.of(Levenshtein.STANDARD, OptimalStringAlignment.STANDARD, DamerauLevenshtein.STANDARD, Indel.STANDARD);

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.strings().withChars("abcé ").ofMaxLength(12)),
                Tuple.of(3, Arbitraries.strings().withChars("aab").ofMaxLength(66)),
                Tuple.of(
                        2,
                        Arbitraries.strings()
                                .withChars("abcdefghijklmnopqrstuvwxyz")
                                .ofMaxLength(30)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(10)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "", "😀", "a😀b", "\ud83d", "محمد", "\uffffab", "a".repeat(64), "ab".repeat(33))));
    }

    @Provide
    Arbitrary<List<String>> lists() {
        return texts().list().ofMaxSize(25);
    }

    @Property
    void a_search_finds_exactly_what_is_alike(
            @ForAll("lists") List<String> texts,
            @ForAll("texts") String query,
            @ForAll @DoubleRange(min = -0.1, max = 1.1) double atLeast) {
        TextColumn column = TextColumn.of(texts);
        for (JaroWinkler comparator : JARO) {
            TreeMap<Integer, Double> expected = new TreeMap<>();
            for (int i = 0; i < texts.size(); i++) {
                double similarity = comparator.similarity(query, texts.get(i));
                if (similarity >= atLeast) {
                    expected.put(i, similarity);
                }
            }
            TreeMap<Integer, Double> found = new TreeMap<>();
            column.search(
                    comparator,
                    query,
                    atLeast,
                    (i, s) -> assertThat(found.put(i, s)).isNull());
            assertThat(found).isEqualTo(expected);
        }
    }

    @Property
    void a_search_finds_exactly_what_is_near(
            @ForAll("lists") List<String> texts, @ForAll("texts") String query, @ForAll @IntRange(max = 9) int atMost) {
        TextColumn column = TextColumn.of(texts);
        for (EditDistance comparator : DISTANCES) {
            TreeMap<Integer, Double> expected = new TreeMap<>();
            for (int i = 0; i < texts.size(); i++) {
                int distance = comparator.distance(query, texts.get(i));
                if (distance <= atMost) {
                    expected.put(i, (double) distance);
                }
            }
            TreeMap<Integer, Double> found = new TreeMap<>();
            column.search(
                    comparator,
                    query,
                    atMost,
                    (i, d) -> assertThat(found.put(i, d)).isNull());
            assertThat(found).isEqualTo(expected);
            expected.replaceAll((i, d) -> JaroWinkler.STANDARD.similarity(query, texts.get(i)));
            found.clear();
            column.search(
                    comparator,
                    query,
                    atMost,
                    JaroWinkler.STANDARD,
                    (i, s) -> assertThat(found.put(i, s)).isNull());
            assertThat(found).isEqualTo(expected);
        }
    }

    @Property
    void two_texts_of_a_column_compare_as_strings_do(
            @ForAll("lists") List<String> texts, @ForAll @IntRange(max = 70) int atMost) {
        TextColumn column = TextColumn.of(texts);
        for (int i = 0; i < texts.size(); i++) {
            int j = (i * 7 + 3) % texts.size();
            String a = texts.get(i);
            String b = texts.get(j);
            assertThat(column.text(i)).isEqualTo(a);
            for (JaroWinkler comparator : JARO) {
                assertThat(column.similarity(comparator, i, j)).isEqualTo(comparator.similarity(a, b));
            }
            for (EditDistance comparator : DISTANCES) {
                assertThat(column.distance(comparator, i, j, atMost))
                        .as("%s of '%s' and '%s'", comparator.getClass().getSimpleName(), a, b)
                        .isEqualTo(comparator.distance(a, b, atMost));
            }
        }
    }

    /** What signatures rule out is less alike than asked for, and nothing else is ruled out. */
    @Property
    void two_texts_are_compared_as_far_as_it_matters(
            @ForAll("lists") List<String> texts, @ForAll @DoubleRange(min = 0, max = 1) double atLeast) {
        TextColumn column = TextColumn.of(texts);
        for (int i = 0; i < texts.size(); i++) {
            int j = (i * 5 + 1) % texts.size();
            for (JaroWinkler comparator : JARO) {
                double whole = comparator.similarity(texts.get(i), texts.get(j));
                double found = column.similarity(comparator, i, j, atLeast);
                assertThat(found >= atLeast).isEqualTo(whole >= atLeast);
                if (whole >= atLeast) {
                    assertThat(found).isEqualTo(whole);
                }
            }
        }
    }

    /** More distinct characters than bytes have values: the rarest are kept as strings, and nothing is lost. */
    @Test
    void a_column_of_many_scripts_loses_nothing() {
        Random random = new Random(1);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            int script = random.nextInt(4) * 0x300 + 0x41;
            for (int k = 0; k < 3 + random.nextInt(8); k++) {
                text.append((char) (script + random.nextInt(i % 50 == 0 ? 400 : 26)));
            }
            texts.add(text.toString());
        }
        TextColumn column = TextColumn.of(texts);
        for (int q = 0; q < 60; q++) {
            String query = texts.get(q * 50).substring(1);
            List<Integer> found = new ArrayList<>();
            column.search(Levenshtein.STANDARD, query, 2, (i, d) -> found.add(i));
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                if (Levenshtein.STANDARD.distance(query, texts.get(i)) <= 2) {
                    expected.add(i);
                }
            }
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected).isNotEmpty();
        }
    }

    @Test
    void programming_errors_are_named() {
        TextColumn column = TextColumn.of(List.of("rakoto"));
        assertThatThrownBy(() -> column.search(Levenshtein.STANDARD, "rakoto", -1, (i, d) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> column.search(JaroWinkler.STANDARD, "x".repeat(200_000), 0.9, (i, d) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65000");
        assertThatThrownBy(() -> column.text(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
