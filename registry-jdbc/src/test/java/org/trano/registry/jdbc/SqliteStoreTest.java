package org.trano.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.core.Act;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.RegistryException;
import org.trano.registry.core.Verification;
import org.trano.registry.core.cache.CacheSettings;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HouseholdMoved;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Retracted;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.store.History;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoreException;
import org.trano.registry.core.store.StoreException.Reason;
import org.trano.registry.core.survey.Interview;

class SqliteStoreTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    static final EventContext CONTEXT = new EventContext(LocalDate.of(2026, 3, 1), "test", "enrolment", "test");

    static Household household(String number) {
        return new Household(
                HouseholdId.create(),
                List.of(new Identifier(Identifier.SOURCE, number)),
                "Kara",
                new Interview(LocalDate.of(2026, 3, 1), Map.of()),
                List.of(new Member(
                        new Person(
                                PersonId.create(),
                                new PersonName("Ama", null, null),
                                Sex.FEMALE,
                                UncertainDate.UNKNOWN,
                                List.of(),
                                List.of()),
                        RelationshipToHead.HEAD,
                        Map.of())));
    }

    @Test
    void a_registry_is_one_file_that_can_be_closed_copied_and_opened_again() throws IOException {
        // Blanks, accents and characters that mean something in an address are allowed in the name.
        Path file = folder.resolve("registre n°1 #2 50%?.db");
        Household home = household("H1");
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            registry.record(new HouseholdRegistered(home), CONTEXT);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        Path copy = Files.copy(file, folder.resolve("copy.db"));
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(copy))) {
            assertThat(registry.household(home.id())).contains(home);
            assertThat(registry.verify(Progress.SILENT).isIntact()).isTrue();
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, copy);
        }
    }

    @Test
    void two_stores_on_one_file_write_in_turn_and_see_each_other() {
        Path file = folder.resolve("shared.db");
        try (Registry one = Registry.open(SqliteStore.open(file));
                Registry two = Registry.open(SqliteStore.open(file))) {
            Household first = household("H1");
            Household second = household("H2");
            one.record(new HouseholdRegistered(first), CONTEXT);
            two.record(new HouseholdRegistered(second), CONTEXT);
            assertThat(one.household(second.id())).contains(second);
            assertThat(two.household(first.id())).contains(first);
            assertThat(one.verify(Progress.SILENT).isIntact()).isTrue();
        }
    }

    @Test
    void a_registry_is_checked_while_another_process_writes() {
        Path file = folder.resolve("busy.db");
        try (Registry writer = Registry.open(SqliteStore.open(file));
                Registry checker = Registry.open(SqliteStore.openReadOnly(file))) {
            requireCheckedWhileWritten(checker, writer);
        }
    }

    /** Between any two steps of the check something is written, about who is known and who is new. */
    static void requireCheckedWhileWritten(Registry checker, Registry writer) {
        Household home = household("H1");
        writer.record(new HouseholdRegistered(home), CONTEXT);
        Verification found = checker.verify((step, done, total) -> {
            writer.record(new MemberJoined(home.id(), household("x").members().get(0)), CONTEXT);
            writer.record(new HouseholdRegistered(household("after " + done)), CONTEXT);
        });
        assertThat(found.faults()).isEmpty();
        assertThat(found.events()).isEqualTo(1);
        assertThat(found.households()).isEqualTo(1);
        assertThat(found.persons()).isEqualTo(1);
        assertThat(found.head().sequence()).isEqualTo(1);
        assertThat(writer.head().sequence()).isGreaterThan(2);
        assertThat(checker.verify(Progress.SILENT).faults()).isEmpty();
    }

    @Test
    void a_file_that_is_something_else_is_refused_and_not_touched() throws IOException {
        Path text = Files.writeString(folder.resolve("persons.csv"), "id,name\n1,Ama\n".repeat(20));
        assertReason(Reason.NOT_A_REGISTRY, () -> SqliteStore.open(text));
        assertReason(Reason.NOT_A_REGISTRY, () -> SqliteStore.openReadOnly(text));
        assertThat(text).hasContent("id,name\n1,Ama\n".repeat(20));
        assertReason(Reason.NOT_A_REGISTRY, () -> SqliteStore.open(folder));
        assertReason(Reason.UNREACHABLE, () -> SqliteStore.openReadOnly(folder.resolve("none.db")));
        assertReason(Reason.UNREACHABLE, () -> SqliteStore.open(folder.resolve("no/such/folder.db")));
    }

    @Test
    void another_application_s_database_is_refused_and_not_touched() throws SQLException, IOException {
        Path other = folder.resolve("other.db");
        execute(other, "create table t (x)");
        byte[] before = Files.readAllBytes(other);
        assertReason(Reason.NOT_A_REGISTRY, () -> SqliteStore.open(other));
        assertThat(Files.readAllBytes(other)).isEqualTo(before);
    }

    @Test
    void a_registry_from_a_later_version_is_refused() throws SQLException {
        Path file = folder.resolve("late.db");
        SqliteStore.open(file).close();
        execute(file, "pragma user_version = 999");
        assertReason(Reason.TOO_NEW, () -> SqliteStore.open(file));
        assertReason(Reason.TOO_NEW, () -> SqliteStore.openReadOnly(file));
    }

    @Test
    void a_damaged_file_is_refused_in_words() throws IOException {
        Path file = folder.resolve("damaged.db");
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            for (int i = 0; i < 50; i++) {
                registry.record(new HouseholdRegistered(household("H" + i)), CONTEXT);
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5A);
        Files.write(file, bytes);
        assertReason(Reason.NOT_A_REGISTRY, () -> {
            try (Registry registry = Registry.open(SqliteStore.openReadOnly(file))) {
                registry.verify(Progress.SILENT);
            }
        });
    }

    @Test
    void sixteen_threads_on_the_same_households_lose_nothing() throws Exception {
        try (Registry registry = Registry.open(SqliteStore.open(folder.resolve("threads.db")))) {
            List<HouseholdId> homes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Household home = household("H" + i);
                registry.record(new HouseholdRegistered(home), CONTEXT);
                homes.add(home.id());
            }
            assertThat(PostgresStoreTest.overlapping(registry, homes, 16, 15)).isPositive();
        }
    }

    /**
     * Whatever bit tips over and wherever the file is cut off: it is told, or it was in a place that holds nothing, and all
     * is read as it was.
     */
    @Test
    void a_tipped_bit_or_a_cut_is_found_or_was_in_no_man_s_land() throws IOException {
        Path file = folder.resolve("sound.db");
        List<Household> homes = new ArrayList<>();
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            for (int i = 0; i < 30; i++) {
                Household home = household("H" + i);
                homes.add(home);
                registry.record(new HouseholdRegistered(home), CONTEXT);
                registry.record(
                        new MemberJoined(home.id(), household("x").members().get(0)), CONTEXT);
            }
        }
        byte[] sound = Files.readAllBytes(file);
        List<Household> expected = read(file);
        Random random = new Random(20261126);
        int found = 0;
        int rounds = 120 * Integer.getInteger("trano.effort", 1);
        for (int round = 0; round < rounds; round++) {
            byte[] harmed = sound.clone();
            if (round % 6 == 0) {
                harmed = Arrays.copyOf(sound, random.nextInt(sound.length));
            } else {
                harmed[random.nextInt(harmed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Path copy = Files.write(folder.resolve("harmed-" + round + ".db"), harmed);
            try (Registry registry = Registry.open(SqliteStore.openReadOnly(copy))) {
                if (registry.verify(Progress.SILENT).isIntact()) {
                    assertThat(read(copy)).as("round %s", round).isEqualTo(expected);
                } else {
                    found++;
                }
            } catch (RegistryException e) {
                assertThat(e).hasMessageContaining("Maybe");
                found++;
            }
            Files.delete(copy);
        }
        assertThat(found).as("found of %s", rounds).isGreaterThan(rounds / 4);
    }

    /** A row that no index knows is there for whoever reads all, and for nobody who looks for it. */
    @Test
    void a_view_that_its_index_does_not_lead_to_is_found() throws SQLException {
        Path file = folder.resolve("index.db");
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            registry.record(new HouseholdRegistered(household("H1")), CONTEXT);
        }
        execute(
                file,
                "create table kept as select type, name, tbl_name, rootpage, sql from sqlite_schema"
                        + " where name = 'sqlite_autoindex_view_1'",
                "pragma writable_schema = on",
                "delete from sqlite_schema where name = 'sqlite_autoindex_view_1'",
                "update sqlite_schema set sql = replace(sql, 'unique (kind, subject)', 'check (kind > 0)') where name = 'view'");
        execute(file, "update view set subject = randomblob(16) where kind = 2");
        execute(
                file,
                "pragma writable_schema = on",
                "insert into sqlite_schema select * from kept",
                "update sqlite_schema set sql = replace(sql, 'check (kind > 0)', 'unique (kind, subject)') where name = 'view'");
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(file))) {
            assertThatThrownBy(() -> registry.verify(Progress.SILENT))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("the index of views does not lead to person:")
                    .hasMessageContaining("Maybe");
        }
    }

    private static List<Household> read(Path file) {
        List<Household> households = new ArrayList<>();
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(file))) {
            registry.households(households::add);
        }
        return households;
    }

    @Test
    void a_backup_is_made_while_people_work_and_is_of_one_instant() throws Exception {
        Path file = folder.resolve("busy.db");
        try (SqliteStore store = SqliteStore.open(file);
                Registry registry = Registry.open(store)) {
            ExecutorService writer = Executors.newSingleThreadExecutor();
            try {
                Future<?> work = writer.submit(() -> {
                    for (int i = 0; i < 60; i++) {
                        registry.record(new HouseholdRegistered(household("H" + i)), CONTEXT);
                    }
                });
                for (int i = 0; i < 5; i++) {
                    Path backup = folder.resolve("backup-" + i + ".db");
                    long before = registry.head().sequence();
                    store.backup(backup);
                    try (Registry restored = Registry.open(SqliteStore.open(backup))) {
                        Verification found = restored.verify(Progress.SILENT);
                        assertThat(found.faults()).isEmpty();
                        assertThat(found.events()).isGreaterThanOrEqualTo(before);
                        assertThat(registry.contains(found.head())).isTrue();
                        restored.record(new HouseholdRegistered(household("after")), CONTEXT);
                    }
                }
                work.get();
            } finally {
                writer.shutdown();
            }
            assertReason(Reason.UNREACHABLE, () -> store.backup(folder.resolve("backup-0.db")));
        }
    }

    @Test
    void views_that_are_lost_are_made_anew_from_the_journal() throws SQLException {
        Path file = folder.resolve("lost.db");
        Household home = household("H1");
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            registry.record(new HouseholdRegistered(home), CONTEXT);
        }
        execute(file, "delete from view");
        try (SqliteStore store = SqliteStore.open(file);
                Registry registry = Registry.open(store)) {
            assertThat(registry.verify(Progress.SILENT).faults()).isNotEmpty();
            store.rebuildViews(EventCodec.standard(), Progress.SILENT);
            assertThat(Registry.open(store).verify(Progress.SILENT).faults()).isEmpty();
            assertThat(Registry.open(store).household(home.id())).contains(home);
        }
    }

    @Test
    void long_histories_are_made_anew_as_they_were() {
        try (SqliteStore store = SqliteStore.open(folder.resolve("long.db"))) {
            requireLongHistoriesMadeAnew(store, () -> store.rebuildViews(EventCodec.standard(), Progress.SILENT));
        }
    }

    /** More events than are read at once, of households that are met again and again. */
    static void requireLongHistoriesMadeAnew(RegistryStore store, Runnable rebuild) {
        Registry registry = Registry.builder(store).cache(CacheSettings.off()).build();
        List<Household> homes = new ArrayList<>();
        List<Act> acts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Household home = household("H" + i);
            homes.add(home);
            acts.add(new Act(new HouseholdRegistered(home), CONTEXT));
        }
        registry.recordAll(acts);
        for (int visit = 1; visit <= 10; visit++) {
            acts.clear();
            for (Household home : homes) {
                acts.add(new Act(
                        new HouseholdMoved(home.id(), "TG" + visit, null),
                        CONTEXT.on(CONTEXT.effective().plusDays(visit))));
            }
            registry.recordAll(acts);
        }
        // Corrected long after it was written.
        Recorded first = registry.history(Subject.of(homes.get(0).id())).get(1);
        registry.record(new Retracted("no such move"), CONTEXT.superseding(first.id()));
        Map<Subject, History> before = new HashMap<>();
        store.histories(history -> before.put(history.view().subject(), history));
        rebuild.run();
        Map<Subject, History> after = new HashMap<>();
        store.histories(history -> after.put(history.view().subject(), history));
        assertThat(after).isEqualTo(before).hasSize(600);
        assertThat(registry.verify(Progress.SILENT).faults()).isEmpty();
        // And it can be done again.
        rebuild.run();
        assertThat(registry.verify(Progress.SILENT).faults()).isEmpty();
    }

    @Test
    void reading_only_means_that_nothing_can_be_written() {
        Path file = folder.resolve("r.db");
        SqliteStore.open(file).close();
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(file))) {
            assertReason(Reason.READ_ONLY, () -> registry.record(new HouseholdRegistered(household("H1")), CONTEXT));
        }
    }

    @Test
    void a_full_disk_loses_nothing_that_was_acknowledged_and_the_store_goes_on_afterwards() throws SQLException {
        Path file = folder.resolve("full.db");
        SqliteStore.open(file).close();
        // SQLite's own limit on the file's size fails just as a full disk does (SQLITE_FULL).
        try (SqliteStore store = SqliteStore.open(file)) {
            store.limitPages(40);
            Registry registry = Registry.open(store);
            int acknowledged = 0;
            StoreException full = null;
            while (full == null && acknowledged < 10_000) {
                try {
                    registry.record(new HouseholdRegistered(household("H" + acknowledged)), CONTEXT);
                    acknowledged++;
                } catch (StoreException e) {
                    full = e;
                }
            }
            assertThat(Objects.requireNonNull(full).reason()).isEqualTo(Reason.FULL);
            Verification found = registry.verify(Progress.SILENT);
            assertThat(found.faults()).isEmpty();
            assertThat(found.events()).isEqualTo(acknowledged);
            store.limitPages(100_000);
            registry.record(new HouseholdRegistered(household("after")), CONTEXT);
            assertThat(registry.verify(Progress.SILENT).events()).isEqualTo(acknowledged + 1);
        }
    }

    @Test
    void the_journal_cannot_be_changed_by_a_stray_statement() throws SQLException {
        Path file = folder.resolve("stray.db");
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            registry.record(new HouseholdRegistered(household("H1")), CONTEXT);
        }
        assertThatThrownBy(() -> execute(file, "update event set actor = 'nobody'"))
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> execute(file, "delete from event")).hasMessageContaining("never shortened");
    }

    @Test
    void whoever_gets_round_the_triggers_is_found_out() throws SQLException {
        Path file = folder.resolve("forged.db");
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            registry.record(new HouseholdRegistered(household("H1")), CONTEXT);
            registry.record(new HouseholdRegistered(household("H2")), CONTEXT);
        }
        execute(file, "drop trigger event_is_final");
        execute(file, "update event set actor = 'nobody' where sequence = 1");
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(file))) {
            assertThat(registry.verify(Progress.SILENT).faults()).anyMatch(fault -> fault.contains("Event 1"));
        }
    }

    /** Made by version 0.1.0 from three households; kept for the migrations to come, and never made anew. */
    @Test
    void a_file_of_version_0_1_0_can_be_read() throws IOException {
        Path file = folder.resolve("kept.db");
        try (var in = Objects.requireNonNull(SqliteStoreTest.class.getResourceAsStream("registry-0.1.0.db"))) {
            Files.copy(in, file);
        }
        try (RegistryStore store = SqliteStore.open(file);
                Registry registry = Registry.open(store)) {
            Verification found = registry.verify(Progress.SILENT);
            assertThat(found.faults()).isEmpty();
            assertThat(found.events()).isEqualTo(4);
            assertThat(found.head().hex())
                    .isEqualTo(new String(
                                    Objects.requireNonNull(
                                                    SqliteStoreTest.class.getResourceAsStream("registry-0.1.0.head"))
                                            .readAllBytes(),
                                    StandardCharsets.US_ASCII)
                            .strip());
            HouseholdId home =
                    registry.find(new Identifier("source:fixture", "TG-0002")).get(0);
            Household household = registry.household(home).orElseThrow();
            assertThat(household.members()).hasSize(3);
            assertThat(household.members().get(2).person().birth()).hasToString("2019~");
        }
    }

    private static void execute(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private static void assertReason(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageMatching("(?s).*(Maybe|Free some space).*");
    }
}
