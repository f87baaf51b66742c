package org.trano.registry.scoring.indicator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers to one indicator. As long as there are at most {@value #MOST} different ones, each is a byte into a list of them;
 * beyond that numbers are kept as they are, and codes as whole numbers.
 */
final class FrameColumn {
    /** So many different values fit in a byte beside "missing". */
    static final int MOST = 255;

    private static final int SLOTS = 1024;

    private final boolean isNumber;
    private int size;

    /** 0 for missing, or 1 + the place in the list; null once there are too many values. */
    private byte[] small = new byte[1024];

    private int[] wide = {};
    private double[] plain = {};
    private double[] numbers = new double[16];
    private int distinct;
    private int[] slots = new int[SLOTS];
    private final List<String> codes = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    /** The rows that are missing, ascending, and why. */
    private int[] missingRows = {};

    private int[] missingWhy = {};
    private int missing;
    private final List<Indicator.Missing> reasons = new ArrayList<>();
    private final Map<Indicator.Missing, Integer> reasonPlaces = new HashMap<>();

    FrameColumn(boolean isNumber) {
        this.isNumber = isNumber;
    }

    int size() {
        return size;
    }

    boolean isCoded() {
        return small.length > 0;
    }

    int distinct() {
        return isNumber ? distinct : codes.size();
    }

    void addNumber(double value) {
        if (!isCoded()) {
            plain = room(plain);
            plain[size++] = value;
            return;
        }
        int place = place(value);
        if (place == MOST) {
            widen();
            addNumber(value);
            return;
        }
        small = room(small);
        small[size++] = (byte) (place + 1);
    }

    /** The place of a number in the list, where it is put if it is new and there is room. */
    private int place(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int slot = (int) ((bits * 0x9E3779B97F4A7C15L) >>> 54);
        while (slots[slot] != 0) {
            if (Double.doubleToRawLongBits(numbers[slots[slot] - 1]) == bits) {
                return slots[slot] - 1;
            }
            slot = slot + 1 & SLOTS - 1;
        }
        if (distinct == MOST) {
            return MOST;
        }
        if (distinct == numbers.length) {
            numbers = Arrays.copyOf(numbers, distinct * 2);
        }
        numbers[distinct] = value;
        slots[slot] = ++distinct;
        return distinct - 1;
    }

    void addCode(String code) {
        Integer place = places.get(code);
        if (place == null) {
            place = codes.size();
            places.put(code, place);
            codes.add(code);
            if (place == MOST && isCoded()) {
                widen();
            }
        }
        if (isCoded()) {
            small = room(small);
            small[size++] = (byte) (place + 1);
        } else {
            wide = wide.length == size ? Arrays.copyOf(wide, size * 2) : wide;
            wide[size++] = place + 1;
        }
    }

    void addMissing(Indicator.Missing why) {
        if (missing == missingRows.length) {
            missingRows = Arrays.copyOf(missingRows, Math.max(16, missing * 2));
            missingWhy = Arrays.copyOf(missingWhy, missingRows.length);
        }
        Integer place = reasonPlaces.get(why);
        if (place == null) {
            place = reasons.size();
            reasonPlaces.put(why, place);
            reasons.add(why);
        }
        missingRows[missing] = size;
        missingWhy[missing++] = place;
        if (isCoded()) {
            small = room(small);
            small[size++] = 0;
        } else if (isNumber) {
            plain = room(plain);
            plain[size++] = Double.NaN;
        } else {
            wide = wide.length == size ? Arrays.copyOf(wide, size * 2) : wide;
            wide[size++] = 0;
        }
    }

    private void widen() {
        if (isNumber) {
            plain = new double[Math.max(1024, small.length)];
            for (int row = 0; row < size; row++) {
                plain[row] = number(row);
            }
        } else {
            wide = new int[Math.max(1024, small.length)];
            for (int row = 0; row < size; row++) {
                wide[row] = small[row] & 255;
            }
        }
        small = new byte[0];
        distinct = 0;
        numbers = new double[0];
        slots = new int[0];
    }

    private byte[] room(byte[] array) {
        return array.length == size ? Arrays.copyOf(array, size * 2) : array;
    }

    private double[] room(double[] array) {
        return array.length == size ? Arrays.copyOf(array, size * 2) : array;
    }

    double number(int row) {
        if (!isCoded()) {
            return plain[row];
        }
        int place = small[row] & 255;
        return place == 0 ? Double.NaN : numbers[place - 1];
    }

    double number(byte code) {
        return code == 0 ? Double.NaN : numbers[(code & 255) - 1];
    }

    /** The place of a code in the list, -1 where missing. */
    int code(int row) {
        return (isCoded() ? small[row] & 255 : wide[row]) - 1;
    }

    List<String> codes() {
        return List.copyOf(codes);
    }

    String codeText(int place) {
        return codes.get(place);
    }

    Indicator.Value value(int row) {
        int at = missing == 0 ? -1 : Arrays.binarySearch(missingRows, 0, missing, row);
        if (at >= 0) {
            return reasons.get(missingWhy[at]);
        }
        return isNumber ? new Indicator.NumberValue(number(row)) : new Indicator.CodeValue(codes.get(code(row)));
    }

    void readCodes(int from, int count, byte[] into) {
        if (!isCoded()) {
            throw new IllegalStateException("This column has more than " + MOST
                    + " different values. Maybe ask isCoded() first, and read numbers()?");
        }
        System.arraycopy(small, from, into, 0, count);
    }

    void readNumbers(int from, int count, double[] into) {
        if (!isCoded()) {
            System.arraycopy(plain, from, into, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            into[i] = number(from + i);
        }
    }
}
