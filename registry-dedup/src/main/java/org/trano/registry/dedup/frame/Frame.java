package org.trano.registry.dedup.frame;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnRole;
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

    private Frame(
            List<Field> fields,
            int[] rows,
            int[] records,
            int[] unit,
            double pairs,
            @Nullable HeapedNames heaped,
            List<Caution> cautions) {
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
        this.heaped = heaped;
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
        List<Draft> drafts = ColumnReader.read(table, apart);
        int n = table.size();
        int[] sources = sources(table);
        int[] households = households(table, sources);
        ForkJoinTask<int[]> ordered = Parallel.begin(() -> order(drafts, n, sources));
        int width = drafts.size();
        Field[] fields = new Field[width];
        Parallel.forEach(width, f -> fields[f] = drafts.get(f).field());
        int[] rows = ordered.join();
        int stride = width + 1;
        int[] records = new int[Math.multiplyExact(n, stride)];
        Parallel.forChunks(n, (chunk, from, to) -> {
            for (int r = from; r < to; r++) {
                for (int f = 0; f < width; f++) {
                    records[r * stride + f] = drafts.get(f).codes[rows[r]];
                }
            }
        });
        ForkJoinTask<Optional<HeapedNames>> heaped = Parallel.begin(() -> HeapedNames.of(List.of(fields), records));
        ForkJoinTask<List<Caution>> unread = Parallel.begin(() -> ColumnReader.unread(table, drafts));
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
        return new Frame(
                List.of(fields), rows, records, unit, pairs, heaped.join().orElse(null), unread.join());
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
        return field(fields, kind);
    }

    static int field(List<Field> fields, FieldKind kind) {
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
            System.arraycopy(records, members[i] * stride, copies, at, stride);
            at += stride;
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
                && copies[a + family] == copies[b + family]
                && heaped.areOne(copies[a + given], copies[a + family])) {
            levels[family] = FieldKind.MISSING;
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
