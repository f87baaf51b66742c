package org.trano.registry.benchmarks;

import java.util.Random;

/** Full names of two or three words, 8 to 30 characters, from syllables; every sixth has letters outside ASCII. Always the same for a seed. */
final class InventedNames {
    private static final String[] SYLLABLES = {
        "ko", "ssi", "ma", "ha", "med", "ra", "na", "ri", "so", "lo", "fa", "tou", "dja", "mi", "an", "dri", "ya", "wa",
        "be"
    };

    private final Random random;
    private int made;

    InventedNames(long seed) {
        random = new Random(seed);
    }

    String next() {
        StringBuilder name = new StringBuilder();
        for (int word = 0, words = 2 + random.nextInt(2); word < words; word++) {
            name.append(word == 0 ? "" : " ");
            for (int s = 2 + random.nextInt(3); s > 0; s--) {
                name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
        }
        String plain = name.toString();
        return made++ % 6 == 0 ? plain.replace("o", "ô").replace("i", "ï") : plain;
    }

    /** As somebody else may write it: two slips. */
    static String misspelt(String name) {
        return name.replaceFirst("a", "e").replaceFirst("ss", "s");
    }
}
