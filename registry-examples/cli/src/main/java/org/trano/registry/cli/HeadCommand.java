package org.trano.registry.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.SignedHead;
import org.trano.registry.core.exchange.OutputFile;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.jdbc.SqliteStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says, and signs, where the chain of events ends: whoever keeps it elsewhere can prove later that nothing before was changed. */
@Command(
        name = "head",
        description = "Say where the chain of events ends, and sign it: kept elsewhere, it proves what was there.",
        footer = {
            "",
            "Keys: openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout -out public.pem"
        })
final class HeadCommand extends TerminalCommand {
    @Option(
            names = "--registry",
            paramLabel = "FILE",
            required = true,
            description = "The registry file; it is only read.")
    @SuppressWarnings("NullAway.Init")
    private Path registryFile;

    @Option(names = "--key", paramLabel = "PEM", description = "Sign with this private key (Ed25519, PKCS#8).")
    private @Nullable Path key;

    @Option(names = "--out", paramLabel = "FILE", description = "With --key: write the signed head, one line of text.")
    private @Nullable Path out;

    @Override
    int run(Terminal terminal) {
        if (out != null && key == null) {
            throw wrong("--out needs --key: an end of the chain that nobody signed proves nothing.");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(registryFile))) {
            ChainHead head = registry.head();
            terminal.fact("verify.head", head.sequence() + " " + head.hex());
            json.put("sequence", head.sequence());
            json.put("chain", head.hex());
            if (key != null) {
                SignedHead signed = registry.signHead(KeyFile.privateKey(key));
                terminal.line(signed.toString());
                json.put("signed", signed.toString());
                if (out != null) {
                    OutputFile.write(out, to -> to.append(signed.toString()).append('\n'));
                }
            }
        }
        terminal.result(json);
        return RegistryCommand.OK;
    }
}
