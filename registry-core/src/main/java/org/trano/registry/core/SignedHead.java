package org.trano.registry.core;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.trano.registry.core.store.ChainHead;

/**
 * The end of the journal, signed: who keeps it elsewhere can prove later that nothing before it was changed, removed or added,
 * even by the owner of the database, who could compute the whole chain anew. Signatures are Ed25519 (RFC 8032). The arrays are
 * shared, not copied: do not write to them.
 *
 * @param head sequence and chain of the last event
 * @param signed when it was signed
 * @param signature 64 bytes
 */
public record SignedHead(ChainHead head, Instant signed, byte[] signature) {
    private static final String ALGORITHM = "Ed25519";
    private static final String FORM = "trano-head-1";

    /**
     * Signs the end of a journal.
     *
     * @param head sequence and chain
     * @param now the time of signing
     * @param key an Ed25519 key
     * @return the signed head
     * @throws IllegalArgumentException if the key is of another kind
     */
    public static SignedHead sign(ChainHead head, Instant now, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text(head, now));
            return new SignedHead(head, now, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The key cannot sign: " + e.getMessage() + ". Maybe it is not an Ed25519 key?", e);
        }
    }

    /**
     * Whether the owner of a key signed this.
     *
     * @param key the public key
     * @return false if anything was changed, or another key signed
     */
    public boolean isSignedBy(PublicKey key) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(text(head, signed));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] text(ChainHead head, Instant signed) {
        return (FORM + "\n" + head.sequence() + "\n" + head.hex() + "\n" + signed).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @param line one line of text
     * @return the signed head; whether the signature holds is another question
     * @throws IllegalArgumentException if the line is none
     */
    public static SignedHead parse(String line) {
        String[] parts = line.strip().split("\\s+");
        try {
            if (parts.length == 5 && parts[0].equals(FORM)) {
                return new SignedHead(
                        new ChainHead(
                                Long.parseLong(parts[1]), HexFormat.of().parseHex(parts[2].toLowerCase(Locale.ROOT))),
                        Instant.parse(parts[3]),
                        Base64.getDecoder().decode(parts[4]));
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(notOne(), e);
        }
        throw new IllegalArgumentException(notOne());
    }

    private static String notOne() {
        return "This is no signed head. Maybe it was cut off: it is one line that begins with " + FORM + "?";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedHead that
                && head.equals(that.head)
                && signed.equals(that.signed)
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return head.hashCode() * 31 + Arrays.hashCode(signature);
    }

    /** One line of text that {@link #parse} reads. */
    @Override
    public String toString() {
        return FORM + " " + head.sequence() + " " + head.hex() + " " + signed + " "
                + Base64.getEncoder().encodeToString(signature);
    }
}
