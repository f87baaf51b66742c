package org.trano.registry.testkit;

import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.core.store.RegistryStore;

class MemoryStoreTest extends RegistryStoreContract {
    @Override
    protected RegistryStore create() {
        return new MemoryStore();
    }
}
