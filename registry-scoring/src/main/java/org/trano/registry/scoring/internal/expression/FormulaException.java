package org.trano.registry.scoring.internal.expression;

/** A formula that cannot be read; the message says where, and what was expected. */
public final class FormulaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault.
     *
     * @param position of the character, from 1
     * @param message what is wrong there
     */
    FormulaException(int position, String message) {
        super("at character " + position + ": " + message);
    }
}
