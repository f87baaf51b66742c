package org.trano.registry.jdbc;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoreException;
import org.trano.registry.core.store.StoreException.Reason;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.ViewRow;

/**
 * A journal that is there, read as a source of events, and taken as the target of its own copy: what is "appended" is compared
 * with the journal and gives views only. Copying it to itself rebuilds every view. Works on one connection, inside the caller's
 * transaction.
 */
final class Rebuild implements RegistryStore {
    private final Tables tables;
    private final Session session;
    private final boolean target;
    private ChainHead reached = new ChainHead(0, StoredEvent.origin());

    private Rebuild(Tables tables, Session session, boolean target) {
        this.tables = tables;
        this.session = session;
        this.target = target;
    }

    /** The journal as a source of events. */
    static Rebuild source(Tables tables, Session session) {
        return new Rebuild(tables, session, false);
    }

    /** The same journal as a target: it seems empty at first. */
    static Rebuild target(Tables tables, Session session) {
        return new Rebuild(tables, session, true);
    }

    private interface Query<T> {
        T run() throws SQLException;
    }

    private static <T> T run(Query<T> query) {
        try {
            return query.run();
        } catch (SQLException e) {
            throw new StoreException(
                    Reason.OTHER, "The views cannot be rebuilt: " + e.getMessage() + ". Maybe the disk is full?", e);
        }
    }

    @Override
    public List<StoredEvent> append(Append append) {
        return run(() -> {
            List<StoredEvent> there = tables.journal(
                    session, reached.sequence(), append.additions().size());
            for (int i = 0; i < there.size(); i++) {
                if (!there.get(i).id().equals(append.additions().get(i).event().id())) {
                    throw new IllegalStateException("The journal is not the one that is read");
                }
            }
            tables.writeViews(session, append, there);
            StoredEvent last = there.get(there.size() - 1);
            reached = new ChainHead(last.sequence(), last.chain());
            return there;
        });
    }

    @Override
    public ChainHead head() {
        return target ? reached : run(() -> tables.head(session));
    }

    @Override
    public List<StoredEvent> journal(long after, int limit) {
        return run(() -> tables.journal(session, after, limit));
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
    public Map<LookupKey, List<Subject>> lookup(Collection<LookupKey> keys) {
        return run(() -> tables.lookup(session, keys));
    }

    @Override
    public long count(SubjectKind kind) {
        return run(() -> tables.count(session, kind));
    }

    @Override
    public long cursor(String subscriber) {
        return run(() -> tables.cursor(session, subscriber));
    }

    @Override
    public void advance(String subscriber, long sequence) {
        throw new UnsupportedOperationException("A rebuild has no subscribers");
    }

    @Override
    public void close() {
        // The session belongs to the caller.
    }
}
