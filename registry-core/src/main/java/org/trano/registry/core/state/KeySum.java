package org.trano.registry.core.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.store.LookupKey;

/**
 * A sum over keys and whom they find, by which two collections of these are compared that come in different orders and are too
 * large to be kept: 128 bits of SHA-256 of each pair behind a secret of this check, added up. Different collections have the
 * same sum by chance only, and nobody can choose them so that they do. Not thread-safe.
 */
final class KeySum {
    private static final int SECRET_BYTES = 16;

    private final byte[] secret;
    private final MessageDigest sha;
    private long count;
    private long high;
    private long low;

    private KeySum(byte[] secret) {
        this.secret = secret;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The sum of nothing. */
    static KeySum empty() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new KeySum(secret);
    }

    /** Another sum of nothing, to be compared with this one. */
    KeySum sibling() {
        return new KeySum(secret);
    }

    void add(LookupKey key, Subject subject) {
        byte[] type = key.type().getBytes(StandardCharsets.UTF_8);
        byte[] value = key.value().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(SECRET_BYTES + 28 + type.length + value.length);
        bytes.put(secret)
                .putInt(type.length)
                .put(type)
                .putInt(value.length)
                .put(value)
                .putInt(subject.kind().code())
                .putLong(subject.id().getMostSignificantBits())
                .putLong(subject.id().getLeastSignificantBits());
        ByteBuffer digest = ByteBuffer.wrap(sha.digest(bytes.array()));
        count++;
        high += digest.getLong();
        low += digest.getLong();
    }

    boolean isLike(KeySum other) {
        return count == other.count && high == other.high && low == other.low;
    }
}
