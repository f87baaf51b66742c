package org.trano.registry.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.exchange.DateOrder;
import org.trano.registry.core.exchange.DateText;
import org.trano.registry.core.exchange.ImportMapping;
import org.trano.registry.core.person.UncertainDate;

/**
 * What a fuzzer calls: the first byte chooses a parser, the rest is what it is given. A parser may take it or refuse it in its
 * own words; anything else is a find. Jazzer drives it by coverage ({@code ./mvnw -Pfuzz}), {@link ParserFuzzerTest} by chance and
 * with all that was ever found.
 */
public final class ParserFuzzer {
    private static final List<Target> TARGETS = List.of(
            ParserFuzzer::edtf,
            ParserFuzzer::dateInFile,
            ParserFuzzer::csv,
            ParserFuzzer::event,
            ParserFuzzer::mapping,
            ParserFuzzer::words);
    static final int COUNT = 6;
    private static final List<String> TYPES = List.of(
            "household-registered", "household-split", "interview-recorded", "person-described", "areas-redrawn");

    private ParserFuzzer() {}

    private interface Target {
        void call(byte[] input) throws IOException;
    }

    /**
     * Jazzer's entry.
     *
     * @param data the input
     */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        try {
            TARGETS.get((data[0] & 0xFF) % COUNT).call(Arrays.copyOfRange(data, 1, data.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static void edtf(byte[] input) {
        UncertainDate date;
        try {
            date = UncertainDate.parse(text(input));
        } catch (IllegalArgumentException e) {
            requireAdvice(e);
            return;
        }
        require(UncertainDate.parse(date.toString()).equals(date), "it reads what it writes");
        require(!date.earliest().isAfter(date.latest()), "it begins before it ends");
    }

    private static void dateInFile(byte[] input) {
        for (DateOrder order : DateOrder.values()) {
            DateText parts = DateText.parse(text(input), order);
            if (parts != null) {
                UncertainDate date = parts.date();
                require(date == null || UncertainDate.parse(date.toString()).equals(date), "it gives a date or none");
            }
        }
    }

    private static void csv(byte[] input) throws IOException {
        Path file = temporary(input);
        try (CsvFile csv = CsvFile.open(file)) {
            int columns = csv.header().size();
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                require(row.problem() != null || row.values().size() == columns, "a row has a value for each column");
            }
        } catch (RegistryException e) {
            requireAdvice(e);
        } finally {
            Files.delete(file);
        }
    }

    private static void mapping(byte[] input) throws IOException {
        Path file = temporary(input);
        try {
            ImportMapping.read(file);
        } catch (RegistryException e) {
            requireAdvice(e);
        } finally {
            Files.delete(file);
        }
    }

    private static void event(byte[] input) {
        EventCodec codec = EventCodec.standard();
        for (String type : TYPES) {
            try {
                byte[] written = codec.write(codec.read(type, 1, input));
                require(codec.read(type, 1, written).equals(codec.read(type, 1, input)), "what is read is written");
            } catch (RegistryException e) {
                requireAdvice(e);
            }
        }
    }

    /** Words that name something: codes (P-codes among them), subjects, signed heads. */
    private static void words(byte[] input) {
        List<Runnable> parsers = List.of(
                () -> Code.of(text(input)),
                () -> Subject.parse(text(input)),
                () -> Subject.ofArea(text(input)),
                () -> SignedHead.parse(text(input)));
        for (Runnable parser : parsers) {
            try {
                parser.run();
            } catch (IllegalArgumentException e) {
                require(e.getMessage() != null, "it says why");
            }
        }
    }

    private static Path temporary(byte[] input) throws IOException {
        return Files.write(Files.createTempFile("fuzz", ".csv"), input);
    }

    private static void requireAdvice(RuntimeException e) {
        require(e.getMessage() != null && e.getMessage().length() > 20, "it says why");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("It does not hold that " + what);
        }
    }
}
