package org.trano.registry.portal;

import java.nio.file.Path;
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
 * @param listeners how many browsers may watch figures move at the same time
 * @param requestsPerSecond how many requests one address may make each second, on average
 */
@ConfigurationProperties("portal")
record PortalSettings(
        @DefaultValue("portal.registry") String store,
        @Nullable String user,
        @Nullable String password,
        @Nullable Path areas,
        @Nullable Path boundaries,
        @DefaultValue("false") boolean demo,
        @DefaultValue("2000") int listeners,
        @DefaultValue("20") int requestsPerSecond) {
    boolean isServer() {
        return store.startsWith("jdbc:");
    }
}
