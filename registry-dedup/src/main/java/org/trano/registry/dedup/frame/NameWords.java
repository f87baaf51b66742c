package org.trano.registry.dedup.frame;

import java.util.Arrays;
import java.util.List;
import org.trano.registry.dedup.compare.JaroWinkler;
import org.trano.registry.dedup.compare.TextColumn;

/**
 * Names word by word, in their usual spelling: which words two names have in common, in whatever order, how rare these are, and whether each name has a word of its
 * own, so that they contradict each other, or one only leaves some out. Immutable.
 */
final class NameWords {
    /** From here on two words may be one, written by another hand. */
    private static final double ALIKE = 0.88;
    /** Of names of more words the first ones are compared. */
    private static final int MOST_WORDS = 16;

    /** The words of each name in their order; those of a code begin at its place in {@link #firstWord}. */
    private final int[] words;

    private final int[] firstWord;
    private final String[] texts;
    private final TextColumn column;
    /** How rare each word is, in bits. */
    private final float[] rarity;

    /**
     * Takes names apart.
     *
     * @param names the names
     * @param counts how many people have each
     */
    NameWords(Dictionary names, int[] counts) {
        Lexicon known = new Lexicon();
        int[] all = new int[names.size() * 2];
        firstWord = new int[names.size() + 1];
        int size = 0;
        for (int code = 1; code < names.size(); code++) {
            firstWord[code] = size;
            String[] written =
                    counts[code] == 0 ? new String[0] : names.usual(code).split(" ", MOST_WORDS + 1);
            int take = Math.min(written.length, MOST_WORDS);
            if (size + take > all.length) {
                all = Arrays.copyOf(all, 2 * (size + take));
            }
            for (int w = 0; w < take; w++) {
                all[size++] = known.add(written[w]);
            }
        }
        firstWord[names.size()] = size;
        words = Arrays.copyOf(all, size);
        texts = new String[known.size()];
        Arrays.setAll(texts, known::text);
        column = TextColumn.of(List.of(texts));
        rarity = rarity(counts);
    }

    private float[] rarity(int[] counts) {
        double[] bearers = new double[texts.length];
        double people = 0;
        for (int code = 1; code < counts.length; code++) {
            people += counts[code];
            for (int i = firstWord[code]; i < firstWord[code + 1]; i++) {
                bearers[words[i]] += counts[code];
            }
        }
        float[] rarity = new float[bearers.length];
        for (int word = 0; word < rarity.length; word++) {
            rarity[word] = (float) Math.max(0, StrictMath.log(people / bearers[word]) / StrictMath.log(2));
        }
        return rarity;
    }

    /** How many words a name has. */
    int count(int code) {
        return firstWord[code + 1] - firstWord[code];
    }

    /** How rare a word of a name is, in bits. */
    double rarity(int code, int word) {
        return rarity[words[firstWord[code] + word]];
    }

    /** How rare all words of a name are, in bits, as if they had nothing to do with each other. */
    double rarity(int code) {
        double bits = 0;
        for (int w = 0; w < count(code); w++) {
            bits += rarity(code, w);
        }
        return bits;
    }

    /** How rare the words are that two names have in common, in bits; of two that are alike the more frequent one counts. */
    double common(int a, int b) {
        return compare(a, b, true);
    }

    /** The level of two different names as {@link FieldKind#FULL whole} ones. */
    int level(int a, int b) {
        return (int) compare(a, b, false);
    }

    private double compare(int a, int b, boolean bits) {
        int n = count(a);
        int m = count(b);
        int shorter = Math.min(n, m);
        long taken = 0;
        double common = 0;
        int equal = 0;
        for (int i = 0; i < n; i++) {
            int j = equalWord(words[firstWord[a] + i], b, taken >>> Integer.SIZE);
            if (j >= 0) {
                taken |= 1L << i | 1L << Integer.SIZE + j;
                common += rarity(a, i);
                equal++;
            }
        }
        int alike = 0;
        for (int i = 0; i < n && equal + alike < shorter; i++) {
            int j = (taken & 1L << i) != 0 ? -1 : alikeWord(words[firstWord[a] + i], b, taken >>> Integer.SIZE);
            if (j >= 0) {
                taken |= 1L << Integer.SIZE + j;
                common += Math.min(rarity(a, i), rarity(b, j));
                alike++;
            }
        }
        if (bits) {
            return common;
        }
        if (equal + alike < shorter) {
            return equal > 0
                    ? FieldKind.PART_EQUAL_ANOTHER_NOT
                    : alike > 0 ? FieldKind.PART_ALIKE : FieldKind.DIFFERENT;
        }
        return n != m ? FieldKind.PARTS_LEFT_OUT : alike > 0 ? FieldKind.PARTS_ALIKE : FieldKind.PARTS_SAME;
    }

    private int equalWord(int word, int name, long taken) {
        for (int j = 0; j < count(name); j++) {
            if ((taken & 1L << j) == 0 && words[firstWord[name] + j] == word) {
                return j;
            }
        }
        return -1;
    }

    private int alikeWord(int word, int name, long taken) {
        for (int j = 0; j < count(name); j++) {
            if ((taken & 1L << j) == 0 && isAlike(word, words[firstWord[name] + j])) {
                return j;
            }
        }
        return -1;
    }

    /** Whether one word may be the other, written by another hand or as an initial. */
    private boolean isAlike(int word, int other) {
        return texts[word].length() == 1 || texts[other].length() == 1
                ? texts[word].charAt(0) == texts[other].charAt(0)
                : column.similarity(JaroWinkler.STANDARD, word, other, ALIKE) >= ALIKE;
    }
}
