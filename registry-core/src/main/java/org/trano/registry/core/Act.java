package org.trano.registry.core;

import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.RegistryEvent;

/**
 * An event on its way into the registry, with who records it and why.
 *
 * @param event what happened
 * @param context who records it, why, from what, and from when it is true
 */
public record Act(RegistryEvent event, EventContext context) {}
