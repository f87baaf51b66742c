package org.trano.registry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.ListValidated;
import org.trano.registry.core.event.SelectionMade;
import org.trano.registry.scoring.plugin.ScoringPlugins;
import org.trano.registry.scoring.targeting.SelectionRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes recorded lists again, and says whether they are the same to the bit. */
@Command(
        name = "replay",
        description =
                "Make recorded lists again out of what was known then, and say whether they are the same to the bit.")
final class ReplayCommand extends TerminalCommand {
    @Option(
            names = "--registry",
            paramLabel = "FILE",
            required = true,
            description = "The registry file; it is only read.")
    @SuppressWarnings("NullAway.Init")
    private Path registryFile;

    @Option(names = "--programme", paramLabel = "NAME", description = "Only the lists of this programme.")
    private @Nullable String programme;

    @CommandLine.Mixin
    private PluginOptions plugins = new PluginOptions();

    @Override
    int run(Terminal terminal) {
        try (ScoringPlugins loaded = plugins.load(false, terminal)) {
            return replay(new RecordedLists(registryFile, loaded.indicators()), terminal);
        }
    }

    private int replay(RecordedLists lists, Terminal terminal) {
        List<Map<String, Object>> results = new ArrayList<>();
        boolean all = true;
        try (Registry registry = lists.open()) {
            for (RecordedLists.Entry entry : lists.all(registry, programme).toList()) {
                SelectionMade made = entry.made();
                SelectionRun run = lists.replay(registry, entry);
                ListValidated said = entry.validated();
                boolean validatedSame = said == null
                        || run.resultHash(run.validated(said).selection()).equals(said.resultHash());
                boolean same = run.isSameAs(made) && validatedSame;
                all &= same;
                terminal.line(terminal.word(
                        same ? "replay.same" : "replay.differs",
                        entry.name(),
                        made.knownAt(),
                        terminal.number(made.selected()),
                        made.model()));
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("programme", entry.name());
                one.put("event", entry.recorded().id().toString());
                one.put("by", entry.recorded().context().actor());
                one.put("known_at", made.knownAt().toString());
                one.put("model", made.model());
                one.put("model_hash", made.modelHash());
                one.put("terms", made.terms());
                one.put("selected", made.selected());
                one.put("input_same", run.inputHash().equals(made.inputHash()));
                one.put("result_same", run.resultHash().equals(made.resultHash()));
                one.put("validated", said != null);
                one.put("validated_same", validatedSame);
                one.put("same", same);
                results.add(one);
            }
        }
        if (results.isEmpty()) {
            throw RecordedLists.none();
        }
        terminal.result(Map.of("lists", results));
        return all ? RegistryCommand.OK : RegistryCommand.DATA;
    }
}
