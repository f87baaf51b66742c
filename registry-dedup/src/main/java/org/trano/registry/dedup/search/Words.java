package org.trano.registry.dedup.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.trano.registry.dedup.compare.JaroWinkler;
import org.trano.registry.dedup.compare.OptimalStringAlignment;
import org.trano.registry.dedup.frame.TextFolding;
import org.trano.registry.dedup.name.NamePart;

/** The words of all names, and how others agree with them: as written, as forms of one name, by ear. */
final class Words {
    /** Bits for each word of a query in what is known of a word of the dictionary. */
    static final int BITS = 3;

    static final int MOST = Long.SIZE / BITS;
    private static final int MASK = (1 << BITS) - 1;

    private final Texts texts;
    /** Words under what they sound like and under their usual forms. */
    private final Chains forms;

    Words(Texts texts, Chains forms) {
        this.texts = texts;
        this.forms = forms;
    }

    /** The words of some names, each once, at most so many. */
    static List<String> read(List<String> names, int most) {
        Set<String> words = new LinkedHashSet<>();
        for (String name : names) {
            words.addAll(TextFolding.reader().words(name));
        }
        return words.stream().limit(most).toList();
    }

    /** A name as it is looked for. */
    static List<NamePart> parts(List<String> names) {
        return read(names, Integer.MAX_VALUE).stream()
                .map(TextFolding.reader()::part)
                .toList();
    }

    /** The numbers of some words; new ones become part of the dictionary. */
    int[] add(List<String> words) {
        int[] numbers = new int[words.size()];
        for (int i = 0; i < numbers.length; i++) {
            String word = words.get(i);
            int number = texts.find(word);
            if (number < 0) {
                number = texts.add(word);
                NamePart part = TextFolding.reader().part(word);
                forms.add(Chains.key('u', part.usual()), number);
                for (String sound : part.sounds()) {
                    forms.add(Chains.key('s', sound), number);
                }
            }
            numbers[i] = number;
        }
        return numbers;
    }

    /** Notes for every word of the dictionary that agrees with a word of the query, on what level. */
    void alike(NamePart part, int place, Levels levels) {
        forms.forEach(Chains.key('u', part.usual()), number -> note(levels, number, place, WordLevel.NEARLY_EQUAL));
        for (String sound : part.sounds()) {
            forms.forEach(Chains.key('s', sound), number -> note(levels, number, place, WordLevel.SIMILAR));
        }
        if (part.text().length() > 1) {
            int initial = texts.find(part.text().substring(0, 1));
            if (initial >= 0) {
                note(levels, initial, place, WordLevel.INITIAL);
            }
        }
        texts.alike(part.text(), number -> {
            double similarity = JaroWinkler.STANDARD.similarity(part.text(), texts.text(number));
            if (similarity >= WordLevel.ALIKE || isOneEdit(part.text(), texts.text(number))) {
                note(levels, number, place, WordLevel.of(similarity));
            }
        });
        // Words of equal letters are the same; Jaro–Winkler gives 1 to no others.
        int same = texts.find(part.text());
        if (same >= 0) {
            note(levels, same, place, WordLevel.EQUAL);
        }
    }

    /** In a short word one letter is much of it. */
    private static boolean isOneEdit(String a, String b) {
        return OptimalStringAlignment.STANDARD.distance(a, b, 1) <= 1;
    }

    private static void note(Levels levels, int number, int place, WordLevel level) {
        long known = levels.get(number);
        if (level(known, place) < level.ordinal()) {
            levels.put(number, known & ~((long) MASK << BITS * place) | (long) level.ordinal() << BITS * place);
        }
    }

    /** The level that was noted for a word of the query; 0, different, where none was. */
    static int level(long noted, int place) {
        return (int) (noted >>> BITS * place) & MASK;
    }

    String text(int number) {
        return texts.text(number);
    }

    String[] texts() {
        return texts.all();
    }

    Chains forms() {
        return forms;
    }
}
