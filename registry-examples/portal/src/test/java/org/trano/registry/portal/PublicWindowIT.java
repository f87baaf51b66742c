package org.trano.registry.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.core.Registry;
import org.trano.registry.core.actor.Organisation;
import org.trano.registry.core.actor.OrganisationId;
import org.trano.registry.core.code.CodeList;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.OrganisationDefined;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public window as its readers see it: the packaged portal, a real browser, four languages, a desk and a phone. */
class PublicWindowIT {
    private static final int LARGEST_PAGE = 150_000;

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
        portal = RunningPortal.start(folder, "--portal.demo=true", "--portal.requests-per-second=1000");
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

    private static Look look(int width, int height, boolean scripts) {
        return new Look(chromium.browser(), portal.url(""), width, height, scripts);
    }

    private static Map<String, String> pages() throws IOException, InterruptedException {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home", "");
        for (String list : List.of("actions", "projects", "actors", "news")) {
            pages.put(list, "/" + list);
            String html = portal.get("/fr/" + list).body();
            int at = html.indexOf("href=\"/fr/" + list + "/");
            assertThat(at).as("a link to one of the " + list).isPositive();
            pages.put("one-of-" + list, html.substring(at + "href=\"/fr".length(), html.indexOf('"', at + 6)));
        }
        pages.put("actors-chosen", "/actors?kind=ngo&area=TG03&theme=");
        pages.put("about", "/about");
        pages.put("nothing", "/nothing-here");
        return pages;
    }

    @Test
    void every_page_is_sound_in_four_languages_at_a_desk_and_on_a_phone() throws IOException, InterruptedException {
        for (Map.Entry<String, String> one : pages().entrySet()) {
            for (Language language : Language.values()) {
                for (boolean phone : new boolean[] {false, true}) {
                    String name = one.getKey() + "-" + language.code() + (phone ? "-phone" : "-desk");
                    try (Look look = phone ? look(360, 740, true) : look(1280, 900, true)) {
                        look.open("/" + language.code() + one.getValue());
                        if (one.getKey().equals("nothing")) {
                            look.complaints.removeIf(complaint -> complaint.contains("404"));
                        }
                        if (one.getKey().startsWith("actors")) {
                            look.page.waitForSelector("#map[data-shown]");
                        }
                        assertThat(look.page.getAttribute("html", "lang")).isEqualTo(language.code());
                        assertThat(look.page.getAttribute("html", "dir"))
                                .isEqualTo(language == Language.AR ? "rtl" : "ltr");
                        assertThat(look.page.locator("h1").count()).isEqualTo(1);
                        look.isSound(name);
                        assertThat(look.weight()).as(name + ": " + look.sizes).isLessThan(LARGEST_PAGE);
                    }
                }
            }
        }
    }

    @Test
    void figures_move_while_one_looks_and_go_on_after_the_portal_was_killed() throws IOException, InterruptedException {
        try (Look look = look(1280, 900, true)) {
            look.open("/fr");
            look.page.waitForSelector("html[data-live=on]");
            int before = actors(look.page);
            enter("Association de la veille");
            look.page.waitForCondition(() -> actors(look.page) == before + 1);
            portal.killAndRestart();
            assertThat(actors(look.page)).isEqualTo(before + 1);
            enter("Association du lendemain");
            look.page.waitForCondition(() -> actors(look.page) == before + 2);
            assertThat(portal.get("/fr/actors").body())
                    .contains("Association de la veille", "Association du lendemain");
        }
    }

    private static int actors(Page page) {
        return Integer.parseInt(page.textContent("[data-figure=actors]").replaceAll("\\D", ""));
    }

    private static void enter(String name) {
        try (Registry registry = portal.registry()) {
            registry.record(
                    new OrganisationDefined(new Organisation(
                            OrganisationId.create(), CodeList.ORGANISATION_TYPE.code("ngo"), Map.of("fr", name))),
                    new EventContext(LocalDate.now(), "test", "test", "test"));
        }
    }

    @Test
    void everything_but_the_map_is_there_without_scripts() {
        try (Look look = look(360, 740, false)) {
            look.open("/fr/actors");
            assertThat(look.page.locator("#map").isVisible()).isFalse();
            assertThat(look.page.locator("table tbody tr").count()).isGreaterThan(40);
            String all = look.page.textContent(".found strong");
            look.page.selectOption("#kind", "ministry");
            look.page.click("form.filter button");
            assertThat(look.page.url()).contains("kind=ministry");
            assertThat(look.page.textContent(".found strong")).isNotEqualTo(all).startsWith("1 ");
            look.open("/fr");
            assertThat(look.page.locator(".moves").isVisible()).isFalse();
            assertThat(actors(look.page)).isPositive();
            assertThat(look.complaints).isEmpty();
        }
    }

    @Test
    void a_reader_finds_the_way_with_the_keyboard_alone() {
        try (Look look = look(1280, 900, true)) {
            look.open("/en");
            look.page.keyboard().press("Tab");
            assertThat(look.page.evaluate("() => document.activeElement.className"))
                    .isEqualTo("skip");
            look.page.keyboard().press("Enter");
            assertThat(look.page.url()).endsWith("#content");
            look.open("/en/actors");
            look.page.waitForSelector("#map[data-shown]");
            look.page.focus("#map .count");
            look.page.keyboard().press("Enter");
            assertThat(look.page.textContent(".leaflet-popup-content")).contains("actors");
            look.page.click("input[name=level][value='2']");
            look.page.waitForCondition(() -> Integer.parseInt(look.page.getAttribute("#map", "data-shown")) > 30);
            assertThat(look.complaints).isEmpty();
        }
    }

    @Test
    void the_map_the_table_and_the_downloads_say_the_same() throws IOException, InterruptedException {
        JsonNode map =
                JsonMapper.shared().readTree(portal.get("/en/actors.geojson").body());
        String page = portal.get("/en/actors").body();
        int regions = 0;
        for (JsonNode feature : map.path("features")) {
            JsonNode properties = feature.path("properties");
            regions += properties.path("level").asInt() == 1 ? 1 : 0;
            if (properties.path("level").asInt() == PublicView.COUNTRY) {
                continue;
            }
            String name = properties.path("name").asString();
            String row = page.substring(page.indexOf(">" + name + "<", page.indexOf("<tbody>")));
            assertThat(row.substring(row.indexOf("<td class=\"number\">") + 19))
                    .startsWith(properties.path("actors").asInt() + "<");
        }
        assertThat(regions).isEqualTo(5);
        String[] csv = portal.get("/en/actors.csv").body().split("\r\n");
        assertThat(csv[0]).isEqualTo("\ufeffactor,id,kind,region,area_code,area,theme,as_of");
        long inKara = Arrays.stream(csv)
                .filter(line -> line.contains(",TG02,"))
                .map(line -> line.split(",")[1])
                .distinct()
                .count();
        for (JsonNode feature : map.path("features")) {
            if (feature.path("properties").path("code").asString().equals("TG02")) {
                assertThat(feature.path("properties").path("actors").asLong()).isEqualTo(inKara);
            }
        }
    }

    @Test
    void nothing_comes_from_elsewhere_and_nothing_is_told_about_the_inside() throws IOException, InterruptedException {
        HttpResponse<String> home = portal.get("/fr");
        assertThat(home.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(home.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(home.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(home.headers().firstValue("Server")).isEmpty();
        assertThat(home.headers().map()).doesNotContainKey("set-cookie");
        assertThat(home.body()).doesNotContain("style=\"", "onclick", "<script>");
        HttpResponse<String> again = portal.get(
                "/fr/about",
                "If-None-Match",
                portal.get("/fr/about").headers().firstValue("ETag").orElse(""));
        assertThat(again.statusCode()).isEqualTo(304);
        // The host is what the browser says: it must not come back.
        assertThat(portal.get("/", "Accept-Language", "mg").headers().firstValue("Location"))
                .hasValue("/mg");
    }

    @Test
    void what_cannot_be_is_refused_in_the_language_of_the_reader() throws IOException, InterruptedException {
        String script = "%3Cscript%3Ealert(1)%3Cbr%3E";
        for (String path : List.of(
                "/mg/actors/" + script,
                "/mg/actors/00000000-0000-0000-0000-000000000000",
                "/mg/actors?kind=" + script,
                "/mg/actors?area=TG99",
                "/mg/actors?page=0",
                "/mg/actors?page=-1",
                "/mg/actors?page=999999999999",
                "/mg/projects?page=" + script,
                "/mg/news/1",
                "/mg/actors.csv?theme=" + script,
                "/mg/live/more",
                "/mg/webjars/nothing")) {
            HttpResponse<String> answer = portal.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body())
                    .as(path)
                    .contains("Tsy misy na inona na inona")
                    .doesNotContain("alert(1)");
        }
        HttpResponse<String> slash = portal.get("/mg/actors/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
        assertThat(slash.statusCode()).isEqualTo(400);
        assertThat(slash.body()).contains("Tsy azo ny adiresy").doesNotContain("alert(1)");
        for (String path :
                List.of("/fr/..%2f..%2fetc/passwd", "/fr/%2e%2e/%2e%2e/etc/passwd", "/fr/;x=1", "/fr//actors")) {
            HttpResponse<String> answer = portal.get(path);
            assertThat(answer.statusCode()).as(path).isBetween(400, 404);
            assertThat(answer.body()).as(path).doesNotContain("Exception", "org.", "java.", "root:");
        }
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            HttpResponse<String> answer = portal.send(method, "/en/actors", "x".repeat(1_000_000));
            assertThat(answer.statusCode()).as(method).isEqualTo(403);
            assertThat(answer.body()).as(method).contains("That is not allowed here.");
        }
        HttpResponse<String> wide = portal.get("/en?q=" + "x".repeat(20_000));
        assertThat(wide.statusCode()).isEqualTo(400);
        assertThat(wide.body()).doesNotContain("Exception", "Tomcat");
        assertThat(portal.log()).doesNotContain("ERROR");
    }

    @Test
    void one_address_cannot_use_up_the_portal() throws IOException, InterruptedException {
        Path other = Files.createDirectory(folder.resolve("limited"));
        try (RunningPortal limited = RunningPortal.start(other, "--portal.requests-per-second=2")) {
            int refused = 0;
            for (int i = 0; i < 60; i++) {
                HttpResponse<String> answer = limited.get("/en/about");
                if (answer.statusCode() == 429) {
                    refused++;
                    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
                    assertThat(answer.body()).contains("Too many requests");
                }
            }
            assertThat(refused).isGreaterThan(20);
            Thread.sleep(1500);
            assertThat(limited.get("/en/about").statusCode()).isEqualTo(200);
        }
    }

    /** Real polygons, which have a licence of their own and are not in the repository. */
    @Test
    void the_map_has_the_shapes_that_the_ministry_supplies() throws IOException, InterruptedException {
        Path file = Path.of(System.getProperty("trano.root", "."))
                .resolve(System.getProperty("trano.data", "../shared/data"))
                .resolve("areas/osm-adm1/TG-adm1-low.geojson");
        if (!Files.exists(file)) {
            String message = "REFERENCE DATA MISSING: " + file + ". Give -Dtrano.data=FOLDER (CONTRIBUTING.md).";
            assertThat(System.getenv("CI")).as(message).isNull();
            System.err.println("\n*** " + message + " This test was NOT run. ***\n");
            Assumptions.abort(message);
        }
        Map<String, String> codes =
                Map.of("TG-C", "TG01", "TG-K", "TG02", "TG-M", "TG03", "TG-P", "TG04", "TG-S", "TG05");
        String shapes = Files.readString(file);
        for (Map.Entry<String, String> one : codes.entrySet()) {
            shapes = shapes.replace("\"iso2\":\"" + one.getKey() + "\"", "\"code\":\"" + one.getValue() + "\"");
        }
        Path other = Files.createDirectory(folder.resolve("shapes"));
        Path boundaries = Files.writeString(other.resolve("regions.geojson"), shapes);
        RunningPortal before = portal;
        try (RunningPortal drawn =
                RunningPortal.start(other, "--portal.demo=true", "--portal.boundaries=" + boundaries)) {
            portal = drawn;
            try (Look look = look(1280, 900, true)) {
                look.open("/fr/actors");
                look.page.waitForSelector("#map[data-shown='5']");
                assertThat(look.page.locator("#map path").count()).isEqualTo(5);
                look.isSound("actors-with-shapes");
            }
        } finally {
            portal = before;
        }
    }
}
