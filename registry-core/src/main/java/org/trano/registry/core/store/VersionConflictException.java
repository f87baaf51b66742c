package org.trano.registry.core.store;

import java.util.UUID;
import org.trano.registry.core.RegistryException;

/** Somebody else recorded an event for the same stream in the meantime; nothing was written. Read again and decide again. */
public class VersionConflictException extends RegistryException {
    private static final long serialVersionUID = 1L;

    /**
     * A conflict on one stream.
     *
     * @param stream the stream
     * @param expected the version the writer had seen
     * @param actual the version the store holds
     */
    public VersionConflictException(UUID stream, long expected, long actual) {
        super("The record " + stream + " has " + actual + " events, not " + expected
                + " as expected: somebody changed it in the meantime. Maybe read it again and repeat the change?");
    }
}
