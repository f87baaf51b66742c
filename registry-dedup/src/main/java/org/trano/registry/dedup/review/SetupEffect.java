package org.trano.registry.dedup.review;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trano.registry.dedup.Decision;
import org.trano.registry.dedup.DedupResult;

/**
 * What would change if a set-up that has learned from reviewers' decisions were adopted, to be looked at before it is: two runs over the same records.
 * How often it agrees with the decisions is a hopeful figure: these are what it has learned from.
 *
 * @param matchesBefore pairs at or above the threshold by the set-up in use
 * @param matchesAfter the same by the new one
 * @param gained pairs that only the new one takes for matches
 * @param lost pairs that only the one in use does
 * @param decided pairs that were decided to be one person or two, and compared
 * @param agreedBefore how many of these the set-up in use takes for what they were decided to be
 * @param agreedAfter how many the new one does
 * @param thresholdBefore the threshold in use
 * @param thresholdAfter the new one
 */
public record SetupEffect(
        long matchesBefore,
        long matchesAfter,
        long gained,
        long lost,
        int decided,
        int agreedBefore,
        int agreedAfter,
        double thresholdBefore,
        double thresholdAfter) {
    /**
     * Compares two runs.
     *
     * @param before by the set-up in use
     * @param after by the new one, over the same records
     * @param decisions what was decided about them
     * @return the effect
     */
    public static SetupEffect between(DedupResult before, DedupResult after, List<Decision> decisions) {
        Set<Long> old = matches(before);
        Set<Long> fresh = matches(after);
        Map<Long, Boolean> decided = new HashMap<>();
        for (Decision decision : decisions) {
            if (before.isCompared(decision.left(), decision.right())
                    && after.isCompared(decision.left(), decision.right())) {
                decided.put(pair(decision.left(), decision.right()), decision.same());
            }
        }
        int agreedBefore = 0;
        int agreedAfter = 0;
        for (Map.Entry<Long, Boolean> each : decided.entrySet()) {
            agreedBefore += old.contains(each.getKey()) == each.getValue() ? 1 : 0;
            agreedAfter += fresh.contains(each.getKey()) == each.getValue() ? 1 : 0;
        }
        long common = fresh.stream().filter(old::contains).count();
        return new SetupEffect(
                old.size(),
                fresh.size(),
                fresh.size() - common,
                old.size() - common,
                decided.size(),
                agreedBefore,
                agreedAfter,
                before.threshold(),
                after.threshold());
    }

    /** Also pairs that somebody decided about, by their weight alone. */
    private static Set<Long> matches(DedupResult result) {
        Set<Long> matches = new HashSet<>();
        result.forEachPair((left, right, weight) -> {
            if (weight >= result.threshold()) {
                matches.add(pair(left, right));
            }
        });
        return matches;
    }

    private static long pair(int a, int b) {
        return (long) Math.min(a, b) << Integer.SIZE | Math.max(a, b);
    }
}
