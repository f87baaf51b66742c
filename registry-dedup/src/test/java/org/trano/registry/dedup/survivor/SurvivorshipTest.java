package org.trano.registry.dedup.survivor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;

class SurvivorshipTest {
    private static final List<RecordTable.Column> COLUMNS = List.of(
            new RecordTable.Column("name", ColumnRole.FULL_NAME),
            new RecordTable.Column("born", ColumnRole.BIRTH_DATE),
            new RecordTable.Column("list", ColumnRole.SOURCE));

    private static RecordTable table(String... rows) {
        RecordTable.Builder table = RecordTable.builder(COLUMNS);
        for (String row : rows) {
            table.add(List.of(row.split(";", -1)));
        }
        return table.build();
    }

    private static List<String> told(RecordTable table, List<String> trusted, int column) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            rows.add(row);
        }
        return Survivorship.of(table, trusted).claims(rows, column).stream()
                .map(claim -> claim.value() + " " + claim.verdict() + " " + claim.rows())
                .toList();
    }

    @Test
    void what_most_lists_say_is_kept_and_a_list_speaks_once() {
        assertThat(told(table("Ali;;a", "ALI;;a", "Ali;;a", "Aly;;b", "Aly;;c", "inconnu;;d"), List.of("a"), 0))
                .containsExactly("Aly KEPT [3, 4]", "Ali DIFFERS [0, 1, 2]");
    }

    @Test
    void of_equally_many_the_most_trusted_list_is_believed_and_a_rare_spelling_is_not() {
        assertThat(told(table("Ali;;a", "Aly;;b"), List.of("b", "a"), 0))
                .containsExactly("Aly KEPT [1]", "Ali DIFFERS [0]");
        RecordTable table = table("Fatimma;;a", "Fatima;;a", "Fatima;;b");
        assertThat(Survivorship.of(table, List.of())
                        .claims(List.of(0, 1), 0)
                        .get(0)
                        .value())
                .isEqualTo("Fatima");
    }

    @Test
    void a_year_speaks_for_the_day_it_is_part_of() {
        assertThat(told(table(";1985;a", ";1985-06-12;b", ";1984-01-01;c"), List.of("c"), 1))
                .containsExactly("1985-06-12 KEPT [1]", "1984-01-01 DIFFERS [2]", "1985 FITS [0]");
    }

    @Test
    void a_title_and_the_code_of_a_country_are_no_difference() {
        RecordTable.Builder table = RecordTable.builder(List.of(
                new RecordTable.Column("prenom", ColumnRole.GIVEN_NAME),
                new RecordTable.Column("tel", ColumnRole.PHONE),
                new RecordTable.Column("liste", ColumnRole.SOURCE)));
        List.of("Afi;90 12 34 56;a", "AFI;90123456;b", "Mme Afi;+228 90123456;c")
                .forEach(row -> table.add(List.of(row.split(";"))));
        RecordTable records = table.build();
        assertThat(told(records, List.of(), 0)).containsExactly("AFI KEPT [0, 1, 2]");
        assertThat(told(records, List.of(), 1)).containsExactly("+228 90123456 KEPT [0, 1, 2]");
    }

    @Test
    void a_name_is_kept_without_its_title_however_many_write_one() {
        RecordTable.Builder table = RecordTable.builder(List.of(
                new RecordTable.Column("nom complet", ColumnRole.FULL_NAME),
                new RecordTable.Column("liste", ColumnRole.SOURCE)));
        List.of("Mme Afi Mensah;a", "Afi Mensah;b", "Mme Afi Mensah;c", "M. Kodjo Ada;a", "Mme Essi Ada;b")
                .forEach(row -> table.add(List.of(row.split(";"))));
        Survivorship rules = Survivorship.of(table.build(), List.of());
        assertThat(rules.claims(List.of(0, 1, 2), 0).get(0).value()).isEqualTo("Afi Mensah");
        // Who is known with a title only keeps it.
        assertThat(rules.claims(List.of(3), 0).get(0).value()).isEqualTo("M. Kodjo Ada");
    }

    @Test
    void ages_are_those_of_different_years() {
        RecordTable.Builder table = RecordTable.builder(List.of(
                new RecordTable.Column("age", ColumnRole.AGE), new RecordTable.Column("liste", ColumnRole.SOURCE)));
        List.of("34;a", "36;b", "36;c").forEach(row -> table.add(List.of(row.split(";"))));
        assertThat(told(table.build(), List.of(), 0)).containsExactly("36 KEPT [1, 2]", "34 FITS [0]");
    }

    @Test
    void nobody_says_anything() {
        assertThat(told(table(";;a", "inconnu;;b"), List.of(), 0)).isEmpty();
    }

    /** Every row that says something is in exactly one claim, one claim is kept, and the order of the rows does not matter. */
    @Property(tries = 200)
    void nothing_is_lost(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(9); i++) {
            rows.add(List.of("", "Ali", "ali", "Aly", "Ali Said", "néant").get(random.nextInt(6))
                    + ";"
                    + List.of("", "1985", "1985-06", "1985-06-12", "1985-07", "1990")
                            .get(random.nextInt(6))
                    + ";" + (char) ('a' + random.nextInt(4)));
        }
        List<String> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        for (int column = 0; column < 2; column++) {
            List<Claim> claims = claims(rows, column);
            List<Claim> others = claims(shuffled, column);
            assertThat(others.stream().map(Claim::value).toList())
                    .isEqualTo(claims.stream().map(Claim::value).toList());
            assertThat(others.stream().map(Claim::verdict).toList())
                    .isEqualTo(claims.stream().map(Claim::verdict).toList());
            TreeSet<Integer> seen = new TreeSet<>();
            claims.forEach(claim ->
                    claim.rows().forEach(row -> assertThat(seen.add(row)).isTrue()));
            for (int row = 0; row < rows.size(); row++) {
                String value = rows.get(row).split(";", -1)[column];
                assertThat(seen.contains(row)).isEqualTo(!value.isEmpty() && !value.equals("néant"));
            }
            assertThat(claims.stream()
                            .filter(claim -> claim.verdict() == Claim.Verdict.KEPT)
                            .count())
                    .isEqualTo(claims.isEmpty() ? 0 : 1);
        }
    }

    private static List<Claim> claims(List<String> rows, int column) {
        RecordTable table = table(rows.toArray(String[]::new));
        List<Integer> all = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            all.add(row);
        }
        return Survivorship.of(table, List.of("b", "a")).claims(all, column);
    }
}
