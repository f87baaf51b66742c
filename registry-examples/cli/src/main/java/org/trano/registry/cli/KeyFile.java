package org.trano.registry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;

/** Ed25519 keys as openssl writes them. What is in a file never stands in a message. */
final class KeyFile {
    private static final String ALGORITHM = "Ed25519";
    private static final long LARGEST = 10_000;

    private KeyFile() {}

    static PrivateKey privateKey(Path file) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes(file, "PRIVATE KEY")));
        } catch (GeneralSecurityException e) {
            throw new DataException(Problem.ofFile("key.unreadable", file.toString()), e);
        }
    }

    static PublicKey publicKey(Path file) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes(file, "PUBLIC KEY")));
        } catch (GeneralSecurityException e) {
            throw new DataException(Problem.ofFile("key.unreadable", file.toString()), e);
        }
    }

    private static byte[] bytes(Path file, String label) {
        CsvFile.requireFile(file);
        try {
            if (Files.size(file) <= LARGEST) {
                Matcher pem = Pattern.compile(
                                "-----BEGIN " + label + "-----([\\sA-Za-z0-9+/=]+)-----END " + label + "-----")
                        .matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                if (pem.find()) {
                    return Base64.getMimeDecoder().decode(pem.group(1));
                }
            }
        } catch (IOException e) {
            throw new DataException(
                    Problem.ofFile("file.unreadable", file.toString(), String.valueOf(e.getMessage())), e);
        } catch (IllegalArgumentException e) {
            throw new DataException(Problem.ofFile("key.unreadable", file.toString()), e);
        }
        throw new DataException(Problem.ofFile("key.unreadable", file.toString()));
    }
}
