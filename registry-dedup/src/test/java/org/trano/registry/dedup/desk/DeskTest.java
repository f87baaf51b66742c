package org.trano.registry.dedup.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.Enrolled;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HeadSucceeded;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.IdentityDecided;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.IdentityStanding;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.person.Verdict;
import org.trano.registry.core.programme.Enrolment;
import org.trano.registry.core.programme.EnrolmentId;
import org.trano.registry.core.programme.ProgrammeId;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.core.survey.Answer;
import org.trano.registry.core.survey.Interview;
import org.trano.registry.dedup.search.PersonQuery;
import org.trano.registry.dedup.search.RegistryIndex;

/** Households that come to the desk, as stories, in a registry of three hundred other households. */
class DeskTest {
    private static final EventContext IN_2021 =
            new EventContext(LocalDate.of(2021, 3, 1), "agent-7", "enrolment", "field visit");
    private static final EventContext VISIT =
            new EventContext(LocalDate.of(2026, 3, 1), "officer-17", "update", "desk");

    private final Registry registry = Registry.open(new MemoryStore());

    @SuppressWarnings("NullAway.Init")
    private RegistryIndex index;

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void open() {
        Random random = new Random(1);
        List<String> names = List.of(
                "Adjo", "Abla", "Ama", "Efua", "Esi", "Edem", "Elom", "Selom", "Sena", "Mawuli", "Mawuena", "Dela");
        List<String> families = List.of(
                "Lawson", "Amegan", "Agbodjan", "Dossou", "Tchalla", "Bawa", "Kpodar", "Sossou", "Ayeva", "Gnassingbe");
        for (int i = 0; i < 300; i++) {
            String family = any(families, random);
            Member[] members = new Member[1 + random.nextInt(5)];
            for (int m = 0; m < members.length; m++) {
                members[m] = member(
                        any(names, random) + " " + family,
                        m % 2 == 0 ? Sex.FEMALE : Sex.MALE,
                        String.valueOf(1950 + random.nextInt(60)),
                        m == 0 ? RelationshipToHead.HEAD : RelationshipToHead.CHILD);
            }
            registry.record(
                    new HouseholdRegistered(household(LocalDate.of(2021, 3, 1), "TG0" + random.nextInt(9), members)),
                    IN_2021);
        }
        index = RegistryIndex.builder(registry).open();
        desk = Desk.of(registry, index);
    }

    @AfterEach
    void close() {
        assertThat(registry.verify(Progress.SILENT).faults()).isEmpty();
        index.close();
        registry.close();
    }

    private static String any(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    private static Member member(String name, Sex sex, String birth, RelationshipToHead relationship) {
        return new Member(
                Person.builder(PersonId.create())
                        .name(new PersonName(null, null, name))
                        .sex(sex)
                        .birth(UncertainDate.parse(birth))
                        .build(),
                relationship,
                Map.of());
    }

    private static Household household(LocalDate day, @Nullable String area, Member... members) {
        Household.Builder household = Household.builder(
                        HouseholdId.create(), new Interview(day, Map.of("walls", Answer.of("mud"))))
                .area(area);
        List.of(members).forEach(household::member);
        return household.build();
    }

    private static Household told(Member... members) {
        return household(VISIT.effective(), "TG0301", members);
    }

    private Household register(Member... members) throws InterruptedException {
        Household household = household(IN_2021.effective(), "TG0301", members);
        registry.record(new HouseholdRegistered(household), IN_2021);
        await();
        return household;
    }

    private void await() throws InterruptedException {
        assertThat(index.await(registry.head().sequence(), Duration.ofSeconds(20)))
                .isTrue();
    }

    private Household theMensahs() throws InterruptedException {
        return register(
                member("Kossivi Mensah", Sex.MALE, "1975", RelationshipToHead.HEAD),
                member("Afiwa Mensah", Sex.FEMALE, "1980", RelationshipToHead.SPOUSE),
                member("Yawovi Mensah", Sex.MALE, "2001-05-03", RelationshipToHead.CHILD),
                member("Kodzovi Mensah", Sex.MALE, "2010-07-05", RelationshipToHead.CHILD),
                member("Akossiwa Mensah", Sex.FEMALE, "1955", RelationshipToHead.PARENT));
    }

    private static List<Proposal.Kind> kinds(Registration registration) {
        return registration.proposals().stream().map(Proposal::kind).toList();
    }

    private void acceptAll(Registration registration) throws InterruptedException {
        registration.proposals().forEach(desk::accept);
        await();
    }

    private List<String> members(HouseholdId id) {
        return registry.household(id).orElseThrow().members().stream()
                .map(m -> (m.person().name() == null ? "?" : m.person().name().display()) + " " + m.relationship())
                .toList();
    }

    @Test
    void a_household_comes_back_after_five_years_two_moved_out_one_born_since() throws Exception {
        Household home = theMensahs();
        Member afi = member("Afi Mensah", Sex.FEMALE, "1980-02-11", RelationshipToHead.SPOUSE);
        afi = new Member(
                afi.person().toBuilder().phone("90 12 34 56").build(),
                afi.relationship(),
                Map.of("works", Answer.of("yes")));
        Registration registration = desk.look(
                told(
                        member("Kosivi Mensa", Sex.MALE, "1975", RelationshipToHead.HEAD),
                        afi,
                        member("Kodzovi Mensah", Sex.MALE, "2010-07-05", RelationshipToHead.CHILD),
                        member("Akou Mensah", Sex.FEMALE, "2023-11-08", RelationshipToHead.CHILD)),
                VISIT);
        assertThat(registration.recognition()).isEqualTo(Recognition.KNOWN);
        assertThat(registration.household()).isEqualTo(home.id());
        assertThat(registration.proposals().stream()
                        .map(p -> p.text(Locale.ENGLISH))
                        .collect(Collectors.joining("\n")))
                .isEqualTo("""
                        Akou Mensah was born on 2023-11-08 and belongs to it.
                        Kossivi Mensah: Kosivi Mensa is added.
                        Afiwa Mensah: 90 12 34 56, Afi Mensah, 1980-02-11 is added.
                        Yawovi Mensah does not live here any more. If they died, record the death instead.
                        Akossiwa Mensah does not live here any more. If they died, record the death instead.
                        Record what was asked on 2026-03-01: 2 answers.""");
        acceptAll(registration);
        assertThat(members(home.id()))
                .containsExactly(
                        "Kossivi Mensah HEAD", "Afiwa Mensah SPOUSE", "Kodzovi Mensah CHILD", "Akou Mensah CHILD");
        Person afiwa =
                registry.household(home.id()).orElseThrow().members().get(1).person();
        assertThat(afiwa.phones()).containsExactly("90 12 34 56");
        assertThat(afiwa.birth()).hasToString("1980-02-11");
        // Told once more the same day, there is nothing left to say.
        assertThat(desk.look(registration.told(), VISIT).proposals()).isEmpty();
    }

    @Test
    void a_household_that_nobody_knows_is_registered() throws Exception {
        Registration registration = desk.look(
                told(
                        member("Issa Robleh", Sex.MALE, "1961-02-03", RelationshipToHead.HEAD),
                        member("Zeinab Warsame", Sex.FEMALE, "1970-10-11", RelationshipToHead.SPOUSE)),
                VISIT);
        assertThat(registration.recognition()).isEqualTo(Recognition.NEW);
        assertThat(registration.members()).extracting(Recognised::recognition).containsOnly(Recognition.NEW);
        assertThat(kinds(registration)).containsExactly(Proposal.Kind.REGISTER);
        assertThat(registration.proposals().get(0).text(Locale.FRENCH))
                .isEqualTo("Enregistrer le ménage : Issa Robleh, Zeinab Warsame.");
        acceptAll(registration);
        assertThat(desk.look(registration.told(), VISIT).household())
                .isEqualTo(registration.told().id());
    }

    @Test
    void a_daughter_who_founds_a_household_comes_from_her_parents_with_what_is_owed_to_her() throws Exception {
        Household home = theMensahs();
        PersonId yawovi = home.members().get(2).person().id();
        registry.record(
                new Enrolled(
                        home.id(),
                        new Enrolment(
                                EnrolmentId.create(),
                                ProgrammeId.create(),
                                yawovi,
                                Enrolment.ENROLLED,
                                IN_2021.effective(),
                                null)),
                IN_2021);
        Registration registration = desk.look(
                told(
                        member("Yawovi Mensah", Sex.MALE, "2001-05-03", RelationshipToHead.HEAD),
                        member("Roda Warsame", Sex.FEMALE, "2002-01-09", RelationshipToHead.SPOUSE),
                        member("Issa Mensah", Sex.MALE, "2025-01-09", RelationshipToHead.CHILD)),
                VISIT);
        assertThat(registration.household()).isNull();
        assertThat(registration.members().get(0).recognition()).isEqualTo(Recognition.KNOWN);
        assertThat(kinds(registration)).containsExactly(Proposal.Kind.REGISTER, Proposal.Kind.CAME);
        acceptAll(registration);
        Household fresh = registry.household(registration.told().id()).orElseThrow();
        assertThat(members(fresh.id()))
                .containsExactlyInAnyOrder("Roda Warsame SPOUSE", "Issa Mensah CHILD", "Yawovi Mensah HEAD");
        assertThat(fresh.enrolments()).extracting(Enrolment::recipient).containsExactly(yawovi);
        assertThat(members(home.id())).hasSize(4);
    }

    @Test
    void somebody_who_may_be_known_is_written_down_and_a_reviewer_told() throws Exception {
        register(member("Kossivi Mensah", Sex.MALE, "1975", RelationshipToHead.HEAD));
        Registration registration =
                desk.look(told(member("K. Mensah", Sex.MALE, "1977", RelationshipToHead.HEAD)), VISIT);
        assertThat(registration.members().get(0).recognition()).isEqualTo(Recognition.LOOK);
        assertThat(registration.recognition()).isEqualTo(Recognition.LOOK);
        assertThat(kinds(registration)).contains(Proposal.Kind.REGISTER, Proposal.Kind.REVIEW);
        assertThatThrownBy(() -> desk.accept(registration.proposals().get(1)))
                .as("before the person is written down")
                .hasMessageContaining("never been registered");
        acceptAll(registration);
        Person written = registration.told().members().get(0).person();
        PersonId known = registration.members().get(0).hits().get(0).person();
        assertThat(registry.person(written.id()).orElseThrow().standing(known)).isEqualTo(IdentityStanding.OPEN);
        assertThat(registry.person(written.id()).orElseThrow().decisions(known))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.reviewer()).isEqualTo("officer-17");
                    assertThat(decision.weight()).isNotNull();
                });
    }

    @Test
    void an_officer_who_knows_the_household_says_which_it_is() throws Exception {
        Household home = register(
                member("Kossivi Mensah", Sex.MALE, "1975", RelationshipToHead.HEAD),
                member("Akossiwa Mensah", Sex.FEMALE, "1955", RelationshipToHead.PARENT));
        Household told = told(
                member("Akossiwa", Sex.FEMALE, "195X", RelationshipToHead.HEAD),
                member("Dzifa Mensah", Sex.FEMALE, "1990", RelationshipToHead.CHILD));
        Registration registration = desk.look(told, home.id(), VISIT);
        assertThat(kinds(registration))
                .startsWith(Proposal.Kind.JOINED)
                .contains(Proposal.Kind.HEAD, Proposal.Kind.LEFT);
        for (Proposal proposal : registration.proposals()) {
            if (proposal.kind() == Proposal.Kind.LEFT) {
                desk.died(proposal, UncertainDate.parse("2025-11"), VISIT);
            } else {
                desk.accept(proposal);
            }
        }
        PersonId kossivi = home.members().get(0).person().id();
        assertThat(registry.person(kossivi).orElseThrow().person().death()).hasToString("2025-11");
        assertThatThrownBy(() -> desk.died(registration.proposals().get(0), UncertainDate.parse("2025"), VISIT))
                .hasMessageContaining("Maybe");
        assertThat(members(home.id())).containsExactly("Akossiwa Mensah HEAD", "Dzifa Mensah CHILD");
        assertThatThrownBy(() -> desk.look(told, HouseholdId.create(), VISIT)).hasMessageContaining("Maybe");
        assertThatThrownBy(() -> desk.look(told(), VISIT)).hasMessageContaining("Nobody was told");
    }

    @Test
    void what_was_told_differently_is_a_proposal_of_its_own() throws Exception {
        Household home = theMensahs();
        List<Member> again = new ArrayList<>();
        for (Member member : home.members()) {
            again.add(new Member(
                    member.person().toBuilder()
                            .identifier(new Identifier(Identifier.NATIONAL_ID, "TG" + again.size() + "4711"))
                            .birth(
                                    again.isEmpty()
                                            ? UncertainDate.parse("1976")
                                            : member.person().birth())
                            .build(),
                    member.relationship(),
                    Map.of()));
        }
        Registration registration = desk.look(told(again.toArray(Member[]::new)), VISIT);
        assertThat(kinds(registration)).containsOnlyOnce(Proposal.Kind.CORRECTED);
        Proposal corrected = registration.proposals().stream()
                .filter(p -> p.kind() == Proposal.Kind.CORRECTED)
                .findFirst()
                .orElseThrow();
        assertThat(corrected.text(Locale.ENGLISH)).isEqualTo("Kossivi Mensah: 1975 becomes 1976.");
        // In whichever order they are accepted, none undoes the other.
        desk.accept(corrected);
        registration.proposals().stream()
                .filter(p -> p.kind() == Proposal.Kind.DESCRIBED)
                .forEach(desk::accept);
        Person head =
                registry.household(home.id()).orElseThrow().members().get(0).person();
        assertThat(head.birth()).hasToString("1976");
        assertThat(head.identifier(Identifier.NATIONAL_ID)).isEqualTo("TG04711");
    }

    @Test
    void a_member_who_stands_otherwise_to_the_head_is_a_proposal_of_its_own() throws Exception {
        Household home = register(
                member("Kossivi Mensah", Sex.MALE, "1975", RelationshipToHead.HEAD),
                member("Akossiwa Mensah", Sex.FEMALE, "1980", RelationshipToHead.OTHER_RELATIVE),
                member("Dzifa Mensah", Sex.FEMALE, "2015", RelationshipToHead.UNKNOWN),
                member("Yao Mensah", Sex.MALE, "2017", RelationshipToHead.CHILD));
        Registration registration = desk.look(
                told(
                        member("Kossivi Mensah", Sex.MALE, "1975", RelationshipToHead.HEAD),
                        member("Akossiwa Mensah", Sex.FEMALE, "1980", RelationshipToHead.SPOUSE),
                        member("Dzifa Mensah", Sex.FEMALE, "2015", RelationshipToHead.GRANDCHILD),
                        member("Yao Mensah", Sex.MALE, "2017", RelationshipToHead.UNKNOWN)),
                home.id(),
                VISIT);
        List<Proposal> related = registration.proposals().stream()
                .filter(proposal -> proposal.kind() == Proposal.Kind.RELATED)
                .toList();
        assertThat(related)
                .extracting(proposal -> proposal.text(Locale.FRENCH))
                .containsExactlyInAnyOrder(
                        "Akossiwa Mensah, lien avec le chef : autre parent devient conjoint(e).",
                        "Dzifa Mensah, lien avec le chef : inconnu devient petit-enfant.");
        // Each by itself, and none undoes the other.
        desk.accept(related.get(0));
        desk.accept(related.get(1));
        assertThat(members(home.id()))
                .containsExactly(
                        "Kossivi Mensah HEAD", "Akossiwa Mensah SPOUSE", "Dzifa Mensah GRANDCHILD", "Yao Mensah CHILD");
        assertThat(kinds(desk.look(
                        told(
                                member("Kossivi Mensah", Sex.MALE, "1975", RelationshipToHead.HEAD),
                                member("Akossiwa Mensah", Sex.FEMALE, "1980", RelationshipToHead.SPOUSE),
                                member("Dzifa Mensah", Sex.FEMALE, "2015", RelationshipToHead.GRANDCHILD),
                                member("Yao Mensah", Sex.MALE, "2017", RelationshipToHead.CHILD)),
                        home.id(),
                        VISIT)))
                .doesNotContain(Proposal.Kind.RELATED);
        assertThat(related.get(0).text(Locale.ENGLISH)).contains("to the head: ");
        // With another head it would say something else.
        PersonId wife = home.members().get(1).person().id();
        registry.record(new HeadSucceeded(home.id(), wife, Map.of()), VISIT);
        assertThatThrownBy(() -> desk.accept(related.get(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another head now");
    }

    @Test
    void two_records_that_were_decided_to_be_one_person_are_one_at_the_desk() throws Exception {
        PersonId[] records = new PersonId[2];
        for (int i = 0; i < 2; i++) {
            records[i] = register(member("Kossivi Mensah", Sex.MALE, "1975-03-04", RelationshipToHead.HEAD))
                    .members()
                    .get(0)
                    .person()
                    .id();
        }
        PersonQuery query = PersonQuery.builder()
                .name("Kossivi Mensah")
                .birth(UncertainDate.parse("1975-03-04"))
                .place("TG0301")
                .build();
        assertThat(desk.look(query).recognition()).as("one of two").isEqualTo(Recognition.LOOK);
        registry.record(
                new IdentityDecided(IdentityDecision.of(records[0], records[1], Verdict.SAME, "officer-17", "")),
                VISIT);
        Recognised now = desk.look(query);
        assertThat(now.recognition()).isEqualTo(Recognition.KNOWN);
        assertThat(now.hits())
                .filteredOn(hit -> List.of(records).contains(hit.person()))
                .hasSize(1);
    }

    @Test
    void a_person_alone_is_known_new_or_to_be_looked_at() throws Exception {
        theMensahs();
        assertThat(desk.look(PersonQuery.builder()
                                .name("Afiwa Mensah")
                                .birth(UncertainDate.parse("1980"))
                                .place("TG0301")
                                .member("Kossivi Mensah")
                                .build())
                        .recognition())
                .isEqualTo(Recognition.KNOWN);
        assertThat(desk.look(PersonQuery.builder()
                                .name("Zeinab Warsame")
                                .birth(UncertainDate.parse("1970-10-11"))
                                .build())
                        .recognition())
                .isEqualTo(Recognition.NEW);
        assertThat(desk.look(PersonQuery.builder().name("Mensah").build()).recognition())
                .isEqualTo(Recognition.LOOK);
        assertThat(desk.look(PersonQuery.builder().build()).recognition()).isEqualTo(Recognition.LOOK);
    }
}
