package org.trano.registry.dedup.review;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.IdentityStanding;
import org.trano.registry.core.person.PersonId;

/**
 * Two records about which somebody should decide, and how much that is worth.
 *
 * <p>Whoever must act without looking takes two records for two people where that is likely to cost less, else for one. What that costs on average is what a
 * decision is worth (the value of perfect information; Howard 1966): {@code min(p · apart, (1 − p) · together)}, where {@code p} is the probability that they are
 * one person, {@code apart} what it costs to take one person for two (one, and one for each programme that pays them twice), and {@code together} what it costs to
 * take two people for one (one, and one for each enrolment that one of them would lose).
 *
 * @param one the record with the smaller id
 * @param other the other record
 * @param standing how they stand now
 * @param weight log2 of the odds that they are one person, as noted last, or null
 * @param probability the probability that they are one person; one half where nothing is noted, and where reviewers contradict each other
 * @param worth what a decision is worth
 * @param group the smallest id of all records that are linked with these by open cases: who decides one of them should see the others
 * @param decisions what was decided so far, as far as whoever asks may know it
 * @param isBlind whether what others decided is kept back, because this reviewer is to look without knowing of it
 */
public record ReviewCase(
        PersonId one,
        PersonId other,
        IdentityStanding standing,
        @Nullable Double weight,
        double probability,
        double worth,
        PersonId group,
        List<IdentityDecision> decisions,
        boolean isBlind) {
    /**
     * Copies the list.
     *
     * @param one a record
     * @param other another
     * @param standing how they stand
     * @param weight what was noted, or null
     * @param probability that they are one person
     * @param worth what a decision is worth
     * @param group what the case belongs to
     * @param decisions what was decided so far
     * @param isBlind whether others' decisions are kept back
     */
    public ReviewCase {
        decisions = List.copyOf(decisions);
    }
}
