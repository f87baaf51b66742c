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
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trano.registry.core.Progress;
import org.trano.registry.core.RegistryException;
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
 * A registry in one SQLite file: it can be copied, carried on a laptop and opened by several processes at once.
 *
 * <p>Durability: write-ahead log with {@code synchronous=FULL}; an {@link #append} that has returned survives {@code kill -9}
 * and a power cut on hardware that honours flushes. Cost: one flush a transaction, so write in batches. While the file is
 * open, {@code FILE-wal} and {@code FILE-shm} stand beside it and belong to it; the last process to close removes them. Copy an
 * open file with {@link #backup(Path)}, not with the means of the system.
 *
 * <p>One connection writes, up to {@value #MOST_READERS} read; each serves one thread at a time, so reads go on during a write.
 * Another process that holds the write lock is waited for, {@value #BUSY_MILLIS} ms at most. The driver
 * ({@code org.xerial:sqlite-jdbc}) unpacks a native library into the temporary folder, which must allow execution.
 *
 * <p>A file of an earlier version is brought up to date when it is opened for writing: its journal stays as it is, and what is
 * derived from it is made anew, in one transaction.
 */
public final class SqliteStore implements RegistryStore {
    /** "Tran": SQLite's mark for files of this application. */
    private static final int APPLICATION_ID = 0x5472616E;

    private static final int SCHEMA_VERSION = 2;
    private static final int BUSY_MILLIS = 30_000;
    private static final int MOST_READERS = 4;
    /** Pages the writer keeps in memory: enough for the upper levels of all indexes of a nation. */
    private static final int WRITE_CACHE_KIB = 65_536;

    private static final int READ_CACHE_KIB = 16_384;
    /** The log is brought into the file each time it has grown by 16 MiB. */
    private static final int CHECKPOINT_PAGES = 1024;
    /** An event of a household with its people takes one or two kilobytes; small pages would waste a quarter of the file. */
    private static final int PAGE_BYTES = 16_384;

    /** SQLite's primary result codes, https://www.sqlite.org/rescode.html. */
    private static final int SQLITE_BUSY = 5;

    private static final int SQLITE_LOCKED = 6;
    private static final int SQLITE_READONLY = 8;
    private static final int SQLITE_CORRUPT = 11;
    /** By its name: the driver is found by the service loader, not required. */
    private static final String LIBRARY_NOT_FOUND = "org.sqlite.NativeLibraryNotFoundException";

    private static final int SQLITE_FULL = 13;
    private static final int SQLITE_CANTOPEN = 14;
    private static final int SQLITE_CONSTRAINT = 19;
    private static final int SQLITE_NOTADB = 26;

    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);
    private static final Tables TABLES = new Tables("", "rowid", "blob");

    private final Path file;
    private final @Nullable Session writer;
    private final String readOptions;
    private final Object writeLock = new Object();
    /** Readers nobody is using. */
    private final Deque<Session> readers = new ArrayDeque<>();

    private final Semaphore reading = new Semaphore(MOST_READERS);
    private volatile boolean closed;

    private SqliteStore(Path file, @Nullable Session writer, Session reader, String readOptions) {
        this.file = file;
        this.writer = writer;
        this.readOptions = readOptions;
        readers.add(reader);
    }

    /**
     * Opens a registry file for reading and writing; makes it if there is none.
     *
     * @param file the file
     * @return the store
     * @throws StoreException if the file is no registry, was made by a later version, or cannot be opened or written
     */
    public static SqliteStore open(Path file) {
        return open(file, EventCodec.standard());
    }

    /**
     * Opens a registry file for reading and writing; makes it if there is none.
     *
     * @param file the file
     * @param codec the event types that are understood, should the views have to be made anew
     * @return the store
     * @throws StoreException if the file is no registry, was made by a later version, or cannot be opened or written
     */
    public static SqliteStore open(Path file, EventCodec codec) {
        requireRegistry(file, true);
        Session writer = null;
        try {
            writer = connect(file, "mode=rwc");
            writer.execute(
                    "pragma page_size=" + PAGE_BYTES,
                    "pragma journal_mode=wal",
                    "pragma synchronous=full",
                    "pragma foreign_keys=on",
                    "pragma cache_size=-" + WRITE_CACHE_KIB,
                    "pragma wal_autocheckpoint=" + CHECKPOINT_PAGES);
            migrate(file, writer, codec);
            return new SqliteStore(file, writer, reader(file, "mode=rw"), "mode=rw");
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
     * @throws StoreException if there is no such file, it is no registry, or was made by another version
     */
    public static SqliteStore openReadOnly(Path file) {
        requireRegistry(file, false);
        Session reader = null;
        try {
            boolean folder = Files.isWritable(
                    Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file));
            // Opened for writing so that the last one out removes the log; no statement may write. A read-only folder
            // has
            // no room for the shared-memory file that WAL needs; without a log beside it, the file is complete and can
            // be
            // read as it stands.
            String options = folder ? "mode=rw" : Files.exists(Path.of(file + "-wal")) ? "mode=ro" : "immutable=1";
            reader = reader(file, options);
            int version = reader.number("pragma user_version");
            requireVersion(file, version);
            if (version < SCHEMA_VERSION) {
                throw new StoreException(
                        Reason.TOO_OLD,
                        "'" + file
                                + "' was made by an earlier version and must be brought up to date first. Maybe open it"
                                + " once for writing, for example by an import?");
            }
            return new SqliteStore(file, null, reader, options);
        } catch (SQLException e) {
            close(reader);
            throw failure(file, e);
        } catch (RuntimeException e) {
            close(reader);
            throw e;
        }
    }

    private static Session connect(Path file, String options) throws SQLException {
        String uri = "file:" + encode(file.toAbsolutePath().toString()) + "?" + options;
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + uri);
        Session session = new Session(connection, true);
        session.execute("pragma busy_timeout=" + BUSY_MILLIS);
        return session;
    }

    private static Session reader(Path file, String options) throws SQLException {
        Session reader = connect(file, options);
        reader.execute("pragma query_only=on", "pragma cache_size=-" + READ_CACHE_KIB);
        return reader;
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

    private static void migrate(Path file, Session writer, EventCodec codec) throws SQLException {
        int version = writer.number("pragma user_version");
        requireVersion(file, version);
        if (version == SCHEMA_VERSION) {
            return;
        }
        inTransaction(writer, () -> {
            // Read under the write lock: another process may be doing the same.
            int now = writer.number("pragma user_version");
            if (now == 0) {
                writer.execute(statements("sqlite-2.sql"));
                LOG.info("made registry file {}", file);
            } else if (now == 1) {
                writer.execute(statements("sqlite-1-to-2.sql"));
                Rebuild.run(TABLES, writer, codec, Progress.SILENT);
                LOG.info("brought registry file {} from schema 1 to schema 2", file);
            }
            writer.execute("pragma application_id=" + APPLICATION_ID, "pragma user_version=" + SCHEMA_VERSION);
            return SCHEMA_VERSION;
        });
    }

    /**
     * Makes everything that is derived from the journal anew: after damage to it, or when an integrator's codec understands
     * more events than before. All or nothing; readers see the old views until then.
     *
     * @param codec the event types that are understood
     * @param progress told about the step {@code copy}
     */
    public void rebuildViews(EventCodec codec, Progress progress) {
        write(session -> {
            session.execute("delete from view", "delete from lookup");
            Rebuild.run(TABLES, session, codec, progress);
            return true;
        });
    }

    /**
     * Copies the registry into another file while people work. The copy is complete, closed and of one instant.
     *
     * @param target a file that does not exist
     * @throws StoreException if it exists, or cannot be written
     */
    public void backup(Path target) {
        if (Files.exists(target)) {
            throw new StoreException(
                    Reason.UNREACHABLE, "'" + target + "' exists already. Maybe choose another name for the backup?");
        }
        // A connection of its own: readers may not write, not even elsewhere.
        try (Session session = connect(file, readOptions);
                PreparedStatement vacuum = session.connection().prepareStatement("vacuum into ?")) {
            vacuum.setString(1, target.toAbsolutePath().toString());
            vacuum.execute();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    /** All or nothing. Takes the write lock before the first read, so that what is read cannot change until the commit. */
    private static <T> T inTransaction(Session writer, Work<T> work) throws SQLException {
        writer.execute("begin immediate");
        try {
            T result = work.run();
            writer.execute("commit");
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                writer.execute("rollback");
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

    /** The statements of a script, which stand apart by empty lines. */
    private static String[] statements(String name) {
        try (InputStream in = Objects.requireNonNull(SqliteStore.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?<=;)\\n\\n");
        } catch (IOException e) {
            throw new StoreException(Reason.OTHER, "The schema '" + name + "' cannot be read", e);
        }
    }

    private interface Query<T> {
        T run(Session session) throws SQLException;
    }

    private <T> T write(Query<T> query) {
        Session session = writer;
        if (session == null) {
            throw new StoreException(
                    Reason.READ_ONLY, "'" + file + "' was opened for reading only. Maybe open it for writing?");
        }
        synchronized (writeLock) {
            try {
                return inTransaction(session, () -> query.run(session));
            } catch (SQLException e) {
                throw failure(file, e);
            }
        }
    }

    private <T> T read(Query<T> query) {
        reading.acquireUninterruptibly();
        try {
            Session session = idleReader();
            try {
                return query.run(session);
            } catch (RuntimeException e) {
                throw damage(e);
            } finally {
                giveBack(session);
            }
        } catch (SQLException e) {
            throw failure(file, e);
        } finally {
            reading.release();
        }
    }

    /** Values that no statement of ours has written. */
    private RuntimeException damage(RuntimeException e) {
        return e instanceof RegistryException
                ? e
                : new StoreException(
                        Reason.NOT_A_REGISTRY, "'" + file + "' is damaged: " + e + ". Maybe restore a backup?", e);
    }

    private Session idleReader() throws SQLException {
        synchronized (readers) {
            requireOpen();
            Session idle = readers.poll();
            if (idle != null) {
                return idle;
            }
        }
        return reader(file, readOptions);
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException(Reason.UNREACHABLE, "'" + file + "' is closed. Maybe it was closed too early?");
        }
    }

    private void giveBack(Session session) {
        synchronized (readers) {
            if (!closed) {
                readers.push(session);
                return;
            }
        }
        close(session);
    }

    @Override
    public List<StoredEvent> append(Append append) {
        Session session = writer;
        if (session == null) {
            return write(none -> List.of());
        }
        synchronized (writeLock) {
            try {
                return inTransaction(session, () -> TABLES.append(session, append));
            } catch (SQLException e) {
                if ((e.getErrorCode() & 0xFF) == SQLITE_CONSTRAINT) {
                    throw read(reader -> TABLES.conflict(reader, append));
                }
                throw failure(file, e);
            }
        }
    }

    @Override
    public List<StoredEvent> journal(long after, int limit) {
        return read(session -> TABLES.journal(session, after, limit));
    }

    @Override
    public List<StoredEvent> events(Collection<Long> sequences) {
        return read(session -> TABLES.events(session, sequences));
    }

    @Override
    public List<StoredEvent> stream(Subject subject) {
        return read(session -> TABLES.stream(session, subject));
    }

    @Override
    public Optional<StoredEvent> event(UUID id) {
        return read(session -> TABLES.event(session, id));
    }

    @Override
    public List<ViewRow> views(Collection<Subject> subjects) {
        return readAtOnce(subjects, session -> TABLES.views(session, subjects));
    }

    @Override
    public List<History> histories(Collection<Subject> subjects) {
        return readAtOnce(subjects, session -> TABLES.histories(session, subjects));
    }

    @Override
    public void histories(Consumer<History> reader) {
        try (RegistryStore now = snapshot()) {
            now.histories(reader);
        }
    }

    private <T> T readAtOnce(Collection<Subject> subjects, Query<T> query) {
        return read(session -> {
            if (!Tables.needsTransaction(subjects)) {
                return query.run(session);
            }
            session.execute("begin");
            try {
                return query.run(session);
            } finally {
                session.execute("commit");
            }
        });
    }

    @Override
    public List<ViewRow> views(SubjectKind kind, @Nullable UUID after, int limit) {
        return read(session -> TABLES.views(session, kind, after, limit));
    }

    @Override
    public Map<LookupKey, List<Subject>> lookup(Collection<LookupKey> keys) {
        return read(session -> TABLES.lookup(session, keys));
    }

    @Override
    public void lookups(BiConsumer<LookupKey, Subject> reader) {
        try (RegistryStore now = snapshot()) {
            now.lookups(reader);
        }
    }

    /** On a connection of its own; until it is closed, the log beside the file grows with what is written meanwhile. */
    @Override
    public RegistryStore snapshot() {
        synchronized (readers) {
            requireOpen();
        }
        Session session = null;
        try {
            session = reader(file, readOptions);
            session.execute("begin");
            // The first statement that reads fixes what is seen.
            TABLES.head(session);
            return new Snapshot(
                    TABLES,
                    session,
                    e -> e instanceof SQLException sql ? failure(file, sql) : damage((RuntimeException) e),
                    session::close);
        } catch (SQLException e) {
            close(session);
            throw failure(file, e);
        } catch (RuntimeException e) {
            close(session);
            throw damage(e);
        }
    }

    @Override
    public long count(SubjectKind kind) {
        return read(session -> TABLES.count(session, kind));
    }

    @Override
    public ChainHead head() {
        return read(TABLES::head);
    }

    @Override
    public long cursor(String subscriber) {
        return read(session -> TABLES.cursor(session, subscriber));
    }

    @Override
    public void advance(String subscriber, long sequence) {
        write(session -> {
            TABLES.advance(session, subscriber, sequence);
            return true;
        });
    }

    /** Bounds the size of the file, so that tests can fill it. */
    void limitPages(int pages) throws SQLException {
        if (writer != null) {
            writer.execute("pragma max_page_count=" + pages);
        }
    }

    @Override
    public void close() {
        synchronized (writeLock) {
            synchronized (readers) {
                closed = true;
                readers.forEach(SqliteStore::close);
                readers.clear();
            }
            close(writer);
        }
    }

    private static void close(@Nullable Session session) {
        if (session != null) {
            try {
                session.close();
            } catch (SQLException e) {
                LOG.warn("a connection did not close: {}", e.getMessage());
            }
        }
    }

    private static StoreException failure(Path file, SQLException e) {
        if (e.getCause() != null && e.getCause().getClass().getName().equals(LIBRARY_NOT_FOUND)) {
            return new StoreException(
                    Reason.NO_LIBRARY,
                    "'" + file + "' cannot be opened: SQLite could not be unpacked into the temporary folder '"
                            + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))
                            + "'. Maybe nothing may be written there, or programs may not run from it (noexec)? Another"
                            + " folder is named by java -Dorg.sqlite.tmpdir=FOLDER",
                    e);
        }
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
}
