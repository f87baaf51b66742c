package org.trano.registry.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.MemberLeft;
import org.trano.registry.core.event.PersonDied;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.core.survey.Answer;

class HouseholdImportTest {
    private static final String HOUSEHOLDS = "household_id,village,floor\nH1,Kara,earth\nH2,Kara,cement\n";
    private static final String PERSONS = """
            person_id,household_id,given_name,surname,sex,birth_date,relationship,phone,national_id
            P1,H1,Kossi,Agbeko,M,12/06/1960,head,90112233,TG1
            P2,H1,Afi,Mensah,F,vers 1965,épouse,,
            P3,H2,Ama,Lawson,F,1990,head,,TG3
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Registry registry = Registry.open(new MemoryStore());

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private ImportResult run(String households, String persons) throws IOException {
        return HouseholdImport.builder(file("p.csv", persons))
                .households(file("h.csv", households))
                .rejects(folder.resolve("r.csv"), Locale.ENGLISH)
                .build()
                .read()
                .record(registry);
    }

    private Household household(String number) {
        return registry.household(
                        registry.find(new Identifier(Identifier.SOURCE, number)).get(0))
                .orElseThrow();
    }

    @Test
    void a_household_and_its_members_arrive_as_they_were_written() throws IOException {
        ImportResult result = run(HOUSEHOLDS, PERSONS);
        assertThat(result.isClean()).isTrue();
        assertThat(result.households()).isEqualTo(new ImportResult.Counts(2, 2, 0, 0));
        assertThat(result.persons()).isEqualTo(new ImportResult.Counts(3, 3, 0, 0));
        Household h1 = household("H1");
        assertThat(h1.area()).isEqualTo("Kara");
        assertThat(h1.interview().answers()).containsEntry("floor", new Answer.Coded("earth"));
        assertThat(h1.members()).hasSize(2);
        assertThat(h1.members().get(0).relationship()).isEqualTo(RelationshipToHead.HEAD);
        assertThat(h1.members().get(0).person().sex()).isEqualTo(Sex.MALE);
        assertThat(h1.members().get(0).person().identifier(Identifier.NATIONAL_ID))
                .isEqualTo("TG1");
        assertThat(h1.members().get(1).person().birth()).hasToString("1965~");
        assertThat(h1.members().get(1).person().phones()).isEmpty();
        assertThat(registry.verify(Progress.SILENT).isIntact()).isTrue();
        assertThat(folder.resolve("r.csv")).doesNotExist();
    }

    @Test
    void a_bad_row_goes_to_the_rejects_and_joins_its_household_once_corrected() throws IOException {
        ImportResult first =
                run(HOUSEHOLDS, PERSONS.replace("1990,", "31/02/1990,").replace("vers 1965", "bientôt"));
        assertThat(first.problems()).containsEntry("date.impossible", 1L).containsEntry("date.unreadable", 1L);
        assertThat(first.persons()).isEqualTo(new ImportResult.Counts(3, 1, 0, 2));
        // H2 has nobody left: its row waits with its person's.
        assertThat(first.households()).isEqualTo(new ImportResult.Counts(2, 1, 0, 1));
        assertThat(first.incomplete()).isEqualTo(1);
        assertThat(household("H1").members()).hasSize(1);

        String rejects = Files.readString(Objects.requireNonNull(first.personRejects()));
        assertThat(rejects)
                .contains("_problem")
                .contains("This day does not exist")
                .contains("31/02/1990");
        String corrected = rejects.replaceFirst("31/02/1990", "1990").replaceFirst("bientôt", "vers 1965");
        ImportResult second = run(Files.readString(Objects.requireNonNull(first.householdRejects())), corrected);
        assertThat(second.isClean()).isTrue();
        assertThat(second.persons()).isEqualTo(new ImportResult.Counts(2, 2, 0, 0));
        assertThat(household("H1").members()).hasSize(2);
        assertThat(household("H2").members()).hasSize(1);
        assertThat(registry.verify(Progress.SILENT).isIntact()).isTrue();
    }

    @Test
    void the_same_files_again_change_nothing() throws IOException {
        run(HOUSEHOLDS, PERSONS);
        ImportResult again = run(HOUSEHOLDS, PERSONS);
        assertThat(again.isClean()).isTrue();
        assertThat(again.events()).isZero();
        assertThat(again.households().unchanged()).isEqualTo(2);
        assertThat(again.persons().unchanged()).isEqualTo(3);
    }

    @Test
    void what_contradicts_the_registry_is_rejected_never_overwritten() throws IOException {
        run(HOUSEHOLDS, PERSONS);
        ImportResult again = run(HOUSEHOLDS.replace("cement", "earth"), PERSONS.replace("Kossi", "Koffi"));
        assertThat(again.problems())
                .containsEntry("household.differs", 1L)
                .containsEntry("person.differs", 1L)
                .containsEntry("person.household-rejected", 1L);
        assertThat(again.events()).isZero();
        assertThat(household("H2").interview().answers()).containsEntry("floor", new Answer.Coded("cement"));
    }

    @Test
    void every_row_that_does_not_fit_is_named_and_the_others_are_kept() throws IOException {
        ImportResult result = run(HOUSEHOLDS + "H2,Kara,earth\n,Kara,earth\nH4,Kara,earth\n", PERSONS + """
                        P3,H2,Yao,Lawson,M,1991,child,,
                        P5,H9,Edem,Kpodo,M,1992,child,,
                        P6,,Abla,Kpodo,F,1993,child,,
                        P7,H2,Dela,Kpodo,Q,1993,child,,
                        P8,H2,Essi,Kpodo,F,2093,child,,
                        P9,H2,Yawa,Kpodo,F,1993,cousine germaine,,
                        P10,H2,Yawo,Kpodo,F
                        """);
        assertThat(result.problems().keySet())
                .containsExactlyInAnyOrder(
                        "csv.width",
                        "date.future",
                        "household.duplicate",
                        "household.no-id",
                        "household.no-person",
                        "person.duplicate",
                        "person.no-household",
                        "person.unknown-household",
                        "relationship.unknown",
                        "sex.unknown");
        assertThat(result.persons()).isEqualTo(new ImportResult.Counts(10, 3, 0, 7));
        assertThat(result.households()).isEqualTo(new ImportResult.Counts(5, 2, 0, 3));
    }

    @Test
    void one_child_may_live_in_two_households_and_stays_one_person() throws IOException {
        run(HOUSEHOLDS, PERSONS + "P4,H1,Sena,Agbeko,F,2015,child,,\nP4,H2,Sena,Agbeko,F,2015,grandchild,,\n");
        assertThat(household("H1").members().get(2).person().id())
                .isEqualTo(household("H2").members().get(1).person().id());
    }

    @Test
    void the_child_of_two_homes_stays_one_person_when_the_homes_come_in_two_imports() throws IOException {
        run(HOUSEHOLDS, PERSONS + "P4,H1,Sena,Agbeko,F,2015,child,,\n");
        String header = PERSONS.substring(0, PERSONS.indexOf('\n') + 1);
        run("household_id,village,floor\nH3,Kara,earth\n", header + "P4,H3,Sena,Agbeko,F,2015,grandchild,,\n");
        assertThat(household("H3").members().get(0).person().id())
                .isEqualTo(household("H1").members().get(2).person().id());
        ImportResult other = run(
                "household_id,village,floor\nH5,Kara,earth\n",
                header + "P4,H5,Edem,Kpodo,M,1950,head,,\nP9,H5,Abla,Kpodo,F,1955,spouse,,\n");
        assertThat(other.problems()).containsEntry("person.differs", 1L);
        assertThat(household("H5").members()).hasSize(1);
        assertThat(registry.verify(Progress.SILENT).isIntact()).isTrue();
    }

    @Test
    void one_file_may_hold_both_and_a_mapping_says_what_its_codes_mean() throws IOException {
        Path mapping = file("m.json", """
                { // comments are welcome
                  "source": "survey", "interview_date": "2026-03-01", "missing": ["NA", "99"],
                  "household": {"id": "hh", "area": "place", "answers": {"rooms": {"column": "rooms", "type": "number"}}},
                  "person": {"household": "hh", "full_name": "who", "sex": {"column": "b2", "values": {"3": "female"}}, "age": "age",
                             "relationship": {"column": "b4", "values": {"1": "head", "7": "not related"}}, "answers": {"works": "b5"}}
                }
                """);
        Path data = file(
                "one.csv",
                "hh;who;b2;b4;age;b5;place;rooms\n7;Rakoto Jean;1;1;40;yes;NA;2,5\n7;Vola;3;7;99;NA;NA;2,5\n");
        ImportResult result = HouseholdImport.builder(data)
                .mapping(ImportMapping.read(mapping))
                .build()
                .read()
                .record(registry);
        assertThat(result.isClean()).as(result.examples().toString()).isTrue();
        Household household = registry.household(
                        registry.find(new Identifier("source:survey", "7")).get(0))
                .orElseThrow();
        assertThat(household.area()).isNull();
        assertThat(household.interview().answers()).containsEntry("rooms", Answer.of(2.5));
        assertThat(household
                        .members()
                        .get(0)
                        .person()
                        .birth()
                        .ageOn(household.interview().date()))
                .isEqualTo(40);
        assertThat(household.members().get(1).person().sex()).isEqualTo(Sex.FEMALE);
        assertThat(household.members().get(1).person().birth().isUnknown()).isTrue();
        assertThat(household.members().get(1).answers()).isEmpty();
    }

    @Test
    void a_mapping_that_does_not_fit_is_refused_before_anything_is_recorded() throws IOException {
        Path mapping = file(
                "m.json",
                "{\"household\": {\"id\": \"hh\"}, \"person\": {\"household\": \"hh\", \"sex\": \"gender\"}}");
        Path data = file("one.csv", "hh,who\n1,Ama\n");
        HouseholdImport job = HouseholdImport.builder(data)
                .mapping(ImportMapping.read(mapping))
                .build();
        assertThatThrownBy(job::read).isInstanceOf(DataException.class).hasMessageContaining("gender");
        for (String wrong : List.of(
                "", "null", "[]", "{\"houshold\": 1}", "{\"household\": {}}", "{\"person\": {\"household\": \"x\"}}")) {
            Path file = file("wrong.json", wrong);
            assertThatThrownBy(() -> ImportMapping.read(file)).as(wrong).isInstanceOf(DataException.class);
        }
        assertThat(registry.head().sequence()).isZero();
    }

    @Test
    void messages_speak_english_and_french_without_gaps() throws IOException {
        ImportResult result = run(HOUSEHOLDS, PERSONS.replace("12/06/1960", "31/02/1960"));
        assertThat(result.examples().get(0).describe(Locale.ENGLISH))
                .isEqualTo(
                        "p.csv, row 2, birth_date '31/02/1960': This day does not exist in the calendar. Maybe day and month are swapped?"
                                + " Where only month or year is known, write 1985-02 or 1985.");
        assertThat(result.examples().get(0).describe(Locale.FRENCH))
                .startsWith("p.csv, ligne 2, birth_date '31/02/1960'")
                .contains("calendrier");
    }

    @Test
    void both_languages_know_the_same_messages() {
        List<String> keys = new ArrayList<>();
        for (Locale locale : List.of(Locale.ROOT, Locale.FRENCH)) {
            keys.add(java.util.ResourceBundle.getBundle(
                            "org.trano.registry.core.problem.problems", locale, Registry.class.getModule())
                    .keySet()
                    .stream()
                    .sorted()
                    .toList()
                    .toString());
        }
        assertThat(keys.get(0)).isEqualTo(keys.get(1));
    }

    /** The file is older than what the registry has learned since: nothing of it is news, and nothing is undone. */
    @Test
    void the_same_file_again_does_not_bring_back_the_dead_or_those_who_left() throws IOException {
        run(HOUSEHOLDS, PERSONS);
        PersonId afi = household("H1").members().get(1).person().id();
        HouseholdId h1 = household("H1").id();
        EventContext later = new EventContext(LocalDate.now(ZoneOffset.UTC), "test", "test", "test");
        registry.record(new MemberLeft(h1, afi, Code.of("marriage")), later);
        PersonProfile kossi =
                registry.person(household("H1").members().get(0).person().id()).orElseThrow();
        registry.record(PersonDied.of(kossi, UncertainDate.parse("2026")), later);
        ImportResult again = run(HOUSEHOLDS, PERSONS);
        assertThat(again.isClean()).isTrue();
        assertThat(again.events()).isZero();
        assertThat(again.persons().unchanged()).isEqualTo(3);
        // A household of the same source that names the dead man as its member is told so.
        ImportResult other = run(
                "household_id,village\nH9,Kara\n",
                PERSONS.lines()
                        .limit(2)
                        .reduce((a, b) -> a + "\n" + b)
                        .orElseThrow()
                        .replace(",H1,", ",H9,"));
        assertThat(other.problems()).containsEntry("person.dead", 1L);
        assertThat(other.examples().get(other.examples().size() - 1).describe(Locale.FRENCH))
                .contains("décédée : 2026");
    }

    /** However small the parts, the registry is the same, and so are the problems. */
    @Property(tries = 40)
    void files_that_are_put_together_in_parts_give_what_they_give_at_once(@ForAll long seed) throws IOException {
        Path here = Files.createTempDirectory("parts");
        try {
            Random random = new Random(seed);
            StringBuilder homes = new StringBuilder("household_id,village\n");
            StringBuilder people = new StringBuilder("person_id,household_id,given_name,birth_date\n");
            for (int i = 0; i < 40; i++) {
                homes.append('H')
                        .append(random.nextInt(40))
                        .append(",V")
                        .append(random.nextInt(3))
                        .append('\n');
                people.append('P')
                        .append(i)
                        .append(",H")
                        .append(random.nextInt(45))
                        .append(",Ama,")
                        .append(random.nextInt(8) == 0 ? "31/02/1985" : "1985")
                        .append('\n');
            }
            Path h = Files.writeString(here.resolve("h.csv"), homes);
            Path p = Files.writeString(here.resolve("p.csv"), people);
            List<Object> results = new ArrayList<>();
            for (long bytes : new long[] {1 << 20, 100, 1}) {
                Registry fresh = Registry.open(new MemoryStore());
                ImportResult result = HouseholdImport.builder(p)
                        .households(h)
                        .partBytes(bytes)
                        .rejects(here.resolve("r.csv"), Locale.ENGLISH)
                        .build()
                        .read()
                        .record(fresh);
                List<String> read = new ArrayList<>();
                fresh.households(home -> read.add(home.sourceId()
                        + home.area()
                        + home.members().stream()
                                .map(m -> m.person().identifiers().toString())
                                .toList()));
                assertThat(fresh.verify(Progress.SILENT).faults()).isEmpty();
                results.add(List.of(
                        read.stream().sorted().toList(),
                        result.problems(),
                        result.households(),
                        result.persons(),
                        result.incomplete(),
                        result.events(),
                        result.isClean() ? "" : Files.readString(here.resolve("r.csv"))));
            }
            assertThat(results.get(1)).isEqualTo(results.get(0));
            assertThat(results.get(2)).isEqualTo(results.get(0));
        } finally {
            try (Stream<Path> files = Files.list(here)) {
                files.forEach(file -> file.toFile().delete());
            }
            Files.delete(here);
        }
    }
}
