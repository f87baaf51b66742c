package org.trano.registry.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.plugin.ScoringPlugins;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says whose place on the last recorded list of a programme has run out, or soon will. */
@Command(
        name = "recertify",
        description = "Say until when the places on the last recorded list of a programme hold, and whom to ask again.")
final class RecertifyCommand extends TerminalCommand {
    @Option(
            names = "--registry",
            paramLabel = "FILE",
            required = true,
            description = "The registry file; it is only read.")
    @SuppressWarnings("NullAway.Init")
    private Path registryFile;

    @Option(names = "--programme", paramLabel = "NAME", required = true, description = "Whose last list.")
    @SuppressWarnings("NullAway.Init")
    private String programme;

    @Option(names = "--on", paramLabel = "DATE", description = "As of which day (default: today).")
    private @Nullable LocalDate on;

    @Option(names = "--out", paramLabel = "CSV", description = "Write every place, those that run out first before.")
    private @Nullable Path out;

    @CommandLine.Mixin
    private PluginOptions plugins = new PluginOptions();

    @Override
    int run(Terminal terminal) {
        LocalDate day = Objects.requireNonNullElseGet(on, LocalDate::now);
        List<RecordedLists.Place> places;
        try (ScoringPlugins loaded = plugins.load(false, terminal)) {
            places = new RecordedLists(registryFile, loaded.indicators()).places(programme);
        }
        long due = places.stream().filter(place -> place.isDue(day)).count();
        long gone = places.stream().filter(place -> place.interviewed() == null).count();
        if (out != null) {
            CsvOutput.write(out, csv -> {
                csv.line("area", "household", "selected", "interviewed", "holds_until", "due");
                for (RecordedLists.Place place : places) {
                    csv.line(
                            place.area(),
                            place.household(),
                            place.selected(),
                            Objects.toString(place.interviewed(), ""),
                            Objects.toString(place.holdsUntil(), ""),
                            place.isDue(day) ? "yes" : "no");
                }
            });
        }
        terminal.line(terminal.word("recertify.title", programme, day));
        terminal.fact("target.selected", terminal.number(places.size()));
        terminal.fact("recertify.due", terminal.number(due));
        terminal.fact("recertify.gone", terminal.number(gone));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("programme", programme);
        json.put("on", day.toString());
        json.put("selected", places.size());
        json.put("due", due);
        json.put("gone", gone);
        places.stream()
                .map(RecordedLists.Place::holdsUntil)
                .filter(until -> until != null && !until.isBefore(day))
                .findFirst()
                .ifPresent(next -> {
                    terminal.fact("recertify.next", next.toString());
                    json.put("next", next.toString());
                });
        terminal.result(json);
        return due + gone == 0 ? RegistryCommand.OK : RegistryCommand.DATA;
    }
}
