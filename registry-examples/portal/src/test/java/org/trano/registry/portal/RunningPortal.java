package org.trano.registry.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.jdbc.SqliteStore;
import org.trano.registry.portal.office.OfficeEvent;

/** The packaged portal as a process of its own, as those who install it run it. */
public final class RunningPortal implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);
    /** Connections to a server that was killed break only when they are used, and a form is not sent twice: each start has its own. */
    private HttpClient client = newClient();

    private final Path folder;
    private final int port;
    private final List<String> settings;
    private Process process;

    private RunningPortal(Path folder, int port, List<String> settings) throws IOException, InterruptedException {
        this.folder = folder;
        this.port = port;
        this.settings = settings;
        this.process = start();
    }

    /** Starts it, with a registry in a folder. */
    public static RunningPortal start(Path folder, String... settings) throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            free.close();
            return new RunningPortal(folder, port, List.of(settings));
        }
    }

    private Process start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.io.tmpdir=" + folder.toAbsolutePath(),
                "-jar",
                Path.of(System.getProperty("trano.portal", "target/portal.jar"))
                        .toAbsolutePath()
                        .toString(),
                "--server.port=" + port,
                "--portal.address=http://localhost:" + port));
        if (settings.stream().noneMatch(setting -> setting.startsWith("--portal.store="))) {
            command.add("--portal.store=" + folder.resolve("portal.registry"));
        }
        command.addAll(settings);
        File log = folder.resolve("log.txt").toAbsolutePath().toFile();
        Process started = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() - deadline < 0) {
            assertThat(started.isAlive()).as(Files.readString(log.toPath())).isTrue();
            try {
                if (get("/fr").statusCode() == 200) {
                    return started;
                }
            } catch (IOException e) {
                // Not yet.
            }
            Thread.sleep(200);
        }
        started.destroyForcibly();
        throw new AssertionError("The portal did not start: " + Files.readString(log.toPath()));
    }

    /** As kill -9 does, then started again on the same port. */
    public void killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        client = newClient();
        process = start();
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** What speaks to it, follows no redirects, and keeps no cookies. */
    public HttpClient client() {
        return client;
    }

    /** The address of a page. */
    public String url(String path) {
        // Not by number: passkeys know names only.
        return "http://localhost:" + port + path;
    }

    /** Where its files lie. */
    public Path folder() {
        return folder;
    }

    /** What it has logged. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("log.txt"));
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url(path)))
                        .timeout(Duration.ofSeconds(20))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The registry the portal lives on, opened by another process: this one. */
    public Registry registry() {
        EventCodec codec = OfficeEvent.codec(EventCodec.standard().with(NewsPosted.TYPE, NewsPosted.class));
        return Registry.builder(SqliteStore.open(folder.resolve("portal.registry"), codec))
                .codec(codec)
                .build();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
        try {
            log().lines()
                    .filter(line -> line.contains("ERROR") || line.startsWith("Caused by"))
                    .forEach(System.err::println);
        } catch (IOException e) {
            System.err.println("The portal's log cannot be read: " + e.getMessage());
        }
    }
}
