package org.trano.registry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.trano.registry.core.exchange.OutputFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job from beginning to end on a small invented register, showing each command as it is run. */
@Command(
        name = "demo",
        description = "Run the main job on a small invented register: import, duplicates, scores, verification.")
final class DemoCommand extends TerminalCommand {
    private static final List<String> FILES = List.of("households.csv", "persons.csv", "mapping.json", "model.json");

    @Option(names = "--out", paramLabel = "DIR", description = "Where everything goes (default ${DEFAULT-VALUE}).")
    private Path out = Path.of("registry-demo");

    @Override
    int run(Terminal terminal) {
        prepare();
        String registry = file("demo.registry");
        List<List<String>> steps = List.of(
                List.of(
                        "import",
                        "--registry",
                        registry,
                        "--households",
                        file("households.csv"),
                        "--persons",
                        file("persons.csv"),
                        "--mapping",
                        file("mapping.json"),
                        "--rejects",
                        file("rejects.csv")),
                List.of(
                        "dedup",
                        "--registry",
                        registry,
                        "--clusters",
                        file("clusters.csv"),
                        "--pairs",
                        file("pairs.csv"),
                        "--report",
                        file("report.html")),
                List.of(
                        "score",
                        "--registry",
                        registry,
                        "--model",
                        file("model.json"),
                        "--out",
                        file("scores.csv"),
                        "--explain",
                        "KM-0001"),
                List.of("verify", "--registry", registry));
        Map<String, Integer> codes = new LinkedHashMap<>();
        for (List<String> step : steps) {
            terminal.line("");
            terminal.line(terminal.word("demo.run", String.join(" ", step)));
            codes.put(step.get(0), run(step, terminal));
        }
        terminal.line("");
        terminal.line(terminal.word("demo.done", out));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("out", out.toString());
        json.put("exit_codes", codes);
        terminal.result(json);
        // The invented register has bad rows on purpose, so 1 is what these two commands should say.
        return codes.values().stream().allMatch(code -> code <= RegistryCommand.DATA)
                        && codes.getOrDefault("verify", RegistryCommand.DATA) == RegistryCommand.OK
                ? RegistryCommand.OK
                : RegistryCommand.DATA;
    }

    private int run(List<String> step, Terminal terminal) {
        List<String> args = new ArrayList<>(step);
        args.add("--lang=" + terminal.locale().getLanguage());
        if (common().quiet) {
            args.add("--quiet");
        }
        CommandLine line = new CommandLine(new RegistryCommand());
        line.setExecutionExceptionHandler(root().getExecutionExceptionHandler());
        if (terminal.json()) {
            line.setOut(new java.io.PrintWriter(java.io.Writer.nullWriter()));
        }
        return line.execute(args.toArray(String[]::new));
    }

    private String file(String name) {
        return out.resolve(name).toString();
    }

    /** Lays out the register's files; what an earlier demonstration left is replaced. */
    private void prepare() {
        try {
            Files.createDirectories(out);
            for (String old : List.of(
                    "demo.registry",
                    "demo.registry-wal",
                    "demo.registry-shm",
                    "rejects.csv",
                    "rejects-households.csv")) {
                Files.deleteIfExists(out.resolve(old));
            }
            for (String name : FILES) {
                try (InputStream in = Objects.requireNonNull(DemoCommand.class.getResourceAsStream("demo/" + name))) {
                    Files.copy(in, out.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw OutputFile.failure(out, e);
        }
    }
}
