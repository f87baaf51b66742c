package org.trano.registry.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A setting that cannot be is said in a sentence. */
class StartIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String refused(String... settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=en",
                // SQLite's driver tidies the common temporary folder, and logs its quarrels with other processes.
                "-Djava.io.tmpdir=" + folder,
                "-jar",
                System.getProperty("trano.portal", "target/portal.jar"),
                "--server.port=0"));
        command.addAll(List.of(settings));
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it gave up").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isNotZero();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(said)
                .contains("APPLICATION FAILED TO START", "docs/portal.md")
                .doesNotContain("\tat ");
        return said;
    }

    @Test
    void a_setting_that_cannot_be_is_said_in_a_sentence() throws IOException, InterruptedException {
        String store = "--portal.store=" + folder.resolve("r.registry");
        assertThat(refused("--portal.store=" + folder.resolve("no/such/folder/r.registry")))
                .contains("does not exist");
        Path noRegistry =
                Files.writeString(folder.resolve("x.registry"), "this is a letter to the minister, no registry");
        assertThat(refused("--portal.store=" + noRegistry)).contains("is not a registry file");
        assertThat(refused(store, "--portal.areas=" + folder.resolve("areas.csv")))
                .contains("areas.csv");
        Path areas = Files.writeString(
                folder.resolve("areas.csv"), "code,level,parent,name\nTG,0,,Togo\nTG01,one,TG,Centrale\n");
        assertThat(refused(store, "--portal.areas=" + areas)).contains("areas.csv, row 3, level 'one'");
        Files.writeString(areas, "code,level,parent,name\nTG,0,TG,Togo\n");
        assertThat(refused(store, "--portal.areas=" + areas)).contains("areas.csv, row 2, code 'TG'");
        Path shapes = Files.writeString(folder.resolve("shapes.geojson"), "{\"features\": [}");
        assertThat(refused(store, "--portal.boundaries=" + shapes)).contains("shapes.geojson");
        Files.writeString(shapes, "{\"type\": \"FeatureCollection\", \"features\": []}");
        assertThat(refused(store, "--portal.boundaries=" + shapes)).contains("'code'");
    }
}
