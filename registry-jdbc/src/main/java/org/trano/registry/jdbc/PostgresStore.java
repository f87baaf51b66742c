package org.trano.registry.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trano.registry.core.Progress;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.core.store.History;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoreException;
import org.trano.registry.core.store.StoreException.Reason;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.ViewRow;

/**
 * A registry in a PostgreSQL database (12 or later), in a schema of its own or beside other tables under a prefix, by way of the
 * host application's {@link DataSource}: its pool, its credentials, its transaction.
 *
 * <p>Transactions: every append is one of its own, unless the host asks otherwise. {@link #join} works inside a transaction of the
 * host's, with the host's connection. {@link Builder#joinsTransactions()} does the same by itself wherever the data source hands
 * out a connection that is inside a transaction, as Spring's {@code TransactionAwareDataSourceProxy} does. The registry then
 * neither commits nor rolls back; what was recorded is acknowledged when the host commits. Until then other writers of the
 * registry wait, so commit soon.
 *
 * <p>Sequences are allotted under a transaction-level advisory lock that is held until the commit; a reader who has seen an event
 * has seen all before it. The host's isolation must be {@code READ COMMITTED}, PostgreSQL's default: a stricter one may refuse an
 * append that another writer preceded.
 *
 * <p>Thread-safe. {@link #close()} does not close the data source.
 */
public final class PostgresStore implements RegistryStore {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);
    private static final int SCHEMA_VERSION = 2;
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,39}");

    private final DataSource source;
    private final Tables tables;
    private final long lock;
    private final String place;
    private final boolean joins;
    private final ThreadLocal<@Nullable Connection> joined = new ThreadLocal<>();
    private volatile boolean closed;

    private PostgresStore(Builder builder) {
        this.source = builder.source;
        this.place = builder.place();
        this.joins = builder.joins;
        this.tables = new Tables(builder.place(), null, "bytea");
        // One lock for each registry in the database; the number only has to differ.
        this.lock = 0x5472616E_00000000L | (builder.place().hashCode() & 0xFFFF_FFFFL);
    }

    /**
     * A registry in a database.
     *
     * @param source where connections come from
     * @return a builder: no schema of its own, the prefix {@code registry_}
     */
    public static Builder builder(DataSource source) {
        return new Builder(source);
    }

    /** Where in a database a registry is kept. Not thread-safe. */
    public static final class Builder {
        private final DataSource source;
        private @Nullable String schema;
        private String prefix = "registry_";
        private EventCodec codec = EventCodec.standard();
        private boolean joins;

        private Builder(DataSource source) {
            this.source = source;
        }

        /**
         * The schema the tables are in; made if there is none.
         *
         * @param name lower-case letters, digits and underscores
         * @return this builder
         */
        public Builder schema(String name) {
            this.schema = requireName(name);
            return this;
        }

        /**
         * What the names of the tables begin with.
         *
         * @param name lower-case letters, digits and underscores, or empty
         * @return this builder
         */
        public Builder prefix(String name) {
            this.prefix = name.isEmpty() ? name : requireName(name);
            return this;
        }

        /**
         * Takes part in the host's transactions: a connection that comes with autocommit off is taken to be inside one. For data
         * sources that know of transactions, such as Spring's {@code TransactionAwareDataSourceProxy}; with any other, nothing
         * would ever be committed.
         *
         * @return this builder
         */
        public Builder joinsTransactions() {
            this.joins = true;
            return this;
        }

        /**
         * The event types that are understood, should the views have to be made anew.
         *
         * @param types the codec
         * @return this builder
         */
        public Builder codec(EventCodec types) {
            this.codec = types;
            return this;
        }

        private static String requireName(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "'" + name
                                + "' cannot name a schema or tables here. Maybe use up to 40 lower-case letters and underscores?");
            }
            return name;
        }

        private String place() {
            return (schema == null ? "" : schema + ".") + prefix;
        }

        /**
         * Opens the registry; makes its tables if there are none, brings them up to date if they are old.
         *
         * @return the store
         * @throws StoreException if the database cannot be reached, the tables may not be made, or are of a later version
         */
        public PostgresStore open() {
            PostgresStore store = new PostgresStore(this);
            store.migrate(this);
            return store;
        }
    }

    private void migrate(Builder builder) {
        run(true, session -> {
            lock(session);
            if (builder.schema != null) {
                session.execute("create schema if not exists " + builder.schema);
            }
            int version = version(session);
            if (version > SCHEMA_VERSION) {
                throw new StoreException(
                        Reason.TOO_NEW,
                        "The registry '" + place + "' was made by a later version (schema " + version + ", known up to "
                                + SCHEMA_VERSION + "). Maybe update this software first?");
            }
            if (version == 0) {
                session.execute(script("postgres-2.sql")
                        .replace("${p}", place)
                        .replace("${n}", builder.prefix)
                        .split("(?<=;)\n\n"));
                LOG.info("made registry {}", place);
            }
            return true;
        });
    }

    private int version(Session session) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet there = statement.executeQuery("select to_regclass('" + place + "about') is not null")) {
            there.next();
            return there.getBoolean(1) ? session.number("select schema_version from " + place + "about") : 0;
        }
    }

    private static String script(String name) {
        try (InputStream in = Objects.requireNonNull(PostgresStore.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException(Reason.OTHER, "The schema '" + name + "' cannot be read", e);
        }
    }

    /**
     * Works inside a transaction of the caller's: whatever this thread reads or records in this registry meanwhile goes by this
     * connection and becomes true, or not, with its transaction.
     *
     * @param connection the caller's, with autocommit off
     * @param work what to do; may use the registry and the connection
     * @param <T> what the work gives
     * @return what the work gives
     * @throws Exception what the work throws
     */
    public <T> T join(Connection connection, Callable<T> work) throws Exception {
        if (connection.getAutoCommit()) {
            throw new IllegalArgumentException(
                    "The connection has no transaction to join: autocommit is on. Maybe call setAutoCommit(false) first?");
        }
        Connection before = joined.get();
        joined.set(connection);
        try {
            return work.call();
        } finally {
            if (before == null) {
                joined.remove();
            } else {
                joined.set(before);
            }
        }
    }

    @Override
    public boolean isJoined() {
        if (joined.get() != null) {
            return true;
        }
        if (!joins) {
            return false;
        }
        try (Connection connection = source.getConnection()) {
            return !connection.getAutoCommit();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException(
                    Reason.UNREACHABLE, "The registry '" + place + "' is closed. Maybe it was closed too early?");
        }
    }

    private interface Query<T> {
        T run(Session session) throws SQLException;
    }

    /** All or nothing, in a transaction of its own or within the caller's. */
    private <T> T run(boolean writes, Query<T> query) {
        requireOpen();
        Connection given = joined.get();
        try {
            if (given != null) {
                return within(given, query);
            }
            try (Connection connection = source.getConnection()) {
                return joins && !connection.getAutoCommit()
                        ? within(connection, query)
                        : inTransaction(connection, writes, query);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Within a transaction of the caller's: what fails is undone alone, so that the caller can go on. */
    private static <T> T within(Connection connection, Query<T> query) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Session session = new Session(connection, false)) {
            T result = query.run(session);
            connection.releaseSavepoint(before);
            return result;
        } catch (SQLException | RuntimeException e) {
            connection.rollback(before);
            throw e;
        }
    }

    private static <T> T inTransaction(Connection connection, boolean writes, Query<T> query) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        int isolation = connection.getTransactionIsolation();
        try (Session session = new Session(connection, false)) {
            if (!writes) {
                // Several statements of one reading see one instant.
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            T result = query.run(session);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException lost) {
                // The connection is gone, and the transaction with it.
                LOG.debug("rollback: {}", lost.getMessage());
            }
            throw e;
        } finally {
            try {
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(autoCommit);
            } catch (SQLException lost) {
                LOG.debug("the connection is gone: {}", lost.getMessage());
            }
        }
    }

    /** One statement needs no transaction of its own. */
    private <T> T read(Query<T> query) {
        if (closed) {
            return run(false, query);
        }
        Connection given = joined.get();
        if (given != null) {
            return run(false, query);
        }
        try (Connection connection = source.getConnection()) {
            if (!connection.getAutoCommit()) {
                return joins ? within(connection, query) : inTransaction(connection, false, query);
            }
            try (Session session = new Session(connection, false)) {
                return query.run(session);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void lock(Session session) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + lock + ")");
        }
    }

    @Override
    public List<StoredEvent> append(Append append) {
        try {
            return run(true, session -> {
                lock(session);
                return tables.append(session, append);
            });
        } catch (UniqueKeyException e) {
            throw run(false, session -> tables.conflict(session, append));
        }
    }

    @Override
    public List<StoredEvent> journal(long after, int limit) {
        return read(session -> tables.journal(session, after, limit));
    }

    @Override
    public List<StoredEvent> events(Collection<Long> sequences) {
        return read(session -> tables.events(session, sequences));
    }

    @Override
    public List<StoredEvent> stream(Subject subject) {
        return run(false, session -> tables.stream(session, subject));
    }

    @Override
    public Optional<StoredEvent> event(UUID id) {
        return read(session -> tables.event(session, id));
    }

    @Override
    public List<ViewRow> views(Collection<Subject> subjects) {
        return Tables.needsTransaction(subjects)
                ? run(false, session -> tables.views(session, subjects))
                : read(session -> tables.views(session, subjects));
    }

    @Override
    public List<ViewRow> views(SubjectKind kind, @Nullable UUID after, int limit) {
        return read(session -> tables.views(session, kind, after, limit));
    }

    @Override
    public List<History> histories(Collection<Subject> subjects) {
        return Tables.needsTransaction(subjects)
                ? run(false, session -> tables.histories(session, subjects))
                : read(session -> tables.histories(session, subjects));
    }

    @Override
    public void histories(Consumer<History> reader) {
        try (RegistryStore now = snapshot()) {
            now.histories(reader);
        }
    }

    @Override
    public Map<LookupKey, List<Subject>> lookup(Collection<LookupKey> keys) {
        return read(session -> tables.lookup(session, keys));
    }

    @Override
    public void lookups(BiConsumer<LookupKey, Subject> reader) {
        try (RegistryStore now = snapshot()) {
            now.lookups(reader);
        }
    }

    /** On a connection of its own, or within the transaction that this thread has joined. */
    @Override
    public RegistryStore snapshot() {
        requireOpen();
        try {
            Connection given = joined.get();
            if (given != null) {
                return snapshot(new Session(given, false), () -> {});
            }
            Session session = new Session(source.getConnection(), true);
            try {
                return snapshot(session);
            } catch (SQLException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private RegistryStore snapshot(Session session) throws SQLException {
        Connection connection = session.connection();
        boolean autoCommit = connection.getAutoCommit();
        if (joins && !autoCommit) {
            return snapshot(session, session::close);
        }
        int isolation = connection.getTransactionIsolation();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        // The first statement fixes what is seen.
        tables.head(session);
        return snapshot(session, () -> {
            try (session) {
                connection.rollback();
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(autoCommit);
            }
        });
    }

    private RegistryStore snapshot(Session session, Snapshot.End end) {
        return new Snapshot(
                tables, session, e -> e instanceof SQLException sql ? failure(sql) : (RuntimeException) e, end);
    }

    @Override
    public long count(SubjectKind kind) {
        return read(session -> tables.count(session, kind));
    }

    @Override
    public ChainHead head() {
        return read(tables::head);
    }

    @Override
    public long cursor(String subscriber) {
        return read(session -> tables.cursor(session, subscriber));
    }

    @Override
    public void advance(String subscriber, long sequence) {
        run(true, session -> {
            tables.advance(session, subscriber, sequence);
            return true;
        });
    }

    /**
     * Makes everything that is derived from the journal anew: after damage to it, or when an integrator's codec understands
     * more events than before. All or nothing; writers wait, readers see the old views until then. The user must be allowed to make temporary
     * tables, as everybody is unless that was taken away.
     *
     * @param codec the event types that are understood
     * @param progress told about the step {@code copy}
     */
    public void rebuildViews(EventCodec codec, Progress progress) {
        run(true, session -> {
            lock(session);
            session.execute("delete from " + place + "view", "delete from " + place + "lookup");
            Rebuild.run(tables, session, codec, progress);
            return true;
        });
    }

    /** Lets go of this store. The data source belongs to the host. */
    @Override
    public void close() {
        closed = true;
    }

    /** An append broke a unique key. */
    private static final class UniqueKeyException extends StoreException {
        private static final long serialVersionUID = 1L;

        UniqueKeyException(String message, SQLException cause) {
            super(Reason.OTHER, message, cause);
        }
    }

    /** By class and code of the SQL standard and PostgreSQL, appendix A of its manual. */
    private StoreException failure(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        String at = "The registry '" + place + "'";
        if (state.equals("23505")) {
            return new UniqueKeyException(at + " holds this already. Maybe read again and repeat the change?", e);
        }
        if (state.startsWith("08") || state.equals("57P01") || state.equals("57P03")) {
            return new StoreException(
                    Reason.UNREACHABLE,
                    at + " cannot be reached: " + e.getMessage()
                            + ". What was under way is written wholly or not at all. Maybe the server is down, or the network?",
                    e);
        }
        return switch (state) {
            case "53100" ->
                new StoreException(
                        Reason.FULL,
                        "The server's disk is full: " + at
                                + " cannot grow. Nothing of this step was written. Free some space and repeat it.",
                        e);
            case "25006", "42501" ->
                new StoreException(
                        Reason.READ_ONLY,
                        at + " may not be written: " + e.getMessage()
                                + ". Maybe the user lacks a right, or the server is a read-only copy?",
                        e);
            case "40001", "40P01", "55P03", "57014" ->
                new StoreException(
                        Reason.BUSY,
                        at + " was busy with another writer: " + e.getMessage() + ". Maybe repeat this step?",
                        e);
            default ->
                new StoreException(Reason.OTHER, at + ": " + e.getMessage() + ". Maybe the server's log says more?", e);
        };
    }
}
