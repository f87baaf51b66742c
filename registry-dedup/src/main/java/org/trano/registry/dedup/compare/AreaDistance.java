package org.trano.registry.dedup.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How near two areas are in the tree of areas (country, region, prefecture, canton, …), which is what an address in a register
 * without coordinates says. The tree is given as a function from the code of an area to that of its parent.
 *
 * <ul>
 *   <li>{@link #steps}: steps up and down from one to the other through the lowest area that contains both;
 *   <li>{@link #similarity}: {@code 2·d(c) / (d(a) + d(b))} with d the depth, the root's being 1, and c that lowest area; 0 where there is none (Wu and
 *       Palmer 1994).
 * </ul>
 *
 * <p>Symmetric; thread-safe if the function is. Time is proportional to the depths.
 */
public final class AreaDistance {
    /** No tree of areas is deeper; a longer way up goes in a circle. */
    private static final int DEEPEST = 64;

    private final Function<String, @Nullable String> parent;

    private AreaDistance(Function<String, @Nullable String> parent) {
        this.parent = parent;
    }

    /**
     * A comparator for a tree.
     *
     * @param parent the parent of an area, null for a root and for an area that it does not know; a map's {@code get} will do
     * @return the comparator
     */
    public static AreaDistance of(Function<String, @Nullable String> parent) {
        return new AreaDistance(parent);
    }

    /**
     * Steps from one area to the other.
     *
     * @param left code of one area
     * @param right code of the other
     * @return 0 for the same area, 1 for an area and its parent, 2 for siblings; −1 where no area contains both
     * @throws IllegalArgumentException if an area is among its own parents
     */
    public int steps(String left, String right) {
        List<String> a = upwards(left);
        List<String> b = upwards(right);
        int common = common(a, b);
        return common == 0 ? -1 : a.size() + b.size() - 2 * common;
    }

    /**
     * How near two areas are.
     *
     * @param left code of one area
     * @param right code of the other
     * @return 0 to 1; 1 for the same area
     * @throws IllegalArgumentException if an area is among its own parents
     */
    public double similarity(String left, String right) {
        List<String> a = upwards(left);
        List<String> b = upwards(right);
        return 2.0 * common(a, b) / (a.size() + b.size());
    }

    /** An area and all that contain it, the root last. */
    private List<String> upwards(String area) {
        List<String> path = new ArrayList<>();
        for (String at = area; at != null; at = parent.apply(at)) {
            if (path.size() == DEEPEST) {
                throw new IllegalArgumentException("The area '" + area + "' lies more than " + DEEPEST
                        + " areas deep. Maybe an area was given as a parent of its own parent?");
            }
            path.add(at);
        }
        return path;
    }

    /** How many areas contain both, which is the depth of the lowest of them. */
    private static int common(List<String> a, List<String> b) {
        int common = 0;
        while (common < Math.min(a.size(), b.size())
                && a.get(a.size() - 1 - common).equals(b.get(b.size() - 1 - common))) {
            common++;
        }
        return common;
    }
}
