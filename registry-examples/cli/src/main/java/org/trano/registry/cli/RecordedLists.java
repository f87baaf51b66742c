package org.trano.registry.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.ListValidated;
import org.trano.registry.core.event.ProgrammeDefined;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.SelectionMade;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.core.programme.Programme;
import org.trano.registry.core.programme.ProgrammeId;
import org.trano.registry.core.programme.ValidationRound;
import org.trano.registry.jdbc.SqliteStore;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.targeting.CommunityValidation;
import org.trano.registry.scoring.targeting.Displacement;
import org.trano.registry.scoring.targeting.Recertification;
import org.trano.registry.scoring.targeting.Selection;
import org.trano.registry.scoring.targeting.SelectionRun;
import org.trano.registry.scoring.targeting.SelectionTerms;

/** The lists of programmes that a registry has recorded. */
final class RecordedLists {
    private final Path file;
    private final List<IndicatorDefinition> brought;

    RecordedLists(Path file, List<IndicatorDefinition> brought) {
        this.file = file;
        this.brought = brought;
    }

    /** A recorded list, and what communities said of it, if they have. */
    record Entry(
            Programme programme,
            Recorded recorded,
            SelectionMade made,
            @Nullable ListValidated validated) {
        String name() {
            return RecordedLists.name(programme);
        }
    }

    /** Records a list made when that was the last event; gives who was displaced since the programme's last one, where that is asked. */
    List<Displacement> record(String programme, String by, SelectionRun run, long sequence, boolean compare) {
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            if (registry.head().sequence() != sequence) {
                throw new DataException(new Problem("selection.changed", null, 0, null, null, List.of()));
            }
            Optional<Entry> last = all(registry, programme).reduce((one, other) -> other);
            List<Displacement> gone = List.of();
            if (compare && last.isPresent()) {
                SelectionMade made = last.get().made();
                SelectionRun before =
                        SelectionRun.replay(registry.asOf(made.effective(), made.knownAt()), made, brought);
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

    /** A validated list, and the list it was made of. */
    record Validation(SelectionRun run, CommunityValidation.Validated validated, String hash) {}

    /** Records what communities said of the last list of a programme. */
    Validation validate(String programme, String by, double mostExcluded, List<ValidationRound> rounds) {
        try (Registry registry = Registry.open(SqliteStore.open(file))) {
            Entry last = all(registry, programme).reduce((one, other) -> other).orElseThrow(RecordedLists::none);
            SelectionRun run = replay(registry, last);
            CommunityValidation.Validated validated =
                    CommunityValidation.limitedTo(mostExcluded).apply(run.candidates(), run.selection(), rounds);
            String hash = run.resultHash(validated.selection());
            registry.record(
                    new ListValidated(last.programme().id(), last.recorded().id(), mostExcluded, rounds, hash),
                    new EventContext(LocalDate.now(), by, "validation", "validate"));
            return new Validation(run, validated, hash);
        }
    }

    /** Makes recorded lists again, the last one of a programme or of all. */
    SelectionRun replay(Registry registry, Entry entry) {
        return SelectionRun.replay(
                registry.asOf(entry.made().effective(), entry.made().knownAt()), entry.made(), brought);
    }

    /**
     * A place on a list.
     *
     * @param interviewed the household's latest interview, null where the registry no longer has the household
     * @param holdsUntil the last day, null where the registry no longer has the household
     */
    record Place(
            String area,
            String household,
            LocalDate selected,
            @Nullable LocalDate interviewed,
            @Nullable LocalDate holdsUntil) {
        boolean isDue(LocalDate day) {
            return holdsUntil != null && holdsUntil.isBefore(day);
        }
    }

    /** The places on the last list of a programme as communities left it, those that run out first before. */
    List<Place> places(String programme) {
        try (Registry registry = open()) {
            Entry last = all(registry, programme).reduce((one, other) -> other).orElseThrow(RecordedLists::none);
            Recertification clock = SelectionTerms.of(last.made().terms()).recertification();
            if (clock == null) {
                throw new DataException(new Problem("selection.no-clock", null, 0, null, programme, List.of()));
            }
            SelectionRun run = replay(registry, last);
            Selection list = last.validated() == null
                    ? run.selection()
                    : run.validated(last.validated()).selection();
            Map<String, LocalDate> interviewed = new HashMap<>();
            registry.households(household ->
                    interviewed.put(household.sourceId(), household.interview().date()));
            LocalDate selected = last.made().effective();
            List<Place> places = new ArrayList<>();
            for (int row = 0; row < list.size(); row++) {
                if (list.outcome(row) == Selection.Outcome.SELECTED) {
                    String household = run.candidates().household(row);
                    LocalDate asked = interviewed.get(household);
                    places.add(new Place(
                            run.candidates().area(row),
                            household,
                            selected,
                            asked,
                            asked == null ? null : clock.due(selected, asked)));
                }
            }
            places.sort(Comparator.comparing(Place::holdsUntil, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(Place::household));
            return places;
        }
    }

    /** All recorded lists, of one programme or of all, in the order in which they were recorded. */
    Stream<Entry> all(Registry registry, @Nullable String programme) {
        List<Entry> entries = new ArrayList<>();
        for (Programme one : registry.programmes()) {
            if (programme == null || name(one).equals(programme)) {
                Map<EventId, ListValidated> validated = new HashMap<>();
                List<Recorded> history = registry.history(Subject.of(one.id()));
                for (Recorded recorded : history) {
                    if (recorded.event() instanceof ListValidated said) {
                        validated.put(said.list(), said);
                    }
                }
                for (Recorded recorded : history) {
                    if (recorded.event() instanceof SelectionMade made) {
                        entries.add(new Entry(one, recorded, made, validated.get(recorded.id())));
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
