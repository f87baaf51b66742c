package org.trano.registry.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.trano.registry.core.exchange.OutputFile;

/** A CSV file that appears whole or not at all. */
final class CsvOutput {
    private CsvOutput() {}

    /** What goes into the file. */
    @FunctionalInterface
    interface Lines {
        void to(CSVPrinter csv) throws IOException;
    }

    static void write(Path target, Lines lines) {
        try (OutputFile file = OutputFile.create(target)) {
            try (CSVPrinter csv = new CSVPrinter(file.writer(), CSVFormat.RFC4180)) {
                lines.to(csv);
                csv.flush();
                file.commit();
            } catch (IOException e) {
                throw OutputFile.failure(target, e);
            }
        }
    }
}
