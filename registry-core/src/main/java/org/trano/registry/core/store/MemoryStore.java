package org.trano.registry.core.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A store in the memory of this process, for tests, demonstrations and throw-away simulations. It keeps the whole contract
 * but one clause: it does not survive the process. Thread-safe by one lock.
 */
public final class MemoryStore implements RegistryStore {
    private final List<StoredEvent> journal = new ArrayList<>();
    private final Map<UUID, List<StoredEvent>> streams = new HashMap<>();
    private final NavigableMap<UUID, ViewRow> views = new TreeMap<>(UuidOrder.UNSIGNED);
    private final Map<LookupKey, TreeSet<UUID>> keys = new HashMap<>();
    private boolean closed;

    /** An empty store. */
    public MemoryStore() {}

    @Override
    public synchronized List<StoredEvent> append(Append append) {
        open();
        append.expected().forEach((stream, expected) -> {
            long actual = streams.getOrDefault(stream, List.of()).size();
            if (actual != expected) {
                throw new VersionConflictException(stream, expected, actual);
            }
        });
        List<StoredEvent> stored = new ArrayList<>();
        for (Append.Addition addition : append.additions()) {
            StoredEvent row = addition.event().at(journal.size() + 1L, head().chain());
            journal.add(row);
            for (UUID stream : addition.streams()) {
                streams.computeIfAbsent(stream, s -> new ArrayList<>()).add(row);
            }
            stored.add(row);
        }
        for (ViewRow view : append.views()) {
            ViewRow before = views.put(view.stream(), view);
            if (before != null) {
                before.keys()
                        .forEach(key -> keys.getOrDefault(key, new TreeSet<>()).remove(view.stream()));
            }
            view.keys()
                    .forEach(key -> keys.computeIfAbsent(key, k -> new TreeSet<>(UuidOrder.UNSIGNED))
                            .add(view.stream()));
        }
        return List.copyOf(stored);
    }

    @Override
    public synchronized List<StoredEvent> journal(long after, int limit) {
        open();
        int from = (int) Math.min(Math.max(after, 0), journal.size());
        return List.copyOf(journal.subList(from, Math.min(journal.size(), from + limit)));
    }

    @Override
    public synchronized List<StoredEvent> stream(UUID stream) {
        open();
        return List.copyOf(streams.getOrDefault(stream, List.of()));
    }

    @Override
    public synchronized Optional<ViewRow> view(UUID stream) {
        open();
        return Optional.ofNullable(views.get(stream));
    }

    @Override
    public synchronized List<ViewRow> views(@Nullable UUID after, int limit) {
        open();
        return (after == null ? views : views.tailMap(after, false))
                .values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<UUID> lookup(LookupKey key) {
        open();
        return List.copyOf(keys.getOrDefault(key, new TreeSet<>()));
    }

    @Override
    public synchronized ChainHead head() {
        open();
        return journal.isEmpty()
                ? new ChainHead(0, StoredEvent.origin())
                : new ChainHead(journal.size(), journal.get(journal.size() - 1).chain());
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void open() {
        if (closed) {
            throw new StoreException(
                    StoreException.Reason.UNREACHABLE, "The store is closed. Maybe it was closed too early?");
        }
    }
}
