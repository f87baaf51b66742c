package org.trano.registry.dedup.search;

import java.util.Locale;
import java.util.Map;
import org.trano.registry.core.person.Sex;
import org.trano.registry.dedup.MatchSetup;
import org.trano.registry.dedup.frame.FieldKind;

/**
 * m: how probable each level of agreement is when the right person is described. What a set-up learned from a register, mixed with a little
 * of what is usual, so that nothing is impossible; all of it usual where there is no set-up. The other side, u, is counted in the index for
 * each query.
 */
final class Evidence {
    /** The share of what is usual in what was learned. */
    private static final double USUAL = 0.1;
    /** A set-up knows one level where words have two. */
    private static final double NEARLY_SHARE = 2.0 / 3;

    /** By {@link WordLevel}. */
    final double[] word = new double[WordLevel.count()];
    /** By level of {@link FieldKind#DATE}, {@link Dates#EQUAL} last. */
    final double[] birth = {0, 0.01, 0.01, 0.02, 0.03, 0.01, 0.06, 0.08, 0.08, 0.70};
    /** The same where an age was stated: rarely exact, rarely far off. */
    final double[] age = {0, 0.15, 0, 0.40, 0, 0, 0, 0.45, 0, 0};
    /** By level of {@link Places}. */
    final double[] place = {0, 0.08, 0.03, 0.05, 0.12, 0.72};
    /** Different, one slip, equal. */
    final double[] number = {0.35, 0.05, 0.60};

    private double sameSex = 0.98;

    private Evidence() {
        for (int level = 0; level < word.length; level++) {
            word[level] = WordLevel.of(level).usual();
        }
    }

    static Evidence usual() {
        return new Evidence();
    }

    static Evidence of(MatchSetup setup) {
        Evidence evidence = new Evidence();
        double[] words = new double[evidence.word.length];
        int names = 0;
        for (MatchSetup.Field field : setup.fields()) {
            FieldKind kind = FieldKind.valueOf(field.kind().toUpperCase(Locale.ROOT));
            switch (kind) {
                case GIVEN, FAMILY -> {
                    addWords(words, field.match());
                    names++;
                }
                case DATE -> mix(evidence.birth, byLevel(field.match(), evidence.birth.length - 1));
                case TEXT -> {
                    // What has the roles of a place is what relatives share.
                    if (!field.relatives().isEmpty()) {
                        mix(evidence.place, places(field.match()));
                    }
                }
                case SEX -> {
                    double[] sex = {1 - evidence.sameSex, evidence.sameSex};
                    mix(sex, new double[] {
                        field.match().getOrDefault("different", 0.0),
                        field.match().getOrDefault("equal", 0.0)
                    });
                    evidence.sameSex = sex[1];
                }
                default -> {
                    // Telephones change and are shared in ways of their own; whole names say nothing of single words.
                }
            }
        }
        if (names > 0) {
            mix(evidence.word, words);
        }
        return evidence;
    }

    private static void addWords(double[] words, Map<String, Double> match) {
        words[WordLevel.DIFFERENT.ordinal()] += match.getOrDefault("different", 0.0);
        words[WordLevel.INITIAL.ordinal()] += match.getOrDefault("same initial", 0.0);
        words[WordLevel.SIMILAR.ordinal()] += match.getOrDefault("similar", 0.0);
        double much = match.getOrDefault("very similar", 0.0);
        words[WordLevel.VERY_SIMILAR.ordinal()] += (1 - NEARLY_SHARE) * much;
        words[WordLevel.NEARLY_EQUAL.ordinal()] += NEARLY_SHARE * much;
        words[WordLevel.EQUAL.ordinal()] += match.getOrDefault("equal", 0.0) + match.getOrDefault("part equal", 0.0);
    }

    private static double[] byLevel(Map<String, Double> match, int top) {
        double[] p = new double[top + 1];
        for (int level = FieldKind.DIFFERENT; level <= top; level++) {
            p[level] = match.getOrDefault(FieldKind.DATE.levelName(level), 0.0);
        }
        return p;
    }

    private static double[] places(Map<String, Double> match) {
        double[] p = new double[Places.EQUAL + 1];
        for (int level = Places.DIFFERENT; level <= Places.EQUAL; level++) {
            p[level] = match.getOrDefault(Places.text(level), 0.0);
        }
        return p;
    }

    private static void mix(double[] usual, double[] learned) {
        double sum = 0;
        for (double p : learned) {
            sum += p;
        }
        for (int level = 0; sum > 0 && level < usual.length; level++) {
            usual[level] = USUAL * usual[level] + (1 - USUAL) * learned[level] / sum;
        }
    }

    double sameSex() {
        return sameSex;
    }

    /** A sex in two bits: 0 where it is not known or does not apply. */
    static int sex(Sex sex) {
        return sex.code() == 1 || sex.code() == 2 ? sex.code() : 0;
    }
}
