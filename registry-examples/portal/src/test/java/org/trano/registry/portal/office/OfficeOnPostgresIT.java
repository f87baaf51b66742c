package org.trano.registry.portal.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.portal.Chromium;
import org.trano.registry.portal.RunningPortal;

/** The same office on a PostgreSQL server, secrets and passkeys included. */
class OfficeOnPostgresIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void administrators_work_on_a_server() throws IOException, InterruptedException {
        try (Chromium chromium = Chromium.open();
                EmbeddedPostgres postgres = EmbeddedPostgres.start();
                RunningPortal portal = RunningPortal.start(
                        folder,
                        "--portal.demo=true",
                        "--portal.founders=awa,kodjo",
                        "--portal.store=" + postgres.getJdbcUrl("postgres", "postgres"));
                Administrator awa = new Administrator("awa", chromium.browser(), portal.url(""));
                Administrator kodjo = new Administrator("kodjo", chromium.browser(), portal.url(""))) {
            Map<String, String> codes = Caller.codes(folder.resolve("portal-codes.txt"));
            awa.begin(String.valueOf(codes.get("awa")));
            kodjo.begin(String.valueOf(codes.get("kodjo")));
            awa.look.open("/admin/fr/actors/new");
            awa.look.page.fill("[id='names.fr']", "Croix-Bleue du Nord");
            awa.look.page.selectOption("#kind", "ngo");
            awa.look.page.click("main form button:not([formaction])");
            kodjo.confirmFirst();
            Thread.sleep(1500);
            assertThat(portal.get("/fr/actors?kind=ngo").body()).contains("Croix-Bleue du Nord");
            AdministratorsDayIT.passkey(awa);
            portal.killAndRestart();
            assertThat(portal.get("/fr/actors?kind=ngo").body()).contains("Croix-Bleue du Nord");
            kodjo.signIn();
            awa.look.open("/admin/fr/sign-in");
            awa.look.page.click(".passkey button");
            awa.look.page.waitForURL("**/admin/fr");
            assertThat(portal.log()).doesNotContain("ERROR");
        }
    }
}
