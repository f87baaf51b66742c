package org.trano.registry.core.person;

/** The answer to a question about something that is only partly known. */
public enum Certainty {
    /** True whatever the missing part is. */
    YES,
    /** False whatever the missing part is. */
    NO,
    /** Depends on the missing part: ask, or keep both answers. */
    MAYBE
}
