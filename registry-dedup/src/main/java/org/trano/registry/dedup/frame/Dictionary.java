package org.trano.registry.dedup.frame;

import java.util.Arrays;
import java.util.List;
import org.trano.registry.dedup.compare.TextColumn;

/**
 * The distinct values of one or more columns. Code 0 is "missing"; the others are given in the order of the values, so that
 * they do not depend on the order of the rows. Immutable.
 */
public final class Dictionary {
    private static final int SHORTEST_WORD = 3;

    private final String[] values;
    /** The values laid out to be compared, each at the place of its code. */
    private final TextColumn column;
    /** The distinct words of each value, numbered and in ascending order; those of a code begin at its place in {@link #firstWord}. */
    private final int[] words;

    private final int[] firstWord;
    /** For each value a bit for each of its words, several words to a bit. */
    private final long[] wordBits;
    /** Whether a value is a single letter. */
    private final boolean[] isLetter;

    private Dictionary(String[] values) {
        this.values = values;
        this.column = TextColumn.of(List.of(values));
        this.firstWord = new int[values.length + 1];
        this.wordBits = new long[values.length];
        this.isLetter = new boolean[values.length];
        for (int code = 1; code < values.length; code++) {
            isLetter[code] = values[code].length() == 1;
        }
        this.words = words();
    }

    /** The distinct non-empty ones of these texts. */
    static Dictionary of(Lexicon texts) {
        String[] values = new String[texts.size() + 1];
        int size = 1;
        for (int number = 0; number < texts.size(); number++) {
            if (!texts.text(number).isEmpty()) {
                values[size++] = texts.text(number);
            }
        }
        values[0] = "";
        values = Arrays.copyOf(values, size);
        Arrays.sort(values, 1, size);
        return new Dictionary(values);
    }

    /** The code of each text, by its number. */
    int[] codes(Lexicon texts) {
        int[] codes = new int[texts.size()];
        for (int code = 1; code < values.length; code++) {
            int number = texts.find(values[code]);
            if (number >= 0) {
                codes[number] = code;
            }
        }
        return codes;
    }

    private int[] words() {
        Lexicon known = new Lexicon();
        int[] all = new int[values.length * 2];
        int size = 0;
        for (int code = 0; code < values.length; code++) {
            firstWord[code] = size;
            String text = values[code];
            for (int start = 0; start < text.length(); ) {
                int space = text.indexOf(' ', start);
                int end = space < 0 ? text.length() : space;
                if (end - start >= SHORTEST_WORD) {
                    if (size == all.length) {
                        all = Arrays.copyOf(all, 2 * size);
                    }
                    all[size++] = known.add(text.substring(start, end));
                }
                start = end + 1;
            }
            Arrays.sort(all, firstWord[code], size);
            int distinct = firstWord[code];
            for (int i = firstWord[code]; i < size; i++) {
                if (i == firstWord[code] || all[i] != all[i - 1]) {
                    wordBits[code] |= 1L << all[i];
                    all[distinct++] = all[i];
                }
            }
            size = distinct;
        }
        firstWord[values.length] = size;
        return Arrays.copyOf(all, size);
    }

    /**
     * How many words of at least three letters two values share, each counted once.
     *
     * @param a code of one value
     * @param b code of the other
     * @return their number
     */
    int sharedWords(int a, int b) {
        if ((wordBits[a] & wordBits[b]) == 0) {
            return 0;
        }
        int shared = 0;
        int i = firstWord[a];
        int j = firstWord[b];
        while (i < firstWord[a + 1] && j < firstWord[b + 1]) {
            int differ = Integer.compare(words[i], words[j]);
            shared += differ == 0 ? 1 : 0;
            i += differ <= 0 ? 1 : 0;
            j += differ >= 0 ? 1 : 0;
        }
        return shared;
    }

    /** How many words a value has, the shortest ones too. */
    int words(int code) {
        return 1 + (int) values[code].chars().filter(c -> c == ' ').count();
    }

    /** Whether a value is a single letter with which the other one begins. */
    boolean isInitialOf(int initial, int name) {
        return isLetter[initial] && values[name].charAt(0) == values[initial].charAt(0);
    }

    /** The values laid out to be compared, by code. */
    TextColumn column() {
        return column;
    }

    /**
     * The value of a code.
     *
     * @param code 0 to {@link #size()} − 1
     * @return the value, empty for 0
     */
    public String value(int code) {
        return values[code];
    }

    /**
     * How many codes there are, "missing" included.
     *
     * @return the number of distinct values plus one
     */
    public int size() {
        return values.length;
    }
}
