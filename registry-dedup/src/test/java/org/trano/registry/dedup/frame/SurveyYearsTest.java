package org.trano.registry.dedup.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;

/** The year in which a list asked people how old they are. */
class SurveyYearsTest {
    private static final int NAMES = 400;

    /** A row: whole name, year of birth or 0, age or nothing, list. */
    private record Row(String name, int born, String age, String list) {
        static Row dated(String name, int born) {
            return new Row(name, born, "", "dated");
        }

        static Row aged(String name, int age) {
            return new Row(name, 0, Integer.toString(age), "aged");
        }
    }

    private static int[] yearsOfBirth(List<Row> rows) {
        RecordTable.Builder table = RecordTable.builder(List.of(
                new RecordTable.Column("nom", ColumnRole.FULL_NAME),
                new RecordTable.Column("age", ColumnRole.AGE),
                new RecordTable.Column("liste", ColumnRole.SOURCE)));
        rows.forEach(row -> table.add(List.of(row.name, row.age, row.list)));
        RecordTable lists = table.build();
        return SurveyYears.yearsOfBirth(
                lists, new Titles(lists), rows.stream().mapToInt(Row::born).toArray());
    }

    /** People of two lists; so many of the second are on the first. */
    private static List<Row> lists(Random random, int shared, int survey) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            String name = "ali nom" + random.nextInt(NAMES);
            int born = 1940 + random.nextInt(80);
            rows.add(Row.dated(name, born));
            int asked = i < shared ? born : 1940 + random.nextInt(80);
            rows.add(Row.aged(
                    i < shared ? "Nom" + name.substring(7) + " ALI" : "ali nom" + random.nextInt(NAMES),
                    Math.max(0, survey - asked)));
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"2023", "2015"})
    void people_who_stand_elsewhere_with_their_year_of_birth_tell_when_a_list_was_written(int survey) {
        List<Row> rows = lists(new Random(1), 200, survey);
        int[] years = yearsOfBirth(rows);
        for (int row = 0; row < rows.size(); row++) {
            boolean isAged = rows.get(row).born == 0;
            assertThat(years[row]).isEqualTo(isAged ? survey - Integer.parseInt(rows.get(row).age) : 0);
        }
    }

    @Test
    void a_list_that_says_both_of_some_tells_it_by_itself() {
        List<Row> rows = new ArrayList<>();
        for (int born = 1980; born < 1995; born++) {
            rows.add(new Row("", born, 2020 - born + " ans", "one"));
        }
        rows.add(new Row("", 0, "40", "one"));
        rows.add(new Row("", 0, "inconnu", "one"));
        rows.add(new Row("", 0, "40", "another"));
        assertThat(Arrays.copyOfRange(yearsOfBirth(rows), 15, 18)).containsExactly(1980, 0, 0);
    }

    /** Guesses would make strangers of people, and people of strangers. */
    @Property(tries = 50)
    void lists_that_share_nobody_tell_nothing(@ForAll long seed) {
        assertThat(yearsOfBirth(lists(new Random(seed), 0, 2023))).containsOnly(0);
    }

    @Property(tries = 20)
    void the_order_of_the_rows_does_not_matter(@ForAll long seed, @ForAll @IntRange(max = 200) int shared) {
        List<Row> rows = lists(new Random(seed), shared, 2019);
        int[] years = yearsOfBirth(rows);
        List<Integer> order = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            order.add(row);
        }
        Collections.shuffle(order, new Random(seed));
        int[] again = yearsOfBirth(order.stream().map(rows::get).toList());
        assertThat(again).isEqualTo(order.stream().mapToInt(row -> years[row]).toArray());
    }

    @Test
    void small_children_are_some_months_old() {
        assertThat(Stream.of("8 mois", "8mois", "11 months", "6 أشهر", "3 semaines", "40 jours", "9 volana")
                        .map(SurveyYears::age))
                .containsOnly(0);
        assertThat(Stream.of("18 mois", "12 miezi", "1 an 8 mois", "1 an et 8 mois", "1,5", "1.5 an")
                        .map(SurveyYears::age))
                .containsOnly(1);
        assertThat(Stream.of("34", "34 ans", "34 M", "34ans", "34 y.", "34 years and 2 months")
                        .map(SurveyYears::age))
                .containsOnly(34);
        assertThat(Stream.of("", "mois", "inconnu", "1985-06-12", "8 mois 3 jours 2 heures")
                        .map(SurveyYears::age))
                .containsOnly(-1);
    }

    @Property(tries = 200)
    void any_text_is_an_age_or_none(@ForAll String text) {
        assertThat(SurveyYears.age(text)).isBetween(-1, 999);
    }
}
