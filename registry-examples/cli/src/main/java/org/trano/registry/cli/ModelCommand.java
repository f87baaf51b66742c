package org.trano.registry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.OutputFile;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.model.Decision;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.LookupTable;
import org.trano.registry.scoring.plugin.ScoringPlugins;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Looks at models without scoring anybody. */
@Command(
        name = "model",
        description = "Check scoring models, and import tables of likelihoods.",
        subcommands = {ModelCommand.Check.class, ModelCommand.Lookup.class})
final class ModelCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name what to do: model check or model lookup.");
    }

    /** Reads a model and says what it understood. */
    @Command(name = "check", description = "Read a model, and say what was understood and what is doubtful.")
    static final class Check extends TerminalCommand {
        @Parameters(paramLabel = "JSON", description = "The model.")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @CommandLine.Mixin
        private PluginOptions plugins = new PluginOptions();

        @Override
        int run(Terminal terminal) {
            DeclaredModel model;
            try (ScoringPlugins loaded = plugins.load(false, terminal)) {
                model = DeclaredModel.read(file, loaded.indicators());
            }
            List<Problem> doubts = new ArrayList<>(model.doubts());
            terminal.line(
                    terminal.word("model.title", model.name(), model.kind().word()));
            terminal.fact("model.hash", model.hash());
            terminal.fact("model.unit", model.unit(terminal.locale()));
            terminal.fact("model.indicators", terminal.number(model.indicators().size()));
            terminal.fact("model.rules", terminal.number(model.rules().size()));
            terminal.fact("model.decides", terminal.word(model.decides() ? "yes" : "no"));
            terminal.problems(doubts);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", model.id());
            json.put("version", model.version());
            json.put("kind", model.kind().word());
            json.put("hash", model.hash());
            json.put(
                    "indicators",
                    model.indicators().stream().map(Indicator::name).toList());
            json.put("rules", model.rules().stream().map(Decision.Rule::id).toList());
            json.put("decides", model.decides());
            json.put(
                    "doubts",
                    doubts.stream().map(d -> d.describe(terminal.locale())).toList());
            terminal.result(json);
            return doubts.isEmpty() ? RegistryCommand.OK : RegistryCommand.DATA;
        }
    }

    /** Reads a table of likelihoods as it is published. */
    @Command(
            name = "lookup",
            description =
                    "Read a table of likelihoods by score, name its irregularities, and write it as part of a model.")
    static final class Lookup extends TerminalCommand {
        @Parameters(
                paramLabel = "CSV",
                description = "A column 'score', and a column of percentages for each poverty line.")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(names = "--out", paramLabel = "JSON", description = "Write what goes under 'lookup' in a model.")
        private @Nullable Path out;

        @Override
        int run(Terminal terminal) {
            LookupTable.Imported read = LookupTable.read(file);
            LookupTable table = read.table();
            if (out != null) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("scores", table.scores());
                json.put("lines", table.lines());
                OutputFile.write(
                        out,
                        to -> to.append(JsonMapper.shared().writeValueAsString(json))
                                .append('\n'));
            }
            terminal.line(terminal.word("lookup.title", String.valueOf(file.getFileName())));
            terminal.fact("lookup.scores", terminal.number(table.scores().size()));
            terminal.fact("lookup.lines", String.join(", ", table.lines().keySet()));
            terminal.problems(read.problems());
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("scores", table.scores().size());
            json.put("lines", table.lines().keySet());
            json.put(
                    "problems",
                    read.problems().stream()
                            .map(p -> p.describe(terminal.locale()))
                            .toList());
            terminal.result(json);
            return read.problems().isEmpty() ? RegistryCommand.OK : RegistryCommand.DATA;
        }
    }
}
