package org.trano.registry.scoring.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.scoring.Scorer;
import org.trano.registry.scoring.Scores;
import org.trano.registry.scoring.indicator.Indicator.NumberValue;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.ScoringModel;

/**
 * Real jars, compiled here, in a real folder. This library is a named module in its own tests, so the jars get module layers; the
 * tests of the packaged command load jars on the class path.
 */
class ScoringPluginsTest {
    private static final String SERVICE = "META-INF/services/" + ScoringModelProvider.class.getName();
    private static final String SOURCE = """
            package org.example.ID;

            import java.util.List;
            import org.trano.registry.scoring.indicator.*;
            import org.trano.registry.scoring.model.*;
            import org.trano.registry.scoring.plugin.*;

            public final class Provider implements ScoringModelProvider, ScoringModel {
                public int api() { API_BODY }
                public List<ScoringModel> models() { MODELS_BODY }
                public String id() { ID_BODY }
                public String version() { return "1"; }
                public String unit() { return "points"; }
                public List<Indicator> indicators() { return List.of(Indicator.number("size", new Indicator.HouseholdSize())); }
                public Neediest neediest() { return Neediest.HIGHEST; }
                public ScoreExplanation explain(IndicatorFrame frame, int row) {
                    return ScoreExplanation.of(this, frame, row).number("size", x -> x * 2).build();
                }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Map<String, String> pins = new HashMap<>();

    private static String source(String id) {
        return SOURCE.replace("package org.example.ID", "package org.example." + id)
                .replace("API_BODY", "return API;")
                .replace("MODELS_BODY", "return List.of(this);")
                .replace("ID_BODY", "return \"" + id + "\";");
    }

    /** Compiles one class and packs it with its declaration of the service, and pins it. */
    private Path jar(String id, String source) throws IOException {
        return jar(id, source, true, SERVICE);
    }

    private Path jar(String id, String source, boolean module, String declaredIn) throws IOException {
        Path work = Files.createTempDirectory("plugin");
        try {
            Path file = Files.createDirectories(work.resolve("src/org/example/" + id))
                    .resolve("Provider.java");
            Files.writeString(file, source);
            List<String> options = new ArrayList<>(List.of(
                    "--release", "17", "-proc:none", "-d", work.resolve("out").toString()));
            List<Path> files = new ArrayList<>(List.of(file));
            String path = System.getProperty("jdk.module.path", System.getProperty("java.class.path"))
                    + System.getProperty("path.separator")
                    + Path.of("target", "classes").toAbsolutePath();
            if (module) {
                Path info = work.resolve("src/module-info.java");
                Files.writeString(
                        info,
                        "module org.example." + id + " { requires org.trano.registry.scoring; provides "
                                + ScoringModelProvider.class.getName() + " with org.example." + id + ".Provider; }");
                files.add(info);
                options.addAll(List.of("--module-path", path));
            } else {
                options.addAll(List.of("--class-path", path));
            }
            files.forEach(one -> options.add(one.toString()));
            StringWriter said = new StringWriter();
            int code = ToolProvider.findFirst("javac")
                    .orElseThrow()
                    .run(new PrintWriter(said), new PrintWriter(said), options.toArray(String[]::new));
            assertThat(code).as(said.toString()).isZero();
            Path jar = folder.resolve(id + ".jar");
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream zip = new JarOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(declaredIn));
                zip.write(("org.example." + id + ".Provider\n").getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
                for (Path one : files(work.resolve("out"))) {
                    zip.putNextEntry(
                            new ZipEntry(work.resolve("out").relativize(one).toString()));
                    zip.write(Files.readAllBytes(one));
                    zip.closeEntry();
                }
            }
            pin(jar);
            return jar;
        } finally {
            for (Path one : files(work)) {
                Files.delete(one);
            }
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void pin(Path jar) throws IOException {
        pins.put(Objects.toString(jar.getFileName()), PluginPins.sha256(Files.readAllBytes(jar)));
    }

    private ScoringPlugins load() {
        return ScoringPlugins.builder()
                .folder(folder, new PluginPins(pins))
                .limit(Duration.ofSeconds(1))
                .load();
    }

    private static List<String> ids(ScoringPlugins plugins) {
        return plugins.models().stream().map(ScoringModel::id).toList();
    }

    private static List<String> codes(ScoringPlugins plugins) {
        return plugins.problems().stream().map(Problem::code).toList();
    }

    @Test
    void a_pinned_jar_is_loaded_and_scores() throws IOException {
        jar("one", source("one"));
        jar("two", source("two"), false, SERVICE);
        try (ScoringPlugins plugins = load()) {
            assertThat(plugins.problems()).isEmpty();
            assertThat(ids(plugins)).containsExactly("one", "two");
            ScoringModel model = plugins.model("two");
            IndicatorFrame frame = IndicatorFrame.builder(model.indicators())
                    .add("H1", List.of(new NumberValue(4)))
                    .build();
            Scores scores = Scorer.builder().build().score(model, frame);
            assertThat(scores.score(0)).isEqualTo(8);
            assertThat(scores.problems()).isEmpty();
            assertThatThrownBy(() -> plugins.model("three"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("There is no model 'three'")
                    .hasMessageContaining("one, two");
        }
    }

    @Test
    void a_jar_that_was_changed_is_not_loaded_and_the_others_are() throws IOException {
        jar("one", source("one"));
        Path changed = jar("two", source("two"));
        byte[] bytes = Files.readAllBytes(changed);
        bytes[bytes.length / 2] ^= 1;
        Files.write(changed, bytes);
        try (ScoringPlugins plugins = load()) {
            assertThat(ids(plugins)).containsExactly("one");
            assertThat(codes(plugins)).containsExactly("plugin.tampered");
            assertThat(plugins.problems().get(0).describe(Locale.ENGLISH))
                    .startsWith("two.jar: ")
                    .contains(PluginPins.sha256(bytes))
                    .contains(Objects.requireNonNull(pins.get("two.jar")));
        }
    }

    @Test
    void a_jar_that_is_not_pinned_is_not_loaded_and_its_sum_is_said() throws IOException {
        Path jar = jar("one", source("one"));
        pins.clear();
        pins.put("gone.jar", "0".repeat(64));
        try (ScoringPlugins plugins = load()) {
            assertThat(plugins.models()).isEmpty();
            assertThat(codes(plugins)).containsExactly("plugin.unpinned", "plugin.missing");
            assertThat(plugins.problems().get(0).describe(Locale.FRENCH))
                    .contains(PluginPins.sha256(Files.readAllBytes(jar)));
        }
    }

    @Test
    void what_was_built_for_another_version_says_so() throws IOException {
        jar("older", source("older").replace("return API;", "return 0;"));
        // What the linker throws at the first call of a method that is no longer there.
        jar(
                "newer",
                source("newer").replace("return List.of(this);", "throw new NoSuchMethodError(\"Indicator.of\");"));
        Path broken = jar("broken", source("broken"));
        corruptClassVersion(broken);
        try (ScoringPlugins plugins = load()) {
            assertThat(plugins.models()).isEmpty();
            assertThat(codes(plugins)).containsExactlyInAnyOrder("plugin.version", "plugin.linkage", "plugin.linkage");
            assertThat(plugins.problems().toString()).contains("UnsupportedClassVersionError");
        }
    }

    /** Makes the class one of a Java that does not exist yet. */
    private void corruptClassVersion(Path jar) throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        try (var zip = new java.util.zip.ZipFile(jar.toFile())) {
            for (var entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        try (JarOutputStream zip = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                byte[] bytes = entry.getValue();
                if (entry.getKey().endsWith("Provider.class")) {
                    bytes[6] = 0;
                    bytes[7] = 120;
                }
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(bytes);
                zip.closeEntry();
            }
        }
        pin(jar);
    }

    @Test
    @Timeout(60)
    void what_throws_sleeps_or_talks_nonsense_while_loading_is_left_out() throws IOException {
        jar("good", source("good"));
        jar(
                "throwing",
                source("throwing")
                        .replace("return List.of(this);", "throw new IllegalStateException(\"no licence\");"));
        jar("sleeping", source("sleeping").replace("return API;", "while (true) { Thread.onSpinWait(); }"));
        jar("nothing", source("nothing").replace("return List.of(this);", "return null;"));
        jar("empty", source("empty").replace("return List.of(this);", "return List.of();"));
        jar("nameless", source("nameless").replace("return \"nameless\";", "return \"a name with spaces\";"));
        jar("again", source("again").replace("return \"again\";", "return \"good\";"));
        jar(
                "construct",
                source("construct")
                        .replace("public int api", "public Provider() { throw new Error(\"boom\"); } public int api"));
        try (ScoringPlugins plugins = load()) {
            assertThat(ids(plugins)).containsExactly("good");
            assertThat(codes(plugins))
                    .containsExactlyInAnyOrder(
                            "plugin.failed",
                            "plugin.failed",
                            "plugin.failed",
                            "plugin.slow",
                            "plugin.invalid",
                            "plugin.invalid",
                            "plugin.duplicate");
            assertThat(plugins.problems().toString()).contains("no licence").contains("boom");
            for (Problem problem : plugins.problems()) {
                assertThat(problem.file()).isNotNull().endsWith(".jar");
                assertThat(problem.advice(Locale.FRENCH)).isNotBlank();
            }
        }
    }

    @Test
    void what_is_no_jar_or_no_plug_in_is_said_to_be_so() throws IOException {
        pin(Files.writeString(folder.resolve("text.jar"), "not a jar at all"));
        pin(Files.write(folder.resolve("empty.jar"), new byte[0]));
        jar("undeclared", source("undeclared"), false, "META-INF/services/org.example.Other");
        jar("good", source("good"), false, SERVICE);
        Files.writeString(folder.resolve("notes.txt"), "is passed over");
        try (ScoringPlugins plugins = load()) {
            assertThat(ids(plugins)).containsExactly("good");
            assertThat(plugins.problems()).hasSize(3);
            assertThat(codes(plugins)).contains("plugin.none");
        }
        assertThatThrownBy(() -> ScoringPlugins.builder()
                        .folder(folder.resolve("nowhere"), new PluginPins(Map.of()))
                        .load())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no such folder");
    }

    @Test
    void a_provider_may_be_given_and_is_asked_once() {
        try (ScoringPlugins plugins = ScoringPlugins.builder().installed().load()) {
            assertThat(plugins.models()).isEmpty();
            assertThat(plugins.problems()).isEmpty();
        }
        int[] asked = {0};
        ScoringModelProvider provider = new ScoringModelProvider() {
            @Override
            public int api() {
                return API;
            }

            @Override
            public List<ScoringModel> models() {
                asked[0]++;
                return List.of();
            }
        };
        try (ScoringPlugins plugins =
                ScoringPlugins.builder().provider(provider).load()) {
            assertThat(asked[0]).isEqualTo(1);
            assertThat(codes(plugins)).containsExactly("plugin.invalid");
        }
    }

    @Test
    void pins_are_read_as_sha256sum_writes_them() throws IOException {
        Path file = folder.resolve("plugins.sha256");
        String sum = "ABCDEF0123456789".repeat(4);
        Files.writeString(file, "# checked on the telephone\n" + sum + "  one.jar\n\n" + sum + " *./two.jar\r\n");
        assertThat(PluginPins.read(file).sums())
                .containsOnlyKeys("one.jar", "two.jar")
                .containsValue(sum.toLowerCase(Locale.ROOT));
        Files.writeString(file, sum + "  one.jar\nabc  two.jar\n");
        assertThatThrownBy(() -> PluginPins.read(file))
                .hasMessageContaining("plugins.sha256, row 2 'abc  two.jar'")
                .hasMessageContaining("sha256sum");
        Files.writeString(file, sum + "  one.jar\n" + sum + "  one.jar\n");
        assertThatThrownBy(() -> PluginPins.read(file)).hasMessageContaining("twice");
        assertThatThrownBy(() -> PluginPins.read(folder.resolve("no.sha256"))).hasMessageContaining("does not exist");
    }
}
