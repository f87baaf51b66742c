package org.trano.registry.core.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the journal, as bytes and plain values. The array fields are shared, not copied: whoever holds a row must not
 * write to them.
 *
 * @param sequence place in the journal, from 1, without gaps
 * @param id the event's name
 * @param type the event type's name
 * @param version the version of the type's JSON
 * @param effective the day from which it is true
 * @param recorded when we learned it, in whole microseconds
 * @param actor who recorded it
 * @param purpose why
 * @param source from what
 * @param supersedes the event this one stands in place of, or null
 * @param payload the event's JSON
 * @param chain SHA-256 over the previous row's chain and this row ({@link #chain(byte[], StoredEvent)}); empty before the row is
 *     stored
 */
public record StoredEvent(
        long sequence,
        UUID id,
        String type,
        int version,
        LocalDate effective,
        Instant recorded,
        String actor,
        String purpose,
        String source,
        @Nullable UUID supersedes,
        byte[] payload,
        byte[] chain) {
    /**
     * The chain before the first event.
     *
     * @return 32 zero bytes
     */
    public static byte[] origin() {
        return new byte[32];
    }

    /**
     * The chain value of a row: {@code SHA-256(previous ‖ sequence ‖ id ‖ type ‖ version ‖ effective ‖ recorded ‖ actor ‖
     * purpose ‖ source ‖ payload)}, integers big-endian (days and microseconds since 1970), texts in UTF-8, texts and payload
     * preceded by their length in four bytes; then the id of the superseded event where there is one. Whoever changes, removes or reorders a row breaks every later link.
     *
     * @param previous the chain of the row before, or {@link #origin()}
     * @param row the row; its own chain is not read
     * @return 32 bytes
     */
    public static byte[] chain(byte[] previous, StoredEvent row) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(previous);
            sha.update(ByteBuffer.allocate(8).putLong(row.sequence).array());
            sha.update(bytes(row.id));
            add(sha, row.type.getBytes(StandardCharsets.UTF_8));
            sha.update(ByteBuffer.allocate(20)
                    .putInt(row.version)
                    .putLong(row.effective.toEpochDay())
                    .putLong(micros(row.recorded))
                    .array());
            add(sha, row.actor.getBytes(StandardCharsets.UTF_8));
            add(sha, row.purpose.getBytes(StandardCharsets.UTF_8));
            add(sha, row.source.getBytes(StandardCharsets.UTF_8));
            add(sha, row.payload);
            if (row.supersedes != null) {
                sha.update(bytes(row.supersedes));
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static void add(MessageDigest sha, byte[] bytes) {
        sha.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        sha.update(bytes);
    }

    /**
     * Microseconds since 1970, the unit of the journal.
     *
     * @param instant the instant
     * @return microseconds, rounded down
     */
    public static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }

    /**
     * The instant of a number of microseconds.
     *
     * @param micros microseconds since 1970
     * @return the instant
     */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    /**
     * This row at its place in the journal.
     *
     * @param place its sequence
     * @param previous the chain of the row before
     * @param earliest when the row before was recorded: a clock that went back does not make this one earlier
     * @return the row with sequence and chain
     */
    public StoredEvent at(long place, byte[] previous, Instant earliest) {
        Instant when = recorded.isBefore(earliest) ? earliest : recorded;
        StoredEvent placed = new StoredEvent(
                place, id, type, version, effective, when, actor, purpose, source, supersedes, payload, new byte[0]);
        return placed.withChain(chain(previous, placed));
    }

    private StoredEvent withChain(byte[] link) {
        return new StoredEvent(
                sequence, id, type, version, effective, recorded, actor, purpose, source, supersedes, payload, link);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredEvent row
                && sequence == row.sequence
                && id.equals(row.id)
                && type.equals(row.type)
                && version == row.version
                && effective.equals(row.effective)
                && recorded.equals(row.recorded)
                && actor.equals(row.actor)
                && purpose.equals(row.purpose)
                && source.equals(row.source)
                && Objects.equals(supersedes, row.supersedes)
                && Arrays.equals(payload, row.payload)
                && Arrays.equals(chain, row.chain);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence) * 31 + id.hashCode();
    }

    @Override
    public String toString() {
        return "StoredEvent[" + sequence + " " + type + " " + id + "]";
    }
}
