package org.trano.registry.portal.office;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;
import org.trano.registry.portal.RunningPortal;

/** Somebody who speaks to the office without a browser, and so can say what no browser would. */
final class Caller {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("id=\"secret\">([A-Z2-7]+)<");

    private final RunningPortal portal;
    String cookie = "";
    String csrf = "";
    private byte[] secret = new byte[0];
    private long lastStep;

    Caller(RunningPortal portal) {
        this.portal = portal;
    }

    /** The codes that founders were given, by name. */
    static Map<String, String> codes(Path file) throws IOException {
        Map<String, String> codes = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] both = line.split("\t");
            codes.put(both[0], both[1]);
        }
        return codes;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(portal.url(path))).GET());
    }

    /** A form, with the token of the last page. */
    HttpResponse<String> post(String path, String... fields) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder("_csrf=" + encode(csrf));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(encode(fields[i])).append('=').append(encode(fields[i + 1]));
        }
        return postRaw(path, body.toString());
    }

    HttpResponse<String> postRaw(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(portal.url(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        HttpResponse<String> answer = portal.client()
                .send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        for (String set : answer.headers().allValues("Set-Cookie")) {
            cookie = set.substring(0, set.indexOf(';'));
        }
        Matcher token = CSRF.matcher(answer.body());
        if (token.find()) {
            csrf = token.group(1);
        }
        return answer;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    String number() throws InterruptedException {
        while (Instant.now().getEpochSecond() / 30 + 1 <= lastStep) {
            Thread.sleep(200);
        }
        lastStep = Math.max(Instant.now().getEpochSecond() / 30, lastStep + 1);
        return Totp.number(secret, Instant.ofEpochSecond(lastStep * 30));
    }

    /** Begins with a code, up to the desk. */
    Caller begin(String name, String code, String password) throws IOException, InterruptedException {
        get("/admin/en/begin");
        post("/admin/en/begin", "name", name, "code", code);
        HttpResponse<String> factors = get("/admin/en/begin/factors");
        Matcher text = SECRET.matcher(factors.body());
        if (!text.find()) {
            throw new AssertionError(factors.body());
        }
        secret = new Base32().decode(text.group(1));
        HttpResponse<String> in =
                post("/admin/en/begin/factors", "password", password, "again", password, "number", number());
        if (!location(in).equals("/admin/en")) {
            throw new AssertionError(in.statusCode() + in.body());
        }
        get("/admin/en");
        return this;
    }

    HttpResponse<String> password(String name, String password) throws IOException, InterruptedException {
        get("/admin/en/sign-in");
        return post("/admin/en/sign-in", "name", name, "password", password);
    }

    HttpResponse<String> signIn(String name, String password) throws IOException, InterruptedException {
        password(name, password);
        get("/admin/en/sign-in/number");
        HttpResponse<String> in = post("/admin/en/sign-in/number", "number", number());
        get("/admin/en");
        return in;
    }
}
