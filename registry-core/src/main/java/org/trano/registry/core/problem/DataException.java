package org.trano.registry.core.problem;

import java.util.Locale;
import org.trano.registry.core.RegistryException;

/** Data that cannot be used at all: a file that is missing, empty or not what it should be. Nothing was done. */
public class DataException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * A failure for this problem.
     *
     * @param problem what is wrong
     */
    public DataException(Problem problem) {
        super(problem.describe(Locale.ENGLISH));
        this.problem = problem;
    }

    /**
     * A failure for this problem, with its cause.
     *
     * @param problem what is wrong
     * @param cause what the platform said
     */
    public DataException(Problem problem, Throwable cause) {
        super(problem.describe(Locale.ENGLISH), cause);
        this.problem = problem;
    }

    /**
     * What is wrong.
     *
     * @return the problem
     */
    public Problem problem() {
        return problem;
    }
}
