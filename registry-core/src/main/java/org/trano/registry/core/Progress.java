package org.trano.registry.core;

/**
 * Told how far a long piece of work has come. Calls come from one thread at a time, often; an implementation should be quick.
 */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = (step, done, total) -> {};

    /**
     * So much of a step is done.
     *
     * @param step a short stable name of the step, for example {@code read}
     * @param done units done so far
     * @param total units in all, or -1 where nobody knows yet
     */
    void report(String step, long done, long total);
}
