package org.trano.registry.core.person;

/** What a reviewer says of two records after looking at them. */
public enum Verdict {
    /** They are one person. */
    SAME,
    /** They are two people. */
    DIFFERENT,
    /** It cannot be said yet: somebody should look again, or ask. */
    UNSURE
}
