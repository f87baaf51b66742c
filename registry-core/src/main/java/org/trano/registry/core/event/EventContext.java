package org.trano.registry.core.event;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who recorded an act, why, from what, and from when it is true.
 *
 * @param effective the day from which the act is true
 * @param actor the person or system that records, for example {@code officer-17}
 * @param purpose why the data is processed, for example {@code enrolment}
 * @param source where it came from, for example the name of a file and its row
 * @param supersedes the event this one corrects and stands in place of, or null
 */
public record EventContext(
        LocalDate effective,
        String actor,
        String purpose,
        String source,
        @Nullable EventId supersedes) {
    /**
     * Checks that somebody takes responsibility.
     *
     * @param effective the day from which the act is true
     * @param actor who records
     * @param purpose why
     * @param source where from
     * @param supersedes what it corrects, or null
     */
    public EventContext {
        if (actor.isBlank() || purpose.isBlank()) {
            throw new IllegalArgumentException(
                    "An event needs an actor and a purpose. Maybe 'import' and 'enrolment'?");
        }
        if (actor.indexOf('\0') >= 0 || purpose.indexOf('\0') >= 0 || source.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "Actor, purpose and source are texts, but one holds a character of code 0."
                            + " Maybe it was read from a file that is no text?");
        }
    }

    /**
     * The context of an act that corrects nothing.
     *
     * @param effective the day from which the act is true
     * @param actor who records
     * @param purpose why
     * @param source where from
     */
    public EventContext(LocalDate effective, String actor, String purpose, String source) {
        this(effective, actor, purpose, source, null);
    }

    /**
     * This context for an act that is true from another day.
     *
     * @param day the day
     * @return a new context
     */
    public EventContext on(LocalDate day) {
        return new EventContext(day, actor, purpose, source, supersedes);
    }

    /**
     * This context for an act that corrects an earlier one and stands in its place. Whoever asks what was known before still
     * gets the earlier one.
     *
     * @param event the event that was wrong
     * @return a new context
     */
    public EventContext superseding(EventId event) {
        return new EventContext(effective, actor, purpose, source, event);
    }
}
