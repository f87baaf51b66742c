package org.trano.registry.dedup.name;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A pack that is all data. */
final class DataPack implements CulturePack {
    private static final String VOWELS = "aeiouyw";
    /** Keys of so few sounds say too little: they also say whether the first vowel is rounded. */
    private static final int SHORT = 2;

    private final String id;
    private final int length;
    private final Set<String> placeholders;
    private final String[] beginnings;
    private final Set<String> leftOut;
    private final Set<String> titles;
    private final Map<String, Set<String>> joined;
    private final Map<String, String> usual;
    private final String[] never;
    private final Sounds sounds;

    DataPack(
            String id,
            int length,
            Set<String> placeholders,
            List<String> beginnings,
            Set<String> leftOut,
            Set<String> titles,
            Map<String, Set<String>> joined,
            Map<String, String> usual,
            Set<String> never,
            Sounds sounds) {
        this.id = id;
        this.length = length;
        this.placeholders = Set.copyOf(placeholders);
        this.beginnings = beginnings.toArray(String[]::new);
        this.leftOut = Set.copyOf(leftOut);
        this.titles = Set.copyOf(titles);
        this.joined = Map.copyOf(joined);
        this.usual = Map.copyOf(usual);
        this.never = never.toArray(String[]::new);
        this.sounds = sounds;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean isPlaceholder(String folded) {
        if (placeholders.contains(folded)) {
            return true;
        }
        for (String beginning : beginnings) {
            if (folded.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isLeftOut(String word) {
        return leftOut.contains(word);
    }

    @Override
    public boolean isTitle(String word) {
        return titles.contains(word);
    }

    @Override
    public boolean isJoined(String word, String next) {
        Set<String> seconds = joined.get(word);
        return seconds != null && seconds.contains(next);
    }

    @Override
    public String usual(String part) {
        return usual.getOrDefault(part, part);
    }

    @Override
    public Set<String> usualForms() {
        return Set.copyOf(usual.values());
    }

    @Override
    public String sounds(String part) {
        for (String letters : never) {
            if (part.contains(letters)) {
                return "";
            }
        }
        return key(sounds.of(part));
    }

    private String key(String heard) {
        StringBuilder out = new StringBuilder(length);
        char last = 0;
        char firstVowel = 0;
        for (int i = 0; i < heard.length() && out.length() < length; i++) {
            char c = heard.charAt(i);
            boolean vowel = VOWELS.indexOf(c) >= 0;
            if (out.isEmpty()) {
                // A y or w at the beginning is a consonant; all vowels there are one.
                out.append(c == 'y' || c == 'w' ? c : vowel ? 'a' : c);
            } else if (vowel) {
                firstVowel = firstVowel == 0 ? c : firstVowel;
            } else if (c != 'h' && c != last) {
                out.append(c);
            }
            last = c;
        }
        boolean rounded = firstVowel == 'o' || firstVowel == 'u';
        return rounded && out.length() <= SHORT ? out.append('o').toString() : out.toString();
    }

    @Override
    public String toString() {
        return id;
    }
}
