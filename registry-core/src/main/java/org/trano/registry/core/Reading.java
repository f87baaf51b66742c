package org.trano.registry.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.trano.registry.core.actor.Intervention;
import org.trano.registry.core.actor.Organisation;
import org.trano.registry.core.actor.Project;
import org.trano.registry.core.area.AreaTree;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.Identity;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.IdentityStanding;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Verdict;
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
     * The identity that a record of a person belongs to: all records that were decided to be one person, directly or by way of others.
     *
     * @param record the id of a record, also of one that was joined to another long ago
     * @return the identity, of this record alone where nothing was decided; empty if nobody had told of the record yet
     */
    default Optional<Identity> identity(PersonId record) {
        if (person(record).isEmpty()) {
            return Optional.empty();
        }
        SortedMap<PersonId, PersonProfile> records = new TreeMap<>();
        Deque<PersonId> next = new ArrayDeque<>(List.of(record));
        while (!next.isEmpty()) {
            PersonId id = next.pop();
            PersonProfile profile = records.containsKey(id) ? null : person(id).orElse(null);
            if (profile != null) {
                records.put(id, profile);
                for (PersonId other : profile.compared()) {
                    if (profile.standing(other) == IdentityStanding.SAME) {
                        next.push(other);
                    }
                }
            }
        }
        List<IdentityDecision> contradictions = new ArrayList<>();
        for (PersonProfile profile : records.values()) {
            PersonId id = profile.person().id();
            for (IdentityDecision decision : profile.decisions()) {
                if (decision.one().equals(id)
                        && decision.verdict() == Verdict.DIFFERENT
                        && records.containsKey(decision.other())
                        && profile.standing(decision.other()) == IdentityStanding.DIFFERENT) {
                    contradictions.add(decision);
                }
            }
        }
        return Optional.of(new Identity(records.firstKey(), List.copyOf(records.keySet()), contradictions));
    }

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
