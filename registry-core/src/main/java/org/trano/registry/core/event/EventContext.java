package org.trano.registry.core.event;

import java.time.LocalDate;

/**
 * Who recorded an act, why, from what, and from when it is true.
 *
 * @param effective the day from which the act is true; not after today
 * @param actor the person or system that records, for example {@code officer-17}
 * @param purpose why the data is processed, for example {@code enrolment}
 * @param source where it came from, for example the name of a file and its row
 */
public record EventContext(LocalDate effective, String actor, String purpose, String source) {
    /**
     * Checks that somebody takes responsibility.
     *
     * @param effective the day from which the act is true
     * @param actor who records
     * @param purpose why
     * @param source where from
     */
    public EventContext {
        if (actor.isBlank() || purpose.isBlank()) {
            throw new IllegalArgumentException(
                    "An event needs an actor and a purpose. Maybe 'import' and 'enrolment'?");
        }
    }
}
