package org.trano.registry.dedup.search;

import org.jspecify.annotations.Nullable;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.dedup.Explanation;

/**
 * Somebody who may be the person looked for.
 *
 * @param person who
 * @param household where they live, or null
 * @param weight log2 of the odds, taken by itself, that this is the person, if as often as not whoever is looked for is in the register
 * @param probability the same in view of all others who may be it: two namesakes of whom nothing else is known have at most one half each
 * @param explanation what the weight is the sum of
 */
public record SearchHit(
        PersonId person, @Nullable HouseholdId household, double weight, double probability, Explanation explanation) {}
