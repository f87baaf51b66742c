package org.trano.registry.portal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Retracted;
import org.trano.registry.core.event.Subject;

/** What still stands of the histories of actors, actions and projects, read once and again only after an event about them. Thread-safe. */
final class Histories {
    private final Registry registry;
    private final Map<Subject, List<Recorded>> standing = new ConcurrentHashMap<>();

    Histories(Registry registry) {
        this.registry = registry;
    }

    /** The events about something that are neither corrected nor taken back, and do not lie ahead. */
    List<Recorded> of(Subject subject, LocalDate today) {
        return standing.computeIfAbsent(subject, one -> standing(registry.history(one))).stream()
                .filter(recorded -> !recorded.context().effective().isAfter(today))
                .toList();
    }

    /** The day of the last event about something. */
    LocalDate day(Subject subject, LocalDate today) {
        LocalDate last = LocalDate.EPOCH;
        for (Recorded recorded : of(subject, today)) {
            last = recorded.context().effective();
        }
        return last;
    }

    /** Something happened to these. */
    void forget(Collection<Subject> subjects) {
        standing.keySet().removeAll(Set.copyOf(subjects));
    }

    private static List<Recorded> standing(List<Recorded> history) {
        Set<EventId> gone = new HashSet<>();
        for (Recorded recorded : history) {
            EventId corrects = recorded.context().supersedes();
            if (corrects != null) {
                gone.add(corrects);
            }
        }
        return history.stream()
                .filter(recorded -> !gone.contains(recorded.id()) && !(recorded.event() instanceof Retracted))
                .toList();
    }
}
