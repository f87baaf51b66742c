package org.trano.registry.jdbc;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.RebuildingStore;
import org.trano.registry.core.store.StoreException;
import org.trano.registry.core.store.StoreException.Reason;
import org.trano.registry.core.store.StoredEvent;

/** A journal whose views are made anew on one connection, inside the caller's transaction. */
final class Rebuild extends Snapshot implements RebuildingStore {
    private final Tables tables;
    private final Session session;

    private Rebuild(Tables tables, Session session) {
        super(tables, session, Rebuild::failure, () -> {});
        this.tables = tables;
        this.session = session;
    }

    /**
     * Makes all views anew, of which there are none any more.
     *
     * @param codec the event types that are understood
     * @param progress told about the step {@code copy}
     */
    static void run(Tables tables, Session session, EventCodec codec, Progress progress) throws SQLException {
        tables.openPostponed(session);
        Registry.rebuild(new Rebuild(tables, session), codec, LocalDate.now(Clock.systemDefaultZone()), progress);
        tables.dropPostponed(session);
    }

    private static RuntimeException failure(Exception e) {
        return e instanceof SQLException
                ? new StoreException(
                        Reason.OTHER, "The views cannot be rebuilt: " + e.getMessage() + ". Maybe the disk is full?", e)
                : (RuntimeException) e;
    }

    @Override
    public List<StoredEvent> append(Append append) {
        return run(() -> {
            // They come from this very journal.
            List<StoredEvent> there =
                    append.additions().stream().map(Append.Addition::event).toList();
            tables.writeViews(session, append, there);
            return there;
        });
    }

    @Override
    public Set<Subject> viewed(Collection<Subject> subjects) {
        return run(() -> tables.viewed(session, subjects));
    }

    @Override
    public void postpone(List<Touch> touches) {
        run(() -> {
            tables.postpone(session, touches);
            return true;
        });
    }

    @Override
    public void postponed(Consumer<Touch> reader) {
        run(() -> {
            tables.postponed(session, reader);
            return true;
        });
    }
}
