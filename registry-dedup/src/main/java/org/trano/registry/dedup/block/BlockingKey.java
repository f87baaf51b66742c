package org.trano.registry.dedup.block;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.trano.registry.dedup.frame.Field;

/**
 * A value by which records are put into blocks: a field as it is, or something derived from it that survives some errors (the
 * first letters, the consonants, the year).
 *
 * @param name for people
 * @param codes one per record, 0 where missing
 */
record BlockingKey(String name, int[] codes) {
    static BlockingKey whole(Field field) {
        return new BlockingKey(field.name(), field.codes());
    }

    /** A key from a text derived of each distinct value; an empty text is missing. */
    static BlockingKey derived(Field field, String name, UnaryOperator<String> derive) {
        int[] byCode = new int[field.dictionary().size()];
        Map<String, Integer> seen = new HashMap<>();
        for (int code = 1; code < byCode.length; code++) {
            String text = derive.apply(field.dictionary().value(code));
            byCode[code] = text.isEmpty() ? 0 : seen.computeIfAbsent(text, t -> seen.size() + 1);
        }
        int[] codes = new int[field.codes().length];
        for (int record = 0; record < codes.length; record++) {
            codes[record] = byCode[field.codes()[record]];
        }
        return new BlockingKey(field.name() + " " + name, codes);
    }

    /** The first letters of a text. */
    static UnaryOperator<String> start(int letters) {
        return text -> text.length() <= letters ? text : text.substring(0, letters);
    }

    /** The first letter and the next three consonants, doubled letters once: what survives most spellings by ear. */
    static String skeleton(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < 4; i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                break;
            }
            boolean vowel = "aeiouyhw".indexOf(c) >= 0;
            if (i == 0 || (!vowel && c != out.charAt(out.length() - 1))) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The first word of a text. */
    static String firstWord(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    /** The last word of a text. */
    static String lastWord(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }
}
