package org.trano.registry.dedup.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * 100,000 pairs beside the values of the PyPI package rapidfuzz (rapidfuzz_golden.py beside the file made them): Latin, Arabic,
 * Chinese, Greek and Cyrillic letters, emoji, combining marks, digits, empty texts, and texts of up to 10,000 characters.
 */
class RapidfuzzGoldenTest {
    private static final int PAIRS = 100_000;
    private static final int LONG = 20;
    private static final List<String> ALPHABETS = List.of(
            "ab",
            "abcde ",
            "abcdefghijklmnopqrstuvwxyz ",
            "éèàôçñaeiou 'N-",
            "\u0627\u0644\u0645\u062d\u062f\u0633\u064a\u0646 ",
            "\ud83d\ude00\ud83d\ude01a\ud83c\uddf9\ud83c\uddec ",
            "e\u0301a\u0300n\u0303 ",
            "0123456789",
            "\u4e00\u4e01\u4e02\u03b1\u03b2\u0416\u0100\u01ff ");

    private long x = 2026;

    private int below(int n) {
        x = x * 6364136223846793005L + 1442695040888963407L;
        return (int) ((x >>> 33) % n);
    }

    private List<Integer> text(int[] alphabet, int length) {
        List<Integer> text = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            text.add(alphabet[below(alphabet.length)]);
        }
        return text;
    }

    private static String string(List<Integer> points) {
        StringBuilder out = new StringBuilder();
        points.forEach(out::appendCodePoint);
        return out.toString();
    }

    private String[] pair(int number) {
        int[] alphabet = ALPHABETS.get(below(ALPHABETS.size())).codePoints().toArray();
        int kind = below(20);
        int length = number < LONG ? below(9990) + 10 : kind == 0 ? 55 + below(90) : below(24);
        List<Integer> a = text(alphabet, length);
        if (below(3) == 0) {
            return new String[] {string(a), string(text(alphabet, below(length + 4)))};
        }
        List<Integer> b = new ArrayList<>(a);
        for (int edits = below(5); edits > 0; edits--) {
            int what = below(4);
            int at = below(b.size() + 1);
            int letter = alphabet[below(alphabet.length)];
            if (what == 0) {
                b.add(at, letter);
            } else if (at < b.size()) {
                if (what == 1) {
                    b.remove(at);
                } else if (what == 2) {
                    b.set(at, letter);
                } else if (at + 1 < b.size()) {
                    b.set(at, b.set(at + 1, b.get(at)));
                }
            }
        }
        return new String[] {string(a), string(b)};
    }

    @Test
    void all_values_are_those_of_rapidfuzz() throws IOException {
        Tokens sort = Tokens.sorted(Indel.STANDARD);
        Tokens set = Tokens.set(Indel.STANDARD);
        try (BufferedReader golden = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(
                        RapidfuzzGoldenTest.class.getResourceAsStream("rapidfuzz-golden.csv.gz"))),
                StandardCharsets.US_ASCII))) {
            assertThat(golden.readLine()).startsWith("# rapidfuzz 3.");
            for (int number = 0; number < PAIRS; number++) {
                String[] pair = pair(number);
                String a = pair[0];
                String b = pair[1];
                String[] expected = Objects.requireNonNull(golden.readLine()).split(",", -1);
                String name = number + " '" + a + "' '" + b + "'";
                int[] found = {
                    Levenshtein.STANDARD.distance(a, b),
                    OptimalStringAlignment.STANDARD.distance(a, b),
                    DamerauLevenshtein.STANDARD.distance(a, b),
                    Indel.STANDARD.distance(a, b),
                    Hamming.STANDARD.distance(a, b)
                };
                for (int i = 0; i < found.length; i++) {
                    if (found[i] != Integer.parseInt(expected[i])) {
                        assertThat(found[i]).as(name + " value " + i).isEqualTo(Integer.parseInt(expected[i]));
                    }
                }
                check(name, JaroWinkler.JARO.similarity(a, b), expected[5]);
                check(name, JaroWinkler.STANDARD.similarity(a, b), expected[6]);
                check(name, sort.similarity(a, b), expected[7]);
                // Of a text without parts, rapidfuzz says 0; here two of them are equal.
                if (!a.isBlank() && !b.isBlank()) {
                    check(name, set.similarity(a, b), expected[8]);
                }
            }
            assertThat(golden.readLine()).isNull();
        }
    }

    private static void check(String name, double found, String expected) {
        if (Math.abs(found * 1e6 - Integer.parseInt(expected)) > 0.51) {
            assertThat(found * 1e6).as(name).isCloseTo(Integer.parseInt(expected), within(0.51));
        }
    }
}
