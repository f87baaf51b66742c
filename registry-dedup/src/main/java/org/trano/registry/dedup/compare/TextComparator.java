package org.trano.registry.dedup.compare;

/**
 * How alike two texts are, from 0 (nothing in common) to 1 (equal). Implementations are symmetric, thread-safe, and work on
 * Unicode code points; a lone surrogate counts as a character of its own. Null is a {@link NullPointerException}.
 */
@FunctionalInterface
public interface TextComparator {
    /**
     * Compares two texts.
     *
     * @param left one text
     * @param right the other
     * @return 0 to 1; 1 for equal texts, two empty ones included
     */
    double similarity(CharSequence left, CharSequence right);

    /**
     * Compares two texts of which only those that are alike matter; often faster than comparing and then looking.
     *
     * @param left one text
     * @param right the other
     * @param atLeast what counts as alike
     * @return the similarity where it is at least that, else 0
     */
    default double similarity(CharSequence left, CharSequence right, double atLeast) {
        double similarity = similarity(left, right);
        return similarity >= atLeast ? similarity : 0;
    }

    /**
     * Prepares one text to be compared with many.
     *
     * @param query the text, which is copied
     * @return the text ready for comparison, thread-safe
     */
    default Prepared prepare(CharSequence query) {
        String copy = query.toString();
        return text -> similarity(copy, text);
    }

    /** A text that was prepared to be compared with many. Thread-safe. Gives what the comparator itself gives, to the bit. */
    @FunctionalInterface
    interface Prepared {
        /**
         * Compares.
         *
         * @param text the other text
         * @return the similarity
         */
        double similarity(CharSequence text);

        /**
         * Compares where only what is alike matters.
         *
         * @param text the other text
         * @param atLeast what counts as alike
         * @return the similarity where it is at least that, else 0
         */
        default double similarity(CharSequence text, double atLeast) {
            double similarity = similarity(text);
            return similarity >= atLeast ? similarity : 0;
        }
    }

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
