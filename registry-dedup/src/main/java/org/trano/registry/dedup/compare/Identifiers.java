package org.trano.registry.dedup.compare;

/**
 * Compares identity numbers, card numbers and telephone numbers: characters are equal or not, what lies between is a slip of pen or keyboard.
 *
 * <p>Where a type of number has a check digit, it says more than the distance does: two different numbers that both pass are two numbers,
 * however near; a slip shows itself by failing. So only pairs of which at least one fails can be {@link IdentifierAgreement#TRANSPOSED},
 * {@link IdentifierAgreement#ONE_EDIT} or {@link IdentifierAgreement#TWO_EDITS}.
 *
 * <p>Slips count in numbers of at least {@value #LONG_ENOUGH} characters, two of them from {@value #LONG_ENOUGH_FOR_TWO} on: short numbers are
 * near each other by chance. Symmetric, immutable, thread-safe; time as of {@link OptimalStringAlignment}; nothing is allocated where both are
 * already normalised strings.
 */
public final class Identifiers {
    /** Numbers without a check digit, or of a type that we do not know. */
    public static final Identifiers STANDARD = new Identifiers(number -> false);

    private static final int LONG_ENOUGH = 5;
    private static final int LONG_ENOUGH_FOR_TWO = 8;

    private final CheckDigit check;

    private Identifiers(CheckDigit check) {
        this.check = check;
    }

    /**
     * Numbers that check themselves.
     *
     * @param check how
     * @return the comparator
     */
    public static Identifiers checkedBy(CheckDigit check) {
        return new Identifiers(check);
    }

    /**
     * A number as it is compared: letters as capitals, digits of every script as 0 to 9, nothing else.
     *
     * @param number as written
     * @return letters and digits; empty where there are none
     */
    public static String normalise(CharSequence number) {
        String text = number.toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z')) {
                return rewritten(text);
            }
        }
        return text;
    }

    private static String rewritten(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetterOrDigit).forEach(c -> {
            int digit = Character.digit(c, 10);
            out.appendCodePoint(digit >= 0 ? '0' + digit : Character.toUpperCase(c));
        });
        return out.toString();
    }

    /**
     * How two numbers agree.
     *
     * @param left one number, as written
     * @param right the other
     * @return the strongest statement that holds
     * @throws IllegalArgumentException if a number has more than 65,000 characters
     */
    public IdentifierAgreement compare(CharSequence left, CharSequence right) {
        String a = normalise(left);
        String b = normalise(right);
        if (a.isEmpty() || b.isEmpty()) {
            return IdentifierAgreement.UNKNOWN;
        }
        if (a.equals(b)) {
            return IdentifierAgreement.SAME;
        }
        int shorter = Math.min(a.length(), b.length());
        if (shorter < LONG_ENOUGH) {
            return IdentifierAgreement.DIFFERENT;
        }
        int distance = OptimalStringAlignment.STANDARD.distance(a, b, shorter < LONG_ENOUGH_FOR_TWO ? 1 : 2);
        boolean slip = distance == 1 || distance == 2 && shorter >= LONG_ENOUGH_FOR_TWO;
        if (!slip || check.isValid(a) && check.isValid(b)) {
            return IdentifierAgreement.DIFFERENT;
        }
        if (distance == 2) {
            return IdentifierAgreement.TWO_EDITS;
        }
        // One step apart, but not one edit: then it was a swap of neighbours.
        boolean swap = a.length() == b.length() && Hamming.STANDARD.distance(a, b) == 2;
        return swap ? IdentifierAgreement.TRANSPOSED : IdentifierAgreement.ONE_EDIT;
    }
}
