package org.trano.registry.dedup.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;

/** Whole names are taken apart where it can be told how. */
class WholeNamesTest {
    private static final RecordTable.Column FULL = new RecordTable.Column("nom complet", ColumnRole.FULL_NAME);
    private static final RecordTable.Column GIVEN = new RecordTable.Column("prenom", ColumnRole.GIVEN_NAME);
    private static final RecordTable.Column FAMILY = new RecordTable.Column("nom", ColumnRole.FAMILY_NAME);
    private static final RecordTable.Column SEX = new RecordTable.Column("sexe", ColumnRole.SEX);

    /** Given names of women and men, some of two words, and family names. */
    private record Person(String given, String family, String sex) {
        static List<Person> some(int count) {
            Random random = new Random(4);
            List<Person> people = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                boolean isWoman = random.nextBoolean();
                String given = word(random.nextInt(40), isWoman ? "a" : "o");
                if (random.nextInt(4) == 0) {
                    given += " " + word(random.nextInt(40), isWoman ? "a" : "o");
                }
                people.add(new Person(given, word(random.nextInt(60), "ensah"), isWoman ? "F" : "M"));
            }
            return people;
        }

        private static String word(int number, String end) {
            return "" + (char) ('a' + number % 20) + (char) ('a' + number / 20) + "k" + end;
        }

        String whole(boolean isFamilyFirst) {
            return isFamilyFirst ? family + " " + given : given + " " + family;
        }
    }

    private static List<WholeNames.Column> columns(RecordTable table, @Nullable Boolean apart) {
        return WholeNames.of(table, new Titles(table), apart);
    }

    private static RecordTable table(List<RecordTable.Column> columns, List<List<String>> rows) {
        RecordTable.Builder table = RecordTable.builder(columns);
        rows.forEach(table::add);
        return table.build();
    }

    private static String text(List<WholeNames.Column> sides, int side, int row) {
        return sides.get(side).values().text(sides.get(side).numbers()[row]);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void a_list_of_whole_names_is_taken_apart_whichever_side_it_begins_with(boolean isFamilyFirst) {
        List<Person> people = Person.some(3000);
        List<WholeNames.Column> sides = columns(
                table(
                        List.of(FULL, SEX),
                        people.stream()
                                .map(person -> List.of(person.whole(isFamilyFirst), person.sex))
                                .toList()),
                null);
        assertThat(sides).hasSize(2);
        assertThat(right(people, sides)).isGreaterThan(2900);
    }

    private static int right(List<Person> people, List<WholeNames.Column> sides) {
        int right = 0;
        for (int row = 0; row < people.size(); row++) {
            right += people.get(row).given.equals(text(sides, 0, row))
                            && people.get(row).family.equals(text(sides, 1, row))
                    ? 1
                    : 0;
        }
        return right;
    }

    @Test
    void without_the_sex_nobody_knows_which_side_is_which() {
        List<List<String>> rows = Person.some(3000).stream()
                .map(person -> List.of(person.whole(false)))
                .toList();
        assertThat(columns(table(List.of(FULL), rows), null)).isEmpty();
        List<List<String>> nobodys = Person.some(3000).stream()
                .map(person -> List.of(person.whole(false), person.given.length() % 2 == 0 ? "F" : "x"))
                .toList();
        assertThat(columns(table(List.of(FULL, SEX), nobodys), null)).isEmpty();
    }

    @Test
    void names_in_parts_teach_how_each_list_writes_whole_ones() {
        List<Person> people = Person.some(3000);
        RecordTable.Column source = new RecordTable.Column("liste", ColumnRole.SOURCE);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            rows.add(
                    i % 10 == 0
                            ? List.of("", person.given, person.family, "a")
                            : List.of(person.whole(i % 2 == 0), "", "", i % 2 == 0 ? "b" : "c"));
        }
        List<WholeNames.Column> sides = columns(table(List.of(FULL, GIVEN, FAMILY, source), rows), null);
        assertThat(sides).hasSize(2);
        assertThat(right(people, sides)).isGreaterThan(2900);
    }

    @Test
    void names_of_which_any_word_may_be_either_are_put_together() {
        Random random = new Random(8);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            String one = Person.word(random.nextInt(60), "i");
            String other = Person.word(random.nextInt(60), "i");
            rows.add(i < 200 ? List.of("", one, other) : List.of(one + " " + other, "", ""));
            if (i >= 200 && random.nextBoolean()) {
                rows.set(i, List.of(other + " " + one, "", ""));
            }
        }
        // Half of them as they stand, half the other way round: there is no habit that would tell.
        List<List<String>> shuffled = new ArrayList<>(rows.subList(0, 200));
        for (int i = 0; i < 200; i += 2) {
            List<String> row = shuffled.get(i);
            shuffled.set(i, List.of(row.get(0), row.get(2), row.get(1)));
        }
        shuffled.addAll(rows.subList(200, rows.size()));
        RecordTable table = table(List.of(FULL, GIVEN, FAMILY), shuffled);
        List<WholeNames.Column> whole = columns(table, null);
        assertThat(whole).hasSize(1);
        assertThat(text(whole, 0, 1))
                .isEqualTo(shuffled.get(1).get(1) + " " + shuffled.get(1).get(2));
        // A set-up that compared parts gets parts, one that compared whole names gets those.
        assertThat(columns(table, true)).hasSize(2);
        assertThat(columns(table, false)).hasSize(1);
    }

    @Test
    void what_stands_for_a_missing_name_is_left_out_and_keeps_its_place() {
        List<Person> people = Person.some(2000);
        List<List<String>> rows = new ArrayList<>();
        people.forEach(person -> rows.add(List.of(person.whole(false), person.sex)));
        rows.set(0, List.of("sans nom " + people.get(0).family, people.get(0).sex));
        rows.set(1, List.of(people.get(1).given + " inconnu", people.get(1).sex));
        rows.set(2, List.of("INCONNU", "F"));
        rows.set(3, List.of(" - ", "F"));
        List<WholeNames.Column> sides = columns(table(List.of(FULL, SEX), rows), null);
        assertThat(List.of(text(sides, 0, 0), text(sides, 1, 0))).containsExactly("", people.get(0).family);
        assertThat(List.of(text(sides, 0, 1), text(sides, 1, 1))).containsExactly(people.get(1).given, "");
        for (int row = 2; row < 4; row++) {
            assertThat(List.of(text(sides, 0, row), text(sides, 1, row))).containsOnly("");
        }
    }

    /** Two traditions in one list: of the one half people have two names of their own, of the other their father's and grandfather's. */
    @Test
    void a_fathers_name_is_not_ones_own() {
        Random random = new Random(12);
        List<List<String>> rows = new ArrayList<>();
        List<String> own = new ArrayList<>();
        for (Person person : Person.some(3000)) {
            rows.add(List.of(person.whole(false), person.sex));
            own.add(person.given);
            String name = Person.word(random.nextInt(60), person.sex.equals("F") ? "ima" : "im");
            String father = Person.word(random.nextInt(60), "im");
            String grandfather = random.nextInt(3) == 0 ? "" : " " + Person.word(random.nextInt(60), "im");
            rows.add(List.of(name + " " + father + grandfather, person.sex));
            own.add(name);
        }
        List<WholeNames.Column> sides = columns(table(List.of(FULL, SEX), rows), null);
        int right = 0;
        for (int row = 0; row < rows.size() && !sides.isEmpty(); row++) {
            right += own.get(row).equals(text(sides, 0, row)) ? 1 : 0;
        }
        assertThat(right).isGreaterThan(5400);
    }

    @Test
    void words_with_a_hyphen_are_one() {
        List<Person> people = Person.some(2000);
        List<List<String>> rows = new ArrayList<>();
        people.forEach(person -> rows.add(List.of(person.given + " Ouro-" + person.family, person.sex)));
        List<WholeNames.Column> sides = columns(table(List.of(FULL, SEX), rows), null);
        for (int row = 0; row < rows.size(); row++) {
            assertThat(text(sides, 1, row)).isEqualTo("ouro " + people.get(row).family);
        }
    }

    @Test
    void names_in_parts_stay_as_they_are() {
        RecordTable both = table(List.of(FULL, GIVEN, FAMILY), List.of(List.of("Afi Mensah", "Afi", "Mensah")));
        assertThat(columns(both, null)).isEmpty();
        assertThat(columns(table(List.of(GIVEN, FAMILY), List.of(List.of("Afi", "Mensah"))), null))
                .isEmpty();
        assertThat(columns(table(List.of(FULL), List.of(List.of("Soa"), List.of("Rakoto"))), null))
                .isEmpty();
    }

    /** The order of the rows does not matter, and no word is lost or added. */
    @Property(tries = 40)
    void the_same_names_are_cut_alike_in_any_order(@ForAll long seed) {
        List<Person> people = Person.some(300);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            rows.add(i % 3 == 0 ? List.of("", person.given, person.family) : List.of(person.whole(i % 7 == 0), "", ""));
        }
        Map<List<String>, List<String>> before = cuts(rows);
        Collections.shuffle(rows, new Random(seed));
        assertThat(cuts(rows)).isEqualTo(before);
        before.forEach(
                (row, sides) -> assertThat(String.join(" ", sides).strip().split(" "))
                        .containsExactlyInAnyOrder(String.join(" ", row).strip().split(" ")));
    }

    private static Map<List<String>, List<String>> cuts(List<List<String>> rows) {
        List<WholeNames.Column> sides = columns(table(List.of(FULL, GIVEN, FAMILY), rows), true);
        Map<List<String>, List<String>> cuts = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            cuts.put(rows.get(row), List.of(text(sides, 0, row), text(sides, 1, row)));
        }
        return cuts;
    }

    /** Whatever the texts are, nothing fails. */
    @Property(tries = 200)
    void any_text_is_a_name(@ForAll List<String> texts, @ForAll boolean apart) {
        if (!texts.isEmpty()) {
            List<List<String>> rows =
                    texts.stream().map(text -> List.of(text, "F")).toList();
            columns(table(List.of(FULL, SEX), rows), apart ? true : null);
        }
    }
}
