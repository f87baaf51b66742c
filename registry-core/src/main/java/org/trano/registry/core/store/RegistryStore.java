package org.trano.registry.core.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a registry is kept: an append-only journal of events, and views derived from them. A store knows nothing of what the
 * bytes mean. Whoever writes one extends {@code RegistryStoreContract} of the testkit.
 *
 * <p>Contract: an {@link #append(Append)} happens wholly or not at all, and once it has returned it survives the death of the
 * process and of the machine. Sequences are given under one lock at commit, so a reader who has seen sequence <i>n</i> has
 * seen all before it. All methods may be called from many threads. Failures are {@link StoreException}s.
 */
public interface RegistryStore extends AutoCloseable {
    /**
     * Adds events and replaces views in one transaction.
     *
     * @param append what to add
     * @return the rows as stored, in the order given, with sequence and chain
     * @throws VersionConflictException if a stream does not have the expected version; nothing is written
     * @throws StoreException if the store cannot write; nothing is written
     */
    List<StoredEvent> append(Append append);

    /**
     * Events in the order of the journal.
     *
     * @param after the sequence after which to begin, 0 for the beginning
     * @param limit at most so many
     * @return the events; fewer than the limit only at the end
     */
    List<StoredEvent> journal(long after, int limit);

    /**
     * All events of one stream, in the order of the journal.
     *
     * @param stream the stream
     * @return the events, empty for a stream nobody has written to
     */
    List<StoredEvent> stream(UUID stream);

    /**
     * The current state of one stream.
     *
     * @param stream the stream
     * @return its view, empty for a stream nobody has written to
     */
    Optional<ViewRow> view(UUID stream);

    /**
     * Views in ascending order of the stream's id (as 16 unsigned bytes).
     *
     * @param after the stream after which to begin, null for the beginning
     * @param limit at most so many
     * @return the views; fewer than the limit only at the end
     */
    List<ViewRow> views(@Nullable UUID after, int limit);

    /**
     * Streams that can be found by a key.
     *
     * @param key the key
     * @return the streams in ascending order, empty if there is none
     */
    List<UUID> lookup(LookupKey key);

    /**
     * The end of the journal.
     *
     * @return sequence and chain of the last event
     */
    ChainHead head();

    /** Lets go of files and connections. Closing twice is allowed; any other call after it fails. */
    @Override
    void close();
}
