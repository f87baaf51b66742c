package org.trano.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trano.registry.core.Village.as;
import static org.trano.registry.core.Village.day;
import static org.trano.registry.core.Village.evening;
import static org.trano.registry.core.Village.on;
import static org.trano.registry.core.Village.person;
import static org.trano.registry.core.household.RelationshipToHead.HEAD;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.event.IdentityDecided;
import org.trano.registry.core.event.PersonDescribed;
import org.trano.registry.core.event.PersonDied;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Retracted;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Identity;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.IdentityStanding;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.person.Verdict;

/** Two records that are one person, or are not: nothing is lost by joining them, and nothing by taking that back. */
class IdentityTest {
    private final Village village = new Village();
    private final Registry registry = village.registry;

    private Recorded decide(Person one, Person other, Verdict verdict, String reviewer) {
        return village.record(
                new IdentityDecided(IdentityDecision.of(one.id(), other.id(), verdict, reviewer, "")), "2026-03-01");
    }

    private Identity identity(Person record) {
        return registry.identity(record.id()).orElseThrow();
    }

    @Test
    void a_woman_registered_twice_is_joined_and_both_her_ids_lead_to_her() {
        Person afi = person("Afi Mensah", Sex.FEMALE, "1985-06-12");
        Person again = person("Affi Mensa", Sex.FEMALE, "1985");
        village.register("2026-01-05", as(HEAD, afi));
        village.register("2026-02-05", as(HEAD, again));
        assertThat(identity(again).records()).containsExactly(again.id());
        decide(again, afi, Verdict.SAME, "officer-17");
        assertThat(identity(again)).isEqualTo(identity(afi));
        assertThat(identity(again).id()).as("the id that was given first").isEqualTo(afi.id());
        assertThat(identity(afi).records()).containsExactly(afi.id(), again.id());
        assertThat(registry.asOf(day("2026-02-28"))
                        .identity(again.id())
                        .orElseThrow()
                        .id())
                .as("the day before")
                .isEqualTo(again.id());
        assertThat(registry.identity(PersonId.create())).isEmpty();
        assertThat(registry.verify(Progress.SILENT).faults()).isEmpty();
    }

    @Test
    void an_old_id_leads_through_any_number_of_joins() {
        List<Person> records = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            records.add(person("Afi", Sex.FEMALE, "1985"));
            village.register("2026-01-05", as(HEAD, records.get(i)));
        }
        for (int i = 4; i > 0; i--) {
            decide(records.get(i), records.get(i - 1), Verdict.SAME, "officer-17");
        }
        records.forEach(record ->
                assertThat(identity(record).id()).isEqualTo(records.get(0).id()));
    }

    @Test
    void two_reviewers_who_disagree_are_both_heard_and_nothing_is_taken_for_granted() {
        Person afi = person("Afi Mensah", Sex.FEMALE, "1985");
        Person twin = person("Afi Mensah", Sex.FEMALE, "1985");
        village.register("2026-01-05", as(HEAD, afi));
        village.register("2026-02-05", as(HEAD, twin));
        decide(afi, twin, Verdict.SAME, "officer-17");
        decide(afi, twin, Verdict.DIFFERENT, "officer-18");
        PersonProfile profile = registry.person(afi.id()).orElseThrow();
        assertThat(profile.standing(twin.id())).isEqualTo(IdentityStanding.DISPUTED);
        assertThat(profile.decisions(twin.id()))
                .extracting(IdentityDecision::reviewer)
                .containsExactly("officer-17", "officer-18");
        assertThat(identity(afi).records()).containsExactly(afi.id());
        village.record(
                new IdentityDecided(IdentityDecision.of(afi.id(), twin.id(), Verdict.DIFFERENT, "chief", "saw both")
                        .settling()),
                "2026-03-02");
        assertThat(registry.person(twin.id()).orElseThrow().standing(afi.id())).isEqualTo(IdentityStanding.DIFFERENT);
        // A reviewer who thinks again replaces what they said; that reopens nothing that was settled.
        decide(afi, twin, Verdict.SAME, "officer-18");
        assertThat(registry.person(afi.id()).orElseThrow().standing(twin.id())).isEqualTo(IdentityStanding.DIFFERENT);
        assertThat(registry.person(afi.id()).orElseThrow().decisions()).hasSize(3);
    }

    @Test
    void where_two_must_agree_the_first_decides_nothing_yet() {
        Person afi = person("Afi", Sex.FEMALE, "1985");
        Person again = person("Afi", Sex.FEMALE, "1985");
        village.register("2026-01-05", as(HEAD, afi));
        village.register("2026-02-05", as(HEAD, again));
        for (String reviewer : List.of("officer-17", "officer-17", "officer-18")) {
            assertThat(identity(afi).records()).hasSize(1);
            village.record(
                    new IdentityDecided(IdentityDecision.of(afi.id(), again.id(), Verdict.SAME, reviewer, "")
                            .ofTwo()),
                    "2026-03-01");
        }
        assertThat(identity(afi).records()).hasSize(2);
    }

    @Test
    void decisions_that_contradict_each_other_by_way_of_a_third_are_told() {
        Person a = person("Afi", Sex.FEMALE, "1985");
        Person b = person("Afi", Sex.FEMALE, "1985");
        Person c = person("Afi", Sex.FEMALE, "1985");
        for (Person each : List.of(a, b, c)) {
            village.register("2026-01-05", as(HEAD, each));
        }
        decide(a, b, Verdict.SAME, "officer-17");
        decide(a, c, Verdict.DIFFERENT, "officer-17");
        assertThat(identity(a).contradictions()).isEmpty();
        decide(b, c, Verdict.SAME, "officer-17");
        assertThat(identity(a).contradictions()).singleElement().satisfies(decision -> {
            assertThat(decision.one()).isEqualTo(a.id());
            assertThat(decision.other()).isEqualTo(c.id());
        });
    }

    @Test
    void the_dead_can_turn_out_to_stand_in_the_registry_twice() {
        Person afi = person("Afi", Sex.FEMALE, "1985");
        Person again = person("Afi", Sex.FEMALE, "1985");
        village.register("2026-01-05", as(HEAD, afi));
        village.register("2026-01-05", as(HEAD, again));
        village.record(
                PersonDied.of(registry.person(afi.id()).orElseThrow(), UncertainDate.parse("2026-02-01")),
                "2026-02-01");
        decide(afi, again, Verdict.SAME, "officer-17");
        assertThat(identity(again).id()).isEqualTo(afi.id());
    }

    @Test
    void a_decision_about_nobody_or_by_nobody_is_refused_in_words() {
        Person afi = person("Afi", Sex.FEMALE, "1985");
        village.register("2026-01-05", as(HEAD, afi));
        PersonId nobody = PersonId.create();
        assertThatThrownBy(() -> IdentityDecision.of(nobody, nobody, Verdict.SAME, "x", ""))
                .hasMessageContaining("two records");
        assertThatThrownBy(() -> IdentityDecision.of(afi.id(), nobody, Verdict.SAME, " ", ""))
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> IdentityDecision.of(afi.id(), nobody, Verdict.SAME, "x", "\0"))
                .hasMessageContaining("code 0");
        assertThatThrownBy(() -> IdentityDecision.of(afi.id(), nobody, Verdict.SAME, "x", "")
                        .weighing(Double.NaN))
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> registry.record(
                        new IdentityDecided(IdentityDecision.of(afi.id(), nobody, Verdict.SAME, "x", "")),
                        on("2026-03-01")))
                .hasMessageContaining("never been registered");
    }

    /**
     * Unmerge is exact: whatever is recorded about two records before, while and after they are taken for one person, each is in the end what it
     * would have been had they never been joined; and what was known meanwhile can still be asked.
     */
    @Property(tries = 100)
    void a_join_that_is_taken_back_leaves_both_as_if_it_had_never_been(@ForAll long seed) {
        Random random = new Random(seed);
        Person afi = person("Afi", Sex.FEMALE, "1985");
        Person ama = person("Ama", Sex.FEMALE, "1986");
        List<Act> acts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Person who = random.nextBoolean() ? afi : ama;
            RegistryEvent event = new PersonDescribed(who.toBuilder()
                    .identifier(new Identifier(Identifier.NATIONAL_ID, "n" + random.nextInt(50)))
                    .build());
            acts.add(new Act(event, on("2026-0" + (2 + random.nextInt(4)) + "-01")));
        }
        Map<PersonId, PersonProfile> apart = new HashMap<>();
        Map<PersonId, PersonProfile> parted = new HashMap<>();
        for (Map<PersonId, PersonProfile> end : List.of(apart, parted)) {
            try (Village place = new Village()) {
                place.register("2026-01-05", as(HEAD, afi));
                place.register("2026-01-05", as(HEAD, ama));
                boolean joins = end == parted;
                int from = random.nextInt(5);
                int to = from + random.nextInt(5);
                Recorded join = null;
                for (int i = 0; i < acts.size(); i++) {
                    if (joins && i == from) {
                        place.today("2026-06-10");
                        join = place.record(
                                new IdentityDecided(IdentityDecision.of(afi.id(), ama.id(), Verdict.SAME, "x", "")),
                                "2026-01-20");
                        assertThat(place.registry
                                        .identity(ama.id())
                                        .orElseThrow()
                                        .id())
                                .isEqualTo(afi.id());
                        place.today("2026-06-12");
                    }
                    place.registry.record(acts.get(i).event(), acts.get(i).context());
                    if (join != null && i == to) {
                        if (random.nextBoolean()) {
                            place.record(
                                    new IdentityDecided(
                                            IdentityDecision.of(afi.id(), ama.id(), Verdict.DIFFERENT, "x", "")),
                                    "2026-06-12");
                        } else {
                            place.registry.record(
                                    new Retracted("mistake"), on("2026-01-20").superseding(join.id()));
                        }
                    }
                }
                for (Person each : List.of(afi, ama)) {
                    PersonProfile profile = place.registry.person(each.id()).orElseThrow();
                    end.put(
                            each.id(),
                            new PersonProfile(
                                    profile.person(), profile.households(), profile.relationships(), List.of()));
                    assertThat(place.registry.identity(each.id()).orElseThrow().records())
                            .containsExactly(each.id());
                }
                if (joins) {
                    assertThat(place.registry
                                    .asOf(day("2026-06-10"), evening("2026-06-10"))
                                    .identity(ama.id())
                                    .orElseThrow()
                                    .records())
                            .as("what was known meanwhile")
                            .containsExactly(afi.id(), ama.id());
                }
                assertThat(place.registry.verify(Progress.SILENT).faults()).isEmpty();
            }
        }
        // Households are made anew for each village.
        assertThat(people(parted)).isEqualTo(people(apart));
    }

    private static Set<Person> people(Map<PersonId, PersonProfile> end) {
        Set<Person> people = new TreeSet<>(java.util.Comparator.comparing(Person::id));
        end.values().forEach(profile -> people.add(profile.person()));
        return people;
    }

    @Test
    void everybody_about_whom_anything_was_decided_can_be_read() {
        Person afi = person("Afi", Sex.FEMALE, "1985");
        Person again = person("Afi", Sex.FEMALE, "1985");
        Person other = person("Ama", Sex.FEMALE, "1985");
        for (Person each : List.of(afi, again, other)) {
            village.register("2026-01-05", as(HEAD, each));
        }
        decide(afi, again, Verdict.UNSURE, "officer-17");
        List<PersonId> seen = new ArrayList<>();
        registry.reviewed(profile -> seen.add(profile.person().id()));
        assertThat(seen).containsExactly(afi.id(), again.id());
        assertThat(registry.history(Subject.of(afi.id()))).hasSize(2);
    }
}
