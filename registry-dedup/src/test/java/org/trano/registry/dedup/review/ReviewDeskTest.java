package org.trano.registry.dedup.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.Enrolled;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.IdentityDecided;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.IdentityStanding;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.person.Verdict;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.programme.Enrolment;
import org.trano.registry.core.programme.EnrolmentId;
import org.trano.registry.core.programme.ProgrammeId;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.core.survey.Interview;
import org.trano.registry.dedup.Decision;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.Deduplicator;
import org.trano.registry.dedup.MatchSetup;
import org.trano.registry.dedup.desk.DecisionRule;

/** What reviewers decide, as stories, and what follows from it. */
class ReviewDeskTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 10);
    private static final EventContext CONTEXT = new EventContext(DAY, "office", "review", "desk");

    private final Registry registry = Registry.open(new MemoryStore());
    private final ReviewDesk reviews = ReviewDesk.of(registry);

    @AfterEach
    void close() {
        assertThat(registry.verify(Progress.SILENT).faults()).isEmpty();
        registry.close();
    }

    private Person register(String given, String surname, String birth, String area) {
        Person person = Person.builder(PersonId.create())
                .name(new PersonName(given, surname, null))
                .sex(Sex.FEMALE)
                .birth(UncertainDate.parse(birth))
                .build();
        register(area, person);
        return person;
    }

    private HouseholdId register(String area, Person... people) {
        Household.Builder household = Household.builder(HouseholdId.create(), new Interview(DAY, Map.of()))
                .area(area);
        for (Person each : people) {
            household.member(new Member(each, RelationshipToHead.UNKNOWN, Map.of()));
        }
        Household built = household.build();
        registry.record(new HouseholdRegistered(built), CONTEXT);
        return built.id();
    }

    private void enrol(Person person, ProgrammeId programme) {
        registry.record(
                new Enrolled(
                        registry.findByMember(person.id()).get(0),
                        new Enrolment(EnrolmentId.create(), programme, person.id(), Enrolment.ENROLLED, DAY, null)),
                CONTEXT);
    }

    private void decide(Person one, Person other, Verdict verdict, String reviewer) {
        reviews.decide(IdentityDecision.of(one.id(), other.id(), verdict, reviewer, ""), CONTEXT);
    }

    private void ask(Person one, Person other, double weight) {
        reviews.decide(
                IdentityDecision.of(one.id(), other.id(), Verdict.UNSURE, ReviewDesk.MODEL, "")
                        .weighing(weight),
                CONTEXT);
    }

    @Test
    void what_is_worth_most_comes_first() {
        Person a = register("Afi", "Mensah", "1985", "TG01");
        Person b = register("Afi", "Mensa", "1985", "TG01");
        Person c = register("Ama", "Lawson", "1990", "TG02");
        Person d = register("Ama", "Lawson", "1991", "TG02");
        Person e = register("Esi", "Dossou", "1970", "TG03");
        Person f = register("Esi", "Dosou", "1970", "TG03");
        ask(a, b, 1);
        ask(c, d, 1);
        ask(e, f, 9);
        ProgrammeId cash = ProgrammeId.create();
        enrol(c, cash);
        enrol(d, cash);
        List<ReviewCase> queue = reviews.queue();
        assertThat(queue).extracting(ReviewCase::one).containsExactly(c.id(), a.id(), e.id());
        // Two thirds that they are one: apart, one and one payment twice; together, one and the lost enrolment.
        assertThat(queue.get(0).worth()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(queue.get(1).worth()).isCloseTo(1.0 / 3, within(1e-9));
        decide(c, d, Verdict.SAME, "officer-17");
        assertThat(reviews.queue()).hasSize(2);
        decide(c, d, Verdict.UNSURE, "officer-17");
        assertThat(reviews.queue()).as("who thinks again reopens the case").hasSize(3);
    }

    @Test
    void of_two_who_look_without_knowing_of_each_other_the_second_sees_nothing_of_the_first() {
        Person a = register("Afi", "Mensah", "1985", "TG01");
        Person b = register("Afi", "Mensa", "1985", "TG01");
        ask(a, b, 2);
        reviews.decide(
                IdentityDecision.of(a.id(), b.id(), Verdict.SAME, "officer-17", "same mother")
                        .ofTwo(),
                CONTEXT);
        assertThat(reviews.queue("officer-17")).as("has decided").isEmpty();
        ReviewCase second = reviews.queue("officer-18").get(0);
        assertThat(second.isBlind()).isTrue();
        assertThat(second.decisions()).extracting(IdentityDecision::reviewer).containsExactly("model");
        assertThat(reviews.queue().get(0).decisions()).hasSize(2);
        decide(a, b, Verdict.DIFFERENT, "officer-18");
        ReviewCase disputed = reviews.queue("officer-17").get(0);
        assertThat(disputed.standing()).isEqualTo(IdentityStanding.DISPUTED);
        assertThat(disputed.decisions()).as("now all is on the table").hasSize(3);
    }

    @Test
    void cases_that_hang_together_come_together() {
        Person a = register("Afi", "Mensah", "1985", "TG01");
        Person b = register("Afi", "Mensa", "1985", "TG01");
        Person c = register("Affi", "Mensah", "1985", "TG01");
        Person d = register("Ama", "Lawson", "1990", "TG02");
        Person e = register("Ama", "Lawson", "1991", "TG02");
        ask(a, b, 0);
        ask(d, e, 1);
        ask(b, c, 7);
        List<ReviewCase> queue = reviews.queue();
        assertThat(queue).extracting(ReviewCase::other).containsExactly(b.id(), c.id(), e.id());
        assertThat(queue).extracting(ReviewCase::group).containsExactly(a.id(), a.id(), d.id());
    }

    @Test
    void what_contradicts_others_by_way_of_a_third_is_refused_in_words() {
        Person a = register("Afi", "Mensah", "1985", "TG01");
        Person b = register("Afi", "Mensa", "1985", "TG01");
        Person c = register("Affi", "Mensah", "1985", "TG01");
        decide(a, b, Verdict.SAME, "officer-17");
        decide(a, c, Verdict.DIFFERENT, "officer-17");
        assertThatThrownBy(() -> decide(b, c, Verdict.SAME, "officer-18"))
                .hasMessageContaining(a.id().toString())
                .hasMessageContaining("Maybe");
        decide(a, c, Verdict.SAME, "officer-17");
        assertThatThrownBy(() -> decide(b, c, Verdict.DIFFERENT, "officer-18"))
                .hasMessageContaining("by way of other records")
                .isInstanceOfSatisfying(
                        DataException.class,
                        refusal -> assertThat(refusal.problem().describe(Locale.FRENCH))
                                .contains(b.id().toString(), "par l'intermédiaire d'autres fiches"));
        decide(a, b, Verdict.DIFFERENT, "officer-17");
        decide(b, c, Verdict.DIFFERENT, "officer-18");
        assertThat(registry.identity(a.id()).orElseThrow().records()).containsExactly(a.id(), c.id());
    }

    /** Three hundred people of whom a hundred stand there twice, with mistakes; and as many namesakes. */
    private List<Person[]> village(long seed) {
        Random random = new Random(seed);
        List<String> names = List.of("Afi", "Ama", "Abla", "Esi", "Efua", "Yawa", "Akou", "Adjo", "Dela", "Sena");
        List<String> families = List.of(
                "Mensah", "Lawson", "Dossou", "Amegan", "Kpodar", "Agbeko", "Tchalla", "Sossou", "Bawa", "Ayeva");
        List<Person[]> twice = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String given = names.get(random.nextInt(10));
            String surname = families.get(random.nextInt(10));
            LocalDate birth = LocalDate.of(1950 + random.nextInt(50), 1, 1).plusDays(random.nextInt(360));
            Person one = register(given, surname, birth.toString(), "TG0" + random.nextInt(9));
            if (i % 3 == 0) {
                String slip = random.nextBoolean() ? surname + "h" : surname.substring(1);
                String when = random.nextInt(3) > 0
                        ? birth.toString()
                        : birth.plusDays(1).toString();
                twice.add(new Person[] {one, register(given, slip, when, "TG0" + random.nextInt(9))});
            }
        }
        return twice;
    }

    @Test
    void decisions_hold_in_every_later_run_and_teach_it() {
        List<Person[]> twice = village(7);
        RegistryRecords records = RegistryRecords.of(registry);
        assertThat(records.decisions()).isEmpty();
        DedupResult result = Deduplicator.builder().build().run(records.table(), records.decisions());
        int asked = reviews.propose(records, result, 40, CONTEXT);
        assertThat(asked).isBetween(1, 40);
        assertThat(reviews.queue()).hasSize(asked);
        assertThat(reviews.propose(records, result, 0, CONTEXT)).isZero();
        for (ReviewCase each : reviews.queue("officer-17")) {
            boolean same = twice.stream()
                    .anyMatch(pair ->
                            pair[0].id().equals(each.one()) && pair[1].id().equals(each.other()));
            reviews.decide(
                    IdentityDecision.of(
                            each.one(), each.other(), same ? Verdict.SAME : Verdict.DIFFERENT, "officer-17", ""),
                    CONTEXT);
        }
        assertThat(reviews.queue()).isEmpty();
        RegistryRecords after = RegistryRecords.of(registry);
        assertThat(after.decisions()).hasSize(asked);
        DedupResult learned = Deduplicator.builder().build().run(after.table(), after.decisions());
        int[] clusters = learned.clusters();
        for (Decision decision : after.decisions()) {
            assertThat(clusters[decision.left()] == clusters[decision.right()]).isEqualTo(decision.same());
        }
        SetupEffect effect = SetupEffect.between(result, learned, after.decisions());
        assertThat(effect.decided()).isEqualTo(asked);
        assertThat(effect.agreedAfter()).isGreaterThanOrEqualTo(effect.agreedBefore());
        assertThat(effect.matchesAfter()).isEqualTo(effect.matchesBefore() + effect.gained() - effect.lost());
        // What was learned is kept and used again.
        MatchSetup setup = MatchSetup.parse(learned.setup().toJson());
        DedupResult again = Deduplicator.builder().setup(setup).build().run(after.table(), after.decisions());
        assertThat(again.clusters()).isEqualTo(clusters);
        assertThat(reviews.learn(DecisionRule.standard()))
                .as("what a run noted says nothing of searches")
                .isEqualTo(DecisionRule.standard());
    }

    /** Thirty times the desk was nearly sure, and it was somebody else: then it is less sure. */
    @Test
    void the_desk_learns_how_far_its_odds_hold() {
        Person one = register("Afi", "Mensah", "1985", "TG01");
        for (int i = 0; i < 30; i++) {
            Person other = register("Afi", "Mensah", "1985", "TG0" + i);
            reviews.decide(
                    IdentityDecision.of(one.id(), other.id(), Verdict.UNSURE, "desk", "")
                            .weighing(7),
                    CONTEXT);
            decide(one, other, Verdict.DIFFERENT, "officer-17");
        }
        DecisionRule before = DecisionRule.standard();
        DecisionRule after = reviews.learn(before);
        assertThat(after.best().probability(7)).isLessThan(before.best().probability(7) - 0.3);
        assertThat(after.wrongKnown()).isEqualTo(before.wrongKnown());
    }

    @Test
    void a_person_of_two_households_is_one_and_a_contradiction_holds_nobody_together() {
        village(8);
        Person child = register("Kodjo", "Mensah", "2015", "TG01");
        register("TG02", child);
        Person a = register("Afi", "Mensah", "1985", "TG01");
        Person b = register("Afi", "Mensa", "1985", "TG01");
        Person c = register("Affi", "Mensah", "1985", "TG01");
        decide(a, child, Verdict.DIFFERENT, "officer-17");
        decide(a, b, Verdict.SAME, "officer-17");
        decide(b, c, Verdict.SAME, "officer-17");
        // Past the desk, as two writers may who do not see each other.
        registry.record(
                new IdentityDecided(IdentityDecision.of(a.id(), c.id(), Verdict.DIFFERENT, "officer-18", "")), CONTEXT);
        RegistryRecords records = RegistryRecords.of(registry);
        assertThat(records.contradictions())
                .singleElement()
                .satisfies(identity -> assertThat(identity.records()).containsExactly(a.id(), b.id(), c.id()));
        assertThat(records.decisions())
                .filteredOn(Decision::same)
                .singleElement()
                .satisfies(decision -> {
                    assertThat(records.person(decision.left())).isEqualTo(child.id());
                    assertThat(records.person(decision.right())).isEqualTo(child.id());
                });
        Deduplicator.builder().build().run(records.table(), records.decisions());
    }

    /** Groups kept one pair at a time, in any order, are those of a whole run with the same set-up. */
    @Test
    void live_clusters_of_a_register_are_those_of_the_run() {
        village(9);
        RegistryRecords records = RegistryRecords.of(registry);
        DedupResult result = Deduplicator.builder().build().run(records.table());
        record Pair(int a, int b, double weight) {}
        List<Pair> pairs = new ArrayList<>();
        result.forEachPair((a, b, weight) -> pairs.add(new Pair(a, b, weight)));
        int[] clusters = result.clusters();
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(pairs, new Random(seed));
            LiveClusters<Integer> live = LiveClusters.of(
                    result.threshold(), (a, b) -> !records.household(a).equals(records.household(b)));
            for (Pair pair : pairs) {
                live.put(pair.a, pair.b, pair.weight);
                live.cluster(pair.a);
            }
            for (int row = 0; row < clusters.length; row++) {
                int cluster = clusters[row];
                List<Integer> expected = new ArrayList<>();
                for (int other = 0; other < clusters.length; other++) {
                    if (clusters[other] == cluster) {
                        expected.add(other);
                    }
                }
                assertThat(live.cluster(row)).containsExactlyElementsOf(expected);
            }
        }
    }
}
