package org.trano.registry.dedup.frame;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trano.registry.dedup.compare.JaroWinkler;
import org.trano.registry.dedup.compare.OptimalStringAlignment;
import org.trano.registry.dedup.compare.TextColumn;

/**
 * One compared field: the codes of its values, how frequent each is, and the levels of agreement. A level of the kind that
 * {@link FieldKind#isByFrequency says more of rare values} is split by how frequent the value is, each part covering a factor of four: two people called
 * Zénabou say more than two called Mohamed, and so do Zénabou and Zenabu. Of two values the more frequent one counts, for the other may be a slip of the pen that
 * is rare only for that. Immutable.
 */
public final class Field {
    /** Frequencies within a factor of 2^{@value} share a part. */
    private static final int BITS_PER_PART = 2;

    private static final int MOST_PARTS = 10;
    /** The share of what names have in common that is spread evenly over the parts of a level, whatever the names of the list are. */
    private static final double EVENLY = 0.01;

    /** Of values that no more people have it is known by heart how rare they are. */
    private static final int FEW = 1000;

    private static final double LOG_2 = StrictMath.log(2);

    private final String name;
    private final FieldKind kind;
    private final boolean stable;
    private final Dictionary dictionary;
    private final TextColumn column;
    private final int[] counts;
    private final long filled;
    /** How rare a value is that few have, by how many have it. */
    private final double[] rarities;

    private final byte[] equalLevel;
    /** By level, that of the kind. */
    private final byte[] ofKind;
    /** By level of the kind, its first part. */
    private final byte[] first;

    /** By code: dates packed, of heaped days the year; the numbers of what stands before the @ of an address. Empty for other kinds. */
    private final int[] packed;

    /** Of names their words. */
    private final @Nullable NameWords words;

    private final int levels;

    Field(String name, FieldKind kind, boolean stable, Dictionary dictionary, int[] counts) {
        this.name = name;
        this.kind = kind;
        this.stable = stable;
        this.dictionary = dictionary;
        this.column = dictionary.column();
        this.counts = counts;
        this.filled = Arrays.stream(counts).asLongStream().sum() - counts[0];
        this.rarities = new double[Math.min(FEW, Arrays.stream(counts).max().orElse(0) + 1)];
        Arrays.setAll(rarities, this::rarityOfCount);
        this.equalLevel = new byte[counts.length];
        int bins = 1;
        for (int code = 1; code < counts.length; code++) {
            if (counts[code] > 0) {
                equalLevel[code] = (byte) Math.min(MOST_PARTS - 1, (int) (rarity(code) / BITS_PER_PART));
                bins = Math.max(bins, equalLevel[code] + 1);
            }
        }
        this.first = new byte[kind.firstEqual() + 1];
        this.ofKind = new byte[first.length * MOST_PARTS];
        int next = 0;
        for (int level = 0; level < first.length; level++) {
            first[level] = (byte) next;
            next += kind.isByFrequency(level) ? bins : 1;
            Arrays.fill(ofKind, first[level], next, (byte) level);
        }
        this.levels = next;
        for (int code = 1; code < counts.length; code++) {
            equalLevel[code] += first[kind.firstEqual()];
        }
        this.packed = pack();
        this.words = switch (kind) {
            case GIVEN, FAMILY, FULL -> new NameWords(dictionary, counts);
            default -> null;
        };
    }

    /**
     * How rare a value is.
     *
     * @param code its code
     * @return bits: twice as rare is one more; for a value that does not occur as if half a record had it
     */
    public double rarity(int code) {
        int count = counts[code];
        return count < rarities.length ? rarities[count] : rarityOfCount(count);
    }

    private double rarityOfCount(int count) {
        return StrictMath.log(filled / Math.max(0.5, count)) / LOG_2;
    }

    private int[] pack() {
        return switch (kind) {
            case DATE -> HeapedDays.of(dictionary, counts).pack(dictionary);
            case EMAIL -> packAddresses();
            default -> new int[0];
        };
    }

    private int[] packAddresses() {
        int[] into = new int[dictionary.size()];
        Lexicon local = new Lexicon();
        for (int code = 1; code < into.length; code++) {
            String value = dictionary.value(code);
            into[code] = local.add(value.substring(0, value.indexOf('@')));
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
        int level = unequal(a, b);
        if (level == FieldKind.DIFFERENT || !kind.isByFrequency(level)) {
            return first[level];
        }
        return first[level]
                + (isByWords(level)
                        ? part(inCommon(level, a, b))
                        : Math.min(equalLevel[a], equalLevel[b]) - first[kind.firstEqual()]);
    }

    /** How rare what two names have in common is, in bits: some words, or all of the more frequent one. */
    private double inCommon(int level, int a, int b) {
        NameWords of = Objects.requireNonNull(words);
        return isWhole(level) ? Math.min(of.rarity(a), of.rarity(b)) : of.common(a, b);
    }

    private boolean isWhole(int level) {
        return kind == FieldKind.FULL && level >= FieldKind.PARTS_ALIKE;
    }

    /** Whether it is the words in common that are frequent or not, for they are not all of both names. */
    private boolean isByWords(int level) {
        return switch (kind) {
            case GIVEN, FAMILY -> level == FieldKind.PART_EQUAL;
            case FULL -> level < kind.firstEqual();
            default -> false;
        };
    }

    private int part(double bits) {
        return Math.min(levels - first[kind.firstEqual()] - 1, (int) (bits / BITS_PER_PART));
    }

    /**
     * How two records of one person on a level are spread over its parts: as values are among people; where the words in common are what counts, as names are, or names of which
     * one word is missing.
     *
     * @param level a level of the kind
     * @return the share of each part
     */
    public double[] parts(int level) {
        if (!kind.isByFrequency(level)) {
            return new double[] {1};
        }
        double[] parts = new double[levels - first[kind.firstEqual()]];
        double sum = 0;
        for (int code = 1; code < counts.length; code++) {
            if (counts[code] > 0) {
                sum += isByWords(level)
                        ? addWords(code, level, parts)
                        : add(parts, equalLevel[code] - first[kind.firstEqual()], counts[code]);
            }
        }
        // Names may have less in common than all but one word: no part is impossible.
        double evenly = isByWords(level) ? Math.max(EVENLY * sum, 1) / parts.length : 0;
        sum += evenly * parts.length;
        for (int part = 0; part < parts.length; part++) {
            parts[part] = sum == 0 ? 0 : (parts[part] + evenly) / sum;
        }
        return parts;
    }

    private double addWords(int code, int level, double[] parts) {
        NameWords of = Objects.requireNonNull(words);
        double rarity = of.rarity(code);
        if (isWhole(level)) {
            return add(parts, part(rarity), counts[code]);
        }
        double sum = 0;
        for (int word = 0; of.count(code) > 1 && word < of.count(code); word++) {
            sum += add(parts, part(rarity - of.rarity(code, word)), (double) counts[code] / of.count(code));
        }
        return sum;
    }

    private static double add(double[] parts, int part, double people) {
        parts[part] += people;
        return people;
    }

    /** The level of the kind of two different values. */
    private int unequal(int a, int b) {
        return switch (kind) {
            case GIVEN, FAMILY -> name(a, b);
            case FULL -> whole(a, b);
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

    /** The level of two different whole names: word by word, or as texts where words are written as one. */
    private int whole(int a, int b) {
        int level = Objects.requireNonNull(words).level(a, b);
        return level < FieldKind.PARTS_ALIKE && column.similarity(JaroWinkler.STANDARD, a, b, 0.94) >= 0.94
                ? FieldKind.PARTS_ALIKE
                : level;
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
     * How alike two names are, whichever columns they stand in.
     *
     * @param a code of one value
     * @param b code of the other
     * @return {@link FieldKind#MISSING} if one is, else a level of the kind, from {@link FieldKind#VERY_SIMILAR} on if they may be one name written by another hand
     */
    public int likeness(int a, int b) {
        return a == 0 || b == 0 ? FieldKind.MISSING : a == b ? kind.firstEqual() : unequal(a, b);
    }

    /**
     * The level of given names that stand in each other's place with family names.
     *
     * @param rarity bits: how rare it is that anybody's names stand in that order
     * @return a level of {@link FieldKind#SWAPPED}
     */
    int swapped(double rarity) {
        int parts = levels - first[kind.firstEqual()];
        return first[FieldKind.SWAPPED] + Math.min(parts - 1, (int) (rarity / (2 * BITS_PER_PART)));
    }

    /**
     * The first level that is a level of the kind, or a part of it; the others follow.
     *
     * @param ofKind 0 ({@link FieldKind#MISSING}) to {@link FieldKind#firstEqual()}
     * @return a level of this field
     */
    public int first(int ofKind) {
        return first[ofKind];
    }

    /**
     * The level of the kind that a level is, or is a part of.
     *
     * @param level a level of this field
     * @return 0 ({@link FieldKind#MISSING}) to {@link FieldKind#firstEqual()}, which stands for all that are equal
     */
    public int ofKind(int level) {
        return ofKind[level];
    }

    /**
     * Whether two values on a level may be one, written differently.
     *
     * @param level a level of this field
     * @return whether it is {@link FieldKind#agreesFrom} or above
     */
    public boolean agrees(int level) {
        return ofKind[level] >= kind.agreesFrom();
    }

    /**
     * A level's name.
     *
     * @param level a level of this field
     * @return its name for people, the same for all parts
     */
    public String levelName(int level) {
        return kind.levelName(ofKind[level]);
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
     * A level's name with the frequency of the values of its part.
     *
     * @param level a level of this field
     * @return its name, different for each level
     */
    public String partName(int level) {
        int part = level - first[ofKind[level]];
        int bits = ofKind[level] == FieldKind.SWAPPED && kind == FieldKind.GIVEN ? 2 * BITS_PER_PART : BITS_PER_PART;
        return kind.isByFrequency(ofKind[level])
                ? levelName(level) + ", 1 in " + (1L << bits * part)
                : levelName(level);
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
