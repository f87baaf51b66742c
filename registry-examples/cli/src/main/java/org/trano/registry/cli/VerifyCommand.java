package org.trano.registry.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trano.registry.core.Registry;
import org.trano.registry.core.Verification;
import org.trano.registry.jdbc.SqliteStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks a registry file from the first event to the last. */
@Command(name = "verify", description = "Check that the chain of events is intact and every view equals a replay.")
final class VerifyCommand extends TerminalCommand {
    @Option(
            names = "--registry",
            paramLabel = "FILE",
            required = true,
            description = "The registry file; it is only read.")
    @SuppressWarnings("NullAway.Init")
    private Path registryFile;

    @Override
    int run(Terminal terminal) {
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(registryFile))) {
            Verification found = registry.verify(terminal);
            terminal.line(terminal.word(
                    found.isIntact() ? "verify.intact" : "verify.broken", String.valueOf(registryFile.getFileName())));
            terminal.fact("import.events", terminal.number(found.events()));
            terminal.fact("verify.households", terminal.number(found.households()));
            terminal.fact("verify.persons", terminal.number(found.persons()));
            terminal.fact(
                    "verify.head", found.head().sequence() + " " + found.head().hex());
            found.faults().forEach(terminal::remark);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("intact", found.isIntact());
            json.put("events", found.events());
            json.put("households", found.households());
            json.put("persons", found.persons());
            json.put(
                    "head",
                    Map.of(
                            "sequence",
                            found.head().sequence(),
                            "chain",
                            found.head().hex()));
            json.put("faults", found.faults());
            terminal.result(json);
            return found.isIntact() ? RegistryCommand.OK : RegistryCommand.DATA;
        }
    }
}
