package org.trano.registry.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.ProgrammeDefined;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.SelectionMade;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.core.programme.Programme;
import org.trano.registry.core.programme.ProgrammeId;
import org.trano.registry.jdbc.SqliteStore;
import org.trano.registry.scoring.targeting.Displacement;
import org.trano.registry.scoring.targeting.SelectionRun;

/** The lists of programmes that a registry has recorded. */
final class RecordedLists {
    private final Path file;

    RecordedLists(Path file) {
        this.file = file;
    }

    /** A recorded list. */
    record Entry(Programme programme, Recorded recorded, SelectionMade made) {
        String name() {
            return RecordedLists.name(programme);
        }
    }

    /** Records a list; gives who was displaced since the programme's last one, where that is asked. */
    List<Displacement> record(String programme, String by, SelectionRun run, boolean compare) {
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            Optional<Entry> last = all(registry, programme).reduce((one, other) -> other);
            List<Displacement> gone = List.of();
            if (compare && last.isPresent()) {
                SelectionMade made = last.get().made();
                SelectionRun before = SelectionRun.replay(registry.asOf(made.effective(), made.knownAt()), made);
                gone = Displacement.between(before.candidates(), before.selection(), run.candidates(), run.selection());
            }
            LocalDate today = LocalDate.now();
            EventContext context = new EventContext(today, by, "selection", "target");
            ProgrammeId id = registry.programmes().stream()
                    .filter(one -> name(one).equals(programme))
                    .map(Programme::id)
                    .findFirst()
                    .orElseGet(() -> {
                        Programme fresh = new Programme(ProgrammeId.create(), Map.of("", programme), null, List.of());
                        registry.record(new ProgrammeDefined(fresh), context);
                        return fresh.id();
                    });
            registry.record(run.event(id, today, Instant.now()), context);
            return gone;
        }
    }

    /** Makes recorded lists again, the last one of a programme or of all. */
    SelectionRun replay(Registry registry, Entry entry) {
        return SelectionRun.replay(
                registry.asOf(entry.made().effective(), entry.made().knownAt()), entry.made());
    }

    /** All recorded lists, of one programme or of all, in the order in which they were recorded. */
    Stream<Entry> all(Registry registry, @Nullable String programme) {
        List<Entry> entries = new ArrayList<>();
        for (Programme one : registry.programmes()) {
            if (programme == null || name(one).equals(programme)) {
                for (Recorded recorded : registry.history(Subject.of(one.id()))) {
                    if (recorded.event() instanceof SelectionMade made) {
                        entries.add(new Entry(one, recorded, made));
                    }
                }
            }
        }
        entries.sort(Comparator.comparingLong(entry -> entry.recorded().sequence()));
        return entries.stream();
    }

    Registry open() {
        return Registry.open(SqliteStore.openReadOnly(file));
    }

    static DataException none() {
        return new DataException(new Problem("selection.none", null, 0, null, null, List.of()));
    }

    private static String name(Programme programme) {
        return programme.names().values().stream()
                .findFirst()
                .orElse(programme.id().toString());
    }
}
