package org.trano.registry.cli;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.plugin.ScoringPlugins;
import org.trano.registry.scoring.targeting.Candidates;
import org.trano.registry.scoring.targeting.CommunityValidation;
import org.trano.registry.scoring.targeting.Selection;
import org.trano.registry.scoring.targeting.Selection.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes what communities said about the last recorded list of a programme. */
@Command(
        name = "validate",
        description = "Record what communities said about the last list of a programme, and write the validated list.")
final class ValidateCommand extends TerminalCommand {
    @Option(names = "--registry", paramLabel = "FILE", required = true, description = "The registry file.")
    @SuppressWarnings("NullAway.Init")
    private Path registryFile;

    @Option(names = "--programme", paramLabel = "NAME", required = true, description = "Whose last list.")
    @SuppressWarnings("NullAway.Init")
    private String programme;

    @Option(
            names = "--wishes",
            paramLabel = "CSV",
            required = true,
            description = "A wish a row: area, date, women, men, household, wish (exclude or prefer), reason.")
    @SuppressWarnings("NullAway.Init")
    private Path wishes;

    @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who records.")
    @SuppressWarnings("NullAway.Init")
    private String by;

    @Option(
            names = "--most-excluded",
            paramLabel = "SHARE",
            description = "Of an area's places a meeting may take away so many (default ${DEFAULT-VALUE}).")
    private String mostExcluded = "10%";

    @Option(names = "--minutes", paramLabel = "CSV", description = "Write what became of every wish.")
    private @Nullable Path minutes;

    @Option(names = "--out", paramLabel = "CSV", description = "Write the validated list.")
    private @Nullable Path out;

    @CommandLine.Mixin
    private PluginOptions plugins = new PluginOptions();

    @Override
    int run(Terminal terminal) {
        double share = TargetOptions.share(mostExcluded);
        if (!(share >= 0 && share <= 1)) {
            throw wrong("--most-excluded is '" + mostExcluded + "', but must be a share such as 10%.");
        }
        RecordedLists.Validation done;
        try (ScoringPlugins loaded = plugins.load(false, terminal)) {
            done = new RecordedLists(registryFile, loaded.indicators())
                    .validate(programme, by, share, ValidationFile.read(wishes));
        }
        List<CommunityValidation.Line> lines = done.validated().minutes();
        Selection list = done.validated().selection();
        if (minutes != null) {
            write(minutes, lines);
        }
        if (out != null) {
            write(out, done.run().candidates(), list);
        }
        terminal.line(terminal.word("validate.title", programme, done.hash()));
        Map<String, Object> json = new LinkedHashMap<>();
        for (CommunityValidation.Action action : CommunityValidation.Action.values()) {
            long count = lines.stream().filter(line -> line.action() == action).count();
            String name = action.name().toLowerCase(Locale.ROOT);
            terminal.fact("validate." + name, terminal.number(count));
            json.put(name, count);
        }
        terminal.fact("target.selected", terminal.number(list.count(Outcome.SELECTED)));
        terminal.fact("target.waiting", terminal.number(list.count(Outcome.WAITING)));
        json.put("selected", list.count(Outcome.SELECTED));
        json.put("waiting", list.count(Outcome.WAITING));
        json.put("hash", done.hash());
        terminal.result(json);
        boolean followed = lines.stream()
                .allMatch(line -> line.action() == CommunityValidation.Action.EXCLUDED
                        || line.action() == CommunityValidation.Action.MOVED_UP);
        return followed ? RegistryCommand.OK : RegistryCommand.DATA;
    }

    private static void write(Path target, List<CommunityValidation.Line> lines) {
        CsvOutput.write(target, csv -> {
            csv.line("area", "date", "household", "action", "reason");
            for (CommunityValidation.Line line : lines) {
                csv.line(
                        line.area(),
                        line.date(),
                        line.household(),
                        line.action().name().toLowerCase(Locale.ROOT),
                        line.reason());
            }
        });
    }

    /** Those who have or wait for a place, and those who were taken off, area by area. */
    private static void write(Path target, Candidates candidates, Selection list) {
        CsvOutput.write(target, csv -> {
            csv.line("area", "rank", "outcome", "household", "score");
            int[] rows = IntStream.range(0, list.size())
                    .filter(row -> list.outcome(row) == Outcome.SELECTED
                            || list.outcome(row) == Outcome.WAITING
                            || list.outcome(row) == Outcome.EXCLUDED)
                    .boxed()
                    .sorted(Comparator.comparing(candidates::area).thenComparingInt(list::rank))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int row : rows) {
                csv.line(
                        candidates.area(row),
                        list.rank(row),
                        list.outcome(row).name().toLowerCase(Locale.ROOT),
                        candidates.household(row),
                        candidates.score(row));
            }
        });
    }
}
