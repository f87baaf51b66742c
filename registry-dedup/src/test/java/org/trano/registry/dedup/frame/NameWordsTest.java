package org.trano.registry.dedup.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class NameWordsTest {
    /** No two of them are alike. */
    private static final List<String> WORDS =
            List.of("abdi", "fatouma", "kossi", "rasoa", "mmadi", "tchilalo", "houssein", "zy", "be", "nguyen");

    /** Names of these words, with how many people have each; codes by the order of the texts. */
    private static final class Names {
        private final Dictionary dictionary;
        private final NameWords words;

        Names(List<String> texts) {
            Lexicon lexicon = new Lexicon();
            texts.forEach(lexicon::add);
            dictionary = Dictionary.of(lexicon, FieldKind.FULL, new int[lexicon.size()]);
            int[] counts = new int[dictionary.size()];
            for (int code = 1; code < counts.length; code++) {
                counts[code] = code;
            }
            words = new NameWords(dictionary, counts);
        }

        int code(String text) {
            for (int code = 1; code < dictionary.size(); code++) {
                if (dictionary.value(code).equals(text)) {
                    return code;
                }
            }
            throw new AssertionError(text);
        }

        int level(String a, String b) {
            int level = words.level(code(a), code(b));
            assertThat(words.level(code(b), code(a))).as("either way round").isEqualTo(level);
            assertThat(words.common(code(b), code(a))).isCloseTo(words.common(code(a), code(b)), within(1e-9));
            return level;
        }
    }

    private static List<String> some(List<Integer> of) {
        return new ArrayList<>(of.stream().distinct().map(WORDS::get).toList());
    }

    @Property
    void the_order_of_the_words_does_not_matter(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(max = 9) Integer> of, @ForAll long seed) {
        List<String> one = some(of);
        List<String> other = new ArrayList<>(one);
        Collections.shuffle(other, new Random(seed));
        String a = String.join(" ", one);
        String b = String.join(" ", other);
        if (!a.equals(b)) {
            Names names = new Names(List.of(a, b));
            assertThat(names.level(a, b)).isEqualTo(FieldKind.PARTS_SAME);
            assertThat(names.words.common(names.code(a), names.code(b)))
                    .isCloseTo(names.words.rarity(names.code(a)), within(1e-5));
        }
    }

    @Property
    void a_word_less_is_left_out_and_another_word_contradicts(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(max = 8) Integer> of, @ForAll @IntRange(max = 5) int place) {
        List<String> all = some(of);
        if (all.size() > 1) {
            String removed = all.get(place % all.size());
            List<String> less = new ArrayList<>(all);
            less.remove(removed);
            List<String> changed = new ArrayList<>(all);
            changed.set(place % all.size(), WORDS.get(9));
            String a = String.join(" ", all);
            Names names = new Names(List.of(a, String.join(" ", less), String.join(" ", changed)));
            assertThat(names.level(a, String.join(" ", less))).isEqualTo(FieldKind.PARTS_LEFT_OUT);
            assertThat(names.level(a, String.join(" ", changed))).isEqualTo(FieldKind.PART_EQUAL_ANOTHER_NOT);
            // What is in common is as rare as all but the word that is not.
            double rarity = names.words.rarity(names.code(a)) - names.words.rarity(names.code(a), place % all.size());
            assertThat(names.words.common(names.code(a), names.code(String.join(" ", changed))))
                    .isCloseTo(rarity, within(1e-5));
        }
    }
}
