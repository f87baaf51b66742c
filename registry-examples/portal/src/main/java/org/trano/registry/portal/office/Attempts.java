package org.trano.registry.portal.office;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Wrong passwords, numbers and codes. After five of them a name is locked for a quarter of an hour, one that belongs to nobody too, so that
 * nothing shows which names there are; one address may be wrong thirty times. A passkey cannot be guessed, and opens a locked account.
 * Kept in memory: who restarts the portal has more than a password. Thread-safe.
 */
@Component
class Attempts {
    static final Duration LOCK = Duration.ofMinutes(15);
    static final int MOST = 5;
    private static final int MOST_OF_ADDRESS = 30;

    private final Cache<String, AtomicInteger> wrong =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(LOCK).build();

    boolean isLocked(String name, String address) {
        return count(key(name)) >= MOST || count("@" + address) >= MOST_OF_ADDRESS;
    }

    /** One more that was wrong; true where it is the one that locks. */
    boolean isLastStraw(String name, String address) {
        add("@" + address);
        return add(key(name)) == MOST;
    }

    /** It was the right one. */
    void forget(String name) {
        wrong.invalidate(key(name));
    }

    private int count(String key) {
        AtomicInteger count = wrong.getIfPresent(key);
        return count == null ? 0 : count.get();
    }

    private int add(String key) {
        AtomicInteger count = wrong.get(key, one -> new AtomicInteger());
        int now = count.incrementAndGet();
        // Written again, so that the time counts from the last one.
        wrong.put(key, count);
        return now;
    }

    private static String key(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        return plain.length() > 64 ? plain.substring(0, 64) : plain;
    }
}
