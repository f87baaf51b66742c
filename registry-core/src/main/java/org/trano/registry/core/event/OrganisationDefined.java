package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.actor.Organisation;

/**
 * An organisation was entered, or described anew.
 *
 * @param organisation the organisation as it is now
 */
public record OrganisationDefined(Organisation organisation) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "organisation-defined";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(organisation.id()));
    }

    @Override
    public boolean mayLieAhead() {
        return true;
    }
}
