package org.trano.registry.dedup.compare;

/** How a type of number checks itself. Thread-safe. */
@FunctionalInterface
public interface CheckDigit {
    /**
     * The formula of Luhn (ISO/IEC 7812-1, annex B): the last digit makes the sum of all digits, every second one from the right doubled and
     * its digits added, a multiple of ten. Finds every wrong digit, and neighbours that changed places but for 09 and 90.
     */
    CheckDigit LUHN = number -> {
        int sum = 0;
        for (int i = number.length() - 1, place = 0; i >= 0; i--, place++) {
            int digit = number.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            int twice = place % 2 == 0 ? digit : 2 * digit;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return number.length() > 1 && sum % 10 == 0;
    };

    /**
     * The formula of Verhoeff (1969), over the symmetries of the pentagon. Finds every wrong digit and all neighbours that changed places.
     */
    CheckDigit VERHOEFF = Verhoeff::isValid;

    /**
     * ISO/IEC 7064, MOD 97-10: the number, letters read as 10 to 35, is 1 modulo 97. Finds every wrong digit and all neighbours that changed
     * places.
     */
    CheckDigit MOD_97_10 = number -> {
        int rest = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = Character.digit(number.charAt(i), Character.MAX_RADIX);
            if (digit < 0 || number.charAt(i) > 'z') {
                return false;
            }
            rest = (rest * (digit < 10 ? 10 : 100) + digit) % 97;
        }
        return number.length() > 2 && rest == 1;
    };

    /**
     * Whether a number passes.
     *
     * @param number digits and capital letters only, as {@link Identifiers#normalise} gives them
     * @return whether its check digits are right
     */
    boolean isValid(CharSequence number);
}
