package org.trano.registry.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same portal on a PostgreSQL server, by one setting. */
class PostgresIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void one_setting_puts_it_on_a_server() throws IOException, InterruptedException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                RunningPortal portal = RunningPortal.start(
                        folder,
                        "--portal.demo=true",
                        "--portal.store=" + postgres.getJdbcUrl("postgres", "postgres"))) {
            assertThat(portal.get("/fr/actors?kind=ministry").body()).contains("Ministère de la protection sociale");
            assertThat(folder.resolve("portal.registry")).doesNotExist();
        }
    }
}
