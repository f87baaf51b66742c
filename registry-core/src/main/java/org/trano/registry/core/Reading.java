package org.trano.registry.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.trano.registry.core.actor.Intervention;
import org.trano.registry.core.actor.Organisation;
import org.trano.registry.core.actor.Project;
import org.trano.registry.core.area.AreaTree;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.programme.Programme;

/**
 * What a registry answers: today, as known now ({@link Registry}), or on another day, as known at another time
 * ({@link Registry#asOf}).
 */
public interface Reading {
    /**
     * A household.
     *
     * @param id which household
     * @return the household with its living members, also after it has ended; empty if there was none yet
     */
    Optional<Household> household(HouseholdId id);

    /**
     * A person.
     *
     * @param id who
     * @return the person, also after their death; empty if nobody had told of them yet
     */
    Optional<PersonProfile> person(PersonId id);

    /**
     * Reads all households that exist and have somebody in them, one after the other, past the cache and in bounded memory.
     * Households recorded meanwhile may or may not be seen.
     *
     * @param reader called for each household in ascending order of the ids
     */
    void households(Consumer<Household> reader);

    /**
     * Reads all persons, also those who have died or belong nowhere, one after the other and in bounded memory.
     *
     * @param reader called for each person in ascending order of the ids
     */
    void persons(Consumer<PersonProfile> reader);

    /**
     * All areas.
     *
     * @return the areas as they were drawn
     */
    AreaTree areas();

    /**
     * All programmes.
     *
     * @return the programmes in ascending order of their ids
     */
    List<Programme> programmes();

    /**
     * All organisations.
     *
     * @return the organisations in ascending order of their ids
     */
    List<Organisation> organisations();

    /**
     * All projects.
     *
     * @return the projects in ascending order of their ids
     */
    List<Project> projects();

    /**
     * Who works where on what.
     *
     * @return the interventions in ascending order of their ids
     */
    List<Intervention> interventions();
}
