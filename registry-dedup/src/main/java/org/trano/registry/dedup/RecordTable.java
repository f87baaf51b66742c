package org.trano.registry.dedup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.frame.Lexicon;

/**
 * Records to be matched, column by column, as texts. Built once, then immutable. What plays no part in matching (the number of
 * the record, the truth) stays out of it: rows are known by their position, from 0.
 */
public final class RecordTable {
    private final List<Column> columns;
    /** The distinct texts of each column, in the order in which they come. */
    private final Lexicon[] texts;
    /** For each column the number of each row's text. */
    private final int[][] numbers;

    private final int size;

    private RecordTable(Builder builder) {
        this.columns = List.copyOf(builder.columns);
        this.size = builder.size;
        this.texts = builder.texts;
        this.numbers = new int[columns.size()][];
        for (int c = 0; c < numbers.length; c++) {
            numbers[c] = Arrays.copyOf(builder.numbers[c], size);
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
        return texts[column].text(number(row, column));
    }

    /**
     * The number of a value among the distinct ones of its column.
     *
     * @param row the row, from 0
     * @param column the column, from 0
     * @return 0 to {@link #distinct} − 1, in the order in which they come
     */
    public int number(int row, int column) {
        return numbers[column][Objects.checkIndex(row, size)];
    }

    /**
     * How many distinct values a column has.
     *
     * @param column the column, from 0
     * @return their number, an empty one included
     */
    public int distinct(int column) {
        return texts[column].size();
    }

    /**
     * A value by its number.
     *
     * @param column the column, from 0
     * @param number its number
     * @return the text
     */
    public String distinct(int column, int number) {
        return texts[column].text(Objects.checkIndex(number, distinct(column)));
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
        private final Lexicon[] texts;
        private final int[][] numbers;
        private int size;
        private boolean built;

        private Builder(List<Column> columns) {
            this.columns = new ArrayList<>(columns);
            this.texts = Stream.generate(Lexicon::new).limit(columns.size()).toArray(Lexicon[]::new);
            this.numbers = new int[columns.size()][1024];
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
         * @throws IllegalArgumentException if there is not one value per column
         * @throws IllegalStateException if the table was built already
         */
        public Builder add(List<String> row) {
            requireUnbuilt();
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("The row has " + row.size() + " values for " + columns.size()
                        + " columns. Maybe a column was left out?");
            }
            for (int c = 0; c < numbers.length; c++) {
                if (size == numbers[c].length) {
                    numbers[c] = Arrays.copyOf(numbers[c], size + (size >> 1));
                }
                numbers[c][size] = texts[c].add(row.get(c));
            }
            size++;
            return this;
        }

        /**
         * The table; the builder is used up by it.
         *
         * @return the table with the rows added so far
         * @throws IllegalStateException if the table was built already
         */
        public RecordTable build() {
            requireUnbuilt();
            built = true;
            return new RecordTable(this);
        }

        private void requireUnbuilt() {
            if (built) {
                throw new IllegalStateException("The table was built already. Maybe begin with another builder?");
            }
        }
    }
}
