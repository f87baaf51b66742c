package org.trano.registry.core.area;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.internal.Sorted;

/**
 * An area of a country: a region, a district, a village.
 *
 * @param code its P-code, unique in the registry
 * @param level 0 for the country, 1 for the first level below, and so on
 * @param parent the P-code of the area it lies in, or null for the topmost
 * @param names its name by language (BCP 47)
 * @param successors the P-codes of the areas that took its place when it was redrawn; empty while it exists
 */
public record Area(
        String code, int level, @Nullable String parent, Map<String, String> names, List<String> successors) {
    /**
     * Copies the collections.
     *
     * @param code its P-code
     * @param level its level
     * @param parent the area it lies in or null
     * @param names its names
     * @param successors the areas after it
     */
    public Area {
        if (code.isBlank() || level < 0 || code.equals(parent)) {
            throw new IllegalArgumentException("'" + code + "' at level " + level + " in '" + parent
                    + "' is not an area. Maybe code and parent are swapped?");
        }
        names = Sorted.copy(names);
        successors = List.copyOf(successors);
    }

    /**
     * An area that exists.
     *
     * @param code its P-code
     * @param level its level
     * @param parent the area it lies in or null
     * @param names its name by language
     * @return the area
     */
    public static Area of(String code, int level, @Nullable String parent, Map<String, String> names) {
        return new Area(code, level, parent, names, List.of());
    }

    /**
     * Whether it has not been redrawn.
     *
     * @return true while no other area took its place
     */
    public boolean exists() {
        return successors.isEmpty();
    }
}
