package org.trano.registry.core.event;

import java.util.Map;

/**
 * Brings the JSON of one version of an event type up to the next. Must be pure: the same JSON in gives the same JSON out, for
 * replay depends on it.
 */
@FunctionalInterface
public interface Upcaster {
    /**
     * The same event, as the next version writes it.
     *
     * @param json the event's JSON as an object: texts, numbers, booleans, lists and maps of these
     * @return the JSON of the next version; may be the same map, changed
     */
    Map<String, Object> upcast(Map<String, Object> json);
}
