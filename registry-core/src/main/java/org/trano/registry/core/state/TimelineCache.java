package org.trano.registry.core.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.cache.CacheSettings;
import org.trano.registry.core.cache.CacheStatistics;

/**
 * Timelines in memory, in front of the store, and what keeps them from being older than they may be.
 *
 * <p>A value is loaded under the lock of its key and dropped after each write, so none is older than the last acknowledged write
 * of this process. A reader who puts several values together asks for {@link #stamp stamps} before and after: where one is not
 * quiet or has changed, a write was under way, and the reader goes to the store instead. What was written in a transaction of the
 * caller's is not kept at all for as long as the staleness bound says, for nobody tells this cache when that transaction ends.
 */
public final class TimelineCache {
    private static final int STRIPES = 1024;

    private final Cache<UUID, Timeline<?>> cache;
    private final AtomicLongArray stamps = new AtomicLongArray(STRIPES);
    private final Map<UUID, Long> unsettled = new ConcurrentHashMap<>();
    private final long staleNanos;
    /** The time as of the reading that is under way: looked at once, not once for each timeline. */
    private volatile long now = System.nanoTime();

    /**
     * A cache.
     *
     * @param settings its bounds, not switched off
     */
    public TimelineCache(CacheSettings settings) {
        this.staleNanos = settings.staleness().toNanos();
        this.cache = Caffeine.newBuilder()
                .maximumWeight(settings.maximumBytes())
                .weigher((UUID id, Timeline<?> timeline) -> timeline.bytes())
                .expireAfterWrite(settings.staleness())
                .ticker(() -> now)
                .recordStats()
                .build();
    }

    /** Looks at the time; called before each reading. */
    public void tick() {
        now = System.nanoTime();
    }

    /** A timeline from memory, else from the loader; null where the loader has none. */
    public @Nullable Timeline<?> get(UUID stream, Function<UUID, @Nullable Timeline<?>> loader) {
        return isUnsettled(stream) ? loader.apply(stream) : cache.get(stream, loader);
    }

    /** Puts a fuller timeline in the place of one that was just read. */
    public void widen(UUID stream, Timeline<?> narrow, Timeline<?> wide) {
        cache.asMap().replace(stream, narrow, wide);
    }

    private boolean isUnsettled(UUID stream) {
        if (unsettled.isEmpty()) {
            return false;
        }
        Long since = unsettled.get(stream);
        if (since == null) {
            return false;
        }
        if (System.nanoTime() - since < staleNanos) {
            return true;
        }
        unsettled.remove(stream, since);
        return false;
    }

    /** A number that changes with each write of the stream; {@link #isQuiet} while none is under way. */
    public long stamp(UUID stream) {
        return stamps.getAcquire(stripe(stream));
    }

    private static int stripe(UUID stream) {
        return (int) ((stream.getLeastSignificantBits() ^ stream.getMostSignificantBits()) & STRIPES - 1);
    }

    /**
     * Does a write of some streams.
     *
     * @param streams what is written
     * @param write the write
     * @param joined whether it takes part in a transaction of the caller's
     * @param <T> what the write returns
     * @return what the write returns
     */
    public <T> T writing(Collection<UUID> streams, Supplier<T> write, boolean joined) {
        boolean[] touched = new boolean[STRIPES];
        streams.forEach(stream -> touched[stripe(stream)] = true);
        // The lower half counts who is writing, the upper half who has begun, so that a reader sees both.
        add(touched, (1L << 32) + 1);
        try {
            return write.get();
        } finally {
            if (joined) {
                long now = System.nanoTime();
                unsettled.values().removeIf(since -> now - since >= staleNanos);
                streams.forEach(stream -> unsettled.put(stream, now));
            }
            cache.invalidateAll(streams);
            add(touched, -1);
        }
    }

    private void add(boolean[] touched, long amount) {
        for (int i = 0; i < STRIPES; i++) {
            if (touched[i]) {
                stamps.getAndAdd(i, amount);
            }
        }
    }

    /** Whether a stamp says that nobody was writing. */
    public static boolean isQuiet(long stamp) {
        return (stamp & 0xFFFF_FFFFL) == 0;
    }

    /** What the cache has done so far. */
    public CacheStatistics statistics() {
        // Counts what is still waiting to be counted.
        cache.cleanUp();
        CacheStats stats = cache.stats();
        long bytes =
                cache.policy().eviction().map(e -> e.weightedSize().orElse(0)).orElse(0L);
        return new CacheStatistics(
                stats.hitCount(), stats.missCount(), stats.evictionCount(), cache.estimatedSize(), bytes);
    }
}
