package org.trano.registry.dedup.frame;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;
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

    /**
     * How the values of a column are folded where they are compared with each other.
     *
     * @param table records
     * @param column a column
     * @return names without the titles before them, telephone numbers as most of the column are written, everything else by {@link #fold}
     */
    public static UnaryOperator<String> of(RecordTable table, int column) {
        ColumnRole role = table.columns().get(column).role();
        if (isName(role)) {
            return new Titles(table)::fold;
        }
        return role == ColumnRole.PHONE ? new Telephones(table, column)::fold : TextFolding::fold;
    }

    /**
     * Whether a column holds names, before which titles may stand.
     *
     * @param role its role, or null
     * @return true for given, family and whole names
     */
    public static boolean isName(@Nullable ColumnRole role) {
        return role != null && Titles.NAMES.contains(role);
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
