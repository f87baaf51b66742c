package org.trano.registry.dedup.compare;

/** How two identity or telephone numbers agree, strongest first but for {@link #UNKNOWN}. */
public enum IdentifierAgreement {
    /** The same number. */
    SAME,
    /** Two neighbouring characters changed places. */
    TRANSPOSED,
    /** One character is wrong, missing or too much. */
    ONE_EDIT,
    /** Two such errors in a number that is long enough for it to mean something. */
    TWO_EDITS,
    /** Two different numbers. */
    DIFFERENT,
    /** At least one is empty: no evidence either way. */
    UNKNOWN
}
