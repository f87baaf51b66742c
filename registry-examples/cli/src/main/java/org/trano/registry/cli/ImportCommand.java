package org.trano.registry.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.exchange.HouseholdImport;
import org.trano.registry.core.exchange.ImportMapping;
import org.trano.registry.core.exchange.ImportResult;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.jdbc.SqliteStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings households and persons from CSV files into a registry file. */
@Command(
        name = "import",
        description =
                "Bring households and persons from CSV files into a registry file; rows with a problem go to a rejects file.",
        footer = {
            "",
            "Run it again after an interruption or with corrected rejects: what is known already is passed over."
        })
final class ImportCommand extends TerminalCommand {
    @Option(
            names = "--registry",
            paramLabel = "FILE",
            required = true,
            description = "The registry file; made if there is none.")
    @SuppressWarnings("NullAway.Init")
    private Path registryFile;

    @Option(names = "--persons", paramLabel = "CSV", description = "One row per person.")
    private @Nullable Path persons;

    @Option(names = "--households", paramLabel = "CSV", description = "One row per household. One file may hold both.")
    private @Nullable Path households;

    @Option(
            names = "--mapping",
            paramLabel = "JSON",
            description = "What the columns mean; without it they are guessed from the headers.")
    private @Nullable Path mapping;

    @Option(names = "--rejects", paramLabel = "CSV", description = "Where rows with a problem go.")
    private @Nullable Path rejects;

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            description = "Who answers for this import (default ${DEFAULT-VALUE}).")
    private String actor = "import";

    @Override
    int run(Terminal terminal) {
        Path people = persons != null ? persons : households;
        if (people == null) {
            throw wrong("Name the file of persons: --persons P.csv.");
        }
        Path homes = households != null ? households : people;
        HouseholdImport.Builder builder =
                HouseholdImport.builder(people).households(homes).actor(actor).progress(terminal);
        if (mapping != null) {
            builder.mapping(ImportMapping.read(mapping));
        }
        if (rejects != null) {
            builder.rejects(rejects, terminal.locale());
        }
        // Everything that can be wrong with the files is found before the registry is made.
        HouseholdImport job = builder.build().read();
        try (Registry registry = Registry.open(SqliteStore.open(registryFile))) {
            ImportResult result = job.record(registry);
            ChainHead head = registry.head();
            summary(result, head, terminal);
            terminal.result(figures(result, head, terminal));
            return result.isClean() ? RegistryCommand.OK : RegistryCommand.DATA;
        }
    }

    private void summary(ImportResult result, ChainHead head, Terminal terminal) {
        terminal.line(terminal.word("import.title", String.valueOf(registryFile.getFileName())));
        counts(terminal, "import.households", result.households());
        counts(terminal, "import.persons", result.persons());
        if (result.incomplete() > 0) {
            terminal.fact("import.incomplete", terminal.number(result.incomplete()));
        }
        terminal.fact("import.events", terminal.number(result.events()));
        terminal.fact("import.head", head.sequence() + " " + head.hex().substring(0, 16) + "…");
        terminal.fact("seconds", terminal.number(terminal.seconds(), 1));
        if (!result.isClean()) {
            terminal.line(terminal.word("import.problems"));
            result.problems()
                    .forEach((code, count) -> terminal.line(String.format(
                            "    %8s  %s",
                            terminal.number(count),
                            result.examples().stream()
                                    .filter(p -> p.code().equals(code))
                                    .findFirst()
                                    .map(p -> p.message(terminal.locale()))
                                    .orElse(code))));
            for (Problem problem : result.examples()) {
                terminal.remark(problem.describe(terminal.locale()));
            }
            if (result.personRejects() != null) {
                terminal.fact("import.rejects", result.personRejects().toString());
            }
            if (result.householdRejects() != null) {
                terminal.fact("import.rejects", result.householdRejects().toString());
            }
        }
    }

    private static void counts(Terminal terminal, String key, ImportResult.Counts counts) {
        terminal.fact(
                key,
                terminal.word(
                        "import.counts",
                        terminal.number(counts.read()),
                        terminal.number(counts.recorded()),
                        terminal.number(counts.unchanged()),
                        terminal.number(counts.rejected())));
    }

    private static Map<String, Object> figures(ImportResult result, ChainHead head, Terminal terminal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("households", result.households());
        json.put("persons", result.persons());
        json.put("incomplete_households", result.incomplete());
        json.put("events", result.events());
        json.put("problems", result.problems());
        json.put(
                "rejects",
                java.util.stream.Stream.of(result.personRejects(), result.householdRejects())
                        .filter(java.util.Objects::nonNull)
                        .map(String::valueOf)
                        .toList());
        json.put("head", Map.of("sequence", head.sequence(), "chain", head.hex()));
        json.put("seconds", Math.round(terminal.seconds() * 1000) / 1000.0);
        return json;
    }
}
