package org.trano.registry.portal.office;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.nayuki.qrcodegen.QrCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** Numbers of authenticator applications (RFC 6238: HMAC-SHA-1, six digits, thirty seconds). */
final class Totp {
    private static final int SECRET_BYTES = 20;
    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();

    private Totp() {}

    static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** The step of time to which a number belongs, this one, the one before or the one after; 0 where to none. */
    static long step(byte[] secret, String number, Instant now) {
        String digits = number.replace(" ", "");
        long seconds = GENERATOR.getTimeStep().toSeconds();
        long current = now.getEpochSecond() / seconds;
        long found = 0;
        for (long step = current - 1; step <= current + 1; step++) {
            boolean isIt = MessageDigest.isEqual(
                    number(secret, Instant.ofEpochSecond(step * seconds)).getBytes(StandardCharsets.UTF_8),
                    digits.getBytes(StandardCharsets.UTF_8));
            found = isIt ? step : found;
        }
        return found;
    }

    /** What an authenticator shows. */
    static String number(byte[] secret, Instant at) {
        try {
            return GENERATOR.generateOneTimePasswordString(new SecretKeySpec(secret, "HmacSHA1"), at, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it is typed into an authenticator by hand. */
    static String text(byte[] secret) {
        return new Base32().encodeToString(secret).replace("=", "");
    }

    /** As an authenticator reads it with its camera: a picture as a {@code data:} address. */
    static String picture(byte[] secret, String site, String name) {
        String address = "otpauth://totp/" + encode(site) + ":" + encode(name) + "?secret=" + text(secret) + "&issuer="
                + encode(site);
        QrCode code = QrCode.encodeText(address, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M').append(x + 4).append(',').append(y + 4).append("h1v1h-1z");
                }
            }
        }
        int size = code.size + 8;
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size
                + "\"><path fill=\"#fff\" d=\"M0,0h" + size + "v" + size + "h-" + size + "z\"/><path d=\"" + path
                + "\"/></svg>";
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
