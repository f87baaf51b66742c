package org.trano.registry.dedup.block;

import java.util.function.IntFunction;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.frame.Lexicon;

/**
 * A value by which records are put into blocks: a field as it is, or something derived from it that survives some errors (the
 * first letters, the consonants, the year). Immutable; equal to none but itself.
 */
final class BlockingKey {
    private final String field;
    private final String name;
    private final int[] codes;
    private final int size;

    /**
     * A key.
     *
     * @param field the field it comes from
     * @param name for people
     * @param codes one per record, 0 where missing
     * @param size how many codes there are
     */
    BlockingKey(String field, String name, int[] codes, int size) {
        this.field = field;
        this.name = name;
        this.codes = codes;
        this.size = size;
    }

    static BlockingKey whole(Frame frame, int field) {
        int[] codes = new int[frame.size()];
        for (int record = 0; record < codes.length; record++) {
            codes[record] = frame.code(record, field);
        }
        Field of = frame.fields().get(field);
        return new BlockingKey(of.name(), of.name(), codes, of.dictionary().size());
    }

    /** A key from a text derived of the code of each distinct value; an empty text is missing. */
    static BlockingKey derived(Frame frame, int field, String name, IntFunction<String> derive) {
        Field of = frame.fields().get(field);
        int[] byCode = new int[of.dictionary().size()];
        Lexicon seen = new Lexicon();
        for (int code = 1; code < byCode.length; code++) {
            if (of.count(code) > 0) {
                String text = derive.apply(code);
                byCode[code] = text.isEmpty() ? 0 : seen.add(text) + 1;
            }
        }
        int[] codes = new int[frame.size()];
        for (int record = 0; record < codes.length; record++) {
            codes[record] = byCode[frame.code(record, field)];
        }
        return new BlockingKey(of.name(), of.name() + " " + name, codes, seen.size() + 1);
    }

    /** For people. */
    String name() {
        return name;
    }

    /** One per record, 0 where missing; not to be written to. */
    int[] codes() {
        return codes;
    }

    /** How many codes there are. */
    int size() {
        return size;
    }

    boolean isOfSameField(BlockingKey other) {
        return field.equals(other.field);
    }

    /** The first letters of a text. */
    static String start(String text, int letters) {
        return text.length() <= letters ? text : text.substring(0, letters);
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
