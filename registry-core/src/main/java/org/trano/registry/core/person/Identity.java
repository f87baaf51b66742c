package org.trano.registry.core.person;

import java.util.List;

/**
 * One person with all the records that were decided to be theirs. The id of the identity is the smallest of its records' ids, that of the record made first. It never
 * changes by itself: a decision that joins two identities is in the histories of both, and whoever asks by the id of any of its records, now or in twenty years,
 * is led to the identity it belongs to.
 *
 * @param id the identity's id
 * @param records the ids of all its records in ascending order
 * @param contradictions pairs of its records that were decided to be two people, while other decisions make them one: somebody must settle that
 */
public record Identity(PersonId id, List<PersonId> records, List<IdentityDecision> contradictions) {
    /**
     * Copies the lists.
     *
     * @param id the identity's id
     * @param records its records
     * @param contradictions what contradicts it
     */
    public Identity {
        records = List.copyOf(records);
        contradictions = List.copyOf(contradictions);
    }
}
