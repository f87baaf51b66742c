package org.trano.registry.portal.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.portal.Chromium;
import org.trano.registry.portal.RunningPortal;

/** The whole day of four administrators, in a real browser each. */
class AdministratorsDayIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static RunningPortal portal;

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        chromium = Chromium.open();
        portal = RunningPortal.start(
                folder,
                "--portal.demo=true",
                "--portal.requests-per-second=1000",
                "--portal.founders=awa:Awa Koffi,kodjo");
    }

    @AfterAll
    static void close() throws InterruptedException {
        if (portal != null) {
            portal.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Administrator administrator(String name) {
        return new Administrator(name, chromium.browser(), portal.url(""));
    }

    @Test
    void four_administrators_begin_publish_schedule_correct_restore_and_see_who_did_what()
            throws IOException, InterruptedException {
        Map<String, String> codes = Caller.codes(folder.resolve("portal.registry-codes.txt"));
        try (Administrator awa = administrator("awa");
                Administrator kodjo = administrator("kodjo");
                Administrator afi = administrator("afi");
                Administrator yao = administrator("yao")) {
            awa.look.open("/admin");
            assertThat(awa.look.page.url()).contains("/admin/").endsWith("/sign-in");
            awa.look.isSound("office-sign-in");
            awa.begin(String.valueOf(codes.get("awa")));
            kodjo.begin(String.valueOf(codes.get("kodjo")));
            awa.look.isSound("office-desk-empty");

            join(awa, kodjo, afi, "Afi Mensah", "PUBLISH");
            join(awa, kodjo, yao, "Yao Agbeko", "PUBLISH", "ACCOUNTS");

            publishNews(awa, kodjo);
            publishActionWithFaults(afi, yao);
            publishActor(yao, afi);
            publishProject(afi, awa);
            correctAndRestore(kodjo, yao);
            schedule(awa, afi);
            declineAndWithdraw(afi, kodjo);

            awa.look.open("/admin/fr/acts");
            assertThat(awa.look.page.textContent("table"))
                    .contains("S’est connecté", "Afi Mensah", "Confirmé", "Refusé", "A installé un authentificateur");
            awa.look.isSound("office-acts");
            awa.look.open("/admin/en/accounts");
            awa.look.isSound("office-accounts");
            for (String list : List.of("actions", "projects", "actors", "news")) {
                awa.look.open("/admin/fr/" + list);
                awa.look.isSound("office-" + list);
                awa.look.page.click("main ul.list a");
                awa.look.isSound("office-one-of-" + list);
                awa.look.page.click("a.button");
                awa.look.isSound("office-change-" + list);
            }
            phone(yao);
            passkey(kodjo);
            ownAccount(afi);
            recover(kodjo, awa, yao);
            suspend(awa, afi);
        }
        assertThat(portal.log()).doesNotContain("ERROR", "\tat ");
        try (Registry registry = portal.registry()) {
            assertThat(registry.verify(Progress.SILENT).isIntact()).isTrue();
        }
    }

    /** One proposes an account, another confirms it and hands the code over. */
    private static void join(
            Administrator proposer, Administrator confirmer, Administrator fresh, String fullName, String... rights) {
        Page page = proposer.look.open("/admin/fr/accounts").page;
        page.fill("#fullName", fullName);
        page.fill("#name", fresh.name);
        for (String right : rights) {
            page.check("form[action$='/accounts'] input[value=" + right + "]");
        }
        page.click("form[action$='/accounts'] button");
        assertThat(page.textContent("main")).contains("Vous avez proposé ceci");
        assertThat(page.locator("form[action$='/confirm']").count()).isZero();
        confirmer.confirmFirst();
        confirmer.look.isSound("office-code");
        fresh.begin(confirmer.look.page.textContent("#code"));
    }

    private static void propose(Administrator who) {
        who.look.page.click("main form button:not([formaction])");
    }

    private static String visible(String path) throws IOException, InterruptedException {
        // The public view follows within a second.
        Thread.sleep(1500);
        return portal.get(path).body();
    }

    private static void publishNews(Administrator proposer, Administrator confirmer)
            throws IOException, InterruptedException {
        Page page = proposer.look.open("/admin/fr/news/new").page;
        page.fill("[id='names.fr']", "Les transferts d’octobre <b>sont</b> payés");
        page.fill("[id='names.ar']", "تم دفع تحويلات أكتوبر");
        page.fill("[id='texts.fr']", "À tous les ménages de la liste.\n\nLes réclamations se font à la mairie.");
        page.selectOption("#organisation", new SelectOption().setLabel("Ministère de la protection sociale"));
        page.fill("#note", "Relu avec la banque");
        proposer.look.isSound("office-form-news");
        Page preview = page.context().waitForPage(() -> page.click("button[formaction]"));
        preview.waitForLoadState();
        assertThat(preview.textContent("h1")).isEqualTo("Les transferts d’octobre <b>sont</b> payés");
        assertThat(preview.textContent("header")).contains("Aperçu");
        preview.close();
        propose(proposer);
        assertThat(portal.get("/fr/news").body()).doesNotContain("transferts d’octobre");
        confirmer.look.open("/admin/fr");
        assertThat(confirmer.look.page.textContent(".badge")).isEqualTo("1");
        confirmer.look.isSound("office-desk");
        confirmer.look.page.click("main ul.list a");
        assertThat(confirmer.look.page.textContent("main")).contains("Relu avec la banque", "Publier");
        confirmer.look.isSound("office-proposal");
        confirmer.look.page.click("a.preview[lang=ar]");
        assertThat(confirmer.look.page.textContent("h1")).isEqualTo("تم دفع تحويلات أكتوبر");
        assertThat(confirmer.look.page.textContent("header")).contains("معاينة").doesNotContain("Nouvelles");
        confirmer.look.isSound("office-preview");
        confirmer.confirmFirst();
        assertThat(confirmer.look.page.textContent(".note")).contains("Confirmé");
        assertThat(visible("/fr/news")).contains("transferts d’octobre &lt;b&gt;sont&lt;/b&gt; payés");
    }

    private static void publishActionWithFaults(Administrator proposer, Administrator confirmer)
            throws IOException, InterruptedException {
        Page page = proposer.look.open("/admin/fr/actions/new").page;
        page.fill("[id='names.fr']", "Assurance maladie des artisans");
        page.fill("[id='objective.0']", "Protéger les artisans");
        page.fill("[id='target.0']", "beaucoup");
        page.fill("#from", "2020-01-01");
        propose(proposer);
        assertThat(page.textContent("main"))
                .contains(
                        "Rien n’a été proposé", "Un nombre, par exemple", "Ce jour est passé", "ne peut pas être vide");
        assertThat(page.inputValue("[id='target.0']")).isEqualTo("beaucoup");
        proposer.look.complaints.removeIf(one -> one.contains("422"));
        proposer.look.isSound("office-form-faults");
        page.fill("[id='indicator.0']", "Artisans assurés");
        page.fill("[id='target.0']", "12 000");
        page.fill("[id='actual.0']", "3 450,5");
        page.fill("#from", "");
        propose(proposer);
        confirmer.confirmFirst();
        assertThat(visible("/en/actions")).contains("Assurance maladie des artisans");
    }

    private static void publishActor(Administrator proposer, Administrator confirmer)
            throws IOException, InterruptedException {
        Page page = proposer.look.open("/admin/fr/actors/new").page;
        page.fill("[id='names.fr']", "Croix-Bleue du Nord");
        page.selectOption("#kind", "ngo");
        page.selectOption("[id='area.0']", "TG02");
        page.fill("[id='theme.0']", "cash_transfer");
        proposer.look.isSound("office-form-actors");
        propose(proposer);
        confirmer.confirmFirst();
        assertThat(visible("/fr/actors?kind=ngo&area=TG02&theme=cash_transfer")).contains("Croix-Bleue du Nord");
        proposer.look.open("/admin/fr/actors");
        page.click("text=Croix-Bleue du Nord");
        page.click("a.button");
        page.selectOption("[id='area.0']", "");
        page.fill("[id='theme.0']", "");
        page.selectOption("[id='area.1']", "TG05");
        page.fill("[id='theme.1']", "disability");
        propose(proposer);
        assertThat(page.textContent(".changes")).contains("cash_transfer", "disability");
        confirmer.confirmFirst();
        assertThat(visible("/fr/actors?kind=ngo&area=TG05&theme=disability")).contains("Croix-Bleue du Nord");
        assertThat(portal.get("/fr/actors?kind=ngo&area=TG02&theme=cash_transfer")
                        .body())
                .doesNotContain("Croix-Bleue du Nord");
    }

    private static void publishProject(Administrator proposer, Administrator confirmer)
            throws IOException, InterruptedException {
        Page page = proposer.look.open("/admin/fr/projects/new").page;
        page.fill("[id='names.fr']", "Guichets mobiles");
        page.fill("[id='names.en']", "Mobile counters");
        page.selectOption("#organisation", new SelectOption().setLabel("Croix-Bleue du Nord"));
        page.fill("#begins", "2026-12-01");
        page.fill("#ends", "2026-01-01");
        proposer.look.isSound("office-form-projects");
        propose(proposer);
        assertThat(page.textContent("main")).contains("La fin vient avant le début");
        proposer.look.complaints.removeIf(one -> one.contains("422"));
        page.fill("#ends", "2027-12-31");
        propose(proposer);
        confirmer.confirmFirst();
        assertThat(visible("/en/projects")).contains("Mobile counters");
    }

    /** A mistake is corrected, then what was corrected is restored; the public sees one wording at a time. */
    private static void correctAndRestore(Administrator proposer, Administrator confirmer)
            throws IOException, InterruptedException {
        Page page = proposer.look.open("/admin/fr/actions").page;
        page.click("text=Assurance maladie des artisans");
        page.click("text=Corriger une erreur");
        page.fill("[id='names.fr']", "Assurance maladie des artisanes et artisans");
        propose(proposer);
        assertThat(page.textContent(".changes")).contains("artisanes et artisans");
        proposer.look.isSound("office-correction");
        confirmer.confirmFirst();
        assertThat(visible("/fr/actions")).contains("artisanes et artisans");
        proposer.look.open("/admin/fr/actions");
        page.click("text=Assurance maladie");
        assertThat(page.textContent("tr.gone")).contains("corrigé ou retiré");
        proposer.look.isSound("office-versions");
        page.click("tr.gone a");
        propose(proposer);
        confirmer.confirmFirst();
        assertThat(visible("/fr/actions")).contains("maladie des artisans").doesNotContain("artisanes");
        proposer.look.open("/admin/fr/actions");
        page.click("text=Assurance maladie");
        page.fill("input[name=note]", "Doublon");
        page.click("button.danger");
        confirmer.confirmFirst();
        assertThat(visible("/fr/actions")).doesNotContain("maladie des artisans");
        proposer.look.open("/admin/fr/actions");
        page.click("text=Assurance maladie");
        assertThat(page.textContent(".badge")).isEqualTo("retiré");
        page.click("text=Publier de nouveau");
        propose(proposer);
        confirmer.confirmFirst();
        assertThat(visible("/fr/actions")).contains("maladie des artisans");
    }

    private static void schedule(Administrator proposer, Administrator confirmer)
            throws IOException, InterruptedException {
        Page page = proposer.look.open("/admin/fr/news/new").page;
        page.fill("[id='names.fr']", "Annonce de demain");
        page.fill("[id='texts.fr']", "Demain.");
        page.selectOption("#organisation", new SelectOption().setLabel("Croix-Bleue du Nord"));
        page.fill("#from", LocalDate.now().plusDays(1).toString());
        propose(proposer);
        confirmer.confirmFirst();
        assertThat(visible("/fr/news")).doesNotContain("Annonce de demain");
        proposer.look.open("/admin/fr/news");
        assertThat(page.textContent("main ul.list")).contains("Annonce de demain", "prévu");
    }

    private static void declineAndWithdraw(Administrator proposer, Administrator decider) {
        for (boolean withdraw : new boolean[] {false, true}) {
            Page page = proposer.look.open("/admin/fr/actors/new").page;
            page.fill("[id='names.fr']", "Personne");
            page.selectOption("#kind", "other");
            propose(proposer);
            if (withdraw) {
                page.click("form[action$='/end'] button");
                assertThat(page.textContent(".note")).contains("Retiré par l’auteur");
            } else {
                decider.look.open("/admin/fr");
                decider.look.page.click("main ul.list a");
                decider.look.page.fill("input[name=reason]", "Cet acteur n’existe pas");
                decider.look.page.click("button.danger");
                assertThat(decider.look.page.textContent(".note")).contains("Refusé", "Cet acteur n’existe pas");
            }
        }
    }

    private static void phone(Administrator who) {
        who.look.page.setViewportSize(360, 740);
        for (String path :
                List.of("", "/accounts", "/acts", "/news/new", "/actions/new", "/actors/new", "/projects/new")) {
            who.look.open("/admin/fr" + path);
            who.look.isSound("office-phone" + path.replace('/', '-'));
        }
        who.look.page.setViewportSize(1280, 900);
    }

    /** A passkey is added, and is enough to sign in. */
    static void passkey(Administrator who) {
        Page page = who.look.page;
        CDPSession devices = page.context().newCDPSession(page);
        devices.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject wrapped = new JsonObject();
        wrapped.add("options", options);
        devices.send("WebAuthn.addVirtualAuthenticator", wrapped);
        who.look.open("/admin/fr/me");
        if (page.url().contains("/again")) {
            page.fill("#number", who.number());
            page.click("main form button");
        }
        page.fill("#label", "Ordinateur du bureau");
        page.click(".passkey button");
        page.waitForURL("**/me?done");
        assertThat(page.textContent("main ul.list")).contains("Ordinateur du bureau");
        who.look.isSound("office-me");
        page.click("form.out button");
        assertThat(page.url()).endsWith("/sign-in");
        who.look.open("/admin/fr/projects");
        assertThat(page.url()).endsWith("/sign-in");
        List<String> shown = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/sign-in/passkey")) {
                shown.add(request.postData());
            }
        });
        page.click(".passkey button");
        page.waitForURL("**/admin/fr");
        assertThat(page.textContent("h1")).isEqualTo("Mon bureau");
        assertThat(who.look.complaints).isEmpty();
        // What a passkey answered once is no answer to another question.
        page.click("form.out button");
        assertThat(page.evaluate("""
                        async body => {
                          const box = document.querySelector('.passkey');
                          const send = (address, text) => fetch(address, {method: 'POST', body: text,
                            headers: {'Content-Type': 'application/json', 'X-CSRF-TOKEN': box.dataset.csrf}});
                          await send(box.dataset.options, '{}');
                          return [(await send(box.dataset.send, body)).status, (await send(box.dataset.send, body)).status].join();
                        }
                        """, shown.get(0))).isEqualTo("422,422");
        who.look.open("/admin/fr/news");
        assertThat(page.url()).endsWith("/sign-in");
        who.look.complaints.removeIf(one -> one.contains("422"));
        page.click(".passkey button");
        page.waitForURL("**/admin/fr");
    }

    private static void ownAccount(Administrator who) {
        Page page = who.look.open("/admin/fr/me").page;
        if (page.url().contains("/again")) {
            page.fill("#number", who.number());
            page.click("main form button");
        }
        page.fill("#old", who.password);
        page.fill("#password", "motdepasse123");
        page.fill("#again", "motdepasse123");
        page.click("form[action$='/password'] button");
        assertThat(page.textContent(".fault")).contains("se devine trop vite");
        who.look.complaints.removeIf(one -> one.contains("409"));
        who.look.isSound("office-refused");
        who.look.open("/admin/fr/me");
        page.click("summary");
        String secret = page.textContent("#secret");
        who.pocket(secret);
        page.fill("#number", who.number());
        page.click("form[action$='/authenticator'] button");
        assertThat(page.textContent(".note")).contains("C’est fait");
        page.click("form.out button");
        who.signIn();
    }

    /** Somebody lost their telephone: one colleague proposes, another confirms and hands over a code. */
    private static void recover(Administrator lost, Administrator proposer, Administrator confirmer) {
        Page page = proposer.look.open("/admin/fr/accounts").page;
        page.click("[data-account=" + lost.name + "] form[action$='/recover'] button");
        if (page.url().contains("/again")) {
            page.fill("#number", proposer.number());
            page.click("main form button");
            page.click("[data-account=" + lost.name + "] form[action$='/recover'] button");
        }
        // Whom it is about cannot confirm it.
        lost.look.open("/admin/fr");
        assertThat(lost.look.page.textContent("main")).contains("Rien n’attend");
        confirmer.look.open("/admin/fr");
        confirmer.look.page.click("main ul.list a");
        confirmer.look.page.click("form[action$='/confirm'] button");
        if (confirmer.look.page.url().contains("/again")) {
            confirmer.look.page.fill("#number", confirmer.number());
            confirmer.look.page.click("main form button");
            confirmer.look.page.click("form[action$='/confirm'] button");
        }
        String code = confirmer.look.page.textContent("#code");
        lost.look.open("/admin/fr/news");
        assertThat(lost.look.page.url()).endsWith("/sign-in");
        // The passkey of the lost device opens nothing any more.
        lost.look.page.click(".passkey button");
        lost.look.page.waitForSelector(".passkey .fault:visible");
        lost.look.complaints.removeIf(one -> one.contains("422"));
        lost.begin(code);
    }

    private static void suspend(Administrator by, Administrator whom) {
        Page page = by.look.open("/admin/fr/accounts").page;
        page.fill("[data-account=" + whom.name + "] input[name=reason]", "Ordinateur volé");
        page.click("[data-account=" + whom.name + "] button.danger");
        assertThat(page.textContent("[data-account=" + whom.name + "]")).contains("suspendu");
        whom.look.open("/admin/fr/news");
        assertThat(whom.look.page.url()).endsWith("/sign-in");
        whom.look.page.fill("#name", whom.name);
        whom.look.page.fill("#password", whom.password);
        whom.look.page.click("main form button");
        assertThat(whom.look.page.textContent(".fault")).contains("n’est pas juste");
    }
}
