package org.trano.registry.core;

/**
 * Base of everything this library throws on its own account. Problems with <em>data</em> are values
 * ({@link org.trano.registry.core.problem.Problem}); an exception says that an operation as a whole could not be done.
 */
public class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure that needs no cause.
     *
     * @param message what could not be done, with the value at fault and a piece of advice
     */
    public RegistryException(String message) {
        super(message);
    }

    /**
     * A failure with its cause.
     *
     * @param message what could not be done, with the value at fault and a piece of advice
     * @param cause what made it fail
     */
    public RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
