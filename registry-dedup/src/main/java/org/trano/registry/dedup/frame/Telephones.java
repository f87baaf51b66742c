package org.trano.registry.dedup.frame;

import java.util.regex.Pattern;
import org.trano.registry.dedup.RecordTable;

/**
 * Telephone numbers of a column as most of it writes them, so that {@code +228 90 12 34 56}, {@code 0022890123456}, {@code 22890123456} and {@code 90.12.34.56} are one. Country codes are those of
 * ITU-T E.164; where nothing says that a number begins with one, it does if that leaves as many digits as most numbers of the column have. Where most begin with a zero for long distance, all do.
 * Of several numbers in a cell the first one counts. Immutable.
 */
final class Telephones {
    private static final Pattern BETWEEN = Pattern.compile("[/;,|]|\\s(?:ou|et|or|and|na|sy)\\s");
    private static final int FEWEST_DIGITS = 5;
    private static final int MOST_DIGITS = 15;
    /** The country codes of two digits, by their tens; those that begin with 1 or 7 have one, all others three. */
    private static final String[] OF_TWO = {
        "", "", "07", "0123469", "013456789", "12345678", "0123456", "", "1246", "01234589"
    };

    /** How many digits most numbers have that are not said to have a country code. */
    private final int usual;
    /** Whether most of those begin with a zero, which is for long distance. */
    private final boolean beginsWithZero;

    Telephones(RecordTable table, int column) {
        int[] lengths = new int[MOST_DIGITS + 1];
        int[] withZero = new int[MOST_DIGITS + 1];
        for (int number = 0; number < table.distinct(column); number++) {
            String text = first(table.distinct(column, number));
            String digits = digits(text);
            if (digits.length() <= MOST_DIGITS && !isInternational(text)) {
                lengths[digits.length()]++;
                withZero[digits.length()] += digits.startsWith("0") ? 1 : 0;
            }
        }
        int most = 0;
        for (int length = FEWEST_DIGITS; length <= MOST_DIGITS; length++) {
            most = lengths[length] > lengths[most] || most == 0 ? length : most;
        }
        this.usual = most;
        this.beginsWithZero = 2 * withZero[most] > lengths[most];
    }

    /**
     * A number as most of the column are written.
     *
     * @param text a cell
     * @return digits without those that stand for a country; what has letters as {@link TextFolding#foldCode} gives it
     */
    String fold(String text) {
        String said = TextFolding.foldCode(text);
        if (said.isEmpty() || text.length() == usual && isPlain(text)) {
            return said;
        }
        String first = first(text);
        String digits = digits(first);
        if (hasLetters(first) || digits.length() < FEWEST_DIGITS || digits.length() > MOST_DIGITS + 2) {
            return said;
        }
        String abroad = withoutZeros(digits);
        int national = beginsWithZero ? usual - 1 : usual;
        if (isInternational(first) && !abroad.isEmpty() || isCodeBefore(abroad, national)) {
            digits = withoutZeros(abroad.substring(Math.min(countryCode(abroad), abroad.length())));
        }
        return TextFolding.foldCode(beginsWithZero && digits.length() == national ? "0" + digits : digits);
    }

    /** Digits and nothing else: most numbers of most lists. */
    private static boolean isPlain(String text) {
        return isDigits(text) && !text.startsWith("00");
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean hasLetters(String text) {
        return !isDigits(text) && text.codePoints().anyMatch(Character::isLetter);
    }

    private static String first(String text) {
        if (isDigits(text)) {
            return text;
        }
        for (String part : BETWEEN.split(text)) {
            if (digits(part).length() >= FEWEST_DIGITS) {
                return part.strip();
            }
        }
        return text.strip();
    }

    private static String digits(String text) {
        if (isDigits(text)) {
            return text;
        }
        StringBuilder digits = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.digit(c, 10))
                .filter(digit -> digit >= 0)
                .forEach(digits::append);
        return digits.toString();
    }

    private static String withoutZeros(String digits) {
        int from = 0;
        while (from < digits.length() && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }

    private static boolean isInternational(String text) {
        return text.startsWith("+") || text.startsWith("(+") || text.startsWith("00");
    }

    private static boolean isCodeBefore(String digits, int national) {
        return digits.length() > national
                && national >= FEWEST_DIGITS
                && digits.length() - countryCode(digits) == national;
    }

    /** How many digits of a number that begins with a country code belong to it. */
    private static int countryCode(String digits) {
        char first = digits.charAt(0);
        return first == '1' || first == '7'
                ? 1
                : digits.length() > 1 && OF_TWO[first - '0'].indexOf(digits.charAt(1)) >= 0 ? 2 : 3;
    }
}
