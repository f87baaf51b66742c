package org.trano.registry.dedup.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.exchange.DateOrder;
import org.trano.registry.core.exchange.DateText;
import org.trano.registry.dedup.RecordTable;

/**
 * A table as columns of codes. Records stand in the order of their content, not in that of the rows, so that nothing
 * downstream can depend on the order of a file or on its ids; {@link #row(int)} leads back. Immutable.
 */
public final class Frame {
    private final List<Field> fields;
    private final int[] rows;
    private final int[] records;
    private final int @Nullable [] source;
    private final int @Nullable [] household;
    /** Households of all sources numbered through; −1 for none. */
    private final int[] unit;

    private int units;
    private final int given;
    private final int family;

    private Frame(List<Field> fields, int[] rows, int @Nullable [] source, int @Nullable [] household) {
        this.fields = fields;
        this.rows = rows;
        this.source = source;
        this.household = household;
        int width = fields.size();
        this.records = new int[rows.length * width];
        for (int f = 0; f < width; f++) {
            int[] codes = fields.get(f).codes();
            for (int r = 0; r < rows.length; r++) {
                records[r * width + f] = codes[r];
            }
        }
        this.unit = units();
        this.given = field(FieldKind.GIVEN);
        this.family = field(FieldKind.FAMILY);
    }

    /**
     * Encodes a table.
     *
     * @param table the records
     * @return the frame
     */
    public static Frame of(RecordTable table) {
        List<Draft> drafts = drafts(table);
        int n = table.size();
        Integer[] order = new Integer[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        String[] sources = column(table, ColumnRole.SOURCE);
        String[] households = column(table, ColumnRole.HOUSEHOLD);
        Comparator<Integer> content = (a, b) -> {
            for (Draft draft : drafts) {
                int c = Integer.compare(draft.codes[a], draft.codes[b]);
                if (c != 0) {
                    return c;
                }
            }
            return sources == null ? 0 : sources[a].compareTo(sources[b]);
        };
        Arrays.sort(order, content);
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = order[i];
        }
        List<Field> fields = new ArrayList<>();
        for (Draft draft : drafts) {
            fields.add(new Field(draft.name, draft.kind, draft.shared, draft.dictionary, permute(draft.codes, rows)));
        }
        return new Frame(fields, rows, encode(sources, rows), encode(households, rows));
    }

    private static final class Draft {
        final String name;
        final FieldKind kind;
        final boolean shared;
        final String[] values;
        Dictionary dictionary;
        int[] codes;

        Draft(String name, FieldKind kind, boolean shared, String[] values) {
            this.name = name;
            this.kind = kind;
            this.shared = shared;
            this.values = values;
            this.dictionary = Dictionary.of(values);
            this.codes = dictionary.encode(values);
        }

        /** Share of records that have a value. */
        double fill() {
            return values.length == 0
                    ? 0
                    : (double) Arrays.stream(values).filter(v -> !v.isEmpty()).count() / values.length;
        }
    }

    private static List<Draft> drafts(RecordTable table) {
        List<Draft> drafts = new ArrayList<>();
        boolean parts = table.column(ColumnRole.GIVEN_NAME) >= 0 && table.column(ColumnRole.FAMILY_NAME) >= 0;
        for (int c = 0; c < table.columns().size(); c++) {
            ColumnRole role = table.columns().get(c).role();
            String name = table.columns().get(c).name();
            if (role == null) {
                drafts.add(new Draft(name, FieldKind.TEXT, false, folded(table, c)));
                continue;
            }
            switch (role) {
                case GIVEN_NAME -> drafts.add(new Draft(name, FieldKind.GIVEN, false, folded(table, c)));
                case FAMILY_NAME -> drafts.add(new Draft(name, FieldKind.FAMILY, true, folded(table, c)));
                case FULL_NAME -> {
                    if (!parts) {
                        drafts.add(new Draft(name, FieldKind.FULL, false, folded(table, c)));
                    }
                }
                case BIRTH_DATE -> drafts.add(new Draft(name, FieldKind.DATE, false, dates(table, c)));
                case BIRTH_YEAR -> {
                    if (table.column(ColumnRole.BIRTH_DATE) < 0) {
                        drafts.add(new Draft("birth", FieldKind.DATE, false, datesFromParts(table)));
                    }
                }
                case SEX -> drafts.add(new Draft(name, FieldKind.SEX, false, sexes(table, c)));
                case PHONE -> drafts.add(new Draft(name, FieldKind.NUMBER, true, coded(table, c)));
                case NATIONAL_ID -> drafts.add(new Draft(name, FieldKind.NUMBER, false, coded(table, c)));
                case EMAIL -> drafts.add(new Draft(name, FieldKind.EMAIL, false, emails(table, c)));
                case POSTCODE -> drafts.add(new Draft(name, FieldKind.POSTCODE, true, coded(table, c)));
                case PLACE, ADDRESS -> drafts.add(new Draft(name, FieldKind.TEXT, true, folded(table, c)));
                default -> {
                    // Source and household are read elsewhere; the rest is no evidence.
                }
            }
        }
        drafts.removeIf(draft -> draft.dictionary.size() <= 2 || draft.fill() == 0);
        shareNameDictionary(drafts);
        return drafts;
    }

    /** Given and family names use the same codes, so that swapped names are seen by comparing two numbers. */
    private static void shareNameDictionary(List<Draft> drafts) {
        Draft given = find(drafts, FieldKind.GIVEN);
        Draft family = find(drafts, FieldKind.FAMILY);
        if (given != null && family != null) {
            Dictionary shared = Dictionary.of(given.values, family.values);
            for (Draft draft : List.of(given, family)) {
                draft.dictionary = shared;
                draft.codes = shared.encode(draft.values);
            }
        }
    }

    private static @Nullable Draft find(List<Draft> drafts, FieldKind kind) {
        return drafts.stream().filter(d -> d.kind == kind).findFirst().orElse(null);
    }

    private static String @Nullable [] column(RecordTable table, ColumnRole role) {
        int c = table.column(role);
        if (c < 0) {
            return null;
        }
        String[] values = new String[table.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = table.value(row, c).strip();
        }
        return values;
    }

    private static String[] folded(RecordTable table, int c) {
        String[] values = new String[table.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = TextFolding.fold(table.value(row, c));
        }
        return values;
    }

    private static String[] coded(RecordTable table, int c) {
        String[] values = new String[table.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = TextFolding.foldCode(table.value(row, c));
        }
        return values;
    }

    private static String[] emails(RecordTable table, int c) {
        String[] values = new String[table.size()];
        for (int row = 0; row < values.length; row++) {
            String text = table.value(row, c).strip().toLowerCase(Locale.ROOT);
            values[row] = text.indexOf('@') > 0 ? text : "";
        }
        return values;
    }

    private static String[] sexes(RecordTable table, int c) {
        String[] values = new String[table.size()];
        for (int row = 0; row < values.length; row++) {
            String text = TextFolding.fold(table.value(row, c));
            values[row] = org.trano.registry.core.person.Sex.parse(text)
                    .map(sex -> sex.code() == 1 || sex.code() == 2 ? sex.name() : "")
                    .orElse(text);
        }
        return values;
    }

    private static String[] dates(RecordTable table, int c) {
        List<String> sample = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            sample.add(table.value(row, c));
        }
        DateOrder order = DateOrder.of(sample);
        String[] values = new String[table.size()];
        for (int row = 0; row < values.length; row++) {
            DateText date = DateText.parse(table.value(row, c), order);
            values[row] = date == null ? "" : digits(date.year(), date.month(), date.day());
        }
        return values;
    }

    private static String[] datesFromParts(RecordTable table) {
        int y = table.column(ColumnRole.BIRTH_YEAR);
        int m = table.column(ColumnRole.BIRTH_MONTH);
        int d = table.column(ColumnRole.BIRTH_DAY);
        String[] values = new String[table.size()];
        for (int row = 0; row < values.length; row++) {
            int year = number(table, row, y);
            values[row] = year == 0 ? "" : digits(year, number(table, row, m), number(table, row, d));
        }
        return values;
    }

    private static int number(RecordTable table, int row, int column) {
        String text = column < 0 ? "" : table.value(row, column).strip();
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    /** Eight digits, also for what does not exist: a mistyped date still resembles the right one. */
    private static String digits(int year, int month, int day) {
        return String.valueOf(100_000_000 + (year % 10_000) * 10_000 + (month % 100) * 100 + day % 100)
                .substring(1);
    }

    private static int[] permute(int[] codes, int[] rows) {
        int[] out = new int[codes.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = codes[rows[i]];
        }
        return out;
    }

    private static int @Nullable [] encode(String @Nullable [] values, int[] rows) {
        return values == null ? null : permute(Dictionary.of(values).encode(values), rows);
    }

    /**
     * The compared fields.
     *
     * @return in the order of the columns
     */
    public List<Field> fields() {
        return fields;
    }

    /**
     * The index of the first field of a kind.
     *
     * @param kind the kind
     * @return its index, or -1
     */
    public int field(FieldKind kind) {
        for (int f = 0; f < fields.size(); f++) {
            if (fields.get(f).kind() == kind) {
                return f;
            }
        }
        return -1;
    }

    /**
     * How many records there are.
     *
     * @return the number of records
     */
    public int size() {
        return rows.length;
    }

    /**
     * The row of a record in the table.
     *
     * @param record the record's place in the frame
     * @return its row
     */
    public int row(int record) {
        return rows[record];
    }

    /**
     * The value of a record.
     *
     * @param record its place
     * @param field the field's index
     * @return the code
     */
    public int code(int record, int field) {
        return records[record * fields.size() + field];
    }

    /**
     * Whether two records may be the same person at all: not within one source when linking, not within one household.
     *
     * @param a one record
     * @param b another
     * @return false if it is ruled out
     */
    public boolean mayMatch(int a, int b) {
        if (source != null && source[a] == source[b]) {
            return false;
        }
        return household == null
                || household[a] == 0
                || household[a] != household[b]
                || (source != null && source[a] != source[b]);
    }

    private int[] units() {
        int[] numbers = new int[rows.length];
        java.util.Map<Long, Integer> seen = new java.util.HashMap<>();
        for (int record = 0; record < numbers.length; record++) {
            if (household == null || household[record] == 0) {
                numbers[record] = -1;
            } else {
                long key = (source == null ? 0L : (long) source[record]) << Integer.SIZE | household[record];
                numbers[record] = seen.computeIfAbsent(key, k -> seen.size());
            }
        }
        units = seen.size();
        return numbers;
    }

    /**
     * The household of a record. Households of two sources are two, whatever their names.
     *
     * @param record the record
     * @return its number, from 0; −1 where none is known
     */
    public int household(int record) {
        return unit[record];
    }

    /**
     * How many households there are.
     *
     * @return their number
     */
    public int households() {
        return units;
    }

    /**
     * How many pairs there are that may be compared.
     *
     * @return pairs across sources when linking, else all pairs
     */
    public double pairs() {
        double n = rows.length;
        double all = n * (n - 1) / 2;
        if (source == null) {
            return all;
        }
        int[] counts = new int[Arrays.stream(source).max().orElse(0) + 1];
        for (int s : source) {
            counts[s]++;
        }
        for (int count : counts) {
            all -= (double) count * (count - 1) / 2;
        }
        return all;
    }

    /**
     * The levels of a pair, as one number.
     *
     * @param a one record
     * @param b another
     * @param memos this thread's memories, one per field
     * @param levels filled with the level of each field
     */
    public void compare(int a, int b, Field.Memo[] memos, int[] levels) {
        int width = levels.length;
        int ra = a * width;
        int rb = b * width;
        for (int f = 0; f < width; f++) {
            levels[f] = fields.get(f).level(records[ra + f], records[rb + f], memos[f]);
        }
        if (given >= 0
                && family >= 0
                && levels[given] <= FieldKind.DIFFERENT
                && levels[family] <= FieldKind.DIFFERENT) {
            int swapped = swapped(ra, rb, memos[given]);
            if (swapped != FieldKind.DIFFERENT) {
                levels[given] = swapped;
                levels[family] = FieldKind.MISSING;
            }
        }
    }

    /** Whether given and family name of two records stand in each other's place. */
    private int swapped(int ra, int rb, Field.Memo memo) {
        int givenA = records[ra + given];
        int familyB = records[rb + family];
        int familyA = records[ra + family];
        int givenB = records[rb + given];
        if (givenA == familyB && familyA == givenB && givenA != 0 && familyA != 0) {
            return FieldKind.SWAPPED;
        }
        Field field = fields.get(given);
        boolean oneWay = givenA != 0 && familyB != 0;
        boolean otherWay = familyA != 0 && givenB != 0;
        if (oneWay && !field.isAlike(givenA, familyB, memo) || otherWay && !field.isAlike(familyA, givenB, memo)) {
            return FieldKind.DIFFERENT;
        }
        return oneWay && otherWay
                ? FieldKind.NEARLY_SWAPPED
                : oneWay || otherWay ? FieldKind.HALF_SWAPPED : FieldKind.DIFFERENT;
    }
}
