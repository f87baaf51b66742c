package org.trano.registry.core.internal;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 12 bits that count within the
 * millisecond, then random bits. Two ids of one process never go backwards, so an index on them grows at its end.
 */
public final class TimeOrderedUuid {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Milliseconds shifted by 12 bits, plus the counter: one number that only grows. */
    private static final AtomicLong LAST = new AtomicLong();

    private TimeOrderedUuid() {}

    /**
     * The next id.
     *
     * @return a new UUID, greater than all this process made before
     */
    public static UUID next() {
        long now = System.currentTimeMillis() << 12;
        long tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
        long high = (tick >>> 12) << 16 | 0x7000L | (tick & 0xFFFL);
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
