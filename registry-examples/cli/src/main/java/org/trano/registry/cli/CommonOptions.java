package org.trano.registry.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class CommonOptions {
    @Option(names = "--json", description = "Print exactly one JSON object on standard output.")
    boolean json;

    @Option(names = "--lang", paramLabel = "LANGUAGE", description = "en or fr; otherwise that of the system.")
    @Nullable
    String lang;

    @Option(names = "--quiet", description = "Show no progress.")
    boolean quiet;

    @Option(names = "--debug", description = "Show the technical cause of a failure.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;
}
