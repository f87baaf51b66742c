package org.trano.registry.scoring.model;

import org.trano.registry.core.person.Certainty;
import org.trano.registry.scoring.indicator.Indicator;

/**
 * A change in one answer that would turn the decision about a household.
 *
 * @param indicator which answer
 * @param from as it is
 * @param to as it would have to be
 * @param score the score it would have then
 * @param eligible whether it would qualify then
 * @param distance how far the score would move; what moves it least comes first
 */
public record DecidingChange(
        Indicator indicator,
        Indicator.Value from,
        Indicator.Value to,
        double score,
        Certainty eligible,
        double distance) {}
