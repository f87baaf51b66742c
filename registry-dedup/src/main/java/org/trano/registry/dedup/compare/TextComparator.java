package org.trano.registry.dedup.compare;

/**
 * How alike two texts are, from 0 (nothing in common) to 1 (equal). Implementations are symmetric, thread-safe, and work on
 * Unicode code points.
 */
@FunctionalInterface
public interface TextComparator {
    /**
     * Compares two texts.
     *
     * @param left one text
     * @param right the other
     * @return 0 to 1; 1 exactly if the implementation regards them as equal, two empty texts included
     */
    double similarity(CharSequence left, CharSequence right);

    /**
     * Any similarity of Apache Commons Text as a comparator.
     *
     * @param score a score from 0 to 1 that is thread-safe, as those of Commons Text are
     * @return the comparator
     */
    static TextComparator of(org.apache.commons.text.similarity.SimilarityScore<Double> score) {
        return score::apply;
    }
}
