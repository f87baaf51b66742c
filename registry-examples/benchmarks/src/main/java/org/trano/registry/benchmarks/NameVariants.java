package org.trano.registry.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The list of spellings that are one name, and what keys make of it. The list, {@code name-variants.txt}, says where its lines come from.
 *
 * <p>Lines that have a spelling in common are one name: Hassan stands on a line of Arabic and on one of Somali spellings.
 *
 * @param names each spelling once, with the number of its name
 */
public record NameVariants(Map<String, Integer> names) {
    private static final int LAST_LATIN = 0x024f;

    /**
     * How well keys keep spellings of a name together.
     *
     * @param pairs pairs of spellings that are one name
     * @param kept of these, pairs that share a key
     * @param shared all pairs that share a key
     */
    public record Quality(long pairs, long kept, long shared) {
        /**
         * Pairs of one name that share a key, by all pairs of one name.
         *
         * @return 0 to 1
         */
        public double recall() {
            return (double) kept / pairs;
        }

        /**
         * Pairs of one name that share a key, by all pairs that share one.
         *
         * @return 0 to 1
         */
        public double precision() {
            return shared == 0 ? 1 : (double) kept / shared;
        }

        /**
         * The harmonic mean of both.
         *
         * @return 0 to 1
         */
        public double f1() {
            return kept == 0 ? 0 : 2 * recall() * precision() / (recall() + precision());
        }
    }

    /**
     * Reads the list.
     *
     * @param latinOnly without spellings in other scripts, which most codes cannot read
     * @return the list
     */
    public static NameVariants load(boolean latinOnly) {
        Map<String, Integer> names = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(NameVariants.class.getResourceAsStream("name-variants.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#") || line.startsWith("[")) {
                    continue;
                }
                int name = number++;
                for (String spelling : line.split(" ")) {
                    if (!latinOnly || spelling.codePoints().noneMatch(c -> c > LAST_LATIN)) {
                        Integer known = names.putIfAbsent(spelling, name);
                        if (known != null) {
                            int old = name;
                            names.replaceAll((other, of) -> of == old ? known : of);
                            name = known;
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NameVariants(names);
    }

    /**
     * Measures keys on all pairs of the list.
     *
     * @param keys the keys of a spelling, one or more
     * @return how well they do
     */
    public Quality measure(Function<String, ? extends Iterable<String>> keys) {
        List<String> spellings = new ArrayList<>(names.keySet());
        List<Set<String>> of = new ArrayList<>();
        for (String spelling : spellings) {
            Set<String> set = new HashSet<>();
            keys.apply(spelling).forEach(key -> {
                if (!key.isEmpty()) {
                    set.add(key);
                }
            });
            of.add(set);
        }
        long pairs = 0;
        long kept = 0;
        long shared = 0;
        for (int i = 0; i < spellings.size(); i++) {
            for (int j = i + 1; j < spellings.size(); j++) {
                boolean same = name(spellings.get(i)) == name(spellings.get(j));
                boolean together = meet(of.get(i), of.get(j));
                pairs += same ? 1 : 0;
                shared += together ? 1 : 0;
                kept += same && together ? 1 : 0;
            }
        }
        return new Quality(pairs, kept, shared);
    }

    private int name(String spelling) {
        return Objects.requireNonNull(names.get(spelling));
    }

    private static <T> boolean meet(Set<T> a, Set<T> b) {
        for (T element : a) {
            if (b.contains(element)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The pairs of one name that share no key, to look at.
     *
     * @param keys the keys of a spelling
     * @return pairs by line
     */
    public List<String> lost(Function<String, ? extends Iterable<String>> keys) {
        Map<String, Set<String>> of = new HashMap<>();
        names.keySet().forEach(name -> {
            Set<String> set = new HashSet<>();
            keys.apply(name).forEach(set::add);
            of.put(name, set);
        });
        List<String> lost = new ArrayList<>();
        List<String> spellings = new ArrayList<>(names.keySet());
        for (int i = 0; i < spellings.size(); i++) {
            for (int j = i + 1; j < spellings.size(); j++) {
                String a = spellings.get(i);
                String b = spellings.get(j);
                if (name(a) == name(b) && !meet(Objects.requireNonNull(of.get(a)), Objects.requireNonNull(of.get(b)))) {
                    lost.add(a + " " + of.get(a) + " / " + b + " " + of.get(b));
                }
            }
        }
        return lost;
    }
}
