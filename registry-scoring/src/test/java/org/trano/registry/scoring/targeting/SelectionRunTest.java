package org.trano.registry.scoring.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.InterviewRecorded;
import org.trano.registry.core.event.ListValidated;
import org.trano.registry.core.event.ProgrammeDefined;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.SelectionMade;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.programme.Programme;
import org.trano.registry.core.programme.ProgrammeId;
import org.trano.registry.core.programme.ValidationRound;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.core.survey.Answer;
import org.trano.registry.core.survey.Interview;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.Neediest;

/** A list that is recorded can be made again, whatever has become of the registry since. */
class SelectionRunTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final DeclaredModel MODEL = DeclaredModel.parse(
            "{\"model\": \"linear-pmt\", \"id\": \"m\", \"version\": \"2\", \"indicators\": {\"land\": {\"type\": \"number\"}, \"size\": {\"type\": \"number\", \"registry\": \"household_size\"}},"
                    + " \"intercept\": 5, \"terms\": [{\"indicator\": \"land\", \"coefficient\": 0.1}, {\"indicator\": \"size\", \"transform\": \"log\", \"coefficient\": -0.7}], \"cutoff\": 5}",
            "m.json");
    private static final SelectionTerms TERMS =
            new SelectionTerms("30%", SelectionTerms.Counting.PERSONS, null, 4, 0.2, "a word", true, 0.05, null, null);

    private static Household household(int number, int land, int size) {
        Household.Builder home = Household.builder(
                        HouseholdId.create(),
                        new Interview(DAY, Map.of("land", new Answer.Numeric(BigDecimal.valueOf(land)))))
                .identifier(new Identifier(Identifier.SOURCE, "H" + number))
                .area("TG0" + (1 + number % 3) + "01");
        for (int i = 0; i < size; i++) {
            home.member(new Member(
                    Person.builder(PersonId.create()).build(),
                    i == 0 ? RelationshipToHead.HEAD : RelationshipToHead.CHILD,
                    Map.of()));
        }
        return home.build();
    }

    /** A clock that stands until it is moved. */
    private static final class SteppedClock extends Clock {
        Instant now = Instant.parse("2026-03-02T08:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static EventContext context() {
        return new EventContext(DAY, "tester", "test", "test");
    }

    @Test
    void a_recorded_list_is_made_again_to_the_bit_after_the_registry_has_changed() {
        SteppedClock clock = new SteppedClock();
        Random random = new Random(4);
        try (Registry registry =
                Registry.builder(new MemoryStore()).clock(clock).build()) {
            List<Household> homes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Household home = household(i, random.nextInt(12), 1 + random.nextInt(7));
                homes.add(home);
                registry.record(new HouseholdRegistered(home), context());
            }
            ProgrammeId programme = ProgrammeId.create();
            registry.record(
                    new ProgrammeDefined(new Programme(programme, Map.of("", "p"), null, List.of())), context());
            SelectionRun run = SelectionRun.of(MODEL, TERMS, registry::households);
            Recorded list = registry.record(run.event(programme, DAY.plusDays(1), clock.instant()), context());
            List<ValidationRound> rounds = List.of(ValidationRound.builder("TG01", DAY.plusDays(9))
                    .present(8, 9)
                    .exclude(firstSelected(run), "moved to the coast")
                    .minutes("under the mango tree")
                    .build());
            String validatedHash = run.resultHash(CommunityValidation.limitedTo(0.5)
                    .apply(run.candidates(), run.selection(), rounds)
                    .selection());
            assertThat(validatedHash).isNotEqualTo(run.resultHash());
            registry.record(new ListValidated(programme, list.id(), 0.5, rounds, validatedHash), context());
            clock.now = clock.now.plusSeconds(60);
            // Somebody is asked again, and others come: today's list is another one.
            registry.record(
                    new InterviewRecorded(
                            homes.get(3).id(),
                            new Interview(DAY, Map.of("land", new Answer.Numeric(BigDecimal.valueOf(99)))),
                            Map.of()),
                    context());
            for (int i = 60; i < 70; i++) {
                registry.record(new HouseholdRegistered(household(i, 0, 9)), context());
            }
            SelectionMade made = registry.history(Subject.of(programme)).stream()
                    .map(Recorded::event)
                    .filter(SelectionMade.class::isInstance)
                    .map(SelectionMade.class::cast)
                    .findFirst()
                    .orElseThrow();
            SelectionRun again = SelectionRun.replay(registry.asOf(made.effective(), made.knownAt()), made, List.of());
            assertThat(again.isSameAs(made)).isTrue();
            assertThat(again.resultHash()).isEqualTo(run.resultHash());
            ListValidated said = registry.history(Subject.of(programme)).stream()
                    .map(Recorded::event)
                    .filter(ListValidated.class::isInstance)
                    .map(ListValidated.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(said.rounds()).isEqualTo(rounds);
            assertThat(again.resultHash(again.validated(said).selection())).isEqualTo(said.resultHash());
            assertThat(registry.verify(Progress.SILENT).isIntact()).isTrue();
            assertThat(SelectionRun.of(MODEL, TERMS, registry::households).isSameAs(made))
                    .isFalse();
            // Another model under the same name is found out.
            SelectionMade forged = new SelectionMade(
                    programme,
                    made.model(),
                    made.modelHash(),
                    made.modelText().replace("-0.7", "-0.6"),
                    made.terms(),
                    made.effective(),
                    made.knownAt(),
                    made.inputHash(),
                    made.resultHash(),
                    made.households(),
                    made.selected(),
                    made.waiting());
            assertThat(SelectionRun.replay(registry.asOf(made.effective(), made.knownAt()), forged, List.of())
                            .isSameAs(forged))
                    .isFalse();
        }
    }

    private static String firstSelected(SelectionRun run) {
        for (int row = 0; row < run.candidates().size(); row++) {
            if (run.candidates().area(row).equals("TG01")
                    && run.selection().outcome(row) == Selection.Outcome.SELECTED) {
                return run.candidates().household(row);
            }
        }
        throw new AssertionError("nobody is selected");
    }

    @Property(tries = 50)
    void the_order_in_which_households_come_changes_no_hash(@ForAll long seed) {
        Random random = new Random(seed);
        List<Household> homes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            homes.add(household(i, random.nextInt(4), 1 + random.nextInt(4)));
        }
        SelectionRun one = SelectionRun.of(MODEL, TERMS, homes::forEach);
        Collections.shuffle(homes, random);
        SelectionRun other = SelectionRun.of(MODEL, TERMS, homes::forEach);
        assertThat(other.inputHash()).isEqualTo(one.inputHash());
        assertThat(other.resultHash()).isEqualTo(one.resultHash());
    }

    @Test
    void terms_can_be_written_down_and_read_again() {
        SelectionTerms dated = new SelectionTerms(
                "TG01=3,TG02=4", SelectionTerms.Counting.HOUSEHOLDS, null, 0, 0.1, "", false, -1, DAY, null);
        for (SelectionTerms terms : List.of(TERMS, dated)) {
            assertThat(SelectionTerms.of(terms.toMap())).isEqualTo(terms);
        }
        assertThat(TERMS.area("TG0301")).isEqualTo("TG03");
        for (String wrong : List.of("x", "120%", "-3", "TG01=", "=3x")) {
            assertThatThrownBy(() -> new SelectionTerms(
                            wrong, SelectionTerms.Counting.HOUSEHOLDS, null, 0, 0.1, "", false, -1, null, null))
                    .isInstanceOf(DataException.class);
        }
        assertThatThrownBy(() -> SelectionTerms.of(Map.of())).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> SelectionTerms.of(Map.of(
                        "quota",
                        "1",
                        "counting",
                        "cows",
                        "area_prefix",
                        "0",
                        "waiting",
                        "0",
                        "lottery",
                        "",
                        "eligible_only",
                        "false",
                        "review_band",
                        "-1")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cows");
    }

    @Test
    void terms_of_money_and_of_time_are_written_down_and_read_again() {
        SelectionTerms terms = new SelectionTerms(
                "250000",
                SelectionTerms.Counting.MONEY,
                new TransferValue(10_000, 2_500, 6),
                4,
                0.1,
                "a word",
                false,
                -1,
                DAY,
                new Recertification(Period.ofYears(2), Period.ofMonths(30)));
        assertThat(SelectionTerms.of(terms.toMap())).isEqualTo(terms);
        Map<String, String> broken = new HashMap<>(terms.toMap());
        broken.put("transfer_person", "-1");
        assertThatThrownBy(() -> SelectionTerms.of(broken)).isInstanceOf(DataException.class);
        broken.putAll(terms.toMap());
        broken.remove("data_age");
        assertThatThrownBy(() -> SelectionTerms.of(broken)).hasMessageContaining("data_age");
        broken.putAll(terms.toMap());
        broken.remove("transfer_household");
        assertThatThrownBy(() -> SelectionTerms.of(broken)).isInstanceOf(DataException.class);
    }

    @Property
    void a_budget_is_never_overdrawn_and_whoever_ended_the_list_did_not_fit(
            @ForAll @LongRange(max = 3_000_000) long budget,
            @ForAll @LongRange(max = 30_000) long perHousehold,
            @ForAll @LongRange(min = 1, max = 9_000) long perPerson,
            @ForAll @IntRange(min = 1, max = 9) int mostPersons,
            @ForAll long seed) {
        TransferValue transfer = new TransferValue(perHousehold, perPerson, mostPersons);
        SelectionTerms terms = new SelectionTerms(
                Long.toString(budget), SelectionTerms.Counting.MONEY, transfer, 0, 0, "", false, -1, null, null);
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        double[] scores = new double[40];
        for (int i = 0; i < scores.length; i++) {
            ids.add("H" + i);
            sizes.add(1 + random.nextInt(12));
            scores[i] = random.nextInt(20);
        }
        Candidates candidates =
                terms.candidates(ids, Collections.nCopies(40, "TG"), sizes, scores, Neediest.LOWEST, null);
        Selection selection = terms.targeting().select(candidates);
        long spent = 0;
        long all = 0;
        long next = Long.MAX_VALUE;
        for (int row = 0; row < scores.length; row++) {
            long cost = perHousehold + perPerson * Math.min(mostPersons, sizes.get(row));
            assertThat(candidates.load(row)).isEqualTo(cost);
            all += cost;
            if (selection.outcome(row) == Selection.Outcome.SELECTED) {
                spent += cost;
            } else if (selection.rank(row) == selection.count(Selection.Outcome.SELECTED) + 1) {
                next = cost;
            }
        }
        assertThat(spent).isLessThanOrEqualTo(budget);
        assertThat(spent == all || spent + next > Math.min(budget, all)).isTrue();
    }
}
