package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.programme.Grievance;

/**
 * A household complained, or was answered. Grievances are found in the household's history; they change no view.
 *
 * @param household which household
 * @param grievance what was said, and the answer if there is one
 */
public record GrievanceRecorded(HouseholdId household, Grievance grievance) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "grievance-recorded";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(household));
    }
}
