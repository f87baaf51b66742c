package org.trano.registry.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.testkit.RegistryStoreContract;

class SqliteStoreContractTest extends RegistryStoreContract {
    @Override
    protected RegistryStore create() {
        try {
            return SqliteStore.open(Files.createTempDirectory("registry").resolve("contract.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
