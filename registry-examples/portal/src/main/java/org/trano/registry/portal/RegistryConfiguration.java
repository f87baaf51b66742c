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

/** The registry the portal lives on: one file, or a database by one setting. */
@Configuration
class RegistryConfiguration {
    private static final EventCodec CODEC = EventCodec.standard().with(NewsPosted.TYPE, NewsPosted.class);

    @Bean(destroyMethod = "close")
    Registry registry(PortalSettings settings) {
        Registry registry = Registry.builder(store(settings)).codec(CODEC).build();
        if (settings.areas() != null) {
            AreaFile.enter(settings.areas(), registry);
        }
        if (settings.demo()) {
            Demonstration.fill(registry);
        }
        return registry;
    }

    private static RegistryStore store(PortalSettings settings) {
        if (!settings.isServer()) {
            return SqliteStore.open(Path.of(settings.store()), CODEC);
        }
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(settings.store());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(8);
        return PostgresStore.builder(new HikariDataSource(pool)).codec(CODEC).open();
    }
}
