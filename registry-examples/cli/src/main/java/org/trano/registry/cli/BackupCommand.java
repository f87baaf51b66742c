package org.trano.registry.cli;

import java.nio.file.Path;
import java.util.Map;
import org.trano.registry.core.Registry;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.jdbc.SqliteStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Copies a registry file while people work with it. */
@Command(
        name = "backup",
        description = "Copy a registry file while people work with it: complete, closed, of one instant.")
final class BackupCommand extends TerminalCommand {
    @Option(names = "--registry", paramLabel = "FILE", required = true, description = "The registry file.")
    @SuppressWarnings("NullAway.Init")
    private Path registryFile;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The copy; it must not exist yet.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Override
    int run(Terminal terminal) {
        try (SqliteStore store = SqliteStore.openReadOnly(registryFile)) {
            store.backup(out);
        }
        ChainHead head;
        try (Registry copy = Registry.open(SqliteStore.openReadOnly(out))) {
            head = copy.head();
        }
        terminal.line(terminal.word("backup.done", registryFile.getFileName(), out));
        terminal.fact("verify.head", head.sequence() + " " + head.hex());
        terminal.result(
                Map.of("out", out.toString(), "head", Map.of("sequence", head.sequence(), "chain", head.hex())));
        return RegistryCommand.OK;
    }
}
