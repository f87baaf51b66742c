package org.trano.registry.portal;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a ministry sets.
 *
 * @param store the registry: the path of a file, or a JDBC address such as {@code jdbc:postgresql://localhost/social}
 * @param user the user of that database, where there is one
 * @param password their password; better given as the environment variable {@code PORTAL_PASSWORD}
 * @param areas a CSV file with the columns code, level, parent and name, from which areas the registry lacks are entered at the start
 * @param boundaries a GeoJSON file with a shape or point for each area, whose property {@code code} is the area's P-code
 * @param demo whether to fill an empty registry with invented people, actors and projects
 * @param address under which browsers know the portal; passkeys are bound to it
 * @param key the file with the key that encrypts the secrets of authenticators; made at the first start
 * @param founders the first administrators, two at least, as {@code name:Full Name}, who are let in as long as none of them has begun
 * @param recover the name of an administrator who is let in anew because no colleague can do it
 * @param oidc the ministry's own identity provider, where administrators may sign in with it
 * @param reviewsOfTwo whether two administrators must agree, without knowing of each other, that two records are one person
 * @param listeners how many browsers may watch figures move at the same time
 * @param requestsPerSecond how many requests one address may make each second, on average
 */
@ConfigurationProperties("portal")
public record PortalSettings(
        @DefaultValue("portal.registry") String store,
        @Nullable String user,
        @Nullable String password,
        @Nullable Path areas,
        @Nullable Path boundaries,
        @DefaultValue("false") boolean demo,
        @DefaultValue("http://localhost:8080") URI address,
        @Nullable Path key,
        @DefaultValue List<String> founders,
        @DefaultValue("") String recover,
        @Nullable IdentityProvider oidc,
        @DefaultValue("false") boolean reviewsOfTwo,
        @DefaultValue("2000") int listeners,
        @DefaultValue("20") int requestsPerSecond) {
    /**
     * An OpenID Connect provider.
     *
     * @param issuer its address
     * @param client what it knows the portal as
     * @param secret what the portal proves that with; better given as the environment variable {@code PORTAL_OIDC_SECRET}
     * @param claim which claim holds the name that an administrator signs in with
     */
    public record IdentityProvider(
            String issuer,
            String client,
            String secret,
            @DefaultValue("preferred_username") String claim) {}

    public boolean isServer() {
        return store.startsWith("jdbc:");
    }

    /** Where the secrets of administrators are kept where the registry is a file: beside it. */
    public Path accountsFile() {
        return beside("accounts");
    }

    /** Where the key lies that encrypts some of them. */
    public Path keyFile() {
        return key == null ? beside("key") : key;
    }

    /** Where codes are written for whoever runs the server. */
    public Path codesFile() {
        return beside("codes.txt");
    }

    private Path beside(String what) {
        return Path.of((isServer() ? "portal" : store) + "-" + what);
    }
}
