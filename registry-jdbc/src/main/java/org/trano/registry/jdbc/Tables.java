package org.trano.registry.jdbc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.core.store.History;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.store.RebuildingStore.Touch;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.VersionConflictException;
import org.trano.registry.core.store.ViewRow;

/**
 * The tables of a registry and the statements on them, the same in SQLite and PostgreSQL. Transactions and locks are the stores'
 * business. Immutable and thread-safe.
 */
final class Tables {
    private static final String EVENT_COLUMNS =
            "sequence, id, type, version, effective, recorded, actor, purpose, source, supersedes, payload, chain";
    private static final String VIEW_COLUMNS = "kind, subject, version, from_day, until_day, keys, body";
    private static final String HISTORY_COLUMNS = VIEW_COLUMNS + ", events";
    /** Most ids one statement asks for; statements are prepared for powers of two up to it. */
    private static final int MOST_IDS = 4096;
    /** So many events that follow each other are worth a statement of their own. */
    private static final int RUN = 16;

    /** A temporary table of the transaction in which views are made anew. */
    private static final String POSTPONED = "registry_postponed";

    private static final char KEY_SEPARATOR = '\u001f';

    private final String event;
    private final String view;
    private final String lookup;
    private final String cursor;
    private final @Nullable String rowId;
    private final String bytesType;

    /**
     * The tables behind a prefix.
     *
     * @param prefix schema with its dot, prefix of the names, or nothing
     * @param rowId what numbers the rows of a table in the order of their insertion, or null where rows are handed over in this order
     *     without one
     * @param bytesType what a column of bytes is called
     */
    Tables(String prefix, @Nullable String rowId, String bytesType) {
        this.rowId = rowId;
        this.bytesType = bytesType;
        this.event = prefix + "event";
        this.view = prefix + "view";
        this.lookup = prefix + "lookup";
        this.cursor = prefix + "cursor";
    }

    /**
     * Writes an append. The caller holds the write lock, and rolls back if this throws. A subject that is new here but not in the
     * tables, or an event that is there already, breaks a unique key; {@link #conflict} then tells which.
     */
    List<StoredEvent> append(Session session, Append append) throws SQLException {
        List<StoredEvent> stored = insertEvents(session, append.additions());
        writeViews(session, append, stored);
        return stored;
    }

    /** What stood in the way of an append that broke a unique key, looked up after the rollback. */
    VersionConflictException conflict(Session session, Append append) throws SQLException {
        for (ViewRow row : views(session, append.expected().keySet())) {
            long expected = append.expected().getOrDefault(row.subject(), 0L);
            if (row.version() != expected) {
                return new VersionConflictException(row.subject(), expected, row.version());
            }
        }
        for (Append.Addition addition : append.additions()) {
            if (event(session, addition.event().id()).isPresent()) {
                return VersionConflictException.ofEvent(addition.event().id());
            }
        }
        // Whoever was in the way has rolled back since.
        Subject subject = append.views().get(0).subject();
        return new VersionConflictException(subject, 0, 1);
    }

    private List<StoredEvent> insertEvents(Session session, List<Append.Addition> additions) throws SQLException {
        List<StoredEvent> stored = new ArrayList<>(additions.size());
        if (additions.isEmpty()) {
            return stored;
        }
        long sequence = 0;
        byte[] chain = StoredEvent.origin();
        Instant recorded = Instant.MIN;
        PreparedStatement last =
                session.prepare("select sequence, chain, recorded from " + event + " order by sequence desc limit 1");
        try (ResultSet row = last.executeQuery()) {
            if (row.next()) {
                sequence = row.getLong(1);
                chain = row.getBytes(2);
                recorded = StoredEvent.instant(row.getLong(3));
            }
        }
        PreparedStatement insert = session.prepare(
                "insert into " + event + " (" + EVENT_COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        for (Append.Addition addition : additions) {
            StoredEvent row = addition.event().at(++sequence, chain, recorded);
            chain = row.chain();
            recorded = row.recorded();
            insert.setLong(1, row.sequence());
            insert.setBytes(2, bytes(row.id()));
            insert.setString(3, row.type());
            insert.setInt(4, row.version());
            insert.setLong(5, row.effective().toEpochDay());
            insert.setLong(6, StoredEvent.micros(row.recorded()));
            insert.setString(7, row.actor());
            insert.setString(8, row.purpose());
            insert.setString(9, row.source());
            UUID supersedes = row.supersedes();
            insert.setBytes(10, supersedes == null ? null : bytes(supersedes));
            insert.setBytes(11, row.payload());
            insert.setBytes(12, row.chain());
            insert.addBatch();
            stored.add(row);
        }
        insert.executeBatch();
        return stored;
    }

    /** Writes the views of an append whose events are in the journal. */
    void writeViews(Session session, Append append, List<StoredEvent> stored) throws SQLException {
        Map<Subject, List<Long>> sequences = new HashMap<>();
        for (int i = 0; i < stored.size(); i++) {
            for (Subject subject : append.additions().get(i).subjects()) {
                sequences
                        .computeIfAbsent(subject, s -> new ArrayList<>())
                        .add(stored.get(i).sequence());
            }
        }
        Map<Subject, Known> known = known(session, append);
        for (ViewRow row : append.views()) {
            Known before = known.get(row.subject());
            long expected = append.expected().getOrDefault(row.subject(), 0L);
            long actual = before == null ? 0 : before.version;
            if (actual != expected) {
                throw new VersionConflictException(row.subject(), expected, actual);
            }
        }
        PreparedStatement insert =
                session.prepare("insert into " + view + " (" + HISTORY_COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)");
        PreparedStatement update = session.prepare(
                "update " + view
                        + " set version = ?, from_day = ?, until_day = ?, keys = ?, body = ?, events = ? where kind = ? and subject = ?");
        PreparedStatement forget =
                session.prepare("delete from " + lookup + " where key = ? and kind = ? and subject = ?");
        PreparedStatement key = session.prepare("insert into " + lookup + " (key, kind, subject) values (?, ?, ?)");
        int inserts = 0;
        int updates = 0;
        int forgotten = 0;
        int found = 0;
        for (ViewRow row : append.views()) {
            Subject subject = row.subject();
            Known before = known.get(subject);
            List<Long> more = sequences.getOrDefault(subject, List.of());
            SortedSet<LookupKey> old = before == null ? new TreeSet<>() : before.keys;
            byte[] id = bytes(subject.id());
            int kind = subject.kind().code();
            if (before == null) {
                inserts++;
                insert.setInt(1, kind);
                insert.setBytes(2, id);
                insert.setLong(3, row.version());
                insert.setLong(4, row.from().toEpochDay());
                setDay(insert, 5, row.until());
                insert.setBytes(6, keys(row.keys()));
                insert.setBytes(7, row.body());
                insert.setBytes(8, sequences(new byte[0], more));
                insert.addBatch();
            } else {
                updates++;
                update.setLong(1, row.version());
                update.setLong(2, row.from().toEpochDay());
                setDay(update, 3, row.until());
                update.setBytes(4, keys(row.keys()));
                update.setBytes(5, row.body());
                update.setBytes(6, sequences(before.events, more));
                update.setInt(7, kind);
                update.setBytes(8, id);
                update.addBatch();
            }
            for (LookupKey gone : old) {
                if (!row.keys().contains(gone)) {
                    forgotten++;
                    setKey(forget, gone, kind, id);
                }
            }
            for (LookupKey added : row.keys()) {
                if (!old.contains(added)) {
                    found++;
                    setKey(key, added, kind, id);
                }
            }
        }
        if (inserts > 0) {
            insert.executeBatch();
        }
        if (updates > 0) {
            update.executeBatch();
        }
        if (forgotten > 0) {
            forget.executeBatch();
        }
        if (found > 0) {
            key.executeBatch();
        }
    }

    private static void setKey(PreparedStatement statement, LookupKey key, int kind, byte[] id) throws SQLException {
        statement.setBytes(1, key(key));
        statement.setInt(2, kind);
        statement.setBytes(3, id);
        statement.addBatch();
    }

    /** Which of some subjects have views. */
    Set<Subject> viewed(Session session, Collection<Subject> subjects) throws SQLException {
        Set<Subject> viewed = new HashSet<>();
        select(session, "kind, subject", subjects, row -> viewed.add(subject(row)));
        return viewed;
    }

    /** A place for what is to be dealt with later in this transaction, outside the heap. */
    void openPostponed(Session session) throws SQLException {
        session.execute("create temporary table " + POSTPONED + " (kind integer not null, subject " + bytesType
                + " not null, sequence bigint not null)");
    }

    void dropPostponed(Session session) throws SQLException {
        session.execute("drop table " + POSTPONED);
    }

    void postpone(Session session, List<Touch> touches) throws SQLException {
        if (touches.isEmpty()) {
            return;
        }
        PreparedStatement insert =
                session.prepare("insert into " + POSTPONED + " (kind, subject, sequence) values (?, ?, ?)");
        for (Touch touch : touches) {
            insert.setInt(1, touch.subject().kind().code());
            insert.setBytes(2, bytes(touch.subject().id()));
            insert.setLong(3, touch.sequence());
            insert.addBatch();
        }
        insert.executeBatch();
    }

    /** Those of a subject together, in the order of the journal. */
    void postponed(Session session, Consumer<Touch> reader) throws SQLException {
        PreparedStatement select = session.prepare(
                "select kind, subject, sequence from " + POSTPONED + " order by kind, subject, sequence");
        select.setFetchSize(MOST_IDS);
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                reader.accept(new Touch(subject(row), row.getLong(3)));
            }
        }
    }

    /** What a view row says before an append. */
    private record Known(long version, byte[] events, SortedSet<LookupKey> keys) {}

    /** The rows of subjects that are expected to be known; whether others are new the unique key says. */
    private Map<Subject, Known> known(Session session, Append append) throws SQLException {
        List<Subject> expected = new ArrayList<>();
        append.expected().forEach((subject, version) -> {
            if (version > 0) {
                expected.add(subject);
            }
        });
        Map<Subject, Known> known = new HashMap<>();
        select(session, "kind, subject, version, events, keys", expected, row -> {
            known.put(subject(row), new Known(row.getLong(3), row.getBytes(4), keys(row.getBytes(5))));
        });
        return known;
    }

    List<StoredEvent> journal(Session session, long after, int limit) throws SQLException {
        PreparedStatement select = session.prepare(
                "select " + EVENT_COLUMNS + " from " + event + " where sequence > ? order by sequence limit ?");
        select.setLong(1, after);
        select.setInt(2, limit);
        return events(select);
    }

    Optional<StoredEvent> event(Session session, UUID id) throws SQLException {
        PreparedStatement select = session.prepare("select " + EVENT_COLUMNS + " from " + event + " where id = ?");
        select.setBytes(1, bytes(id));
        return events(select).stream().findFirst();
    }

    List<StoredEvent> stream(Session session, Subject subject) throws SQLException {
        PreparedStatement list = session.prepare("select events from " + view + " where kind = ? and subject = ?");
        list.setInt(1, subject.kind().code());
        list.setBytes(2, bytes(subject.id()));
        List<Long> sequences;
        try (ResultSet row = list.executeQuery()) {
            if (!row.next()) {
                return List.of();
            }
            sequences = sequences(row.getBytes(1));
        }
        return events(session, sequences);
    }

    /** Events that follow each other are read from one to the other, the rest by their numbers. */
    List<StoredEvent> events(Session session, Collection<Long> sequences) throws SQLException {
        long[] sorted = sequences.stream()
                .mapToLong(Long::longValue)
                .sorted()
                .distinct()
                .toArray();
        List<StoredEvent> events = new ArrayList<>(sorted.length);
        List<Long> apart = new ArrayList<>();
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[to - 1] + 1) {
                to++;
            }
            if (to - from < RUN) {
                for (int i = from; i < to; i++) {
                    apart.add(sorted[i]);
                }
            } else {
                PreparedStatement select = session.prepare("select " + EVENT_COLUMNS + " from " + event
                        + " where sequence between ? and ? order by sequence");
                select.setLong(1, sorted[from]);
                select.setLong(2, sorted[to - 1]);
                events.addAll(events(select));
            }
        }
        boolean areInOrder = events.isEmpty() || apart.isEmpty();
        for (List<Long> some : portions(apart)) {
            PreparedStatement select = session.prepare("select " + EVENT_COLUMNS + " from " + event
                    + " where sequence in (?" + ", ?".repeat(some.size() - 1) + ") order by sequence");
            for (int i = 0; i < some.size(); i++) {
                select.setLong(i + 1, some.get(i));
            }
            events.addAll(events(select));
        }
        if (!areInOrder) {
            events.sort(Comparator.comparingLong(StoredEvent::sequence));
        }
        return events;
    }

    private static List<StoredEvent> events(PreparedStatement statement) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                byte @Nullable [] supersedes = row.getBytes(10);
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
                        supersedes == null ? null : uuid(supersedes),
                        row.getBytes(11),
                        row.getBytes(12)));
            }
        }
        return events;
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    /** Reads the rows of some subjects: one statement for each kind and each {@value #MOST_IDS} ids. */
    private void select(Session session, String columns, Collection<Subject> subjects, Row reader) throws SQLException {
        Map<SubjectKind, List<byte[]>> byKind = new EnumMap<>(SubjectKind.class);
        for (Subject subject : subjects) {
            byKind.computeIfAbsent(subject.kind(), k -> new ArrayList<>()).add(bytes(subject.id()));
        }
        for (Map.Entry<SubjectKind, List<byte[]>> entry : byKind.entrySet()) {
            for (List<byte[]> ids : portions(entry.getValue())) {
                PreparedStatement select = session.prepare("select " + columns + " from " + view
                        + " where kind = ? and subject in (?" + ", ?".repeat(ids.size() - 1) + ")");
                select.setInt(1, entry.getKey().code());
                for (int i = 0; i < ids.size(); i++) {
                    select.setBytes(i + 2, ids.get(i));
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        reader.read(row);
                    }
                }
            }
        }
    }

    /** Whether reading these subjects takes more than one statement, and so needs a transaction to be of one instant. */
    static boolean needsTransaction(Collection<Subject> subjects) {
        return subjects.size() > MOST_IDS
                || subjects.stream().map(Subject::kind).distinct().count() > 1;
    }

    List<ViewRow> views(Session session, Collection<Subject> subjects) throws SQLException {
        List<ViewRow> views = new ArrayList<>(subjects.size());
        select(session, VIEW_COLUMNS, subjects, row -> views.add(view(row)));
        return views;
    }

    List<ViewRow> views(Session session, SubjectKind kind, @Nullable UUID after, int limit) throws SQLException {
        PreparedStatement select = session.prepare("select " + VIEW_COLUMNS + " from " + view
                + " where kind = ? and subject > ? order by subject limit ?");
        select.setInt(1, kind.code());
        select.setBytes(2, after == null ? new byte[0] : bytes(after));
        select.setInt(3, limit);
        List<ViewRow> views = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                views.add(view(row));
            }
        }
        return views;
    }

    List<History> histories(Session session, Collection<Subject> subjects) throws SQLException {
        List<History> histories = new ArrayList<>();
        select(session, HISTORY_COLUMNS, subjects, row -> histories.add(history(row)));
        return histories;
    }

    /** In the order of the rows, which is mostly that of the first events: a household and its people lie together. */
    void histories(Session session, Consumer<History> reader) throws SQLException {
        if (rowId == null) {
            PreparedStatement select = session.prepare("select " + HISTORY_COLUMNS + " from " + view);
            select.setFetchSize(MOST_IDS);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    reader.accept(history(row));
                }
            }
            return;
        }
        // Rows are read past the index by which everybody else finds them: that it leads to each is looked up beside.
        String sql = "select v.kind, v.subject, version, from_day, until_day, keys, body, events, v." + rowId
                + ", (select w." + rowId + " from " + view + " w where w.kind = v.kind and w.subject = v.subject) from "
                + view + " v where v." + rowId + " > ? order by v." + rowId + " limit " + MOST_IDS;
        long last = Long.MIN_VALUE;
        List<History> page = new ArrayList<>();
        do {
            page.clear();
            PreparedStatement select = session.prepare(sql);
            select.setLong(1, last);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    History history = history(row);
                    long id = row.getLong(9);
                    if (id <= last || id != row.getLong(10)) {
                        throw new IllegalStateException("the index of views does not lead to "
                                + history.view().subject());
                    }
                    page.add(history);
                    last = id;
                }
            }
            // With nothing open, so that the reader may ask for more.
            page.forEach(reader);
        } while (page.size() == MOST_IDS);
    }

    private static History history(ResultSet row) throws SQLException {
        return new History(view(row), sequences(row.getBytes(8)));
    }

    private static Subject subject(ResultSet row) throws SQLException {
        return new Subject(SubjectKind.of(row.getInt(1)), uuid(row.getBytes(2)));
    }

    private static ViewRow view(ResultSet row) throws SQLException {
        long until = row.getLong(5);
        LocalDate last = row.wasNull() ? null : LocalDate.ofEpochDay(until);
        return new ViewRow(
                subject(row),
                row.getLong(3),
                LocalDate.ofEpochDay(row.getLong(4)),
                last,
                row.getBytes(7),
                keys(row.getBytes(6)));
    }

    Map<LookupKey, List<Subject>> lookup(Session session, Collection<LookupKey> keys) throws SQLException {
        Map<ByteBuffer, LookupKey> wanted = new HashMap<>();
        List<byte[]> bytes = new ArrayList<>(keys.size());
        for (LookupKey key : keys) {
            bytes.add(key(key));
            wanted.put(ByteBuffer.wrap(key(key)), key);
        }
        Map<LookupKey, List<Subject>> found = new HashMap<>();
        for (List<byte[]> some : portions(bytes)) {
            PreparedStatement select = session.prepare("select kind, subject, key from " + lookup + " where key in (?"
                    + ", ?".repeat(some.size() - 1) + ") order by subject");
            for (int i = 0; i < some.size(); i++) {
                select.setBytes(i + 1, some.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    LookupKey key = Objects.requireNonNull(wanted.get(ByteBuffer.wrap(row.getBytes(3))));
                    found.computeIfAbsent(key, k -> new ArrayList<>()).add(subject(row));
                }
            }
        }
        return found;
    }

    void lookups(Session session, BiConsumer<LookupKey, Subject> reader) throws SQLException {
        byte[][] last = {new byte[0], {0}, new byte[0]};
        List<Map.Entry<LookupKey, Subject>> page = new ArrayList<>();
        do {
            page.clear();
            PreparedStatement select = session.prepare("select kind, subject, key from " + lookup
                    + " where (key, kind, subject) > (?, ?, ?) order by key, kind, subject limit " + MOST_IDS);
            select.setBytes(1, last[0]);
            select.setInt(2, last[1][0]);
            select.setBytes(3, last[2]);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byte[][] next = {row.getBytes(3), {row.getByte(1)}, row.getBytes(2)};
                    if (Arrays.compare(next, last, Arrays::compareUnsigned) <= 0) {
                        throw new IllegalStateException("the keys are out of order");
                    }
                    last = next;
                    page.add(Map.entry(key(next[0]), subject(row)));
                }
            }
            // With nothing open, so that the reader may ask for more.
            for (Map.Entry<LookupKey, Subject> pair : page) {
                reader.accept(pair.getKey(), pair.getValue());
            }
        } while (page.size() == MOST_IDS);
    }

    /** Values in portions whose sizes are powers of two, so that few statements are prepared; the last value fills up the last. */
    private static <T> List<List<T>> portions(List<T> values) {
        List<List<T>> portions = new ArrayList<>();
        for (int from = 0; from < values.size(); from += MOST_IDS) {
            int count = Math.min(MOST_IDS, values.size() - from);
            int places = count == 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
            List<T> portion = new ArrayList<>(places);
            for (int i = 0; i < places; i++) {
                portion.add(values.get(from + Math.min(i, count - 1)));
            }
            portions.add(portion);
        }
        return portions;
    }

    long count(Session session, SubjectKind kind) throws SQLException {
        PreparedStatement select = session.prepare("select count(*) from " + view + " where kind = ?");
        select.setInt(1, kind.code());
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    ChainHead head(Session session) throws SQLException {
        PreparedStatement select =
                session.prepare("select sequence, chain from " + event + " order by sequence desc limit 1");
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? new ChainHead(row.getLong(1), row.getBytes(2)) : new ChainHead(0, StoredEvent.origin());
        }
    }

    long cursor(Session session, String subscriber) throws SQLException {
        PreparedStatement select = session.prepare("select sequence from " + cursor + " where subscriber = ?");
        select.setString(1, subscriber);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    void advance(Session session, String subscriber, long sequence) throws SQLException {
        PreparedStatement upsert = session.prepare("insert into " + cursor
                + " (subscriber, sequence) values (?, ?) on conflict (subscriber) do update set sequence = excluded.sequence"
                + " where " + cursor + ".sequence < excluded.sequence");
        upsert.setString(1, subscriber);
        upsert.setLong(2, sequence);
        upsert.executeUpdate();
    }

    private static void setDay(PreparedStatement statement, int index, @Nullable LocalDate day) throws SQLException {
        if (day == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, day.toEpochDay());
        }
    }

    private static byte[] key(LookupKey key) {
        return (key.type() + KEY_SEPARATOR + key.value()).getBytes(StandardCharsets.UTF_8);
    }

    private static LookupKey key(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        int separator = text.indexOf(KEY_SEPARATOR);
        return new LookupKey(text.substring(0, separator), text.substring(separator + 1));
    }

    /** Keys one after the other, each as type and value, each of these after its length. */
    private static byte[] keys(Collection<LookupKey> keys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (LookupKey key : keys) {
            for (String text : List.of(key.type(), key.value())) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                number(out, bytes.length);
                out.writeBytes(bytes);
            }
        }
        return out.toByteArray();
    }

    private static SortedSet<LookupKey> keys(byte[] bytes) {
        SortedSet<LookupKey> keys = new TreeSet<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            String type = text(in);
            keys.add(new LookupKey(type, text(in)));
        }
        return keys;
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[(int) number(in)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] sequences(byte[] before, List<Long> more) {
        long last = 0;
        for (long sequence : sequences(before)) {
            last = sequence;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before);
        for (long sequence : more) {
            number(out, sequence - last);
            last = sequence;
        }
        return out.toByteArray();
    }

    private static List<Long> sequences(byte[] bytes) {
        List<Long> sequences = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long last = 0;
        while (in.hasRemaining()) {
            last += number(in);
            sequences.add(last);
        }
        return sequences;
    }

    /** A number that is not negative, seven bits a byte, the lowest first; all bytes but the last have their highest bit set. */
    private static void number(ByteArrayOutputStream out, long number) {
        long left = number;
        while (left >= 0x80) {
            out.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    private static long number(ByteBuffer in) {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            number |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return number;
    }

    static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
