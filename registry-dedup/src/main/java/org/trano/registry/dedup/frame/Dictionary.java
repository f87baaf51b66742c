package org.trano.registry.dedup.frame;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The distinct values of one or more columns. Code 0 is "missing"; the others are given in the order of the values, so that
 * they do not depend on the order of the rows. Immutable.
 */
public final class Dictionary {
    private final String[] values;
    private final Map<String, Integer> codes;

    private Dictionary(String[] values) {
        this.values = values;
        this.codes = new HashMap<>(values.length * 2);
        for (int code = 1; code < values.length; code++) {
            codes.put(values[code], code);
        }
    }

    /** The distinct non-empty values of these columns. */
    static Dictionary of(String[]... columns) {
        Map<String, Boolean> distinct = new HashMap<>();
        for (String[] column : columns) {
            for (String value : column) {
                if (!value.isEmpty()) {
                    distinct.put(value, Boolean.TRUE);
                }
            }
        }
        String[] values = new String[distinct.size() + 1];
        values[0] = "";
        int i = 1;
        for (String value : distinct.keySet()) {
            values[i++] = value;
        }
        Arrays.sort(values, 1, values.length);
        return new Dictionary(values);
    }

    int[] encode(String[] column) {
        int[] out = new int[column.length];
        for (int row = 0; row < column.length; row++) {
            out[row] = codes.getOrDefault(column[row], 0);
        }
        return out;
    }

    /**
     * The value of a code.
     *
     * @param code 0 to {@link #size()} − 1
     * @return the value, empty for 0
     */
    public String value(int code) {
        return values[code];
    }

    /**
     * How many codes there are, "missing" included.
     *
     * @return the number of distinct values plus one
     */
    public int size() {
        return values.length;
    }
}
