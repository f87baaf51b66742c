package org.trano.registry.jdbc;

import java.sql.SQLException;
import java.util.List;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoreException;
import org.trano.registry.core.store.StoreException.Reason;
import org.trano.registry.core.store.StoredEvent;

/**
 * A journal that is there, taken as the target of its own copy: it seems empty at first, and what is "appended" gives
 * views only. Copying it to itself makes every view anew. Works on one connection, inside the caller's
 * transaction.
 */
final class Rebuild extends Snapshot {
    private final Tables tables;
    private final Session session;
    private ChainHead reached = new ChainHead(0, StoredEvent.origin());

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
    static void run(Tables tables, Session session, EventCodec codec, Progress progress) {
        RegistryStore journal = new Snapshot(tables, session, Rebuild::failure, () -> {});
        Registry.builder(journal).codec(codec).build().copyTo(new Rebuild(tables, session), progress);
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
            StoredEvent last = there.get(there.size() - 1);
            reached = new ChainHead(last.sequence(), last.chain());
            return there;
        });
    }

    @Override
    public ChainHead head() {
        return reached;
    }
}
