package org.trano.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trano.registry.core.Village.as;
import static org.trano.registry.core.Village.day;
import static org.trano.registry.core.Village.evening;
import static org.trano.registry.core.Village.members;
import static org.trano.registry.core.Village.on;
import static org.trano.registry.core.Village.person;
import static org.trano.registry.core.household.RelationshipToHead.CHILD;
import static org.trano.registry.core.household.RelationshipToHead.HEAD;
import static org.trano.registry.core.household.RelationshipToHead.NOT_RELATED;
import static org.trano.registry.core.household.RelationshipToHead.OTHER_RELATIVE;
import static org.trano.registry.core.household.RelationshipToHead.SIBLING;
import static org.trano.registry.core.household.RelationshipToHead.SPOUSE;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.area.Area;
import org.trano.registry.core.area.AreaTree;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.code.CodeList;
import org.trano.registry.core.event.AreaDefined;
import org.trano.registry.core.event.AreasRedrawn;
import org.trano.registry.core.event.Enrolled;
import org.trano.registry.core.event.HeadSucceeded;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.HouseholdSplit;
import org.trano.registry.core.event.HouseholdsMerged;
import org.trano.registry.core.event.InterviewRecorded;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.event.MemberLeft;
import org.trano.registry.core.event.MembersMoved;
import org.trano.registry.core.event.PersonDescribed;
import org.trano.registry.core.event.PersonDied;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.RelationshipStated;
import org.trano.registry.core.event.RepresentationGranted;
import org.trano.registry.core.event.Retracted;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.household.Dwelling;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdEnd;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.Membership;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.household.Representation;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.core.person.Functioning;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.MissingIdentifier;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Relationship;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.programme.Enrolment;
import org.trano.registry.core.programme.EnrolmentId;
import org.trano.registry.core.programme.EnrolmentPolicy;
import org.trano.registry.core.programme.ProgrammeId;
import org.trano.registry.core.survey.Answer;
import org.trano.registry.core.survey.Interview;

/** The people a registry must not lose, each as a story. After each of them, the registry is checked against its replay. */
class HardCasesTest {
    private final Village village = new Village();
    private final Registry registry = village.registry;

    @AfterEach
    void every_story_can_be_replayed() {
        assertThat(registry.verify(Progress.SILENT).faults()).isEmpty();
        village.close();
    }

    private static Enrolment enrolled(ProgrammeId programme, PersonId recipient, String since) {
        return new Enrolment(EnrolmentId.create(), programme, recipient, Enrolment.ENROLLED, day(since), null);
    }

    private static Enrolment enrolled(ProgrammeId programme, String since) {
        return new Enrolment(EnrolmentId.create(), programme, null, Enrolment.ENROLLED, day(since), null);
    }

    @Test
    void a_man_heads_two_households_with_two_wives_and_is_counted_once() {
        Person kossi = person("Kossi", Sex.MALE, "1970");
        Person afi = person("Afi", Sex.FEMALE, "1975");
        Person ama = person("Ama", Sex.FEMALE, "1985");
        HouseholdId first = village.register(
                "2026-01-10", as(HEAD, kossi), as(SPOUSE, afi), as(CHILD, person("Yao", Sex.MALE, "2010")));
        HouseholdId second = village.register(
                "2026-01-11",
                new Member(kossi, HEAD, Map.of(), Set.of(), true),
                as(SPOUSE, ama),
                as(CHILD, person("Esi", Sex.FEMALE, "2018")));
        village.record(
                new RelationshipStated(
                        new Relationship(afi.id(), CodeList.RELATIONSHIP_TYPE.code("co_wife"), ama.id())),
                "2026-01-11");

        assertThat(village.household(first).head().orElseThrow().person()).isEqualTo(kossi);
        assertThat(village.household(second).head().orElseThrow().person()).isEqualTo(kossi);
        assertThat(village.household(first).size()).isEqualTo(3);
        assertThat(village.household(second).size()).isEqualTo(2);
        assertThat(registry.findByMember(kossi.id())).containsExactly(first, second);
        assertThat(registry.person(ama.id()).orElseThrow().relationships())
                .extracting(Relationship::person)
                .containsExactly(afi.id());

        // When he dies, both households lose their head in one act.
        village.record(
                PersonDied.of(registry.person(kossi.id()).orElseThrow(), UncertainDate.parse("2026-04")), "2026-04-30");
        assertThat(village.members(first)).containsExactly("Afi SPOUSE", "Yao CHILD");
        assertThat(village.members(second)).containsExactly("Ama SPOUSE", "Esi CHILD");
        assertThat(village.household(first).head()).isEmpty();
    }

    @Test
    void a_head_dies_is_succeeded_and_was_dead_earlier_than_we_learned() {
        Person issa = person("Issa", Sex.MALE, "1950");
        Person mariam = person("Mariam", Sex.FEMALE, "1956");
        Person ali = person("Ali", Sex.MALE, "1984");
        village.today("2026-01-05");
        HouseholdId home = village.register("2026-01-05", as(HEAD, issa), as(SPOUSE, mariam), as(CHILD, ali));

        village.today("2026-05-02");
        Recorded death = village.record(
                PersonDied.of(registry.person(issa.id()).orElseThrow(), UncertainDate.parse("2026-05-01")),
                "2026-05-01");
        village.record(new HeadSucceeded(home, mariam.id(), Map.of(ali.id(), CHILD)), "2026-05-01");
        assertThat(village.members(home)).containsExactly("Mariam HEAD", "Ali CHILD");

        // In July a neighbour says that he died in March: the death is corrected, not written over.
        village.today("2026-07-10");
        PersonDied earlier = new PersonDied(issa.id(), UncertainDate.parse("2026-03-12"), Set.of(home));
        registry.record(earlier, on("2026-03-12").superseding(death.id()));

        LocalDate april = day("2026-04-15");
        assertThat(members(registry.asOf(april, evening("2026-06-30"))
                        .household(home)
                        .orElseThrow()))
                .as("April, as we saw it in June: he was alive")
                .containsExactly("Issa HEAD", "Mariam SPOUSE", "Ali CHILD");
        assertThat(members(registry.asOf(april, evening("2026-07-10"))
                        .household(home)
                        .orElseThrow()))
                .as("April, as we know it now: nobody headed it")
                .containsExactly("Mariam SPOUSE", "Ali CHILD");
        assertThat(members(registry.asOf(day("2026-05-01")).household(home).orElseThrow()))
                .containsExactly("Mariam HEAD", "Ali CHILD");
        assertThat(registry.person(issa.id()).orElseThrow().person().death()).hasToString("2026-03-12");
        assertThat(registry.history(Subject.of(issa.id()))).hasSize(3);
        // The same event cannot be corrected twice: the correction can.
        assertThatThrownBy(() -> registry.record(earlier, on("2026-03-11").superseding(death.id())))
                .hasMessageContaining("corrected before");
    }

    @Test
    void a_household_splits_in_one_act_and_the_incentive_is_suspected() {
        Person koffi = person("Koffi", Sex.MALE, "1960");
        Person akou = person("Akou", Sex.FEMALE, "1965");
        Person yawo = person("Yawo", Sex.MALE, "1990");
        Person adjo = person("Adjo", Sex.FEMALE, "1992");
        Person baby = person("Mawuli", Sex.MALE, "2025-11-03");
        HouseholdId home = village.register(
                "2026-01-05", as(HEAD, koffi), as(SPOUSE, akou), as(CHILD, yawo), as(OTHER_RELATIVE, adjo));
        village.record(new MemberJoined(home, as(OTHER_RELATIVE, baby), Code.of("birth")), "2026-01-20");
        ProgrammeId cash = ProgrammeId.create();
        ProgrammeId milk = ProgrammeId.create();
        Enrolment whole = enrolled(cash, "2026-02-01");
        Enrolment forBaby = enrolled(milk, baby.id(), "2026-02-01");
        village.record(new Enrolled(home, whole), "2026-02-01");
        village.record(new Enrolled(home, forBaby), "2026-02-01");

        HouseholdId young = HouseholdId.create();
        Household before = village.household(home);
        Recorded split = village.record(
                HouseholdSplit.of(
                        before,
                        List.of(HouseholdSplit.part(
                                before, young, yawo.id(), Map.of(adjo.id(), SPOUSE, baby.id(), CHILD))),
                        EnrolmentPolicy.SUSPEND,
                        true),
                "2026-03-01");

        assertThat(village.members(home)).containsExactly("Koffi HEAD", "Akou SPOUSE");
        assertThat(village.members(young)).containsExactly("Yawo HEAD", "Adjo SPOUSE", "Mawuli CHILD");
        assertThat(registry.findByMember(baby.id())).containsExactly(young);
        // The milk goes with the child; the cash of the whole is suspended until somebody has looked at it.
        assertThat(village.household(young).enrolments()).containsExactly(forBaby);
        assertThat(village.household(home).enrolments())
                .containsExactly(whole.with(Enrolment.SUSPENDED, day("2026-03-01"), "split"));
        assertThat(((HouseholdSplit) split.event()).incentiveSuspected()).isTrue();
        assertThat(village.household(young).interview().date()).isEqualTo(day("2026-01-05"));
        // The day before, they were one.
        assertThat(members(registry.asOf(day("2026-02-28")).household(home).orElseThrow()))
                .hasSize(5);
        assertThat(registry.asOf(day("2026-02-28")).household(young)).isEmpty();
        // It is in the history of all it touched.
        for (Subject touched : split.event().subjects()) {
            assertThat(registry.history(touched)).contains(split);
        }
        assertThat(split.event().subjects()).hasSize(5);

        // It was on paper only: the split is taken back, and they are one again.
        registry.record(
                new Retracted("the young couple never moved out"),
                on("2026-03-01").superseding(split.id()));
        assertThat(village.members(home)).hasSize(5);
        assertThat(registry.household(young)).isEmpty();
        assertThat(registry.findByMember(baby.id())).containsExactly(home);
        assertThat(village.household(home).enrolments()).containsExactly(whole, forBaby);
    }

    @Test
    void a_household_in_which_everybody_leaves_ends_and_names_its_successors() {
        Person a = person("Abla", Sex.FEMALE, "1980");
        Person b = person("Bakari", Sex.MALE, "1978");
        HouseholdId home = village.register("2026-01-05", as(HEAD, b), as(SPOUSE, a));
        Household before = village.household(home);
        HouseholdId hers = HouseholdId.create();
        HouseholdId his = HouseholdId.create();
        village.record(
                HouseholdSplit.of(
                        before,
                        List.of(
                                HouseholdSplit.part(before, hers, a.id(), Map.of()),
                                HouseholdSplit.part(before, his, b.id(), Map.of())),
                        EnrolmentPolicy.STAY,
                        false),
                "2026-02-01");
        assertThat(village.household(home).end())
                .isEqualTo(new HouseholdEnd(HouseholdEnd.Reason.SPLIT, List.of(hers, his)));
        List<HouseholdId> all = new ArrayList<>();
        registry.households(h -> all.add(h.id()));
        assertThat(all).containsExactlyInAnyOrder(hers, his);
        assertThatThrownBy(() -> village.record(
                        new MemberJoined(home, as(CHILD, person("Late", Sex.MALE, "2026"))), "2026-03-01"))
                .hasMessageContaining("has ended")
                .hasMessageContaining(hers.toString());
    }

    @Test
    void households_merge_in_one_act_and_nobody_is_left_out() {
        Person widow = person("Fatouma", Sex.FEMALE, "1960");
        Person boy = person("Idriss", Sex.MALE, "2012");
        Person sister = person("Hodan", Sex.FEMALE, "1964");
        HouseholdId one = village.register("2026-01-05", as(HEAD, widow), as(CHILD, boy));
        HouseholdId two = village.register("2026-01-06", as(HEAD, sister));
        ProgrammeId cash = ProgrammeId.create();
        Enrolment here = enrolled(cash, "2026-01-10");
        Enrolment there = enrolled(cash, "2026-01-12");
        village.record(new Enrolled(one, there), "2026-01-12");
        village.record(new Enrolled(two, here), "2026-01-12");

        assertThatThrownBy(() -> village.record(
                        new HouseholdsMerged(
                                List.of(one),
                                two,
                                List.of(Membership.of(widow.id(), SIBLING)),
                                List.of(),
                                EnrolmentPolicy.STAY),
                        "2026-03-01"))
                .hasMessageContaining("leaves out " + boy.id());
        village.record(
                HouseholdsMerged.of(
                        List.of(village.household(one)),
                        village.household(two),
                        Map.of(widow.id(), SIBLING, boy.id(), OTHER_RELATIVE),
                        EnrolmentPolicy.STAY,
                        day("2026-03-01")),
                "2026-03-01");

        assertThat(village.members(two)).containsExactly("Hodan HEAD", "Fatouma SIBLING", "Idriss OTHER_RELATIVE");
        assertThat(village.household(one).end()).isEqualTo(new HouseholdEnd(HouseholdEnd.Reason.MERGED, List.of(two)));
        assertThat(village.household(one).members()).isEmpty();
        assertThat(registry.findByMember(boy.id())).containsExactly(two);
        // Two enrolments in one programme are one too many.
        assertThat(village.household(two).enrolments())
                .containsExactly(here, there.with(Enrolment.EXITED, day("2026-03-01"), "merged"));
        assertThat(members(registry.asOf(day("2026-02-28")).household(one).orElseThrow()))
                .containsExactly("Fatouma HEAD", "Idriss CHILD");
    }

    @Test
    void a_child_lives_in_two_households_of_which_one_counts_it() {
        Person child = person("Nour", Sex.FEMALE, "2016");
        HouseholdId mother =
                village.register("2026-01-05", as(HEAD, person("Saada", Sex.FEMALE, "1990")), as(CHILD, child));
        HouseholdId father = village.register("2026-01-06", as(HEAD, person("Omar", Sex.MALE, "1988")));
        village.record(
                new MemberJoined(father, new Member(child, CHILD, Map.of(), Set.of(), true), null), "2026-01-06");
        assertThat(registry.findByMember(child.id())).containsExactly(mother, father);
        assertThat(village.household(mother).size()).isEqualTo(2);
        assertThat(village.household(father).size()).isEqualTo(1);
        assertThat(village.household(father).members()).hasSize(2);
        // What the father's household tells of her that was not known is added; what is known stays.
        village.record(new MemberLeft(father, child.id(), Code.of("moved_out")), "2026-02-01");
        assertThat(registry.findByMember(child.id())).containsExactly(mother);
    }

    @Test
    void members_go_from_one_household_to_another_and_what_is_meant_for_them_goes_along() {
        Person girl = person("Zara", Sex.FEMALE, "2014");
        HouseholdId home =
                village.register("2026-01-05", as(HEAD, person("Mina", Sex.FEMALE, "1980")), as(CHILD, girl));
        HouseholdId aunt = village.register("2026-01-05", as(HEAD, person("Rana", Sex.FEMALE, "1975")));
        Enrolment school = enrolled(ProgrammeId.create(), girl.id(), "2026-01-20");
        village.record(new Enrolled(home, school), "2026-01-20");
        village.record(
                MembersMoved.of(village.household(home), aunt, List.of(Membership.of(girl.id(), OTHER_RELATIVE))),
                "2026-02-01");
        assertThat(village.members(aunt)).containsExactly("Rana HEAD", "Zara OTHER_RELATIVE");
        assertThat(village.members(home)).containsExactly("Mina HEAD");
        assertThat(village.household(aunt).enrolments()).containsExactly(school);
        assertThat(village.household(home).enrolments()).isEmpty();
    }

    @Test
    void a_nomad_household_has_neither_dwelling_nor_area() {
        Household nomads = Household.builder(HouseholdId.create(), new Interview(day("2026-02-01"), Map.of()))
                .kind(CodeList.GROUP_TYPE.code("nomadic"))
                .livelihood(CodeList.LIVELIHOOD.code("herding"))
                .member(as(HEAD, person("Robleh", Sex.MALE, "1969~")))
                .build();
        village.record(new HouseholdRegistered(nomads), "2026-02-01");
        assertThat(registry.household(nomads.id())).contains(nomads);
        assertThat(village.household(nomads.id()).area()).isNull();
        assertThat(village.household(nomads.id()).dwelling()).isNull();
    }

    @Test
    void an_unaccompanied_minor_heads_a_household_and_a_caregiver_outside_acts_for_it() {
        Person aunt = person("Halima", Sex.FEMALE, "1979");
        HouseholdId aunts = village.register("2026-01-05", as(HEAD, aunt));
        Person girl = person("Deqa", Sex.FEMALE, "2012");
        Household alone = Household.builder(HouseholdId.create(), new Interview(day("2026-01-08"), Map.of()))
                .kind(CodeList.GROUP_TYPE.code("unaccompanied_minor"))
                .area("DJ0101")
                .member(as(HEAD, girl))
                .build();
        village.record(new HouseholdRegistered(alone), "2026-01-08");
        Representation mayCollect = new Representation(
                aunt.id(), null, Set.of(Representation.Power.COLLECT, Representation.Power.BE_INFORMED));
        village.record(new RepresentationGranted(alone.id(), mayCollect), "2026-01-08");
        village.record(
                new RelationshipStated(
                        new Relationship(aunt.id(), CodeList.RELATIONSHIP_TYPE.code("guardian"), girl.id())),
                "2026-01-08");
        assertThat(village.household(alone.id()).representations()).containsExactly(mayCollect);
        assertThat(village.household(alone.id()).members())
                .extracting(Member::person)
                .containsExactly(girl);
        assertThat(registry.findByMember(aunt.id())).containsExactly(aunts);
        assertThat(registry.person(girl.id()).orElseThrow().relationships())
                .containsExactly(new Relationship(aunt.id(), Code.of("guardian"), girl.id()));
    }

    @Test
    void an_institution_has_people_without_a_head_and_a_director_who_is_not_one_of_them() {
        Household home = Household.builder(HouseholdId.create(), new Interview(day("2026-01-08"), Map.of()))
                .kind(CodeList.GROUP_TYPE.code("institution"))
                .dwelling(new Dwelling("Foyer de Lomé, rue 12", 6.1319, 1.2228))
                .member(as(NOT_RELATED, person("Ayélé", Sex.FEMALE, "1948")))
                .member(as(NOT_RELATED, person("Têtê", Sex.MALE, "1944?")))
                .representation(new Representation(
                        null, "Sœur Marie-Agnès", Set.of(Representation.Power.DECIDE, Representation.Power.COLLECT)))
                .build();
        village.record(new HouseholdRegistered(home), "2026-01-08");
        assertThat(registry.household(home.id())).contains(home);
        assertThat(village.household(home.id()).head()).isEmpty();
    }

    @Test
    void a_refugee_keeps_the_number_of_another_agency_beside_the_country_s_own() {
        Person refugee = Person.builder(PersonId.create())
                .name(new PersonName("Abdi", "Warsame", null))
                .sex(Sex.MALE)
                .birth(UncertainDate.parse("1991"))
                .displacement(CodeList.DISPLACEMENT_STATUS.code("refugee"))
                .identifier(new Identifier(
                        "progres_id", "DJI-00012345", "UNHCR", CodeList.ASSURANCE.code("verified"), day("2027-06-30")))
                .build();
        HouseholdId home = village.register("2026-01-08", as(HEAD, refugee));
        assertThat(registry.findByMember(new Identifier("progres_id", "DJI-00012345")))
                .containsExactly(home);
        assertThat(registry.findPersons(new Identifier("progres_id", "DJI-00012345")))
                .containsExactly(refugee.id());
        // Years later the country issues a card: both numbers find him.
        Person naturalised = registry.person(refugee.id()).orElseThrow().person().toBuilder()
                .identifier(new Identifier(Identifier.NATIONAL_ID, "778-112"))
                .displacement(Code.of("none"))
                .build();
        village.record(new PersonDescribed(naturalised), "2026-05-01");
        assertThat(registry.findPersons(new Identifier(Identifier.NATIONAL_ID, "778-112")))
                .containsExactly(refugee.id());
        assertThat(registry.findPersons(new Identifier("progres_id", "DJI-00012345")))
                .containsExactly(refugee.id());
        assertThat(registry.asOf(day("2026-04-30"))
                        .person(refugee.id())
                        .orElseThrow()
                        .person()
                        .displacement())
                .isEqualTo(Code.of("refugee"));
    }

    @Test
    void a_person_without_any_paper_or_name_is_still_a_person() {
        Person nobody = Person.builder(PersonId.create())
                .missing(new MissingIdentifier(
                        Identifier.NATIONAL_ID, CodeList.MISSING_PAPER_REASON.code("never_issued")))
                .missing(new MissingIdentifier("birth_certificate", Code.of("destroyed")))
                .functioning(new Functioning(1, 1, 3, 1, 2, 1))
                .build();
        HouseholdId home = village.register("2026-01-08", as(HEAD, nobody));
        assertThat(village.household(home).members().get(0).person()).isEqualTo(nobody);
        assertThat(nobody.sex()).isEqualTo(Sex.NOT_KNOWN);
        assertThat(nobody.birth().isAgedAtLeast(60, day("2026-01-08"))).isEqualTo(Certainty.MAYBE);
        assertThat(new Functioning(1, 1, 3, 1, 2, 1).isDisabled()).isEqualTo(Certainty.YES);
        assertThat(new Functioning(1, 1, 2, 1, 2, 0).isDisabled()).isEqualTo(Certainty.MAYBE);
        assertThat(new Functioning(1, 1, 2, 1, 2, 1).isDisabled()).isEqualTo(Certainty.NO);
    }

    @Test
    void a_name_stands_in_latin_arabic_and_malagasy_forms() {
        Person ahmed = Person.builder(PersonId.create())
                .name(PersonName.of("Ahmed Saïd Mohamed", "Latn", "fr"))
                .otherName(PersonName.of("أحمد سعيد محمد", "Arab", "ar"))
                .build();
        Person lova = Person.builder(PersonId.create())
                .name(PersonName.of("Andriamihaja Lovasoa Tsimanin'ny Andro", "Latn", "mg"))
                .otherName(new PersonName("Lova", null, null, null, CodeList.NAME_USE.code("usual"), null, "mg"))
                .build();
        HouseholdId home = village.register("2026-01-08", as(HEAD, ahmed), as(NOT_RELATED, lova));
        assertThat(village.household(home).members()).extracting(Member::person).containsExactly(ahmed, lova);
        PersonName somali = new PersonName("Hodan", null, null, "Cabdi Warsame", null, "Latn", "so");
        assertThat(somali.display()).isEqualTo("Hodan Cabdi Warsame");
    }

    @Test
    void birth_dates_are_as_uncertain_as_they_were_told() {
        UncertainDate decade = UncertainDate.parse("195X");
        assertThat(decade.isAgedAtLeast(60, day("2026-01-01"))).isEqualTo(Certainty.YES);
        assertThat(decade.isAgedAtLeast(70, day("2026-01-01"))).isEqualTo(Certainty.MAYBE);
        assertThat(decade.isAgedAtLeast(80, day("2026-01-01"))).isEqualTo(Certainty.NO);
        UncertainDate stated = UncertainDate.ofStatedAge(40, day("2026-03-01"));
        assertThat(stated).hasToString("1985-03-02~/1986-03-01~");
        assertThat(stated.isAgedAtLeast(40, day("2026-03-01"))).isEqualTo(Certainty.YES);
        assertThat(stated.isAgedAtLeast(41, day("2026-12-31"))).isEqualTo(Certainty.MAYBE);
        Person person = person("Baba", Sex.MALE, stated.toString());
        HouseholdId home = village.register("2026-03-01", as(HEAD, person));
        assertThat(village.household(home).members().get(0).person().birth()).isEqualTo(stated);
    }

    @Test
    void a_domestic_worker_lives_in_a_household_without_being_of_the_family() {
        Person madame = person("Claire", Sex.FEMALE, "1970");
        Person worker = person("Soa", Sex.FEMALE, "2007");
        HouseholdId home = village.register("2026-01-08", as(HEAD, madame), as(NOT_RELATED, worker));
        Relationship works =
                new Relationship(worker.id(), CodeList.RELATIONSHIP_TYPE.code("domestic_worker"), madame.id());
        village.record(new RelationshipStated(works), "2026-01-08");
        PersonProfile profile = registry.person(worker.id()).orElseThrow();
        assertThat(profile.relationships()).containsExactly(works);
        assertThat(profile.households()).containsExactly(home);
    }

    @Test
    void an_interview_has_two_hundred_questions_of_the_country_s_own() {
        HouseholdId home = village.register("2026-01-08", as(HEAD, person("Voahangy", Sex.FEMALE, "1980")));
        Map<String, Answer> answers = new TreeMap<>();
        for (int i = 1; i <= 200; i++) {
            answers.put(
                    "mg_q" + i,
                    i % 3 == 0 ? new Answer.Numeric(new BigDecimal(i).movePointLeft(1)) : new Answer.Coded("c" + i));
        }
        Interview second = new Interview(day("2026-05-20"), answers, "RSU-MG/3", "agent-12", "MG11101");
        PersonId head = village.household(home).members().get(0).person().id();
        village.record(
                new InterviewRecorded(home, second, Map.of(head, Map.of("works", new Answer.Coded("yes")))),
                "2026-05-20");
        Household now = village.household(home);
        assertThat(now.interview()).isEqualTo(second);
        assertThat(now.interview().answers()).hasSize(200);
        assertThat(now.members().get(0).answers()).containsEntry("works", new Answer.Coded("yes"));
        // The age of the data is that of the latest interview; the score of May may be worked out again.
        assertThat(registry.asOf(day("2026-05-19"))
                        .household(home)
                        .orElseThrow()
                        .interview()
                        .date())
                .isEqualTo(day("2026-01-08"));
    }

    @Test
    void a_region_is_redrawn_and_old_codes_lead_to_the_new_areas() {
        village.record(new AreaDefined(Area.of("TG", 0, null, Map.of("fr", "Togo"))), "2020-01-01");
        village.record(new AreaDefined(Area.of("TG03", 1, "TG", Map.of("fr", "Kara"))), "2020-01-01");
        village.record(new AreaDefined(Area.of("TG0301", 2, "TG03", Map.of("fr", "Assoli"))), "2020-01-01");
        HouseholdId home = village.register("2026-01-08", as(HEAD, person("Kpatcha", Sex.MALE, "1971")));
        // Decided today, in force from next year on: it takes effect by itself.
        village.record(
                new AreasRedrawn(
                        List.of("TG0301"),
                        List.of(
                                Area.of("TG0311", 2, "TG03", Map.of("fr", "Assoli Nord")),
                                Area.of("TG0312", 2, "TG03", Map.of("fr", "Assoli Sud")))),
                "2027-01-01");

        AreaTree before = registry.areas();
        assertThat(before.current("TG0301")).containsExactly("TG0301");
        assertThat(before.children("TG03")).extracting(Area::code).containsExactly("TG0301");
        village.today("2027-01-01");
        AreaTree after = registry.areas();
        assertThat(after.current("TG0301")).containsExactly("TG0311", "TG0312");
        assertThat(after.children("TG03")).extracting(Area::code).containsExactly("TG0311", "TG0312");
        assertThat(after.isWithin("TG0312", "TG")).isTrue();
        assertThat(after.isWithin(String.valueOf(village.household(home).area()), "TG03"))
                .as("it lies where it lay")
                .isTrue();
        assertThat(after.isWithin("TG", "TG0312")).isFalse();
        assertThat(after.area("TG0311").orElseThrow().names()).containsEntry("fr", "Assoli Nord");
    }

    @Test
    void an_enrolment_that_is_decided_today_begins_by_itself_when_its_day_comes() {
        HouseholdId home = village.register("2026-01-08", as(HEAD, person("Voahangy", Sex.FEMALE, "1980")));
        Enrolment later = enrolled(ProgrammeId.create(), "2026-09-01");
        village.record(new Enrolled(home, later), "2026-09-01");
        assertThat(village.household(home).enrolments()).isEmpty();
        village.today("2026-08-31");
        assertThat(village.household(home).enrolments()).isEmpty();
        village.today("2026-09-01");
        assertThat(village.household(home).enrolments()).containsExactly(later);
        List<Household> all = new ArrayList<>();
        registry.households(all::add);
        assertThat(all).extracting(Household::enrolments).containsExactly(List.of(later));
        assertThatThrownBy(() -> village.record(
                        new MemberJoined(home, as(CHILD, person("Not born", Sex.MALE, "2030"))), "2030-01-01"))
                .hasMessageContaining("future");
        assertThatThrownBy(() -> village.record(new Enrolled(home, later), "2206-01-01"))
                .hasMessageContaining("years ahead");
    }

    @Test
    void a_registration_with_a_wrong_member_is_corrected_and_the_wrong_one_was_never_there() {
        Person head = person("Adama", Sex.MALE, "1980");
        Person mixedUp = person("Somebody else", Sex.FEMALE, "1999");
        Household wrong = Household.builder(HouseholdId.create(), new Interview(day("2026-01-08"), Map.of()))
                .member(as(HEAD, head))
                .member(as(SPOUSE, mixedUp))
                .build();
        village.today("2026-01-09");
        Recorded first = village.record(new HouseholdRegistered(wrong), "2026-01-08");
        village.today("2026-02-01");
        Household right = Household.builder(wrong.id(), wrong.interview())
                .member(as(HEAD, head))
                .build();
        registry.record(new HouseholdRegistered(right), on("2026-01-08").superseding(first.id()));
        assertThat(registry.household(wrong.id())).contains(right);
        assertThat(registry.person(mixedUp.id())).isEmpty();
        assertThat(registry.asOf(day("2026-01-20"), evening("2026-01-20")).person(mixedUp.id()))
                .isPresent();
        assertThat(registry.history(Subject.of(mixedUp.id())))
                .as("nothing is erased")
                .hasSize(2);
    }

    /** The household told the day in the order in which it was recorded, the person their coming before their going. */
    @Test
    void whoever_leaves_and_comes_back_on_one_day_belongs_to_the_household() {
        Person issa = person("Issa", Sex.MALE, "1950");
        HouseholdId home = village.register("2026-01-05", as(HEAD, issa));
        village.record(new MemberLeft(home, issa.id(), Code.of("moved_out")), "2026-02-01");
        village.record(new MemberJoined(home, as(HEAD, issa)), "2026-02-01");
        assertThat(village.members(home)).containsExactly("Issa HEAD");
        assertThat(registry.findByMember(issa.id())).containsExactly(home);
        village.record(new MemberLeft(home, issa.id(), Code.of("moved_out")), "2026-02-01");
        assertThat(village.members(home)).isEmpty();
        assertThat(registry.findByMember(issa.id())).isEmpty();
    }

    /** A random history of 40 acts found it: a death was taken back, and had come in again with a member who was told of meanwhile. */
    @Test
    void a_death_is_told_by_itself_and_never_by_the_way() {
        Person issa = person("Issa", Sex.MALE, "1950");
        Person dead = issa.toBuilder().death(UncertainDate.parse("2026-02")).build();
        HouseholdId home = village.register("2026-01-05", as(HEAD, person("Roda", Sex.FEMALE, "1980")));
        assertThatThrownBy(() -> village.record(new MemberJoined(home, as(OTHER_RELATIVE, dead)), "2026-01-06"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("date of death, 2026-02");
        assertThatThrownBy(() -> village.register("2026-01-06", as(HEAD, dead)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("date of death, 2026-02");
        assertThat(registry.person(issa.id())).isEmpty();

        village.record(new PersonDescribed(dead), "2026-01-06");
        assertThat(registry.person(issa.id()).orElseThrow().person()).isEqualTo(issa);
    }

    @Test
    void an_act_that_contradicts_the_history_is_refused_in_words() {
        Person issa = person("Issa", Sex.MALE, "1950");
        Person zeinab = person("Zeinab", Sex.FEMALE, "1955");
        HouseholdId home = village.register("2026-01-05", as(HEAD, issa), as(SPOUSE, zeinab));
        PersonProfile profile = registry.person(issa.id()).orElseThrow();
        assertThatThrownBy(() -> village.record(
                        new PersonDied(issa.id(), UncertainDate.parse("2026-02"), Set.of()), "2026-02-01"))
                .hasMessageContaining(home.toString());
        village.record(PersonDied.of(profile, UncertainDate.parse("2026-02")), "2026-02-01");
        assertThatThrownBy(() -> village.record(PersonDied.of(profile, UncertainDate.parse("2026-03")), "2026-03-01"))
                .hasMessageContaining("died 2026-02");
        assertThatThrownBy(() -> village.record(new HeadSucceeded(home, issa.id(), Map.of()), "2026-02-02"))
                .hasMessageContaining("no member");
        assertThatThrownBy(() ->
                        village.record(new MemberLeft(home, PersonId.create(), Code.of("marriage")), "2026-02-02"))
                .hasMessageContaining("never been registered");
        assertThatThrownBy(() -> village.record(new MemberLeft(home, zeinab.id(), Code.of("divorce")), "2026-01-04"))
                .hasMessageContaining("before 2026-01-05");
        // A move that is dated before the death is taken; one after it is not.
        HouseholdId other = village.register("2026-01-05", as(HEAD, person("Roda", Sex.FEMALE, "1980")));
        assertThatThrownBy(() -> village.record(
                        new MembersMoved(home, other, List.of(Membership.of(issa.id(), OTHER_RELATIVE)), List.of()),
                        "2026-01-20"))
                .as("the death names the household he would have left")
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> registry.record(new Retracted("a mistake"), on("2026-02-02")))
                .hasMessageContaining("superseding");
        assertThatThrownBy(() -> registry.record(
                        new Retracted("a mistake"),
                        on("2026-02-02").superseding(org.trano.registry.core.event.EventId.create())))
                .hasMessageContaining("not in the journal");
        assertThat(village.members(home)).containsExactly("Zeinab SPOUSE");
    }
}
