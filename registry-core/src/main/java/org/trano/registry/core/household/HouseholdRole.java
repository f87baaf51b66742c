package org.trano.registry.core.household;

/** What a member does for the household, besides being related to its head ({@link RelationshipToHead#HEAD} is the head). */
public enum HouseholdRole {
    /** Heads it together with the head. */
    CO_HEAD,
    /** Looks after children or others who cannot look after themselves. */
    CAREGIVER
}
