package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.actor.Intervention;

/**
 * An organisation is at work in an area, or its work was described anew.
 *
 * @param intervention the work as it is now
 */
public record InterventionDefined(Intervention intervention) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "intervention-defined";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(intervention.id()));
    }

    @Override
    public boolean mayLieAhead() {
        return true;
    }
}
