package org.trano.registry.dedup.review;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.trano.registry.dedup.cluster.Contraction;

/**
 * Who is one person, while records come, change and go. After any sequence of changes the groups are those that {@link org.trano.registry.dedup.Deduplicator}
 * forms of the same pairs, weights, decisions and threshold at once: groups lie within the components of the pairs that speak for a join, so a change
 * touches one component, and that is grouped anew by the same rule when it is next asked for. Of joins with equal evidence the one with the smaller records comes
 * first; there the order of the keys takes the place of that of the records.
 *
 * <p>Not thread-safe. A change takes time proportional to the size of its component.
 *
 * @param <K> what records are known by; its order decides between equal joins
 */
public final class LiveClusters<K extends Comparable<K>> {
    private final double threshold;
    private final BiPredicate<K, K> mayMatch;
    private final Map<K, SortedMap<K, Double>> weights = new HashMap<>();
    private final Map<K, SortedMap<K, Boolean>> decisions = new HashMap<>();
    /** The group of each record whose component has not changed since it was grouped. */
    private final Map<K, SortedSet<K>> groups = new HashMap<>();

    private LiveClusters(double threshold, BiPredicate<K, K> mayMatch) {
        this.threshold = threshold;
        this.mayMatch = mayMatch;
    }

    /**
     * No records yet.
     *
     * @param threshold the weight from which a pair speaks for a match
     * @param mayMatch false for two records that are certainly two people: of one household, of one source
     * @param <K> what records are known by
     * @return the clusters
     */
    public static <K extends Comparable<K>> LiveClusters<K> of(double threshold, BiPredicate<K, K> mayMatch) {
        return new LiveClusters<>(threshold, mayMatch);
    }

    /**
     * Two records were compared, or are compared anew.
     *
     * @param one a record
     * @param other another
     * @param weight log2 of the odds that they are one person
     * @throws IllegalArgumentException if both are the same
     */
    public void put(K one, K other, double weight) {
        requireTwo(one, other);
        forget(one, other);
        set(weights, one, other, weight);
        forget(one, other);
    }

    /**
     * Somebody decided about two records.
     *
     * @param one a record
     * @param other another
     * @param same whether they are one person
     * @throws IllegalArgumentException if both are the same
     */
    public void decide(K one, K other, boolean same) {
        requireTwo(one, other);
        forget(one, other);
        set(decisions, one, other, same);
        forget(one, other);
    }

    /**
     * A decision was taken back.
     *
     * @param one a record
     * @param other another
     */
    public void undecide(K one, K other) {
        forget(one, other);
        neighbours(decisions, one).remove(other);
        neighbours(decisions, other).remove(one);
        forget(one, other);
    }

    /**
     * A record is there no more.
     *
     * @param record the record
     */
    public void remove(K record) {
        for (K other : component(record)) {
            groups.remove(other);
        }
        remove(weights, record);
        remove(decisions, record);
    }

    private static <K, V> void remove(Map<K, SortedMap<K, V>> all, K record) {
        neighbours(all, record).keySet().forEach(other -> neighbours(all, other).remove(record));
        all.remove(record);
    }

    /**
     * All records of one person.
     *
     * @param record one of them, perhaps never heard of
     * @return the records in ascending order, this one among them
     */
    public SortedSet<K> cluster(K record) {
        SortedSet<K> known = groups.get(record);
        if (known == null) {
            group(component(record));
            known = groups.get(record);
        }
        return Collections.unmodifiableSortedSet(known == null ? new TreeSet<>(List.of(record)) : known);
    }

    private void requireTwo(K one, K other) {
        if (one.compareTo(other) == 0) {
            throw new IllegalArgumentException(
                    one + " was given twice, but two records are compared. Maybe one of the two is mistyped?");
        }
    }

    private static <K extends Comparable<K>, V> void set(Map<K, SortedMap<K, V>> all, K one, K other, V value) {
        all.computeIfAbsent(one, k -> new TreeMap<>()).put(other, value);
        all.computeIfAbsent(other, k -> new TreeMap<>()).put(one, value);
    }

    private void forget(K one, K other) {
        for (K each : List.of(one, other)) {
            component(each).forEach(groups::remove);
        }
    }

    /** All records to which pairs that speak for a join lead, or decisions. */
    private SortedSet<K> component(K record) {
        SortedSet<K> component = new TreeSet<>(List.of(record));
        Deque<K> next = new ArrayDeque<>(List.of(record));
        while (!next.isEmpty()) {
            K each = next.pop();
            neighbours(weights, each).forEach((other, weight) -> {
                if (weight >= threshold && component.add(other)) {
                    next.push(other);
                }
            });
            neighbours(decisions, each).forEach((other, same) -> {
                if (same && component.add(other)) {
                    next.push(other);
                }
            });
        }
        return component;
    }

    private static <K, V> SortedMap<K, V> neighbours(Map<K, SortedMap<K, V>> all, K record) {
        SortedMap<K, V> own = all.get(record);
        return own == null ? new TreeMap<>() : own;
    }

    private void group(SortedSet<K> component) {
        List<K> records = new ArrayList<>(component);
        Map<K, Integer> places = new HashMap<>();
        records.forEach(record -> places.put(record, places.size()));
        Contraction contraction = new Contraction(records.size(), (a, b) -> {
            K one = records.get(a);
            K other = records.get(b);
            return !mayMatch.test(one, other)
                    || Boolean.FALSE.equals(neighbours(decisions, one).get(other));
        });
        records.forEach(one -> neighbours(weights, one).forEach((other, weight) -> {
            if (one.compareTo(other) < 0 && component.contains(other)) {
                contraction.pair(place(places, one), place(places, other), weight - threshold);
            }
        }));
        records.forEach(one -> neighbours(decisions, one).forEach((other, same) -> {
            if (same && one.compareTo(other) < 0) {
                contraction.same(place(places, one), place(places, other));
            }
        }));
        int[] group = contraction.run();
        List<SortedSet<K>> sets = new ArrayList<>();
        for (int i = 0; i < group.length; i++) {
            sets.add(group[i] == i ? new TreeSet<>() : sets.get(group[i]));
            sets.get(i).add(records.get(i));
            groups.put(records.get(i), sets.get(i));
        }
    }

    private static <K> int place(Map<K, Integer> places, K record) {
        return places.getOrDefault(record, -1);
    }
}
