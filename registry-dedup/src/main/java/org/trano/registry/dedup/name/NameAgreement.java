package org.trano.registry.dedup.name;

import java.util.List;

/**
 * How two names agree, part by part. Immutable.
 *
 * @param similarity {@code 2·Σ s / (|a| + |b|)} over the matches, with |a| and |b| the numbers of parts: 0 to 1
 * @param matches which part answers which, in the order of the left name
 * @param leftOnly parts of the left name that nothing answers
 * @param rightOnly parts of the right name that nothing answers
 */
public record NameAgreement(double similarity, List<Match> matches, List<NamePart> leftOnly, List<NamePart> rightOnly) {
    /** Why two parts may be the same name, strongest first. */
    public enum Reason {
        /** They are written alike. */
        EQUAL(1),
        /** Packs know them as forms of one name. */
        SAME_NAME(0.95),
        /** One is the beginning of the other, of at least four letters: long names are cut at will. */
        CUT(0.9),
        /** They are written nearly alike: their Jaro–Winkler similarity is at least 0.8. */
        SIMILAR(0.8),
        /** They share a way to sound, though they are written differently, perhaps in two scripts. */
        SOUNDS_ALIKE(0.85),
        /** One is the initial of the other. */
        INITIAL(0.8);

        private final double similarity;

        Reason(double similarity) {
            this.similarity = similarity;
        }

        /**
         * What such a match counts at least; the Jaro–Winkler similarity of the parts, where that is more.
         *
         * @return 0 to 1
         */
        public double similarity() {
            return similarity;
        }
    }

    /**
     * Two parts that answer each other.
     *
     * @param left the part of the left name
     * @param right the part of the right name
     * @param leftPlace its place in the left name, from 0
     * @param rightPlace its place in the right name
     * @param reason why
     * @param similarity what it counts
     * @param isAcross whether one stands among given names and the other is a surname
     */
    public record Match(
            NamePart left,
            NamePart right,
            int leftPlace,
            int rightPlace,
            Reason reason,
            double similarity,
            boolean isAcross) {}

    /**
     * Copies the lists.
     *
     * @param similarity 0 to 1
     * @param matches which part answers which
     * @param leftOnly parts without an answer
     * @param rightOnly parts without an answer
     */
    public NameAgreement {
        matches = List.copyOf(matches);
        leftOnly = List.copyOf(leftOnly);
        rightOnly = List.copyOf(rightOnly);
    }

    /**
     * Whether the parts stand in another order.
     *
     * @return true if two matches cross
     */
    public boolean isReordered() {
        for (int i = 1; i < matches.size(); i++) {
            if (matches.get(i).rightPlace() < matches.get(i - 1).rightPlace()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether one name is the other with parts left out: a chain of father's names cut short, a second given name not said.
     *
     * @return true if every part of one name has an answer, and not every part of the other
     */
    public boolean isShortened() {
        return !matches.isEmpty() && leftOnly.isEmpty() != rightOnly.isEmpty();
    }

    /**
     * Whether given names and surname stand in each other's place.
     *
     * @return true if matches cross between given names and surname
     */
    public boolean isSwapped() {
        return isReordered() && matches.stream().anyMatch(Match::isAcross);
    }

    /**
     * Whether the names run alike but were divided differently: the father's name read as a surname here and as a given name there.
     *
     * @return true if some match lies across while the order is kept
     */
    public boolean isShifted() {
        return !isReordered() && matches.stream().anyMatch(Match::isAcross);
    }
}
