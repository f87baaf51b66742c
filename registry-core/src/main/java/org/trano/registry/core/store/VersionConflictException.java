package org.trano.registry.core.store;

import java.util.UUID;
import org.trano.registry.core.RegistryException;
import org.trano.registry.core.event.Subject;

/** Somebody else recorded an event about the same subject in the meantime; nothing was written. Read again and decide again. */
public class VersionConflictException extends RegistryException {
    private static final long serialVersionUID = 1L;

    /**
     * A conflict on one subject.
     *
     * @param subject the subject
     * @param expected the version the writer had seen
     * @param actual the version the store holds
     */
    public VersionConflictException(Subject subject, long expected, long actual) {
        super("The " + subject + " has " + actual + " events, not " + expected
                + " as expected: somebody changed it in the meantime. Maybe read it again and repeat the change?");
    }

    private VersionConflictException(String message) {
        super(message);
    }

    /**
     * A conflict on an event that is in the journal already.
     *
     * @param id the event's name
     * @return the exception
     */
    public static VersionConflictException ofEvent(UUID id) {
        return new VersionConflictException("The event " + id
                + " is in the journal already. Maybe the same records arrived twice? Nothing needs to be done then.");
    }
}
