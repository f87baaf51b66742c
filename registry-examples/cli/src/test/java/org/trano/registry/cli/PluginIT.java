package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.scoring.plugin.PluginPins;

/** Plug-ins on the class path of the packaged command: what one does wrong costs its own score, never the run. */
class PluginIT {
    private static final String DOUBLES = """
            package org.example.bad;

            import java.util.List;
            import org.trano.registry.scoring.indicator.*;
            import org.trano.registry.scoring.model.*;
            import org.trano.registry.scoring.plugin.*;

            public final class Provider implements ScoringModelProvider, ScoringModel {
                public int api() { return API; }
                public List<ScoringModel> models() { return List.of(this); }
                public String id() { return "bad"; }
                public String version() { return "1"; }
                public String unit() { return "points"; }
                public List<Indicator> indicators() { return List.of(Indicator.number("size", new Indicator.HouseholdSize())); }
                public Neediest neediest() { return Neediest.HIGHEST; }
                public ScoreExplanation explain(IndicatorFrame frame, int row) {
                    return ScoreExplanation.of(this, frame, row).number("size", x -> BODY).build();
                }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path sizes = Path.of("");
    private Path plugins = Path.of("");

    @BeforeEach
    void files() throws IOException {
        sizes = Files.writeString(folder.resolve("sizes.csv"), "id,size\nA,4\nB,5\nC,6\n");
        plugins = Files.createDirectory(folder.resolve("plugins"));
    }

    /** Compiles against the packaged command itself, as somebody without Maven would. */
    private Path jar(String body) throws IOException {
        return jarOf(DOUBLES.replace("BODY", body));
    }

    private Path jarOf(String code) throws IOException {
        Path source = Files.writeString(folder.resolve("Provider.java"), code);
        Path classes = folder.resolve("classes");
        StringWriter said = new StringWriter();
        int failed = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintWriter(said),
                        new PrintWriter(said),
                        "--release",
                        "17",
                        "-proc:none",
                        "-cp",
                        System.getProperty("trano.jar", "target/registry.jar"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(failed).as(said.toString()).isZero();
        Path jar = plugins.resolve("bad.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/services/org.trano.registry.scoring.plugin.ScoringModelProvider"));
            zip.write("org.example.bad.Provider\n".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("org/example/bad/Provider.class"));
            zip.write(Files.readAllBytes(classes.resolve("org/example/bad/Provider.class")));
            zip.closeEntry();
        }
        pin(jar);
        return jar;
    }

    private void pin(Path jar) throws IOException {
        Files.writeString(
                plugins.resolve(PluginPins.FILE),
                PluginPins.sha256(Files.readAllBytes(jar)) + "  " + jar.getFileName() + "\n");
    }

    private PackagedCommand score(String... more) throws IOException, InterruptedException {
        return run("score", more);
    }

    private PackagedCommand run(String command, String... more) throws IOException, InterruptedException {
        List<Object> args = new ArrayList<>(
                List.of(command, "--json", "--input", sizes, "--plugins", plugins, "--plugin-model", "bad"));
        args.addAll(List.of(more));
        return PackagedCommand.run(args.toArray());
    }

    @Test
    void a_pinned_plug_in_scores_and_explains() throws IOException, InterruptedException {
        jar("x * 2");
        PackagedCommand run = score();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().path("scored").asInt()).isEqualTo(3);
        PackagedCommand why = run("explain", "--household", "B");
        assertThat(why.exitCode()).as(why.err()).isZero();
        assertThat(why.json().path("score").asDouble()).isEqualTo(10);
    }

    @Test
    void one_that_throws_costs_its_own_score_and_the_run_goes_on() throws IOException, InterruptedException {
        jar("1 / (int) (x - 5)");
        PackagedCommand run = score();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json().path("scored").asInt()).isEqualTo(2);
        assertThat(run.err())
                .contains("'bad' failed for 1 households")
                .contains("by zero")
                .doesNotContain("\tat ");
        PackagedCommand why = run("explain", "--household", "B");
        assertThat(why.exitCode()).isEqualTo(1);
        assertThat(why.json().at("/missing/model").asString()).contains("by zero");
    }

    @Test
    void one_that_never_answers_or_gives_no_number_costs_its_own_score() throws IOException, InterruptedException {
        jar("{ double y = x; while (x == 5 && y < 9e300) { y = Math.sqrt(y + 1); } return x; }");
        PackagedCommand stuck = score();
        assertThat(stuck.exitCode()).isEqualTo(1);
        assertThat(stuck.json().path("scored").asInt()).isEqualTo(2);
        assertThat(stuck.err()).contains("got stuck on 1 households");
        jar("x == 5 ? 0.0 / 0 : x");
        PackagedCommand none = score();
        assertThat(none.json().path("scored").asInt()).isEqualTo(2);
    }

    @Test
    void one_that_was_tampered_with_or_built_for_another_version_is_named_and_left_out()
            throws IOException, InterruptedException {
        Path jar = jar("x");
        byte[] bytes = Files.readAllBytes(jar);
        bytes[bytes.length - 1] ^= 1;
        Files.write(jar, bytes);
        PackagedCommand tampered = score();
        assertThat(tampered.exitCode()).isEqualTo(1);
        assertThat(tampered.err())
                .contains("bad.jar: This plug-in is not the one that was pinned")
                .contains("no model 'bad'");

        Files.writeString(plugins.resolve(PluginPins.FILE), "");
        assertThat(score().err()).contains("not on the list of pins").contains(PluginPins.sha256(bytes));

        Files.delete(plugins.resolve(PluginPins.FILE));
        PackagedCommand pinless = score();
        assertThat(pinless.exitCode()).isEqualTo(2);
        assertThat(pinless.err()).contains("plugins.sha256");

        Path old = jar("x");
        rename(old);
        PackagedCommand version = score();
        assertThat(version.err()).contains("built for other classes").contains("NoSuchMethodError");
        PackagedCommand french = score("--lang", "fr");
        assertThat(french.err()).contains("construit pour d'autres classes");
    }

    /** Makes the plug-in call a method that this version does not have. */
    private void rename(Path jar) throws IOException {
        byte[] code;
        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream in = zip.getInputStream(zip.getEntry("org/example/bad/Provider.class"))) {
            code = in.readAllBytes();
        }
        byte[] number = "number".getBytes(StandardCharsets.US_ASCII);
        assertThat(new String(code, StandardCharsets.ISO_8859_1)).contains("number");
        for (int i = 0; i + number.length < code.length; i++) {
            boolean here = code[i - Math.min(i, 1)] == number.length;
            for (int j = 0; j < number.length && here; j++) {
                here = code[i + j] == number[j];
            }
            if (here) {
                code[i] = 'm';
            }
        }
        try (JarOutputStream zip = new JarOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/services/org.trano.registry.scoring.plugin.ScoringModelProvider"));
            zip.write("org.example.bad.Provider\n".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("org/example/bad/Provider.class"));
            zip.write(code);
            zip.closeEntry();
        }
        pin(jar);
    }

    @Test
    void a_declared_model_asks_a_plug_in_for_an_indicator_and_its_list_is_made_again_with_it()
            throws IOException, InterruptedException {
        jarOf("""
                package org.example.bad;

                import java.util.List;
                import org.trano.registry.core.household.*;
                import org.trano.registry.scoring.indicator.*;
                import org.trano.registry.scoring.model.*;
                import org.trano.registry.scoring.plugin.*;

                public final class Provider implements ScoringModelProvider, IndicatorDefinition {
                    public int api() { return API; }
                    public List<ScoringModel> models() { return List.of(); }
                    public List<IndicatorDefinition> definitions() { return List.of(this); }
                    public String name() { return "crowd"; }
                    public String version() { return "3"; }
                    public Indicator.Type type() { return Indicator.Type.NUMBER; }
                    public Indicator.Value of(Household home) { return new Indicator.NumberValue(home.size() * 1.5); }
                }
                """);
        Path model = Files.writeString(folder.resolve("crowd.json"), """
                {"model": "linear-pmt", "id": "crowd", "version": "1", "source": "a test", "intercept": 0, "eligible": "above",
                 "indicators": {"c": {"type": "number", "registry": {"plugin": "crowd", "version": "3"}}},
                 "terms": [{"indicator": "c", "coefficient": 2}]}
                """);
        Path registry = PackagedCommand.inventedRegistry("KM", 300, folder);
        Object[] target = {
            "target",
            "--json",
            "--model",
            model,
            "--registry",
            registry,
            "--quota",
            "20%",
            "--record",
            "P",
            "--by",
            "Ali",
            "--plugins",
            plugins
        };
        PackagedCommand made = PackagedCommand.run(target);
        assertThat(made.json().path("selected").asInt()).as(made.err()).isPositive();
        assertThat(PackagedCommand.run("replay", "--json", "--registry", registry, "--plugins", plugins)
                        .json()
                        .at("/lists/0/same")
                        .asBoolean())
                .isTrue();
        PackagedCommand without = PackagedCommand.run("replay", "--registry", registry);
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.err())
                .contains("asks for the indicator 'crowd 3' of a plug-in")
                .contains("--plugins");
        PackagedCommand check = PackagedCommand.run("model", "check", "--plugins", plugins, model);
        assertThat(check.err()).doesNotContain("not loaded");
    }
}
