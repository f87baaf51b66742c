package org.trano.registry.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real PostgreSQL server on loopback, started once for all tests of this process and stopped with it. */
final class Server {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final EmbeddedPostgres POSTGRES = start();

    private Server() {}

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "60")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    started.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DataSource source() {
        return POSTGRES.getPostgresDatabase();
    }

    static String url() {
        return POSTGRES.getJdbcUrl("postgres", "postgres");
    }

    /** The name of a schema nobody uses. */
    static String freshSchema() {
        return "test_" + SCHEMAS.incrementAndGet();
    }

    static void execute(String sql) throws SQLException {
        try (var connection = source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
