package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Invented people of all four countries go through the whole house. */
class GeneratedPopulationIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"TG", "DJ", "KM", "MG"})
    void they_are_imported_without_a_mapping_and_their_duplicates_are_found(String country)
            throws IOException, InterruptedException {
        JsonNode made = PackagedCommand.run(
                        "generate", "--json", "--country", country, "--persons", 6000, "--seed", 3, "--out", folder)
                .json();
        Path registry = folder.resolve("r.registry");
        PackagedCommand imported = PackagedCommand.run(
                "import",
                "--json",
                "--registry",
                registry,
                "--households",
                folder.resolve("households.csv"),
                "--persons",
                folder.resolve("persons.csv"));
        // A telephone that says "inconnu" is not a problem; a birth on 30 February is, and nothing else is sent back.
        assertThat(imported.exitCode()).as(imported.err()).isEqualTo(1);
        assertThat(imported.json().path("problems").propertyNames()).isSubsetOf("date.impossible", "date.future");
        int rejected = imported.json().at("/persons/rejected").asInt();
        assertThat(imported.json().at("/persons/recorded").asInt() + rejected)
                .isEqualTo(made.path("persons").asInt());
        assertThat(rejected).isBetween(1, 60);
        JsonNode found = PackagedCommand.run(
                        "dedup", "--json", "--input", folder.resolve("persons.csv"), "--truth", "truth_person")
                .json();
        assertThat(found.at("/cluster_pairs/f1").asDouble()).isGreaterThan(0.85);
        assertThat(found.path("columns").toString()).doesNotContain("truth");
        assertThat(PackagedCommand.run("verify", "--registry", registry).exitCode())
                .isZero();
    }

    /** The same people under names of columns that nobody foresaw: their words are compared all the same. */
    @Test
    void duplicates_are_found_whatever_the_columns_are_called() throws IOException, InterruptedException {
        PackagedCommand.run("generate", "--country", "TG", "--persons", 4000, "--seed", 3, "--out", folder, "--quiet");
        Path persons = folder.resolve("persons.csv");
        JsonNode known = dedup(persons);
        JsonNode spanish = dedup(renamed(
                persons,
                Map.of(
                        "given_name",
                        "Nombres",
                        "family_name",
                        "Apellidos",
                        "birth_date",
                        "Fecha de nacimiento (dd/mm/aaaa)",
                        "phone",
                        "movil")));
        assertThat(spanish.path("pairs")).isEqualTo(known.path("pairs"));
        JsonNode unknown = dedup(renamed(
                persons,
                Map.of("given_name", "B1", "family_name", "B2", "birth_date", "B3", "sex", "B4", "locality", "B5")));
        assertThat(unknown.path("columns").toString()).contains("text:B1", "text:B2", "\"birth_date\":\"B3\"");
        assertThat(unknown.at("/pairs/f1").asDouble())
                .isGreaterThan(known.at("/pairs/f1").asDouble() - 0.1);
    }

    private static JsonNode dedup(Path persons) throws IOException, InterruptedException {
        return PackagedCommand.run("dedup", "--json", "--input", persons, "--truth", "truth_person")
                .json();
    }

    private static Path renamed(Path file, Map<String, String> names) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(
                0,
                Arrays.stream(lines.get(0).split(","))
                        .map(name -> names.getOrDefault(name, name))
                        .collect(Collectors.joining(",")));
        return Files.write(file.resolveSibling("renamed.csv"), lines);
    }

    @Test
    void a_country_that_is_none_of_the_four_is_refused() throws IOException, InterruptedException {
        PackagedCommand run = PackagedCommand.run("generate", "--country", "FR", "--out", folder);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Maybe TG, DJ, KM or MG?");
    }
}
