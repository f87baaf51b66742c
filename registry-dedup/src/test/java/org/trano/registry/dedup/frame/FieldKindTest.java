package org.trano.registry.dedup.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FieldKindTest {
    @ParameterizedTest
    @CsvSource({
        "GIVEN, mohamed, mouhamed, very similar",
        "GIVEN, mohamed, m, same initial",
        "GIVEN, jean pierre, pierre, part equal",
        "GIVEN, fatuma, faadumo, very similar",
        "FULL, fatuma cabdi, cabdi faadumo, same parts",
        "GIVEN, kossi, akossiwa, similar",
        "GIVEN, kossi, ama, different",
        "FULL, abdi hassan omar, hassan omar abdi, same parts",
        "FULL, abdi hassan omar, abdi hassan farah, 'part equal, another different'",
        "FULL, abdi hassan omar, abdy xasan farah, 'part similar, another different'",
        "FULL, abdi hassan omar, omar abdi, parts left out",
        "FULL, abdi hassan omar, a omar hassan, very similar",
        "FULL, abdourahman ali, abdurahmanali, very similar",
        "FULL, mohamed mohamed, mohamed, parts left out",
        "FULL, abdi omar, kadra elmi, different",
        "DATE, 19850612, 19850621, one digit or swapped",
        "DATE, 19850612, 19851206, one digit or swapped",
        "DATE, 19850612, 19850000, 'partial, compatible'",
        "DATE, 19850612, 19850700, one part equal",
        "DATE, 19850612, 19841223, 'both whole, years near'",
        "DATE, 20050916, 20050817, within a month",
        "DATE, 20051224, 20060117, within a month",
        "DATE, 19850612, 19830000, years near",
        "DATE, 19850612, 19710323, different",
        "DATE, 19850612, 19950612, one digit or swapped",
        "DATE, 19850612, 19630612, two parts equal",
        "NUMBER, 90112233, 90112323, one edit",
        "NUMBER, 90112233, 12345678, different",
        "POSTCODE, ba120ay, ba120bx, same beginning",
        "EMAIL, amelie@green.net, amelie@gren.net, same name part",
        "TEXT, ambovombe androy, ambovombe, part equal"
    })
    void two_values_agree_on_the_level_a_person_would_name(FieldKind kind, String a, String b, String level) {
        Lexicon values = new Lexicon();
        values.add(a);
        values.add(b);
        Dictionary dictionary = Dictionary.of(values, kind, new int[values.size()]);
        Field field = new Field("field", kind, false, dictionary, new int[] {0, 1, 1});
        assertThat(field.levelName(field.level(1, 2))).isEqualTo(level);
        assertThat(field.levelName(field.level(2, 1))).isEqualTo(level);
    }

    /** A slip of the pen is rare whatever the name; it is the name that is frequent or not. */
    @Property
    void names_that_are_alike_are_as_rare_as_the_more_frequent_of_them(
            @ForAll @IntRange(min = 1, max = 4000) int one,
            @ForAll @IntRange(min = 1, max = 4000) int other,
            @ForAll @IntRange(max = 100_000) int others) {
        Lexicon values = new Lexicon();
        List.of("mohamed", "mouhamed", "afi").forEach(values::add);
        int[] counts = {0, others, one, other};
        Field field = new Field(
                "field",
                FieldKind.GIVEN,
                false,
                Dictionary.of(values, FieldKind.GIVEN, new int[values.size()]),
                counts);
        int equal = field.first(FieldKind.GIVEN.firstEqual());
        int alike = field.level(2, 3);
        assertThat(field.levelName(alike)).isEqualTo("very similar");
        assertThat(alike - field.first(FieldKind.VERY_SIMILAR))
                .isEqualTo(field.equalLevel(one > other ? 2 : 3) - equal);
        assertThat(IntStream.range(0, field.levels()).mapToObj(field::partName)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(FieldKind.class)
    void every_level_has_a_name_in_french(FieldKind kind) {
        ResourceBundle words = ResourceBundle.getBundle(
                "org.trano.registry.dedup.evaluate.report", Locale.FRENCH, FieldKind.class.getModule());
        for (int level = FieldKind.MISSING; level <= kind.firstEqual(); level++) {
            String key = "level." + kind.levelName(level).replace(' ', '_').replace(",", "");
            assertThat(words.containsKey(key)).as(key).isTrue();
            if (kind.isByFrequency(level)) {
                assertThat(words.containsKey(key + "_frequent_value")).as(key).isTrue();
                assertThat(words.containsKey(key + "_rare_value")).as(key).isTrue();
            }
        }
    }

    /** Three words in common with none of which a name is left alone are still possible, and so is any part of a level. */
    @ParameterizedTest
    @EnumSource(
            value = FieldKind.class,
            names = {"GIVEN", "FAMILY", "FULL"})
    void no_part_of_a_level_is_impossible_for_words_in_common(FieldKind kind) {
        Lexicon values = new Lexicon();
        List.of("abdi hassan omar", "abdi kadra elmi", "zahra", "moussa").forEach(values::add);
        Field field = new Field(
                "field", kind, false, Dictionary.of(values, kind, new int[values.size()]), new int[] {0, 1, 2, 3000, 1
                });
        for (int level = FieldKind.DIFFERENT; level < kind.firstEqual(); level++) {
            double[] parts = field.parts(level);
            assertThat(Arrays.stream(parts).sum()).isCloseTo(1, within(1e-9));
            if (level == FieldKind.PART_EQUAL && kind != FieldKind.FULL || kind == FieldKind.FULL) {
                assertThat(Arrays.stream(parts).min().orElseThrow()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'  Zoé  EKUÉ ', zoe ekue",
        "N'Guessan, nguessan",
        "Jean-Pierre, jean pierre",
        "محمد, محمد",
        "INCONNU, ''",
        "n/a, ''",
        "Sans nom, ''"
    })
    void texts_are_folded(String text, String folded) {
        assertThat(TextFolding.fold(text)).isEqualTo(folded);
    }

    @Property
    void folding_twice_changes_nothing_and_never_breaks(@ForAll @StringLength(max = 20) String text) {
        String folded = TextFolding.fold(text);
        assertThat(TextFolding.fold(folded)).isEqualTo(folded);
        assertThat(TextFolding.foldCode(text)).doesNotContain(" ");
    }
}
