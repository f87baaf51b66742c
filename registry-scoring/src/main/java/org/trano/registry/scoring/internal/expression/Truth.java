package org.trano.registry.scoring.internal.expression;

import org.trano.registry.core.person.Certainty;

/**
 * Yes, no, or not known (Kleene 1952), as two bits: 1 if it is certainly true, 2 if it is certainly false. And and or of unknown
 * things are known where the other side decides.
 */
public final class Truth {
    /** Certainly true. */
    public static final byte YES = 1;

    /** Certainly false. */
    public static final byte NO = 2;

    /** Either. */
    public static final byte UNKNOWN = 0;

    private Truth() {}

    /**
     * A condition that is known.
     *
     * @param holds whether it holds
     * @return yes or no
     */
    public static byte of(boolean holds) {
        return holds ? YES : NO;
    }

    /**
     * Both.
     *
     * @param a one
     * @param b the other
     * @return whether both hold
     */
    public static byte and(byte a, byte b) {
        return (byte) (a & b & 1 | (a | b) & 2);
    }

    /**
     * One or the other.
     *
     * @param a one
     * @param b the other
     * @return whether at least one holds
     */
    public static byte or(byte a, byte b) {
        return (byte) ((a | b) & 1 | a & b & 2);
    }

    /**
     * The opposite.
     *
     * @param a a truth
     * @return whether it does not hold
     */
    public static byte not(byte a) {
        return (byte) ((a & 1) << 1 | a >> 1);
    }

    /**
     * In the words of the registry.
     *
     * @param a a truth
     * @return yes, no or maybe
     */
    public static Certainty certainty(byte a) {
        return a == YES ? Certainty.YES : a == NO ? Certainty.NO : Certainty.MAYBE;
    }
}
