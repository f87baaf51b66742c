package org.trano.registry.core.event;

import java.util.Set;

/**
 * An event of a type or version this build does not know, kept untouched. It changes no view.
 *
 * @param type the type's name
 * @param version the version of its JSON
 * @param json its JSON, as stored
 */
public record UnknownEvent(String type, int version, String json) implements RegistryEvent {
    @Override
    public Set<Subject> subjects() {
        return Set.of();
    }
}
