package org.trano.registry.dedup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnRole;

/**
 * Records to be matched, column by column, as texts. Built once, then immutable. What plays no part in matching (the number of
 * the record, the truth) stays out of it: rows are known by their position, from 0.
 */
public final class RecordTable {
    private final List<Column> columns;
    private final String[][] values;
    private final int size;

    private RecordTable(Builder builder) {
        this.columns = List.copyOf(builder.columns);
        this.size = builder.size;
        this.values = new String[columns.size()][];
        for (int c = 0; c < values.length; c++) {
            values[c] = Arrays.copyOf(builder.values[c], size);
        }
    }

    /**
     * One column: what it is called and what it says.
     *
     * @param name its name, for people
     * @param role its role, or null for a text without one
     */
    public record Column(String name, @Nullable ColumnRole role) {}

    /**
     * A table with these columns.
     *
     * @param columns the columns in their order; each role at most once, roles {@code ID} and {@code RELATIONSHIP} are ignored
     * @return a builder without rows
     */
    public static Builder builder(List<Column> columns) {
        return new Builder(columns);
    }

    /**
     * The columns.
     *
     * @return the columns in their order
     */
    public List<Column> columns() {
        return columns;
    }

    /**
     * How many records there are.
     *
     * @return the number of rows
     */
    public int size() {
        return size;
    }

    /**
     * One value.
     *
     * @param row the row, from 0
     * @param column the column, from 0
     * @return the text, empty where missing
     */
    public String value(int row, int column) {
        return values[column][Objects.checkIndex(row, size)];
    }

    /**
     * The position of the column with a role.
     *
     * @param role the role
     * @return its index, or -1 where no column has it
     */
    public int column(ColumnRole role) {
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).role() == role) {
                return c;
            }
        }
        return -1;
    }

    /** Collects rows. Not thread-safe. */
    public static final class Builder {
        private final List<Column> columns;
        private final String[][] values;
        private int size;

        private Builder(List<Column> columns) {
            this.columns = new ArrayList<>(columns);
            this.values = new String[columns.size()][1024];
            List<ColumnRole> roles =
                    columns.stream().map(Column::role).filter(Objects::nonNull).toList();
            if (roles.stream().distinct().count() != roles.size()) {
                throw new IllegalArgumentException(
                        "A role is given to two columns in " + columns + ". Maybe make the second one a text?");
            }
        }

        /**
         * Adds a row.
         *
         * @param row one value per column, empty where missing
         * @return this builder
         */
        public Builder add(List<String> row) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("The row has " + row.size() + " values for " + columns.size()
                        + " columns. Maybe a column was left out?");
            }
            for (int c = 0; c < values.length; c++) {
                if (size == values[c].length) {
                    values[c] = Arrays.copyOf(values[c], size * 2);
                }
                values[c][size] = row.get(c);
            }
            size++;
            return this;
        }

        /**
         * The table.
         *
         * @return the table with the rows added so far
         */
        public RecordTable build() {
            return new RecordTable(this);
        }
    }
}
