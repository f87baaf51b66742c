package org.trano.registry.dedup.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules from letters to sounds, applied in one pass: at each place the longest that fits. */
final class Sounds {
    private static final String VOWELS = "aeiou";

    private static final int ASCII = 128;
    private static final Rule[] NONE = {};

    /** Rules by their first letter, the longest first: those of the first 128 characters at its place, the others in a map. */
    private final Rule[][] ofAscii = new Rule[ASCII][];

    private final Map<Character, Rule[]> ofOthers = new HashMap<>();

    /**
     * One rule.
     *
     * @param letters what is read
     * @param first only at the beginning of a part
     * @param last only at the end
     * @param beforeVowel only before a vowel, which is not used up
     * @param sounds what is heard
     */
    record Rule(String letters, boolean first, boolean last, boolean beforeVowel, String sounds) {
        /** A rule with a condition is more special than one of as many letters without. */
        int weight() {
            return 4 * letters.length() + (first ? 2 : 0) + (last ? 2 : 0) + (beforeVowel ? 1 : 0);
        }

        /** Whether it is to be followed where a part has the first of its letters. */
        boolean fits(String part, int at) {
            int end = at + letters.length();
            if (end > part.length()) {
                return false;
            }
            // The first letter is how the rule was found.
            for (int i = 1; i < letters.length(); i++) {
                if (part.charAt(at + i) != letters.charAt(i)) {
                    return false;
                }
            }
            return (!first || at == 0)
                    && (!last || end == part.length())
                    && (!beforeVowel || end < part.length() && VOWELS.indexOf(part.charAt(end)) >= 0);
        }
    }

    Sounds(List<Rule> all) {
        Map<Character, List<Rule>> byLetter = new HashMap<>();
        for (Rule rule : all) {
            byLetter.computeIfAbsent(rule.letters.charAt(0), c -> new ArrayList<>())
                    .add(rule);
        }
        Arrays.fill(ofAscii, NONE);
        byLetter.forEach((letter, rules) -> {
            rules.sort(Comparator.comparingInt(Rule::weight).reversed());
            if (letter < ASCII) {
                ofAscii[letter] = rules.toArray(NONE);
            } else {
                ofOthers.put(letter, rules.toArray(NONE));
            }
        });
    }

    /** What is heard; a letter without a rule is heard as itself if it is Latin, not at all if it is of another script. */
    String of(String part) {
        StringBuilder out = new StringBuilder(part.length());
        int at = 0;
        while (at < part.length()) {
            Rule rule = at(part, at);
            if (rule == null) {
                char c = part.charAt(at++);
                if (c >= 'a' && c <= 'z') {
                    out.append(c);
                }
            } else {
                out.append(rule.sounds);
                at += rule.letters.length();
            }
        }
        return out.toString();
    }

    private @org.jspecify.annotations.Nullable Rule at(String part, int at) {
        char first = part.charAt(at);
        for (Rule rule : first < ASCII ? ofAscii[first] : ofOthers.getOrDefault(first, NONE)) {
            if (rule.fits(part, at)) {
                return rule;
            }
        }
        return null;
    }
}
