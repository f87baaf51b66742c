package org.trano.registry.core.store;

import org.trano.registry.core.RegistryException;

/** The store could not do what it was asked: the disk is full, the file is no registry, another process holds it. */
public class StoreException extends RegistryException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is, so that a program can react and a message be translated. */
    public enum Reason {
        /** The file does not exist or its folder cannot be used. */
        UNREACHABLE,
        /** The file exists but is not a registry. */
        NOT_A_REGISTRY,
        /** The registry was made by a later version of this software. */
        TOO_NEW,
        /** The registry was made by an earlier version and must be opened for writing once, which brings it up to date. */
        TOO_OLD,
        /** The registry may be read but not written. */
        READ_ONLY,
        /** The disk is full. */
        FULL,
        /** Another process kept the registry locked for too long. */
        BUSY,
        /** The database's own library cannot be loaded on this machine, for example because nothing may run from the temporary folder. */
        NO_LIBRARY,
        /** Anything else, with the database's own words. */
        OTHER
    }

    /** The kind of failure. */
    private final Reason reason;

    /**
     * A failure with its kind.
     *
     * @param reason the kind
     * @param message what could not be done, and a piece of advice
     * @param cause what the database said
     */
    public StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * A failure with its kind that the store found by itself.
     *
     * @param reason the kind
     * @param message what could not be done, and a piece of advice
     */
    public StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * The kind of failure.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
