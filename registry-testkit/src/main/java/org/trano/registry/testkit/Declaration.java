package org.trano.registry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A provider declared in one of the two places only is lost on the other path, or in a native image. */
final class Declaration {
    private Declaration() {}

    static void check(Class<?> service, Class<?> provider) throws IOException {
        String services = "META-INF/services/" + service.getName();
        try (InputStream in = provider.getClassLoader().getResourceAsStream(services)) {
            assertThat(in).as(services).isNotNull();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                assertThat(lines.lines().map(String::strip)).as(services).contains(provider.getName());
            }
        }
        if (provider.getModule().isNamed()) {
            assertThat(provider.getModule().getDescriptor().provides())
                    .as("provides … with … in module-info")
                    .anyMatch(p -> p.service().equals(service.getName())
                            && p.providers().contains(provider.getName()));
        }
        assertThatCode(() -> provider.getConstructor().newInstance())
                .as("a public constructor without parameters")
                .doesNotThrowAnyException();
    }
}
