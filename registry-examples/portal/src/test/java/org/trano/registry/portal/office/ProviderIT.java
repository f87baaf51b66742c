package org.trano.registry.portal.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.portal.Chromium;
import org.trano.registry.portal.RunningPortal;

/** Signing in with the ministry's own identity provider, by setting. */
class ProviderIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void a_provider_stands_for_the_password_and_for_both_factors_where_it_says_so()
            throws IOException, InterruptedException, JOSEException {
        try (Chromium chromium = Chromium.open();
                SmallProvider provider = new SmallProvider();
                RunningPortal portal = RunningPortal.start(
                        folder,
                        "--portal.demo=true",
                        "--portal.founders=awa,kodjo",
                        "--portal.oidc.issuer=" + provider.issuer(),
                        "--portal.oidc.client=" + SmallProvider.CLIENT,
                        "--portal.oidc.secret=" + SmallProvider.SECRET);
                Administrator awa = new Administrator("awa", chromium.browser(), portal.url(""))) {
            Map<String, String> codes = Caller.codes(folder.resolve("portal.registry-codes.txt"));
            awa.begin(String.valueOf(codes.get("awa")));
            Page page = awa.look.page;
            page.click("form.out button");

            // The provider has seen a password only: the authenticator is still asked for.
            provider.user = "awa";
            awa.look.open("/admin/en/sign-in");
            awa.look.isSound("office-sign-in-provider");
            page.click("text=ministry’s account");
            assertThat(page.url()).endsWith("/admin/en/sign-in/number");
            page.fill("#number", awa.number());
            page.click("main form button");
            assertThat(page.textContent("h1")).isEqualTo("My desk");
            page.click("form.out button");

            // It has seen several factors.
            provider.shown = List.of("pwd", "mfa");
            page.click("text=ministry’s account");
            assertThat(page.textContent("h1")).isEqualTo("My desk");
            page.click("form.out button");

            // Whom it knows and the office does not, stays outside; so does a token that somebody else signed.
            provider.user = "somebody";
            page.click("text=ministry’s account");
            assertThat(page.textContent(".fault")).contains("not accepted");
            provider.user = "awa";
            provider.signsWithAnotherKey = true;
            page.click("text=ministry’s account");
            assertThat(page.textContent(".fault")).contains("not accepted");
            awa.look.open("/admin/en/news");
            assertThat(page.url()).endsWith("/sign-in");

            // An answer that nobody asked for.
            HttpResponse<String> forged = portal.get("/admin/oidc/back/portal?code=x&state=y");
            assertThat(Caller.location(forged)).isEqualTo("/admin/fr/sign-in?refused");
            assertThat(portal.log()).doesNotContain("ERROR", "somebody");
        }
    }
}
