package org.trano.registry.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnGuessTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "prénom, GIVEN_NAME",
        "Prénom(s), GIVEN_NAME",
        "FirstName, GIVEN_NAME",
        "Nom du bénéficiaire, FAMILY_NAME",
        "apellido1, FAMILY_NAME",
        "Noms et prénoms de la personne, FULL_NAME",
        "nom_chef_menage, FAMILY_NAME",
        "head_name, FULL_NAME",
        "الاسم, FULL_NAME",
        "Date de naissance (jj/mm/aaaa), BIRTH_DATE",
        "date_naissance_beneficiaire, BIRTH_DATE",
        "fecha_nacimiento, BIRTH_DATE",
        "تاريخ الميلاد, BIRTH_DATE",
        "BirthYear, BIRTH_YEAR",
        "Age (ans), AGE",
        "SEXE, SEX",
        "tel1, PHONE",
        "numéro de téléphone, PHONE",
        "res_street_address, ADDRESS",
        "direccion, ADDRESS",
        "Kebele, PLACE",
        "village_residence, PLACE",
        "N° ménage, HOUSEHOLD",
        "zip code, POSTCODE"
    })
    void a_name_says_what_a_column_is(String column, ColumnRole role) {
        assertThat(ColumnGuess.of(List.of(column)).roles()).containsExactlyEntriesOf(Map.of(role, column));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "head_of_household_sex",
                "nom_mere",
                "date_enregistrement",
                "hh_size",
                "is_beneficiary",
                "phone_owner",
                "cluster",
                "1",
                "",
                "()"
            })
    void what_is_somebody_elses_or_nothing_has_no_role(String column) {
        assertThat(ColumnGuess.of(List.of(column)).roles()).isEmpty();
    }

    @Test
    void a_name_beside_a_family_name_is_a_given_name() {
        assertThat(ColumnGuess.of(List.of("name", "surname")).roles())
                .containsEntry(ColumnRole.GIVEN_NAME, "name")
                .containsEntry(ColumnRole.FAMILY_NAME, "surname")
                .hasSize(2);
        assertThat(ColumnGuess.of(List.of("Name", "FatherName", "GrandfatherName")))
                .isEqualTo(new ColumnGuess(
                        Map.of(ColumnRole.GIVEN_NAME, "Name", ColumnRole.FAMILY_NAME, "FatherName"),
                        List.of("GrandfatherName")));
        assertThat(ColumnGuess.of(List.of("prenom", "nom", "nom_du_pere")).texts())
                .containsExactly("nom_du_pere");
        assertThat(ColumnGuess.of(List.of("nom complet", "nom_du_pere")))
                .isEqualTo(new ColumnGuess(Map.of(ColumnRole.FULL_NAME, "nom complet"), List.of("nom_du_pere")));
    }

    @Test
    void members_live_where_the_head_does_and_are_not_called_alike() {
        assertThat(ColumnGuess.of(List.of(
                                "nom", "prenom", "Nom du chef de ménage", "Téléphone du chef de ménage", "sexe_chef"))
                        .roles())
                .containsOnlyKeys(ColumnRole.FAMILY_NAME, ColumnRole.GIVEN_NAME, ColumnRole.PHONE);
        assertThat(ColumnGuess.of(List.of("nom_chef_menage", "sexe_chef", "telephone_chef"))
                        .roles())
                .containsOnlyKeys(ColumnRole.FAMILY_NAME, ColumnRole.SEX, ColumnRole.PHONE);
    }

    /** Fifty people with one column more, whose values are numbered. */
    private ColumnGuess beside(String name, IntFunction<String> value) throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,nom,prenom,sexe," + name));
        Random random = new Random(5);
        for (int i = 0; i < 50; i++) {
            lines.add(i + "," + word(random) + "," + word(random) + "," + (i % 2 == 0 ? "F" : "M") + ","
                    + value.apply(i));
        }
        return of(lines);
    }

    private ColumnGuess of(List<String> lines) throws IOException {
        Path file = Files.write(folder.resolve("f.csv"), lines);
        try (CsvFile csv = CsvFile.open(file)) {
            return ColumnGuess.of(csv.header(), file);
        }
    }

    private static String word(Random random) {
        return random.ints(6, 'a', 'z' + 1)
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }

    @Test
    void columns_of_many_different_words_tell_people_apart() throws IOException {
        Random random = new Random(6);
        assertThat(beside("mère", i -> word(random) + " " + word(random)).texts())
                .containsExactly("mère");
        assertThat(beside("B7", i -> 1 + i % 9 + " rue " + word(random)).texts())
                .containsExactly("B7");
    }

    @Test
    void what_is_the_same_for_many_or_a_number_or_about_the_record_does_not() throws IOException {
        Random random = new Random(6);
        assertThat(beside("toit", i -> i % 3 == 0 ? "chaume" : "tole").texts()).isEmpty();
        assertThat(beside("truth", i -> word(random)).texts()).isEmpty();
        assertThat(beside("enqueteur", i -> word(random)).texts()).isEmpty();
        assertThat(beside("x", i -> "H00" + i).texts()).isEmpty();
        assertThat(beside("x", i -> "TG" + i + "AB").texts()).isEmpty();
        assertThat(beside("x", i -> "TG-" + 100 * i + "." + i % 3).texts()).isEmpty();
        assertThat(beside("x", i -> String.valueOf(1000 + i)).texts()).isEmpty();
        assertThat(beside("x", i -> new UUID(random.nextLong(), random.nextLong()).toString())
                        .texts())
                .isEmpty();
        assertThat(beside("x", i -> (1 + i % 28) + " mars 2024").texts()).isEmpty();
        assertThat(beside("x", i -> (word(random) + " ").repeat(12)).texts()).isEmpty();
        assertThat(beside("x", i -> "").texts()).isEmpty();
    }

    @Test
    void what_other_columns_say_is_not_said_again() throws IOException {
        List<String> lines = new ArrayList<>(List.of("nom,prenom,tout"));
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            String family = word(random);
            String given = word(random);
            lines.add(family + "," + given + "," + given.toUpperCase(Locale.ROOT) + " " + family);
        }
        assertThat(of(lines).texts()).isEmpty();
    }

    @Test
    void one_column_of_names_of_several_words_holds_whole_names() throws IOException {
        Random random = new Random(8);
        List<String> lines = new ArrayList<>(List.of("nom,naissance"));
        IntStream.range(0, 50).forEach(i -> lines.add(word(random) + " " + word(random) + ",1980"));
        assertThat(of(lines).roles())
                .containsEntry(ColumnRole.FULL_NAME, "nom")
                .doesNotContainKey(ColumnRole.FAMILY_NAME);
        List<String> single = new ArrayList<>(List.of("nom,naissance"));
        IntStream.range(0, 50).forEach(i -> single.add(word(random) + ",1980"));
        assertThat(of(single).roles()).containsEntry(ColumnRole.FAMILY_NAME, "nom");
    }

    /** Of several dates nobody named, people are born in the most different years. */
    @Test
    void the_date_that_varies_most_is_that_of_birth() throws IOException {
        List<String> lines = new ArrayList<>(List.of("nom,d1,d2,d3"));
        for (int i = 0; i < 50; i++) {
            lines.add("a" + i + ",2024-03-" + (10 + i % 15) + "," + (1950 + i) + "-05-" + (10 + i % 15) + ",2019-"
                    + (10 + i % 3) + "-01");
        }
        assertThat(of(lines).roles()).containsEntry(ColumnRole.BIRTH_DATE, "d2");
        lines.set(0, "nom,d1,date_visite,d3");
        assertThat(of(lines).roles()).doesNotContainKey(ColumnRole.BIRTH_DATE);
    }

    @Provide
    Arbitrary<String> cells() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("ab é(1_-/@.ا'").ofMaxLength(12),
                Arbitraries.of("nom", "prenom", "name", "date", "1985-06-12", "F", "oui", "du", "head"));
    }

    /** Whatever a file is called and holds: a column has one role or is a text or neither, and the order of the rows does not matter. */
    @Property
    void each_column_is_one_thing(
            @ForAll @Size(min = 1, max = 6) @UniqueElements List<@From("cells") String> header,
            @ForAll @Size(max = 20) List<@Size(6) List<@From("cells") String>> rows,
            @ForAll Random random)
            throws IOException {
        Assume.that(header.stream().map(String::strip).distinct().count() == header.size());
        Path file = Files.createTempFile("columns", ".csv");
        try {
            ColumnGuess guess = guess(file, header, rows);
            List<String> used = new ArrayList<>(guess.roles().values());
            used.addAll(guess.texts());
            assertThat(new HashSet<>(used)).hasSameSizeAs(used);
            assertThat(header.stream().map(String::strip)).containsAll(used);
            List<List<String>> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, random);
            assertThat(guess(file, header, shuffled)).isEqualTo(guess);
        } finally {
            Files.delete(file);
        }
    }

    private static ColumnGuess guess(Path file, List<String> header, List<List<String>> rows) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(line(header) + ",last");
        rows.forEach(row -> lines.add(line(row.subList(0, header.size())) + ",1"));
        Files.write(file, lines);
        try (CsvFile csv = CsvFile.open(file)) {
            return ColumnGuess.of(csv.header().subList(0, header.size()), file);
        }
    }

    private static String line(List<String> cells) {
        return String.join(",", cells.stream().map(cell -> '"' + cell + '"').toList());
    }
}
