package org.trano.registry.core.exchange;

import org.trano.registry.core.problem.Problem;

/** Ends the reading of one row; never leaves this package. Cheap: it records no stack. */
final class RowProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RowProblem(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
