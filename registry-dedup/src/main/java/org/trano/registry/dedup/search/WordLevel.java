package org.trano.registry.dedup.search;

import org.trano.registry.dedup.compare.JaroWinkler;

/** How a word of a name in a query agrees with one of a person, weakest first. */
enum WordLevel {
    /** No word of the person answers it. */
    DIFFERENT("different", 0.03),
    /** One is the initial of the other. */
    INITIAL("same initial", 0.01),
    /** Written somewhat alike, or alike by ear. */
    SIMILAR("similar", 0.04),
    /** Written much alike. */
    VERY_SIMILAR("very similar", 0.05),
    /** Written nearly the same, or known to be forms of one name. */
    NEARLY_EQUAL("nearly equal", 0.09),
    /** The same. */
    EQUAL("equal", 0.78);

    /** {@link JaroWinkler#STANDARD} from which words count as alike. */
    static final double ALIKE = 0.8;

    private static final double MUCH = 0.88;
    private static final double NEARLY = 0.94;
    private static final WordLevel[] ALL = values();

    private final String text;
    private final double usual;

    WordLevel(String text, double usual) {
        this.text = text;
        this.usual = usual;
    }

    static WordLevel of(int ordinal) {
        return ALL[ordinal];
    }

    static int count() {
        return ALL.length;
    }

    static WordLevel of(double similarity) {
        return similarity >= 1
                ? EQUAL
                : similarity >= NEARLY ? NEARLY_EQUAL : similarity >= MUCH ? VERY_SIMILAR : SIMILAR;
    }

    String text() {
        return text;
    }

    /** m where nothing was learned: the probability of this level when the right person is described, by a hand that now and then slips. */
    double usual() {
        return usual;
    }
}
