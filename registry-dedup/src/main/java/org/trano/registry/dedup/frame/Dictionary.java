package org.trano.registry.dedup.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinTask;
import org.trano.registry.dedup.compare.TextColumn;

/**
 * The distinct values of one or more columns. Code 0 is "missing"; the others are given in the order of the values, so that
 * they do not depend on the order of the rows. Immutable.
 */
public final class Dictionary {
    private static final int SHORTEST_WORD = 3;
    /** Texts that differ are compared by so many of their first characters. */
    private static final int LONGEST_COMPARED = 64;
    /** Bits for the number of a text; those above hold its first characters. */
    private static final int NUMBER_BITS = 28;

    private static final int BEGINNING = 6;

    private final String[] values;
    /** The values, as far as they are compared, each at the place of its code. */
    private final TextColumn column;
    /** The distinct words of each value, numbered and in ascending order; those of a code begin at its place in {@link #firstWord}. */
    private final int[] words;

    private final int[] firstWord;
    /** For each value a bit for each of its words, several words to a bit. */
    private final long[] wordBits;
    /** Of names: the usual spelling of each, in Latin script where there is one; of other texts the values. */
    private final String[] written;
    /** Of names: a number that all spellings of one name have. Empty for other texts. */
    private final int[] usual;
    /** The Latin forms of names in another script, by code. */
    private final Map<Integer, String> latin;
    /** Whether a value is a single letter. */
    private final boolean[] isLetter;

    private Dictionary(String[] values, boolean laidOut, boolean inWords, boolean isName) {
        this.values = values;
        // Laid out while names are read.
        ForkJoinTask<TextColumn> column = Parallel.begin(() -> TextColumn.of(
                laidOut ? Arrays.stream(values).map(Dictionary::beginningOf).toList() : List.of()));
        this.usual = new int[isName ? values.length : 0];
        List<List<String>> words = isName
                ? Arrays.stream(values)
                        .parallel()
                        .map(TextFolding.reader()::words)
                        .toList()
                : List.of();
        this.latin = isName ? LatinForms.of(values, words) : Map.of();
        int codes = inWords ? values.length : 0;
        this.firstWord = new int[codes + 1];
        this.wordBits = new long[codes];
        this.isLetter = new boolean[codes];
        for (int code = 1; code < codes; code++) {
            isLetter[code] = values[code].length() == 1;
        }
        this.written = isName ? new String[values.length] : values;
        if (isName) {
            Arrays.parallelSetAll(written, code -> usual(code, words.get(code)));
            Lexicon names = new Lexicon();
            Arrays.setAll(usual, code -> names.add(written[code]));
        }
        this.words = collectWords(written, codes);
        this.column = column.join();
    }

    private String usual(int code, List<String> words) {
        String latin = latin(code);
        boolean other = !latin.equals(values[code]);
        return TextFolding.usual(latin, other ? TextFolding.reader().words(latin) : words);
    }

    /**
     * The distinct non-empty ones of these texts.
     *
     * @param texts the texts
     * @param kind what they are: it says how they will be compared
     * @param codes filled with the code of each text, by its number
     */
    static Dictionary of(Lexicon texts, FieldKind kind, int[] codes) {
        int[] order = order(texts);
        String[] values = new String[order.length + 1];
        values[0] = "";
        for (int i = 0; i < order.length; i++) {
            values[i + 1] = texts.text(order[i]);
            codes[order[i]] = i + 1;
        }
        return switch (kind) {
            case DATE, SEX -> new Dictionary(values, false, false, false);
            case NUMBER, EMAIL, POSTCODE -> new Dictionary(values, true, false, false);
            case TEXT -> new Dictionary(values, true, true, false);
            case GIVEN, FAMILY -> new Dictionary(values, true, true, true);
            case FULL -> new Dictionary(values, true, false, true);
        };
    }

    /** The numbers of the non-empty texts in the order of the texts: first by their first characters, as far as these fit into a number. */
    private static int[] order(Lexicon texts) {
        long[] keys = new long[texts.size()];
        int size = 0;
        for (int number = 0; number < keys.length; number++) {
            if (!texts.text(number).isEmpty()) {
                keys[size++] = beginning(texts.text(number)) << NUMBER_BITS | number;
            }
        }
        if (keys.length > 1 << NUMBER_BITS) {
            throw new IllegalArgumentException("A column has " + keys.length
                    + " different values, which is more than can be told apart. Maybe split the list by region?");
        }
        Arrays.sort(keys, 0, size);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = (int) (keys[i] & (1 << NUMBER_BITS) - 1);
        }
        for (int from = 0, to; from < size; from = to) {
            to = from + 1;
            while (to < size && keys[to] >>> NUMBER_BITS == keys[from] >>> NUMBER_BITS) {
                to++;
            }
            if (to - from > 1) {
                String[] alike = new String[to - from];
                for (int i = from; i < to; i++) {
                    alike[i - from] = texts.text(order[i]);
                }
                Arrays.sort(alike);
                for (int i = from; i < to; i++) {
                    order[i] = texts.find(alike[i - from]);
                }
            }
        }
        return order;
    }

    /** As much of a text as is compared: of remarks as long as a page nobody could wait for more. */
    private static String beginningOf(String text) {
        return text.length() <= LONGEST_COMPARED ? text : text.substring(0, LONGEST_COMPARED);
    }

    /** The first characters of a text, six bits each, in an order that theirs does not contradict. */
    private static long beginning(String text) {
        long beginning = 0;
        for (int i = 0; i < BEGINNING; i++) {
            int c = i < text.length() ? text.charAt(i) : 0;
            int digit = Math.max(0, Math.min(c, '9' + 1) - '/');
            int letter = Math.max(0, Math.min(c, 'z' + 1) - '`');
            beginning = beginning << 6 | Math.min(c, 1) + digit + letter;
        }
        return beginning;
    }

    private int[] collectWords(String[] texts, int codes) {
        Lexicon known = new Lexicon();
        int[] all = new int[codes * 2];
        int size = 0;
        for (int code = 0; code < codes; code++) {
            firstWord[code] = size;
            String text = texts[code];
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
        firstWord[codes] = size;
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

    /**
     * A name in Latin script.
     *
     * @param code 0 to {@link #size()} − 1
     * @return the value; of a name in another script a Latin one that sounds the same, where there is one in the list
     */
    public String latin(int code) {
        return latin.getOrDefault(code, values[code]);
    }

    /**
     * A name as it is usually written.
     *
     * @param code 0 to {@link #size()} − 1
     * @return the usual spelling of a name by the culture packs, in Latin script where there is one in the list; another text as it is
     */
    public String usual(int code) {
        return written[code];
    }

    /** Whether two names are one, by the lists of spellings of the culture packs. */
    boolean isSameName(int a, int b) {
        return usual[a] == usual[b];
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
