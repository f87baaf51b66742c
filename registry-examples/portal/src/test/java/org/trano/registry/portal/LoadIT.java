package org.trano.registry.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.core.Registry;
import org.trano.registry.core.actor.Organisation;
import org.trano.registry.core.actor.OrganisationId;
import org.trano.registry.core.code.CodeList;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.OrganisationDefined;

/**
 * Many readers, each with a live feed and a page every second, while others write; and a kill in the midst of it. The profile
 * {@code exhaustive} takes 200 readers and 20 writers for two minutes; ordinary runs take a tenth of that for a few seconds.
 */
class LoadIT {
    private static final int EFFORT = Integer.getInteger("trano.effort", 1);
    private static final int READERS = EFFORT > 1 ? 200 : 20;
    private static final int WRITERS = EFFORT > 1 ? 20 : 2;
    private static final Duration TIME = Duration.ofSeconds(EFFORT > 1 ? 120 : 6);
    /** What comes before is told apart: a machine that has just started is slow. */
    private static final Duration WARM = Duration.ofSeconds(EFFORT > 1 ? 15 : 2);

    private static final String[] PAGES = {
        "",
        "/actions",
        "/projects",
        "/actors",
        "/actors?kind=ngo&area=TG03&theme=",
        "/news",
        "/about",
        "/actors.geojson"
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Long> cold = new ConcurrentLinkedQueue<>();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void readers_and_writers_do_not_hinder_each_other_and_nothing_acknowledged_is_lost()
            throws IOException, InterruptedException {
        try (RunningPortal portal =
                        RunningPortal.start(folder, "--portal.demo=true", "--portal.requests-per-second=100000");
                Registry registry = portal.registry()) {
            load(portal, registry);
            assertThat(faults).isEmpty();
            assertThat(heard.get()).as("live figures").isGreaterThan(READERS * 2);
            List<Long> sorted = new ArrayList<>(nanos);
            Collections.sort(sorted);
            System.out.printf(
                    Locale.ROOT,
                    "%d readers, %d writers, %d s: %d pages, p50 %.1f ms, p99 %.1f ms, worst %.0f ms, in the first %d s %.0f ms; %d live figures; %d acts%n",
                    READERS,
                    WRITERS,
                    TIME.toSeconds(),
                    sorted.size(),
                    sorted.get(sorted.size() / 2) / 1e6,
                    sorted.get(sorted.size() * 99 / 100) / 1e6,
                    sorted.get(sorted.size() - 1) / 1e6,
                    WARM.toSeconds(),
                    Collections.max(cold) / 1e6,
                    heard.get(),
                    written.get());
            portal.killAndRestart();
            int actors = portal.get("/fr/actors.geojson").statusCode() == 200 ? actors(portal) : -1;
            assertThat(actors).isGreaterThanOrEqualTo(written.get());
            assertThat(registry.organisations()).hasSize(actors);
        }
    }

    private static int actors(RunningPortal portal) throws IOException, InterruptedException {
        String home = portal.get("/en").body();
        int at = home.indexOf("data-figure=\"actors\">") + "data-figure=\"actors\">".length();
        return Integer.parseInt(home.substring(at, home.indexOf('<', at)).replace(",", ""));
    }

    private void load(RunningPortal portal, Registry registry) throws InterruptedException {
        long end = System.nanoTime() + TIME.toNanos();
        ExecutorService pool = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < READERS; i++) {
                int reader = i;
                pool.execute(() -> listen(portal, end));
                pool.execute(() -> read(portal, reader, end));
            }
            for (int i = 0; i < WRITERS; i++) {
                pool.execute(() -> write(registry, end));
            }
        } finally {
            pool.shutdown();
            if (!pool.awaitTermination(TIME.toSeconds() + 60, TimeUnit.SECONDS)) {
                faults.add("somebody hangs");
                pool.shutdownNow();
            }
        }
    }

    private void read(RunningPortal portal, int reader, long end) {
        try {
            Thread.sleep(reader * 1000L / READERS);
            for (int page = reader; System.nanoTime() - end < 0; page++) {
                long began = System.nanoTime();
                String path = "/" + Language.values()[page % 4].code() + PAGES[page % PAGES.length];
                int status = portal.get(path).statusCode();
                (end - began > TIME.minus(WARM).toNanos() ? cold : nanos).add(System.nanoTime() - began);
                if (status != 200) {
                    faults.add(path + " " + status);
                }
                Thread.sleep(1000);
            }
        } catch (IOException e) {
            faults.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(RunningPortal portal, long end) {
        try {
            HttpResponse<java.io.InputStream> feed = client.send(
                    HttpRequest.newBuilder(URI.create(portal.url("/fr/live"))).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (feed.statusCode() != 200) {
                faults.add("live " + feed.statusCode());
                return;
            }
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(feed.body(), StandardCharsets.UTF_8))) {
                while (System.nanoTime() - end < 0) {
                    String line = lines.readLine();
                    if (line == null) {
                        faults.add("the feed ended");
                        return;
                    }
                    if (line.startsWith("event:figures")) {
                        heard.incrementAndGet();
                    }
                }
            }
        } catch (IOException e) {
            faults.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Registry registry, long end) {
        try {
            while (System.nanoTime() - end < 0) {
                registry.record(
                        new OrganisationDefined(new Organisation(
                                OrganisationId.create(),
                                CodeList.ORGANISATION_TYPE.code("ngo"),
                                Map.of("fr", "Association " + written.get()))),
                        new EventContext(LocalDate.now(), "load", "test", "test"));
                written.incrementAndGet();
                Thread.sleep(1000);
            }
        } catch (RuntimeException e) {
            faults.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
