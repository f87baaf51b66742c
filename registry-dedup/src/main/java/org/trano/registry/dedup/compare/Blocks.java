package org.trano.registry.dedup.compare;

import java.util.HashMap;
import java.util.Map;

/** The masks of a pattern of more than 64 characters, in words of 64 positions: one row of words a distinct character. */
final class Blocks {
    private final Map<Character, Integer> rows = new HashMap<>();
    private final long[] masks;
    private final int words;

    Blocks(String pattern, int from, int length, int words) {
        this.words = words;
        for (int i = 0; i < length; i++) {
            rows.putIfAbsent(pattern.charAt(from + i), rows.size() + 1);
        }
        // Row 0 is that of all characters the pattern does not have.
        masks = new long[(rows.size() + 1) * words];
        for (int i = 0; i < length; i++) {
            masks[row(pattern.charAt(from + i)) * words + i / Characters.WORD] |= 1L << i % Characters.WORD;
        }
    }

    int row(char c) {
        return rows.getOrDefault(c, 0);
    }

    long mask(int row, int word) {
        return masks[row * words + word];
    }
}
