package org.trano.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.trano.registry.core.Act;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.Verification;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.store.RegistryStore;

/** Kills a writing process at any instant, as {@code kill -9} does: what it had acknowledged is there afterwards. */
class KillTest {
    private static final int KILLS = 5 * Integer.getInteger("trano.effort", 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** The process that is killed: records batches and says on standard output what the registry has acknowledged. */
    public static final class Writer {
        private Writer() {}

        /**
         * Writes until it is killed, or has written as many batches as it is told.
         *
         * @param args the registry file, or address and schema of one on a server; then how many batches
         */
        @SuppressWarnings("SystemOut")
        public static void main(String[] args) {
            int batches = Integer.parseInt(args[1]);
            try (Registry registry = Registry.open(store(args[0]))) {
                for (int batch = 0; batch < batches; batch++) {
                    List<Act> acts = new ArrayList<>();
                    for (int i = 0; i <= batch % 7; i++) {
                        acts.add(new Act(
                                new HouseholdRegistered(SqliteStoreTest.household("H" + batch + "-" + i)),
                                SqliteStoreTest.CONTEXT));
                    }
                    List<Recorded> recorded = registry.recordAll(acts);
                    System.out.println(recorded.get(recorded.size() - 1).sequence());
                    System.out.flush();
                }
            }
        }
    }

    /** {@code FILE}, or {@code jdbc:postgresql:…#SCHEMA}. */
    static RegistryStore store(String where) {
        int hash = where.indexOf('#');
        if (!where.startsWith("jdbc:")) {
            return SqliteStore.open(Path.of(where));
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(where.substring(0, hash));
        return PostgresStore.builder(source).schema(where.substring(hash + 1)).open();
    }

    private Process start(String where, int batches, Path out) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        Writer.class.getName(),
                        where,
                        Integer.toString(batches))
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void a_killed_writer_to_a_file_has_lost_nothing_it_acknowledged() throws IOException, InterruptedException {
        kill(folder.resolve("killed.db").toString());
    }

    @Test
    void a_killed_writer_to_a_server_has_lost_nothing_it_acknowledged() throws IOException, InterruptedException {
        kill(Server.url() + "#" + Server.freshSchema());
    }

    private void kill(String where) throws IOException, InterruptedException {
        Random random = new Random(20261122);
        long events = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path out = folder.resolve("acknowledged-" + kill);
            Process writer = start(where, Integer.MAX_VALUE, out);
            int enough = 5 + random.nextInt(60);
            while (writer.isAlive() && acknowledged(out).size() < enough) {
                Thread.sleep(random.nextInt(12));
            }
            // SIGKILL: no shutdown hook, no flush.
            writer.destroyForcibly().waitFor();
            List<Long> lines = acknowledged(out);
            assertThat(lines).hasSizeGreaterThanOrEqualTo(enough);
            long acknowledged = lines.get(lines.size() - 1);
            assertThat(acknowledged).isGreaterThan(events);
            try (Registry registry = Registry.open(store(where))) {
                Verification found = registry.verify(Progress.SILENT);
                assertThat(found.faults()).isEmpty();
                assertThat(found.events()).isGreaterThanOrEqualTo(acknowledged);
                events = found.events();
            }
        }
    }

    @Test
    void two_processes_write_one_file_in_turn() throws Exception {
        Path file = folder.resolve("shared.db");
        int batches = 40;
        Path out = folder.resolve("other");
        SqliteStore.open(file).close();
        Process other = start(file.toString(), batches, out);
        try (Registry here = Registry.open(SqliteStore.open(file))) {
            for (int i = 0; i < batches; i++) {
                here.record(new HouseholdRegistered(SqliteStoreTest.household("here" + i)), SqliteStoreTest.CONTEXT);
            }
            assertThat(other.waitFor()).isZero();
            assertThat(acknowledged(out)).hasSize(batches);
            Verification found = here.verify(Progress.SILENT);
            assertThat(found.faults()).isEmpty();
            // Batches of one to seven in turn, and one by one from here.
            int theirs = 0;
            for (int batch = 0; batch < batches; batch++) {
                theirs += batch % 7 + 1;
            }
            assertThat(found.events()).isEqualTo(theirs + batches);
        }
    }

    /** What the writer has said so far; the last line may have been cut off by the kill, then it counts for nothing. */
    private static List<Long> acknowledged(Path out) throws IOException {
        String text = Files.readString(out);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(Long::valueOf)
                .toList();
    }

    /** Everything on this process's class path and module path. */
    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        String patched = Path.of("target", "test-classes").toAbsolutePath().toString();
        return String.join(File.pathSeparator, patched, modules, System.getProperty("java.class.path"));
    }
}
