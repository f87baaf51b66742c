package org.trano.registry.dedup.compare;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifiersTest {
    @ParameterizedTest
    @CsvSource({
        "90 12 34 56, 90123456, SAME",
        "٩٠١٢٣٤٥٦, 90123456, SAME",
        "tg-0042/b, TG0042B, SAME",
        "90123456, 90132456, TRANSPOSED",
        "90123456, 90123457, ONE_EDIT",
        "90123456, 9012345, ONE_EDIT",
        "90123456, 90623457, TWO_EDITS",
        "9012345, 9062355, DIFFERENT",
        "1234, 1235, DIFFERENT",
        "90123456, 77889900, DIFFERENT",
        "90123456, '- / -', UNKNOWN",
    })
    void numbers_agree_but_for_slips(String a, String b, IdentifierAgreement expected) {
        assertThat(Identifiers.STANDARD.compare(a, b)).isEqualTo(expected);
        assertThat(Identifiers.STANDARD.compare(b, a)).isEqualTo(expected);
    }

    @Test
    void two_numbers_that_both_pass_are_two_numbers() {
        Identifiers cards = Identifiers.checkedBy(CheckDigit.LUHN);
        assertThat(cards.compare("4539578763621486", "4539578763621494")).isEqualTo(IdentifierAgreement.DIFFERENT);
        assertThat(Identifiers.STANDARD.compare("4539578763621486", "4539578763621494"))
                .isEqualTo(IdentifierAgreement.TWO_EDITS);
        assertThat(cards.compare("4539578763621486", "4539578763621468")).isEqualTo(IdentifierAgreement.TRANSPOSED);
    }

    /** Published examples: ISO/IEC 7812-1; Verhoeff 1969 as in the literature; ISO/IEC 7064 and an account number of ISO 13616. */
    @Test
    void published_numbers_pass() {
        assertThat(CheckDigit.LUHN.isValid("79927398713")).isTrue();
        assertThat(CheckDigit.VERHOEFF.isValid("2363")).isTrue();
        assertThat(CheckDigit.VERHOEFF.isValid("123451")).isTrue();
        assertThat(CheckDigit.MOD_97_10.isValid("79444")).isTrue();
        assertThat(CheckDigit.MOD_97_10.isValid("WEST12345698765432GB82")).isTrue();
    }

    @Property
    void check_digits_find_every_wrong_digit_and_most_swaps(
            @ForAll @CharRange(from = '0', to = '9') @StringLength(min = 4, max = 20) String body,
            @ForAll @IntRange(max = 19) int place,
            @ForAll @IntRange(min = 1, max = 9) int more) {
        int at = place % body.length();
        for (CheckDigit check : new CheckDigit[] {CheckDigit.LUHN, CheckDigit.VERHOEFF, CheckDigit.MOD_97_10}) {
            String number = complete(check, body);
            StringBuilder wrong = new StringBuilder(number);
            wrong.setCharAt(at, (char) ('0' + (wrong.charAt(at) - '0' + more) % 10));
            assertThat(check.isValid(wrong)).as("%s for %s", wrong, number).isFalse();
            StringBuilder swapped = new StringBuilder(number);
            swapped.setCharAt(at, number.charAt(at + 1));
            swapped.setCharAt(at + 1, number.charAt(at));
            String pair = number.substring(at, at + 2);
            boolean overlooked = check == CheckDigit.LUHN && (pair.equals("09") || pair.equals("90"));
            boolean same = pair.charAt(0) == pair.charAt(1);
            assertThat(check.isValid(swapped)).as("%s for %s", swapped, number).isEqualTo(overlooked || same);
        }
    }

    private static String complete(CheckDigit check, String body) {
        int digits = check == CheckDigit.MOD_97_10 ? 2 : 1;
        for (int c = 0; c < (digits == 2 ? 100 : 10); c++) {
            String number = body + (digits == 2 && c < 10 ? "0" : "") + c;
            if (check.isValid(number)) {
                return number;
            }
        }
        throw new AssertionError("No check digit completes " + body);
    }

    @Property
    void any_text_is_a_number_of_some_kind(@ForAll String a, @ForAll String b) {
        String normal = Identifiers.normalise(a);
        assertThat(Identifiers.normalise(normal)).isEqualTo(normal);
        assertThat(Identifiers.STANDARD.compare(a, b)).isEqualTo(Identifiers.STANDARD.compare(b, a));
        CheckDigit.LUHN.isValid(a);
        CheckDigit.VERHOEFF.isValid(a);
        CheckDigit.MOD_97_10.isValid(a);
    }
}
