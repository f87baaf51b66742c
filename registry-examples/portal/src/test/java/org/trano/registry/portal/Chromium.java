package org.trano.registry.portal;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The browser that tests look with: Debian's {@code chromium}, or the one that {@code CHROMIUM_BIN} names. In continuous integration
 * (CI=true) it is installed where it is missing; elsewhere the tests say loudly that they were left out.
 */
public final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it. */
    public static Chromium open() throws IOException, InterruptedException {
        Path binary = Path.of(System.getenv().getOrDefault("CHROMIUM_BIN", "/usr/bin/chromium"));
        boolean ci = "true".equals(System.getenv("CI"));
        if (!Files.isExecutable(binary) && ci) {
            System.out.println("Installing Debian's chromium to look at the portal with …");
            run("apt-get", "-qq", "update");
            run("apt-get", "-qq", "-y", "install", "chromium");
        }
        if (!Files.isExecutable(binary)) {
            if (ci) {
                throw new AssertionError("There is no browser at " + binary + " and none could be installed.");
            }
            System.err.println("\n*** NOBODY LOOKED AT THE PORTAL: there is no browser at " + binary
                    + ". Install Debian's chromium, or set CHROMIUM_BIN. ***\n");
            Assumptions.abort("no browser");
        }
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(binary)
                                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            System.err.println(String.join(" ", command) + " failed.");
        }
    }

    /** The browser. */
    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
