package org.trano.registry.core.cache;

import java.time.Duration;

/**
 * How much the registry keeps in memory in front of its store.
 *
 * <p>This process never reads anything older than its own last acknowledged write. What <em>another</em> process wrote to the
 * same store is seen at the latest after {@link #staleness()}; until then an act of another process that touches several
 * households or persons may be seen in part. The same holds for what this process wrote inside a transaction of the host
 * application that takes longer than that.
 *
 * @param maximumBytes upper bound on the stored size of all cached timelines, in bytes of JSON (their size as objects is a
 *     few times that); 0 switches the cache off
 * @param staleness how old an entry may get before it is read again from the store
 */
public record CacheSettings(long maximumBytes, Duration staleness) {
    /**
     * Checks the ranges.
     *
     * @param maximumBytes upper bound in bytes, 0 for off
     * @param staleness more than zero
     */
    public CacheSettings {
        if (maximumBytes < 0) {
            throw new IllegalArgumentException(
                    "A cache cannot hold " + maximumBytes + " bytes. Maybe 0, to switch it off?");
        }
        if (staleness.isNegative() || staleness.isZero()) {
            throw new IllegalArgumentException(
                    "A staleness of " + staleness + " is not possible. Maybe switch the cache off instead?");
        }
    }

    /**
     * 64 MiB, five seconds.
     *
     * @return the settings a registry has unless told otherwise
     */
    public static CacheSettings standard() {
        return new CacheSettings(64L << 20, Duration.ofSeconds(5));
    }

    /**
     * No cache.
     *
     * @return settings under which every read goes to the store
     */
    public static CacheSettings off() {
        return new CacheSettings(0, Duration.ofSeconds(1));
    }
}
