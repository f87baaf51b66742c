package org.trano.registry.dedup.name;

import java.text.Normalizer;

/**
 * Brings texts of any script into a form in which equal things are equal: small letters, no accents or vowel signs, one space
 * between words. Letters of African alphabets that have a Latin neighbour become that (Ewe {@code ɖ ɛ ƒ ɣ ŋ ɔ ʋ}, Kabyè {@code ɩ ʊ}), Arabic letters that
 * are written in several ways become one of them, digits of every script become 0 to 9.
 */
public final class Folding {
    private static final int ASCII = 128;
    private static final String SPECIAL = "ɖɛƒɣŋɔʋɩʊıøłđħßæœ" + "ىةٱکیگپچڤ" + "ـ";
    private static final String[] PLAIN = {
        "d", "e", "f", "g", "ng", "o", "v", "i", "u", "i", "o", "l", "d", "h", "ss", "ae", "oe", "ي", "ه", "ا", "ك",
        "ي", "ك", "ب", "ج", "ف", ""
    };
    /** Marks that stand inside a word and separate nothing: apostrophes, glottal stops, ʿayn. */
    private static final String INSIDE = "'’‘ʼʻ`´ʿʾ";

    private Folding() {}

    /**
     * Folds a text.
     *
     * @param text as written
     * @return letters and digits, words separated by one space; folding that again changes nothing
     */
    public static String fold(CharSequence text) {
        String before = text.toString();
        if (isFolded(before)) {
            return before;
        }
        while (true) {
            // A capital may become a small letter with a mark, which folds further.
            String folded = once(isAscii(before) ? before : Normalizer.normalize(before, Normalizer.Form.NFKD));
            if (isAscii(folded) || folded.equals(before)) {
                return folded;
            }
            before = folded;
        }
    }

    /** Words of small letters and digits of the Latin alphabet alone: numbers mostly, and what was folded before. */
    private static boolean isFolded(String text) {
        boolean within = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!letter && !(within && c == ' ')) {
                return false;
            }
            within = letter;
        }
        return within || text.isEmpty();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= ASCII) {
                return false;
            }
        }
        return true;
    }

    private static String once(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            int c = Character.toLowerCase(codePoint);
            if (Character.isLetterOrDigit(c)) {
                append(out, c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK
                    && INSIDE.indexOf(c) < 0
                    && !out.isEmpty()
                    && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        int special = c < ASCII ? -1 : SPECIAL.indexOf(c);
        if (special >= 0) {
            out.append(PLAIN[special]);
        } else if (c >= ASCII && Character.isDigit(c)) {
            out.append(Character.digit(c, 10));
        } else {
            out.appendCodePoint(c);
        }
    }
}
