package org.trano.registry.dedup.name;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The packs that come with the library. For {@link java.util.ServiceLoader}; use {@link NameReader#standard()}. */
public final class StandardPacks implements CulturePackProvider {
    private static final List<String> FILES =
            List.of("afar", "arabic", "comorian", "malagasy", "somali", "west-africa");

    /** For {@link java.util.ServiceLoader}. */
    public StandardPacks() {}

    @Override
    public List<CulturePack> packs() {
        return FILES.parallelStream().map(file -> pack(file + ".pack")).toList();
    }

    private static CulturePack pack(String name) {
        try (InputStream in = StandardPacks.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The library's jar lacks " + name + ". Maybe it was repacked?");
            }
            return CulturePack.parse(name, new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
