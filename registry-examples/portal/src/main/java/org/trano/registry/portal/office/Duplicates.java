package org.trano.registry.portal.office;

import jakarta.annotation.PreDestroy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.Deduplicator;
import org.trano.registry.dedup.Explanation;
import org.trano.registry.dedup.review.RegistryRecords;
import org.trano.registry.dedup.review.ReviewDesk;

/**
 * Looks for records that may be one person: over the whole registry, on a thread of its own, when somebody asks. The last run is kept, for it
 * can say why a pair weighs what it weighs. Thread-safe.
 */
@Component
class Duplicates {
    private static final Logger LOG = LoggerFactory.getLogger(Duplicates.class);

    /** So many pairs are put before the reviewers at a time: a week's work for four of them. */
    private static final int MOST = 1_000;

    private final Registry registry;
    private final ReviewDesk desk;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "duplicates");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Step step = new Step("", 0, 0);
    private volatile boolean failed;
    private volatile @Nullable Run last;

    Duplicates(Registry registry) {
        this.registry = registry;
        this.desk = ReviewDesk.of(registry);
    }

    /** What a run has come to: so much of so much, of nobody knows how much where that is 0. */
    public record Step(String name, long done, long total) {}

    /** A run that has ended: when, and how many pairs it put into the queue. */
    public record Run(
            Instant at, int found, RegistryRecords records, DedupResult result, Map<PersonId, Integer> rows) {}

    /** Begins a run, where none is under way. */
    void begin(Account by) {
        if (running.compareAndSet(false, true)) {
            failed = false;
            step = new Step("read", 0, 0);
            worker.execute(() -> run(by));
        }
    }

    private void run(Account by) {
        try {
            RegistryRecords records = RegistryRecords.of(registry);
            DedupResult result = Deduplicator.builder()
                    .progress((name, done, total) -> step = new Step(name, done, total))
                    .build()
                    .run(records.table(), records.decisions());
            int found = desk.propose(
                    records, result, MOST, new EventContext(LocalDate.now(), by.name(), "matching", "office"));
            Map<PersonId, Integer> rows = new HashMap<>();
            for (int row = 0; row < records.table().size(); row++) {
                rows.putIfAbsent(records.person(row), row);
            }
            last = new Run(Instant.now(), found, records, result, rows);
        } catch (RuntimeException e) {
            failed = true;
            LOG.error("The search for duplicates ended early.", e);
        } finally {
            running.set(false);
        }
    }

    boolean isRunning() {
        return running.get();
    }

    boolean hasFailed() {
        return failed;
    }

    Step step() {
        return step;
    }

    Optional<Run> last() {
        return Optional.ofNullable(last);
    }

    /** Why two records weigh what they weigh; empty where the last run did not know both. */
    Optional<Explanation> explain(PersonId one, PersonId other) {
        Run run = last;
        Integer left = run == null ? null : run.rows.get(one);
        Integer right = run == null ? null : run.rows.get(other);
        return run == null || left == null || right == null
                ? Optional.empty()
                : Optional.of(run.result.explain(left, right));
    }

    /** Whether the last run takes two people for one. */
    boolean isOne(PersonId one, PersonId other) {
        Run run = last;
        Integer left = run == null ? null : run.rows.get(one);
        Integer right = run == null ? null : run.rows.get(other);
        return run != null
                && left != null
                && right != null
                && run.result.clusters()[left] == run.result.clusters()[right];
    }

    @PreDestroy
    void close() {
        worker.shutdownNow();
    }
}
