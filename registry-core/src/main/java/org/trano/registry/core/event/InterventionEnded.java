package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.actor.InterventionId;

/**
 * An organisation is no longer at work in an area.
 *
 * @param intervention which work
 */
public record InterventionEnded(InterventionId intervention) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "intervention-ended";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(intervention));
    }

    @Override
    public boolean mayLieAhead() {
        return true;
    }
}
