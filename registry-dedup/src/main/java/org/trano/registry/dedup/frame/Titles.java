package org.trano.registry.dedup.frame;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.name.CulturePack;
import org.trano.registry.dedup.name.Folding;

/**
 * Leaves out the titles before the names of a table: {@code Mme Afi} is compared as {@code afi}. A single letter is one, as in <i>M. Kossi</i>, where longer titles are about as many; elsewhere
 * it is an initial. Immutable.
 */
final class Titles {
    /** Columns before whose values they stand. */
    static final List<ColumnRole> NAMES = List.of(ColumnRole.GIVEN_NAME, ColumnRole.FAMILY_NAME, ColumnRole.FULL_NAME);
    /** Of a letter and the longer titles beside it, one in so many is longer at least: there are as many women as men. */
    private static final int LONGER = 5;

    private final CulturePack[] packs;
    private final boolean isLetterTitle;

    Titles(RecordTable table) {
        this.packs = TextFolding.reader().packs().toArray(CulturePack[]::new);
        Map<String, Integer> firstWords = new HashMap<>();
        for (ColumnRole role : NAMES) {
            int column = table.column(role);
            for (int number = 0; column >= 0 && number < table.distinct(column); number++) {
                String name = table.distinct(column, number).strip();
                int end = name.indexOf(' ');
                if (end > 0) {
                    firstWords.merge(name.substring(0, end), 1, Integer::sum);
                }
            }
        }
        int letters = 0;
        int longer = 0;
        for (Map.Entry<String, Integer> first : firstWords.entrySet()) {
            String word = Folding.fold(first.getKey());
            if (isKnown(pack -> pack.isTitle(word))) {
                letters += word.length() == 1 ? first.getValue() : 0;
                longer += word.length() > 1 ? first.getValue() : 0;
            }
        }
        this.isLetterTitle = longer > 0 && longer * LONGER >= letters + longer;
    }

    /**
     * Folds a name without the titles before it.
     *
     * @param name as written
     * @return as {@link TextFolding#fold} gives the rest of it; a title that nothing follows is a name
     */
    String fold(String name) {
        String folded = TextFolding.fold(name);
        if (folded.indexOf(' ') < 0) {
            return folded;
        }
        String[] words = folded.split(" ");
        int titles = count(words);
        return titles == 0
                ? folded
                : TextFolding.fold(String.join(" ", Arrays.copyOfRange(words, titles, words.length)));
    }

    /** How many of the words of a name, folded, are titles before it, with their articles. */
    int count(String[] words) {
        int titles = 0;
        while (titles + 1 < words.length) {
            if (isTitle(words[titles])) {
                titles++;
            } else if (titles + 2 < words.length && isTitle(words[titles + 1]) && isArticle(words[titles])) {
                titles += 2;
            } else {
                break;
            }
        }
        return titles;
    }

    private boolean isTitle(String word) {
        return (isLetterTitle || word.length() > 1) && isKnown(pack -> pack.isTitle(word));
    }

    /** Or another word that packs leave out: {@code el} before {@code hadj}. */
    private boolean isArticle(String word) {
        return isKnown(pack -> pack.isLeftOut(word));
    }

    private boolean isKnown(Predicate<CulturePack> says) {
        for (CulturePack pack : packs) {
            if (says.test(pack)) {
                return true;
            }
        }
        return false;
    }
}
