package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.programme.Programme;

/**
 * A programme was set up, or described anew, its results so far among them.
 *
 * @param programme the programme as it is now
 */
public record ProgrammeDefined(Programme programme) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "programme-defined";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(programme.id()));
    }

    @Override
    public boolean mayLieAhead() {
        return true;
    }
}
