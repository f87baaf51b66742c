package org.trano.registry.portal.office;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.trano.registry.core.RegistryException;
import org.trano.registry.portal.Language;
import org.trano.registry.portal.OwnerOnly;
import org.trano.registry.portal.PortalSettings;
import org.trano.registry.portal.WebConfiguration;

/** What the office is made of: where secrets are kept, what a browser must show, who may come in. */
@Configuration
class OfficeConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(OfficeConfiguration.class);
    private static final int KEY_BYTES = 32;

    @Bean
    JdbcClient secretsDatabase(DataSource accounts, PortalSettings settings) {
        JdbcClient database = JdbcClient.create(accounts);
        String bytes = settings.isServer() ? "BYTEA" : "BLOB";
        String time = settings.isServer() ? "TIMESTAMP" : "INTEGER";
        String flag = settings.isServer() ? "BOOLEAN" : "INTEGER";
        for (String table : new String[] {
            "portal_secrets (account TEXT PRIMARY KEY, password TEXT, totp TEXT, totp_step BIGINT NOT NULL,"
                    + " epoch INTEGER NOT NULL, code TEXT, code_until BIGINT NOT NULL)",
            // The table that Spring Security keeps passkeys in.
            "user_credentials (credential_id TEXT PRIMARY KEY, user_entity_user_id TEXT NOT NULL, public_key "
                    + bytes + " NOT NULL, signature_count BIGINT, uv_initialized " + flag + ", backup_eligible " + flag
                    + " NOT NULL, authenticator_transports TEXT, public_key_credential_type TEXT, backup_state " + flag
                    + " NOT NULL, attestation_object " + bytes + ", attestation_client_data_json " + bytes
                    + ", created " + time + ", last_used " + time + ", label TEXT NOT NULL)"
        }) {
            database.sql("CREATE TABLE IF NOT EXISTS " + table).update();
        }
        return database;
    }

    /** Encrypts the secrets of authenticators with a key that lies in a file of its own, made at the first start. */
    @Bean
    BytesEncryptor encryptor(PortalSettings settings) {
        Path file = settings.keyFile();
        try {
            byte[] key = new byte[KEY_BYTES];
            if (OwnerOnly.create(file)) {
                new SecureRandom().nextBytes(key);
                Files.writeString(file, Base64.getEncoder().encodeToString(key));
            } else {
                key = Base64.getDecoder().decode(Files.readString(file).strip());
            }
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException();
            }
            return new AesBytesEncryptor(
                    new SecretKeySpec(key, "AES"),
                    KeyGenerators.secureRandom(16),
                    AesBytesEncryptor.CipherAlgorithm.GCM);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(
                    "The file " + file + " holds no key: 32 bytes in Base64. Maybe another file was meant?", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Bean
    UserCredentialRepository passkeys(DataSource accounts, JdbcClient secretsDatabase) {
        return new JdbcUserCredentialRepository(new JdbcTemplate(accounts));
    }

    /** A passkey must show that its owner is there and is who they are: it stands for both factors. */
    @Bean
    WebAuthnRelyingPartyOperations passkeyProtocol(
            PasskeyOwners owners, UserCredentialRepository passkeys, PortalSettings settings) {
        URI address = settings.address();
        String host = String.valueOf(address.getHost());
        Webauthn4JRelyingPartyOperations protocol = new Webauthn4JRelyingPartyOperations(
                owners,
                passkeys,
                PublicKeyCredentialRpEntity.builder().id(host).name(host).build(),
                Set.of(address.getScheme() + "://" + address.getAuthority()));
        protocol.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        protocol.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return protocol;
    }

    @Bean
    @Order(1)
    SecurityFilterChain officeRules(HttpSecurity http, Office office, Secrets secrets, Provider provider) {
        provider.into(http);
        return WebConfiguration.headers(http)
                .securityMatcher("/admin/**")
                .authorizeHttpRequests(ask -> ask.dispatcherTypeMatchers(jakarta.servlet.DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/admin", "/admin/*/sign-in/**", "/admin/*/begin/**")
                        .permitAll()
                        .requestMatchers("/admin/*/review/**")
                        .hasAuthority(Right.REVIEW.name())
                        .anyRequest()
                        .hasAuthority(SignedIn.AUTHORITY))
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, reason) ->
                                response.sendRedirect(signIn(request.getRequestURI(), "")))
                        .accessDeniedHandler((request, response, reason) -> {
                            LOG.info("Refused: {}", reason.getClass().getSimpleName());
                            // A page from before the session ended: begin again, and say so.
                            if (reason instanceof CsrfException) {
                                response.sendRedirect(signIn(request.getRequestURI(), "?ended"));
                            } else {
                                response.sendError(403);
                            }
                        }))
                .addFilterBefore(new AccountCheck(office, secrets), AuthorizationFilter.class)
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .build();
    }

    private static String signIn(String path, String query) {
        return "/admin/" + (Language.ofPath(path) == Language.EN ? "en" : "fr") + "/sign-in" + query;
    }
}
