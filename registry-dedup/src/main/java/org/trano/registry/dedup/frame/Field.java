package org.trano.registry.dedup.frame;

/**
 * One compared field: the codes of its values, how frequent each is, and the levels of agreement. "Equal" is split into levels
 * by the frequency of the value, each covering a factor of four: two people called Zénabou say more than two called Mohamed.
 * Immutable; {@link #level} takes a caller's {@link Memo}.
 */
public final class Field {
    /** Frequencies within a factor of 2^{@value} share a level. */
    private static final int BITS_PER_LEVEL = 2;

    private static final int MOST_LEVELS = 10;

    private final String name;
    private final FieldKind kind;
    private final boolean stable;
    private final Dictionary dictionary;
    private final int[] codes;
    private final int[] counts;
    private final long filled;
    private final byte[] equalLevel;
    /** Dates packed, by code: they are compared often, and strings lie far apart. Empty for other kinds. */
    private final int[] dates;

    private final int levels;

    Field(String name, FieldKind kind, boolean stable, Dictionary dictionary, int[] codes) {
        this.name = name;
        this.kind = kind;
        this.stable = stable;
        this.dictionary = dictionary;
        this.codes = codes;
        this.counts = new int[dictionary.size()];
        for (int code : codes) {
            counts[code]++;
        }
        this.filled = codes.length - (long) counts[0];
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
        this.dates = new int[kind == FieldKind.DATE ? dictionary.size() : 0];
        for (int code = 1; code < dates.length; code++) {
            dates[code] = FieldKind.packDate(dictionary.value(code));
        }
    }

    /** Remembers the levels of value pairs seen before. For one field and one thread. */
    public static final class Memo {
        /** So many value pairs are remembered when many are compared: a few hundred kilobytes. */
        private static final int MANY = 15;

        private final int shift;
        private final long[] keys;
        private final byte[] found;

        private Memo(int bits) {
            this.shift = Long.SIZE - bits;
            this.keys = new long[1 << bits];
            this.found = new byte[1 << bits];
        }

        /**
         * A memory for comparing many pairs.
         *
         * @return an empty memory
         */
        public static Memo forMany() {
            return new Memo(MANY);
        }

        /**
         * A memory for comparing a single pair.
         *
         * @return an empty memory that costs next to nothing
         */
        public static Memo forOne() {
            return new Memo(1);
        }
    }

    /**
     * The level on which two values agree.
     *
     * @param a code of one value
     * @param b code of the other
     * @param memo this thread's memory for this field
     * @return 0 ({@link FieldKind#MISSING}) to {@link #levels()} − 1
     */
    public int level(int a, int b, Memo memo) {
        if (a == 0 || b == 0) {
            return FieldKind.MISSING;
        }
        if (a == b) {
            return equalLevel[a];
        }
        if (!kind.isFuzzy()) {
            return FieldKind.DIFFERENT;
        }
        if (kind == FieldKind.DATE) {
            return FieldKind.compareDates(dates[a], dates[b]);
        }
        long key = a < b ? (long) a << 32 | b : (long) b << 32 | a;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> memo.shift);
        if (memo.keys[slot] == key) {
            return memo.found[slot];
        }
        int level = kind.compare(dictionary.value(a), dictionary.value(b));
        memo.keys[slot] = key;
        memo.found[slot] = (byte) level;
        return level;
    }

    /**
     * Whether two values of the dictionary, not missing, may be one name written by another hand, whichever columns they stand in.
     *
     * @param a code of one value
     * @param b code of the other
     * @param memo this thread's memory for this field
     * @return whether they are equal or very similar
     */
    public boolean isAlike(int a, int b, Memo memo) {
        return a == b || level(a, b, memo) >= FieldKind.VERY_SIMILAR;
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
     * The values of all records in the frame's order. Do not write to it.
     *
     * @return one code per record
     */
    public int[] codes() {
        return codes;
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
