package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.person.Relationship;

/**
 * Two persons are no longer related in a way that was stated before.
 *
 * @param relationship who was what to whom
 */
public record RelationshipEnded(Relationship relationship) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "relationship-ended";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(relationship.person()), Subject.of(relationship.of()));
    }
}
