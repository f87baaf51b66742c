package org.trano.registry.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.household.HouseholdEvidence;

/** What households say about people, told as stories that happen among a thousand other families, some of them registered twice. */
class HouseholdStoriesTest {
    private static final String[] GIVEN = People.words(new Random(1), 90);
    private static final String[] FAMILY = People.words(new Random(2), 120);
    private static final String[] VILLAGES = People.words(new Random(3), 30);

    private final List<List<String>> rows = new ArrayList<>();
    private int household;

    HouseholdStoriesTest() {
        Random random = new Random(7);
        for (int h = 0; h < 1000; h++) {
            List<List<String>> family = family(random);
            register(family);
            if (random.nextInt(8) == 0) {
                register(family.stream()
                        .filter(member -> random.nextInt(8) > 0)
                        .map(member -> again(member, random))
                        .toList());
            }
        }
    }

    private static List<List<String>> family(Random random) {
        String name = FAMILY[(int) (random.nextDouble() * random.nextDouble() * FAMILY.length)];
        String village = VILLAGES[random.nextInt(VILLAGES.length)];
        String phone = "9" + (1_000_000 + random.nextInt(9_000_000));
        int born = 1950 + random.nextInt(45);
        List<List<String>> family = new ArrayList<>();
        for (int m = 0; m < 2 + random.nextInt(5); m++) {
            family.add(List.of(
                    GIVEN[(int) (random.nextDouble() * random.nextDouble() * GIVEN.length)],
                    m == 1 ? FAMILY[random.nextInt(FAMILY.length)] : name,
                    date(m < 2 ? born + m : born + 18 + 3 * m, random),
                    m == 0 || m > 1 && random.nextBoolean() ? "M" : "F",
                    m == 0 ? phone : "",
                    village));
        }
        return family;
    }

    private static String date(int year, Random random) {
        return random.nextInt(3) == 0
                ? String.valueOf(year)
                : String.format("%04d-%02d-%02d", year, 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static List<String> again(List<String> member, Random random) {
        List<String> copy = new ArrayList<>(member);
        if (random.nextInt(3) == 0) {
            copy.set(0, People.typo(member.get(0), random));
        }
        if (random.nextInt(4) == 0) {
            copy.set(2, member.get(2).substring(0, 4));
        }
        return copy;
    }

    /** Adds a household; gives the row of its first member. */
    private int register(List<List<String>> members) {
        int first = rows.size();
        household++;
        for (List<String> member : members) {
            List<String> row = new ArrayList<>(member);
            row.add("m" + household);
            rows.add(row);
        }
        return first;
    }

    private static List<String> person(
            String given, String family, String birth, String sex, String phone, String village) {
        return List.of(given, family, birth, sex, phone, village);
    }

    private DedupResult run() {
        List<RecordTable.Column> columns = new ArrayList<>(People.COLUMNS);
        columns.add(new RecordTable.Column("menage", ColumnRole.HOUSEHOLD));
        RecordTable.Builder table = RecordTable.builder(columns);
        rows.forEach(table::add);
        return Deduplicator.builder().build().run(table.build());
    }

    private static void one(int[] clusters, int a, int b) {
        assertThat(clusters[a]).as("rows %d and %d are one person", a, b).isEqualTo(clusters[b]);
    }

    private static void two(int[] clusters, int a, int b) {
        assertThat(clusters[a]).as("rows %d and %d are two people", a, b).isNotEqualTo(clusters[b]);
    }

    @Test
    void twins_of_a_household_registered_twice_are_not_exchanged() {
        String f = FAMILY[5];
        int once = register(List.of(
                person("kossiama", f, "1981-02-03", "F", "90112233", VILLAGES[1]),
                person("akourina", f, "2015-04-09", "F", "", VILLAGES[1]),
                person("akoudina", f, "2015-04-09", "F", "", VILLAGES[1])));
        int again = register(List.of(
                person("kossiama", f, "1981", "F", "90112233", VILLAGES[1]),
                person("akoudina", f, "2015-04-09", "F", "", VILLAGES[1]),
                person("akourina", f, "2015-04-09", "F", "", VILLAGES[1])));
        int[] clusters = run().clusters();
        one(clusters, once, again);
        one(clusters, once + 1, again + 2);
        one(clusters, once + 2, again + 1);
        two(clusters, once + 1, once + 2);
    }

    /** Where people are registered again one by one, to be alone speaks for being known already; where whole families are, it says nothing. */
    @Test
    void whoever_comes_alone_is_more_often_known_where_many_come_so() {
        Random random = new Random(8);
        List<List<String>> families = List.copyOf(rows);
        for (int i = 0; i < 300; i++) {
            register(family(random).subList(0, 1));
        }
        double before = bitsOfBeingAlone(run());
        for (int i = 0; i < families.size(); i += 12) {
            register(List.of(again(families.get(i).subList(0, 6), random)));
        }
        double after = bitsOfBeingAlone(run());
        assertThat(before).isLessThan(0);
        assertThat(after).isGreaterThan(before + 1);
    }

    private static double bitsOfBeingAlone(DedupResult result) {
        return result.model().fields().stream()
                .filter(field -> field.name().equals(HouseholdEvidence.FIELD))
                .flatMap(field -> field.levels().stream())
                .filter(level -> level.name().equals(HouseholdEvidence.Standing.ALONE.text()))
                .mapToDouble(ModelSummary.Level::bits)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void father_and_son_of_one_name_stay_two() {
        String f = FAMILY[6];
        int once = register(List.of(
                person("dodzima", f, "1970-05-01", "M", "90445566", VILLAGES[2]),
                person("dodzima", f, "1999-08-20", "M", "", VILLAGES[2])));
        int again = register(List.of(
                person("dodzima", f, "1970", "M", "90445566", VILLAGES[2]),
                person("dodzima", f, "1999", "M", "", VILLAGES[2])));
        int[] clusters = run().clusters();
        one(clusters, once, again);
        one(clusters, once + 1, again + 1);
        two(clusters, once, again + 1);
        two(clusters, once + 1, again);
    }

    @Test
    void co_wives_of_like_names_stay_two() {
        String f = FAMILY[7];
        int once = register(List.of(
                person("bawadri", f, "1960", "M", "90778899", VILLAGES[3]),
                person("rissima", f, "1970", "F", "", VILLAGES[3]),
                person("rissiya", f, "1975", "F", "", VILLAGES[3])));
        int again = register(List.of(
                person("bawadri", f, "1961", "M", "90778899", VILLAGES[3]),
                person("rissima", f, "1970", "F", "", VILLAGES[3]),
                person("rissiya", f, "1975", "F", "", VILLAGES[3])));
        int[] clusters = run().clusters();
        one(clusters, once + 1, again + 1);
        one(clusters, once + 2, again + 2);
        two(clusters, once + 1, again + 2);
    }

    @Test
    void a_family_that_moved_is_known_by_its_members() {
        String f = FAMILY[8];
        int once = register(List.of(
                person("yawoso", f, "1980-03-03", "M", "90121212", VILLAGES[4]),
                person("esside", FAMILY[9], "1984", "F", "", VILLAGES[4]),
                person("selomri", f, "2010-10-10", "M", "", VILLAGES[4]),
                person("massanlo", f, "2014", "F", "", VILLAGES[4])));
        int moved = register(List.of(
                person("yawoso", f, "1980", "M", "91343434", VILLAGES[20]),
                person("esside", FAMILY[9], "1984-05-05", "F", "", VILLAGES[20]),
                person("selomri", f, "2010-10-10", "M", "", VILLAGES[20]),
                person("masanlo", f, "2014-01-17", "F", "", VILLAGES[20])));
        int[] clusters = run().clusters();
        for (int m = 0; m < 4; m++) {
            one(clusters, once + m, moved + m);
        }
    }

    @Test
    void a_family_that_moved_and_was_written_down_badly_is_known_by_all_of_them_together() {
        String f = FAMILY[0];
        String g = FAMILY[1];
        int once = register(List.of(
                person(GIVEN[0], f, "1980-03-03", "M", "", VILLAGES[4]),
                person(GIVEN[1], g, "1984-11-21", "F", "", VILLAGES[4]),
                person(GIVEN[2], f, "2010-10-10", "M", "", VILLAGES[4]),
                person(GIVEN[3], f, "2014-01-17", "F", "", VILLAGES[4])));
        int moved = register(List.of(
                person(GIVEN[0], f, "1980", "M", "", VILLAGES[20]),
                person(GIVEN[1], g, "1984", "F", "", VILLAGES[20]),
                person(GIVEN[2], f, "2010", "M", "", VILLAGES[20]),
                person(GIVEN[3], f, "2014", "F", "", VILLAGES[20])));
        DedupResult result = run();
        for (int m = 0; m < 4; m++) {
            Explanation why = result.explain(once + m, moved + m);
            double byItself = why.weight();
            for (Explanation.Part part : why.parts()) {
                byItself -= part.field().equals("household") ? part.bits() : 0;
            }
            assertThat(byItself)
                    .as("the weight of member %d without the others", m)
                    .isNegative();
            one(result.clusters(), once + m, moved + m);
        }
    }

    @Test
    void a_household_that_split_is_found_in_its_parts() {
        String f = FAMILY[10];
        int whole = register(List.of(
                person("komlaso", f, "1955", "M", "90565656", VILLAGES[5]),
                person("afisetou", f, "1990-06-06", "F", "", VILLAGES[5]),
                person("edemna", f, "2012-02-12", "M", "", VILLAGES[5]),
                person("kafuiri", f, "2016-09-01", "F", "", VILLAGES[5])));
        int part = register(List.of(
                person("afisetou", f, "1990", "F", "", VILLAGES[5]),
                person("edemna", f, "2012-02-12", "M", "", VILLAGES[5]),
                person("kafuri", f, "2016", "F", "", VILLAGES[5]),
                person("ibrahiya", FAMILY[40], "1985", "M", "92000111", VILLAGES[5])));
        int[] clusters = run().clusters();
        for (int m = 0; m < 3; m++) {
            one(clusters, whole + 1 + m, part + m);
        }
        two(clusters, whole, part + 3);
    }

    @Test
    void a_child_in_two_households_is_one_child() {
        int mother = register(List.of(
                person("rafiama", FAMILY[11], "1990", "F", "90787878", VILLAGES[6]),
                person("mawussiko", FAMILY[12], "2013-11-21", "M", "", VILLAGES[6])));
        int grandmother = register(List.of(
                person("aminasso", FAMILY[13], "1958", "F", "91717171", VILLAGES[7]),
                person("mawussiko", FAMILY[12], "2013-11-21", "M", "", VILLAGES[7])));
        int[] clusters = run().clusters();
        one(clusters, mother + 1, grandmother + 1);
        two(clusters, mother, grandmother);
    }

    @Test
    void a_child_without_a_name_is_known_by_its_family() {
        String f = FAMILY[14];
        int once = register(List.of(
                person("tchaama", f, "1979-01-09", "M", "90898989", VILLAGES[8]),
                person("adjolo", FAMILY[15], "1986-07-08", "F", "", VILLAGES[8]),
                person("bébé", f, "2024-10-02", "F", "", VILLAGES[8])));
        int again = register(List.of(
                person("tchama", f, "1979-01-09", "M", "90898989", VILLAGES[8]),
                person("adjolo", FAMILY[15], "1986", "F", "", VILLAGES[8]),
                person("delaya", f, "2024-10-02", "F", "", VILLAGES[8])));
        int[] clusters = run().clusters();
        for (int m = 0; m < 3; m++) {
            one(clusters, once + m, again + m);
        }
    }

    @Test
    void two_families_of_the_same_names_in_one_village_stay_two() {
        String f = FAMILY[0];
        int one = register(List.of(
                person(GIVEN[0], f, "1960-02-02", "M", "90010101", VILLAGES[9]),
                person(GIVEN[1], f, "1966-03-03", "F", "", VILLAGES[9]),
                person(GIVEN[2], f, "1990-04-04", "M", "", VILLAGES[9])));
        int other = register(List.of(
                person(GIVEN[0], f, "1985-09-09", "M", "97020202", VILLAGES[9]),
                person(GIVEN[1], f, "1990-10-10", "F", "", VILLAGES[9]),
                person(GIVEN[2], f, "2015-11-11", "M", "", VILLAGES[9])));
        int[] clusters = run().clusters();
        for (int m = 0; m < 3; m++) {
            two(clusters, one + m, other + m);
        }
    }

    /** That their father is one man has said already that they live in one village and bear one name. */
    @Test
    void what_two_households_have_in_common_is_not_said_again_by_each_member() {
        String f = FAMILY[18];
        int once = register(List.of(
                person("dodouma", f, "1979-01-09", "M", "90565656", VILLAGES[11]),
                person("yaokosso", f, "2012-03-05", "M", "", VILLAGES[11]),
                person("delayana", "", "2014-10-02", "F", "", "")));
        int again = register(List.of(
                person("dodouma", f, "1979-01-09", "M", "90565656", VILLAGES[11]),
                person("yaokosso", f, "2012-03-05", "M", "", VILLAGES[11]),
                person("delayana", "", "2014-10-02", "F", "", "")));
        DedupResult result = run();
        Explanation.Part boy = last(result.explain(once + 1, again + 1));
        Explanation.Part girl = last(result.explain(once + 2, again + 2));
        assertThat(boy.level()).isEqualTo(girl.level()).isEqualTo("most others match");
        assertThat(boy.bits()).isPositive().isLessThan(girl.bits() - 3);
        for (Match match : result.matches()) {
            assertThat(result.explain(match.left(), match.right()).weight())
                    .isCloseTo(match.weight(), org.assertj.core.api.Assertions.within(1e-3));
        }
    }

    private static Explanation.Part last(Explanation why) {
        return why.parts().get(why.parts().size() - 1);
    }

    @Test
    void an_explanation_names_the_household_and_adds_up() {
        String f = FAMILY[16];
        int once = register(List.of(
                person("kodjoma", f, "1980-03-03", "M", "90131313", VILLAGES[10]),
                person("enyola", f, "2011-01-30", "F", "", VILLAGES[10])));
        int again = register(List.of(
                person("kodjoma", f, "1980-03-03", "M", "90131313", VILLAGES[10]),
                person("enyola", f, "2011-01-30", "F", "", VILLAGES[10])));
        Explanation why = run().explain(once + 1, again + 1);
        Explanation.Part part = last(why);
        assertThat(part.field()).isEqualTo("household");
        assertThat(part.level()).isEqualTo("one other member matches, of few");
        assertThat(part.bits()).isPositive();
        double sum = why.prior() - why.kinship();
        for (Explanation.Part each : why.parts()) {
            sum += each.bits();
        }
        assertThat(sum).isCloseTo(why.weight(), org.assertj.core.api.Assertions.within(1e-9));
    }
}
