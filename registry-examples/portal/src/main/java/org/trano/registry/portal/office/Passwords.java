package org.trano.registry.portal.office;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Optional;

/** What a password must be: long, and not one that is guessed soon. No rules about digits and signs (NIST SP 800-63B, ASVS 2.1). */
final class Passwords {
    static final int SHORTEST = 12;
    static final int LONGEST = 128;
    /** Of 0 to 4: 3 is beyond ten thousand million guesses. */
    private static final int LEAST_SCORE = 3;

    private static final Zxcvbn GUESSER = new Zxcvbn();

    private Passwords() {}

    /** Why a password cannot be taken, as a key of the words. */
    static Optional<String> fault(String password, String again, Account account) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("password.short");
        }
        if (password.length() > LONGEST) {
            return Optional.of("password.long");
        }
        if (!password.equals(again)) {
            return Optional.of("password.differs");
        }
        List<String> known = List.of(account.name(), account.fullName(), "trano", "portal", "registre", "ministère");
        return GUESSER.measure(password, known).getScore() < LEAST_SCORE
                ? Optional.of("password.guessed")
                : Optional.empty();
    }
}
