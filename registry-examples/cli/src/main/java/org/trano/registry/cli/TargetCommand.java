package org.trano.registry.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.Scorer;
import org.trano.registry.scoring.Scores;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.ScoringModel;
import org.trano.registry.scoring.targeting.Candidates;
import org.trano.registry.scoring.targeting.Displacement;
import org.trano.registry.scoring.targeting.Recertification;
import org.trano.registry.scoring.targeting.Selection;
import org.trano.registry.scoring.targeting.Selection.Outcome;
import org.trano.registry.scoring.targeting.SelectionRun;
import org.trano.registry.scoring.targeting.SelectionTerms;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a list by quota out of scores: who is selected, who waits, whom somebody should visit first. */
@Command(
        name = "target",
        description = "Select the neediest households by quota per area, with a waiting list.",
        footer = {
            "",
            "Equal scores are ordered by lots that anybody can draw again: SHA-256 of the word of --lottery, a line feed and the"
                    + " household's number, the smallest first."
        })
final class TargetCommand extends TerminalCommand {
    /** So many areas are shown in the terminal; the file has all. */
    private static final int MOST_AREAS = 40;

    @CommandLine.Mixin
    private ModelOptions models = new ModelOptions();

    @CommandLine.Mixin
    private TargetOptions targeting = new TargetOptions();

    @CommandLine.ArgGroup(multiplicity = "1")
    private HouseholdSource from = new HouseholdSource();

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description = "With --input: the column with the household's number; guessed otherwise.")
    private @Nullable String idColumn;

    @Option(
            names = "--area",
            paramLabel = "COLUMN",
            description = "With --input: the column with the area's code; guessed otherwise.")
    private @Nullable String areaColumn;

    @Option(
            names = "--size",
            paramLabel = "COLUMN",
            description = "With --input, counting persons or money: the column with the number of people.")
    private @Nullable String sizeColumn;

    @Option(names = "--out", paramLabel = "CSV", description = "Write the list: every household with its outcome.")
    private @Nullable Path out;

    @Option(names = "--areas", paramLabel = "CSV", description = "Write quota, selected and cut-off of every area.")
    private @Nullable Path areasFile;

    @Option(
            names = "--review",
            paramLabel = "CSV",
            description = "The list that dedup --review wrote: households that share people are marked.")
    private @Nullable Path review;

    @Option(
            names = "--record",
            paramLabel = "PROGRAMME",
            description =
                    "With --registry and --model: record the list for this programme, so that it can be made again.")
    private @Nullable String programme;

    @Option(names = "--by", paramLabel = "NAME", description = "With --record: who decides.")
    private @Nullable String by;

    @Option(
            names = "--displaced",
            paramLabel = "CSV",
            description = "With --record: who was on the programme's last list and no longer is, by whom, and why.")
    private @Nullable Path displaced;

    @Override
    int run(Terminal terminal) {
        String fault = models.fault(true) != null ? models.fault(true) : targeting.fault();
        if (fault == null) {
            fault = faultOfRecord();
        }
        if (fault != null) {
            throw wrong(fault);
        }
        Map<String, Map<String, Integer>> shared = review == null ? Map.of() : ReviewList.sharedMembers(review);
        try (ModelOptions.Models loaded = models.load(terminal)) {
            ScoringModel model = loaded.first();
            HouseholdSource.Households households = from.read(
                    List.of(model.indicators()),
                    new HouseholdSource.Columns(idColumn, areaColumn, sizeColumn),
                    terminal);
            Scores scores = Scorer.builder().progress(terminal).build().score(model, households.frame());
            SelectionTerms terms = targeting.terms(models.date());
            Candidates candidates = terms.candidates(
                    households.ids(),
                    households.areas(),
                    households.sizes(),
                    scores.values(),
                    scores.neediest(),
                    scores.decisions().orElse(null));
            Selection selection = terms.targeting().select(candidates);
            if (programme != null) {
                record((DeclaredModel) model, loaded.plugins().indicators(), terms, households, terminal);
            }
            if (out != null) {
                write(out, households, scores, terms, candidates, selection, shared, terminal);
            }
            if (areasFile != null) {
                writeAreas(areasFile, selection);
            }
            summary(scores, selection, terminal);
            terminal.result(figures(scores, selection, terminal));
            terminal.problems(households.problems());
            terminal.problems(scores.problems());
            return selection.count(Outcome.NOT_RANKED) == 0
                            && households.problems().isEmpty()
                    ? RegistryCommand.OK
                    : RegistryCommand.DATA;
        }
    }

    private @Nullable String faultOfRecord() {
        if (programme != null && (from.registry() == null || !models.isDeclared())) {
            return "--record needs --registry and --model: a list of a plug-in or a file cannot be made again.";
        }
        if (programme != null && by == null) {
            return "--record needs --by: who decides?";
        }
        if (targeting.needsSizes() && from.registry() == null && sizeColumn == null) {
            return "Counting persons or money with --input needs --size: which column says how many people?";
        }
        if (targeting.needsInterviews() && from.registry() == null) {
            return "--holds needs --registry: a file does not say when its households were asked.";
        }
        if (displaced != null && programme == null) {
            return "--displaced needs --record: whose last list?";
        }
        return null;
    }

    /** Records the list, and says who was displaced since the last one. */
    private void record(
            DeclaredModel model,
            List<IndicatorDefinition> brought,
            SelectionTerms terms,
            HouseholdSource.Households households,
            Terminal terminal) {
        SelectionRun run = SelectionRun.of(model, terms, households.frame(), households.areas(), households.sizes());
        RecordedLists lists = new RecordedLists(Objects.requireNonNull(from.registry()), brought);
        List<Displacement> gone = lists.record(
                Objects.requireNonNull(programme),
                Objects.requireNonNull(by),
                run,
                households.sequence(),
                displaced != null);
        terminal.line(terminal.word("target.recorded", programme, run.resultHash()));
        if (displaced != null) {
            CsvOutput.write(displaced, csv -> {
                csv.line(
                        "area",
                        "household",
                        "by",
                        "reason",
                        "rank_before",
                        "rank_after",
                        "score_before",
                        "score_after");
                for (Displacement one : gone) {
                    csv.line(
                            one.area(),
                            one.household(),
                            Objects.requireNonNullElse(one.by(), ""),
                            one.reason().name().toLowerCase(Locale.ROOT),
                            one.rankBefore(),
                            one.rankAfter() == 0 ? "" : one.rankAfter(),
                            one.scoreBefore(),
                            Double.isNaN(one.scoreAfter()) ? "" : Double.toString(one.scoreAfter()));
                }
            });
            terminal.line(terminal.word("target.displaced", terminal.number(gone.size())));
        }
    }

    /** Area by area, the neediest first; those without a score come last, with the reason. */
    private void write(
            Path target,
            HouseholdSource.Households households,
            Scores scores,
            SelectionTerms terms,
            Candidates candidates,
            Selection selection,
            Map<String, Map<String, Integer>> shared,
            Terminal terminal) {
        LocalDate today = LocalDate.now();
        Recertification clock = terms.recertification();
        int[] order = IntStream.range(0, selection.size())
                .boxed()
                .sorted(Comparator.comparing((Integer row) -> candidates.area(row))
                        .thenComparing(row -> selection.rank(row) == 0)
                        .thenComparingInt(selection::rank)
                        .thenComparing(row -> households.frame().id(row)))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean heads = !households.heads().isEmpty();
        CsvOutput.write(target, csv -> {
            List<Object> line = new ArrayList<>(List.of("area", "rank", "outcome", "household"));
            if (heads) {
                line.add("head");
            }
            line.addAll(List.of("place", "score", "missing", "remark"));
            if (terms.counting() == SelectionTerms.Counting.MONEY) {
                line.add("amount");
            }
            if (clock != null) {
                line.add("holds_until");
            }
            csv.line(line);
            for (int row : order) {
                String id = households.frame().id(row);
                line.clear();
                line.add(candidates.area(row));
                line.add(selection.rank(row) == 0 ? "" : selection.rank(row));
                line.add(selection.outcome(row).name().toLowerCase(Locale.ROOT));
                line.add(id);
                if (heads) {
                    line.add(households.heads().get(row));
                }
                line.add(households.areas().get(row));
                line.add(Double.isNaN(scores.score(row)) ? "" : Double.toString(scores.score(row)));
                line.add(String.join(" ", scores.missing(row).keySet()));
                line.add(remark(shared.getOrDefault(id, Map.of()), selection.isNearCutoff(row), terminal));
                if (terms.counting() == SelectionTerms.Counting.MONEY) {
                    line.add(candidates.load(row));
                }
                if (clock != null) {
                    line.add(
                            selection.outcome(row) == Outcome.SELECTED
                                    ? clock.due(today, households.interviewed().get(row))
                                    : "");
                }
                csv.line(line);
            }
        });
    }

    private static String remark(Map<String, Integer> shared, boolean near, Terminal terminal) {
        List<String> remarks = new ArrayList<>();
        if (near) {
            remarks.add(terminal.word("target.near"));
        }
        shared.forEach((other, members) -> remarks.add(terminal.word("target.shared", members, other)));
        return String.join("; ", remarks);
    }

    private static void writeAreas(Path target, Selection selection) {
        CsvOutput.write(target, csv -> {
            csv.line("area", "households", "without_score", "quota", "selected", "waiting", "cutoff", "tied_at_cutoff");
            for (Selection.AreaResult area : selection.areas()) {
                csv.line(
                        area.area(),
                        area.households(),
                        area.notRanked(),
                        area.quota(),
                        area.selected(),
                        area.waiting(),
                        Double.isNaN(area.cutoff()) ? "" : Double.toString(area.cutoff()),
                        area.tied());
            }
        });
    }

    private static void summary(Scores scores, Selection selection, Terminal terminal) {
        terminal.line(terminal.word("target.title", scores.model()));
        terminal.fact("score.households", terminal.number(selection.size()));
        for (Outcome outcome : Outcome.values()) {
            long count = selection.count(outcome);
            if (count > 0 || outcome.ordinal() <= Outcome.NOT_RANKED.ordinal()) {
                terminal.fact("target." + outcome.name().toLowerCase(Locale.ROOT), terminal.number(count));
            }
        }
        terminal.line(String.format(
                "    %-12s %10s %10s %10s %10s %12s",
                terminal.word("target.area"),
                terminal.word("score.households"),
                terminal.word("target.quota"),
                terminal.word("target.selected"),
                terminal.word("target.waiting"),
                terminal.word("target.cutoff")));
        int shown = Math.min(MOST_AREAS, selection.areas().size());
        for (Selection.AreaResult area : selection.areas().subList(0, shown)) {
            terminal.line(String.format(
                    "    %-12s %10s %10s %10s %10s %12s",
                    area.area().isEmpty() ? terminal.word("target.no-area") : area.area(),
                    terminal.number(area.households()),
                    terminal.number(area.quota()),
                    terminal.number(area.selected()),
                    terminal.number(area.waiting()),
                    Double.isNaN(area.cutoff()) ? "–" : terminal.number(area.cutoff(), 3)));
        }
        if (selection.areas().size() > shown) {
            terminal.line("    "
                    + terminal.word("target.more-areas", selection.areas().size() - shown));
        }
    }

    private static Map<String, Object> figures(Scores scores, Selection selection, Terminal terminal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", scores.model());
        json.put("households", selection.size());
        for (Outcome outcome : Outcome.values()) {
            json.put(outcome.name().toLowerCase(Locale.ROOT), selection.count(outcome));
        }
        List<Map<String, Object>> areas = new ArrayList<>();
        for (Selection.AreaResult area : selection.areas()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("area", area.area());
            one.put("households", area.households());
            one.put("not_ranked", area.notRanked());
            one.put("quota", area.quota());
            one.put("selected", area.selected());
            one.put("waiting", area.waiting());
            one.put("cutoff", Double.isNaN(area.cutoff()) ? null : area.cutoff());
            areas.add(one);
        }
        json.put("areas", areas);
        json.put("seconds", Math.round(terminal.seconds() * 1000) / 1000.0);
        return json;
    }
}
