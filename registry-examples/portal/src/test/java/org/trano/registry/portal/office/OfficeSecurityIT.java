package org.trano.registry.portal.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.portal.RunningPortal;

/** What the office refuses, asked without a browser. docs/portal.md names these tests beside the requirements of OWASP ASVS. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OfficeSecurityIT {
    private static final String AWA = "eleven green turtles of awa";
    private static final String KODJO = "seven slow ferries of kodjo";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static RunningPortal portal;

    @SuppressWarnings("NullAway.Init")
    private static Caller awa;

    @SuppressWarnings("NullAway.Init")
    private static Caller kodjo;

    private static final Map<String, String> CODES = new HashMap<>();

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        portal = RunningPortal.start(
                folder,
                "--portal.demo=true",
                "--portal.requests-per-second=1000",
                "--portal.founders=awa,kodjo,afi,yao");
        CODES.putAll(Caller.codes(folder.resolve("portal.registry-codes.txt")));
        awa = new Caller(portal).begin("awa", code("awa"), AWA);
        kodjo = new Caller(portal).begin("kodjo", code("kodjo"), KODJO);
    }

    @AfterAll
    static void close() throws InterruptedException {
        if (portal != null) {
            portal.close();
        }
    }

    private static String code(String name) {
        return String.valueOf(CODES.get(name));
    }

    private static String proposalOf(HttpResponse<String> answer) {
        Matcher matcher = Pattern.compile("/admin/en/proposals/([0-9a-f-]{36})").matcher(Caller.location(answer));
        assertThat(matcher.matches()).as(answer.statusCode() + answer.body()).isTrue();
        return matcher.group(1);
    }

    private static HttpResponse<String> proposeNews(Caller who, String title) throws IOException, InterruptedException {
        String form = who.get("/admin/en/news/new").body();
        Matcher ministry = Pattern.compile("value=\"([0-9a-f-]{36})\"[^>]*>Ministère de la protection")
                .matcher(form);
        assertThat(ministry.find()).isTrue();
        return who.post(
                "/admin/en/news/new",
                "names.fr",
                title,
                "texts.fr",
                title,
                "organisation",
                ministry.group(1),
                "base",
                "");
    }

    @Test
    @Order(1)
    void without_signing_in_there_is_nothing_but_the_door() throws IOException, InterruptedException {
        for (String path : List.of("", "/me", "/accounts", "/acts", "/news", "/news/new", "/projects/new", "/again")) {
            HttpResponse<String> answer = portal.get("/admin/en" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(302);
            assertThat(Caller.location(answer)).as(path).isEqualTo("/admin/en/sign-in");
        }
        Caller stranger = new Caller(portal);
        stranger.get("/admin/fr/sign-in");
        for (String path : List.of("/accounts", "/news/new", "/me/password", "/me/passkeys/options", "/sign-out")) {
            HttpResponse<String> answer = stranger.post("/admin/fr" + path, "name", "x");
            assertThat(Caller.location(answer)).as(path).isEqualTo("/admin/fr/sign-in");
        }
        // Somebody who has shown one factor is a stranger, too.
        Caller half = new Caller(portal);
        assertThat(Caller.location(half.password("awa", AWA))).isEqualTo("/admin/en/sign-in/number");
        assertThat(half.get("/admin/en/news").statusCode()).isEqualTo(302);
        assertThat(Caller.location(new Caller(portal).get("/admin/en/sign-in/number")))
                .contains("sign-in?ended");
    }

    @Test
    @Order(2)
    void cookies_and_headers_are_those_of_a_closed_house() throws IOException, InterruptedException {
        Caller fresh = new Caller(portal);
        HttpResponse<String> door = fresh.get("/admin/en/sign-in");
        String set = door.headers().firstValue("Set-Cookie").orElse("");
        assertThat(set).contains("Path=/admin", "HttpOnly", "Secure", "SameSite=Lax");
        assertThat(door.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(door.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(door.body()).doesNotContain("style=\"", "onclick", "<script>");
        // The session has another name once a factor was shown, and another one after the second.
        String before = fresh.cookie;
        fresh.password("awa", AWA);
        assertThat(fresh.cookie).isNotEqualTo(before);
        // Behind a server that speaks TLS, a browser is told never to come without it.
        for (String path : List.of("/fr", "/admin/en/sign-in")) {
            assertThat(portal.get(path, "X-Forwarded-Proto", "https")
                            .headers()
                            .firstValue("Strict-Transport-Security")
                            .orElse(""))
                    .as(path)
                    .contains("max-age=31536000");
        }
        // The public window has no cookies.
        assertThat(portal.get("/fr").headers().map()).doesNotContainKey("set-cookie");
        assertThat(awa.get("/admin/en/news")
                        .headers()
                        .firstValue("Cache-Control")
                        .orElse(""))
                .contains("no-store");
    }

    @Test
    @Order(3)
    void a_form_without_its_token_does_nothing() throws IOException, InterruptedException {
        String name = "intruder";
        String good = awa.csrf;
        for (String token : List.of("", "x", "AAAA" + good)) {
            awa.csrf = token;
            HttpResponse<String> answer = awa.post("/admin/en/accounts", "name", name, "fullName", "In Truder");
            assertThat(Caller.location(answer)).isEqualTo("/admin/en/sign-in?ended");
            awa.get("/admin/en");
        }
        // A token of somebody else's session.
        awa.csrf = kodjo.csrf;
        assertThat(Caller.location(awa.post("/admin/en/accounts", "name", name, "fullName", "In Truder")))
                .isEqualTo("/admin/en/sign-in?ended");
        awa.get("/admin/en");
        assertThat(awa.get("/admin/en").body()).doesNotContain("In Truder");
    }

    @Test
    @Order(4)
    void nobody_confirms_their_own_or_what_is_about_themselves() throws IOException, InterruptedException {
        String news = proposalOf(proposeNews(awa, "Four eyes"));
        HttpResponse<String> own = awa.post("/admin/en/proposals/" + news + "/confirm");
        assertThat(own.statusCode()).isEqualTo(409);
        assertThat(own.body()).contains("You proposed it yourself");
        assertThat(portal.get("/en/news").body()).doesNotContain("Four eyes");

        String kodjosId = idOf("kodjo");
        String rights = proposalOf(awa.post("/admin/en/accounts/" + kodjosId + "/rights", "rights", "ACCOUNTS"));
        HttpResponse<String> forMyself = kodjo.post("/admin/en/proposals/" + rights + "/confirm");
        assertThat(forMyself.statusCode()).isEqualTo(409);
        assertThat(forMyself.body()).contains("about yourself");
        assertThat(kodjo.post("/admin/en/proposals/" + rights + "/end", "reason", "")
                        .body())
                .contains("A reason is needed");
        assertThat(awa.post("/admin/en/proposals/" + rights + "/end").statusCode())
                .isEqualTo(302);
        HttpResponse<String> late = kodjo.post("/admin/en/proposals/" + rights + "/confirm");
        assertThat(late.body()).contains("decided already");
    }

    private static String idOf(String name) throws IOException, InterruptedException {
        String page = awa.get("/admin/en/accounts").body();
        Matcher id = Pattern.compile("data-account=\"" + name + "\".*?/accounts/([0-9a-f-]{36})/rights", Pattern.DOTALL)
                .matcher(page);
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    @Test
    @Order(5)
    void of_two_who_confirm_at_once_one_does() throws Exception {
        Caller afi = new Caller(portal).begin("afi", code("afi"), "nine tall baobabs of afi");
        String news = proposalOf(proposeNews(awa, "At once"));
        kodjo.get("/admin/en/proposals/" + news);
        afi.get("/admin/en/proposals/" + news);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (Caller who : List.of(kodjo, afi)) {
                answers.add(two.submit(() ->
                        who.post("/admin/en/proposals/" + news + "/confirm").statusCode()));
            }
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(302, 409);
        } finally {
            two.shutdown();
        }
        // Two who changed the same wording: the second is told.
        String form = awa.get("/admin/en/news").body();
        Matcher id = Pattern.compile("/admin/en/news/([0-9a-f-]{36})\"[^>]*><span[^>]*>At once")
                .matcher(form);
        assertThat(id.find()).isTrue();
        String page = awa.get("/admin/en/news/" + id.group(1) + "/change").body();
        Matcher base =
                Pattern.compile("name=\"base\" value=\"([0-9a-f-]{36})\"").matcher(page);
        Matcher organisation =
                Pattern.compile("value=\"([0-9a-f-]{36})\" selected").matcher(page);
        assertThat(base.find() && organisation.find()).isTrue();
        String[] wording = {
            "names.fr", "Changed", "texts.fr", "Changed", "organisation", organisation.group(1), "base", base.group(1)
        };
        String first = proposalOf(awa.post("/admin/en/news/" + id.group(1), wording));
        String second = proposalOf(kodjo.post("/admin/en/news/" + id.group(1), wording));
        afi.get("/admin/en");
        assertThat(afi.post("/admin/en/proposals/" + first + "/confirm").statusCode())
                .isEqualTo(302);
        HttpResponse<String> stale = afi.post("/admin/en/proposals/" + second + "/confirm");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("Somebody else changed it meanwhile");
        assertThat(awa.post("/admin/en/news/" + id.group(1), wording).body())
                .contains("Somebody else changed it meanwhile");
    }

    @Test
    @Order(6)
    void a_right_that_was_taken_is_gone_at_once_and_two_keepers_remain() throws IOException, InterruptedException {
        String afi = idOf("afi");
        String less = proposalOf(awa.post("/admin/en/accounts/" + afi + "/rights", "rights", "PUBLISH"));
        assertThat(kodjo.post("/admin/en/proposals/" + less + "/confirm").statusCode())
                .isEqualTo(302);
        String yao = idOf("yao");
        String none = proposalOf(awa.post("/admin/en/accounts/" + yao + "/rights"));
        assertThat(kodjo.post("/admin/en/proposals/" + none + "/confirm").statusCode())
                .isEqualTo(302);
        // Awa and Kodjo alone are left: neither can be stripped or suspended.
        HttpResponse<String> last = awa.post("/admin/en/accounts/" + idOf("kodjo") + "/rights", "rights", "PUBLISH");
        assertThat(last.body()).contains("Two administrators must remain");
        assertThat(awa.post("/admin/en/accounts/" + idOf("kodjo") + "/suspend", "reason", "x")
                        .body())
                .contains("Two administrators must remain");
        assertThat(awa.post("/admin/en/accounts/" + idOf("awa") + "/suspend", "reason", "x")
                        .body())
                .contains("does not suspend oneself");
    }

    @Test
    @Order(7)
    void numbers_and_codes_count_once() throws IOException, InterruptedException, SQLException {
        Caller again = new Caller(portal);
        again.password("kodjo", KODJO);
        again.get("/admin/en/sign-in/number");
        String used = kodjo.number();
        assertThat(Caller.location(again.post("/admin/en/sign-in/number", "number", used)))
                .isEqualTo("/admin/en");
        Caller replay = new Caller(portal);
        replay.password("kodjo", KODJO);
        replay.get("/admin/en/sign-in/number");
        assertThat(replay.post("/admin/en/sign-in/number", "number", used).body())
                .contains("was used before");

        Caller thief = new Caller(portal);
        thief.get("/admin/en/begin");
        assertThat(thief.post("/admin/en/begin", "name", "awa", "code", code("awa"))
                        .body())
                .contains("the code holds no more");
        // A code that is older than a day.
        try (Connection accounts =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("portal.registry-accounts"));
                Statement statement = accounts.createStatement()) {
            assertThat(statement.executeUpdate(
                            "UPDATE portal_secrets SET code_until = code_until - 86400001" + " WHERE code IS NOT NULL"))
                    .isEqualTo(1);
        }
        assertThat(thief.post("/admin/en/begin", "name", "yao", "code", code("yao"))
                        .body())
                .contains("the code holds no more");
    }

    @Test
    @Order(8)
    void five_wrong_tries_lock_a_name_and_tell_nothing() throws IOException, InterruptedException {
        List<String> answers = new ArrayList<>();
        for (String name : List.of("afi", "nobody-of-this-name")) {
            Caller guesser = new Caller(portal);
            for (int i = 0; i < 5; i++) {
                HttpResponse<String> answer = guesser.password(name, "guess number " + i);
                assertThat(answer.statusCode()).isEqualTo(422);
                answers.add(answer.body().replaceAll("value=\"[^\"]*\"|data-csrf=\"[^\"]*\"", ""));
            }
            HttpResponse<String> locked = guesser.password(name, "nine tall baobabs of afi");
            assertThat(locked.statusCode()).isEqualTo(422);
            assertThat(locked.body()).contains("Wait for a quarter of an hour");
        }
        assertThat(answers).containsOnly(answers.get(0));
        assertThat(awa.get("/admin/en/acts").body()).contains("Locked for a quarter of an hour");
        assertThat(portal.log()).doesNotContain("guess number", "nobody-of-this-name", AWA, KODJO);
    }

    @Test
    @Order(9)
    void bad_passwords_are_refused_for_a_reason() throws IOException, InterruptedException {
        for (Map.Entry<String, String> one : Map.of(
                        "short",
                        "fewer than 12",
                        "motdepasse1234",
                        "guessed too soon",
                        "aaaaaaaaaaaaaa",
                        "guessed too soon",
                        "kodjokodjokodjo",
                        "guessed too soon",
                        "x".repeat(129),
                        "more than 128")
                .entrySet()) {
            kodjo.get("/admin/en/me");
            HttpResponse<String> answer =
                    kodjo.post("/admin/en/me/password", "old", KODJO, "password", one.getKey(), "again", one.getKey());
            assertThat(answer.statusCode()).as(one.getKey()).isEqualTo(409);
            assertThat(answer.body()).as(one.getKey()).contains(one.getValue());
        }
        kodjo.get("/admin/en/me");
        assertThat(kodjo.post("/admin/en/me/password", "old", "wrong", "password", KODJO + "!", "again", KODJO + "!")
                        .body())
                .contains("present password is not right");
    }

    @Test
    @Order(10)
    void sessions_end_when_they_should() throws IOException, InterruptedException {
        Caller elsewhere = new Caller(portal);
        elsewhere.cookie = kodjo.cookie;
        assertThat(elsewhere.get("/admin/en/news").statusCode()).isEqualTo(200);
        kodjo.get("/admin/en/me");
        String old = kodjo.cookie;
        assertThat(Caller.location(kodjo.post("/admin/en/me/sessions"))).isEqualTo("/admin/en/me?done");
        assertThat(kodjo.cookie).isNotEqualTo(old);
        assertThat(kodjo.get("/admin/en/news").statusCode()).isEqualTo(200);
        elsewhere.cookie = old;
        assertThat(elsewhere.get("/admin/en/news").statusCode()).isEqualTo(302);
        String before = kodjo.cookie;
        kodjo.get("/admin/en");
        assertThat(Caller.location(kodjo.post("/admin/en/sign-out"))).isEqualTo("/admin/en/sign-in");
        elsewhere.cookie = before;
        assertThat(elsewhere.get("/admin/en/news").statusCode()).isEqualTo(302);
        assertThat(Caller.location(kodjo.signIn("kodjo", KODJO))).isEqualTo("/admin/en");
    }

    @Test
    @Order(11)
    void what_cannot_be_is_refused_in_words_and_nothing_leaks() throws IOException, InterruptedException {
        String script = "<script>alert(1)</script>";
        for (String path : List.of(
                "/admin/en/proposals/00000000-0000-0000-0000-000000000000",
                "/admin/en/proposals/x",
                "/admin/en/news/00000000-0000-0000-0000-000000000000",
                "/admin/en/acts?page=0",
                "/admin/en/acts?page=%3Cscript%3E",
                "/admin/en/nothing",
                "/admin/en/projects/..%2f..%2fetc")) {
            HttpResponse<String> answer = awa.get(path);
            assertThat(answer.statusCode()).as(path).isBetween(400, 404);
            assertThat(answer.body()).as(path).doesNotContain("Exception", "org.", "java.", "<script>");
        }
        // Script in every field comes back as text.
        awa.get("/admin/en/actors/new");
        HttpResponse<String> echoed = awa.post(
                "/admin/en/actors/new",
                "names.fr",
                script,
                "kind",
                script,
                "area",
                script,
                "theme",
                script,
                "from",
                script,
                "note",
                script,
                "base",
                "\"" + script,
                "mode",
                "\"" + script,
                "work",
                "\"" + script);
        assertThat(echoed.statusCode()).isEqualTo(422);
        assertThat(echoed.body())
                .contains("&lt;script&gt;alert(1)", "Choose from the list", "A date such as")
                .doesNotContain(script);
        // A megabyte, halves of characters, a character of code 0, text that runs backwards.
        HttpResponse<String> large = awa.post("/admin/en/actors/new", "names.fr", "x".repeat(1_000_000));
        assertThat(large.statusCode()).isBetween(400, 413);
        assertThat(large.body()).doesNotContain("Exception", "Tomcat");
        awa.get("/admin/en/actors/new");
        for (String bad : List.of("a\u0000b", "a\u202eb", "a\ufffdb", "\u0007")) {
            HttpResponse<String> answer = awa.post("/admin/en/actors/new", "names.fr", bad, "kind", "ngo");
            assertThat(answer.statusCode()).isBetween(400, 422);
            assertThat(answer.body()).doesNotContain("Exception");
        }
        HttpResponse<String> encoding = awa.postRaw(
                "/admin/en/actors/new", "_csrf=" + Caller.encode(awa.csrf) + "&kind=ngo&names.fr=%FF%FE%80");
        assertThat(encoding.statusCode()).isBetween(400, 422);
        assertThat(encoding.body()).doesNotContain("Exception");
        StringBuilder many = new StringBuilder("_csrf=" + Caller.encode(awa.csrf));
        many.append("&objective=x".repeat(5000));
        assertThat(awa.postRaw("/admin/en/actions/new", many.toString()).statusCode())
                .isBetween(400, 422);
        // Where to go on to is a page of the office.
        awa.get("/admin/en/again?to=https://elsewhere.example/");
        HttpResponse<String> onward = awa.post("/admin/en/again", "number", awa.number(), "to", "//elsewhere.example/");
        assertThat(Caller.location(onward)).isEqualTo("/admin/en/me");
        HttpResponse<String> passkey = awa.postRaw("/admin/en/sign-in/passkey", "{}");
        assertThat(passkey.statusCode()).isBetween(302, 415);
        assertThat(portal.log()).doesNotContain("ERROR", "alert(1)", "elsewhere.example");
    }

    /** Hashing a password takes long on purpose: many who try at once must not keep the public from reading. */
    @Test
    @Order(12)
    void a_crowd_at_the_door_does_not_hold_up_those_who_read() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(100);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String name = "nobody" + i;
                answers.add(crowd.submit(
                        () -> new Caller(portal).password(name, "x").statusCode()));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(portal.get("/fr/actors").statusCode()).isEqualTo(200);
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(409, 422);
            }
        } finally {
            crowd.shutdown();
        }
    }

    @Test
    @Order(13)
    void secrets_lie_in_files_of_their_own_and_never_in_the_journal() throws IOException {
        for (String file : List.of(
                "portal.registry",
                "portal.registry-wal",
                "portal.registry-accounts",
                "portal.registry-key",
                "portal.registry-codes.txt")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        try (Registry registry = portal.registry()) {
            StringBuilder journal = new StringBuilder();
            registry.subjects(
                    SubjectKind.OTHER,
                    subject -> registry.history(subject).forEach(recorded -> journal.append(recorded.event())));
            assertThat(journal).contains("SIGNED_IN").doesNotContain("argon2", AWA, code("awa"));
        }
    }

    @Test
    @Order(14)
    void after_a_kill_all_that_was_proposed_and_decided_is_there() throws IOException, InterruptedException {
        String waiting = proposalOf(proposeNews(awa, "Before the kill"));
        portal.killAndRestart();
        // Sessions are gone with the process; accounts, proposals and acts are not.
        assertThat(kodjo.get("/admin/en").statusCode()).isEqualTo(302);
        assertThat(Caller.location(kodjo.signIn("kodjo", KODJO))).isEqualTo("/admin/en");
        assertThat(kodjo.get("/admin/en").body()).contains("Before the kill");
        assertThat(kodjo.post("/admin/en/proposals/" + waiting + "/confirm").statusCode())
                .isEqualTo(302);
        Thread.sleep(1500);
        assertThat(portal.get("/en/news").body()).contains("Before the kill", "Changed");
    }
}
