package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.core.Registry;
import org.trano.registry.core.exchange.HouseholdImport;
import org.trano.registry.core.exchange.ImportResult;
import org.trano.registry.jdbc.SqliteStore;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.ProxyMeansTest;
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

            ProxyMeansTest model = ProxyMeansTest.read(modelFile);
            IndicatorFrame.Builder frame = IndicatorFrame.builder(model.indicators());
            registry.households(home -> frame.add(home.sourceId(), model.indicators().stream().map(i -> i.of(home)).toList()));
            ScoreExplanation why = model.explain(frame.build(), 0);
            System.out.println(why.household() + " scores " + why.score() + " because of " + why.parts());
        }
        // spotless:on
    }

    @Test
    void the_lines_of_the_readme_are_these_and_they_work() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/trano/registry/cli/ReadmeExampleTest.java"));
        String here = source.substring(
                source.indexOf("// spotless:off\n") + 16, source.indexOf("// spotless:on\n", source.indexOf("why.parts")));
        String readme = Files.readString(Path.of(System.getProperty("trano.root", "../.."), "README.md"));
        int begin = readme.indexOf("```java\n") + 8;
        assertThat(readme.substring(begin, readme.indexOf("```", begin))).isEqualToNormalizingWhitespace(here);

        Path persons = folder.resolve("persons.csv");
        try (InputStream in = Objects.requireNonNull(DemoCommand.class.getResourceAsStream("demo/persons.csv"))) {
            Files.copy(in, persons);
        }
        Path model = Files.writeString(
                folder.resolve("model.json"),
                "{\"model\": \"linear-pmt\", \"id\": \"m\", \"version\": \"1\", \"intercept\": 10, \"terms\": [{\"indicator\": \"n\", \"coefficient\": -1}],"
                        + " \"indicators\": {\"n\": {\"type\": \"number\", \"registry\": \"household_size\"}}}");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            example(folder.resolve("r.registry"), persons, folder.resolve("rejects.csv"), model);
        } finally {
            System.setOut(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(" people, 3 rows to correct")
                .contains("KM-0001 scores 6.0 because of");
        assertThat(folder.resolve("rejects.csv")).content().contains("Ce jour n'existe pas");
    }
}
