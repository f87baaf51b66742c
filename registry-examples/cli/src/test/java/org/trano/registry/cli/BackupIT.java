package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy while people work, and a head that proves later what was there. */
class BackupIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path registry(String country) throws IOException, InterruptedException {
        return PackagedCommand.inventedRegistry(country, 300, Files.createDirectory(folder.resolve(country)));
    }

    private Path pem(String name, String label, byte[] bytes) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END "
                        + label + "-----\n");
    }

    @Test
    void a_copy_is_whole_and_a_signed_head_proves_what_was_there()
            throws IOException, InterruptedException, NoSuchAlgorithmException {
        Path registry = registry("KM");
        Path copy = folder.resolve("copy.registry");
        PackagedCommand backup = PackagedCommand.run("backup", "--json", "--registry", registry, "--out", copy);
        assertThat(backup.exitCode()).as(backup.err()).isZero();
        PackagedCommand verified = PackagedCommand.run("verify", "--json", "--registry", copy);
        assertThat(verified.json().path("intact").asBoolean()).isTrue();
        assertThat(verified.json().path("head")).isEqualTo(backup.json().path("head"));
        PackagedCommand again = PackagedCommand.run("backup", "--registry", registry, "--out", copy);
        assertThat(again.exitCode()).isNotZero();
        assertThat(again.err()).contains("exists already");

        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path secret = pem("key.pem", "PRIVATE KEY", keys.getPrivate().getEncoded());
        Path open = pem("public.pem", "PUBLIC KEY", keys.getPublic().getEncoded());
        Path head = folder.resolve("head.txt");
        assertThat(PackagedCommand.run("head", "--registry", registry, "--key", secret, "--out", head)
                        .exitCode())
                .isZero();
        PackagedCommand held =
                PackagedCommand.run("verify", "--json", "--registry", copy, "--against", head, "--public-key", open);
        assertThat(held.exitCode()).as(held.err()).isZero();
        assertThat(held.json().path("holds_kept_head").asBoolean()).isTrue();

        PackagedCommand other = PackagedCommand.run(
                "verify", "--lang", "fr", "--registry", registry("DJ"), "--against", head, "--public-key", open);
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.out()).contains("ne contient PAS");

        Path forged = Files.writeString(
                folder.resolve("forged.txt"),
                Files.readString(head).replaceFirst("trano-head-1 \\d", "trano-head-1 9"));
        PackagedCommand refused =
                PackagedCommand.run("verify", "--registry", copy, "--against", forged, "--public-key", open);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("did not sign");
        PackagedCommand swapped =
                PackagedCommand.run("verify", "--registry", copy, "--against", head, "--public-key", secret);
        assertThat(swapped.err()).contains("no Ed25519 key").doesNotContain("MC4C");
        assertThat(PackagedCommand.run("verify", "--registry", copy, "--against", open, "--public-key", open)
                        .err())
                .contains("no signed head");
        assertThat(PackagedCommand.run("verify", "--registry", copy, "--against", head)
                        .exitCode())
                .isEqualTo(2);
    }
}
