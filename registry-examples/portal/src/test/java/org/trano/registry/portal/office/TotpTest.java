package org.trano.registry.portal.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;

/** Numbers of authenticators. */
class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** The last six of the eight digits in RFC 6238, appendix B. */
    @Test
    void numbers_are_those_of_the_standard() {
        assertThat(Totp.number(SECRET, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(Totp.number(SECRET, Instant.ofEpochSecond(1_111_111_109))).isEqualTo("081804");
        assertThat(Totp.number(SECRET, Instant.ofEpochSecond(1_234_567_890))).isEqualTo("005924");
        assertThat(Totp.number(SECRET, Instant.ofEpochSecond(20_000_000_000L))).isEqualTo("353130");
    }

    @Property
    void a_number_holds_for_its_step_and_the_two_beside_it(
            @ForAll @LongRange(min = 1_000_000, max = 4_000_000_000L) long second,
            @ForAll @LongRange(min = -100, max = 100) long away) {
        Instant shown = Instant.ofEpochSecond(second);
        Instant asked = Instant.ofEpochSecond(second + away);
        long step = Totp.step(SECRET, Totp.number(SECRET, shown), asked);
        long apart = Math.abs(asked.getEpochSecond() / 30 - second / 30);
        if (apart <= 1) {
            assertThat(step).isPositive();
        } else {
            // Another step may show the same number, once in a million.
            assertThat(step)
                    .isIn(
                            0L,
                            asked.getEpochSecond() / 30 - 1,
                            asked.getEpochSecond() / 30,
                            asked.getEpochSecond() / 30 + 1);
        }
    }

    @Property
    void whatever_is_typed_is_answered(@ForAll String typed) {
        assertThat(Totp.step(SECRET, typed, Instant.ofEpochSecond(59))).isGreaterThanOrEqualTo(0);
    }

    @Test
    void a_secret_can_be_typed_and_photographed() {
        byte[] secret = Totp.newSecret();
        assertThat(new Base32().decode(Totp.text(secret))).isEqualTo(secret);
        assertThat(Totp.picture(secret, "social.gouv.example", "awa")).startsWith("data:image/svg+xml;base64,");
    }
}
