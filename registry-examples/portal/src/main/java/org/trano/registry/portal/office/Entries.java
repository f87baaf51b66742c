package org.trano.registry.portal.office;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Subject;
import org.trano.registry.portal.Language;
import org.trano.registry.portal.PageWords;

/** What administrators publish, with every version it ever had; what lies ahead and what was taken down included. Thread-safe. */
@Component
public class Entries {
    private final Registry registry;

    Entries(Registry registry) {
        this.registry = registry;
    }

    /**
     * One wording of an entry.
     *
     * @param recorded its event
     * @param isStanding whether it was neither corrected nor taken back
     */
    public record Version(Recorded recorded, boolean isStanding) {
        public LocalDate day() {
            return recorded.context().effective();
        }

        /** What the entry was called. */
        public Map<String, String> names() {
            return EntryKind.names(recorded.event());
        }

        public boolean isAhead() {
            return isStanding && day().isAfter(LocalDate.now());
        }
    }

    /**
     * An action, project, actor or piece of news.
     *
     * @param kind which of them
     * @param id which one
     * @param subject in whose stream it stands
     * @param versions every wording, in the order of recording; never empty
     */
    public record Entry(EntryKind kind, UUID id, Subject subject, List<Version> versions) {
        /** The wordings that stand. */
        public List<Version> standing() {
            return versions.stream().filter(Version::isStanding).toList();
        }

        /** The last wording that stands. */
        public Optional<Version> last() {
            List<Version> standing = standing();
            return standing.isEmpty() ? Optional.empty() : Optional.of(standing.get(standing.size() - 1));
        }

        /** What it is called: as it stands, or as it was. */
        public Map<String, String> names() {
            Version named = last().orElse(versions.get(versions.size() - 1));
            return named.names();
        }

        /** {@code published}, {@code ahead} or {@code down}: a key of the words. */
        public String state() {
            List<Version> standing = standing();
            return standing.isEmpty() ? "down" : standing.stream().allMatch(Version::isAhead) ? "ahead" : "published";
        }
    }

    /** All entries of a kind by name. */
    public List<Entry> list(EntryKind kind) {
        List<Entry> all = new ArrayList<>();
        registry.subjects(
                kind.subjects(), subject -> all.addAll(read(kind, subject).values()));
        Comparator<Entry> byName = Comparator.comparing(entry -> PageWords.any(entry.names(), Language.FR));
        all.sort(
                kind == EntryKind.NEWS
                        ? Comparator.comparing(
                                        (Entry entry) -> entry.versions().get(0).day())
                                .reversed()
                        : byName);
        return all;
    }

    /** An entry, empty where there is none. */
    public Optional<Entry> find(EntryKind kind, UUID id) {
        if (kind != EntryKind.NEWS) {
            return Optional.ofNullable(
                    read(kind, new Subject(kind.subjects(), id)).get(id));
        }
        return list(kind).stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    private Map<UUID, Entry> read(EntryKind kind, Subject subject) {
        List<Recorded> history = registry.history(subject);
        Set<@Nullable EventId> gone = new HashSet<>();
        history.forEach(recorded -> gone.add(recorded.context().supersedes()));
        Map<UUID, List<Version>> versions = new LinkedHashMap<>();
        for (Recorded recorded : history) {
            UUID id = kind.id(recorded.event());
            if (id != null) {
                versions.computeIfAbsent(id, one -> new ArrayList<>())
                        .add(new Version(recorded, !gone.contains(recorded.id())));
            }
        }
        Map<UUID, Entry> entries = new LinkedHashMap<>();
        versions.forEach((id, all) -> entries.put(id, new Entry(kind, id, subject, List.copyOf(all))));
        return entries;
    }

    /** The last standing wording of an entry; null where there is none, or none any more. */
    @Nullable
    EventId last(EntryKind kind, UUID id) {
        return find(kind, id)
                .flatMap(Entry::last)
                .map(version -> version.recorded().id())
                .orElse(null);
    }
}
