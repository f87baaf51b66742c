package org.trano.registry.portal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.jdbc.PostgresStore;
import org.trano.registry.jdbc.SqliteStore;
import org.trano.registry.portal.office.OfficeEvent;

/** The registry the portal lives on: one file, or a database by one setting. */
@Configuration
class RegistryConfiguration {
    private static final int CONNECTIONS = 8;
    private static final int ACCOUNT_CONNECTIONS = 2;

    /** What the journal can hold: the registry's own events, and the portal's. */
    @Bean
    EventCodec codec() {
        return OfficeEvent.codec(EventCodec.standard().with(NewsPosted.TYPE, NewsPosted.class));
    }

    /** The server's database, or the file in which administrators' secrets are kept beside a registry that is a file. */
    @Bean(destroyMethod = "close")
    HikariDataSource accounts(PortalSettings settings) {
        HikariConfig pool = new HikariConfig();
        if (settings.isServer()) {
            pool.setJdbcUrl(settings.store());
            pool.setUsername(settings.user());
            pool.setPassword(settings.password());
            pool.setMaximumPoolSize(CONNECTIONS);
        } else {
            OwnerOnly.create(settings.accountsFile());
            pool.setJdbcUrl(
                    "jdbc:sqlite:" + settings.accountsFile() + "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000");
            pool.setMaximumPoolSize(ACCOUNT_CONNECTIONS);
        }
        return new HikariDataSource(pool);
    }

    @Bean(destroyMethod = "close")
    Registry registry(PortalSettings settings, EventCodec codec, HikariDataSource accounts) {
        RegistryStore store;
        if (settings.isServer()) {
            store = PostgresStore.builder(accounts).codec(codec).open();
        } else {
            // People's records are nobody's business who only has an account on the same machine.
            OwnerOnly.create(Path.of(settings.store()));
            store = SqliteStore.open(Path.of(settings.store()), codec);
        }
        Registry registry = Registry.builder(store).codec(codec).build();
        if (settings.areas() != null) {
            AreaFile.enter(settings.areas(), registry);
        }
        if (settings.demo()) {
            Demonstration.fill(registry);
        }
        return registry;
    }
}
