package org.trano.registry.core.event;

/** What an event can be about. The store keeps the kinds apart by {@link #code()}, which never changes. */
public enum SubjectKind {
    /** A household. */
    HOUSEHOLD(1),
    /** A person. */
    PERSON(2),
    /** A programme. */
    PROGRAMME(3),
    /** An area. */
    AREA(4),
    /** An organisation. */
    ORGANISATION(5),
    /** A project. */
    PROJECT(6),
    /** An organisation at work in an area. */
    INTERVENTION(7),
    /**
     * Something of an integrator's own, such as a user's account or a draft: its history is kept, versioned and told like any other; what it means
     * is for those to say whose event types it is made of, and no view is kept.
     */
    OTHER(8);

    private final int code;

    SubjectKind(int code) {
        this.code = code;
    }

    /**
     * The number under which a store keeps it.
     *
     * @return 1 or more
     */
    public int code() {
        return code;
    }

    /**
     * The kind with a number.
     *
     * @param code the number
     * @return the kind
     * @throws IllegalArgumentException if there is none
     */
    public static SubjectKind of(int code) {
        if (code < 1 || code > values().length) {
            throw new IllegalArgumentException(
                    "There is no subject of kind " + code + ". Maybe the registry was written by a later version?");
        }
        return values()[code - 1];
    }
}
