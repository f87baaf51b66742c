package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.person.Relationship;

/**
 * Two persons are related: a guardian and a child, two co-wives, a family and its domestic worker.
 *
 * @param relationship who is what to whom
 */
public record RelationshipStated(Relationship relationship) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "relationship-stated";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(relationship.person()), Subject.of(relationship.of()));
    }
}
