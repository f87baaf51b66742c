package org.trano.registry.core.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;

/**
 * A store in the memory of this process, for tests, demonstrations and throw-away simulations. It keeps the whole contract
 * but one clause: it does not survive the process. Thread-safe by one lock.
 */
public final class MemoryStore implements RegistryStore {
    private final List<StoredEvent> journal = new ArrayList<>();
    private final Map<UUID, StoredEvent> events = new HashMap<>();
    private final Map<Subject, List<StoredEvent>> streams = new HashMap<>();
    private final Map<Subject, ViewRow> views = new HashMap<>();
    private final Map<SubjectKind, NavigableMap<UUID, ViewRow>> viewsByKind = new HashMap<>();
    private final Map<LookupKey, TreeSet<Subject>> keys = new HashMap<>();
    private final Map<String, Long> cursors = new HashMap<>();
    private boolean closed;

    /** An empty store. */
    public MemoryStore() {}

    @Override
    public synchronized List<StoredEvent> append(Append append) {
        open();
        append.expected().forEach((subject, expected) -> {
            ViewRow view = views.get(subject);
            long actual = view == null ? 0 : view.version();
            if (actual != expected) {
                throw new VersionConflictException(subject, expected, actual);
            }
        });
        for (Append.Addition addition : append.additions()) {
            if (events.containsKey(addition.event().id())) {
                throw VersionConflictException.ofEvent(addition.event().id());
            }
        }
        List<StoredEvent> stored = new ArrayList<>();
        for (Append.Addition addition : append.additions()) {
            Instant earliest = journal.isEmpty()
                    ? Instant.MIN
                    : journal.get(journal.size() - 1).recorded();
            StoredEvent row = addition.event().at(journal.size() + 1L, head().chain(), earliest);
            journal.add(row);
            events.put(row.id(), row);
            for (Subject subject : addition.subjects()) {
                streams.computeIfAbsent(subject, s -> new ArrayList<>()).add(row);
            }
            stored.add(row);
        }
        append.views().forEach(this::replace);
        return List.copyOf(stored);
    }

    private void replace(ViewRow view) {
        ViewRow before = views.put(view.subject(), view);
        viewsByKind
                .computeIfAbsent(view.subject().kind(), k -> new TreeMap<>(UuidOrder.UNSIGNED))
                .put(view.subject().id(), view);
        if (before != null) {
            before.keys().forEach(key -> keys.getOrDefault(key, new TreeSet<>()).remove(view.subject()));
        }
        view.keys()
                .forEach(key -> keys.computeIfAbsent(key, k -> new TreeSet<>(UuidOrder.SUBJECTS))
                        .add(view.subject()));
    }

    @Override
    public synchronized List<StoredEvent> journal(long after, int limit) {
        open();
        int from = (int) Math.min(Math.max(after, 0), journal.size());
        return List.copyOf(journal.subList(from, (int) Math.min(journal.size(), (long) from + limit)));
    }

    @Override
    public synchronized List<StoredEvent> events(Collection<Long> sequences) {
        open();
        return sequences.stream()
                .distinct()
                .sorted()
                .filter(sequence -> sequence > 0 && sequence <= journal.size())
                .map(sequence -> journal.get((int) (sequence - 1)))
                .toList();
    }

    @Override
    public synchronized List<StoredEvent> stream(Subject subject) {
        open();
        return List.copyOf(streams.getOrDefault(subject, List.of()));
    }

    @Override
    public synchronized Optional<StoredEvent> event(UUID id) {
        open();
        return Optional.ofNullable(events.get(id));
    }

    @Override
    public synchronized List<ViewRow> views(Collection<Subject> subjects) {
        return rows(subjects).toList();
    }

    @Override
    public synchronized List<ViewRow> views(SubjectKind kind, @Nullable UUID after, int limit) {
        open();
        NavigableMap<UUID, ViewRow> all = viewsByKind.getOrDefault(kind, new TreeMap<>(UuidOrder.UNSIGNED));
        return (after == null ? all : all.tailMap(after, false))
                .values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<History> histories(Collection<Subject> subjects) {
        return rows(subjects).map(this::history).toList();
    }

    @Override
    public synchronized void histories(Consumer<History> reader) {
        open();
        views.values().forEach(view -> reader.accept(history(view)));
    }

    private Stream<ViewRow> rows(Collection<Subject> subjects) {
        open();
        return subjects.stream().distinct().map(views::get).filter(Objects::nonNull);
    }

    private History history(ViewRow view) {
        return new History(
                view,
                streams.getOrDefault(view.subject(), List.of()).stream()
                        .map(StoredEvent::sequence)
                        .toList());
    }

    @Override
    public synchronized Map<LookupKey, List<Subject>> lookup(Collection<LookupKey> wanted) {
        open();
        Map<LookupKey, List<Subject>> found = new HashMap<>();
        for (LookupKey key : wanted) {
            TreeSet<Subject> subjects = keys.get(key);
            if (subjects != null && !subjects.isEmpty()) {
                found.put(key, List.copyOf(subjects));
            }
        }
        return found;
    }

    @Override
    public synchronized void lookups(BiConsumer<LookupKey, Subject> reader) {
        open();
        keys.forEach((key, subjects) -> subjects.forEach(subject -> reader.accept(key, subject)));
    }

    @Override
    public synchronized RegistryStore snapshot() {
        open();
        MemoryStore copy = new MemoryStore();
        copy.journal.addAll(journal);
        copy.events.putAll(events);
        streams.forEach((subject, rows) -> copy.streams.put(subject, new ArrayList<>(rows)));
        copy.views.putAll(views);
        viewsByKind.forEach((kind, rows) -> copy.viewsByKind.put(kind, new TreeMap<>(rows)));
        keys.forEach((key, subjects) -> copy.keys.put(key, new TreeSet<>(subjects)));
        copy.cursors.putAll(cursors);
        return copy;
    }

    @Override
    public synchronized long count(SubjectKind kind) {
        open();
        return viewsByKind.getOrDefault(kind, new TreeMap<>()).size();
    }

    @Override
    public synchronized ChainHead head() {
        open();
        return journal.isEmpty()
                ? new ChainHead(0, StoredEvent.origin())
                : new ChainHead(journal.size(), journal.get(journal.size() - 1).chain());
    }

    @Override
    public synchronized long cursor(String subscriber) {
        open();
        return cursors.getOrDefault(subscriber, 0L);
    }

    @Override
    public synchronized void advance(String subscriber, long sequence) {
        open();
        cursors.merge(subscriber, sequence, Math::max);
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
