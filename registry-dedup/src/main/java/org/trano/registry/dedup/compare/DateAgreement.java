package org.trano.registry.dedup.compare;

/** How two dates agree, strongest first but for {@link #UNKNOWN}. */
public enum DateAgreement {
    /** Both name the same day, and it is no day that stands for a whole year. */
    SAME_DAY,
    /** The same year, day and month stand in each other's place. */
    DAY_AND_MONTH_SWAPPED,
    /** Two days whose digits differ in one place, or in two neighbours that changed places. */
    ONE_DIGIT,
    /** At least one of them is not a single day, and there are days that both may be. */
    COMPATIBLE,
    /** No day in common, but so near that what "about" or a stated age leaves open may explain it. */
    NEAR,
    /** They contradict each other. */
    DIFFERENT,
    /** At least one says nothing: no evidence either way. */
    UNKNOWN
}
