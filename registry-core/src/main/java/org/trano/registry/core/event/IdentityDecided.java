package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.person.IdentityDecision;

/**
 * A reviewer looked at two records of persons and decided whether they are one. Part of the history of both; neither record is changed.
 *
 * @param decision what was decided
 */
public record IdentityDecided(IdentityDecision decision) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "identity-decided";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(decision.one()), Subject.of(decision.other()));
    }
}
