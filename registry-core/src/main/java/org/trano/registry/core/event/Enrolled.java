package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.programme.Enrolment;

/**
 * A household, or one of its members, was taken into a programme, put on its waiting list or has applied for it.
 *
 * @param household which household
 * @param enrolment in what, since when, with which status
 */
public record Enrolled(HouseholdId household, Enrolment enrolment) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "enrolled";

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
