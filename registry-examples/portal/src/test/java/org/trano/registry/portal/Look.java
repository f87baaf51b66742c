package org.trano.registry.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** A browser in which somebody looks at pages of the portal, and all that goes wrong meanwhile. */
public final class Look implements AutoCloseable {
    private static final String AXE = """
            async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}))
              .violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html).join(' | '))
            """;

    public final BrowserContext context;
    public final Page page;
    public final List<String> complaints = new ArrayList<>();
    final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final String address;
    private final Consumer<Request> weighing = this::weigh;

    /** A window of a size, on the portal at an address. */
    public Look(Browser browser, String address, int width, int height, boolean scripts) {
        this.address = address;
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setJavaScriptEnabled(scripts)
                .setBypassCSP(false));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("script: " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(address + "/") && !request.url().startsWith("data:")) {
                complaints.add("asks elsewhere: " + request.url());
            }
        });
        page.onRequestFinished(weighing);
    }

    private void weigh(Request request) {
        Response response = request.response();
        if (response != null && !request.url().endsWith("/live")) {
            sizes.put(request.url(), request.sizes().responseBodySize);
        }
    }

    /** Goes to a page. */
    public Look open(String path) {
        page.navigate(address + path);
        page.waitForLoadState(LoadState.LOAD);
        return this;
    }

    /** Without the map, which is fetched only where there is one. */
    int weight() {
        return sizes.entrySet().stream()
                .filter(one -> !one.getKey().contains("leaflet")
                        && !one.getKey().contains("map-")
                        && !one.getKey().contains(".geojson"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Takes a picture, and holds the page to WCAG, a quiet console and the width of the screen. */
    public void isSound(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
        page.evaluate(axe());
        assertThat((List<?>) page.evaluate(AXE)).as("axe on " + name).isEmpty();
        assertThat(complaints).as("console of " + name).isEmpty();
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name + " is not wider than the screen")
                .isTrue();
    }

    /** The script of axe-core, given to a page whose policy lets no script in from elsewhere. */
    private static String axe() {
        try (InputStream in = Objects.requireNonNull(Look.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            return "() => {" + new String(in.readAllBytes(), StandardCharsets.UTF_8) + "}";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // A request that finishes while the window closes can no longer be asked about.
        page.offRequestFinished(weighing);
        context.close();
    }
}
