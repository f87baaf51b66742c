package org.trano.registry.core.store;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.Subject;

/**
 * The state of one subject, derived from its events and kept beside them in the same transaction. It holds from one day until
 * another: what was before and what comes after is in the events. The array is shared, not copied: do not write to it.
 *
 * @param subject whose state this is
 * @param version the number of events in the subject's history, 1 or more
 * @param from the first day on which this state holds
 * @param until the first day on which it does not hold any more, or null where no change is known
 * @param body the state as JSON; empty where the events leave nothing, all of them being taken back
 * @param keys what the subject can be found by
 */
public record ViewRow(
        Subject subject,
        long version,
        LocalDate from,
        @Nullable LocalDate until,
        byte[] body,
        SortedSet<LookupKey> keys) {
    @Override
    public boolean equals(Object other) {
        return other instanceof ViewRow row
                && subject.equals(row.subject)
                && version == row.version
                && from.equals(row.from)
                && (until == null ? row.until == null : until.equals(row.until))
                && Arrays.equals(body, row.body)
                && keys.equals(row.keys);
    }

    @Override
    public int hashCode() {
        return subject.hashCode() * 31 + Long.hashCode(version);
    }

    @Override
    public String toString() {
        return "ViewRow[" + subject + " v" + version + "]";
    }
}
