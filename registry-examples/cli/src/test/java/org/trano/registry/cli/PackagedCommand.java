package org.trano.registry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs {@code registry.jar} in a process of its own, as its user does. */
record PackagedCommand(int exitCode, String out, String err) {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** Most runs here are short: they do without the optimising compiler and with the simplest collector. */
    private static final List<String> SHORT = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    static PackagedCommand run(Object... args) throws IOException, InterruptedException {
        return runWith(JAVA, SHORT, args);
    }

    /** A registry of invented people in a folder, beside the files it was imported from and the rows that were rejected. */
    static Path inventedRegistry(String country, int persons, Path folder) throws IOException, InterruptedException {
        run("generate", "--country", country, "--persons", persons, "--out", folder, "--quiet");
        Path registry = folder.resolve("r.registry");
        run(
                "import",
                "--quiet",
                "--registry",
                registry,
                "--households",
                folder.resolve("households.csv"),
                "--persons",
                folder.resolve("persons.csv"),
                "--rejects",
                folder.resolve("rejects.csv"));
        if (!Files.exists(registry)) {
            throw new AssertionError("No registry was made in " + folder);
        }
        return registry;
    }

    static PackagedCommand runWith(Path java, List<String> options, Object... args)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(java.toString(), "-Duser.language=en"));
        line.addAll(options);
        line.addAll(List.of("-jar", jar().toString()));
        return run(line, Map.of(), args);
    }

    /** Runs it by the script that lies beside it. */
    static PackagedCommand runScript(Map<String, String> environment, Object... args)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.put("LC_ALL", "C.UTF-8");
        return run(List.of(jar().resolveSibling("../registry").toString()), all, args);
    }

    private static Path jar() {
        return Path.of(System.getProperty("trano.jar", "target/registry.jar")).toAbsolutePath();
    }

    private static PackagedCommand run(List<String> command, Map<String, String> environment, Object... args)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(command);
        for (Object arg : args) {
            line.add(arg.toString());
        }
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("Not done after five minutes: " + line);
            }
            return new PackagedCommand(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Standard output, which must be exactly one JSON object. */
    JsonNode json() {
        JsonNode node = JsonMapper.builder()
                .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readTree(out);
        if (!node.isObject()) {
            throw new AssertionError("Not one JSON object: " + out);
        }
        return node;
    }
}
