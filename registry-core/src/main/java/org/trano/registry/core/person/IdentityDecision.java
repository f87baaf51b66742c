package org.trano.registry.core.person;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer decided about two records: one person, two people, or that it cannot be said. Two records that are decided to be one person stay two
 * records, linked: what is recorded about each stays with it, so that taking the decision back leaves nothing to be sorted out.
 *
 * @param one the record with the smaller id, in whichever order the two are given
 * @param other the other record
 * @param verdict what was decided
 * @param reviewer who decided; of each reviewer the last decision counts
 * @param why the reason, in words; may be empty
 * @param weight log2 of the odds that the model gave when it was decided, or null
 * @param reviewers how many reviewers must agree: 1, or 2 where each is to look without knowing of the other
 * @param settles whether this ends a dispute, whatever others said
 */
public record IdentityDecision(
        PersonId one,
        PersonId other,
        Verdict verdict,
        String reviewer,
        String why,
        @Nullable Double weight,
        int reviewers,
        boolean settles) {
    private static final int MOST_REVIEWERS = 2;

    /**
     * Puts the two in order and checks the rest.
     *
     * @param one a record
     * @param other another
     * @param verdict what was decided
     * @param reviewer who decided
     * @param why the reason
     * @param weight what the model said, or null
     * @param reviewers how many must agree
     * @param settles whether this ends a dispute
     * @throws IllegalArgumentException if both are one record, nobody decided, or more than two reviewers are asked for
     */
    public IdentityDecision {
        // Left out of the JSON where it was empty, once.
        why = Objects.requireNonNullElse(why, "");
        if (one.equals(other)) {
            throw new IllegalArgumentException(
                    "A decision is about two records, but " + one + " was given twice. Maybe one id is mistyped?");
        }
        if (reviewer.isBlank()) {
            throw new IllegalArgumentException("A decision needs somebody who made it. Maybe 'officer-17'?");
        }
        if ((reviewer + why).indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "Reviewer and reason are texts, but one holds a character of code 0. Maybe something else was pasted?");
        }
        if (reviewers < 1 || reviewers > MOST_REVIEWERS) {
            throw new IllegalArgumentException("One or two reviewers can be asked to agree, not " + reviewers + ".");
        }
        if (weight != null && !Double.isFinite(weight)) {
            throw new IllegalArgumentException("A weight of " + weight + " says nothing. Maybe leave it out?");
        }
        if (other.compareTo(one) < 0) {
            PersonId smaller = other;
            other = one;
            one = smaller;
        }
    }

    /**
     * A decision that one reviewer makes alone.
     *
     * @param one a record
     * @param other another
     * @param verdict what was decided
     * @param reviewer who decided
     * @param why the reason; may be empty
     * @return the decision
     */
    public static IdentityDecision of(PersonId one, PersonId other, Verdict verdict, String reviewer, String why) {
        return new IdentityDecision(one, other, verdict, reviewer, why, null, 1, false);
    }

    /**
     * This decision with what the model said.
     *
     * @param bits log2 of the odds that the two are one person
     * @return a new decision
     */
    public IdentityDecision weighing(double bits) {
        return new IdentityDecision(one, other, verdict, reviewer, why, bits, reviewers, settles);
    }

    /**
     * This decision as one of two that must agree.
     *
     * @return a new decision
     */
    public IdentityDecision ofTwo() {
        return new IdentityDecision(one, other, verdict, reviewer, why, weight, MOST_REVIEWERS, settles);
    }

    /**
     * This decision as one that ends a dispute.
     *
     * @return a new decision
     */
    public IdentityDecision settling() {
        return new IdentityDecision(one, other, verdict, reviewer, why, weight, reviewers, true);
    }

    /**
     * The other one of the two.
     *
     * @param record one of the two
     * @return the other
     */
    public PersonId otherThan(PersonId record) {
        return record.equals(one) ? other : one;
    }
}
