package org.trano.registry.core.person;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** How two records stand to each other by all that was decided about them. */
public enum IdentityStanding {
    /** Nobody could say yet, or nobody has looked. */
    OPEN,
    /** Decided by fewer reviewers than are asked for. */
    AWAITS_SECOND,
    /** Reviewers contradict each other, and nobody has settled it: nothing is taken for granted. */
    DISPUTED,
    /** One person. */
    SAME,
    /** Two people. */
    DIFFERENT;

    /**
     * The standing by some decisions about one pair. A settling decision holds whatever others say. Else those who are sure must all say the same,
     * and be as many as any of the decisions asks for.
     *
     * @param decisions the last decision of each reviewer, in the order in which they were made
     * @return how the two stand
     */
    public static IdentityStanding of(Collection<IdentityDecision> decisions) {
        IdentityDecision settled = null;
        Set<String> same = new HashSet<>();
        Set<String> different = new HashSet<>();
        int asked = 1;
        for (IdentityDecision decision : decisions) {
            settled = decision.settles() ? decision : settled;
            asked = Math.max(asked, decision.reviewers());
            if (decision.verdict() != Verdict.UNSURE) {
                (decision.verdict() == Verdict.SAME ? same : different).add(decision.reviewer());
            }
        }
        if (settled != null) {
            return switch (settled.verdict()) {
                case SAME -> SAME;
                case DIFFERENT -> DIFFERENT;
                case UNSURE -> OPEN;
            };
        }
        if (!same.isEmpty() && !different.isEmpty()) {
            return DISPUTED;
        }
        int sure = same.size() + different.size();
        if (sure == 0) {
            return OPEN;
        }
        return sure < asked ? AWAITS_SECOND : same.isEmpty() ? DIFFERENT : SAME;
    }

    /**
     * Whether somebody should look.
     *
     * @return false where it is decided that they are one person or two
     */
    public boolean isPending() {
        return this != SAME && this != DIFFERENT;
    }
}
