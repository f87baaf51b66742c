package org.trano.registry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.SignedHead;
import org.trano.registry.core.Verification;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
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

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "A signed head that was kept elsewhere: does the chain still hold it?")
    private @Nullable Path against;

    @Option(names = "--public-key", paramLabel = "PEM", description = "With --against: whose signature it must be.")
    private @Nullable Path publicKey;

    @Override
    int run(Terminal terminal) {
        if ((against == null) != (publicKey == null)) {
            throw wrong("--against and --public-key belong together: a head proves something by its signature.");
        }
        SignedHead kept = against == null ? null : kept(against, Objects.requireNonNull(publicKey));
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
            boolean held = kept == null || registry.contains(kept.head());
            if (kept != null) {
                terminal.line(terminal.word(
                        held ? "verify.held" : "verify.not-held", kept.head().sequence(), kept.signed()));
            }
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
            if (kept != null) {
                json.put("holds_kept_head", held);
            }
            terminal.result(json);
            return found.isIntact() && held ? RegistryCommand.OK : RegistryCommand.DATA;
        }
    }

    /** A head whose signature holds. */
    private static SignedHead kept(Path file, Path publicKey) {
        CsvFile.requireFile(file);
        try {
            SignedHead head = SignedHead.parse(Files.readString(file, StandardCharsets.UTF_8));
            if (head.isSignedBy(KeyFile.publicKey(publicKey))) {
                return head;
            }
            throw new DataException(Problem.ofFile("head.not-signed", file.toString(), publicKey.toString()));
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException(Problem.ofFile("head.unreadable", file.toString()), e);
        }
    }
}
