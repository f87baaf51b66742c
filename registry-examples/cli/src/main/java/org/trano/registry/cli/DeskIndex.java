package org.trano.registry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.trano.registry.core.Registry;
import org.trano.registry.dedup.search.RegistryIndex;

/** The index of a registry file, kept beside it. */
final class DeskIndex {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private DeskIndex() {}

    /** Opens the index and waits until it has caught up with the registry. */
    static RegistryIndex open(Registry registry, Path registryFile, boolean isKept, Terminal terminal) {
        RegistryIndex.Builder builder = RegistryIndex.builder(registry).progress(terminal);
        Path file = registryFile.resolveSibling(registryFile.getFileName() + ".index");
        Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
        if (isKept && (Files.exists(file) || Files.isWritable(folder))) {
            builder.file(file);
        }
        RegistryIndex index = builder.open();
        if (index.damage() != null) {
            terminal.remark(terminal.word("search.damage", file.getFileName(), index.damage()));
        }
        try {
            index.await(registry.head().sequence(), PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return index;
    }
}
