package org.trano.registry.core.person;

import java.util.stream.IntStream;

/**
 * Answers to the Washington Group Short Set on Functioning: how much difficulty a person has in six domains. Each is 1 (no
 * difficulty), 2 (some), 3 (a lot), 4 (cannot do at all) or 0 (not asked, refused, not known).
 *
 * @param seeing even with glasses
 * @param hearing even with a hearing aid
 * @param walking walking or climbing steps
 * @param remembering remembering or concentrating
 * @param selfCare washing all over or dressing
 * @param communicating understanding or being understood
 */
public record Functioning(int seeing, int hearing, int walking, int remembering, int selfCare, int communicating) {
    /**
     * Checks the ranges.
     *
     * @param seeing 0 to 4
     * @param hearing 0 to 4
     * @param walking 0 to 4
     * @param remembering 0 to 4
     * @param selfCare 0 to 4
     * @param communicating 0 to 4
     */
    public Functioning {
        if (IntStream.of(seeing, hearing, walking, remembering, selfCare, communicating)
                .anyMatch(d -> d < 0 || d > 4)) {
            throw new IllegalArgumentException(
                    "Difficulty is told in levels from 1 (none) to 4 (cannot do at all), 0 for not known. Maybe a code of"
                            + " another list?");
        }
    }

    /**
     * Whether the person counts as having a disability by the Washington Group's recommended cut-off: a lot of difficulty in
     * at least one domain (Washington Group on Disability Statistics, analytic guidelines for the short set, DISABILITY3).
     *
     * @return yes; no if all six were answered with less; maybe otherwise
     */
    public Certainty isDisabled() {
        int[] domains = {seeing, hearing, walking, remembering, selfCare, communicating};
        if (IntStream.of(domains).anyMatch(d -> d >= 3)) {
            return Certainty.YES;
        }
        return IntStream.of(domains).anyMatch(d -> d == 0) ? Certainty.MAYBE : Certainty.NO;
    }
}
