package org.trano.registry.core.programme;

/** What becomes of enrolments when a household splits or merges. An enrolment with a recipient always goes with the recipient. */
public enum EnrolmentPolicy {
    /** What belongs to the household as a whole stays where it was; in a merger it goes to the household that remains. */
    STAY,
    /** What belongs to the household as a whole goes with its head. */
    FOLLOW_HEAD,
    /** As {@link #STAY}, and suspended until somebody has looked at it. */
    SUSPEND
}
