package org.trano.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trano.registry.jdbc.SqliteStoreTest.CONTEXT;
import static org.trano.registry.jdbc.SqliteStoreTest.household;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.HouseholdMoved;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.core.store.StoreException;
import org.trano.registry.core.store.StoreException.Reason;
import org.trano.registry.core.store.VersionConflictException;

/** The store in a real PostgreSQL server. */
class PostgresStoreTest {
    private static PostgresStore open(String schema) {
        return PostgresStore.builder(Server.source()).schema(schema).open();
    }

    @Test
    void several_registries_live_beside_each_other_under_schemas_and_prefixes() throws SQLException {
        String schema = Server.freshSchema();
        try (Registry one = Registry.open(open(schema));
                Registry two = Registry.open(PostgresStore.builder(Server.source())
                        .schema(schema)
                        .prefix("other_")
                        .open());
                Registry plain = Registry.open(
                        PostgresStore.builder(Server.source()).prefix("plain_").open())) {
            Household home = household("H1");
            one.record(new HouseholdRegistered(home), CONTEXT);
            assertThat(one.household(home.id())).contains(home);
            assertThat(two.household(home.id())).isEmpty();
            assertThat(plain.household(home.id())).isEmpty();
            assertThat(Registry.open(open(schema)).household(home.id())).contains(home);
        }
        assertThatThrownBy(() -> PostgresStore.builder(Server.source()).schema("drop table;"))
                .hasMessageContaining("Maybe");
    }

    @Test
    void a_registry_is_checked_while_another_process_writes() {
        String schema = Server.freshSchema();
        try (Registry writer = Registry.open(open(schema));
                Registry checker = Registry.open(open(schema))) {
            SqliteStoreTest.requireCheckedWhileWritten(checker, writer);
        }
    }

    @Test
    void the_journal_cannot_be_changed_by_a_stray_statement() throws SQLException {
        String schema = Server.freshSchema();
        try (Registry registry = Registry.open(open(schema))) {
            registry.record(new HouseholdRegistered(household("H1")), CONTEXT);
        }
        for (String sql : List.of("update %s set actor = 'nobody'", "delete from %s", "truncate %s cascade")) {
            assertThatThrownBy(() -> Server.execute(sql.formatted(schema + ".registry_event")))
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void a_registry_from_a_later_version_is_refused_and_damaged_views_are_made_anew() throws SQLException {
        String schema = Server.freshSchema();
        Household home = household("H1");
        try (PostgresStore store = open(schema)) {
            Registry registry = Registry.builder(store)
                    .cache(org.trano.registry.core.cache.CacheSettings.off())
                    .build();
            registry.record(new HouseholdRegistered(home), CONTEXT);
            Server.execute("update " + schema + ".registry_view set body = convert_to('{}', 'UTF8')");
            assertThat(registry.verify(Progress.SILENT).faults()).hasSize(2);
            store.rebuildViews(EventCodec.standard(), Progress.SILENT);
            assertThat(registry.verify(Progress.SILENT).faults()).isEmpty();
            assertThat(registry.household(home.id())).contains(home);
        }
        Server.execute("update " + schema + ".registry_about set schema_version = 999");
        assertThatThrownBy(() -> open(schema))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_NEW));
    }

    @Test
    void long_histories_are_made_anew_as_they_were() throws SQLException {
        try (PostgresStore store = open(Server.freshSchema())) {
            SqliteStoreTest.requireLongHistoriesMadeAnew(
                    store, () -> store.rebuildViews(EventCodec.standard(), Progress.SILENT));
        }
    }

    /** The way from a laptop to a server and back: the same journal, link for link. */
    @Test
    void a_registry_travels_from_a_file_to_the_server_and_back(@TempDir Path folder) {
        Household home = household("H1");
        try (Registry file = Registry.open(SqliteStore.open(folder.resolve("laptop.db")));
                PostgresStore server = open(Server.freshSchema());
                SqliteStore back = SqliteStore.open(folder.resolve("back.db"))) {
            for (int i = 0; i < 700; i++) {
                file.record(new HouseholdRegistered(i == 0 ? home : household("H" + i)), CONTEXT);
            }
            file.record(new HouseholdMoved(home.id(), "TG05", null), CONTEXT);
            ChainHead head = file.copyTo(server, Progress.SILENT);
            assertThat(head).isEqualTo(file.head());
            Registry onServer = Registry.open(server);
            assertThat(onServer.household(home.id())).isEqualTo(file.household(home.id()));
            // Run again, it has nothing to do; from the server it goes back to a file.
            assertThat(file.copyTo(server, Progress.SILENT)).isEqualTo(head);
            assertThat(onServer.copyTo(back, Progress.SILENT)).isEqualTo(head);
            assertThat(Registry.open(back).verify(Progress.SILENT).faults()).isEmpty();
            onServer.record(new HouseholdRegistered(household("new")), CONTEXT);
            assertThatThrownBy(() -> file.copyTo(server, Progress.SILENT)).hasMessageContaining("another registry");
        }
    }

    @Test
    void sixteen_threads_on_the_same_households_lose_nothing() throws Exception {
        int threads = 16;
        int each = 15;
        try (HikariDataSource pool = pool(threads);
                Registry registry = Registry.open(
                        PostgresStore.builder(pool).schema(Server.freshSchema()).open())) {
            List<HouseholdId> homes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Household home = household("H" + i);
                registry.record(new HouseholdRegistered(home), CONTEXT);
                homes.add(home.id());
            }
            assertThat(overlapping(registry, homes, threads, each)).isPositive();
        }
    }

    /** Everybody adds members to the same households, again and again until it was taken; how often somebody was too late. */
    static int overlapping(Registry registry, List<HouseholdId> homes, int threads, int each) throws Exception {
        AtomicInteger conflicts = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int first = t;
                work.add(workers.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        HouseholdId home = homes.get((first + i) % homes.size());
                        MemberJoined joined =
                                new MemberJoined(home, household("x").members().get(0));
                        boolean taken = false;
                        while (!taken) {
                            try {
                                registry.record(joined, CONTEXT);
                                taken = true;
                                assertThat(registry.household(home)
                                                .orElseThrow()
                                                .members())
                                        .as("what this thread was told is done, it sees")
                                        .contains(joined.member());
                            } catch (VersionConflictException e) {
                                conflicts.incrementAndGet();
                            }
                        }
                    }
                }));
            }
            for (Future<?> future : work) {
                future.get();
            }
        } finally {
            workers.shutdown();
        }
        int members = 0;
        for (HouseholdId home : homes) {
            members += registry.household(home).orElseThrow().members().size();
        }
        assertThat(members).isEqualTo(homes.size() + threads * each);
        assertThat(registry.verify(Progress.SILENT).faults()).isEmpty();
        return conflicts.get();
    }

    private static HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(Server.source());
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    @Test
    void it_writes_in_the_transaction_of_a_plain_connection_with_the_host_s_own_tables() throws Exception {
        String schema = Server.freshSchema();
        try (PostgresStore store = open(schema);
                Registry registry = Registry.open(store)) {
            Server.execute("create table " + schema + ".visit (household text)");
            Household kept = household("kept");
            Household dropped = household("dropped");
            try (Connection connection = Server.source().getConnection()) {
                assertThatThrownBy(() -> store.join(connection, () -> 1)).hasMessageContaining("autocommit");
                connection.setAutoCommit(false);
                store.join(connection, () -> {
                    registry.record(new HouseholdRegistered(kept), CONTEXT);
                    assertThat(registry.household(kept.id()))
                            .as("inside, it is there")
                            .contains(kept);
                    assertThat(outside(registry, kept)).as("outside, not yet").isEmpty();
                    assertThat(registry.verify(Progress.SILENT).events()).isEqualTo(1);
                    return connection
                            .createStatement()
                            .executeUpdate("insert into " + schema + ".visit values ('kept')");
                });
                connection.commit();
                assertThat(outside(registry, kept)).contains(kept);
                store.join(connection, () -> registry.record(new HouseholdRegistered(dropped), CONTEXT));
                // What is refused inside a transaction does not spoil it.
                store.join(connection, () -> {
                    assertThatThrownBy(() -> registry.record(new HouseholdRegistered(kept), CONTEXT))
                            .hasMessageContaining("already");
                    return connection.createStatement().execute("select 1");
                });
                connection.rollback();
            }
            assertThat(registry.household(dropped.id())).isEmpty();
            assertThat(outside(registry, dropped)).isEmpty();
            assertThat(registry.head().sequence()).isEqualTo(1);
            assertThat(registry.verify(Progress.SILENT).faults()).isEmpty();
        }
    }

    private static java.util.Optional<Household> outside(Registry registry, Household household) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            return other.submit(() -> registry.household(household.id())).get();
        } finally {
            other.shutdown();
        }
    }

    @Test
    void it_takes_part_in_spring_s_transaction_and_pool() {
        String schema = Server.freshSchema();
        try (HikariDataSource pool = pool(4)) {
            TransactionAwareDataSourceProxy aware = new TransactionAwareDataSourceProxy(pool);
            TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
            JdbcTemplate jdbc = new JdbcTemplate(pool);
            try (Registry registry = Registry.open(PostgresStore.builder(aware)
                    .schema(schema)
                    .joinsTransactions()
                    .open())) {
                jdbc.execute("create table " + schema + ".payment (household text)");
                Household paid = household("paid");
                transaction.executeWithoutResult(status -> {
                    registry.record(new HouseholdRegistered(paid), CONTEXT);
                    jdbc.update(
                            "insert into " + schema + ".payment values (?)",
                            paid.id().toString());
                    assertThat(registry.household(paid.id())).contains(paid);
                    assertThat(registry.verify(Progress.SILENT).faults()).isEmpty();
                });
                assertThat(registry.household(paid.id())).contains(paid);
                Household undone = household("undone");
                transaction.executeWithoutResult(status -> {
                    registry.record(new HouseholdRegistered(undone), CONTEXT);
                    jdbc.update("insert into " + schema + ".payment values ('undone')");
                    status.setRollbackOnly();
                });
                assertThat(registry.household(undone.id())).isEmpty();
                assertThat(jdbc.queryForObject("select count(*) from " + schema + ".payment", Integer.class))
                        .isEqualTo(1);
                // Outside a transaction of Spring's, a record is one of its own.
                registry.record(new HouseholdRegistered(household("alone")), CONTEXT);
                assertThat(registry.head().sequence()).isEqualTo(2);
                assertThat(registry.verify(Progress.SILENT).faults()).isEmpty();
            }
        }
    }

    @Test
    void a_subscriber_on_the_server_is_told_what_another_process_records() throws Exception {
        String schema = Server.freshSchema();
        try (Registry here = Registry.builder(open(schema))
                        .poll(Duration.ofMillis(20))
                        .build();
                Registry there = Registry.open(open(schema))) {
            AtomicInteger told = new AtomicInteger();
            try (var subscription = here.subscribe("portal", recorded -> told.incrementAndGet())) {
                for (int i = 0; i < 5; i++) {
                    there.record(new HouseholdRegistered(household("H" + i)), CONTEXT);
                }
                assertThat(subscription.await(5, Duration.ofSeconds(20))).isTrue();
                assertThat(told).hasValue(5);
            }
        }
    }

    @Test
    void a_server_that_cannot_be_reached_is_named_in_words() {
        org.postgresql.ds.PGSimpleDataSource nowhere = new org.postgresql.ds.PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://localhost:1/none");
        assertThatThrownBy(() -> PostgresStore.builder(nowhere).open())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
                .hasMessageContaining("Maybe");
    }
}
