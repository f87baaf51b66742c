package org.trano.registry.core.event;

import java.util.LinkedHashSet;
import java.util.Set;
import org.trano.registry.core.household.Household;

/**
 * A household was interviewed and entered for the first time, with all the members it named. A member the registry knows
 * already keeps what is known; what is new about them is added.
 *
 * @param household the household as it was told; with at least one member, and one who carries a date of death is refused when it is
 *     recorded
 */
public record HouseholdRegistered(Household household) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "household-registered";

    /**
     * Checks that somebody lives there.
     *
     * @param household the household as it was told
     */
    public HouseholdRegistered {
        if (household.members().isEmpty()) {
            throw new IllegalArgumentException(
                    "The household " + household.id() + " has no member. Maybe its people were left out?");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        Set<Subject> subjects = new LinkedHashSet<>();
        subjects.add(Subject.of(household.id()));
        household
                .members()
                .forEach(member -> subjects.add(Subject.of(member.person().id())));
        return subjects;
    }
}
