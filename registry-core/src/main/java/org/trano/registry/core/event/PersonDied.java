package org.trano.registry.core.event;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.internal.Sorted;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.UncertainDate;

/**
 * A person died. They stay in the registry and stop counting in their households; who heads a household after them is
 * {@link HeadSucceeded}. The act is effective from the day from which the registry takes them for dead.
 *
 * @param person who
 * @param date when, as well as it is known
 * @param households all households they belonged to; each has a member less from then on
 */
public record PersonDied(PersonId person, UncertainDate date, Set<HouseholdId> households) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "person-died";

    /**
     * Copies the households in a fixed order.
     *
     * @param person who
     * @param date when
     * @param households where they belonged
     */
    public PersonDied {
        households = Sorted.copy(households);
    }

    /**
     * The death of a person as they are known.
     *
     * @param profile who, and where they belong
     * @param date when, as well as it is known
     * @return the event
     */
    public static PersonDied of(PersonProfile profile, UncertainDate date) {
        return new PersonDied(profile.person().id(), date, new TreeSet<>(profile.households()));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        Set<Subject> subjects = new LinkedHashSet<>();
        subjects.add(Subject.of(person));
        households.forEach(household -> subjects.add(Subject.of(household)));
        return subjects;
    }
}
