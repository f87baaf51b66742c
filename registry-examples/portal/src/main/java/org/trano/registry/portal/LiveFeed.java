package org.trano.registry.portal;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Figures that move while one looks: server-sent events. A browser gets the figures when it connects and each time they change; one that
 * reads slowly skips what it was too slow for and holds up nobody. It reconnects by itself.
 */
@RestController
class LiveFeed {
    private static final long RECONNECT_MILLIS = 3_000;
    private static final int SENDERS = 4;

    private final PublicWindow window;
    private final PortalSettings settings;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS, task -> {
        Thread thread = new Thread(task, "live-feed");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Map<Language, Map<String, String>> figures;

    LiveFeed(PublicWindow window, PortalSettings settings) {
        this.window = window;
        this.settings = settings;
        this.figures = inAllLanguages(window.view());
        window.onChange(this::changed);
    }

    /** The figures that move, as texts of a page, by the name that their place in a page has. */
    static Map<String, String> figures(PublicView view, PageWords words) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("actors", words.number(view.actors().size()));
        figures.put("actions", words.number(view.actions().size()));
        figures.put("projects", words.number(view.projects().size()));
        figures.put("prefectures", words.number(view.prefecturesReached()));
        figures.put("as-of", words.moment(view.asOf()));
        return figures;
    }

    private static Map<Language, Map<String, String>> inAllLanguages(PublicView view) {
        Map<Language, Map<String, String>> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            all.put(language, figures(view, new PageWords(language)));
        }
        return all;
    }

    @GetMapping(path = "/{language:fr|en|ar|mg}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> listen(@PathVariable String language) {
        if (listeners.size() >= settings.listeners()) {
            return ResponseEntity.status(503).header("Retry-After", "30").build();
        }
        SseEmitter emitter = new SseEmitter(0L);
        Listener listener = new Listener(emitter, Language.of(language).orElse(Language.FR));
        emitter.onCompletion(() -> listeners.remove(listener));
        emitter.onError(e -> listeners.remove(listener));
        emitter.onTimeout(() -> listeners.remove(listener));
        listeners.add(listener);
        listener.send(senders);
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .body(emitter);
    }

    private void changed() {
        figures = inAllLanguages(window.view());
        listeners.forEach(listener -> listener.send(senders));
    }

    /** Keeps connections open through proxies, and finds those that are gone. */
    @Scheduled(fixedDelay = 15_000)
    void heartbeat() {
        listeners.forEach(listener -> listener.beat(senders));
    }

    @PreDestroy
    void close() {
        listeners.forEach(listener -> listener.emitter.complete());
        senders.shutdownNow();
    }

    /** A browser that listens. At most one thread at a time writes to it. */
    private final class Listener {
        private final SseEmitter emitter;
        private final Language language;
        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile boolean news;
        private volatile boolean beat;

        Listener(SseEmitter emitter, Language language) {
            this.emitter = emitter;
            this.language = language;
        }

        void send(Executor on) {
            news = true;
            wake(on);
        }

        void beat(Executor on) {
            beat = true;
            wake(on);
        }

        private void wake(Executor on) {
            if (busy.compareAndSet(false, true)) {
                on.execute(() -> {
                    try {
                        write();
                    } finally {
                        busy.set(false);
                    }
                    if ((news || beat) && listeners.contains(this)) {
                        wake(on);
                    }
                });
            }
        }

        private void write() {
            try {
                if (news) {
                    news = false;
                    beat = false;
                    emitter.send(SseEmitter.event()
                            .name("figures")
                            .reconnectTime(RECONNECT_MILLIS)
                            .data(figures.getOrDefault(language, Map.of()), MediaType.APPLICATION_JSON));
                } else if (beat) {
                    beat = false;
                    emitter.send(SseEmitter.event().comment("still here"));
                }
            } catch (IOException | IllegalStateException e) {
                // The browser is gone, which is no fault.
                news = false;
                beat = false;
                listeners.remove(this);
                emitter.completeWithError(e);
            }
        }
    }
}
