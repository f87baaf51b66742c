package org.trano.registry.dedup.search;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    /** Sounds and usual forms by number, and the words of each: thousands may sound alike, so that they are kept together. */
    private final Chains forms = new Chains();

    private final Postings having = new Postings(0);
    private int formCount;

    Words() {
        this(new Texts(), new long[0], new int[0]);
    }

    /** Words that were kept, and forms with words that have them. */
    Words(Texts texts, long[] formKeys, int[] formWords) {
        this.texts = texts;
        for (int i = 0; i < formKeys.length; i++) {
            addForm(formKeys[i], formWords[i]);
        }
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
                addForm(Chains.key('u', part.usual()), number);
                for (String sound : part.sounds()) {
                    addForm(Chains.key('s', sound), number);
                }
            }
            numbers[i] = number;
        }
        return numbers;
    }

    private void addForm(long key, int word) {
        int known = forms.last(key);
        if (known < 0) {
            forms.add(key, forms.size());
        }
        having.add(known < 0 ? forms.size() - 1 : known, word);
        formCount++;
    }

    private void noteForm(long key, Levels levels, int place, WordLevel level) {
        int form = forms.last(key);
        int[] words = form < 0 ? Postings.EMPTY : having.list(form);
        for (int i = Postings.length(words); i > 0; i--) {
            note(levels, words[i], place, level);
        }
    }

    /** Notes for every word of the dictionary that agrees with a word of the query, on what level. */
    void alike(NamePart part, int place, Levels levels) {
        noteForm(Chains.key('u', part.usual()), levels, place, WordLevel.NEARLY_EQUAL);
        for (String sound : part.sounds()) {
            noteForm(Chains.key('s', sound), levels, place, WordLevel.SIMILAR);
        }
        if (part.text().length() > 1) {
            int initial = texts.find(part.text().substring(0, 1));
            if (initial >= 0) {
                note(levels, initial, place, WordLevel.INITIAL);
            }
        }
        texts.alike(part.text(), (number, similarity) -> {
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

    /** The forms of all words, each as often as words have it; {@link #formWords} gives those. */
    long[] formKeys() {
        long[] keys = new long[formCount];
        int count = 0;
        for (int form = 0; form < forms.size(); form++) {
            int words = Postings.length(having.list(form));
            Arrays.fill(keys, count, count + words, forms.key(form));
            count += words;
        }
        return keys;
    }

    int[] formWords() {
        int[] all = new int[formCount];
        int count = 0;
        for (int form = 0; form < forms.size(); form++) {
            int[] words = having.list(form);
            System.arraycopy(words, 1, all, count, Postings.length(words));
            count += Postings.length(words);
        }
        return all;
    }
}
