package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;

class RowsAheadTest {
    @TempDir
    Path folder;

    private Path file(int rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,name"));
        for (int row = 0; row < rows; row++) {
            lines.add(row % 97 == 5 ? row + ",\"cut off" : row + ",Afi " + row);
        }
        return Files.write(folder.resolve("people.csv"), lines);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 1024, 10_000})
    void the_rows_are_those_of_the_file(int rows) throws IOException {
        Path file = file(rows);
        List<CsvFile.Row> expected = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(file)) {
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                expected.add(row);
            }
        }
        List<CsvFile.Row> given = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(file);
                RowsAhead ahead = new RowsAhead(csv)) {
            CsvFile.Row row;
            while ((row = ahead.next()) != null) {
                given.add(row);
            }
            assertThat(ahead.next()).isNull();
        }
        assertThat(given).isEqualTo(expected);
    }

    @Test
    void a_file_that_nobody_reads_to_the_end_can_be_closed() throws IOException {
        try (CsvFile csv = CsvFile.open(file(20_000));
                RowsAhead ahead = new RowsAhead(csv)) {
            assertThat(ahead.next()).isNotNull();
        }
    }

    @Test
    void what_stops_the_reading_is_told_where_it_stopped() throws IOException {
        CsvFile csv = CsvFile.open(file(200_000));
        try (RowsAhead ahead = new RowsAhead(csv)) {
            assertThat(ahead.next()).isNotNull();
            csv.close();
            assertThatThrownBy(() -> {
                        while (ahead.next() != null) {
                            // Rows that had been read before.
                        }
                    })
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("people.csv");
        }
    }
}
