package org.trano.registry.dedup.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads names by the knowledge of several culture packs together: no column says which tradition a name is of, so each part may be read in
 * several ways.
 *
 * <pre>{@code
 * NameReader reader = NameReader.standard();
 * reader.read("El Hadj Cabdi-Raxmaan");  // one part: cabdiraxmaan, sounds like abdourahman
 * reader.read("bébé de Mensah");         // no part: nobody is called that
 * }</pre>
 *
 * <p>Immutable and thread-safe. Reading takes time proportional to the length of the name and the number of packs.
 */
public final class NameReader {
    private final List<CulturePack> packs;

    private NameReader(List<CulturePack> packs) {
        this.packs = List.copyOf(packs);
    }

    /**
     * A reader with these packs.
     *
     * @param packs the packs; where two know a usual form of a name, the first one's is taken
     * @return the reader
     * @throws IllegalArgumentException if there is none, two have the same id, or one was written for another version
     */
    public static NameReader of(List<CulturePack> packs) {
        if (packs.isEmpty()) {
            throw new IllegalArgumentException(
                    "No culture pack was given. Maybe NameReader.standard() has those you need?");
        }
        Map<String, CulturePack> byId = new HashMap<>();
        for (CulturePack pack : packs) {
            if (pack.api() != CulturePack.API) {
                throw new IllegalArgumentException("The culture pack '" + pack.id() + "' was written for version "
                        + pack.api() + ", this is version " + CulturePack.API + ". Maybe there is a newer one?");
            }
            if (byId.put(pack.id(), pack) != null) {
                throw new IllegalArgumentException("Two culture packs have the id '" + pack.id()
                        + "'. Maybe the same jar is there twice, or give one another id?");
            }
        }
        return new NameReader(packs);
    }

    /**
     * A reader with all packs on the class or module path, in the order of their ids.
     *
     * @return the reader
     * @throws IllegalStateException if a pack cannot be loaded: leaving it out would change who matches whom
     */
    public static NameReader standard() {
        List<CulturePack> found = new ArrayList<>();
        try {
            for (CulturePackProvider provider : ServiceLoader.load(CulturePackProvider.class, loader())) {
                found.addAll(provider.packs());
            }
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException(
                    "A culture pack cannot be loaded: " + e.getMessage() + ". Maybe its jar is incomplete?", e);
        }
        found.sort((a, b) -> a.id().compareTo(b.id()));
        return of(found);
    }

    /** The application's class loader where the thread has one: packs of an integrator lie there. */
    private static ClassLoader loader() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? NameReader.class.getClassLoader() : ofThread;
    }

    /**
     * A reader with some of these packs only.
     *
     * @param ids ids of packs
     * @return the reader
     * @throws IllegalArgumentException if there is no pack of that id
     */
    public NameReader only(String... ids) {
        List<CulturePack> some = new ArrayList<>();
        for (String id : ids) {
            some.add(packs.stream()
                    .filter(pack -> pack.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "There is no culture pack '" + id + "'. Maybe one of " + packs + "?")));
        }
        return of(some);
    }

    /**
     * The packs.
     *
     * @return at least one
     */
    public List<CulturePack> packs() {
        return packs;
    }

    /**
     * Whether a name stands for a missing one.
     *
     * @param name as written
     * @return true if it has no letter or digit, or is a placeholder of one of the packs
     */
    public boolean isMissing(CharSequence name) {
        return isMissingFolded(Folding.fold(name));
    }

    private boolean isMissingFolded(String folded) {
        return folded.isEmpty() || isKnown(pack -> pack.isPlaceholder(folded));
    }

    /**
     * Reads a name.
     *
     * @param name a whole name, or given names, or a surname, as written
     * @return its parts in order, titles left out; none if it is missing
     */
    public List<NamePart> read(CharSequence name) {
        return words(name).stream().map(this::part).toList();
    }

    /**
     * The words of a name, without what is known of them.
     *
     * @param name a whole name, or given names, or a surname, as written
     * @return the texts of the parts that {@link #read} gives
     */
    public List<String> words(CharSequence name) {
        String folded = Folding.fold(name);
        if (isMissingFolded(folded)) {
            return List.of();
        }
        if (folded.indexOf(' ') < 0) {
            return List.of(folded);
        }
        List<String> words = Arrays.asList(folded.split(" "));
        List<String> names = new ArrayList<>(words);
        names.removeIf(word -> isKnown(pack -> pack.isLeftOut(word)));
        // Somebody who is called like a title only is called that.
        return join(names.isEmpty() ? words : names);
    }

    /**
     * A name as it is usually written: each part in its usual form, titles left out.
     *
     * @param name a whole name, or given names, or a surname, as written
     * @return the parts in order with a space between them, folded; empty if it is missing
     */
    public String usual(CharSequence name) {
        return usual(words(name));
    }

    /**
     * A name as it is usually written, by its words.
     *
     * @param words what {@link #words} gives
     * @return the usual form of each with a space between them; empty where there is none
     */
    public String usual(List<String> words) {
        if (words.size() == 1) {
            return usualPart(words.get(0));
        }
        List<String> parts = new ArrayList<>(words);
        parts.replaceAll(this::usualPart);
        return String.join(" ", parts);
    }

    /** Whether a pack says so. A loop: this is asked for every word of every list. */
    private boolean isKnown(Predicate<CulturePack> says) {
        for (int i = 0; i < packs.size(); i++) {
            if (says.test(packs.get(i))) {
                return true;
            }
        }
        return false;
    }

    private List<String> join(List<String> words) {
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (i + 1 < words.size()) {
                String next = words.get(i + 1);
                if (isKnown(pack -> pack.isJoined(word, next))) {
                    joined.add(word + next);
                    i++;
                    continue;
                }
            }
            joined.add(word);
        }
        return joined;
    }

    private String usualPart(String text) {
        String usual = text;
        for (int i = 0; i < packs.size() && usual.equals(text); i++) {
            usual = packs.get(i).usual(text);
        }
        return usual;
    }

    /**
     * What is known of one word.
     *
     * @param text a word, as {@link #words} gives it
     * @return the part that {@link #read} makes of it
     */
    public NamePart part(String text) {
        String usual = usualPart(text);
        Set<String> sounds = new LinkedHashSet<>();
        for (CulturePack pack : packs) {
            sounds.add(pack.sounds(text));
            if (!usual.equals(text)) {
                sounds.add(pack.sounds(usual));
            }
        }
        sounds.remove("");
        return new NamePart(text, usual, List.copyOf(sounds));
    }
}
