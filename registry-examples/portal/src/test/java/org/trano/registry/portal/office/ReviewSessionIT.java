package org.trano.registry.portal.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.person.IdentityStanding;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.portal.Chromium;
import org.trano.registry.portal.RunningPortal;

/** A reviewer at work with the keyboard: two people side by side, a decision, its undoing. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReviewSessionIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static RunningPortal portal;

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    private static final Map<String, String> CODES = new HashMap<>();

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        chromium = Chromium.open();
        portal = RunningPortal.start(
                folder,
                "--portal.demo=true",
                "--portal.requests-per-second=1000",
                "--portal.founders=awa:Awa Koffi,kodjo,afi");
        CODES.putAll(Caller.codes(folder.resolve("portal.registry-codes.txt")));
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

    private static PersonId[] shown(Page page) {
        String[] parts = page.url().replaceAll("\\?.*", "").split("/");
        return new PersonId[] {PersonId.parse(parts[parts.length - 2]), PersonId.parse(parts[parts.length - 1])};
    }

    private static IdentityStanding standing(PersonId[] pair) {
        try (Registry registry = portal.registry()) {
            return registry.person(pair[0]).orElseThrow().standing(pair[1]);
        }
    }

    private static int open(Page page) {
        return Integer.parseInt(page.textContent("main > p.date a").replaceAll("\\D", ""));
    }

    @Test
    @Order(1)
    void a_session_with_the_keyboard() {
        try (Administrator awa = new Administrator("awa", chromium.browser(), portal.url(""))) {
            awa.begin(String.valueOf(CODES.get("awa")));
            Page page = awa.look.open("/admin/fr/review").page;
            assertThat(page.textContent("main")).contains("Rien n’est à décider");
            awa.look.isSound("office-review-empty");
            page.click("text=Chercher des doublons");
            page.waitForSelector("a.button:has-text('Commencer')");
            assertThat(page.textContent("main")).contains("Dernière recherche");
            awa.look.isSound("office-review");
            page.click("a.button:has-text('Commencer')");
            awa.look.isSound("office-pair");
            int total = open(page);
            assertThat(total).isGreaterThan(5);

            // Same: the next pair comes, and what was decided can be taken back.
            PersonId[] first = shown(page);
            page.keyboard().press("s");
            page.waitForSelector(".note");
            assertThat(page.textContent(".note")).contains("la même personne");
            PersonId[] second = shown(page);
            assertThat(second).isNotEqualTo(first);
            assertThat(open(page)).isEqualTo(total - 1);
            assertThat(standing(first)).isEqualTo(IdentityStanding.SAME);
            awa.look.isSound("office-pair-after");
            page.keyboard().press("z");
            page.waitForURL("**/" + first[0] + "/" + first[1]);
            assertThat(standing(first)).isEqualTo(IdentityStanding.OPEN);
            assertThat(open(page)).isEqualTo(total);

            // Different, unsure, later, back: no mouse.
            page.keyboard().press("d");
            page.waitForSelector(".note");
            assertThat(standing(first)).isEqualTo(IdentityStanding.DIFFERENT);
            PersonId[] unsure = shown(page);
            page.keyboard().press("u");
            page.waitForURL(url -> !url.contains(unsure[0] + "/" + unsure[1] + "?"));
            assertThat(standing(unsure)).isEqualTo(IdentityStanding.OPEN);
            String here = page.url();
            page.keyboard().press("n");
            page.waitForURL(url -> !url.equals(here));
            String there = page.url();
            page.keyboard().press("p");
            page.waitForURL(url -> !url.equals(there));

            // What is typed as a reason decides nothing, nor do keys that were turned off.
            PersonId[] calm = shown(page);
            page.fill("#why", "sd");
            page.focus("#why");
            page.keyboard().type("sdu");
            assertThat(shown(page)).isEqualTo(calm);
            page.uncheck("#keys");
            page.keyboard().press("s");
            assertThat(shown(page)).isEqualTo(calm);
            page.click("button[value=same]");
            page.waitForSelector(".note");
            assertThat(standing(calm)).isEqualTo(IdentityStanding.SAME);
            try (Registry registry = portal.registry()) {
                assertThat(registry.person(calm[0]).orElseThrow().decisions(calm[1]))
                        .anySatisfy(decision -> {
                            assertThat(decision.reviewer()).isEqualTo("awa");
                            assertThat(decision.why()).isEqualTo("sdsdu");
                            assertThat(decision.weight()).isNotNull();
                        });
                assertThat(registry.verify(Progress.SILENT).isIntact()).isTrue();
            }
            page.setViewportSize(360, 740);
            page.reload();
            awa.look.isSound("office-pair-phone");
            awa.look.open("/admin/en/review");
            awa.look.isSound("office-review-phone");
        }
    }

    @Test
    @Order(2)
    void the_whole_queue_is_worked_off_by_two_who_disagree_once() throws IOException, InterruptedException {
        Caller kodjo =
                new Caller(portal).begin("kodjo", String.valueOf(CODES.get("kodjo")), "seven slow ferries of kodjo");
        Caller afi = new Caller(portal).begin("afi", String.valueOf(CODES.get("afi")), "nine tall baobabs of afi");
        String disputed = "";
        String undo = "";
        for (String pair : pairs(kodjo)) {
            kodjo.get(pair);
            HttpResponse<String> answer = kodjo.post(pair, "verdict", "same");
            if (answer.statusCode() == 302) {
                disputed = pair;
                undo = Caller.location(answer).replaceAll(".*undo=", "");
                break;
            }
            // What was decided about others in the session before may speak against it.
            assertThat(answer.body()).contains("contradicts");
        }
        assertThat(undo).isNotEmpty();
        afi.get(disputed);
        assertThat(afi.post(disputed, "verdict", "different").statusCode()).isEqualTo(302);
        assertThat(afi.get(disputed).body()).contains("disputed", "This decision ends the disagreement");
        // Nobody takes back what another decided, and nobody takes it back twice.
        assertThat(afi.post("/admin/en/review/undo", "decision", undo).body()).contains("That decision is not yours");
        assertThat(kodjo.post("/admin/en/review/undo", "decision", undo).statusCode())
                .isEqualTo(302);
        kodjo.get("/admin/en/review");
        assertThat(kodjo.post("/admin/en/review/undo", "decision", undo).body()).contains("taken back already");
        for (String forged : List.of("", "x", "x_y_z", undo.replace('0', '1'))) {
            assertThat(kodjo.post("/admin/en/review/undo", "decision", forged).statusCode())
                    .isBetween(404, 409);
        }
        assertThat(kodjo.post(disputed, "verdict", "perhaps").body()).contains("Choose: the same person");
        assertThat(kodjo.post(disputed, "verdict", "same", "why", "x".repeat(400))
                        .statusCode())
                .isEqualTo(409);
        assertThat(kodjo.get("/admin/en/review/00000000-0000-0000-0000-000000000000/"
                                + disputed.substring(disputed.length() - 36))
                        .statusCode())
                .isEqualTo(404);
        int decided = 0;
        List<String> left = pairs(kodjo);
        while (!left.isEmpty() && decided < 2_000) {
            for (String pair : left) {
                kodjo.get(pair);
                HttpResponse<String> answer = kodjo.post(pair, "verdict", "different");
                decided++;
                if (answer.statusCode() == 409) {
                    assertThat(answer.body()).contains("contradicts");
                    kodjo.get(pair);
                    assertThat(kodjo.post(pair, "verdict", "same").statusCode()).isEqualTo(302);
                }
            }
            left = pairs(kodjo);
        }
        assertThat(kodjo.get("/admin/en/review").body()).contains("Nothing is to be decided");
        assertThat(portal.log()).doesNotContain("ERROR");
    }

    private static List<String> pairs(Caller who) throws IOException, InterruptedException {
        List<String> pairs = new ArrayList<>();
        Matcher link = Pattern.compile("<li>\\s*<a href=\"(/admin/en/review/[0-9a-f-]{36}/[0-9a-f-]{36})\"")
                .matcher(who.get("/admin/en/review").body());
        while (link.find()) {
            pairs.add(link.group(1));
        }
        return pairs;
    }

    @Test
    @Order(3)
    void without_the_right_nobody_sees_people() throws IOException, InterruptedException {
        Caller kodjo = new Caller(portal);
        assertThat(kodjo.get("/admin/en/review").statusCode()).isEqualTo(302);
        Path other = Files.createDirectory(folder.resolve("rights"));
        try (RunningPortal fresh =
                RunningPortal.start(other, "--portal.demo=true", "--portal.founders=awa,kodjo,afi")) {
            Map<String, String> codes = Caller.codes(other.resolve("portal.registry-codes.txt"));
            Caller one =
                    new Caller(fresh).begin("awa", String.valueOf(codes.get("awa")), "eleven green turtles of awa");
            Caller two =
                    new Caller(fresh).begin("kodjo", String.valueOf(codes.get("kodjo")), "seven slow ferries of kodjo");
            Caller three = new Caller(fresh).begin("afi", String.valueOf(codes.get("afi")), "nine tall baobabs of afi");
            assertThat(three.get("/admin/en/review").statusCode()).isEqualTo(200);
            Matcher id = Pattern.compile("data-account=\"afi\".*?/accounts/([0-9a-f-]{36})/rights", Pattern.DOTALL)
                    .matcher(one.get("/admin/en/accounts").body());
            assertThat(id.find()).isTrue();
            String proposal =
                    Caller.location(one.post("/admin/en/accounts/" + id.group(1) + "/rights", "rights", "PUBLISH"));
            two.get(proposal);
            assertThat(two.post(proposal + "/confirm").statusCode()).isEqualTo(302);
            HttpResponse<String> refused = three.get("/admin/en/review");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("not allowed here").doesNotContain("Search for duplicates");
            assertThat(three.get("/admin/en").body()).doesNotContain("/admin/en/review");
        }
    }
}
