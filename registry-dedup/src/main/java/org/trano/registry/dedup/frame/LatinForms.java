package org.trano.registry.dedup.frame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trano.registry.dedup.name.NamePart;

/**
 * Names in another script than the Latin one, each part as a Latin name of the same list that sounds the same by the culture packs, in its usual
 * spelling: the one that stands in most of the list's different values; of several, the first in the alphabet. محمد is
 * then the name that is also written Mohamed.
 */
final class LatinForms {
    private static final char LAST_ASCII = 0x7F;

    private LatinForms() {}

    /**
     * The Latin forms of names.
     *
     * @param names distinct names, folded
     * @param words the words of each
     * @return by the place of a name in another script its Latin form, in usual spelling; parts that nobody writes in Latin stay as they are
     */
    static Map<Integer, String> of(String[] names, List<List<String>> words) {
        Map<Integer, List<NamePart>> others = new HashMap<>();
        Set<String> wanted = new HashSet<>();
        for (int i = 0; i < names.length; i++) {
            if (!isLatin(names[i])) {
                List<NamePart> parts =
                        words.get(i).stream().map(TextFolding.reader()::part).toList();
                parts.forEach(part -> wanted.addAll(part.sounds()));
                others.put(i, parts);
            }
        }
        if (others.isEmpty()) {
            return Map.of();
        }
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (!others.containsKey(i)) {
                words.get(i).forEach(word -> counts.merge(word, 1, Integer::sum));
            }
        }
        // Names share most of their words, and how a word sounds takes longest to find out.
        List<NamePart> latin =
                counts.keySet().parallelStream().map(TextFolding.reader()::part).toList();
        Map<String, Map<String, Integer>> bySound = new HashMap<>();
        for (NamePart part : latin) {
            for (String sound : part.sounds()) {
                if (wanted.contains(sound)) {
                    bySound.computeIfAbsent(sound, s -> new HashMap<>())
                            .merge(part.usual(), counts.getOrDefault(part.text(), 0), Integer::sum);
                }
            }
        }
        Map<Integer, String> forms = new HashMap<>();
        others.forEach((place, parts) -> {
            List<String> form = new ArrayList<>();
            for (NamePart part : parts) {
                form.add(part.sounds().stream()
                        .map(sound -> mostFrequent(bySound.getOrDefault(sound, Map.of())))
                        .filter(usual -> !usual.isEmpty())
                        .findFirst()
                        .orElse(part.usual()));
            }
            forms.put(place, String.join(" ", form));
        });
        return forms;
    }

    private static String mostFrequent(Map<String, Integer> counts) {
        String best = "";
        int most = 0;
        for (Map.Entry<String, Integer> each : counts.entrySet()) {
            int count = each.getValue();
            if (count > most || count == most && each.getKey().compareTo(best) < 0) {
                best = each.getKey();
                most = count;
            }
        }
        return best;
    }

    private static boolean isLatin(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c > LAST_ASCII
                    && Character.isLetter(c)
                    && Character.UnicodeScript.of(c) != Character.UnicodeScript.LATIN) {
                return false;
            }
        }
        return true;
    }
}
