package org.trano.registry.dedup.frame;

import java.util.List;
import org.trano.registry.dedup.compare.JaroWinkler;
import org.trano.registry.dedup.compare.OptimalStringAlignment;

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
    FULL("different", "similar", "one part equal", "two parts equal", "very similar", "same parts"),
    /** Date of birth, perhaps partial. */
    DATE("different", "years near", "one part equal", "two parts equal", "partial, compatible", "one digit or swapped"),
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
    /** The level of names from which on they may be one name written by another hand. */
    public static final int VERY_SIMILAR = 4;

    /** Ages are stated to within so many years, in registers where few know their birth date. */
    private static final int NEAR_YEARS = 3;
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
     * @return the value; a date with its hyphens and without its unknown parts
     */
    public String display(String value) {
        if (this != DATE || value.length() != 8) {
            return value;
        }
        String month = value.substring(4, 6);
        String day = value.substring(6);
        return value.substring(0, 4) + (month.equals("00") ? "" : "-" + month) + (day.equals("00") ? "" : "-" + day);
    }

    /** Whether comparing two different values takes more than a look at their codes. */
    boolean isFuzzy() {
        return levels.size() > 1;
    }

    /** The level of two different, non-missing, folded values. */
    int compare(String a, String b) {
        return switch (this) {
            case GIVEN, FAMILY -> name(a, b);
            case FULL -> full(a, b);
            case DATE -> compareDates(packDate(a), packDate(b));
            case NUMBER -> number(a, b);
            case EMAIL -> email(a, b);
            case POSTCODE -> postcode(a, b);
            case TEXT -> text(a, b);
            case SEX -> DIFFERENT;
        };
    }

    private static int name(String a, String b) {
        double similarity = JaroWinkler.STANDARD.similarity(a, b);
        if (similarity >= 0.94) {
            return 4;
        }
        if (sharedWords(a, b) > 0) {
            return 5;
        }
        if (similarity >= 0.88) {
            return 4;
        }
        if (similarity >= 0.8) {
            return 3;
        }
        boolean initial = (a.length() == 1 || b.length() == 1) && a.charAt(0) == b.charAt(0);
        return initial ? 2 : DIFFERENT;
    }

    private static int full(String a, String b) {
        int shared = sharedWords(a, b);
        int words = Math.max(words(a), words(b));
        if (shared == words) {
            return 6;
        }
        double similarity = JaroWinkler.STANDARD.similarity(a, b);
        if (similarity >= 0.94) {
            return 5;
        }
        return shared >= 2 ? 4 : shared == 1 ? 3 : similarity >= 0.85 ? 2 : DIFFERENT;
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

    /** The level of two different dates, packed. */
    static int compareDates(int a, int b) {
        int monthA = a >>> 2 * DIGIT & TWO_DIGITS;
        int monthB = b >>> 2 * DIGIT & TWO_DIGITS;
        int dayA = a & TWO_DIGITS;
        int dayB = b & TWO_DIGITS;
        boolean year = a >>> 4 * DIGIT == b >>> 4 * DIGIT;
        int otherwise = Math.abs(year(a) - year(b)) <= NEAR_YEARS ? 2 : DIFFERENT;
        if (monthA == 0 || monthB == 0 || dayA == 0 || dayB == 0) {
            boolean month = monthA == 0 || monthB == 0 || monthA == monthB;
            boolean day = dayA == 0 || dayB == 0 || dayA == dayB;
            return year ? (month && day ? 5 : 3) : otherwise;
        }
        if (isOneSlip(a, b) || (year && monthA == dayB && dayA == monthB)) {
            return 6;
        }
        int same = (year ? 1 : 0) + (monthA == monthB ? 1 : 0) + (dayA == dayB ? 1 : 0);
        return same == 2 ? 4 : year ? 3 : otherwise;
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

    private static int number(String a, String b) {
        int distance = OptimalStringAlignment.STANDARD.distance(a, b);
        int shorter = Math.min(a.length(), b.length());
        return shorter < 5 ? DIFFERENT : distance == 1 ? 3 : distance == 2 && shorter > 6 ? 2 : DIFFERENT;
    }

    private static int email(String a, String b) {
        int at = a.indexOf('@');
        int bt = b.indexOf('@');
        if (at > 2 && bt > 2 && a.substring(0, at).equals(b.substring(0, bt))) {
            return 3;
        }
        return JaroWinkler.STANDARD.similarity(a, b) >= 0.9 ? 2 : DIFFERENT;
    }

    private static int postcode(String a, String b) {
        if (OptimalStringAlignment.STANDARD.distance(a, b) <= 1) {
            return 3;
        }
        int half = Math.max(2, Math.min(a.length(), b.length()) / 2);
        return a.regionMatches(0, b, 0, half) ? 2 : DIFFERENT;
    }

    private static int text(String a, String b) {
        double similarity = JaroWinkler.STANDARD.similarity(a, b);
        if (similarity >= 0.93) {
            return 3;
        }
        if (sharedWords(a, b) > 0) {
            return 4;
        }
        return similarity >= 0.85 ? 2 : DIFFERENT;
    }

    private static int words(String text) {
        int words = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ' ') {
                words++;
            }
        }
        return words;
    }

    /** How many words of at least three letters both texts have, each word counted once. */
    private static int sharedWords(String a, String b) {
        if (a.indexOf(' ') < 0 && b.indexOf(' ') < 0) {
            return a.equals(b) ? 1 : 0;
        }
        int shared = 0;
        int start = 0;
        while (start < a.length()) {
            int end = a.indexOf(' ', start);
            end = end < 0 ? a.length() : end;
            if (end - start >= 3 && hasWord(b, a, start, end)) {
                shared++;
            }
            start = end + 1;
        }
        return shared;
    }

    private static boolean hasWord(String text, String from, int start, int end) {
        int length = end - start;
        int at = text.indexOf(from.substring(start, end));
        while (at >= 0) {
            boolean begins = at == 0 || text.charAt(at - 1) == ' ';
            boolean ends = at + length == text.length() || text.charAt(at + length) == ' ';
            if (begins && ends) {
                return true;
            }
            at = text.indexOf(from.substring(start, end), at + 1);
        }
        return false;
    }
}
