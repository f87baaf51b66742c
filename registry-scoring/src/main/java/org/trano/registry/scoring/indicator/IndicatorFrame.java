package org.trano.registry.scoring.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Indicators of many households, one column each. A column with at most 255 different values takes a byte a household, others eight
 * (numbers) or four (codes). What is missing keeps its reason. Built once, then immutable and thread-safe.
 */
public final class IndicatorFrame {
    private final List<Indicator> indicators;
    private final List<String> ids;
    private final FrameColumn[] columns;
    private final Map<String, Integer> places = new HashMap<>();

    private IndicatorFrame(Builder builder) {
        this.indicators = builder.indicators;
        this.ids = builder.ids;
        this.columns = builder.columns;
        for (int i = 0; i < indicators.size(); i++) {
            places.putIfAbsent(indicators.get(i).name(), i);
        }
    }

    /**
     * A frame of these indicators.
     *
     * @param indicators the columns
     * @return a builder without rows
     */
    public static Builder builder(List<Indicator> indicators) {
        return new Builder(indicators);
    }

    /**
     * What the columns hold.
     *
     * @return the indicators, in the order of the columns
     */
    public List<Indicator> indicators() {
        return indicators;
    }

    /**
     * How many households there are.
     *
     * @return the number of rows
     */
    public int size() {
        return ids.size();
    }

    /**
     * The household's number.
     *
     * @param row the row, from 0
     * @return its id
     */
    public String id(int row) {
        return ids.get(row);
    }

    /**
     * The column of an indicator.
     *
     * @param name its name
     * @return its index
     * @throws IllegalArgumentException if there is no such indicator
     */
    public int column(String name) {
        Integer column = places.get(name);
        if (column == null) {
            throw new IllegalArgumentException(
                    "There is no indicator '" + name + "'. Maybe the frame was built for another model?");
        }
        return column;
    }

    /**
     * A number.
     *
     * @param row the row
     * @param column the column of a numeric indicator
     * @return the number, NaN where missing
     */
    public double number(int row, int column) {
        return columns[column].number(row);
    }

    /**
     * A code.
     *
     * @param row the row
     * @param column the column of a coded indicator
     * @return its place in {@link #codeList(int)}, -1 where missing
     */
    public int code(int row, int column) {
        return columns[column].code(row);
    }

    /**
     * The codes of a column in the order in which they first appear.
     *
     * @param column the column
     * @return the codes
     */
    public List<String> codeList(int column) {
        return columns[column].codes();
    }

    /**
     * One value as an object, for explanations.
     *
     * @param row the row
     * @param column the column
     * @return the value
     */
    public Indicator.Value value(int row, int column) {
        return columns[column].value(row);
    }

    /**
     * Whether a column has so few different values that they can be read as bytes.
     *
     * @param column the column
     * @return true up to 255 of them
     */
    public boolean isCoded(int column) {
        return columns[column].isCoded();
    }

    /**
     * How many different values a column has, where {@link #isCoded}.
     *
     * @param column the column
     * @return their number, those that are missing not counted
     */
    public int distinct(int column) {
        return columns[column].distinct();
    }

    /**
     * What a byte of {@link #readCodes} stands for in a numeric column.
     *
     * @param column the column of a numeric indicator
     * @param code 0 for missing, or from 1 to {@link #distinct}
     * @return the number, NaN for missing
     */
    public double number(int column, byte code) {
        return columns[column].number(code);
    }

    /**
     * Reads a block of a column where {@link #isCoded}, for work column by column.
     *
     * @param column the column
     * @param from the first row
     * @param count how many rows
     * @param into where they go: 0 for missing, or from 1 to {@link #distinct}, as an unsigned byte; for a coded indicator, 1 + the place
     *     in {@link #codeList(int)}
     */
    public void readCodes(int column, int from, int count, byte[] into) {
        columns[column].readCodes(from, count, into);
    }

    /**
     * Reads a block of a numeric column.
     *
     * @param column the column
     * @param from the first row
     * @param count how many rows
     * @param into where they go, NaN for missing
     */
    public void readNumbers(int column, int from, int count, double[] into) {
        columns[column].readNumbers(from, count, into);
    }

    /** Collects rows, whole ones with {@link #add}, or value by value after {@link #row}. Not thread-safe. */
    public static final class Builder {
        private final List<Indicator> indicators;
        private final List<String> ids = new ArrayList<>();
        private final FrameColumn[] columns;
        private boolean built;

        private Builder(List<Indicator> indicators) {
            this.indicators = List.copyOf(indicators);
            this.columns = new FrameColumn[indicators.size()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = new FrameColumn(indicators.get(i).type() == Indicator.Type.NUMBER);
            }
        }

        /**
         * Adds a household.
         *
         * @param id its number
         * @param values one value per indicator, in their order
         * @return this builder
         */
        public Builder add(String id, List<? extends Indicator.Value> values) {
            if (values.size() != indicators.size()) {
                throw new IllegalArgumentException("Household '" + id + "' has " + values.size() + " values for "
                        + indicators.size() + " indicators. Maybe one was left out?");
            }
            for (int i = 0; i < columns.length; i++) {
                Indicator.Type type = indicators.get(i).type();
                Indicator.Value value = values.get(i);
                if (value instanceof Indicator.NumberValue && type != Indicator.Type.NUMBER
                        || value instanceof Indicator.CodeValue && type != Indicator.Type.CODE) {
                    throw misfit(i, value.toString());
                }
            }
            row(id);
            for (int i = 0; i < columns.length; i++) {
                Indicator.Value value = values.get(i);
                if (value instanceof Indicator.NumberValue number) {
                    number(i, number.value());
                } else if (value instanceof Indicator.CodeValue code) {
                    code(i, code.value());
                } else {
                    missing(i, (Indicator.Missing) value);
                }
            }
            return this;
        }

        private IllegalArgumentException misfit(int column, String value) {
            Indicator indicator = indicators.get(column);
            return new IllegalArgumentException("The value " + value + " does not fit the indicator '"
                    + indicator.name() + "', which is a " + indicator.type()
                    + ". Maybe its type in the model is wrong?");
        }

        /**
         * Begins a household; what is not set before the next is missing.
         *
         * @param id its number
         * @return this builder
         */
        public Builder row(String id) {
            if (built) {
                throw new IllegalStateException("The frame is built. Maybe make a new builder?");
            }
            complete();
            ids.add(Objects.requireNonNull(id));
            return this;
        }

        /**
         * Sets a number of the household begun last.
         *
         * @param column the column of a numeric indicator, not set before
         * @param value a number; missing if it is NaN or infinite
         * @return this builder
         */
        public Builder number(int column, double value) {
            require(column, Indicator.Type.NUMBER, Double.toString(value));
            if (Double.isFinite(value)) {
                // There is no negative zero: it would be another value of the same meaning.
                columns[column].addNumber(value + 0.0);
            } else {
                columns[column].addMissing(new Indicator.Missing(MissingReason.NOT_A_NUMBER, Double.toString(value)));
            }
            return this;
        }

        /**
         * Sets a code of the household begun last.
         *
         * @param column the column of a coded indicator, not set before
         * @param code the code
         * @return this builder
         */
        public Builder code(int column, String code) {
            require(column, Indicator.Type.CODE, code);
            columns[column].addCode(Objects.requireNonNull(code));
            return this;
        }

        /**
         * Says why something is missing of the household begun last.
         *
         * @param column the column, not set before
         * @param why the reason
         * @return this builder
         */
        public Builder missing(int column, Indicator.Missing why) {
            require(column, indicators.get(column).type(), "");
            columns[column].addMissing(Objects.requireNonNull(why));
            return this;
        }

        private void require(int column, Indicator.Type type, String value) {
            if (indicators.get(column).type() != type) {
                throw misfit(column, value);
            }
            if (columns[column].size() != ids.size() - 1) {
                throw new IllegalStateException("Column " + column + " of household "
                        + (ids.isEmpty() ? "none" : "'" + ids.get(ids.size() - 1) + "'")
                        + " is set already. Maybe row() was forgotten?");
            }
        }

        private void complete() {
            for (int i = 0; i < columns.length; i++) {
                while (columns[i].size() < ids.size()) {
                    columns[i].addMissing(new Indicator.Missing(
                            MissingReason.NOT_ANSWERED, indicators.get(i).name()));
                }
            }
        }

        /**
         * The frame. The builder cannot be used afterwards.
         *
         * @return the frame with the rows added so far
         */
        public IndicatorFrame build() {
            complete();
            built = true;
            return new IndicatorFrame(this);
        }
    }
}
