package org.trano.registry.core.actor;

import org.jspecify.annotations.Nullable;

/**
 * One organisation at work in one area: the line from which a national portal counts who works where on what.
 *
 * @param id which intervention
 * @param organisation who
 * @param area the P-code of where
 * @param theme on what, for example {@code cash_transfer} or {@code school_feeding}
 * @param project in which project, or null
 */
public record Intervention(
        InterventionId id,
        OrganisationId organisation,
        String area,
        String theme,
        @Nullable ProjectId project) {}
