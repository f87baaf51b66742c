package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.IdentityDecided;
import org.trano.registry.core.event.PersonDied;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.exchange.HouseholdImport;
import org.trano.registry.core.exchange.HouseholdJson;
import org.trano.registry.core.exchange.ImportResult;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.person.Verdict;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.core.survey.Interview;
import org.trano.registry.dedup.desk.Desk;
import org.trano.registry.dedup.desk.Registration;
import org.trano.registry.dedup.review.ReviewCase;
import org.trano.registry.dedup.review.ReviewDesk;
import org.trano.registry.dedup.search.PersonQuery;
import org.trano.registry.dedup.search.RegistryIndex;
import org.trano.registry.dedup.search.SearchHit;
import org.trano.registry.dedup.search.SearchResult;
import org.trano.registry.jdbc.SqliteStore;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.indicator.StandardIndicator;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.ScoreExplanation;

/** The lines of README.md, compiled, run, and compared with the file. */
class ReadmeExampleTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("SystemOut")
    private static void example(Path file, Path persons, Path rejects, Path modelFile) {
        // spotless:off
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            ImportResult imported = HouseholdImport.builder(persons).rejects(rejects, Locale.FRENCH).build().read().record(registry);
            System.out.println(imported.persons().recorded() + " people, " + imported.persons().rejected() + " rows to correct");

            DeclaredModel model = DeclaredModel.read(modelFile);
            IndicatorFrame.Builder frame = IndicatorFrame.builder(model.indicators());
            registry.households(home -> frame.add(home.sourceId(), model.indicators().stream().map(i -> i.of(home)).toList()));
            ScoreExplanation why = model.explain(frame.build(), 0);
            System.out.println(why.household() + " scores " + why.score() + " because of " + why.parts());
        }
        // spotless:on
    }

    @SuppressWarnings("SystemOut")
    private static void history(Path file) {
        // spotless:off
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            EventContext visit = new EventContext(LocalDate.of(2026, 5, 1), "agent-7", "enrolment", "field visit");
            Person head = Person.builder(PersonId.create()).name(new PersonName("Issa", "Robleh", null)).birth(UncertainDate.parse("195X")).build();
            Household home = Household.builder(HouseholdId.create(), new Interview(visit.effective(), Map.of()))
                    .area("DJ0101").member(new Member(head, RelationshipToHead.HEAD, Map.of())).build();
            Recorded registered = registry.record(new HouseholdRegistered(home), visit);
            PersonProfile issa = registry.person(head.id()).orElseThrow();
            Recorded death = registry.record(PersonDied.of(issa, UncertainDate.parse("2026-05")), visit.on(LocalDate.of(2026, 5, 20)));
            registry.record(death.event(), visit.on(LocalDate.of(2026, 5, 3)).superseding(death.id()));
            System.out.println(registry.asOf(LocalDate.of(2026, 5, 10), registered.recorded()).household(home.id()).orElseThrow().size());
        }
        // spotless:on
    }

    @SuppressWarnings("SystemOut")
    private static void desk(Path file) {
        // spotless:off
        try (Registry registry = Registry.open(SqliteStore.open(file));
                RegistryIndex desk = RegistryIndex.builder(registry).file(file.resolveSibling("desk.index")).open()) {
            PersonQuery said = PersonQuery.builder().name("Combo Fatuma").age(40, LocalDate.of(2026, 3, 1)).build();
            SearchResult found = desk.search(said);
            for (SearchHit hit : found.hits()) {
                PersonProfile who = registry.person(hit.person()).orElseThrow();
                System.out.println(who.person().name() + " of " + who.households() + "\n" + hit.explanation().text(Locale.FRENCH));
            }
            System.out.println("Nobody else weighs more than " + found.ceiling() + " bits.");
        }
        // spotless:on
    }

    @SuppressWarnings("SystemOut")
    private static void registration(Registry registry, Path file, Path form, LocalDate today, EventContext visit) {
        // spotless:off
        try (RegistryIndex index = RegistryIndex.builder(registry).file(file).open()) {
            Desk desk = Desk.of(registry, index);
            Registration registration = desk.look(HouseholdJson.read(form, today), visit);
            registration.proposals().forEach(proposal -> System.out.println(proposal.text(Locale.FRENCH)));
            desk.accept(registration.proposals().get(0));
            ReviewDesk reviews = ReviewDesk.of(registry);
            ReviewCase next = reviews.queue("officer-17").get(0);
            reviews.decide(IdentityDecision.of(next.one(), next.other(), Verdict.SAME, "officer-17", "same mother"), visit);
        }
        // spotless:on
    }

    @Test
    void the_model_of_the_documentation_is_a_model() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("trano.root", "../.."), "docs", "scoring.md"));
        int json = page.indexOf("```json\n") + 8;
        DeclaredModel model = DeclaredModel.parse(page.substring(json, page.indexOf("```", json)), "docs/scoring.md");
        assertThat(model.rules()).hasSize(2);
        for (StandardIndicator indicator : StandardIndicator.values()) {
            assertThat(page).contains("`" + indicator.code() + "`");
        }
    }

    @Test
    void the_lines_about_registration_are_these_and_they_work() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/trano/registry/cli/ReadmeExampleTest.java"));
        int from = source.indexOf("// spotless:off\n", source.indexOf("void registration(")) + 16;
        String page = Files.readString(Path.of(System.getProperty("trano.root", "../.."), "docs", "desk.md"));
        int begin = page.indexOf("```java\n") + 8;
        assertThat(page.substring(begin, page.indexOf("```", begin)))
                .isEqualToNormalizingWhitespace(source.substring(from, source.indexOf("// spotless:on\n", from)));
        int json = page.indexOf("```json\n") + 8;
        Path form = Files.writeString(folder.resolve("form.json"), page.substring(json, page.indexOf("```", json)));
        LocalDate today = LocalDate.of(2026, 3, 1);
        EventContext visit = new EventContext(today, "officer-17", "registration", "desk");
        try (Registry registry = Registry.open(new MemoryStore())) {
            Person[] twice = new Person[2];
            for (int i = 0; i < 2; i++) {
                twice[i] = Person.builder(PersonId.create())
                        .name(new PersonName("Roda", "Warsame", null))
                        .build();
                registry.record(
                        new HouseholdRegistered(Household.builder(HouseholdId.create(), new Interview(today, Map.of()))
                                .member(new Member(twice[i], RelationshipToHead.HEAD, Map.of()))
                                .build()),
                        visit);
            }
            registry.record(
                    new IdentityDecided(IdentityDecision.of(twice[0].id(), twice[1].id(), Verdict.UNSURE, "desk", "")),
                    visit);
            assertThat(said(() -> registration(registry, folder.resolve("d.index"), form, today, visit)))
                    .startsWith("Enregistrer le ménage : Afi Mensah, Kodjo Mensah.");
            assertThat(registry.identity(twice[1].id()).orElseThrow().id()).isEqualTo(twice[0].id());
        }
    }

    @Test
    void the_lines_about_the_desk_are_these_and_they_work() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/trano/registry/cli/ReadmeExampleTest.java"));
        int from = source.indexOf("// spotless:off\n", source.indexOf("void desk(")) + 16;
        String readme = Files.readString(Path.of(System.getProperty("trano.root", "../.."), "README.md"));
        int begin = readme.indexOf("```java\n", readme.indexOf("## At the desk")) + 8;
        assertThat(readme.substring(begin, readme.indexOf("```", begin)))
                .isEqualToNormalizingWhitespace(source.substring(from, source.indexOf("// spotless:on\n", from)));
        Path persons = Files.writeString(
                folder.resolve("desk.csv"),
                "household_id,person_id,given_name,surname,sex,birth_date\nKM-1,1,Fatima,Combo,F,1985\nKM-1,2,Said,Combo,M,1980\n");
        Path file = folder.resolve("d.registry");
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            HouseholdImport.builder(persons).build().read().record(registry);
        }
        assertThat(said(() -> desk(file)))
                .startsWith("PersonName[givenNames=Fatima")
                .contains("Nom", "fatuma / fatima");
    }

    @Test
    void the_lines_about_histories_are_these_and_they_work() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/trano/registry/cli/ReadmeExampleTest.java"));
        int from = source.indexOf("// spotless:off\n", source.indexOf("void history(")) + 16;
        String page = Files.readString(Path.of(System.getProperty("trano.root", "../.."), "docs", "registry.md"));
        int begin = page.indexOf("```java\n") + 8;
        assertThat(page.substring(begin, page.indexOf("```", begin)))
                .isEqualToNormalizingWhitespace(source.substring(from, source.indexOf("// spotless:on\n", from)));
        // Known at the time of the registration, he was alive on the tenth of May.
        assertThat(said(() -> history(folder.resolve("h.registry")))).isEqualToIgnoringNewLines("1");
    }

    private static String said(Runnable example) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            example.run();
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    /** The plug-in's own project compiles and tests it; the README shows the same lines. */
    @Test
    void the_plug_in_of_the_readme_is_the_one_that_is_built() throws IOException {
        Path root = Path.of(System.getProperty("trano.root", "../.."));
        String source = Files.readString(
                root.resolve("registry-examples/scoring-plugin/src/main/java/org/example/care/CareBurden.java"));
        String readme = Files.readString(root.resolve("README.md"));
        int begin = readme.indexOf("```java\npublic final class CareBurden") + 8;
        assertThat(begin).isGreaterThan(8);
        assertThat(readme.substring(begin, readme.indexOf("```", begin)))
                .isEqualToNormalizingWhitespace(source.substring(source.indexOf("public final class")));
    }

    @Test
    void the_lines_of_the_readme_are_these_and_they_work() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/trano/registry/cli/ReadmeExampleTest.java"));
        String here = source.substring(
                source.indexOf("// spotless:off\n") + 16, source.indexOf("// spotless:on\n", source.indexOf("why.parts")));
        String readme = Files.readString(Path.of(System.getProperty("trano.root", "../.."), "README.md"));
        int begin = readme.indexOf("```java\n") + 8;
        assertThat(readme.substring(begin, readme.indexOf("```", begin))).isEqualToNormalizingWhitespace(here);

        Path persons = Files.writeString(
                folder.resolve("persons.csv"),
                "household_id,person_id,given_name,surname,sex,birth_date\nKM-1,1,Fatima,Combo,F,1985-02-30\nKM-1,2,Said,Combo,M,1980\n");
        Path model = Files.writeString(
                folder.resolve("model.json"),
                "{\"model\": \"linear-pmt\", \"id\": \"m\", \"version\": \"1\", \"intercept\": 10, \"terms\": [{\"indicator\": \"n\", \"coefficient\": -1}],"
                        + " \"indicators\": {\"n\": {\"type\": \"number\", \"registry\": \"household_size\"}}}");
        assertThat(said(() -> example(folder.resolve("r.registry"), persons, folder.resolve("rejects.csv"), model)))
                .contains("1 people, 1 rows to correct")
                .contains("KM-1 scores 9.0 because of");
        assertThat(folder.resolve("rejects.csv")).content().contains("Ce jour n'existe pas");
    }
}
