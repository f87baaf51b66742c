package org.trano.registry.testkit;

import java.util.List;
import org.trano.registry.dedup.name.CulturePackProvider;
import org.trano.registry.dedup.name.StandardPacks;

class StandardPacksContractTest extends CulturePackProviderContract {
    @Override
    protected CulturePackProvider provider() {
        return new StandardPacks();
    }

    @Override
    protected List<String> names() {
        return List.of(
                "Koffi", "N'Guessan", "Ouattara", "Cabdiraxmaan", "Qali", "عبدالله", "Razafindrakoto", "Moinaecha");
    }
}
