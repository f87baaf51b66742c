package org.trano.registry.core.event;

import java.time.Instant;

/**
 * An event as it stands in the journal: the act in its envelope.
 *
 * @param sequence its place in the journal, 1, 2, 3, … without gaps
 * @param id its name for good
 * @param context who, why, from what, and from when it is true
 * @param recorded when we learned it, in microseconds
 * @param event the act
 */
public record Recorded(long sequence, EventId id, EventContext context, Instant recorded, RegistryEvent event) {}
