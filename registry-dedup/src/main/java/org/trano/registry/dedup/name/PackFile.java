package org.trano.registry.dedup.name;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the data file of a pack; the format is described at {@link CulturePack#parse}. */
final class PackFile {
    private static final int SHORTEST_KEY = 2;
    private static final int LONGEST_KEY = 12;
    private static final int USUAL_KEY = 6;

    private enum Section {
        HEAD,
        PLACEHOLDERS,
        LEFT_OUT,
        TITLES,
        JOINED,
        VARIANTS,
        NEVER,
        SOUNDS
    }

    private final String source;
    private int lineNumber;
    private String id = "";
    private int length = USUAL_KEY;
    private final Set<String> placeholders = new HashSet<>();
    private final List<String> beginnings = new ArrayList<>();
    private final Set<String> leftOut = new HashSet<>();
    private final Set<String> titles = new HashSet<>();
    private final Map<String, Set<String>> joined = new HashMap<>();
    private final Map<String, String> usual = new HashMap<>();
    private final Set<String> never = new HashSet<>();
    private final List<Sounds.Rule> rules = new ArrayList<>();

    PackFile(String source, Reader text) throws IOException {
        this.source = source;
        BufferedReader lines = new BufferedReader(text);
        Section section = Section.HEAD;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            lineNumber++;
            int remark = line.indexOf('#');
            String content = (remark < 0 ? line : line.substring(0, remark))
                    .replace("\uFEFF", "")
                    .strip();
            if (content.startsWith("[")) {
                section = section(content);
            } else if (!content.isEmpty()) {
                take(section, content);
            }
        }
        if (id.isEmpty()) {
            throw new IllegalArgumentException(
                    source + ": the pack has no id. Maybe begin the file with a line such as 'id: somali'?");
        }
    }

    CulturePack pack() {
        leftOut.addAll(titles);
        return new DataPack(
                id, length, placeholders, beginnings, leftOut, titles, joined, usual, never, new Sounds(rules));
    }

    private Section section(String content) {
        for (Section section : Section.values()) {
            if (section != Section.HEAD
                    && content.equals("["
                            + section.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + "]")) {
                return section;
            }
        }
        throw problem(
                content,
                "is no section",
                "[placeholders], [left out], [titles], [joined], [variants], [never] or [sounds]");
    }

    private void take(Section section, String content) {
        switch (section) {
            case HEAD -> head(content);
            case PLACEHOLDERS -> placeholder(content);
            case LEFT_OUT -> leftOut.addAll(words(content));
            case TITLES -> titles.addAll(words(content));
            case JOINED -> {
                String[] sides = sides(content, "=");
                for (String word : words(sides[0])) {
                    joined.computeIfAbsent(word, w -> new HashSet<>()).addAll(words(sides[1]));
                }
            }
            case VARIANTS -> variants(content);
            case NEVER -> never.addAll(words(content));
            case SOUNDS -> sounds(content);
        }
    }

    private void head(String content) {
        String[] sides = sides(content, ":");
        switch (sides[0]) {
            case "id" -> {
                if (!sides[1].matches("[a-z][a-z0-9-]*")) {
                    throw problem(content, "is no id", "small letters, digits and hyphens");
                }
                id = sides[1];
            }
            case "length" -> {
                if (!sides[1].matches("\\d{1,2}")
                        || Integer.parseInt(sides[1]) < SHORTEST_KEY
                        || Integer.parseInt(sides[1]) > LONGEST_KEY) {
                    throw problem(content, "is no length", SHORTEST_KEY + " to " + LONGEST_KEY);
                }
                length = Integer.parseInt(sides[1]);
            }
            default -> throw problem(content, "is no setting", "id or length, or a section is missing before it");
        }
    }

    private void placeholder(String content) {
        String folded = Folding.fold(content);
        if (folded.isEmpty()) {
            throw problem(content, "has no letter", "a word that people write where there is no name");
        }
        if (content.endsWith("*")) {
            beginnings.add(folded + " ");
        } else {
            placeholders.add(folded);
        }
    }

    private void variants(String content) {
        String[] sides = sides(content, "=");
        List<String> form = words(sides[0]);
        if (form.size() != 1) {
            throw problem(content, "has several usual forms", "one before the =");
        }
        for (String variant : words(sides[1])) {
            String other = usual.put(variant, form.get(0));
            if (other != null && !other.equals(form.get(0))) {
                throw problem(variant, "is a form of '" + other + "' and of '" + form.get(0) + "'", "in one line only");
            }
        }
    }

    private void sounds(String content) {
        String[] sides = sides(content, ">");
        String sounds = sides[1].equals("-") ? "" : sides[1];
        if (!sounds.matches("[a-z]*")) {
            throw problem(content, "has other sounds than the letters a to z", "- for silence");
        }
        for (String written : sides[0].split("\\s+")) {
            boolean first = written.startsWith("^");
            boolean last = written.endsWith("$");
            String letters = written.substring(first ? 1 : 0, written.length() - (last ? 1 : 0));
            boolean beforeVowel = letters.endsWith("V");
            letters = beforeVowel ? letters.substring(0, letters.length() - 1) : letters;
            if (letters.isEmpty() || !letters.equals(Folding.fold(letters)) || last && beforeVowel) {
                throw problem(written, "is no rule", "small letters without accents, ^ before them, $ or V after them");
            }
            rules.add(new Sounds.Rule(letters, first, last, beforeVowel, sounds));
        }
    }

    private String[] sides(String content, String sign) {
        int at = content.indexOf(sign);
        String left = at < 0 ? "" : content.substring(0, at).strip();
        String right = at < 0 ? "" : content.substring(at + 1).strip();
        if (left.isEmpty() || right.isEmpty()) {
            throw problem(content, "has not two sides", "'left " + sign + " right'");
        }
        return new String[] {left, right};
    }

    /** Words as they are in folded names; one with an apostrophe is one word. */
    private List<String> words(String content) {
        List<String> words = new ArrayList<>();
        for (String word : content.split("\\s+")) {
            String folded = Folding.fold(word);
            if (folded.isEmpty() || folded.indexOf(' ') >= 0) {
                throw problem(word, "is not one word", "words without hyphens, with spaces between them");
            }
            words.add(folded);
        }
        return words;
    }

    private IllegalArgumentException problem(String value, String what, String advice) {
        return new IllegalArgumentException(
                source + ", line " + lineNumber + ": '" + value + "' " + what + ". Maybe " + advice + "?");
    }
}
