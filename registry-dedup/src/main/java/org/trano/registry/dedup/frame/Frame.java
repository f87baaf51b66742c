package org.trano.registry.dedup.frame;

import java.time.Clock;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.exchange.DateOrder;
import org.trano.registry.core.exchange.DateText;
import org.trano.registry.core.person.Sex;
import org.trano.registry.dedup.Caution;
import org.trano.registry.dedup.RecordTable;

/**
 * A table as columns of codes. Records stand in the order of their content, not in that of the rows, so that nothing
 * downstream can depend on the order of a file or on its ids; {@link #row(int)} leads back. Immutable.
 */
public final class Frame {
    private final List<Field> fields;
    /** The same, for the innermost loop. */
    private final Field[] compared;

    private final int[] rows;
    /**
     * All there is to know of each record, side by side: the code of each field, then what keeps it apart: two records of which this is the
     * same and not negative are not one person.
     */
    private final int[] records;

    private final int stride;
    /** The household of each record; households of all sources numbered through; −1 for none. */
    private final int[] unit;

    private final int units;
    private final double pairs;
    private final int given;
    private final int family;
    private final @Nullable HeapedNames heaped;
    private final List<Caution> cautions;

    private Frame(List<Field> fields, int[] rows, int[] records, int[] unit, double pairs, List<Caution> cautions) {
        this.cautions = List.copyOf(cautions);
        this.fields = List.copyOf(fields);
        this.compared = fields.toArray(Field[]::new);
        this.rows = rows;
        this.records = records;
        this.stride = fields.size() + 1;
        this.unit = unit;
        this.units = Arrays.stream(unit).max().orElse(-1) + 1;
        this.pairs = pairs;
        this.given = field(FieldKind.GIVEN);
        this.family = field(FieldKind.FAMILY);
        int born = field(FieldKind.DATE);
        this.heaped = given < 0 || family < 0 || born < 0
                ? null
                : new HeapedNames(
                        compared[given],
                        compared[family],
                        new HeapedNames.Columns(records, stride, given, family, born));
    }

    /**
     * Encodes a table.
     *
     * @param table the records
     * @param repeating names of sources in which one person may stand several times
     * @return the frame
     */
    public static Frame of(RecordTable table, Set<String> repeating) {
        return of(table, repeating, null);
    }

    /**
     * Encodes a table.
     *
     * @param table the records
     * @param repeating names of sources in which one person may stand several times
     * @param apart whether names that came whole are taken apart; null to see what is better
     * @return the frame
     */
    public static Frame of(RecordTable table, Set<String> repeating, @Nullable Boolean apart) {
        List<Draft> drafts = drafts(table, apart);
        int n = table.size();
        int[] sources = sources(table);
        int[] households = households(table, sources);
        int[] rows = order(drafts, n, sources);
        int width = drafts.size();
        int stride = width + 1;
        int[] records = new int[Math.multiplyExact(n, stride)];
        Parallel.forChunks(n, (chunk, from, to) -> {
            for (int r = from; r < to; r++) {
                for (int f = 0; f < width; f++) {
                    records[r * stride + f] = drafts.get(f).codes[rows[r]];
                }
            }
        });
        Field[] fields = new Field[width];
        Parallel.forEach(width, f -> fields[f] = drafts.get(f).field());
        if (table.column(ColumnRole.HOUSEHOLD) >= 0) {
            orderEqual(rows, records, stride, households);
        }
        int[] unit = renumber(permute(households, rows));
        for (int r = 0; r < n; r++) {
            records[r * stride + width] = unit[r];
        }
        double pairs = (double) n * (n - 1) / 2;
        if (sources.length > 0) {
            boolean[] repeats = repeats(table, sources, repeating);
            int[] counts = new int[repeats.length];
            for (int r = 0; r < n; r++) {
                int source = sources[rows[r]];
                counts[source]++;
                // Numbers of sources first, then those of households.
                records[r * stride + width] =
                        !repeats[source] ? source : unit[r] < 0 ? unit[r] : repeats.length + unit[r];
            }
            for (int source = 0; source < counts.length; source++) {
                pairs -= repeats[source] ? 0 : (double) counts[source] * (counts[source] - 1) / 2;
            }
        }
        return new Frame(List.of(fields), rows, records, unit, pairs, unread(table, drafts));
    }

    /** For each number of a source whether one person may stand in it several times. */
    private static boolean[] repeats(RecordTable table, int[] sources, Set<String> repeating) {
        boolean[] repeats = new boolean[Arrays.stream(sources).max().orElse(0) + 1];
        int column = table.column(ColumnRole.SOURCE);
        for (int row = 0; row < sources.length; row++) {
            repeats[sources[row]] = repeating.contains(table.value(row, column).strip());
        }
        return repeats;
    }

    /** The rows by content. */
    private static int[] order(List<Draft> drafts, int n, int[] sources) {
        int[] rows = new int[n];
        Arrays.setAll(rows, row -> row);
        int[] other = new int[n];
        for (int d = drafts.size(); d >= 0; d--) {
            int[] by = d < drafts.size() ? drafts.get(d).codes : sources;
            if (by.length > 0) {
                CountingSort.sort(rows, by, highest(by) + 1, other);
                int[] swap = rows;
                rows = other;
                other = swap;
            }
        }
        return rows;
    }

    private static int highest(int[] numbers) {
        int highest = 0;
        for (int number : numbers) {
            highest = Math.max(highest, number);
        }
        return highest;
    }

    /** Puts rows of the same content into the order of what their households consist of. */
    private static void orderEqual(int[] rows, int[] records, int stride, int[] households) {
        int n = rows.length;
        boolean[] begins = new boolean[n + 1];
        begins[n] = true;
        long[] content = new long[Arrays.stream(households).max().orElse(-1) + 1];
        int different = 0;
        for (int i = 0; i < n; i++) {
            begins[i] = i == 0
                    || !Arrays.equals(records, i * stride, (i + 1) * stride, records, (i - 1) * stride, i * stride);
            different += begins[i] ? 1 : 0;
            int household = households[rows[i]];
            if (household >= 0) {
                content[household] += Mix.of(different);
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
        if (c < 0) {
            return new int[0];
        }
        Draft draft = new Draft("", FieldKind.SEX, true, table, c, String::strip);
        Draft.encode(List.of(draft));
        return draft.codes;
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
        Draft draft = new Draft("", FieldKind.SEX, true, table, c, String::strip);
        int none = draft.values.find("");
        if (sources.length == 0) {
            Arrays.setAll(households, row -> draft.codes[row] == none ? -1 : draft.codes[row]);
            return households;
        }
        LongMap numbers = new LongMap(n);
        int next = 0;
        for (int row = 0; row < n; row++) {
            long key = (long) sources[row] << Integer.SIZE | draft.codes[row];
            int number = numbers.get(key);
            if (number < 0) {
                number = draft.codes[row] == none ? -1 : next++;
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
        final Lexicon values;
        /** For each row the number of its value; once encoded, its code. */
        final int[] codes;

        private @Nullable Dictionary dictionary;

        Draft(String name, FieldKind kind, boolean shared, Lexicon values, int[] numbers) {
            this.name = name;
            this.kind = kind;
            this.shared = shared;
            this.values = values;
            this.codes = numbers;
        }

        Draft(String name, FieldKind kind, boolean shared, RecordTable table, int c, UnaryOperator<String> read) {
            this(name, kind, shared, new Lexicon(), new int[table.size()]);
            int[] byText = new int[table.distinct(c)];
            for (int number = 0; number < byText.length; number++) {
                byText[number] = values.add(read.apply(table.distinct(c, number)));
            }
            for (int row = 0; row < codes.length; row++) {
                codes[row] = byText[table.number(row, c)];
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
            Dictionary dictionary = Dictionary.of(all, drafts.get(0).kind);
            for (Draft draft : drafts) {
                draft.dictionary = dictionary;
                int[] codes = dictionary.codes(draft.values);
                for (int row = 0; row < draft.codes.length; row++) {
                    draft.codes[row] = codes[draft.codes[row]];
                }
            }
        }

        /** What is compared, once encoded. */
        Field field() {
            Dictionary values = Objects.requireNonNull(dictionary);
            int[] counts = new int[values.size()];
            for (int code : codes) {
                counts[code]++;
            }
            return new Field(name, kind, shared, values, counts);
        }
    }

    /** What to say of dates of birth of which many cannot be read. */
    private static List<Caution> unread(RecordTable table, List<Draft> drafts) {
        int c = table.column(ColumnRole.BIRTH_DATE);
        if (c < 0) {
            return List.of();
        }
        String name = table.columns().get(c).name();
        int[] codes = drafts.stream()
                .filter(draft -> draft.kind == FieldKind.DATE && draft.name.equals(name))
                .findFirst()
                .map(draft -> draft.codes)
                .orElseGet(() -> new int[table.size()]);
        int[] people = new int[table.distinct(c)];
        int read = 0;
        for (int row = 0; row < codes.length; row++) {
            read += codes[row] != 0 ? 1 : 0;
            people[table.number(row, c)] += codes[row] != 0 ? 0 : 1;
        }
        Map<String, Integer> unread = new HashMap<>();
        for (int number = 0; number < people.length; number++) {
            if (people[number] > 0
                    && !TextFolding.fold(table.distinct(c, number)).isEmpty()) {
                unread.put(table.distinct(c, number).strip(), people[number]);
            }
        }
        return Caution.unread(name, read, unread).stream().toList();
    }

    private static List<Draft> drafts(RecordTable table, @Nullable Boolean apart) {
        // Packs of an integrator lie where this thread's class loader finds them; that of the pool's threads may not.
        TextFolding.reader();
        Titles titles = new Titles(table);
        List<WholeNames.Column> brought = WholeNames.of(table, titles, apart);
        @Nullable Draft[] byColumn = new Draft[table.columns().size()];
        Parallel.forEach(
                byColumn.length,
                c -> byColumn[c] = brought.isEmpty() || !isName(table, c) ? draft(table, titles, c) : null);
        List<Draft> drafts = new ArrayList<>(names(table, brought));
        drafts.removeIf(draft -> !draft.saysSomething());
        for (Draft draft : byColumn) {
            if (draft != null && draft.saysSomething()) {
                drafts.add(draft);
            }
        }
        // Given and family names use the same codes, so that swapped names are seen by comparing two numbers.
        List<Draft> names = new ArrayList<>(drafts);
        names.removeIf(draft -> draft.kind != FieldKind.GIVEN && draft.kind != FieldKind.FAMILY);
        List<List<Draft>> dictionaries = new ArrayList<>();
        if (!names.isEmpty()) {
            dictionaries.add(names);
        }
        drafts.stream().filter(draft -> !names.contains(draft)).map(List::of).forEach(dictionaries::add);
        Parallel.forEach(dictionaries.size(), d -> Draft.encode(dictionaries.get(d)));
        return drafts;
    }

    private static boolean isName(RecordTable table, int c) {
        ColumnRole role = table.columns().get(c).role();
        return role == ColumnRole.GIVEN_NAME || role == ColumnRole.FAMILY_NAME || role == ColumnRole.FULL_NAME;
    }

    /** Names that were brought into one form. */
    private static List<Draft> names(RecordTable table, List<WholeNames.Column> brought) {
        List<ColumnRole> roles = brought.size() == 1
                ? List.of(ColumnRole.FULL_NAME)
                : List.of(ColumnRole.GIVEN_NAME, ColumnRole.FAMILY_NAME);
        List<Draft> names = new ArrayList<>();
        for (int i = 0; i < brought.size(); i++) {
            ColumnRole role = roles.get(i);
            int c = table.column(role);
            names.add(new Draft(
                    c < 0 ? role.id() : table.columns().get(c).name(),
                    role == ColumnRole.FULL_NAME
                            ? FieldKind.FULL
                            : role == ColumnRole.GIVEN_NAME ? FieldKind.GIVEN : FieldKind.FAMILY,
                    role == ColumnRole.FAMILY_NAME,
                    brought.get(i).values(),
                    brought.get(i).numbers()));
        }
        return names;
    }

    /** What a column says; null where that is no evidence, or read elsewhere: source and household. */
    private static @Nullable Draft draft(RecordTable table, Titles titles, int c) {
        ColumnRole role = table.columns().get(c).role();
        String name = table.columns().get(c).name();
        if (role == null) {
            return new Draft(name, FieldKind.TEXT, true, table, c, TextFolding::fold);
        }
        return switch (role) {
            case GIVEN_NAME -> new Draft(name, FieldKind.GIVEN, false, table, c, titles::fold);
            case FAMILY_NAME -> new Draft(name, FieldKind.FAMILY, true, table, c, titles::fold);
            case FULL_NAME ->
                table.column(ColumnRole.GIVEN_NAME) >= 0 && table.column(ColumnRole.FAMILY_NAME) >= 0
                        ? null
                        : new Draft(name, FieldKind.FULL, false, table, c, titles::fold);
            case BIRTH_DATE -> {
                DateOrder order = order(table, c);
                int thisYear = Year.now(Clock.systemDefaultZone()).getValue();
                yield withAges(
                        table,
                        titles,
                        new Draft(name, FieldKind.DATE, false, table, c, text -> date(text, order, thisYear)));
            }
            case BIRTH_YEAR ->
                table.column(ColumnRole.BIRTH_DATE) >= 0 ? null : withAges(table, titles, datesFromParts(table));
            case AGE ->
                table.column(ColumnRole.BIRTH_DATE) >= 0 || table.column(ColumnRole.BIRTH_YEAR) >= 0
                        ? null
                        : ages(table);
            case SEX -> new Draft(name, FieldKind.SEX, false, table, c, Frame::sex);
            case PHONE -> new Draft(name, FieldKind.NUMBER, true, table, c, new Telephones(table, c)::fold);
            case NATIONAL_ID -> new Draft(name, FieldKind.NUMBER, false, table, c, TextFolding::foldCode);
            case EMAIL -> new Draft(name, FieldKind.EMAIL, false, table, c, Frame::email);
            case POSTCODE -> new Draft(name, FieldKind.POSTCODE, true, table, c, TextFolding::foldCode);
            case PLACE, ADDRESS -> new Draft(name, FieldKind.TEXT, true, table, c, TextFolding::fold);
            default -> null;
        };
    }

    private static Draft ages(RecordTable table) {
        int c = table.column(ColumnRole.AGE);
        return new Draft(table.columns().get(c).name(), FieldKind.DATE, false, table, c, Frame::age);
    }

    /** Where people have neither date nor year of birth, the year that follows from their age; where nobody has, their ages. */
    private static Draft withAges(RecordTable table, Titles titles, Draft dates) {
        if (table.column(ColumnRole.AGE) < 0) {
            return dates;
        }
        if (!dates.saysSomething()) {
            return ages(table);
        }
        int[] born = new int[dates.codes.length];
        for (int row = 0; row < born.length; row++) {
            String date = dates.values.text(dates.codes[row]);
            born[row] = date.isEmpty() ? 0 : Integer.parseInt(date, 0, 4, 10);
        }
        int[] years = SurveyYears.yearsOfBirth(table, titles, born);
        for (int row = 0; row < born.length; row++) {
            if (years[row] > 0) {
                dates.codes[row] = dates.values.add(digits(years[row], 0, 0));
            }
        }
        return dates;
    }

    /** Ages are as far apart as years of birth: they are read as years of which nothing else is known. */
    private static String age(String value) {
        int age = SurveyYears.age(value);
        return age < 0 ? "" : digits(age, 0, 0);
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

    private static String date(String text, DateOrder order, int thisYear) {
        DateText date = DateText.guess(text, order, thisYear);
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
     * What is doubtful about the values.
     *
     * @return cautions, mostly none
     */
    public List<Caution> cautions() {
        return cautions;
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
        return records[record * stride + field];
    }

    /**
     * Whether two records may be the same person at all: not within one source when linking, not within one household.
     *
     * @param a one record
     * @param b another
     * @return false if it is ruled out
     */
    public boolean mayMatch(int a, int b) {
        return mayMatch(records, a * stride, b * stride);
    }

    /**
     * Whether two copied records may be the same person.
     *
     * @param copies where they were copied to
     * @param a where one begins
     * @param b where the other begins
     * @return false if it is ruled out
     */
    public boolean mayMatch(int[] copies, int a, int b) {
        int apart = copies[a + stride - 1];
        return apart != copies[b + stride - 1] || apart < 0;
    }

    /**
     * How many numbers a copied record has.
     *
     * @return one more than there are fields
     */
    public int stride() {
        return stride;
    }

    /**
     * Copies records next to each other, so that comparing each with each other reads memory that is near.
     *
     * @param members records
     * @param from the first of them that is copied
     * @param to the first that is not
     * @param copies filled, from its beginning
     */
    public void copy(int[] members, int from, int to, int[] copies) {
        for (int i = from, at = 0; i < to; i++) {
            int record = members[i] * stride;
            for (int k = 0; k < stride; k++) {
                copies[at++] = records[record + k];
            }
        }
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
        return pairs;
    }

    /**
     * How many pairs there are among some of the records that may match, those of one household left out.
     *
     * @param which says of a record whether it is among them
     * @return their number
     */
    public double pairs(IntPredicate which) {
        int highest = 0;
        for (int record = 0; record < rows.length; record++) {
            highest = Math.max(highest, records[(record + 1) * stride - 1]);
        }
        int[] together = new int[highest + 1];
        double among = 0;
        double apart = 0;
        for (int record = 0; record < rows.length; record++) {
            if (which.test(record)) {
                int of = records[(record + 1) * stride - 1];
                apart += of < 0 ? 0 : together[of]++;
                among++;
            }
        }
        return among * (among - 1) / 2 - apart;
    }

    /**
     * The levels of a pair.
     *
     * @param a one record
     * @param b another
     * @param levels filled with the level of each field
     */
    public void compare(int a, int b, int[] levels) {
        compare(records, a * stride, b * stride, levels);
    }

    /**
     * The levels of two copied records.
     *
     * @param copies where they were copied to
     * @param a where one begins
     * @param b where the other begins
     * @param levels filled with the level of each field
     */
    public void compare(int[] copies, int a, int b, int[] levels) {
        for (int f = 0; f < levels.length; f++) {
            levels[f] = compared[f].level(copies[a + f], copies[b + f]);
        }
        if (given < 0 || family < 0) {
            return;
        }
        if (levels[given] <= FieldKind.DIFFERENT && levels[family] <= FieldKind.DIFFERENT) {
            int swapped = swapped(copies, a, b);
            if (swapped != FieldKind.DIFFERENT) {
                levels[given] = swapped;
                levels[family] = FieldKind.MISSING;
            }
        } else if (heaped != null
                && copies[a + given] == copies[b + given]
                && copies[a + family] == copies[b + family]) {
            if (heaped.isFamilyImplied(copies[a + given], copies[a + family])) {
                levels[family] = FieldKind.MISSING;
            } else if (heaped.isGivenImplied(copies[a + given], copies[a + family])) {
                levels[given] = FieldKind.MISSING;
            }
        }
    }

    /** How rare it is to have one name as given and another as family name, in bits, as if they had nothing to do with each other. */
    private double rarity(int asGiven, int asFamily) {
        return fields.get(given).rarity(asGiven) + fields.get(family).rarity(asFamily);
    }

    /**
     * The level of a record and one with the same two names in each other's place.
     *
     * @param record a record with given and family name
     * @return the level of its given name
     */
    public int swapped(int record) {
        return fields.get(given).swapped(swappedRarity(record));
    }

    /**
     * How rare it is that anybody has the two names of a record in each other's place.
     *
     * @param record a record with given and family name
     * @return bits
     */
    public double swappedRarity(int record) {
        return rarity(code(record, family), code(record, given));
    }

    /** Whether given and family name of two records stand in each other's place. */
    private int swapped(int[] copies, int a, int b) {
        int givenA = copies[a + given];
        int familyB = copies[b + family];
        int familyA = copies[a + family];
        int givenB = copies[b + given];
        Field field = compared[given];
        if (givenA == familyB && familyA == givenB && givenA != 0 && familyA != 0) {
            // One of them has the names in their place; the order of the other is the rarer one.
            return field.swapped(Math.max(rarity(familyA, givenA), rarity(givenA, familyA)));
        }
        int there = field.likeness(givenA, familyB);
        int back = field.likeness(givenB, familyA);
        if (Math.max(there, back) < FieldKind.VERY_SIMILAR) {
            return FieldKind.DIFFERENT;
        }
        return switch (Math.min(there, back)) {
            case FieldKind.MISSING -> field.first(FieldKind.HALF_SWAPPED);
            case FieldKind.DIFFERENT -> FieldKind.DIFFERENT;
            default -> field.first(FieldKind.NEARLY_SWAPPED);
        };
    }
}
