package org.trano.registry.dedup.search;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.area.Area;
import org.trano.registry.core.area.AreaTree;
import org.trano.registry.dedup.frame.TextFolding;

/**
 * Where people live, numbered from 1; 0 is nowhere. A place is called by its own name or code and, where the tree of areas knows it, by
 * those of all areas it lies in, in every language.
 */
final class Places {
    static final int DIFFERENT = 1;
    static final int SIMILAR = 2;
    static final int PART_EQUAL = 3;
    static final int VERY_SIMILAR = 4;
    static final int EQUAL = 5;

    private static final double MUCH = 0.93;
    private static final int SHORTEST_WORD = 3;

    private final AreaTree areas;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private volatile String[] written = new String[64];
    private int size = 1;
    private final Texts names = new Texts();
    private final Texts words = new Texts();
    /** Places called by a name; names that have a word. */
    private final Postings called = new Postings(64);

    private final Postings having = new Postings(64);

    Places(AreaTree areas) {
        this.areas = areas;
        written[0] = "";
    }

    /** The number of a place, a new one where it was not known; 0 for none. */
    int add(@Nullable String place) {
        String text = place == null ? "" : place.strip();
        if (TextFolding.fold(text).isEmpty()) {
            return 0;
        }
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        int number = size++;
        if (number == written.length) {
            written = Arrays.copyOf(written, 2 * number);
        }
        written[number] = text;
        for (String name : names(text)) {
            call(number, name);
        }
        numbers.put(text, number);
        return number;
    }

    private Set<String> names(String place) {
        Set<String> all = new LinkedHashSet<>();
        all.add(TextFolding.fold(place));
        Set<String> seen = new LinkedHashSet<>();
        String code = place;
        while (code != null && seen.add(code)) {
            Area area = areas.area(code).orElse(null);
            if (area == null) {
                break;
            }
            all.add(TextFolding.fold(code));
            area.names().values().forEach(name -> all.add(TextFolding.fold(name)));
            code = area.parent();
        }
        all.remove("");
        return all;
    }

    private void call(int place, String name) {
        int before = names.size();
        int number = names.add(name);
        called.add(number, place);
        if (number == before) {
            Set<String> parts = new LinkedHashSet<>(List.of(name.split(" ")));
            for (String word : parts) {
                if (word.length() >= SHORTEST_WORD) {
                    having.add(words.add(word), number);
                }
            }
        }
    }

    /** Notes for each place on what level a text names it; nothing where none comes near. */
    void alike(String text, Levels levels) {
        String name = TextFolding.fold(text);
        if (name.isEmpty()) {
            return;
        }
        // Codes that differ by a digit are different places.
        if (name.chars().noneMatch(Character::isDigit)) {
            names.alike(
                    name, (number, similarity) -> note(levels, number, similarity >= MUCH ? VERY_SIMILAR : SIMILAR));
        }
        for (String word : name.split(" ")) {
            int number = word.length() < SHORTEST_WORD ? -1 : words.find(word);
            if (number >= 0) {
                int[] list = having.list(number);
                for (int i = Postings.length(list); i > 0; i--) {
                    note(levels, list[i], PART_EQUAL);
                }
            }
        }
        int same = names.find(name);
        if (same >= 0) {
            note(levels, same, EQUAL);
        }
    }

    private void note(Levels levels, int name, int level) {
        int[] list = called.list(name);
        for (int i = Postings.length(list); i > 0; i--) {
            if (levels.get(list[i]) < level) {
                levels.put(list[i], level);
            }
        }
    }

    static String text(int level) {
        return switch (level) {
            case 0 -> "missing";
            case DIFFERENT -> "different";
            case SIMILAR -> "similar";
            case VERY_SIMILAR -> "very similar";
            case PART_EQUAL -> "part equal";
            default -> "equal";
        };
    }

    String written(int number) {
        return written[number];
    }

    String[] all() {
        return Arrays.copyOf(written, size);
    }

    int size() {
        return size;
    }
}
