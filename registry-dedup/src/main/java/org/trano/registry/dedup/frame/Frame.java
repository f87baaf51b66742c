package org.trano.registry.dedup.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.exchange.DateOrder;
import org.trano.registry.core.exchange.DateText;
import org.trano.registry.core.person.Sex;
import org.trano.registry.dedup.RecordTable;

/**
 * A table as columns of codes. Records stand in the order of their content, not in that of the rows, so that nothing
 * downstream can depend on the order of a file or on its ids; {@link #row(int)} leads back. Immutable.
 */
public final class Frame {
    private final List<Field> fields;
    private final int[] rows;
    /** The codes of each record, field by field. */
    private final int[] records;
    /** The number of each record's source, −1 where there is none; empty without sources. */
    private final int[] source;
    /** The household of each record; households of all sources numbered through; −1 for none. */
    private final int[] unit;

    private final int units;
    private final int given;
    private final int family;

    private Frame(List<Field> fields, int[] rows, int[] records, int[] source, int[] unit) {
        this.fields = List.copyOf(fields);
        this.rows = rows;
        this.records = records;
        this.source = source;
        this.unit = unit;
        this.units = Arrays.stream(unit).max().orElse(-1) + 1;
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
        int[] sources = sources(table);
        int[] households = households(table, sources);
        int[] rows = order(drafts, n, sources, households);
        List<Field> fields = new ArrayList<>();
        int width = drafts.size();
        int[] records = new int[Math.multiplyExact(n, width)];
        for (int f = 0; f < width; f++) {
            Draft draft = drafts.get(f);
            int[] counts = new int[draft.dictionary().size()];
            for (int r = 0; r < n; r++) {
                int code = draft.code(rows[r]);
                records[r * width + f] = code;
                counts[code]++;
            }
            fields.add(new Field(draft.name, draft.kind, draft.shared, draft.dictionary(), counts));
        }
        return new Frame(fields, rows, records, permute(sources, rows), renumber(permute(households, rows)));
    }

    /** The rows by content; rows of the same content by the content of their households. */
    private static int[] order(List<Draft> drafts, int n, int[] sources, int[] households) {
        int[] rows = new int[n];
        Arrays.setAll(rows, row -> row);
        int[] other = new int[n];
        int[] column = new int[n];
        for (int d = drafts.size(); d >= 0; d--) {
            int[] by = sources;
            if (d < drafts.size()) {
                drafts.get(d).codes(column);
                by = column;
            }
            if (by.length > 0) {
                CountingSort.sort(rows, by, Arrays.stream(by).max().orElse(0) + 1, other);
                int[] swap = rows;
                rows = other;
                other = swap;
            }
        }
        if (households.length > 0) {
            orderEqual(rows, drafts, sources, households);
        }
        return rows;
    }

    private static void orderEqual(int[] rows, List<Draft> drafts, int[] sources, int[] households) {
        int n = rows.length;
        boolean[] begins = new boolean[n + 1];
        begins[n] = true;
        long[] content = new long[Arrays.stream(households).max().orElse(-1) + 1];
        int different = 0;
        for (int i = 0; i < n; i++) {
            begins[i] = i == 0 || !isEqual(drafts, sources, rows[i], rows[i - 1]);
            different += begins[i] ? 1 : 0;
            int household = households[rows[i]];
            if (household >= 0) {
                content[household] += mix(different);
            }
        }
        for (int from = 0, to; from < n; from = to) {
            to = from + 1;
            while (!begins[to]) {
                to++;
            }
            if (to - from > 1) {
                Integer[] equal = new Integer[to - from];
                for (int i = from; i < to; i++) {
                    equal[i - from] = rows[i];
                }
                Arrays.sort(
                        equal,
                        Comparator.comparingLong((Integer row) -> households[row] < 0 ? 0 : content[households[row]]));
                for (int i = from; i < to; i++) {
                    rows[i] = equal[i - from];
                }
            }
        }
    }

    private static boolean isEqual(List<Draft> drafts, int[] sources, int a, int b) {
        for (Draft draft : drafts) {
            if (draft.code(a) != draft.code(b)) {
                return false;
            }
        }
        return sources.length == 0 || sources[a] == sources[b];
    }

    /** A number without pattern from one with (the finaliser of MurmurHash3). */
    private static long mix(long number) {
        long mixed = number * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }

    /** Numbers the households in the order in which the records meet them. */
    private static int[] renumber(int[] households) {
        int[] numbers = new int[Arrays.stream(households).max().orElse(-1) + 1];
        Arrays.fill(numbers, -1);
        int next = 0;
        for (int record = 0; record < households.length; record++) {
            int household = households[record];
            if (household >= 0 && numbers[household] < 0) {
                numbers[household] = next++;
            }
            households[record] = household < 0 ? -1 : numbers[household];
        }
        return households;
    }

    /** The number of each row's source in the order of their names, 0 where it has none; empty without sources. */
    private static int[] sources(RecordTable table) {
        int c = table.column(ColumnRole.SOURCE);
        return c < 0 ? new int[0] : new Draft("", FieldKind.TEXT, true, table, c, String::strip).column(table.size());
    }

    /** The number of each row's household, −1 where it has none; those of two sources are two, whatever their names. */
    private static int[] households(RecordTable table, int[] sources) {
        int n = table.size();
        int[] households = new int[n];
        int c = table.column(ColumnRole.HOUSEHOLD);
        if (c < 0) {
            Arrays.fill(households, -1);
            return households;
        }
        int[] names = new Draft("", FieldKind.TEXT, true, table, c, String::strip).column(n);
        LongMap numbers = new LongMap(n);
        int next = 0;
        for (int row = 0; row < n; row++) {
            long key = (sources.length == 0 ? 0L : sources[row]) << Integer.SIZE | names[row];
            int number = names[row] == 0 ? -1 : numbers.get(key);
            if (number < 0 && names[row] != 0) {
                number = next++;
                numbers.put(key, number);
            }
            households[row] = number;
        }
        return households;
    }

    /** A field in the making: what each distinct text of a column says. */
    private static final class Draft {
        final String name;
        final FieldKind kind;
        final boolean shared;
        /** The distinct values, and for each row the number of its own. */
        private final Lexicon values;

        private final int[] numbers;
        private @Nullable Dictionary dictionary;
        private int[] codeOfNumber = new int[0];

        Draft(String name, FieldKind kind, boolean shared, Lexicon values, int[] numbers) {
            this.name = name;
            this.kind = kind;
            this.shared = shared;
            this.values = values;
            this.numbers = numbers;
        }

        Draft(String name, FieldKind kind, boolean shared, RecordTable table, int c, UnaryOperator<String> read) {
            this(name, kind, shared, new Lexicon(), new int[table.size()]);
            int[] byText = new int[table.distinct(c)];
            for (int number = 0; number < byText.length; number++) {
                byText[number] = values.add(read.apply(table.distinct(c, number)));
            }
            for (int row = 0; row < numbers.length; row++) {
                numbers[row] = byText[table.number(row, c)];
            }
        }

        boolean saysSomething() {
            return values.size() > (values.find("") >= 0 ? 2 : 1);
        }

        /** Makes the codes; several columns may have the same ones. */
        static void encode(List<Draft> drafts) {
            Lexicon all = drafts.get(0).values;
            if (drafts.size() > 1) {
                all = new Lexicon();
                for (Draft draft : drafts) {
                    for (int number = 0; number < draft.values.size(); number++) {
                        all.add(draft.values.text(number));
                    }
                }
            }
            Dictionary dictionary = Dictionary.of(all);
            for (Draft draft : drafts) {
                draft.dictionary = dictionary;
                draft.codeOfNumber = dictionary.codes(draft.values);
            }
        }

        Dictionary dictionary() {
            return Objects.requireNonNull(dictionary);
        }

        int code(int row) {
            return codeOfNumber[numbers[row]];
        }

        void codes(int[] into) {
            for (int row = 0; row < into.length; row++) {
                into[row] = code(row);
            }
        }

        int[] column(int size) {
            encode(List.of(this));
            int[] column = new int[size];
            codes(column);
            return column;
        }
    }

    private static List<Draft> drafts(RecordTable table) {
        List<Draft> drafts = new ArrayList<>();
        boolean parts = table.column(ColumnRole.GIVEN_NAME) >= 0 && table.column(ColumnRole.FAMILY_NAME) >= 0;
        for (int c = 0; c < table.columns().size(); c++) {
            ColumnRole role = table.columns().get(c).role();
            String name = table.columns().get(c).name();
            if (role == null) {
                drafts.add(new Draft(name, FieldKind.TEXT, false, table, c, TextFolding::fold));
                continue;
            }
            switch (role) {
                case GIVEN_NAME -> drafts.add(new Draft(name, FieldKind.GIVEN, false, table, c, TextFolding::fold));
                case FAMILY_NAME -> drafts.add(new Draft(name, FieldKind.FAMILY, true, table, c, TextFolding::fold));
                case FULL_NAME -> {
                    if (!parts) {
                        drafts.add(new Draft(name, FieldKind.FULL, false, table, c, TextFolding::fold));
                    }
                }
                case BIRTH_DATE -> {
                    DateOrder order = order(table, c);
                    drafts.add(new Draft(name, FieldKind.DATE, false, table, c, text -> date(text, order)));
                }
                case BIRTH_YEAR -> {
                    if (table.column(ColumnRole.BIRTH_DATE) < 0) {
                        drafts.add(datesFromParts(table));
                    }
                }
                case SEX -> drafts.add(new Draft(name, FieldKind.SEX, false, table, c, Frame::sex));
                case PHONE -> drafts.add(new Draft(name, FieldKind.NUMBER, true, table, c, TextFolding::foldCode));
                case NATIONAL_ID ->
                    drafts.add(new Draft(name, FieldKind.NUMBER, false, table, c, TextFolding::foldCode));
                case EMAIL -> drafts.add(new Draft(name, FieldKind.EMAIL, false, table, c, Frame::email));
                case POSTCODE -> drafts.add(new Draft(name, FieldKind.POSTCODE, true, table, c, TextFolding::foldCode));
                case PLACE, ADDRESS -> drafts.add(new Draft(name, FieldKind.TEXT, true, table, c, TextFolding::fold));
                default -> {
                    // Source and household are read elsewhere; the rest is no evidence.
                }
            }
        }
        drafts.removeIf(draft -> !draft.saysSomething());
        // Given and family names use the same codes, so that swapped names are seen by comparing two numbers.
        List<Draft> names = drafts.stream()
                .filter(draft -> draft.kind == FieldKind.GIVEN || draft.kind == FieldKind.FAMILY)
                .toList();
        for (Draft draft : drafts) {
            if (!names.contains(draft)) {
                Draft.encode(List.of(draft));
            }
        }
        if (!names.isEmpty()) {
            Draft.encode(names);
        }
        return drafts;
    }

    private static String email(String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        return text.indexOf('@') > 0 ? text : "";
    }

    private static String sex(String value) {
        String text = TextFolding.fold(value);
        return Sex.parse(text)
                .map(sex -> sex.code() == 1 || sex.code() == 2 ? sex.name() : "")
                .orElse(text);
    }

    /** Whether the day or the month comes first, by all different dates of the column that say so. */
    private static DateOrder order(RecordTable table, int c) {
        List<String> dates = new ArrayList<>();
        for (int number = 0; number < table.distinct(c); number++) {
            dates.add(table.distinct(c, number));
        }
        return DateOrder.of(dates);
    }

    private static String date(String text, DateOrder order) {
        DateText date = DateText.parse(text, order);
        return date == null ? "" : digits(date.year(), date.month(), date.day());
    }

    private static Draft datesFromParts(RecordTable table) {
        int y = table.column(ColumnRole.BIRTH_YEAR);
        int m = table.column(ColumnRole.BIRTH_MONTH);
        int d = table.column(ColumnRole.BIRTH_DAY);
        Lexicon values = new Lexicon();
        int[] numbers = new int[table.size()];
        for (int row = 0; row < numbers.length; row++) {
            int year = number(table, row, y);
            numbers[row] = values.add(year == 0 ? "" : digits(year, number(table, row, m), number(table, row, d)));
        }
        return new Draft("birth", FieldKind.DATE, false, values, numbers);
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

    private static int[] permute(int[] column, int[] rows) {
        int[] out = new int[column.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = column[rows[i]];
        }
        return out;
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
        return source.length > 0 ? source[a] != source[b] : unit[a] != unit[b] || unit[a] < 0;
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
        if (source.length == 0) {
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
     * @param levels filled with the level of each field
     */
    public void compare(int a, int b, int[] levels) {
        int width = levels.length;
        int ra = a * width;
        int rb = b * width;
        for (int f = 0; f < width; f++) {
            levels[f] = fields.get(f).level(records[ra + f], records[rb + f]);
        }
        if (given >= 0
                && family >= 0
                && levels[given] <= FieldKind.DIFFERENT
                && levels[family] <= FieldKind.DIFFERENT) {
            int swapped = swapped(ra, rb);
            if (swapped != FieldKind.DIFFERENT) {
                levels[given] = swapped;
                levels[family] = FieldKind.MISSING;
            }
        }
    }

    /** Whether given and family name of two records stand in each other's place. */
    private int swapped(int ra, int rb) {
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
        if (oneWay && !field.isAlike(givenA, familyB) || otherWay && !field.isAlike(familyA, givenB)) {
            return FieldKind.DIFFERENT;
        }
        return oneWay && otherWay
                ? FieldKind.NEARLY_SWAPPED
                : oneWay || otherWay ? FieldKind.HALF_SWAPPED : FieldKind.DIFFERENT;
    }
}
