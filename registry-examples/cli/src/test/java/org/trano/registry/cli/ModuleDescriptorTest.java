package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.Registry;
import org.trano.registry.dedup.Deduplicator;
import org.trano.registry.jdbc.SqliteStore;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.testkit.RegistryStoreContract;

/** What the library modules export and require, written down: an accidental export is a failing test. */
class ModuleDescriptorTest {
    @Test
    void the_modules_export_and_require_what_is_written_down() throws IOException, URISyntaxException {
        StringBuilder found = new StringBuilder();
        for (Class<?> type : List.of(
                Registry.class,
                Deduplicator.class,
                SqliteStore.class,
                DeclaredModel.class,
                RegistryStoreContract.class)) {
            Path home = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            ModuleFinder.of(home).findAll().forEach(module -> describe(module.descriptor(), found));
        }
        try (InputStream golden =
                Objects.requireNonNull(ModuleDescriptorTest.class.getResourceAsStream("modules.txt"))) {
            assertThat(found).hasToString(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void describe(ModuleDescriptor module, StringBuilder out) {
        TreeSet<String> lines = new TreeSet<>();
        module.exports()
                .forEach(e -> lines.add("exports " + e.source() + (e.isQualified() ? " to " + e.targets() : "")));
        module.opens().forEach(o -> lines.add("opens " + o.source()));
        module.provides().forEach(p -> lines.add("provides " + p.service()));
        module.uses().forEach(service -> lines.add("uses " + service));
        module.requires().forEach(r -> {
            StringBuilder line = new StringBuilder("requires ");
            new TreeSet<>(r.modifiers())
                    .stream()
                            .map(m -> m.name().toLowerCase(Locale.ROOT))
                            .sorted()
                            .forEach(m -> line.append(m).append(' '));
            lines.add(line.append(r.name()).toString());
        });
        out.append(module.name()).append('\n');
        lines.forEach(line -> out.append("  ").append(line).append('\n'));
    }
}
