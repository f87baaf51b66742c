package org.trano.registry.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoreException;
import org.trano.registry.core.store.StoreException.Reason;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.VersionConflictException;
import org.trano.registry.core.store.ViewRow;

/**
 * A registry in one SQLite file: it can be copied, carried on a laptop and opened by several processes at once.
 *
 * <p>Durability: write-ahead log with {@code synchronous=FULL}; an {@link #append} that has returned survives {@code kill -9}
 * and a power cut on hardware that honours flushes. Cost: one flush a transaction, so write in batches. While the file is
 * open, {@code FILE-wal} and {@code FILE-shm} stand beside it and belong to it; the last process to close removes them.
 *
 * <p>One connection writes, one reads; each serves one thread at a time, so reads go on during a write. Another process that
 * holds the write lock is waited for, {@value #BUSY_MILLIS} ms at most. The driver ({@code org.xerial:sqlite-jdbc}) unpacks a
 * native library into the temporary folder, which must allow execution.
 */
public final class SqliteStore implements RegistryStore {
    /** "Tran": SQLite's mark for files of this application. */
    private static final int APPLICATION_ID = 0x5472616E;

    private static final int SCHEMA_VERSION = 1;
    private static final int BUSY_MILLIS = 30_000;
    /** SQLite's primary result codes, https://www.sqlite.org/rescode.html. */
    private static final int SQLITE_BUSY = 5;

    private static final int SQLITE_LOCKED = 6;
    private static final int SQLITE_READONLY = 8;
    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_FULL = 13;
    private static final int SQLITE_CANTOPEN = 14;
    private static final int SQLITE_NOTADB = 26;

    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

    private final Path file;
    private final @Nullable Connection writer;
    private final Connection reader;
    private final Object writeLock = new Object();
    private final Object readLock = new Object();

    private SqliteStore(Path file, @Nullable Connection writer, Connection reader) {
        this.file = file;
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * Opens a registry file for reading and writing; makes it if there is none.
     *
     * @param file the file
     * @return the store
     * @throws StoreException if the file is no registry, was made by a later version, or cannot be opened or written
     */
    public static SqliteStore open(Path file) {
        requireRegistry(file, true);
        Connection writer = null;
        try {
            writer = connect(file, "mode=rwc");
            execute(writer, "pragma journal_mode=wal", "pragma synchronous=full", "pragma foreign_keys=on");
            migrate(file, writer);
            Connection reader = connect(file, "mode=rw");
            execute(reader, "pragma query_only=on");
            return new SqliteStore(file, writer, reader);
        } catch (SQLException e) {
            close(writer);
            throw failure(file, e);
        } catch (RuntimeException e) {
            close(writer);
            throw e;
        }
    }

    /**
     * Opens a registry file for reading only; nothing in it is changed. Any {@link #append} fails.
     *
     * @param file the file
     * @return the store
     * @throws StoreException if there is no such file, it is no registry, or was made by a later version
     */
    public static SqliteStore openReadOnly(Path file) {
        requireRegistry(file, false);
        Connection reader = null;
        try {
            boolean folder = Files.isWritable(
                    Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file));
            if (folder) {
                // Opened for writing so that the last one out removes the log; no statement may write.
                reader = connect(file, "mode=rw");
            } else {
                // A read-only folder has no room for the shared-memory file that WAL needs; without a log beside it,
                // the
                // file is complete and can be read as it stands.
                reader = connect(file, Files.exists(Path.of(file + "-wal")) ? "mode=ro" : "immutable=1");
            }
            execute(reader, "pragma query_only=on");
            requireVersion(file, number(reader, "pragma user_version"));
            return new SqliteStore(file, null, reader);
        } catch (SQLException e) {
            close(reader);
            throw failure(file, e);
        } catch (RuntimeException e) {
            close(reader);
            throw e;
        }
    }

    private static Connection connect(Path file, String options) throws SQLException {
        String uri = "file:" + encode(file.toAbsolutePath().toString()) + "?" + options;
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + uri);
        execute(connection, "pragma busy_timeout=" + BUSY_MILLIS);
        return connection;
    }

    /** Characters that mean something in a SQLite URI, and the driver's own question mark. */
    private static String encode(String path) {
        return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23");
    }

    /** Looks at the first bytes, so that a file that is something else is never touched. */
    private static void requireRegistry(Path file, boolean mayBeMissing) {
        if (Files.isDirectory(file)) {
            throw new StoreException(
                    Reason.NOT_A_REGISTRY,
                    "'" + file + "' is a folder, not a registry file. Maybe name the file inside it?");
        }
        try {
            if (!Files.exists(file)) {
                Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
                if (mayBeMissing && Files.isDirectory(folder)) {
                    return;
                }
                throw new StoreException(
                        Reason.UNREACHABLE, "'" + file + "' does not exist. Maybe the name or the folder is mistyped?");
            }
            if (Files.size(file) == 0 && mayBeMissing) {
                return;
            }
            byte[] start = new byte[72];
            int length;
            try (InputStream in = Files.newInputStream(file)) {
                length = in.readNBytes(start, 0, start.length);
            }
            boolean sqlite = length == start.length
                    && new String(start, 0, 16, StandardCharsets.US_ASCII).equals("SQLite format 3\0");
            int mark = sqlite ? ByteBuffer.wrap(start).getInt(68) : 0;
            boolean fresh = sqlite && mark == 0 && Files.exists(Path.of(file + "-wal"));
            if (!sqlite || (mark != APPLICATION_ID && !fresh)) {
                throw new StoreException(
                        Reason.NOT_A_REGISTRY,
                        "'" + file + "' is not a registry file. Maybe it is another kind of file with the same name?");
            }
        } catch (IOException e) {
            throw new StoreException(
                    Reason.UNREACHABLE,
                    "'" + file + "' cannot be read: " + e.getMessage() + ". Maybe it belongs to somebody else?",
                    e);
        }
    }

    private static void migrate(Path file, Connection writer) throws SQLException {
        requireVersion(file, number(writer, "pragma user_version"));
        inTransaction(writer, () -> {
            // Read under the write lock: another process may be doing the same.
            if (number(writer, "pragma user_version") == 0) {
                execute(writer, script("sqlite-1.sql"));
                execute(writer, "pragma application_id=" + APPLICATION_ID, "pragma user_version=" + SCHEMA_VERSION);
                LOG.info("made registry file {}", file);
            }
            return SCHEMA_VERSION;
        });
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    /** All or nothing. Takes the write lock before the first read, so that what is read cannot change until the commit. */
    private static <T> T inTransaction(Connection writer, Work<T> work) throws SQLException {
        execute(writer, "begin immediate");
        try {
            T result = work.run();
            execute(writer, "commit");
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                execute(writer, "rollback");
            } catch (SQLException already) {
                // After some failures, a full disk among them, SQLite has rolled back by itself.
                LOG.debug("rollback: {}", already.getMessage());
            }
            throw e;
        }
    }

    private static void requireVersion(Path file, int version) {
        if (version > SCHEMA_VERSION) {
            throw new StoreException(
                    Reason.TOO_NEW,
                    "'" + file + "' was made by a later version (schema " + version + ", known up to " + SCHEMA_VERSION
                            + "). Maybe update this software first?");
        }
    }

    private static String script(String name) {
        try (InputStream in = Objects.requireNonNull(SqliteStore.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException(Reason.OTHER, "The schema '" + name + "' cannot be read", e);
        }
    }

    @Override
    public List<StoredEvent> append(Append append) {
        if (writer == null) {
            throw new StoreException(
                    Reason.READ_ONLY, "'" + file + "' was opened for reading only. Maybe open it for writing?");
        }
        synchronized (writeLock) {
            Connection connection = writer;
            try {
                return inTransaction(connection, () -> {
                    requireVersions(connection, append.expected());
                    List<StoredEvent> stored = insertEvents(connection, append.additions());
                    replaceViews(connection, append.views());
                    return stored;
                });
            } catch (SQLException e) {
                throw failure(file, e);
            }
        }
    }

    private static void requireVersions(Connection connection, Map<UUID, Long> expected) throws SQLException {
        try (PreparedStatement count =
                connection.prepareStatement("select count(*) from stream_event where stream = ?")) {
            for (Map.Entry<UUID, Long> entry : expected.entrySet()) {
                count.setBytes(1, bytes(entry.getKey()));
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    long actual = row.getLong(1);
                    if (actual != entry.getValue()) {
                        throw new VersionConflictException(entry.getKey(), entry.getValue(), actual);
                    }
                }
            }
        }
    }

    private static List<StoredEvent> insertEvents(Connection connection, List<Append.Addition> additions)
            throws SQLException {
        List<StoredEvent> stored = new ArrayList<>(additions.size());
        ChainHead head = head(connection);
        long sequence = head.sequence();
        byte[] chain = head.chain();
        try (PreparedStatement event = connection.prepareStatement(
                        "insert into event (sequence, id, type, version, effective, recorded, actor, purpose, source, payload, chain)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement link =
                        connection.prepareStatement("insert into stream_event (stream, sequence) values (?, ?)")) {
            for (Append.Addition addition : additions) {
                StoredEvent row = addition.event().at(++sequence, chain);
                chain = row.chain();
                event.setLong(1, row.sequence());
                event.setBytes(2, bytes(row.id()));
                event.setString(3, row.type());
                event.setInt(4, row.version());
                event.setLong(5, row.effective().toEpochDay());
                event.setLong(6, StoredEvent.micros(row.recorded()));
                event.setString(7, row.actor());
                event.setString(8, row.purpose());
                event.setString(9, row.source());
                event.setBytes(10, row.payload());
                event.setBytes(11, row.chain());
                event.executeUpdate();
                for (UUID stream : addition.streams()) {
                    link.setBytes(1, bytes(stream));
                    link.setLong(2, row.sequence());
                    link.executeUpdate();
                }
                stored.add(row);
            }
        }
        return stored;
    }

    private static void replaceViews(Connection connection, List<ViewRow> views) throws SQLException {
        try (PreparedStatement view = connection.prepareStatement(
                        "insert into view (stream, version, body) values (?, ?, ?)"
                                + " on conflict (stream) do update set version = excluded.version, body = excluded.body");
                PreparedStatement forget = connection.prepareStatement("delete from lookup where stream = ?");
                PreparedStatement key =
                        connection.prepareStatement("insert into lookup (type, value, stream) values (?, ?, ?)")) {
            for (ViewRow row : views) {
                byte[] stream = bytes(row.stream());
                view.setBytes(1, stream);
                view.setLong(2, row.version());
                view.setBytes(3, row.body());
                view.executeUpdate();
                forget.setBytes(1, stream);
                forget.executeUpdate();
                for (LookupKey lookup : row.keys()) {
                    key.setString(1, lookup.type());
                    key.setString(2, lookup.value());
                    key.setBytes(3, stream);
                    key.executeUpdate();
                }
            }
        }
    }

    private static final String EVENT_COLUMNS =
            "e.sequence, e.id, e.type, e.version, e.effective, e.recorded, e.actor, e.purpose, e.source, e.payload, e.chain";

    @Override
    public List<StoredEvent> journal(long after, int limit) {
        return read(
                "select " + EVENT_COLUMNS + " from event e where e.sequence > ? order by e.sequence limit ?",
                statement -> {
                    statement.setLong(1, after);
                    statement.setInt(2, limit);
                    return events(statement);
                });
    }

    @Override
    public List<StoredEvent> stream(UUID stream) {
        return read(
                "select " + EVENT_COLUMNS
                        + " from stream_event s join event e on e.sequence = s.sequence where s.stream = ?"
                        + " order by s.sequence",
                statement -> {
                    statement.setBytes(1, bytes(stream));
                    return events(statement);
                });
    }

    private static List<StoredEvent> events(PreparedStatement statement) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                events.add(new StoredEvent(
                        row.getLong(1),
                        uuid(row.getBytes(2)),
                        row.getString(3),
                        row.getInt(4),
                        LocalDate.ofEpochDay(row.getLong(5)),
                        StoredEvent.instant(row.getLong(6)),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getBytes(10),
                        row.getBytes(11)));
            }
        }
        return events;
    }

    @Override
    public Optional<ViewRow> view(UUID stream) {
        List<ViewRow> rows = read("select stream, version, body from view where stream = ?", statement -> {
            statement.setBytes(1, bytes(stream));
            return views(statement);
        });
        return rows.stream().findFirst();
    }

    @Override
    public List<ViewRow> views(@Nullable UUID after, int limit) {
        return read("select stream, version, body from view where stream > ? order by stream limit ?", statement -> {
            statement.setBytes(1, after == null ? new byte[0] : bytes(after));
            statement.setInt(2, limit);
            return views(statement);
        });
    }

    private List<ViewRow> views(PreparedStatement statement) throws SQLException {
        List<ViewRow> views = new ArrayList<>();
        try (ResultSet row = statement.executeQuery();
                PreparedStatement keys = reader.prepareStatement("select type, value from lookup where stream = ?")) {
            while (row.next()) {
                keys.setBytes(1, row.getBytes(1));
                SortedSet<LookupKey> found = new TreeSet<>();
                try (ResultSet key = keys.executeQuery()) {
                    while (key.next()) {
                        found.add(new LookupKey(key.getString(1), key.getString(2)));
                    }
                }
                views.add(new ViewRow(uuid(row.getBytes(1)), row.getLong(2), row.getBytes(3), found));
            }
        }
        return views;
    }

    @Override
    public List<UUID> lookup(LookupKey key) {
        return read("select stream from lookup where type = ? and value = ? order by stream", statement -> {
            statement.setString(1, key.type());
            statement.setString(2, key.value());
            List<UUID> streams = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    streams.add(uuid(row.getBytes(1)));
                }
            }
            return streams;
        });
    }

    @Override
    public ChainHead head() {
        synchronized (readLock) {
            try {
                return head(reader);
            } catch (SQLException e) {
                throw failure(file, e);
            }
        }
    }

    private static ChainHead head(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select sequence, chain from event order by sequence desc limit 1")) {
            return row.next() ? new ChainHead(row.getLong(1), row.getBytes(2)) : new ChainHead(0, StoredEvent.origin());
        }
    }

    /** Bounds the size of the file, so that tests can fill it. */
    void limitPages(int pages) throws SQLException {
        if (writer != null) {
            execute(writer, "pragma max_page_count=" + pages);
        }
    }

    @Override
    public void close() {
        synchronized (writeLock) {
            synchronized (readLock) {
                close(reader);
                close(writer);
            }
        }
    }

    private interface Query<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private <T> T read(String sql, Query<T> query) {
        synchronized (readLock) {
            try (PreparedStatement statement = reader.prepareStatement(sql)) {
                return query.run(statement);
            } catch (SQLException e) {
                throw failure(file, e);
            }
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.warn("a connection did not close: {}", e.getMessage());
            }
        }
    }

    private static StoreException failure(Path file, SQLException e) {
        return switch (e.getErrorCode() & 0xFF) {
            case SQLITE_FULL ->
                new StoreException(
                        Reason.FULL,
                        "The disk is full: '" + file
                                + "' cannot grow. Nothing of this step was written. Free some space and repeat it.",
                        e);
            case SQLITE_READONLY ->
                new StoreException(
                        Reason.READ_ONLY,
                        "'" + file + "' may be read but not written. Maybe it is protected, or on a read-only disk?",
                        e);
            case SQLITE_NOTADB, SQLITE_CORRUPT ->
                new StoreException(
                        Reason.NOT_A_REGISTRY,
                        "'" + file + "' is damaged or not a registry file: " + e.getMessage()
                                + ". Maybe restore a backup?",
                        e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StoreException(
                        Reason.BUSY,
                        "'" + file + "' is locked by another program for more than " + BUSY_MILLIS / 1000
                                + " s. Maybe wait for it to end?",
                        e);
            case SQLITE_CANTOPEN ->
                new StoreException(
                        Reason.READ_ONLY,
                        "'" + file
                                + "' cannot be opened. Maybe its folder may not be written to, or is on a read-only disk?",
                        e);
            default ->
                new StoreException(
                        Reason.OTHER, "'" + file + "': " + e.getMessage() + ". Maybe the disk is full or failing?", e);
        };
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
