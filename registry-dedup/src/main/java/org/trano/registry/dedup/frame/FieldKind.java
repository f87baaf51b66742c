package org.trano.registry.dedup.frame;

import java.util.List;

/**
 * Kinds of fields and the levels on which two of their values may agree, weakest first. "Equal" is one level more, which the
 * frame splits by how frequent the value is.
 */
public enum FieldKind {
    /** Given names. */
    GIVEN(
            "different",
            "same initial",
            "similar",
            "very similar",
            "part equal",
            "in the place of the family name",
            "nearly swapped with family name",
            "swapped with family name"),
    /** Family name. */
    FAMILY("different", "same initial", "similar", "very similar", "part equal"),
    /** Whole name as one text. */
    FULL(
            "different",
            "part similar, another different",
            "part equal, another different",
            "parts left out",
            "very similar",
            "same parts"),
    /** Date of birth, perhaps partial. */
    DATE(
            "different",
            "both whole, years near",
            "years near",
            "one part equal",
            "within a month",
            "two parts equal",
            "partial, compatible",
            "one digit or swapped"),
    /** Identity numbers and telephone numbers. */
    NUMBER("different", "two edits", "one edit"),
    /** Electronic mail. */
    EMAIL("different", "similar", "same name part"),
    /** Postal codes. */
    POSTCODE("different", "same beginning", "one edit"),
    /** Places, addresses, occupations and other texts. */
    TEXT("different", "similar", "very similar", "part equal"),
    /** Sex. */
    SEX("different");

    /** Level of a pair of which at least one value is missing: no evidence either way. */
    public static final int MISSING = 0;
    /** Level of two values that do not agree at all. */
    public static final int DIFFERENT = 1;
    /** The level of {@link #GIVEN} that says one's given name is the other's family name, and nothing else can be compared. */
    public static final int HALF_SWAPPED = 6;
    /** The level of {@link #GIVEN} that says both names stand in each other's place, one of them or both slightly changed. */
    public static final int NEARLY_SWAPPED = 7;
    /** The level of {@link #GIVEN} that says both names stand in each other's place. */
    public static final int SWAPPED = 8;
    /** The level of {@link #GIVEN} and {@link #FAMILY} that says that a word is the same. */
    static final int PART_EQUAL = 5;
    /** The level of {@link #FULL} that says that words are alike, none the same, and each name has another one. */
    static final int PART_ALIKE = 2;
    /** The level of {@link #FULL} that says that words are the same, and each name has another one. */
    public static final int PART_EQUAL_ANOTHER_NOT = 3;
    /** The level of {@link #FULL} that says that only one of the names has words which the other has not. */
    static final int PARTS_LEFT_OUT = 4;
    /** The level of {@link #FULL} that says that all words are the same or alike. */
    static final int PARTS_ALIKE = 5;
    /** The level of {@link #FULL} that says that all words are the same, in another order or another usual spelling. */
    static final int PARTS_SAME = 6;
    /** The level of names from which on they may be one name written by another hand. */
    public static final int VERY_SIMILAR = 4;

    /** Ages are stated to within so many years, in registers where few know their birth date; whole dates that far apart are another matter. */
    private static final int NEAR_YEARS = 3;

    private static final int A_MONTH = 31;
    /** Bits of a digit in a packed date. */
    private static final int DIGIT = 4;

    private static final int TWO_DIGITS = 0xff;

    private final List<String> levels;

    FieldKind(String... levels) {
        this.levels = List.of(levels);
    }

    /**
     * The first level that means "equal"; levels below are missing (0), then {@link #levelName}.
     *
     * @return number of levels that are not "equal"
     */
    public int firstEqual() {
        return levels.size() + 1;
    }

    /**
     * Whether agreement on a level says more of a rare value than of a frequent one, and the model should know how frequent it is.
     *
     * @param level a level, not beyond {@link #firstEqual}
     * @return true for equal values, and for names that are alike
     */
    public boolean isByFrequency(int level) {
        return switch (this) {
            case GIVEN -> level >= 3 && level <= 5 || level >= SWAPPED;
            case FAMILY, FULL -> level >= 3;
            default -> level == firstEqual();
        };
    }

    /**
     * Whether values follow habits, so that other fields may go with them: numbers given out one by one do not.
     *
     * @return false for numbers and addresses of mail
     */
    public boolean isHabit() {
        return this != NUMBER && this != EMAIL;
    }

    /**
     * The level from which on two values may be one, written differently.
     *
     * @return the lowest such level
     */
    public int agreesFrom() {
        return switch (this) {
            case GIVEN, FAMILY -> VERY_SIMILAR;
            case FULL -> PARTS_LEFT_OUT;
            case TEXT -> 3;
            case DATE -> 7;
            default -> firstEqual();
        };
    }

    /**
     * A level's name.
     *
     * @param level the level
     * @return its name for people
     */
    public String levelName(int level) {
        return level == MISSING ? "missing" : level <= levels.size() ? levels.get(level - 1) : "equal";
    }

    /**
     * A folded value as people read it.
     *
     * @param value a value of a dictionary
     * @return the value; a date with its hyphens and without its unknown parts, an age without the zeros before it
     */
    public String display(String value) {
        if (this != DATE || value.length() != 8) {
            return value;
        }
        if (value.startsWith("0")) {
            return String.valueOf(Integer.parseInt(value.substring(0, 4)));
        }
        String month = value.substring(4, 6);
        String day = value.substring(6);
        return value.substring(0, 4) + (month.equals("00") ? "" : "-" + month) + (day.equals("00") ? "" : "-" + day);
    }

    /**
     * A date in four bits a digit. Dates are folded to eight digits, 0 for an unknown part: 19850612, 19850600, 19850000.
     */
    static int packDate(String digits) {
        int packed = 0;
        for (int i = 0; i < digits.length(); i++) {
            packed = packed << DIGIT | digits.charAt(i) - '0';
        }
        return packed;
    }

    /**
     * A date in four bits a digit.
     *
     * @param year four digits
     * @param month 0 for unknown
     * @param day 0 for unknown
     * @return the digits of year, month and day
     */
    public static int packDate(int year, int month, int day) {
        int packed = 0;
        for (int part : new int[] {year / 100, year % 100, month, day}) {
            packed = packed << 2 * DIGIT | part / 10 << DIGIT | part % 10;
        }
        return packed;
    }

    /**
     * The level of two different dates, packed.
     *
     * @param a one date
     * @param b another
     * @return from {@link #DIFFERENT} to below {@link #firstEqual}
     */
    public static int compareDates(int a, int b) {
        int monthA = a >>> 2 * DIGIT & TWO_DIGITS;
        int monthB = b >>> 2 * DIGIT & TWO_DIGITS;
        int dayA = a & TWO_DIGITS;
        int dayB = b & TWO_DIGITS;
        boolean year = a >>> 4 * DIGIT == b >>> 4 * DIGIT;
        boolean near = Math.abs(year(a) - year(b)) <= NEAR_YEARS;
        if (monthA == 0 || monthB == 0 || dayA == 0 || dayB == 0) {
            boolean month = monthA == 0 || monthB == 0 || monthA == monthB;
            boolean day = dayA == 0 || dayB == 0 || dayA == dayB;
            return year ? (month && day ? 7 : 4) : near ? 3 : DIFFERENT;
        }
        if (isOneSlip(a, b) || (year && monthA == dayB && dayA == monthB)) {
            return 8;
        }
        int same = (year ? 1 : 0) + (monthA == monthB ? 1 : 0) + (dayA == dayB ? 1 : 0);
        if (same == 2) {
            return 6;
        }
        return Math.abs(days(a) - days(b)) <= A_MONTH ? 5 : year ? 4 : near ? 2 : DIFFERENT;
    }

    /** Days since the beginning of the era, as if each month had 31. */
    private static int days(int date) {
        int month = 10 * digit(date, 3) + digit(date, 2);
        return A_MONTH * (12 * year(date) + month) + 10 * digit(date, 1) + digit(date, 0);
    }

    /** Whether two different dates differ in one digit, or by two neighbours that changed places. */
    private static boolean isOneSlip(int a, int b) {
        int differ = a ^ b;
        int last = Integer.numberOfTrailingZeros(differ) / DIGIT;
        int first = (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(differ)) / DIGIT;
        return first == last
                || (first == last + 1 && digit(a, first) == digit(b, last) && digit(a, last) == digit(b, first));
    }

    private static int digit(int date, int place) {
        return date >>> place * DIGIT & 0xf;
    }

    private static int year(int date) {
        return 1000 * digit(date, 7) + 100 * digit(date, 6) + 10 * digit(date, 5) + digit(date, 4);
    }
}
