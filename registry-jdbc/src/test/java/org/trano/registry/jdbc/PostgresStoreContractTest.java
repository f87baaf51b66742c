package org.trano.registry.jdbc;

import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.testkit.RegistryStoreContract;

class PostgresStoreContractTest extends RegistryStoreContract {
    @Override
    protected RegistryStore create() {
        return PostgresStore.builder(Server.source())
                .schema(Server.freshSchema())
                .prefix("")
                .open();
    }
}
