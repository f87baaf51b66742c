package org.trano.registry.core.internal;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Immutable maps and sets in the order of their keys, so that equal values are written as equal bytes. Copying one of them costs
 * nothing: a household is put together from parts that were copied before.
 */
public final class Sorted {
    private Sorted() {}

    /**
     * A copy in the order of the keys.
     *
     * @param map what to copy
     * @param <K> keys
     * @param <V> values
     * @return an immutable map; the same one where it was made here
     */
    public static <K extends Comparable<? super K>, V> Map<K, V> copy(Map<K, V> map) {
        if (map.isEmpty()) {
            return Map.of();
        }
        return map instanceof SortedMapCopy ? map : new SortedMapCopy<>(new TreeMap<>(map));
    }

    /**
     * A copy in the order of the elements.
     *
     * @param set what to copy
     * @param <E> elements
     * @return an immutable set; the same one where it was made here
     */
    public static <E extends Comparable<? super E>> Set<E> copy(Collection<E> set) {
        if (set.isEmpty()) {
            return Set.of();
        }
        return set instanceof SortedSetCopy<E> made ? made : new SortedSetCopy<>(List.copyOf(new TreeSet<>(set)));
    }

    /** Keys and values side by side: small, and found by bisection. */
    private static final class SortedMapCopy<K extends Comparable<? super K>, V> extends AbstractMap<K, V> {
        private final Map.Entry<K, V>[] entries;

        @SuppressWarnings({"unchecked", "rawtypes"})
        SortedMapCopy(TreeMap<K, V> map) {
            Map.Entry[] copy = new Map.Entry[map.size()];
            int i = 0;
            for (Map.Entry<K, V> entry : map.entrySet()) {
                copy[i++] = Map.entry(entry.getKey(), entry.getValue());
            }
            this.entries = copy;
        }

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable V get(@Nullable Object key) {
            int low = 0;
            int high = entries.length - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int order = entries[middle].getKey().compareTo((K) key);
                if (order == 0) {
                    return entries[middle].getValue();
                }
                if (order < 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return null;
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return get(key) != null;
        }

        @Override
        public Set<Map.Entry<K, V>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Map.Entry<K, V>> iterator() {
                    return Arrays.asList(entries).iterator();
                }

                @Override
                public int size() {
                    return entries.length;
                }
            };
        }
    }

    private static final class SortedSetCopy<E> extends AbstractSet<E> {
        private final List<E> elements;

        SortedSetCopy(List<E> elements) {
            this.elements = elements;
        }

        @Override
        public Iterator<E> iterator() {
            return elements.iterator();
        }

        @Override
        public boolean contains(@Nullable Object element) {
            return element != null && elements.contains(element);
        }

        @Override
        public int size() {
            return elements.size();
        }
    }
}
