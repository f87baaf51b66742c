package org.trano.registry.dedup.name;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules from letters to sounds, applied in one pass: at each place the longest that fits. */
final class Sounds {
    private static final String VOWELS = "aeiou";

    /** Rules by their first letter, the longest first. */
    private final Map<Character, List<Rule>> rules = new HashMap<>();

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

        boolean fits(String part, int at) {
            int end = at + letters.length();
            return part.startsWith(letters, at)
                    && (!first || at == 0)
                    && (!last || end == part.length())
                    && (!beforeVowel || end < part.length() && VOWELS.indexOf(part.charAt(end)) >= 0);
        }
    }

    Sounds(List<Rule> all) {
        for (Rule rule : all) {
            rules.computeIfAbsent(rule.letters.charAt(0), c -> new ArrayList<>())
                    .add(rule);
        }
        rules.values()
                .forEach(list -> list.sort(Comparator.comparingInt(Rule::weight).reversed()));
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
        List<Rule> list = rules.get(part.charAt(at));
        if (list != null) {
            for (Rule rule : list) {
                if (rule.fits(part, at)) {
                    return rule;
                }
            }
        }
        return null;
    }
}
