package org.trano.registry.dedup.frame;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Brings texts into a form in which equal things are equal: lower case, no accents, one space between words. */
public final class TextFolding {
    /** Words that stand for "missing" in the registers we know; they never match each other. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "inconnu",
            "inconnue",
            "unknown",
            "na",
            "n a",
            "nan",
            "null",
            "none",
            "neant",
            "aucun",
            "aucune",
            "sans nom",
            "sans",
            "xxx",
            "xx",
            "x",
            "nd",
            "non disponible",
            "not available",
            "non renseigne",
            "tsy fantatra",
            "nsp",
            "ne sait pas",
            "sans telephone",
            "pas de telephone",
            "sans numero",
            "bebe",
            "bb",
            "baby",
            "baby boy",
            "baby girl",
            "newborn",
            "nouveau ne",
            "nouveau nee",
            "pas de nom",
            "pas encore de nom",
            "no name");

    /** What precedes a parent's name where a child has none yet: "bébé de Mensah" names Mensah, not the child. */
    private static final Pattern CHILD_OF =
            Pattern.compile("(bebe|bb|baby|enfant|nouveau ne|nouveau nee|newborn) (de|d|du|of) .+");

    private TextFolding() {}

    /**
     * Folds a name or another text.
     *
     * @param text as written
     * @return letters and digits of any script, words separated by one space; empty for a placeholder
     */
    public static String fold(String text) {
        String folded = words(text);
        return PLACEHOLDERS.contains(folded) || CHILD_OF.matcher(folded).matches() ? "" : folded;
    }

    /**
     * Folds a number or code: no spaces, no punctuation.
     *
     * @param text as written
     * @return letters and digits only; empty for a placeholder and for one character repeated
     */
    public static String foldCode(String text) {
        String folded = fold(text).replace(" ", "");
        return folded.length() > 3 && folded.chars().allMatch(c -> c == folded.charAt(0)) ? "" : folded;
    }

    private static String words(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            plain = text.charAt(i) < 128;
        }
        String t = plain ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
        t = t.toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(t.length());
        for (int i = 0; i < t.length(); ) {
            int c = t.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
                out.appendCodePoint(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK && c != '\'' && c != '\u2019') {
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            }
        }
        int length = out.length();
        if (length > 0 && out.charAt(length - 1) == ' ') {
            out.setLength(length - 1);
        }
        return out.toString();
    }
}
