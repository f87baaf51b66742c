package org.trano.registry.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ParserFuzzerTest {
    /** One good input for each parser, to be spoilt. */
    private static final List<String> GOOD = List.of(
            "1960-05~/198X",
            "né vers le 12 juin 1985",
            "id;name\n1;\"a \"\"b\"\"\"\n2;c\n",
            "{\"household\":{\"id\":\"01a216dc-5dbc-7000-aa0e-a4ec1820f342\",\"interview\":{\"date\":\"2026-01-30\",\"answers\":{\"rooms\":2}},"
                    + "\"members\":[{\"person\":{\"id\":\"01a216dc-42f7-7000-a425-d8e6fe230e54\",\"sex\":2,\"birth\":\"1966~\"},\"relationship\":\"HEAD\"}]}}",
            "{\"household\": {\"id\": \"h\"}, \"person\": {\"household\": {\"column\": \"h\"}, \"birth_date\": \"b\"}}",
            "area:01a216dc-5dbc-7000-aa0e-a4ec1820f342");

    /** Bytes changed, cut out, doubled and mixed, in any number. */
    @Property
    void a_parser_takes_what_it_is_given_or_refuses_it_in_words(@ForAll long seed) {
        Random random = new Random(seed);
        int target = random.nextInt(ParserFuzzer.COUNT);
        byte[] input = ((char) target + GOOD.get(random.nextInt(4) == 0 ? random.nextInt(GOOD.size()) : target))
                .getBytes(StandardCharsets.UTF_8);
        for (int changes = random.nextInt(8); changes > 0 && input.length > 2; changes--) {
            int at = 1 + random.nextInt(input.length - 1);
            switch (random.nextInt(4)) {
                case 0 -> input[at] = (byte) random.nextInt(256);
                case 1 -> input[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> input = java.util.Arrays.copyOf(input, at + 1);
                default -> {
                    byte[] longer = new byte[input.length + input.length - at];
                    System.arraycopy(input, 0, longer, 0, input.length);
                    System.arraycopy(input, at, longer, input.length, input.length - at);
                    input = longer;
                }
            }
        }
        ParserFuzzer.fuzzerTestOneInput(input);
    }

    /** Inputs that once made a parser fail, in hexadecimal digits, one a line. */
    @Test
    void what_was_found_once_does_not_come_back() throws IOException {
        try (InputStream finds = Objects.requireNonNull(ParserFuzzerTest.class.getResourceAsStream("fuzz/finds.txt"))) {
            new String(finds.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line ->
                            ParserFuzzer.fuzzerTestOneInput(HexFormat.of().parseHex(line)));
        }
    }
}
