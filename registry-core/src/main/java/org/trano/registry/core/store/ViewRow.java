package org.trano.registry.core.store;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.UUID;

/**
 * The current state of one stream, derived from its events and kept beside them in the same transaction. The array is shared,
 * not copied: do not write to it.
 *
 * @param stream whose state this is
 * @param version the number of events of the stream it includes, 1 or more
 * @param body the state as JSON
 * @param keys what the stream can be found by
 */
public record ViewRow(UUID stream, long version, byte[] body, SortedSet<LookupKey> keys) {
    @Override
    public boolean equals(Object other) {
        return other instanceof ViewRow row
                && stream.equals(row.stream)
                && version == row.version
                && Arrays.equals(body, row.body)
                && keys.equals(row.keys);
    }

    @Override
    public int hashCode() {
        return stream.hashCode() * 31 + Long.hashCode(version);
    }

    @Override
    public String toString() {
        return "ViewRow[" + stream + " v" + version + "]";
    }
}
