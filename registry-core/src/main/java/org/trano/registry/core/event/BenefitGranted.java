package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.programme.Benefit;

/**
 * A household is due something, or was given it. Benefits are found in the household's history; they change no view.
 *
 * @param household which household
 * @param benefit what, how much, when
 */
public record BenefitGranted(HouseholdId household, Benefit benefit) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "benefit-granted";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(household));
    }

    @Override
    public boolean mayLieAhead() {
        return true;
    }
}
