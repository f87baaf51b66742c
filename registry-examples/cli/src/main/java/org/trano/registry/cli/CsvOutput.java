package org.trano.registry.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.trano.registry.core.exchange.OutputFile;

/** A CSV file that appears whole or not at all. */
final class CsvOutput {
    /** Lines that one processor puts together at a time, and how many times that many are held before they are written. */
    private static final int CHUNK = 4096;

    private static final int AT_ONCE = 16;

    private final Writer file;
    private final CsvWriter csv;

    private CsvOutput(Writer file) {
        this.file = file;
        this.csv = CsvWriter.builder().build(file);
    }

    /** What goes into the file. */
    @FunctionalInterface
    interface Lines {
        void to(CsvOutput csv);
    }

    static void write(Path target, Lines lines) {
        OutputFile.write(target, out -> {
            CsvOutput csv = new CsvOutput(out);
            lines.to(csv);
            csv.flush();
        });
    }

    /** Writes one line; what is null is left empty. */
    void line(Object... values) {
        line(Arrays.asList(values));
    }

    /** Writes as many lines, put together by all processors, each from its number. */
    void lines(int count, IntFunction<List<?>> line) {
        flush();
        try {
            for (int first = 0; first < count; first += AT_ONCE * CHUNK) {
                int begin = first;
                int chunks = (Math.min(count - begin, AT_ONCE * CHUNK) + CHUNK - 1) / CHUNK;
                List<String> texts = IntStream.range(0, chunks)
                        .parallel()
                        .mapToObj(chunk -> text(begin + chunk * CHUNK, count, line))
                        .toList();
                for (String text : texts) {
                    file.append(text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(int from, int count, IntFunction<List<?>> line) {
        StringWriter text = new StringWriter();
        CsvOutput csv = new CsvOutput(text);
        IntStream.range(from, Math.min(from + CHUNK, count)).forEach(i -> csv.line(line.apply(i)));
        csv.flush();
        return text.toString();
    }

    /** Writes one line; what is null is left empty. */
    void line(List<?> values) {
        String[] texts = new String[values.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Objects.toString(values.get(i), "");
        }
        csv.writeRecord(texts);
    }

    private void flush() {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
