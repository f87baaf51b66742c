package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when people are people: every command on input that is wrong, in the packaged program. */
class BadInputIT {
    private static final String PERSONS =
            "person_id,household_id,given_name,surname,birth_date,sex\n1,H1,Ama,Kpodo,1985-06-12,F\n2,H1,Yao,Kpodo,2010,M\n3,H2,Afi,Mensah,1990-01-01,F\n";

    private static final String MODEL =
            "{\"model\": \"linear-pmt\", \"id\": \"m\", \"version\": \"1\", \"indicators\": {\"size\": {\"type\": \"number\", \"registry\": \"household_size\"}},"
                    + " \"intercept\": 1, \"terms\": [{\"indicator\": \"size\", \"coefficient\": 2}]}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path good = Path.of("");
    private Path model = Path.of("");
    private Path registry = Path.of("");

    @BeforeEach
    void files() throws IOException {
        good = file("good.csv", PERSONS);
        model = file("model.json", MODEL);
        registry = folder.resolve("r.registry");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** No stack trace, a message with advice on standard error, nothing on standard output but JSON where asked, no draft left. */
    private void assertRefused(int code, String what, Object... args) throws IOException, InterruptedException {
        PackagedCommand run = PackagedCommand.run(args);
        assertThat(run.exitCode())
                .as(List.of(args) + "\n" + run.out() + run.err())
                .isEqualTo(code);
        assertThat(run.err())
                .containsPattern("(?m)^Error: ")
                .contains(what)
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
        assertThat(run.out()).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(Path::toString)).noneMatch(name -> name.endsWith(".draft"));
        }
    }

    /** A file that cannot be used at all, what is said about it, and the exit code. */
    static Stream<Object[]> unusable() {
        return Stream.of(
                new Object[] {"missing", 2, "does not exist"},
                new Object[] {"directory", 2, "folder"},
                new Object[] {"empty", 1, "empty"},
                new Object[] {"header-only", 1, "no rows"},
                new Object[] {"delimiter", 1, "single column"},
                new Object[] {"workbook", 1, "Excel"},
                new Object[] {"binary", 1, "not a text file"});
    }

    private Path make(String kind) throws IOException {
        Path path = folder.resolve(kind + ".csv");
        switch (kind) {
            case "directory" -> Files.createDirectory(path);
            case "empty" -> Files.write(path, new byte[0]);
            case "header-only" -> Files.writeString(path, "person_id,household_id,given_name,size\n");
            case "delimiter" -> Files.writeString(path, PERSONS.replace(',', '#'));
            case "workbook" -> Files.write(path, new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0});
            case "binary" -> Files.write(path, new byte[] {1, 2, 3, 0, 0, 0, 7, 8, 9, 10, 11, 12});
            default -> {
                // "missing" stays so.
            }
        }
        return path;
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void a_file_that_cannot_be_used_is_refused_by_every_command(String kind, int code, String what)
            throws IOException, InterruptedException {
        Path bad = make(kind);
        assertRefused(code, what, "import", "--registry", registry, "--persons", bad);
        assertRefused(code, what, "import", "--registry", registry, "--persons", good, "--households", bad);
        assertThat(registry).doesNotExist();
        assertRefused(code, what, "dedup", "--input", bad, "--clusters", folder.resolve("c.csv"));
        assertRefused(code, what, "score", "--model", model, "--input", bad, "--out", folder.resolve("s.csv"));
        assertRefused(code, what, "target", "--model", model, "--quota", "20%", "--input", bad);
        assertThat(folder.resolve("c.csv")).doesNotExist();
        assertThat(folder.resolve("s.csv")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void any_encoding_an_office_sends_is_read(String name) throws IOException, InterruptedException {
        String text = PERSONS.replace("Ama", "Zoé");
        byte[] bytes = (name.startsWith("UTF") ? "\uFEFF" + text : text).getBytes(Charset.forName(name));
        Path path = Files.write(folder.resolve("encoded.csv"), bytes);
        PackagedCommand run = PackagedCommand.run("import", "--json", "--registry", registry, "--persons", path);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().at("/persons/recorded").asInt()).isEqualTo(3);
        PackagedCommand found = PackagedCommand.run("dedup", "--json", "--input", path);
        assertThat(found.exitCode()).as(found.err()).isZero();
    }

    @Test
    void a_list_too_short_for_blocks_is_spoken_of_in_the_language_asked_for() throws IOException, InterruptedException {
        Path list = file("short.csv", PERSONS);
        PackagedCommand french = PackagedCommand.run("dedup", "--lang", "fr", "--input", list);
        assertThat(french.exitCode()).as(french.err()).isZero();
        assertThat(french.out()).contains("chaque paire").doesNotContain("every pair");
        PackagedCommand english = PackagedCommand.run("dedup", "--lang", "en", "--input", list);
        assertThat(english.out()).contains("every pair");
    }

    @Test
    void bad_rows_are_named_good_rows_are_kept_and_the_corrected_rejects_can_be_imported()
            throws IOException, InterruptedException {
        Path persons = file(
                "p.csv",
                PERSONS
                        + "4,H2,\"Kossi,Mensah,1960,M\n5,H2,Edem,Mensah,31/02/1985,M\n6,H2,Abla,Mensah,vers 1960,F\n3,H2,Dela,Mensah,1999,F\n7,H2,Essi,Mensah\n8,,Sena,Mensah,2001,F\n");
        Path rejects = folder.resolve("rejects.csv");
        PackagedCommand run = PackagedCommand.run(
                "import", "--json", "--registry", registry, "--persons", persons, "--rejects", rejects);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).doesNotContain("Exception");
        assertThat(run.json().at("/persons/recorded").asInt()).isEqualTo(4);
        assertThat(run.json().path("problems").propertyNames())
                .containsExactlyInAnyOrder(
                        "csv.quote", "csv.width", "date.impossible", "person.duplicate", "person.no-household");
        String corrected = Files.readString(rejects).replace("31/02/1985", "1985-02");
        PackagedCommand again = PackagedCommand.run(
                "import", "--json", "--registry", registry, "--persons", file("corrected.csv", corrected));
        assertThat(again.json().at("/persons/recorded").asInt()).isEqualTo(1);
        assertThat(PackagedCommand.run("verify", "--registry", registry).exitCode())
                .isZero();
    }

    @Test
    void a_household_without_persons_and_a_person_without_household_are_named()
            throws IOException, InterruptedException {
        Path households = file("h.csv", "household_id,village\nH1,Kara\nH2,Kara\nH3,Kara\n");
        Path persons = file("p.csv", PERSONS + "4,H9,Edem,Mensah,1960,M\n");
        PackagedCommand run = PackagedCommand.run(
                "import", "--json", "--registry", registry, "--households", households, "--persons", persons);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json().path("problems").propertyNames())
                .containsExactlyInAnyOrder("household.no-person", "person.unknown-household");
        assertThat(run.json().at("/households/recorded").asInt()).isEqualTo(2);
    }

    @Test
    void a_line_of_200_megabytes_is_skipped_in_little_memory() throws IOException, InterruptedException {
        Path path = folder.resolve("long.csv");
        try (BufferedWriter out = Files.newBufferedWriter(path)) {
            out.write(PERSONS);
            out.write("4,H2,");
            String chunk = "x".repeat(1 << 20);
            for (int i = 0; i < 200; i++) {
                out.write(chunk);
            }
            out.write(",Mensah,1990,F\n5,H2,Abla,Mensah,1991,F\n");
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        for (Object[] command : new Object[][] {
            {"import", "--json", "--registry", registry, "--persons", path},
            {"dedup", "--json", "--input", path},
        }) {
            PackagedCommand run = PackagedCommand.runWith(java, List.of("-Xmx128m"), command);
            assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
            assertThat(run.out() + run.err()).contains("long");
            run.json();
        }
    }

    @Test
    void a_temporary_folder_that_cannot_hold_the_database_library_is_named() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        for (String language : List.of("en", "fr")) {
            PackagedCommand run = PackagedCommand.runWith(
                    java,
                    List.of("-Dorg.sqlite.tmpdir=" + good),
                    "import",
                    "--lang",
                    language,
                    "--registry",
                    registry,
                    "--persons",
                    good);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains(
                            language.equals("fr")
                                    ? "dossier temporaire « " + good + " »"
                                    : "temporary folder '" + good + "'",
                            "noexec",
                            "-Dorg.sqlite.tmpdir=")
                    .doesNotContain("\tat ", "ERROR");
        }
    }

    @Test
    void a_registry_that_is_none_is_refused_and_not_touched() throws IOException, InterruptedException {
        Path none = file("none.registry", PERSONS);
        for (String command : List.of("import", "verify", "dedup", "score", "target", "report")) {
            Object[] args = switch (command) {
                case "import" -> new Object[] {"import", "--registry", none, "--persons", good};
                case "score" -> new Object[] {"score", "--model", model, "--registry", none};
                case "target" -> new Object[] {"target", "--model", model, "--quota", "9", "--registry", none};
                case "report" -> new Object[] {"report", "--out", folder.resolve("r.html"), "--registry", none};
                default -> new Object[] {command, "--registry", none};
            };
            assertRefused(1, "not a registry file", args);
        }
        assertThat(none).hasContent(PERSONS);
        assertRefused(2, "does not exist", "verify", "--registry", folder.resolve("nothing.registry"));
        assertRefused(1, "folder", "verify", "--registry", folder);
        assertRefused(
                2, "does not exist", "import", "--registry", folder.resolve("no/where.registry"), "--persons", good);
    }

    @Test
    void a_model_or_mapping_that_is_none_is_refused() throws IOException, InterruptedException {
        assertRefused(
                1,
                "model.json".replace("model", "bad"),
                "score",
                "--model",
                file("bad.json", "{\"model\": 1}"),
                "--input",
                good);
        assertRefused(1, "not JSON", "score", "--model", file("cut.json", MODEL.substring(0, 40)), "--input", good);
        assertRefused(2, "does not exist", "score", "--model", folder.resolve("no.json"), "--input", good);
        assertRefused(1, "There is no column 'size'", "score", "--model", model, "--input", good);
        assertRefused(
                1,
                "not valid",
                "import",
                "--registry",
                registry,
                "--persons",
                good,
                "--mapping",
                file("m.json", "{\"x\": 1}"));
        Path elsewhere = file("m2.json", "{\"household\": {\"id\": \"hh\"}, \"person\": {\"household\": \"hh\"}}");
        assertRefused(
                1,
                "There is no column 'hh'",
                "import",
                "--registry",
                registry,
                "--persons",
                good,
                "--mapping",
                elsewhere);
        assertRefused(1, "There is no column 'zz'", "dedup", "--input", good, "--columns", "given_name=zz");
        assertRefused(1, "There is no column 'zz'", "dedup", "--input", good, "--truth", "zz");
        Path sizes = file("sizes.csv", "id,size\nA,4\nB,many\nC,\n");
        PackagedCommand run = PackagedCommand.run("score", "--json", "--model", model, "--input", sizes);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json().path("scored").asInt()).isEqualTo(1);
        assertThat(run.json().at("/missing/size").asInt()).isEqualTo(2);
        assertThat(run.err()).contains("sizes.csv, row 3, size 'many'");
        assertRefused(1, "'Z'", "explain", "--model", model, "--input", sizes, "--household", "Z");
    }

    @Test
    void a_wrong_command_line_is_refused() throws IOException, InterruptedException {
        assertRefused(2, "--nonsense", "dedup", "--nonsense");
        assertRefused(2, "Missing required", "import", "--persons", good);
        assertRefused(2, "Name a command");
        assertRefused(2, "There is no role 'colour'", "dedup", "--input", good, "--columns", "colour=sex");
        assertRefused(2, "--threads", "dedup", "--input", good, "--threads", "0");
        assertRefused(2, "Name the file", "import", "--registry", registry);
        assertRefused(2, "Name a model", "score", "--input", good);
        assertRefused(2, "not both", "score", "--input", good, "--model", model, "--plugin-model", "x");
        assertRefused(2, "Say how many", "target", "--input", good, "--model", model);
        assertRefused(2, "between 0% and 100%", "target", "--input", good, "--model", model, "--quota", "120%");
        assertRefused(2, "--waiting", "target", "--input", good, "--model", model, "--quota", "2", "--waiting", "some");
        assertRefused(
                2, "--area-prefix", "target", "--input", good, "--model", model, "--quota", "2", "--area-prefix", "-1");
        assertRefused(2, "Maybe TG, DJ, KM or MG?", "demo", "--country", "FR", "--out", folder.resolve("d"));
        assertRefused(2, "Name a country", "generate", "--out", folder.resolve("d"));
        assertRefused(
                2,
                "--noise must be between 0",
                "generate",
                "--country",
                "TG",
                "--noise",
                "NaN",
                "--out",
                folder.resolve("d"));
        assertRefused(2, "--persons must be", "demo", "--persons", "0", "--out", folder.resolve("d"));
        PackagedCommand json = PackagedCommand.run("dedup", "--json", "--input", folder.resolve("nothing.csv"));
        assertThat(json.exitCode()).isEqualTo(2);
        assertThat(json.json().at("/error/code").asString()).isEqualTo("file.missing");
        PackagedCommand french = PackagedCommand.run("dedup", "--lang", "fr", "--input", folder.resolve("nothing.csv"));
        assertThat(french.err()).startsWith("Erreur : ").contains("n'existe pas");
    }

    @Test
    void results_that_cannot_be_written_are_said_to_be_so() throws IOException, InterruptedException {
        Path nowhere = folder.resolve("no/such/folder.csv");
        Path sizes = file("sizes.csv", "id,size\nA,4\nB,5\n");
        assertRefused(1, "cannot be written", "score", "--model", model, "--input", sizes, "--out", nowhere);
        assertRefused(
                1, "cannot be written", "target", "--model", model, "--quota", "1", "--input", sizes, "--out", nowhere);
        assertThat(PackagedCommand.run("import", "--registry", registry, "--persons", good)
                        .exitCode())
                .isZero();
        assertRefused(1, "cannot be written", "report", "--registry", registry, "--out", nowhere);
        assertRefused(1, "cannot be written", "dedup", "--input", good, "--review", nowhere);
        byte[] before = Files.readAllBytes(registry);
        assertRefused(1, "written over", "report", "--registry", registry, "--out", registry);
        assertRefused(1, "written over", "dedup", "--registry", registry, "--clusters", registry);
        assertThat(Files.readAllBytes(registry)).isEqualTo(before);
        assertRefused(1, "cannot be written", "dedup", "--input", good, "--clusters", nowhere);
        Path full = Path.of("/dev/full");
        if (Files.exists(full)) {
            assertRefused(1, "Maybe the disk is full", "score", "--model", model, "--input", sizes, "--out", full);
        }
    }

    @Test
    void duplicate_numbers_are_named_and_nobody_is_dropped() throws IOException, InterruptedException {
        Path twice = file("twice.csv", PERSONS + "3,H2,Afi,Mensa,1990-01-01,F\n");
        PackagedCommand run = PackagedCommand.run("dedup", "--json", "--input", twice);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json().path("records").asInt()).isEqualTo(4);
        assertThat(run.err()).contains("twice.csv, row 5, person_id '3'");
    }

    /** The same jar on the newest JDK beside this one, where there is one: the same answers to the bit. */
    @Test
    void another_jdk_gives_the_same_answers() throws IOException, InterruptedException {
        Optional<Path> other = newestJdk();
        if (other.isEmpty()) {
            System.err.println(
                    "\n*** No later JDK stands beside this one: the packaged command was tested on this one only. ***\n");
            return;
        }
        Path java = other.orElseThrow().resolve("bin/java");
        System.err.println("Also testing on " + other.orElseThrow().getFileName());
        Path one = folder.resolve("one.csv");
        Path two = folder.resolve("two.csv");
        PackagedCommand.run("import", "--registry", registry, "--persons", good);
        PackagedCommand.run("score", "--model", model, "--registry", registry, "--out", one);
        Path second = folder.resolve("second.registry");
        PackagedCommand imported =
                PackagedCommand.runWith(java, List.of(), "import", "--registry", second, "--persons", good);
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.err()).doesNotContain("WARNING");
        PackagedCommand scored = PackagedCommand.runWith(
                java, List.of(), "score", "--model", model, "--registry", registry, "--out", two);
        assertThat(scored.exitCode()).as(scored.err()).isZero();
        assertThat(Files.readString(two)).isEqualTo(Files.readString(one));
        Path pairs17 = folder.resolve("p17.csv");
        Path pairsNew = folder.resolve("pnew.csv");
        Path demo = folder.resolve("demo");
        assertThat(PackagedCommand.run("demo", "--quiet", "--persons", 2000, "--out", demo)
                        .exitCode())
                .isZero();
        PackagedCommand.run("dedup", "--registry", demo.resolve("demo.registry"), "--pairs", pairs17);
        PackagedCommand.runWith(
                java, List.of(), "dedup", "--registry", demo.resolve("demo.registry"), "--pairs", pairsNew);
        assertThat(Files.readString(pairsNew, StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(pairs17, StandardCharsets.UTF_8));
    }

    private static Optional<Path> newestJdk() throws IOException {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> siblings = Files.list(Objects.requireNonNull(home.getParent()))) {
            return siblings.filter(p -> !Files.isSymbolicLink(p))
                    .filter(p -> feature(p) > Runtime.version().feature())
                    .max(java.util.Comparator.comparingInt(BadInputIT::feature));
        }
    }

    private static int feature(Path home) {
        try {
            for (String line : Files.readAllLines(home.resolve("release"))) {
                if (line.startsWith("JAVA_VERSION=\"")) {
                    return Runtime.Version.parse(line.substring(14, line.length() - 1))
                            .feature();
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // Not a JDK.
        }
        return 0;
    }
}
