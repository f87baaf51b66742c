package org.trano.registry.jdbc;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

/** What one connection reads inside one transaction. Not thread-safe. */
class Snapshot implements RegistryStore {
    private final Tables tables;
    private final Session session;
    private final Function<Exception, RuntimeException> failure;
    private final End end;

    /** What is to be done when nothing more is read. */
    interface End {
        void run() throws SQLException;
    }

    interface Query<T> {
        T run() throws SQLException;
    }

    /**
     * A snapshot.
     *
     * @param session whose transaction has begun
     * @param failure what to tell of a failure of a statement or of a value that cannot be read
     * @param end ends the transaction
     */
    Snapshot(Tables tables, Session session, Function<Exception, RuntimeException> failure, End end) {
        this.tables = tables;
        this.session = session;
        this.failure = failure;
        this.end = end;
    }

    final <T> T run(Query<T> query) {
        try {
            return query.run();
        } catch (SQLException | RuntimeException e) {
            throw failure.apply(e);
        }
    }

    @Override
    public List<StoredEvent> append(Append append) {
        throw readOnly();
    }

    private static StoreException readOnly() {
        return new StoreException(
                Reason.READ_ONLY, "A snapshot is read and never written. Maybe write to the registry itself?");
    }

    @Override
    public ChainHead head() {
        return run(() -> tables.head(session));
    }

    @Override
    public List<StoredEvent> journal(long after, int limit) {
        return run(() -> tables.journal(session, after, limit));
    }

    @Override
    public List<StoredEvent> events(Collection<Long> sequences) {
        return run(() -> tables.events(session, sequences));
    }

    @Override
    public List<StoredEvent> stream(Subject subject) {
        return run(() -> tables.stream(session, subject));
    }

    @Override
    public Optional<StoredEvent> event(UUID id) {
        return run(() -> tables.event(session, id));
    }

    @Override
    public List<ViewRow> views(Collection<Subject> subjects) {
        return run(() -> tables.views(session, subjects));
    }

    @Override
    public List<ViewRow> views(SubjectKind kind, @Nullable UUID after, int limit) {
        return run(() -> tables.views(session, kind, after, limit));
    }

    @Override
    public List<History> histories(Collection<Subject> subjects) {
        return run(() -> tables.histories(session, subjects));
    }

    @Override
    public void histories(Consumer<History> reader) {
        run(() -> {
            tables.histories(session, reader);
            return true;
        });
    }

    @Override
    public Map<LookupKey, List<Subject>> lookup(Collection<LookupKey> keys) {
        return run(() -> tables.lookup(session, keys));
    }

    @Override
    public void lookups(BiConsumer<LookupKey, Subject> reader) {
        run(() -> {
            tables.lookups(session, reader);
            return true;
        });
    }

    @Override
    public long count(SubjectKind kind) {
        return run(() -> tables.count(session, kind));
    }

    @Override
    public RegistryStore snapshot() {
        return new Snapshot(tables, session, failure, () -> {});
    }

    @Override
    public long cursor(String subscriber) {
        return run(() -> tables.cursor(session, subscriber));
    }

    @Override
    public void advance(String subscriber, long sequence) {
        throw readOnly();
    }

    @Override
    public void close() {
        run(() -> {
            end.run();
            return true;
        });
    }
}
