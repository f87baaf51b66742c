package org.trano.registry.core.store;

import java.util.Comparator;
import java.util.UUID;
import org.trano.registry.core.event.Subject;

/** The order of UUIDs as databases see it: 16 unsigned bytes. {@link UUID#compareTo(UUID)} compares signed numbers instead. */
final class UuidOrder {
    static final Comparator<UUID> UNSIGNED = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    static final Comparator<Subject> SUBJECTS = Comparator.comparing(Subject::id, UNSIGNED);

    private UuidOrder() {}
}
