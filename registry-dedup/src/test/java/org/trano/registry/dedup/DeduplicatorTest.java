package org.trano.registry.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.evaluate.Evaluation;
import org.trano.registry.dedup.evaluate.MatchReport;
import org.trano.registry.dedup.review.LiveClusters;

class DeduplicatorTest {
    private static DedupResult run(RecordTable table, int threads) {
        return Deduplicator.builder().threads(threads).build().run(table);
    }

    @Test
    void people_entered_twice_are_found() {
        People people = People.generate(2000, 1);
        DedupResult result = run(people.table(), 2);
        Evaluation quality = Evaluation.of(result, people.truth().toArray(String[]::new), null);
        assertThat(quality.clusterPairs().f1()).isGreaterThan(0.95);
        assertThat(quality.pairs().precision()).isGreaterThan(0.95);
        assertThat(quality.blockingRecall()).isGreaterThan(0.97);
        assertThat(result.matches()).isNotEmpty().allMatch(match -> match.weight() >= result.threshold());
    }

    /**
     * Same records in another order, with other household numbers, on another number of threads, all pairs compared or blocked: the same
     * groups and the same weights.
     */
    @Property(tries = 12)
    void neither_the_order_of_the_rows_nor_ids_nor_threads_matter(@ForAll long seed, @ForAll boolean blocked) {
        People people = People.generate(300, seed);
        Random random = new Random(seed);
        List<Integer> order = new ArrayList<>();
        List<Integer> households = new ArrayList<>();
        for (int i = 0; i < people.rows().size(); i++) {
            order.add(i);
            households.add(random.nextInt(people.rows().size() / 3));
        }
        Collections.shuffle(order, random);
        RecordTable.Builder shuffled = RecordTable.builder(PEOPLE_IN_HOUSEHOLDS);
        order.forEach(row -> shuffled.add(with(people.rows().get(row), "x" + (7919 * households.get(row) % 1009))));
        RecordTable.Builder straight = RecordTable.builder(PEOPLE_IN_HOUSEHOLDS);
        for (int row = 0; row < order.size(); row++) {
            straight.add(with(people.rows().get(row), "h" + households.get(row)));
        }
        long budget = blocked ? 3000 : 1_000_000;
        DedupResult one =
                Deduplicator.builder().threads(1).budget(budget).build().run(straight.build());
        DedupResult other =
                Deduplicator.builder().threads(2).budget(budget).build().run(shuffled.build());
        assertThat(other.threshold()).isEqualTo(one.threshold());
        assertThat(other.pairsCompared()).isEqualTo(one.pairsCompared());
        assertThat(groups(other.clusters(), order)).isEqualTo(groups(one.clusters(), null));
        assertThat(other.matches().stream().map(Match::weight).sorted().toList())
                .isEqualTo(one.matches().stream().map(Match::weight).sorted().toList());
        assertThat(other.setup()).isEqualTo(one.setup());
    }

    private static final List<RecordTable.Column> WITHOUT_TELEPHONE = People.COLUMNS.stream()
            .filter(column -> column.role() != ColumnRole.PHONE)
            .toList();

    private static final List<RecordTable.Column> PEOPLE_IN_HOUSEHOLDS = Stream.concat(
                    People.COLUMNS.stream(), Stream.of(new RecordTable.Column("menage", ColumnRole.HOUSEHOLD)))
            .toList();

    private static List<String> with(List<String> row, String household) {
        return Stream.concat(row.stream(), Stream.of(household)).toList();
    }

    /**
     * Records that come one by one, in any order, each with the pairs that a run's model would keep and what these weigh in it, form the groups of that run;
     * and part of them those of the same part in another order. Pairs of equal weight are ties, but for the order of the keys; here they are none.
     */
    @Property(tries = 12)
    void records_one_by_one_form_the_groups_of_the_run(@ForAll long seed, @ForAll boolean inHouseholds) {
        People people = People.generate(400, seed);
        Random random = new Random(seed);
        int size = people.rows().size();
        List<String> households = new ArrayList<>();
        RecordTable.Builder table = RecordTable.builder(inHouseholds ? PEOPLE_IN_HOUSEHOLDS : People.COLUMNS);
        for (List<String> row : people.rows()) {
            households.add("h" + random.nextInt(size / 3));
            table.add(inHouseholds ? with(row, households.get(households.size() - 1)) : row);
        }
        DedupResult run = Deduplicator.builder().build().run(table.build());
        List<Map<Integer, Double>> kept = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            kept.add(new HashMap<>());
        }
        run.forEachPair((left, right, weight) -> {
            kept.get(left).put(right, weight);
            kept.get(right).put(left, weight);
        });
        assertThat(kept.stream().mapToInt(Map::size).sum()).isGreaterThan(size / 4);
        BiPredicate<Integer, Integer> mayMatch =
                (a, b) -> !inHouseholds || !households.get(a).equals(households.get(b));
        List<Integer> order = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            order.add(row);
        }
        Collections.shuffle(order, random);
        LiveClusters<Integer> live = LiveClusters.of(run.threshold(), mayMatch);
        Set<Integer> here = new TreeSet<>();
        for (int row : order) {
            arrive(row, here, kept.get(row), live);
            // Asked for in between, so that groups are kept and have to be given up again.
            live.cluster(row);
            if (here.size() == size / 2) {
                LiveClusters<Integer> half = LiveClusters.of(run.threshold(), mayMatch);
                Set<Integer> before = new TreeSet<>();
                here.forEach(each -> arrive(each, before, kept.get(each), half));
                here.forEach(each -> assertThat(live.cluster(each)).isEqualTo(half.cluster(each)));
            }
        }
        Map<Integer, Set<Integer>> expected = new HashMap<>();
        int[] clusters = run.clusters();
        for (int row = 0; row < size; row++) {
            expected.computeIfAbsent(clusters[row], cluster -> new TreeSet<>()).add(row);
        }
        for (int row = 0; row < size; row++) {
            assertThat(live.cluster(row)).isEqualTo(expected.get(clusters[row]));
        }
    }

    private static void arrive(int row, Set<Integer> here, Map<Integer, Double> pairs, LiveClusters<Integer> live) {
        pairs.forEach((other, weight) -> {
            if (here.contains(other)) {
                live.put(row, other, weight);
            }
        });
        here.add(row);
    }

    /** A set-up written and read again gives the same result to the last bit, and others are refused in words. */
    @Property(tries = 6)
    void a_setup_can_be_pinned(@ForAll long seed, @ForAll boolean blocked) {
        People people = People.generate(400, seed);
        Random random = new Random(seed);
        RecordTable.Builder table = RecordTable.builder(PEOPLE_IN_HOUSEHOLDS);
        people.rows().forEach(row -> table.add(with(row, "h" + random.nextInt(150))));
        RecordTable built = table.build();
        DedupResult first = Deduplicator.builder()
                .budget(blocked ? 3000 : 1_000_000)
                .build()
                .run(built);
        String json = first.setup().toJson();
        MatchSetup setup = MatchSetup.parse(json);
        assertThat(setup).isEqualTo(first.setup());
        DedupResult again = Deduplicator.builder().setup(setup).build().run(built);
        assertThat(again.clusters()).isEqualTo(first.clusters());
        assertThat(again.matches()).isEqualTo(first.matches());
        assertThat(again.pairsCompared()).isEqualTo(first.pairsCompared());
        assertThat(again.setup().toJson()).isEqualTo(json);
        assertThatThrownBy(() -> Deduplicator.builder().setup(setup).build().run(people.withoutLastColumn()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("village")
                .hasMessageContaining("Maybe");
    }

    /** Whatever is done to a set-up's text: it is read, or refused in words. */
    /** Set-ups that were saved before said of relatives only what they share. */
    @Test
    void a_setup_that_says_nothing_of_relatives_names_takes_them_as_anybodys() {
        People people = People.generate(600, 5);
        MatchSetup setup = run(people.table(), 2).setup();
        List<MatchSetup.Field> fields = setup.fields().stream()
                .map(field -> field.kind().equals("given") || field.kind().equals("date")
                        ? new MatchSetup.Field(field.name(), field.kind(), field.match(), Map.of())
                        : field)
                .toList();
        assertThat(fields).isNotEqualTo(setup.fields());
        MatchSetup before = new MatchSetup(
                fields,
                setup.together(),
                setup.rules(),
                setup.matchesPerRecord(),
                setup.relativesPerRecord(),
                setup.household(),
                setup.threshold(),
                setup.expectedPrecision());
        DedupResult result = Deduplicator.builder()
                .setup(MatchSetup.parse(before.toJson()))
                .build()
                .run(people.table());
        assertThat(Evaluation.of(result, people.truth().toArray(String[]::new), null)
                        .pairs()
                        .f1())
                .isGreaterThan(0.9);
    }

    @Property(tries = 300)
    void a_damaged_setup_is_refused_in_words(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder json = new StringBuilder(SETUP.toJson());
        for (int i = 0; json.length() > 0 && i <= random.nextInt(3); i++) {
            int at = random.nextInt(json.length());
            switch (random.nextInt(3)) {
                case 0 -> json.setCharAt(at, "{}[]\",:0123456789-abcnull".charAt(random.nextInt(25)));
                case 1 -> json.setLength(Math.max(1, at));
                default -> json.delete(at, Math.min(json.length(), at + random.nextInt(60)));
            }
        }
        try {
            Deduplicator.builder()
                    .setup(MatchSetup.parse(json.toString()))
                    .build()
                    .run(SMALL.table());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("set-up");
        }
    }

    @Test
    void an_empty_setup_is_refused_in_words() {
        assertThatThrownBy(() -> MatchSetup.parse(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set-up");
    }

    private static final People SMALL = People.generate(60, 5);
    private static final MatchSetup SETUP = run(SMALL.table(), 1).setup();

    @Property(tries = 20)
    void what_people_decided_holds_whatever_the_evidence_says(@ForAll long seed) {
        Random random = new Random(seed);
        DedupResult before = run(SMALL.table(), 1);
        List<Decision> decisions = new ArrayList<>();
        Map<Integer, Integer> decided = new HashMap<>();
        int n = before.clusters().length;
        for (int i = 0; i < 12; i++) {
            int a = random.nextInt(n);
            int b = (a + 1 + random.nextInt(n - 1)) % n;
            // Everybody's decided person is a number, so that decisions do not contradict each other.
            int person = decided.computeIfAbsent(a, row -> random.nextInt(4));
            int other = decided.computeIfAbsent(b, row -> random.nextInt(4));
            decisions.add(new Decision(a, b, person == other));
        }
        for (Match match : before.matches().subList(0, 3)) {
            if (!decided.containsKey(match.left()) && !decided.containsKey(match.right())) {
                decisions.add(new Decision(match.left(), match.right(), false));
            }
        }
        DedupResult after = Deduplicator.builder().build().run(SMALL.table(), decisions);
        for (Decision decision : decisions) {
            assertThat(after.clusters()[decision.left()] == after.clusters()[decision.right()])
                    .isEqualTo(decision.same());
            assertThat(after.matches())
                    .noneMatch(match -> !decision.same()
                            && Set.of(match.left(), match.right()).equals(Set.of(decision.left(), decision.right())));
        }
    }

    @Test
    void decisions_that_contradict_each_other_are_refused_in_words() {
        Deduplicator deduplicator = Deduplicator.builder().build();
        assertThatThrownBy(() -> deduplicator.run(
                        SMALL.table(),
                        List.of(new Decision(0, 1, true), new Decision(1, 2, true), new Decision(2, 0, false))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one person by others");
        assertThatThrownBy(() -> deduplicator.run(SMALL.table(), List.of(new Decision(0, 100_000, true))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another list");
        // About the same two rows the last decision holds.
        int[] clusters = deduplicator
                .run(SMALL.table(), List.of(new Decision(0, 1, false), new Decision(1, 0, true)))
                .clusters();
        assertThat(clusters[0]).isEqualTo(clusters[1]);
    }

    private static Set<Set<Integer>> groups(int[] clusters, @org.jspecify.annotations.Nullable List<Integer> order) {
        Map<Integer, Set<Integer>> byCluster = new HashMap<>();
        for (int row = 0; row < clusters.length; row++) {
            byCluster.computeIfAbsent(clusters[row], c -> new TreeSet<>()).add(order == null ? row : order.get(row));
        }
        return new HashSet<>(byCluster.values());
    }

    /**
     * Four regions with names and villages of their own, and nobody wrote down the region: people of one region agree in several fields at once
     * for no other reason. Names of men and women differ too.
     */
    @Test
    void namesakes_of_one_region_are_no_surprise() {
        Random random = new Random(7);
        RecordTable.Builder table = RecordTable.builder(WITHOUT_TELEPHONE);
        List<String> truth = new ArrayList<>();
        for (int person = 0; person < 4000; person++) {
            int region = random.nextInt(4);
            boolean woman = random.nextBoolean();
            int given = 2 * random.nextInt(20) + (woman ? 1 : 0);
            List<String> row = List.of(
                    NAMES.get(region * 200 + given),
                    NAMES.get(region * 200 + 50 + random.nextInt(40)),
                    (1940 + random.nextInt(80)) + (random.nextInt(2) == 0 ? "" : "-0" + (1 + random.nextInt(9))),
                    woman ? "F" : "M",
                    NAMES.get(region * 200 + 100 + random.nextInt(12)));
            table.add(row);
            truth.add("p" + person);
            if (random.nextInt(8) == 0) {
                table.add(row);
                truth.add("p" + person);
            }
        }
        DedupResult result = run(table.build(), 2);
        Evaluation quality = Evaluation.of(result, truth.toArray(String[]::new), null);
        assertThat(result.setup().together())
                .anyMatch(each -> Set.of(each.first(), each.second()).equals(Set.of("prenom", "sexe")))
                .anyMatch(each -> each.second().equals("village") && each.bothBits() > 1);
        assertThat(quality.pairs().precision()).isGreaterThan(result.expectedPrecision() - 0.05);
        assertThat(quality.pairs().recall()).isGreaterThan(0.5);
    }

    /** Sons bear their fathers' names, twins were born on one day, and no column says who lives with whom. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void relatives_are_not_taken_for_one_person_where_no_household_is_known(boolean wholeNames) {
        Families families = Families.of(1500, 12, 10, wholeNames, false);
        DedupResult result = run(families.table, 2);
        Evaluation quality = Evaluation.of(result, families.truth, null);
        assertThat(quality.pairs().precision()).isGreaterThan(result.expectedPrecision() - 0.02);
        assertThat(quality.pairs().recall()).isGreaterThan(0.9);
    }

    /** What all children of a mother have in common does not make them one. */
    @Test
    void brothers_and_sisters_are_not_taken_for_one_person_where_their_mothers_name_is_known() {
        Families families = Families.of(1500, 40, 10, false, true);
        DedupResult result = run(families.table, 2);
        Evaluation quality = Evaluation.of(result, families.truth, null);
        assertThat(quality.pairs().precision()).as("%s", quality).isGreaterThan(result.expectedPrecision() - 0.02);
        assertThat(quality.pairs().recall()).as("%s", quality).isGreaterThan(0.9);
    }

    /** Too few matches to learn from them that twins are not the same person. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twins_are_not_taken_for_one_person_where_they_are_more_than_the_matches(boolean wholeNames) {
        Families families = Families.of(6000, 40, 200, wholeNames, false);
        DedupResult result = run(families.table, 2);
        Evaluation quality = Evaluation.of(result, families.truth, null);
        assertThat(quality.pairs().precision()).as("%s", quality).isGreaterThan(0.9);
        assertThat(quality.pairs().recall()).as("%s", quality).isGreaterThan(0.2);
    }

    /** Parents and children of many villages, some of them entered twice. */
    private record Families(RecordTable table, String[] truth) {
        static Families of(int count, int oneInSoManyTwin, int oneInSoManyTwice, boolean wholeNames, boolean mothers) {
            Random random = new Random(11);
            List<RecordTable.Column> columns = new ArrayList<>(WITHOUT_TELEPHONE);
            if (wholeNames) {
                columns.remove(1);
                columns.set(0, new RecordTable.Column("nom et prenom", ColumnRole.FULL_NAME));
            }
            if (mothers) {
                columns.add(new RecordTable.Column("mere", null));
            }
            RecordTable.Builder table = RecordTable.builder(columns);
            List<String> truth = new ArrayList<>();
            for (int family = 0; family < count; family++) {
                String mother = mothers ? NAMES.get(random.nextInt(150)) + " " + NAMES.get(random.nextInt(150)) : "";
                String name = NAMES.get(500 + random.nextInt(200));
                String village = NAMES.get(700 + random.nextInt(40));
                List<List<String>> members = new ArrayList<>();
                String father = NAMES.get(random.nextInt(150));
                members.add(List.of(father, name, birth(random.nextInt(30) + 1955, random), "M", village));
                for (int child = random.nextInt(6); child > 0; child--) {
                    boolean isTwin = members.size() > 1 && random.nextInt(oneInSoManyTwin) == 0;
                    members.add(List.of(
                            random.nextInt(10) == 0 ? father : NAMES.get(random.nextInt(150)),
                            name,
                            isTwin ? members.get(members.size() - 1).get(2) : birth(random.nextInt(20) + 2000, random),
                            random.nextBoolean() ? "F" : "M",
                            village));
                }
                for (int member = 0; member < members.size(); member++) {
                    for (int times = random.nextInt(oneInSoManyTwice) == 0 ? 2 : 1; times > 0; times--) {
                        List<String> row = new ArrayList<>(members.get(member));
                        row.set(2, random.nextInt(3) == 0 ? row.get(2).substring(0, 4) : row.get(2));
                        row.set(0, random.nextInt(6) == 0 ? People.typo(row.get(0), random) : row.get(0));
                        if (wholeNames) {
                            row.set(0, row.get(0) + " " + row.remove(1));
                        }
                        if (mothers) {
                            row.add(member == 0 ? "" : mother);
                        }
                        table.add(row);
                        truth.add(family + "." + member);
                    }
                }
            }
            return new Families(table.build(), truth.toArray(String[]::new));
        }
    }

    private static String birth(int year, Random random) {
        return String.format("%04d-%02d-%02d", year, 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static final List<String> NAMES = Stream.generate(new java.util.function.Supplier<String>() {
                private final Random random = new Random(3);

                @Override
                public String get() {
                    return random.ints(4 + random.nextInt(5), 'a', 'z' + 1)
                            .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                            .toString();
                }
            })
            .limit(800)
            .toList();

    /** Half of the dates are written as nobody can read them, and some people have none. */
    @Test
    void dates_that_cannot_be_read_are_told_with_an_example() {
        RecordTable.Builder table = RecordTable.builder(List.of(
                new RecordTable.Column("prenom", ColumnRole.GIVEN_NAME),
                new RecordTable.Column("naissance", ColumnRole.BIRTH_DATE)));
        for (int person = 0; person < 40; person++) {
            table.add(List.of(
                    NAMES.get(person),
                    person % 4 == 0 ? "inconnu" : person % 4 == 1 ? "lune rousse" : "12/06/" + (1950 + person)));
        }
        RecordTable records = table.build();
        assertThat(run(records, 1).model().cautions())
                .filteredOn(caution -> caution.code().equals("unread"))
                .singleElement()
                .satisfies(caution -> {
                    assertThat(caution.message(Locale.ENGLISH)).contains("'naissance', 33 %", "'lune rousse'");
                    assertThat(caution.message(Locale.FRENCH)).contains("« lune rousse »");
                });
    }

    @Test
    void a_date_that_everybody_has_can_be_read() {
        RecordTable.Builder table = RecordTable.builder(List.of(
                new RecordTable.Column("prenom", ColumnRole.GIVEN_NAME),
                new RecordTable.Column("naissance", ColumnRole.BIRTH_DATE)));
        for (int person = 0; person < 40; person++) {
            table.add(List.of(NAMES.get(person), "1985-06-12"));
        }
        RecordTable records = table.build();
        assertThat(run(records, 1).model().cautions())
                .noneMatch(caution -> caution.code().equals("unread"));
    }

    /** Few know their age exactly. */
    @Test
    void ages_are_compared_as_years_are() {
        Random random = new Random(9);
        RecordTable.Builder table = RecordTable.builder(List.of(
                new RecordTable.Column("prenom", ColumnRole.GIVEN_NAME),
                new RecordTable.Column("nom", ColumnRole.FAMILY_NAME),
                new RecordTable.Column("age", ColumnRole.AGE),
                new RecordTable.Column("village", ColumnRole.PLACE)));
        List<String> truth = new ArrayList<>();
        for (int person = 0; person < 1500; person++) {
            int age = random.nextInt(80);
            for (int times = random.nextInt(8) == 0 ? 2 : 1; times > 0; times--) {
                table.add(List.of(
                        NAMES.get(person % 150),
                        NAMES.get(500 + person / 10),
                        Math.max(0, age + random.nextInt(3) - 1) + (random.nextBoolean() ? " ans" : ""),
                        NAMES.get(700 + person % 40)));
                truth.add("p" + person);
            }
        }
        DedupResult result = run(table.build(), 2);
        assertThat(result.model().fields().get(2).levels())
                .filteredOn(level -> level.name().equals("years near"))
                .isNotEmpty()
                .allSatisfy(level -> assertThat(level.bits()).isPositive());
        Explanation why = result.explain(
                result.matches().get(0).left(), result.matches().get(0).right());
        assertThat(why.parts().get(2).left()).matches("\\d{1,2}");
        assertThat(Evaluation.of(result, truth.toArray(String[]::new), null)
                        .pairs()
                        .f1())
                .isGreaterThan(0.9);
    }

    @Test
    void an_explanation_adds_up_to_the_weight() {
        People people = People.generate(500, 2);
        DedupResult result = run(people.table(), 2);
        for (Match match : result.matches()) {
            Explanation why = result.explain(match.left(), match.right());
            double sum = why.prior();
            for (Explanation.Part part : why.parts()) {
                sum += part.bits();
            }
            assertThat(sum - why.kinship()).isCloseTo(match.weight(), within(1e-4));
            assertThat(why.parts().stream().filter(part -> !part.field().equals(Explanation.TOGETHER)))
                    .hasSameSizeAs(People.COLUMNS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mubonibo, said, sayd, mubonibo, nearly swapped with family name",
        "mubonibo, said, s, mubonibo, nearly swapped with family name",
        "mubonibo, said, sayd, mubonido, nearly swapped with family name",
        "mubonibo, said, karim, mubonibo, different",
        "mubonibo, said, sayd, karimou, different",
    })
    void names_in_each_others_place_are_seen_though_one_is_misspelt(
            String given, String family, String otherGiven, String otherFamily, String level) {
        People people = People.generate(500, 2);
        List<List<String>> rows = new ArrayList<>(people.rows());
        rows.add(List.of(given, family, "1980-02-08", "F", "", ""));
        rows.add(List.of(otherGiven, otherFamily, "1980-02-08", "F", "", ""));
        RecordTable.Builder table = RecordTable.builder(People.COLUMNS);
        rows.forEach(table::add);
        DedupResult result = run(table.build(), 2);
        Explanation why = result.explain(rows.size() - 2, rows.size() - 1);
        assertThat(why.parts().get(0).level()).isEqualTo(level);
        assertThat(why.parts().get(1).level()).isEqualTo(level.equals("different") ? "different" : "see given name");
        assertThat(why.text(Locale.FRENCH)).contains("femme").doesNotContain("FEMALE");
    }

    @Test
    void every_pair_is_compared_and_those_worth_a_look_are_shown_once() {
        DedupResult result = run(People.generate(400, 3).table(), 2);
        long records = result.clusters().length;
        assertThat(result.pairsCompared()).isEqualTo(records * (records - 1) / 2);
        Set<Long> seen = new HashSet<>();
        result.forEachPair((left, right, weight) -> assertThat(
                        seen.add((long) Math.min(left, right) << 32 | Math.max(left, right)))
                .isTrue());
        assertThat(result.matches())
                .allSatisfy(match -> assertThat(seen).contains((long) match.left() << 32 | match.right()));
        assertThat(seen.size()).isLessThan((int) records);
        long found = result.model().rules().stream()
                .mapToLong(ModelSummary.Rule::found)
                .sum();
        assertThat(found).isEqualTo(result.pairsCompared());
    }

    @Test
    void where_everybody_stands_many_times_more_pairs_are_compared() {
        DedupResult once = run(manyTimes(1), 2);
        DedupResult often = run(manyTimes(16), 2);
        assertThat(forecast(once)).isLessThanOrEqualTo(2_000_000);
        assertThat(forecast(often)).isBetween(2_200_000L, 10_000_000L);
        // From a share of the pairs it was learned how many there are: that must not depend on the threads either.
        DedupResult alone = run(manyTimes(16), 1);
        assertThat(alone.clusters()).isEqualTo(often.clusters());
        assertThat(alone.matches()).isEqualTo(often.matches());
        assertThat(often.clusterCount()).isBetween(900, 1100);
    }

    private static long forecast(DedupResult result) {
        return result.model().rules().stream()
                .mapToLong(ModelSummary.Rule::forecast)
                .sum();
    }

    /** 16,000 records, each person so often among them, in half of them with a letter less in the family name. */
    private static RecordTable manyTimes(int times) {
        Random random = new Random(4);
        RecordTable.Builder table = RecordTable.builder(People.COLUMNS.subList(0, 3));
        for (int person = 0; person < 16_000 / times; person++) {
            String given = NAMES.get(random.nextInt(40));
            String family = NAMES.get(random.nextInt(400));
            String birth = birth(1940 + random.nextInt(70), random);
            for (int record = 0; record < times; record++) {
                table.add(List.of(given, record % 2 == 0 ? family : family.substring(1), birth));
            }
        }
        return table.build();
    }

    @Test
    void two_members_of_one_household_are_two_people() {
        People people = People.generate(300, 4);
        List<RecordTable.Column> columns = new ArrayList<>(People.COLUMNS);
        columns.add(new RecordTable.Column("menage", ColumnRole.HOUSEHOLD));
        RecordTable.Builder table = RecordTable.builder(columns);
        int row = 0;
        for (List<String> values : people.rows()) {
            List<String> with = new ArrayList<>(values);
            with.add("h" + row++ / 2);
            table.add(with);
        }
        int[] clusters = run(table.build(), 2).clusters();
        for (int first = 0; first + 1 < clusters.length; first += 2) {
            assertThat(clusters[first]).isNotEqualTo(clusters[first + 1]);
        }
    }

    @Test
    void linking_matches_across_sources_only() {
        People people = People.generate(600, 5);
        List<RecordTable.Column> columns = new ArrayList<>(People.COLUMNS);
        columns.add(new RecordTable.Column("liste", ColumnRole.SOURCE));
        RecordTable.Builder table = RecordTable.builder(columns);
        List<String> sources = new ArrayList<>();
        for (int row = 0; row < people.rows().size(); row++) {
            boolean again =
                    row > 0 && people.truth().get(row).equals(people.truth().get(row - 1));
            List<String> with = new ArrayList<>(people.rows().get(row));
            sources.add(again ? "b" : "a");
            with.add(sources.get(row));
            table.add(with);
        }
        DedupResult result = run(table.build(), 2);
        assertThat(result.matches())
                .isNotEmpty()
                .allMatch(m -> !sources.get(m.left()).equals(sources.get(m.right())));
        Evaluation quality =
                Evaluation.of(result, people.truth().toArray(String[]::new), sources.toArray(String[]::new));
        assertThat(quality.clusterPairs().f1()).isGreaterThan(0.95);
    }

    /** A page of text in a column of names or remarks: it ends, and who has the same page is found. */
    @ParameterizedTest
    @EnumSource(
            value = ColumnRole.class,
            names = {"FULL_NAME", "GIVEN_NAME", "ADDRESS"})
    void texts_as_long_as_a_page_are_compared_too(ColumnRole role) {
        Random random = new Random(9);
        RecordTable.Builder table = RecordTable.builder(List.of(
                new RecordTable.Column("texte", role), new RecordTable.Column("naissance", ColumnRole.BIRTH_DATE)));
        for (int person = 0; person < 800; person++) {
            String page = String.join(
                    " ", random.ints(1000, 0, 40).mapToObj(NAMES::get).toList());
            String birth = birth(1940 + random.nextInt(70), random);
            for (int times = person % 10 == 0 ? 2 : 1; times > 0; times--) {
                table.add(List.of(page, birth));
            }
        }
        assertThat(run(table.build(), 2).clusterCount()).isBetween(800, 880);
    }

    @Test
    void placeholders_and_blanks_never_match_each_other() {
        RecordTable.Builder table = RecordTable.builder(People.COLUMNS);
        People.generate(200, 6).rows().forEach(table::add);
        for (int i = 0; i < 5; i++) {
            table.add(List.of("inconnu", "INCONNU", "", "", "99999999", "N/A"));
        }
        DedupResult result = run(table.build(), 1);
        int rows = result.clusters().length;
        assertThat(result.matches()).noneMatch(match -> match.right() >= rows - 5);
    }

    @Test
    void what_cannot_be_matched_is_refused_in_words() {
        assertThatThrownBy(() -> run(RecordTable.builder(People.COLUMNS).build(), 1))
                .hasMessageContaining("Maybe");
        RecordTable.Builder same = RecordTable.builder(List.of(new RecordTable.Column("sexe", ColumnRole.SEX)));
        same.add(List.of("M")).add(List.of("M"));
        RecordTable table = same.build();
        assertThatThrownBy(() -> run(table, 1)).hasMessageContaining("No column tells people apart");
        assertThatThrownBy(() -> Deduplicator.builder().threads(0)).hasMessageContaining("Maybe");
        assertThatThrownBy(() -> Deduplicator.builder().precision(2)).hasMessageContaining("Maybe");
        assertThatThrownBy(() -> RecordTable.builder(People.COLUMNS).add(List.of("x")))
                .hasMessageContaining("Maybe");
    }

    /** A pair that weighs exactly as much as the threshold is a match, and its records are one person. */
    @Test
    void the_weakest_match_is_in_one_cluster() {
        DedupResult result = run(People.generate(800, 8).table(), 2);
        int[] clusters = result.clusters();
        Match weakest = result.matches().get(result.matches().size() - 1);
        assertThat(weakest.weight()).isEqualTo(result.threshold());
        boolean alone = result.matches().stream()
                .filter(m -> m != weakest)
                .allMatch(m -> m.left() != weakest.left()
                        && m.right() != weakest.right()
                        && m.left() != weakest.right()
                        && m.right() != weakest.left());
        assertThat(alone).isTrue();
        assertThat(clusters[weakest.left()]).isEqualTo(clusters[weakest.right()]);
    }

    @Test
    void two_records_or_a_handful_are_enough_not_to_fail() {
        for (int n : new int[] {2, 3, 5}) {
            RecordTable.Builder table = RecordTable.builder(People.COLUMNS);
            for (int i = 0; i < n; i++) {
                table.add(List.of("Ama" + i % 2, "Kpodo", "1985-06-1" + i, "F", "", "Kara" + i));
            }
            assertThat(run(table.build(), 2).clusters()).hasSize(n);
        }
    }

    @Test
    void the_report_stands_alone_in_both_languages() throws IOException {
        People people = People.generate(300, 7);
        DedupResult result = run(people.table(), 2);
        List<String> ids = new ArrayList<>();
        for (int row = 0; row < people.rows().size(); row++) {
            ids.add("<id&" + row + ">");
        }
        Evaluation quality = Evaluation.of(result, people.truth().toArray(String[]::new), null);
        for (Locale locale : List.of(Locale.ENGLISH, Locale.FRENCH)) {
            StringBuilder page = new StringBuilder();
            MatchReport.write(page, result, ids, quality, locale);
            assertThat(page)
                    .startsWith("<!doctype html>")
                    .contains("lang=\"" + locale.getLanguage() + "\"")
                    .contains("&lt;id&amp;")
                    .contains("id=\"choices\"", "id=\"clusters\"", "curve-two", "<circle");
            assertThat(page)
                    .doesNotContain("<id&")
                    .doesNotContain("http")
                    .doesNotContain("<script")
                    .doesNotContain("NaN");
        }
    }
}
