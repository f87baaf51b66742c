package org.trano.registry.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.testkit.RegistryStoreContract;

class SqliteStoreContractTest extends RegistryStoreContract {
    @Override
    protected RegistryStore create() {
        try {
            Path folder = Files.createTempDirectory("registry");
            Path file = folder.resolve("contract.db");
            // Deleted in the reverse order of this when the tests end.
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return SqliteStore.open(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
