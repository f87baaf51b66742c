package org.trano.registry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.trano.registry.core.exchange.OutputFile;
import org.trano.registry.population.Country;
import org.trano.registry.scoring.plugin.PluginPins;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job from beginning to end on invented people, showing each command as it is run. */
@Command(
        name = "demo",
        description =
                "Run the main job on invented people (of Togo unless told otherwise): generate, import, duplicates, scores, a list by quota, a report.")
final class DemoCommand extends TerminalCommand {
    private static final String PLUGIN = "care-burden.jar";
    private static final List<String> MADE_BEFORE =
            List.of("demo.registry", "demo.registry-wal", "demo.registry-shm", "rejects.csv", "rejects-households.csv");

    @Option(names = "--out", paramLabel = "DIR", description = "Where everything goes (default ${DEFAULT-VALUE}).")
    private Path out = Path.of("registry-demo");

    @CommandLine.Mixin
    private PopulationOptions people = new PopulationOptions();

    @Override
    int run(Terminal terminal) {
        String fault = people.fault();
        if (fault != null) {
            throw wrong(fault);
        }
        Country chosen = people.country(Country.TOGO);
        prepare(chosen);
        Map<String, Integer> codes = new LinkedHashMap<>();
        run(bringIn(chosen), codes, terminal);
        // Whether there are rejects is known only now.
        run(lookAt(chosen), codes, terminal);
        terminal.line("");
        terminal.line(terminal.word("demo.done", out, terminal.number(terminal.seconds(), 0)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("out", out.toString());
        json.put("exit_codes", codes);
        json.put("seconds", Math.round(terminal.seconds() * 1000) / 1000.0);
        terminal.result(json);
        // Invented registers have bad rows and missing answers on purpose, so 1 is what some commands should say.
        return codes.values().stream().allMatch(code -> code <= RegistryCommand.DATA)
                        && codes.getOrDefault("verify", RegistryCommand.DATA) == RegistryCommand.OK
                ? RegistryCommand.OK
                : RegistryCommand.DATA;
    }

    private void run(List<List<String>> steps, Map<String, Integer> codes, Terminal terminal) {
        for (List<String> step : steps) {
            terminal.line("");
            terminal.line(terminal.word("demo.run", String.join(" ", step)));
            codes.merge(step.get(0), run(step, terminal), Math::max);
        }
    }

    private List<List<String>> bringIn(Country chosen) {
        return List.of(
                and(List.of("generate"), people.arguments(chosen), List.of("--out", out.toString())),
                List.of(
                        "import",
                        "--registry",
                        file("demo.registry"),
                        "--households",
                        file("households.csv"),
                        "--persons",
                        file("persons.csv"),
                        "--rejects",
                        file("rejects.csv")));
    }

    private List<List<String>> lookAt(Country chosen) {
        String registry = file("demo.registry");
        String region = Integer.toString(chosen.regionCodeLength());
        List<String> quota = List.of(
                "--model", file(model(chosen)), "--quota", "20%", "--area-prefix", region, "--lottery", "demo-2026");
        List<String> plugin = List.of("--plugins", file("plugins"), "--plugin-model", "care-burden");
        List<String> rejects =
                Files.exists(out.resolve("rejects.csv")) ? List.of("--rejects", file("rejects.csv")) : List.of();
        return List.of(
                List.of(
                        "dedup",
                        "--registry",
                        registry,
                        "--review",
                        file("review.csv"),
                        "--clusters",
                        file("clusters.csv")),
                List.of("score", "--registry", registry, "--model", file(model(chosen)), "--out", file("scores.csv")),
                List.of(
                        "explain",
                        "--registry",
                        registry,
                        "--model",
                        file(model(chosen)),
                        "--household",
                        chosen.code() + "0000001"),
                and(List.of("score", "--registry", registry), plugin, List.of("--out", file("scores-care-burden.csv"))),
                and(
                        List.of("target", "--registry", registry),
                        quota,
                        List.of(
                                "--review",
                                file("review.csv"),
                                "--out",
                                file("list.csv"),
                                "--areas",
                                file("areas.csv"))),
                and(
                        List.of("report", "--registry", registry),
                        quota,
                        plugin,
                        rejects,
                        List.of(
                                "--truth-persons",
                                file("persons.csv"),
                                "--truth-households",
                                file("households.csv"),
                                "--out",
                                file("report.html"))),
                List.of("verify", "--registry", registry));
    }

    @SafeVarargs
    private static List<String> and(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    private static String model(Country chosen) {
        return "pmt-" + chosen.code() + ".json";
    }

    private int run(List<String> step, Terminal terminal) {
        List<String> args = new ArrayList<>(step);
        args.add("--lang=" + terminal.locale().getLanguage());
        if (common().quiet) {
            args.add("--quiet");
        }
        CommandLine line = RegistryCommand.line(new RegistryCommand(ProcessFigures.cpuSeconds()), args.get(0));
        line.setExecutionExceptionHandler(root().getExecutionExceptionHandler());
        if (terminal.json()) {
            line.setOut(new java.io.PrintWriter(java.io.Writer.nullWriter()));
        }
        return line.execute(args.toArray(String[]::new));
    }

    private String file(String name) {
        return out.resolve(name).toString();
    }

    /** Lays out the model and the plug-in with its pin; what an earlier demonstration left is replaced. */
    private void prepare(Country chosen) {
        try {
            Path plugins = Files.createDirectories(out.resolve("plugins"));
            for (String old : MADE_BEFORE) {
                Files.deleteIfExists(out.resolve(old));
            }
            Files.write(out.resolve(model(chosen)), resource(model(chosen)));
            byte[] jar = resource(PLUGIN);
            Files.write(plugins.resolve(PLUGIN), jar);
            Files.writeString(
                    plugins.resolve(PluginPins.FILE),
                    PluginPins.sha256(jar) + "  " + PLUGIN + "\n",
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw OutputFile.failure(out, e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(DemoCommand.class.getResourceAsStream("demo/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
