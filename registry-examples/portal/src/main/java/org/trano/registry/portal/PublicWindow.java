package org.trano.registry.portal;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.trano.registry.core.Registry;
import org.trano.registry.core.Subscription;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;

/**
 * Keeps the public view up to date: built anew after every event that changes it, at most twice a second, and at midnight, when what
 * lies ahead comes about. Pages read a view that is ready; nobody who looks at the portal makes it work on the registry.
 */
@Component
public class PublicWindow {
    private static final Logger LOG = LoggerFactory.getLogger(PublicWindow.class);
    private static final int SETTLE_MILLIS = 500;
    private static final Set<SubjectKind> SHOWN =
            EnumSet.complementOf(EnumSet.of(SubjectKind.HOUSEHOLD, SubjectKind.PERSON, SubjectKind.OTHER));

    private final Registry registry;
    private final Histories histories;
    private final Clock clock = Clock.systemDefaultZone();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "public-view");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean due = new AtomicBoolean();
    private final Subscription feed;
    private final AtomicLong version = new AtomicLong();
    private volatile PublicView view;
    private volatile @Nullable HouseholdFigures households;

    PublicWindow(Registry registry) {
        this.registry = registry;
        this.histories = new Histories(registry);
        long sequence = registry.head().sequence();
        this.view = look();
        this.feed = registry.follow(sequence, this::heard);
        worker.execute(this::countHouseholds);
    }

    /** What the public sees now. */
    public PublicView view() {
        return view;
    }

    /** Households in aggregate, empty until they have been counted for the first time. */
    Optional<HouseholdFigures> households() {
        return Optional.ofNullable(households);
    }

    /** Another number whenever anything that the public sees is another. */
    long version() {
        return version.get();
    }

    /** Tells somebody whenever the view is another one. */
    void onChange(Runnable watcher) {
        watchers.add(watcher);
    }

    private PublicView look() {
        return PublicView.of(registry, histories, LocalDate.now(clock), clock.instant());
    }

    private void heard(Recorded recorded) {
        Set<Subject> touched = registry.touched(recorded);
        histories.forget(touched);
        if (touched.stream().map(Subject::kind).anyMatch(SHOWN::contains)) {
            refreshSoon();
        }
    }

    private void refreshSoon() {
        if (due.compareAndSet(false, true)) {
            worker.schedule(this::refresh, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void refresh() {
        due.set(false);
        try {
            view = look();
            version.incrementAndGet();
            watchers.forEach(Runnable::run);
        } catch (RuntimeException e) {
            LOG.error("The public view could not be built; the last one stays.", e);
        }
    }

    /** Once a day, for figures that moved with every registration would tell who was registered. */
    @Scheduled(cron = "0 5 0 * * *")
    void newDay() {
        worker.execute(this::countHouseholds);
        refreshSoon();
    }

    private void countHouseholds() {
        try {
            PublicView now = view;
            Map<String, HouseholdFigures.Cell> exact = new HashMap<>();
            now.areas(PublicView.PREFECTURE).forEach(area -> exact.put(area.code(), HouseholdFigures.Cell.NONE));
            registry.households(household -> {
                if (household.isActive()) {
                    String area = household.area() == null
                            ? ""
                            : now.ancestor(household.area(), PublicView.PREFECTURE)
                                    .or(() -> now.ancestor(household.area(), PublicView.REGION))
                                    .orElse("");
                    exact.merge(area, new HouseholdFigures.Cell(1, household.size()), HouseholdFigures.Cell::plus);
                }
            });
            households = HouseholdFigures.of(LocalDate.now(clock), exact);
            version.incrementAndGet();
        } catch (RuntimeException e) {
            LOG.error("Households could not be counted; the last figures stay.", e);
        }
    }

    @PreDestroy
    void close() {
        feed.close();
        worker.shutdownNow();
    }
}
