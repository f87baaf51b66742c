package org.trano.registry.dedup.frame;

import java.util.Arrays;
import java.util.List;
import org.trano.registry.dedup.name.CulturePack;
import org.trano.registry.dedup.name.Folding;
import org.trano.registry.dedup.name.NameReader;

/** Values of a table as they are compared: folded, and empty where they stand for "missing" in one of the culture packs. */
public final class TextFolding {
    private static final NameReader READER = NameReader.standard();
    private static final CulturePack[] PACKS = READER.packs().toArray(CulturePack[]::new);

    private TextFolding() {}

    /**
     * Folds a name or another text.
     *
     * @param text as written
     * @return letters and digits of any script, words separated by one space; empty for a placeholder
     */
    public static String fold(String text) {
        String folded = Folding.fold(text);
        for (CulturePack pack : PACKS) {
            if (pack.isPlaceholder(folded)) {
                return "";
            }
        }
        return folded;
    }

    /**
     * Folds a name and leaves out the titles before it: {@code Mme Afi} is compared as {@code afi}.
     *
     * @param name as written
     * @return as {@link #fold} gives it; a title that nothing follows is a name
     */
    public static String foldName(String name) {
        String folded = fold(name);
        if (folded.indexOf(' ') < 0) {
            return folded;
        }
        String[] words = folded.split(" ");
        int titles = titles(words);
        return titles == 0 ? folded : fold(String.join(" ", Arrays.copyOfRange(words, titles, words.length)));
    }

    /** How many of the words of a name, folded, are titles before it, with their articles. */
    static int titles(String[] words) {
        int titles = 0;
        while (titles + 1 < words.length) {
            if (isTitle(words[titles])) {
                titles++;
            } else if (titles + 2 < words.length && isTitle(words[titles + 1]) && isLeftOut(words[titles])) {
                titles += 2;
            } else {
                break;
            }
        }
        return titles;
    }

    private static boolean isTitle(String word) {
        for (CulturePack pack : PACKS) {
            if (pack.isTitle(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLeftOut(String word) {
        for (CulturePack pack : PACKS) {
            if (pack.isLeftOut(word)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A name as it is usually written, by all culture packs.
     *
     * @param name a folded name
     * @param words its words, titles left out
     * @return each word in its usual form
     */
    static String usual(String name, List<String> words) {
        String usual = READER.usual(words);
        // Most names are: there need not be two of them.
        return usual.equals(name) ? name : usual;
    }

    /**
     * Reads names by all culture packs.
     *
     * @return the reader
     */
    public static NameReader reader() {
        return READER;
    }

    private static boolean isOneCharacter(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) != text.charAt(0)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Folds a number or code: no spaces, no punctuation.
     *
     * @param text as written
     * @return letters and digits only; empty for a placeholder and for one character repeated
     */
    public static String foldCode(String text) {
        String folded = fold(text).replace(" ", "");
        return folded.length() > 3 && isOneCharacter(folded) ? "" : folded;
    }
}
