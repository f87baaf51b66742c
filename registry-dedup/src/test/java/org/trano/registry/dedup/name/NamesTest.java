package org.trano.registry.dedup.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.dedup.name.NameAgreement.Reason;

class NamesTest {
    private static final NameReader READER = NameReader.standard();
    private static final NameComparator NAMES = NameComparator.of(READER);

    @ParameterizedTest
    @CsvSource({
        "Éléonore, eleonore",
        "N’Guessan, nguessan",
        "Ouro-Djeri, ouro djeri",
        "  KPODO   Afi , kpodo afi",
        "Ɖoɖzi Ŋkpe, dodzi ngkpe",
        "مُحَمَّد, محمد",
        "أحمد, احمد",
        "فاطمة, فاطمه",
        "علـــي, علي",
        "Maison ٤٢, maison 42",
    })
    void texts_are_folded(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded);
    }

    /** The short way to the usual form says what reading the whole name says. */
    @Property
    void the_usual_form_is_that_of_the_parts(@ForAll String text) {
        NameReader reader = NameReader.standard();
        assertThat(reader.usual(text))
                .isEqualTo(String.join(
                        " ", reader.read(text).stream().map(NamePart::usual).toList()));
    }

    @Property
    void folding_again_changes_nothing(@ForAll String text) {
        String folded = Folding.fold(text);
        assertThat(Folding.fold(folded)).isEqualTo(folded);
        assertThat(folded).doesNotContain("  ").isEqualTo(folded.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inconnu",
                "INCONNUE",
                "néant",
                "XXX",
                "sans nom",
                "bébé de Mensah",
                "Bébé",
                "",
                "---",
                "nouveau-né",
                "غير معروف",
                "tsy fantatra",
                "magac la'aan",
                "مولود جديد",
                "zaza vao teraka"
            })
    void what_stands_for_no_name_is_missing(String name) {
        assertThat(READER.isMissing(name)).isTrue();
        assertThat(READER.read(name)).isEmpty();
        assertThat(NAMES.similarity(name, name)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "El Hadj Mohamed, mohamed",
        "Mohamed bin Ali, mohamed ali",
        "Mme Veuve AFI Mensah, afi mensah",
        "Abdou Rahmane Said, abdourahmane said",
        "Abdi Hassan, abdi hassan",
        "عبد الله بن محمد, عبدالله محمد",
        "Cheikh, cheikh",
        "Mze Said, said",
    })
    void titles_are_left_out_and_servants_of_god_are_one_name(String name, String parts) {
        assertThat(READER.read(name).stream().map(NamePart::text)).containsExactly(parts.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "Cabdiraxmaan, Abdourahman",
        "Xuseen, Houssein",
        "Maxamed, محمد",
        "Cali, Ali",
        "Qali, Ali",
        "Saynab, Zeinab",
        "Jaamac, Djama",
        "Koffi, Kofi",
        "Ouattara, Wattara",
        "N'Guessan, Guessan",
        "Coulibaly, Koulibali",
        "Tchalla, Challa",
        "Rakoto, Rakotou",
        "Razafindrakoto, Rajafindrakoto",
        "Anli, Ali",
        "Moinaecha, Mwanaisha",
        "Noureddine, نور الدين",
    })
    void spellings_of_one_name_share_a_sound(String a, String b) {
        assertThat(READER.read(a).get(0).soundsLike(READER.read(b).get(0))).isTrue();
    }

    @Test
    void a_chain_of_names_may_be_cut_turned_and_spelled_otherwise() {
        NameAgreement turned = NAMES.compare("Cabdiraxmaan Cali", "Ali Abdourahman");
        assertThat(turned.isReordered()).isTrue();
        assertThat(turned.matches())
                .extracting(NameAgreement.Match::reason)
                .containsOnly(Reason.SOUNDS_ALIKE, Reason.SIMILAR);
        NameAgreement shortened = NAMES.compare("Hassan Omar", "Hassan Omar Guelleh");
        assertThat(shortened.isShortened()).isTrue();
        assertThat(shortened.similarity()).isEqualTo(0.8);
        assertThat(shortened.rightOnly()).extracting(NamePart::text).containsExactly("guelleh");
        assertThat(NAMES.compare("Rakotomal", "Rakotomalala").matches().get(0).reason())
                .isEqualTo(Reason.CUT);
        assertThat(NAMES.compare("Mamadou", "Mamoudou").matches().get(0).reason())
                .isEqualTo(Reason.SAME_NAME);
        assertThat(NAMES.compare("K. Mensah", "Kossi Mensah").matches().get(0).reason())
                .isEqualTo(Reason.INITIAL);
        assertThat(NAMES.compare("Afi", "Kossi").similarity()).isZero();
    }

    @Test
    void a_fathers_name_read_as_a_surname_is_a_shift_and_exchanged_names_are_a_swap() {
        NameAgreement shifted =
                NAMES.compare(new PersonName("Ali", "Omar", null), new PersonName("Ali Omar", "Hassan", null));
        assertThat(shifted.isShifted()).isTrue();
        assertThat(shifted.isSwapped()).isFalse();
        NameAgreement swapped =
                NAMES.compare(new PersonName("Kossi", "Mensah", null), new PersonName("Mensah", "Kossi", null));
        assertThat(swapped.isSwapped()).isTrue();
        assertThat(swapped.similarity()).isEqualTo(1);
        NameAgreement plain =
                NAMES.compare(new PersonName("Kossi", "Mensah", null), new PersonName("Kosi", "Mensah", null));
        assertThat(plain.isSwapped() || plain.isShifted()).isFalse();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                        "Ali",
                        "Aly",
                        "Cali",
                        "محمد",
                        "Maxamed",
                        "Mohamed",
                        "A",
                        "Rakotomal",
                        "Rakotomalala",
                        "inconnu",
                        "Afi",
                        "de",
                        "El Hadj",
                        "Abdou",
                        "Rahman",
                        "Ali Omar",
                        "Ali",
                        "😀",
                        "x")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join(" ", parts));
    }

    @Property
    void comparing_names_is_symmetric_in_range_and_blind_to_order(
            @ForAll("names") String a, @ForAll("names") String b, @ForAll long seed) {
        double similarity = NAMES.similarity(a, b);
        assertThat(similarity).isBetween(0.0, 1.0).isEqualTo(NAMES.similarity(b, a));
        assertThat(NAMES.prepare(a).similarity(b)).isEqualTo(similarity);
        assertThat(NAMES.similarity(a, a)).isEqualTo(READER.isMissing(a) ? 0 : 1);
        NameAgreement agreement = NAMES.compare(a, b);
        assertThat(agreement.matches().size() + agreement.leftOnly().size())
                .isEqualTo(READER.read(a).size());
        assertThat(agreement.matches().size() + agreement.rightOnly().size())
                .isEqualTo(READER.read(b).size());
    }

    @Property
    void the_order_of_parts_changes_nothing_but_the_order(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> parts = new ArrayList<>(List.of("Kossi", "Yaovi", "Mensah", "Amouzou"));
        Collections.shuffle(parts, random);
        String other = String.join(" ", parts.subList(0, 1 + random.nextInt(parts.size())));
        Collections.shuffle(parts, random);
        assertThat(NAMES.similarity(String.join(" ", parts), other))
                .isEqualTo(NAMES.similarity("Kossi Yaovi Mensah Amouzou", other));
    }

    @Test
    void a_name_of_absurd_length_is_answered() {
        String name = "rakoto ".repeat(20_000);
        assertThat(NAMES.compare(name, name).matches()).hasSizeLessThan(20);
    }

    @Test
    void only_some_packs_can_be_asked_for_and_mistakes_are_named() {
        assertThat(READER.packs())
                .extracting(CulturePack::id)
                .containsExactly("afar", "arabic", "comorian", "malagasy", "somali", "west-africa");
        assertThat(READER.only("somali").read("Xasan").get(0).sounds()).containsExactly("hsn");
        assertThatThrownBy(() -> READER.only("swahili"))
                .hasMessageContaining("swahili")
                .hasMessageContaining("somali");
        assertThatThrownBy(() -> NameReader.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NameReader.of(
                        List.of(READER.packs().get(0), READER.packs().get(0))))
                .hasMessageContaining("afar");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | no id",
                "id: Somali | line 1",
                "id: x;length: 99 | length",
                "id: x;[name] | no section",
                "id: x;[sounds];é > e | line 3",
                "id: x;[sounds];e | two sides",
                "id: x;[sounds];ph > Φ | a to z",
                "id: x;[variants];a = c;b = c | 'c' is a form of 'a'",
                "id: x;[left out];- | one word",
                "colour: red | no setting",
            })
    void a_line_that_cannot_be_understood_is_named(String file, String expected) {
        String text = file == null ? "" : file.replace(';', '\n');
        assertThatThrownBy(() -> CulturePack.parse("test.pack", new StringReader(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.pack")
                .hasMessageContaining(expected)
                .hasMessageContaining("Maybe");
    }

    @Property
    void any_file_is_a_pack_or_a_clear_error(@ForAll("files") String file) throws IOException {
        try {
            CulturePack pack = CulturePack.parse("fuzz.pack", new StringReader(file));
            for (String word : List.of("mohamed", "xasan", "", "محمد")) {
                assertThat(pack.sounds(word)).matches("[a-z]*");
            }
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("fuzz.pack").hasMessageContaining("Maybe");
        }
    }

    @Provide
    Arbitrary<String> files() {
        Arbitrary<String> lines = Arbitraries.oneOf(
                Arbitraries.of(
                        "id: x",
                        "length: 4",
                        "length: -1",
                        "[sounds]",
                        "[variants]",
                        "[joined]",
                        "[left out]",
                        "[titles]",
                        "[never]",
                        "[placeholders]",
                        "a > b",
                        "^a$ > -",
                        "aV > c",
                        "a = b",
                        "b = a",
                        "a = b c = d",
                        "x *",
                        "# remark",
                        "^ > a",
                        "V > a",
                        "$ > a",
                        "[",
                        "=",
                        ">",
                        "\uFEFFid: y"),
                Arbitraries.strings().ofMaxLength(8));
        return lines.list().ofMaxSize(12).map(l -> String.join("\n", l));
    }
}
