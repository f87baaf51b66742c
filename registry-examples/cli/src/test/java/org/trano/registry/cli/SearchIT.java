package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
        assertThat(PackagedCommand.run("search", "--registry", registry, "--name", "Yao")
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

    /** As docs/desk.md says. */
    @Test
    void whatStartsFromAnArchiveOfItsClassesFindsTheSame() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path archive = folder.resolve("registry.jsa");
        Object[] search = {"search", "--registry", registry, "--name", "Afi"};
        PackagedCommand first = PackagedCommand.runWith(java, List.of("-XX:ArchiveClassesAtExit=" + archive), search);
        assertThat(first.exitCode()).isZero();
        assertThat(archive).isNotEmptyFile();
        PackagedCommand run = PackagedCommand.runWith(
                java,
                List.of(
                        "-XX:SharedArchiveFile=" + archive,
                        "-Xshare:on",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC"),
                search);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("1. Afi Mensah");
        assertThat(run.err()).isEmpty();
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
        assertThat(run.err()).startsWith("Error: ").contains(what).doesNotContain("Exception");
    }
}
