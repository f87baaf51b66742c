package org.trano.registry.dedup.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;

/** Columns as people write them. */
class ColumnReaderTest {
    @Test
    void parts_of_a_birth_date_are_numbers_however_a_table_writes_them() {
        RecordTable.Builder table = RecordTable.builder(List.of(
                new RecordTable.Column("annee", ColumnRole.BIRTH_YEAR),
                new RecordTable.Column("mois", ColumnRole.BIRTH_MONTH),
                new RecordTable.Column("jour", ColumnRole.BIRTH_DAY)));
        List<List<String>> rows = List.of(
                List.of("1985", "6", "12"),
                List.of("85", "06", "12"),
                List.of("1985.0", "6.0", "12.0"),
                List.of("5", "6", "12"),
                List.of("1985", "", ""),
                List.of("inconnu", "6", "12"));
        rows.forEach(table::add);
        Frame frame = Frame.of(table.build(), Set.of());
        String[] read = new String[rows.size()];
        for (int record = 0; record < read.length; record++) {
            read[frame.row(record)] = frame.fields().get(0).dictionary().value(frame.code(record, 0));
        }
        assertThat(read).containsExactly("19850612", "19850612", "19850612", "20050612", "19850000", "");
    }
}
