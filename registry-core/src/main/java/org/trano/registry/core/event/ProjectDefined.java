package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.actor.Project;

/**
 * A project was entered, or described anew.
 *
 * @param project the project as it is now
 */
public record ProjectDefined(Project project) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "project-defined";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(project.id()));
    }

    @Override
    public boolean mayLieAhead() {
        return true;
    }
}
