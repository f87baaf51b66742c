package org.trano.registry.core.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;

/**
 * Where a registry is kept: an append-only journal of events, and views derived from them. A store knows nothing of what the
 * bytes mean. Whoever writes one extends {@code RegistryStoreContract} of the testkit.
 *
 * <p>Contract: an {@link #append(Append)} happens wholly or not at all, and once it has returned it survives the death of the
 * process and of the machine. Sequences are given under one lock that is held until the commit, so a reader who has seen
 * sequence <i>n</i> has seen all before it; under the same lock {@link StoredEvent#recorded()} is raised to that of the event before
 * where the clock went back. All methods may be called from many threads. Failures are {@link StoreException}s.
 */
public interface RegistryStore extends AutoCloseable {
    /**
     * Adds events and replaces views in one transaction.
     *
     * @param append what to add
     * @return the rows as stored, in the order given, with sequence and chain
     * @throws VersionConflictException if a subject's history is not as long as expected, or an event of this name is there already;
     *     nothing is written
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
     * Some events, of any subjects.
     *
     * @param sequences which
     * @return the events in the order of the journal, each once; fewer where there are none of some sequences
     */
    List<StoredEvent> events(Collection<Long> sequences);

    /**
     * All events of one subject, in the order of the journal.
     *
     * @param subject the subject
     * @return the events, empty for a subject nobody has written about
     */
    List<StoredEvent> stream(Subject subject);

    /**
     * One event.
     *
     * @param id its name
     * @return the event, empty if there is none
     */
    Optional<StoredEvent> event(UUID id);

    /**
     * The states of some subjects, all as they were at one instant.
     *
     * @param subjects the subjects
     * @return their views in no particular order; none for a subject nobody has written about
     */
    List<ViewRow> views(Collection<Subject> subjects);

    /**
     * Views of one kind in ascending order of the subject's id (as 16 unsigned bytes).
     *
     * @param kind which kind
     * @param after the id after which to begin, null for the beginning
     * @param limit at most so many
     * @return the views; fewer than the limit only at the end
     */
    List<ViewRow> views(SubjectKind kind, @Nullable UUID after, int limit);

    /**
     * The views of some subjects with the sequences of their events, all as they were at one instant.
     *
     * @param subjects the subjects
     * @return their histories in no particular order; none for a subject nobody has written about
     */
    List<History> histories(Collection<Subject> subjects);

    /**
     * All views of all kinds with the sequences of their events.
     *
     * @param reader called for each once, in no particular order; it is quickest for everybody if those whose events lie together
     *     come together
     */
    void histories(Consumer<History> reader);

    /**
     * Subjects that can be found by a key.
     *
     * @param key the key
     * @return the subjects in ascending order of their ids (as 16 unsigned bytes), empty if there is none
     */
    default List<Subject> lookup(LookupKey key) {
        return lookup(List.of(key)).getOrDefault(key, List.of());
    }

    /**
     * Subjects that can be found by some keys.
     *
     * @param keys the keys
     * @return for each key that finds something, the subjects in ascending order of their ids (as 16 unsigned bytes)
     */
    Map<LookupKey, List<Subject>> lookup(Collection<LookupKey> keys);

    /**
     * Everything that can be found: each key with each subject that it finds.
     *
     * @param reader called for each pair once, in no particular order
     */
    void lookups(BiConsumer<LookupKey, Subject> reader);

    /**
     * How many views of a kind there are.
     *
     * @param kind which kind
     * @return the number
     */
    long count(SubjectKind kind);

    /**
     * Whether calls on this thread take part in a transaction of the caller's, so that an {@link #append} that has returned is
     * not acknowledged before that transaction commits.
     *
     * @return false where every append is a transaction of its own
     */
    default boolean isJoined() {
        return false;
    }

    /**
     * The end of the journal.
     *
     * @return sequence and chain of the last event
     */
    ChainHead head();

    /**
     * This store as it is now: what is written later is not seen in it. For reading only, by one thread at a time, and to be closed by
     * whoever asks for it, soon, for meanwhile the store keeps what it would else let go of.
     *
     * @return what is in this store at one instant; what is written to it fails or goes nowhere
     */
    RegistryStore snapshot();

    /**
     * How far a subscriber has come.
     *
     * @param subscriber its name
     * @return the sequence of the last event it has dealt with, 0 for a new one
     */
    long cursor(String subscriber);

    /**
     * Writes down how far a subscriber has come; never back.
     *
     * @param subscriber its name
     * @param sequence the sequence of the last event it has dealt with
     * @throws StoreException if the store cannot write
     */
    void advance(String subscriber, long sequence);

    /** Lets go of files and connections. Closing twice is allowed; any other call after it fails. */
    @Override
    void close();
}
