package org.trano.registry.core;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.state.Moment;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoredEvent;

/**
 * A subscriber at work: a thread of its own gives it every event of the journal, in order, each at least once. How far it has
 * come is kept in the registry under its name, after each page it has dealt with: a restart goes on from there, and what was
 * dealt with but not written down yet comes again. If it throws, the same event is given again, after a pause that grows to a
 * minute; nothing is passed over.
 *
 * <p>Thread-safe.
 */
public final class Subscription implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final int PAGE = 200;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final String name;
    private final boolean isKept;
    private final RegistryStore store;
    private final EventCodec codec;
    private final Consumer<Recorded> handler;
    private final Duration poll;
    private final Duration firstPause;
    private final Thread thread;
    private final Consumer<Subscription> onClose;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long position;
    private volatile @Nullable RuntimeException failure;
    private volatile boolean closed;
    private boolean news;

    /** A subscriber that begins after an event; its position is kept where it has a name to keep it under. */
    Subscription(
            String name,
            boolean isKept,
            long after,
            RegistryStore store,
            EventCodec codec,
            Consumer<Recorded> handler,
            Duration poll,
            Consumer<Subscription> onClose) {
        this.name = name;
        this.store = store;
        this.codec = codec;
        this.handler = handler;
        this.poll = poll;
        this.firstPause = poll.compareTo(Duration.ofMillis(100)) < 0 ? poll : Duration.ofMillis(100);
        this.onClose = onClose;
        this.isKept = isKept;
        this.position = after;
        this.thread = new Thread(this::run, "trano-subscriber-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Something was recorded: no need to wait. */
    void wake() {
        lock.lock();
        try {
            news = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Duration pause = firstPause;
        while (!closed) {
            try {
                boolean more = page();
                failure = null;
                pause = firstPause;
                if (!more) {
                    sleep(poll, true);
                }
            } catch (RuntimeException e) {
                if (closed) {
                    return;
                }
                failure = e;
                LOG.warn("subscriber {} failed after event {}: {}; next try in {}", name, position, e, pause);
                sleep(pause, false);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** Deals with some events; whether there may be more. */
    private boolean page() {
        List<StoredEvent> rows = store.journal(position, PAGE);
        long reached = position;
        try {
            for (StoredEvent row : rows) {
                if (closed) {
                    return false;
                }
                handler.accept(Moment.decode(row, codec));
                reached = row.sequence();
            }
        } finally {
            if (reached > position) {
                if (isKept) {
                    store.advance(name, reached);
                }
                position = reached;
                lock.lock();
                try {
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        }
        return rows.size() == PAGE;
    }

    private void sleep(Duration time, boolean untilNews) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0 && !closed && !(untilNews && news)) {
                left = changed.awaitNanos(left);
            }
            news = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The subscriber's name.
     *
     * @return the name under which its position is kept
     */
    public String name() {
        return name;
    }

    /**
     * How far it has come.
     *
     * @return the sequence of the last event it has dealt with
     */
    public long position() {
        return position;
    }

    /**
     * What went wrong at the last try.
     *
     * @return the exception, or null while all is well
     */
    public @Nullable RuntimeException failure() {
        return failure;
    }

    /**
     * Waits until the subscriber has dealt with an event.
     *
     * @param sequence the event's sequence
     * @param atMost how long to wait
     * @return false if the time was over first
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public boolean await(long sequence, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        lock.lock();
        try {
            while (position < sequence) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Stops after the event it is dealing with, and waits for that. */
    @Override
    public void close() {
        closed = true;
        wake();
        if (Thread.currentThread() != thread) {
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        onClose.accept(this);
    }
}
