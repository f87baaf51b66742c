package org.trano.registry.core.event;

import java.util.Set;

/**
 * An event that never happened is taken back: the envelope says which ({@link EventContext#supersedes()}). Nothing stands in its
 * place. What was known before the retraction can still be asked.
 *
 * @param reason why it was wrong, in words
 */
public record Retracted(String reason) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "retracted";

    /**
     * Checks that there is a reason.
     *
     * @param reason why it was wrong
     */
    public Retracted {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A retraction needs a reason. Maybe say what was mistaken?");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** None of its own: a retraction is about all that the retracted event was about. */
    @Override
    public Set<Subject> subjects() {
        return Set.of();
    }
}
