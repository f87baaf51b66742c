package org.trano.registry.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.trano.registry.core.exchange.OutputFile;

/** A CSV file that appears whole or not at all. */
final class CsvOutput {
    private final CsvWriter csv;

    private CsvOutput(CsvWriter csv) {
        this.csv = csv;
    }

    /** What goes into the file. */
    @FunctionalInterface
    interface Lines {
        void to(CsvOutput csv);
    }

    static void write(Path target, Lines lines) {
        try (OutputFile file = OutputFile.create(target)) {
            try (CsvWriter csv = CsvWriter.builder().build(file.writer())) {
                lines.to(new CsvOutput(csv));
                csv.flush();
                file.commit();
            } catch (UncheckedIOException e) {
                throw OutputFile.failure(target, Objects.requireNonNull(e.getCause()));
            } catch (IOException e) {
                throw OutputFile.failure(target, e);
            }
        }
    }

    /** Writes one line; what is null is left empty. */
    void line(Object... values) {
        line(Arrays.asList(values));
    }

    /** Writes one line; what is null is left empty. */
    void line(List<?> values) {
        String[] texts = new String[values.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Objects.toString(values.get(i), "");
        }
        csv.writeRecord(texts);
    }
}
