package org.trano.registry.core.area;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The areas of a country on one day: what lies in what, and what took the place of what. Immutable and thread-safe; built in
 * time linear in the number of areas.
 */
public final class AreaTree {
    private final Map<String, Area> areas = new TreeMap<>();
    private final Map<String, List<Area>> children = new HashMap<>();

    private AreaTree(Collection<Area> all) {
        for (Area area : all) {
            areas.put(area.code(), area);
        }
        for (Area area : areas.values()) {
            if (area.parent() != null && area.exists()) {
                children.computeIfAbsent(area.parent(), p -> new ArrayList<>()).add(area);
            }
        }
    }

    /**
     * A tree of these areas.
     *
     * @param areas in any order; also those that were redrawn
     * @return the tree
     */
    public static AreaTree of(Collection<Area> areas) {
        return new AreaTree(areas);
    }

    /**
     * All areas, also those that were redrawn.
     *
     * @return the areas in the order of their codes
     */
    public Collection<Area> areas() {
        return Collections.unmodifiableCollection(areas.values());
    }

    /**
     * One area.
     *
     * @param code its P-code
     * @return the area, empty if there is none of that code
     */
    public Optional<Area> area(String code) {
        return Optional.ofNullable(areas.get(code));
    }

    /**
     * The existing areas directly below one.
     *
     * @param code its P-code
     * @return the areas in the order of their codes
     */
    public List<Area> children(String code) {
        return List.copyOf(children.getOrDefault(code, List.of()));
    }

    /**
     * Whether an area lies in another, at any depth, or is the same. Linear in the depth of the tree.
     *
     * @param code the P-code of the inner one
     * @param outer the P-code of the outer one
     * @return true also where the inner one was redrawn: it lies where it lay
     */
    public boolean isWithin(String code, String outer) {
        Set<String> seen = new HashSet<>();
        String at = code;
        while (at != null && seen.add(at)) {
            if (at.equals(outer)) {
                return true;
            }
            Area area = areas.get(at);
            at = area == null ? null : area.parent();
        }
        return false;
    }

    /**
     * What a P-code stands for today: the area itself while it exists, else the areas that took its place, and so on.
     *
     * @param code a P-code, perhaps of an area that was redrawn
     * @return the P-codes of existing areas; several where an area was divided; the code alone where nobody knows it
     */
    public Set<String> current(String code) {
        Set<String> result = new LinkedHashSet<>();
        current(code, result, new HashSet<>());
        return result;
    }

    private void current(String code, Set<String> result, Set<String> seen) {
        if (!seen.add(code)) {
            return;
        }
        @Nullable Area area = areas.get(code);
        if (area == null || area.exists()) {
            result.add(code);
        } else {
            area.successors().forEach(successor -> current(successor, result, seen));
        }
    }
}
