package org.trano.registry.scoring.indicator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Indicators of many households, one column each: numbers as doubles, codes as small integers. What is missing keeps its
 * reason. Built once, then immutable and thread-safe.
 */
public final class IndicatorFrame {
    private final List<Indicator> indicators;
    private final List<String> ids;
    private final double[][] numbers;
    private final int[][] codes;
    private final List<List<String>> codeLists;
    private final List<Map<Integer, String>> reasons;

    private IndicatorFrame(Builder builder) {
        this.indicators = builder.indicators;
        this.ids = List.copyOf(builder.ids);
        int n = ids.size();
        this.numbers = new double[indicators.size()][];
        this.codes = new int[indicators.size()][];
        for (int i = 0; i < indicators.size(); i++) {
            numbers[i] = Arrays.copyOf(builder.numbers[i], n);
            codes[i] = Arrays.copyOf(builder.codes[i], n);
        }
        this.codeLists = builder.codeLists.stream().map(List::copyOf).toList();
        this.reasons = builder.reasons.stream().map(Map::copyOf).toList();
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
        for (int i = 0; i < indicators.size(); i++) {
            if (indicators.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "There is no indicator '" + name + "'. Maybe the frame was built for another model?");
    }

    /**
     * A number.
     *
     * @param row the row
     * @param column the column of a numeric indicator
     * @return the number, NaN where missing
     */
    public double number(int row, int column) {
        return numbers[column][row];
    }

    /**
     * A code.
     *
     * @param row the row
     * @param column the column of a coded indicator
     * @return its place in {@link #codeList(int)}, -1 where missing
     */
    public int code(int row, int column) {
        return codes[column][row];
    }

    /**
     * The codes of a column in the order in which they first appear.
     *
     * @param column the column
     * @return the codes
     */
    public List<String> codeList(int column) {
        return codeLists.get(column);
    }

    /**
     * One value as an object, for explanations.
     *
     * @param row the row
     * @param column the column
     * @return the value
     */
    public Indicator.Value value(int row, int column) {
        String reason = reasons.get(column).get(row);
        if (reason != null) {
            return new Indicator.Missing(reason);
        }
        return indicators.get(column).type() == Indicator.Type.NUMBER
                ? new Indicator.NumberValue(numbers[column][row])
                : new Indicator.CodeValue(codeLists.get(column).get(codes[column][row]));
    }

    /** Collects rows. Not thread-safe. */
    public static final class Builder {
        private final List<Indicator> indicators;
        private final List<String> ids = new ArrayList<>();
        private final double[][] numbers;
        private final int[][] codes;
        private final List<List<String>> codeLists = new ArrayList<>();
        private final List<Map<String, Integer>> codeNumbers = new ArrayList<>();
        private final List<Map<Integer, String>> reasons = new ArrayList<>();

        private Builder(List<Indicator> indicators) {
            this.indicators = List.copyOf(indicators);
            this.numbers = new double[indicators.size()][1024];
            this.codes = new int[indicators.size()][1024];
            for (int i = 0; i < indicators.size(); i++) {
                codeLists.add(new ArrayList<>());
                codeNumbers.add(new HashMap<>());
                reasons.add(new HashMap<>());
            }
        }

        /**
         * Adds a household.
         *
         * @param id its number
         * @param values one value per indicator, in their order
         * @return this builder
         */
        public Builder add(String id, List<Indicator.Value> values) {
            if (values.size() != indicators.size()) {
                throw new IllegalArgumentException("Household '" + id + "' has " + values.size() + " values for "
                        + indicators.size() + " indicators. Maybe one was left out?");
            }
            int row = ids.size();
            ids.add(Objects.requireNonNull(id));
            for (int i = 0; i < indicators.size(); i++) {
                if (row == numbers[i].length) {
                    numbers[i] = Arrays.copyOf(numbers[i], row * 2);
                    codes[i] = Arrays.copyOf(codes[i], row * 2);
                }
                numbers[i][row] = Double.NaN;
                codes[i][row] = -1;
                Indicator.Value value = values.get(i);
                if (value instanceof Indicator.NumberValue number
                        && indicators.get(i).type() == Indicator.Type.NUMBER) {
                    numbers[i][row] = number.value();
                } else if (value instanceof Indicator.CodeValue code
                        && indicators.get(i).type() == Indicator.Type.CODE) {
                    List<String> list = codeLists.get(i);
                    codes[i][row] = codeNumbers.get(i).computeIfAbsent(code.value(), c -> {
                        list.add(c);
                        return list.size() - 1;
                    });
                } else if (value instanceof Indicator.Missing missing) {
                    reasons.get(i).put(row, missing.reason());
                } else {
                    throw new IllegalArgumentException("The value " + value + " does not fit the indicator '"
                            + indicators.get(i).name() + "', which is a "
                            + indicators.get(i).type() + ". Maybe its type in the model is wrong?");
                }
            }
            return this;
        }

        /**
         * The frame.
         *
         * @return the frame with the rows added so far
         */
        public IndicatorFrame build() {
            return new IndicatorFrame(this);
        }
    }
}
