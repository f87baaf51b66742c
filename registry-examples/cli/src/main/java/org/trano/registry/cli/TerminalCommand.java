package org.trano.registry.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** A command that talks to a terminal: what all commands of {@code registry} have in common. */
abstract class TerminalCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    /** Does the work and gives the exit code. */
    abstract int run(Terminal terminal) throws IOException;

    @Override
    public final Integer call() throws IOException {
        try (Terminal terminal = new Terminal(spec.commandLine(), common)) {
            return run(terminal);
        }
    }

    /** The failure to throw when the command line makes no sense. */
    final CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    final CommonOptions common() {
        return common;
    }

    final CommandLine root() {
        return spec.root().commandLine();
    }
}
