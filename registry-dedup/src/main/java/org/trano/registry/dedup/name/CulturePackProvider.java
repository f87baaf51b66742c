package org.trano.registry.dedup.name;

import java.util.List;

/**
 * Gives culture packs to {@link NameReader#standard()}, found by {@link java.util.ServiceLoader} on the class and the module path: declare
 * it both as {@code provides … with} in the module and in {@code META-INF/services}.
 */
@FunctionalInterface
public interface CulturePackProvider {
    /**
     * The packs.
     *
     * @return at least one; each id only once
     */
    List<CulturePack> packs();
}
