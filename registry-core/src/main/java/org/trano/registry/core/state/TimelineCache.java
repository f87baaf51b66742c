package org.trano.registry.core.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.cache.CacheSettings;
import org.trano.registry.core.cache.CacheStatistics;
import org.trano.registry.core.household.Household;

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
    /** Counted for what may be put together from a timeline: a household remembers its people even where their own timelines were dropped. */
    private static final int JOINED_BYTES = 128;

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
                .weigher((UUID id, Timeline<?> timeline) -> timeline.bytes() + JOINED_BYTES)
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

    /**
     * The household that was put together from a timeline before, if it still holds; null where it must be put together anew. Costs a look
     * at one number for each of its people.
     */
    public @Nullable Optional<Household> joined(Timeline<?> timeline, LocalDate day) {
        Joined joined = timeline.joined();
        if (joined == null || !joined.day().equals(day) || now - joined.until() >= 0 || !unsettled.isEmpty()) {
            return null;
        }
        int[] stripes = joined.stripes();
        long[] known = joined.stamps();
        for (int i = 0; i < stripes.length; i++) {
            if (stamps.getAcquire(stripes[i]) != known[i]) {
                return null;
            }
        }
        return joined.household();
    }

    /**
     * Remembers a household that was put together while nobody wrote any part of it.
     *
     * @param parts the household's timeline, then those of its members
     * @param known their stamps from before they were read, all quiet
     * @param day for which day
     * @param household the household
     */
    public void join(List<Timeline<?>> parts, long[] known, LocalDate day, Optional<Household> household) {
        int[] stripes = new int[parts.size()];
        long oldest = parts.get(0).born();
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = stripe(parts.get(i).subject().id());
            oldest = parts.get(i).born() - oldest < 0 ? parts.get(i).born() : oldest;
        }
        parts.get(0).join(new Joined(day, oldest + staleNanos, stripes, known, household));
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
