package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The desk, in the packaged program. */
class SearchIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path registry = Path.of("");

    @BeforeEach
    void people() throws IOException, InterruptedException {
        registry = folder.resolve("r.registry");
        Path persons = Files.writeString(folder.resolve("p.csv"), """
                person_id,household_id,given_name,surname,birth_date,sex,phone
                1,H1,Ama,Kpodo,1985-06-12,F,90123456
                2,H1,Yao,Kpodo,2010,M,
                3,H2,Afi,Mensah,1990-01-01,F,91000000
                """);
        assertThat(PackagedCommand.run("import", "--registry", registry, "--persons", persons)
                        .exitCode())
                .isZero();
    }

    @Test
    void somebodyIsFoundAndTheIndexIsKept() throws IOException, InterruptedException {
        PackagedCommand run = PackagedCommand.run(
                "search", "--json", "--registry", registry, "--name", "kpodo ama", "--birth", "1985", "--sex", "F");
        assertThat(run.exitCode()).isZero();
        assertThat(run.json().at("/hits/0/name").asString()).isEqualTo("Ama Kpodo");
        assertThat(run.json().at("/people").asInt()).isEqualTo(3);
        Path index = folder.resolve("r.registry.index");
        assertThat(index).exists();

        Files.writeString(index, "this is no index");
        PackagedCommand again = PackagedCommand.run(
                "search",
                "--registry",
                registry,
                "--member",
                "Ama Kpodo",
                "--phone",
                "90 123 456",
                "--lang",
                "fr",
                "--explain");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out())
                .contains("1. Yao Kpodo", "ménage H1, avec Ama Kpodo", "Téléphone")
                .doesNotContain("level.", "name.");
        assertThat(again.err()).contains("a été reconstruit");
        assertThat(PackagedCommand.run("search", "--registry", registry, "--name", "Yao", "--quiet")
                        .err())
                .isEmpty();
    }

    @Test
    void nothingIsLeftWhereThatIsAsked() throws IOException, InterruptedException {
        assertThat(PackagedCommand.run("search", "--registry", registry, "--name", "Afi", "--no-index")
                        .out())
                .contains("1. Afi Mensah");
        assertThat(folder.resolve("r.registry.index")).doesNotExist();
        assertThat(PackagedCommand.run("search", "--registry", registry, "--name", "Zzz", "--no-index", "--lang", "en")
                        .out())
                .contains("Nobody comes near.");
    }

    /** The script beside the command keeps an archive of classes; with it and without, the answers are the same, and so are the ends. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatStartsFromAnArchiveOfItsClassesFindsTheSame() throws IOException, InterruptedException {
        Path archives = folder.resolve("archives");
        PackagedCommand first = script(archives, "search", "--registry", registry, "--name", "Afi", "--quiet");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("1. Afi Mensah");
        Path archive = only(archives.resolve("trano"));
        assertThat(archive.getFileName().toString()).startsWith("search-").endsWith(".jsa");
        PackagedCommand second = script(archives, "search", "--registry", registry, "--name", "Afi", "--quiet");
        assertThat(withoutTime(second)).isEqualTo(withoutTime(first));
        assertThat(only(archives.resolve("trano"))).isEqualTo(archive);

        PackagedCommand refused = script(archives, "search", "--registry", registry, "--sex", "F");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).startsWith("Error: ").contains("Say something of the person");

        // An archive that is not one is no reason not to answer, nor is a place that cannot be written to.
        Files.delete(archive);
        Files.writeString(archive, "not an archive");
        PackagedCommand damaged = script(archives, "search", "--registry", registry, "--name", "Afi", "--quiet");
        assertThat(withoutTime(damaged)).isEqualTo(withoutTime(first));
        Path file = Files.writeString(folder.resolve("file"), "");
        PackagedCommand nowhere = script(file, "search", "--registry", registry, "--name", "Afi", "--quiet");
        assertThat(withoutTime(nowhere)).isEqualTo(withoutTime(first));
        assertThat(script(file, "--version").out()).startsWith("registry ");
        Path list = Files.writeString(folder.resolve("list.csv"), "id,name\n1,Afi Mensah\n2,Afi Mensah\n3,Kodjo Ada\n");
        PackagedCommand matched = script(archives, "dedup", "--input", list, "--json", "--quiet");
        assertThat(matched.exitCode()).as(matched.err()).isZero();
        assertThat(matched.out()).contains("\"records\" : 3");
    }

    private static String withoutTime(PackagedCommand run) {
        return run.exitCode() + run.err() + run.out().replaceAll("in [0-9.]+ ms", "");
    }

    private static Path only(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.reduce((one, other) -> {
                        throw new AssertionError(one + " and " + other);
                    })
                    .orElseThrow();
        }
    }

    private static PackagedCommand script(Path archives, Object... args) throws IOException, InterruptedException {
        return PackagedCommand.runScript(Map.of("XDG_CACHE_HOME", archives.toString()), args);
    }

    @ParameterizedTest
    @CsvSource({
        "2, Say something of the person, --sex, F",
        "2, not both, --birth=1985, --age=40",
        "1, is not a date in EDTF, --birth, 12/06/1985",
        "1, Maybe it is a year of birth, --age, 1985",
        "2, is not a sex, --name=x, --sex=Q",
        "1, Maybe 10, --name=x, --limit=0",
    })
    void whatCannotBeAskedIsSaidInWords(int code, String what, String option, String value)
            throws IOException, InterruptedException {
        PackagedCommand run = PackagedCommand.run("search", "--registry", registry, option, value);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).containsPattern("(?m)^Error: ").contains(what).doesNotContain("Exception");
    }
}
