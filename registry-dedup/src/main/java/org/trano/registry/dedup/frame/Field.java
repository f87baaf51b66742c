package org.trano.registry.dedup.frame;

import java.util.Arrays;
import org.trano.registry.dedup.compare.JaroWinkler;
import org.trano.registry.dedup.compare.OptimalStringAlignment;
import org.trano.registry.dedup.compare.TextColumn;

/**
 * One compared field: the codes of its values, how frequent each is, and the levels of agreement. "Equal" is split into levels
 * by the frequency of the value, each covering a factor of four: two people called Zénabou say more than two called Mohamed.
 * Immutable.
 */
public final class Field {
    /** Frequencies within a factor of 2^{@value} share a level. */
    private static final int BITS_PER_LEVEL = 2;

    private static final int MOST_LEVELS = 10;

    private final String name;
    private final FieldKind kind;
    private final boolean stable;
    private final Dictionary dictionary;
    private final TextColumn column;
    private final int[] counts;
    private final long filled;
    private final byte[] equalLevel;
    /** By code: dates packed; the numbers of what stands before the @ of an address. Empty for other kinds. */
    private final int[] packed;

    private final int levels;

    Field(String name, FieldKind kind, boolean stable, Dictionary dictionary, int[] counts) {
        this.name = name;
        this.kind = kind;
        this.stable = stable;
        this.dictionary = dictionary;
        this.column = dictionary.column();
        this.counts = counts;
        this.filled = Arrays.stream(counts).asLongStream().sum() - counts[0];
        this.equalLevel = new byte[counts.length];
        int top = kind.firstEqual();
        for (int code = 1; code < counts.length; code++) {
            if (counts[code] > 0) {
                double rarity = StrictMath.log((double) filled / counts[code]) / StrictMath.log(2);
                int bin = Math.min(MOST_LEVELS - 1, (int) (rarity / BITS_PER_LEVEL));
                equalLevel[code] = (byte) (kind.firstEqual() + bin);
                top = Math.max(top, equalLevel[code]);
            }
        }
        this.levels = top + 1;
        this.packed = pack();
    }

    private int[] pack() {
        int[] into = new int[kind == FieldKind.DATE || kind == FieldKind.EMAIL ? dictionary.size() : 0];
        Lexicon local = new Lexicon();
        for (int code = 1; code < into.length; code++) {
            String value = dictionary.value(code);
            into[code] = kind == FieldKind.DATE
                    ? FieldKind.packDate(value)
                    : local.add(value.substring(0, value.indexOf('@')));
        }
        return into;
    }

    /**
     * The level on which two values agree.
     *
     * @param a code of one value
     * @param b code of the other
     * @return 0 ({@link FieldKind#MISSING}) to {@link #levels()} − 1
     */
    public int level(int a, int b) {
        if (a == 0 || b == 0) {
            return FieldKind.MISSING;
        }
        if (a == b) {
            return equalLevel[a];
        }
        return switch (kind) {
            case GIVEN, FAMILY -> name(a, b);
            case FULL -> full(a, b);
            case DATE -> FieldKind.compareDates(packed[a], packed[b]);
            case NUMBER -> number(a, b);
            case EMAIL -> email(a, b);
            case POSTCODE -> postcode(a, b);
            case TEXT -> text(a, b);
            case SEX -> FieldKind.DIFFERENT;
        };
    }

    private int name(int a, int b) {
        double similarity = column.similarity(JaroWinkler.STANDARD, a, b, 0.8);
        if (similarity >= 0.94 || dictionary.isSameName(a, b)) {
            return 4;
        }
        if (dictionary.sharedWords(a, b) > 0) {
            return 5;
        }
        if (similarity >= 0.88) {
            return 4;
        }
        if (similarity >= 0.8) {
            return 3;
        }
        return dictionary.isInitialOf(a, b) || dictionary.isInitialOf(b, a) ? 2 : FieldKind.DIFFERENT;
    }

    private int full(int a, int b) {
        int shared = dictionary.sharedWords(a, b);
        if (shared > 0 && shared == Math.max(dictionary.words(a), dictionary.words(b))) {
            return 6;
        }
        double similarity = column.similarity(JaroWinkler.STANDARD, a, b, 0.85);
        if (similarity >= 0.94 || dictionary.isSameName(a, b)) {
            return 5;
        }
        return shared >= 2 ? 4 : shared == 1 ? 3 : similarity >= 0.85 ? 2 : FieldKind.DIFFERENT;
    }

    private int number(int a, int b) {
        int distance = column.distance(OptimalStringAlignment.STANDARD, a, b, 2);
        if (distance > 2) {
            return FieldKind.DIFFERENT;
        }
        int shorter = Math.min(dictionary.value(a).length(), dictionary.value(b).length());
        return shorter < 5 ? FieldKind.DIFFERENT : distance == 1 ? 3 : shorter > 6 ? 2 : FieldKind.DIFFERENT;
    }

    private int email(int a, int b) {
        if (packed[a] == packed[b] && dictionary.value(a).indexOf('@') > 2) {
            return 3;
        }
        return column.similarity(JaroWinkler.STANDARD, a, b, 0.9) >= 0.9 ? 2 : FieldKind.DIFFERENT;
    }

    private int postcode(int a, int b) {
        if (column.distance(OptimalStringAlignment.STANDARD, a, b, 1) <= 1) {
            return 3;
        }
        String left = dictionary.value(a);
        String right = dictionary.value(b);
        int half = Math.max(2, Math.min(left.length(), right.length()) / 2);
        return left.regionMatches(0, right, 0, half) ? 2 : FieldKind.DIFFERENT;
    }

    private int text(int a, int b) {
        double similarity = column.similarity(JaroWinkler.STANDARD, a, b, 0.85);
        if (similarity >= 0.93) {
            return 3;
        }
        if (dictionary.sharedWords(a, b) > 0) {
            return 4;
        }
        return similarity >= 0.85 ? 2 : FieldKind.DIFFERENT;
    }

    /**
     * Whether two values of the dictionary, not missing, may be one name written by another hand, whichever columns they stand in.
     *
     * @param a code of one value
     * @param b code of the other
     * @return whether they are equal or very similar
     */
    public boolean isAlike(int a, int b) {
        return a == b || level(a, b) >= FieldKind.VERY_SIMILAR;
    }

    /**
     * The level of two records with this same value.
     *
     * @param code the value's code, not 0
     * @return a level from {@link FieldKind#firstEqual()}
     */
    public int equalLevel(int code) {
        return equalLevel[code];
    }

    /**
     * The field's name.
     *
     * @return for people
     */
    public String name() {
        return name;
    }

    /**
     * The field's kind.
     *
     * @return what it says
     */
    public FieldKind kind() {
        return kind;
    }

    /**
     * Whether relatives share it: family name, place, telephone.
     *
     * @return true if the class of relatives has a distribution of its own here
     */
    public boolean isShared() {
        return stable;
    }

    /**
     * The distinct values.
     *
     * @return the dictionary, perhaps shared with another field
     */
    public Dictionary dictionary() {
        return dictionary;
    }

    /**
     * How often a value occurs.
     *
     * @param code its code
     * @return number of records
     */
    public int count(int code) {
        return counts[code];
    }

    /**
     * How many records have a value.
     *
     * @return number of records that are not missing
     */
    public long filled() {
        return filled;
    }

    /**
     * How many levels there are.
     *
     * @return the highest level plus one
     */
    public int levels() {
        return levels;
    }
}
