package org.trano.registry.portal.office;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * What may not stand in a journal that is never overwritten: passwords (as Argon2id), the secrets of authenticator applications
 * (encrypted with a key that is kept elsewhere), one-time codes (as SHA-256). Thread-safe; a code, and a number of an authenticator,
 * count once, also between processes.
 */
@Component
class Secrets {
    /** How long a code to begin with can be used. */
    static final Duration CODE_LASTS = Duration.ofHours(24);

    /** Letters and digits that nobody confuses when they are told over the telephone. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final int CODE_LENGTH = 20;
    private static final int GROUP = 5;
    /** Each takes 32 MB while it is computed: no more than two at a time. */
    private static final Semaphore AT_WORK = new Semaphore(2, true);

    private static final int MOST_WAITING = 20;
    private static final int LONGEST_WAIT = 5;

    private static final PasswordEncoder ARGON2 = new Argon2PasswordEncoder(16, 32, 1, 1 << 15, 3);

    private final JdbcClient database;
    private final BytesEncryptor encryptor;
    private final SecureRandom random = new SecureRandom();
    /** What a password is compared with that belongs to nobody, so that it takes as long. */
    private final String nobody = ARGON2.encode("nobody");

    Secrets(JdbcClient database, BytesEncryptor encryptor) {
        this.database = database;
        this.encryptor = encryptor;
    }

    /** What is kept of an account. */
    private record Kept(
            @Nullable String password,
            @Nullable String totp,
            long totpStep,
            int epoch,
            @Nullable String code,
            long codeUntil) {}

    private @Nullable Kept kept(UUID account) {
        return database.sql("SELECT password, totp, totp_step AS totpStep, epoch, code, code_until AS codeUntil"
                        + " FROM portal_secrets WHERE account = ?")
                .param(account.toString())
                .query(Kept.class)
                .optional()
                .orElse(null);
    }

    /** Whether somebody has begun to use an account. */
    boolean isBegun(UUID account) {
        Kept kept = kept(account);
        return kept != null && kept.password != null;
    }

    /** Sessions of another epoch have ended. */
    int epoch(UUID account) {
        Kept kept = kept(account);
        return kept == null ? 0 : kept.epoch;
    }

    /** Ends all sessions of an account. */
    void endSessions(UUID account) {
        database.sql("UPDATE portal_secrets SET epoch = epoch + 1 WHERE account = ?")
                .param(account.toString())
                .update();
    }

    /** A code with which somebody can begin, or begin anew; whatever they signed in with before is gone. */
    String newCode(UUID account) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        database.sql("INSERT INTO portal_secrets (account, totp_step, epoch, code_until) VALUES (?, 0, 0, 0)"
                        + " ON CONFLICT (account) DO NOTHING")
                .param(account.toString())
                .update();
        database.sql("DELETE FROM user_credentials WHERE user_entity_user_id = ?")
                .param(PasskeyOwners.bytes(account).toBase64UrlString())
                .update();
        database.sql("UPDATE portal_secrets SET password = NULL, totp = NULL, epoch = epoch + 1, code = ?,"
                        + " code_until = ? WHERE account = ?")
                .params(hash(code.toString()), Instant.now().plus(CODE_LASTS).toEpochMilli(), account.toString())
                .update();
        return code.toString();
    }

    /** Whether somebody has the code of an account, which is not used up by asking. */
    boolean isCode(UUID account, String code) {
        Kept kept = kept(account);
        return kept != null
                && kept.code != null
                && kept.codeUntil >= Instant.now().toEpochMilli()
                && MessageDigest.isEqual(
                        kept.code.getBytes(StandardCharsets.UTF_8), hash(code).getBytes(StandardCharsets.UTF_8));
    }

    /** Begins, with a code that is used up; false where it was not valid any more. */
    boolean begin(UUID account, String code, String password, byte[] totp) {
        return database.sql("UPDATE portal_secrets SET password = ?, totp = ?, totp_step = 0, epoch = epoch + 1,"
                                + " code = NULL WHERE account = ? AND code = ? AND code_until >= ?")
                        .params(
                                encode(password),
                                encrypt(totp),
                                account.toString(),
                                hash(code),
                                Instant.now().toEpochMilli())
                        .update()
                == 1;
    }

    void setPassword(UUID account, String password) {
        database.sql("UPDATE portal_secrets SET password = ?, epoch = epoch + 1 WHERE account = ?")
                .params(encode(password), account.toString())
                .update();
    }

    void setTotp(UUID account, byte[] secret) {
        database.sql("UPDATE portal_secrets SET totp = ?, totp_step = 0, epoch = epoch + 1 WHERE account = ?")
                .params(encrypt(secret), account.toString())
                .update();
    }

    /** Whether a password is somebody's; for nobody it takes as long to say no. */
    boolean isPassword(@Nullable UUID account, String password) {
        Kept kept = account == null ? null : kept(account);
        String known = kept == null ? null : kept.password;
        takeTurn();
        try {
            boolean matches = ARGON2.matches(password, known == null ? nobody : known);
            return matches && known != null;
        } finally {
            AT_WORK.release();
        }
    }

    /** Whether a number is what somebody's authenticator shows now, and was not used before. */
    boolean isTotp(UUID account, String number) {
        Kept kept = kept(account);
        if (kept == null || kept.totp == null) {
            return false;
        }
        long step = Totp.step(decrypt(kept.totp), number, Instant.now());
        return step > 0
                && database.sql("UPDATE portal_secrets SET totp_step = ? WHERE account = ? AND totp_step < ?")
                                .params(step, account.toString(), step)
                                .update()
                        == 1;
    }

    /** Waits a while for one's turn, but not behind many: whoever floods the door must not hold up those who read. */
    private static void takeTurn() {
        try {
            if (AT_WORK.getQueueLength() >= MOST_WAITING || !AT_WORK.tryAcquire(LONGEST_WAIT, TimeUnit.SECONDS)) {
                throw new OfficeException("busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfficeException("busy");
        }
    }

    private static String encode(String password) {
        takeTurn();
        try {
            return String.valueOf(ARGON2.encode(password));
        } finally {
            AT_WORK.release();
        }
    }

    private String encrypt(byte[] secret) {
        return Base64.getEncoder().encodeToString(encryptor.encrypt(secret));
    }

    private byte[] decrypt(String text) {
        return encryptor.decrypt(Base64.getDecoder().decode(text));
    }

    /** Codes are long and random: no need to make their hash slow. */
    private static String hash(String code) {
        try {
            String plain =
                    code.strip().toLowerCase(Locale.ROOT).replace("-", "").replace(" ", "");
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
