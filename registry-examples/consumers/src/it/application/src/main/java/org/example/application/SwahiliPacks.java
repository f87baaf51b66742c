package org.example.application;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.trano.registry.dedup.name.CulturePack;
import org.trano.registry.dedup.name.CulturePackProvider;

/** A culture pack of somebody else. */
public final class SwahiliPacks implements CulturePackProvider {
    private static final String PACK = String.join(
            "\n",
            "id: swahili",
            "[placeholders]",
            "hajulikani",
            "[left out]",
            "bwana bibi",
            "[sounds]",
            "ch sh > c",
            "ng > n");

    @Override
    public List<CulturePack> packs() {
        try {
            return List.of(CulturePack.parse("swahili.pack", new StringReader(PACK)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
