package org.trano.registry.dedup.frame;

import java.time.Clock;
import java.time.Year;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.exchange.DateOrder;
import org.trano.registry.core.exchange.DateText;
import org.trano.registry.core.person.Sex;
import org.trano.registry.dedup.Caution;
import org.trano.registry.dedup.RecordTable;

/** Reads what the columns of a table say, as people write it, into fields in the making. */
final class ColumnReader {
    /** A whole number, perhaps as tables of statistics write it: {@code 1985.0}. */
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})(?:[.,]0+)?");

    private static final int CENTURY = 100;

    private final RecordTable table;
    private final Titles titles;

    private ColumnReader(RecordTable table) {
        this.table = table;
        // Reads the packs of an integrator too, where this thread's class loader finds them; that of the pool's threads
        // may not.
        this.titles = new Titles(table);
    }

    /**
     * Reads a table.
     *
     * @param table the records
     * @param apart whether names that came whole are taken apart; null to see what is better
     * @return what is compared, encoded
     */
    static List<Draft> read(RecordTable table, @Nullable Boolean apart) {
        return new ColumnReader(table).read(apart);
    }

    private List<Draft> read(@Nullable Boolean apart) {
        List<WholeNames.Column> brought = WholeNames.of(table, titles, apart);
        @Nullable Draft[] byColumn = new Draft[table.columns().size()];
        Parallel.forEach(
                byColumn.length,
                c -> byColumn[c] = brought.isEmpty()
                                || !TextFolding.isName(table.columns().get(c).role())
                        ? draft(c)
                        : null);
        List<Draft> drafts = new ArrayList<>(names(brought));
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

    /** Names that were brought into one form. */
    private List<Draft> names(List<WholeNames.Column> brought) {
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
    private @Nullable Draft draft(int c) {
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
                DateOrder order = order(c);
                int thisYear = thisYear();
                yield withAges(new Draft(name, FieldKind.DATE, false, table, c, text -> date(text, order, thisYear)));
            }
            case BIRTH_YEAR -> table.column(ColumnRole.BIRTH_DATE) >= 0 ? null : withAges(datesFromParts());
            case AGE ->
                table.column(ColumnRole.BIRTH_DATE) >= 0 || table.column(ColumnRole.BIRTH_YEAR) >= 0 ? null : ages();
            case SEX -> new Draft(name, FieldKind.SEX, false, table, c, ColumnReader::sex);
            case PHONE -> new Draft(name, FieldKind.NUMBER, true, table, c, new Telephones(table, c)::fold);
            case NATIONAL_ID -> new Draft(name, FieldKind.NUMBER, false, table, c, TextFolding::foldCode);
            case EMAIL -> new Draft(name, FieldKind.EMAIL, false, table, c, ColumnReader::email);
            case POSTCODE -> new Draft(name, FieldKind.POSTCODE, true, table, c, TextFolding::foldCode);
            case PLACE, ADDRESS -> new Draft(name, FieldKind.TEXT, true, table, c, TextFolding::fold);
            default -> null;
        };
    }

    private Draft ages() {
        int c = table.column(ColumnRole.AGE);
        return new Draft(table.columns().get(c).name(), FieldKind.DATE, false, table, c, ColumnReader::age);
    }

    /** Where people have neither date nor year of birth, the year that follows from their age; where nobody has, their ages. */
    private Draft withAges(Draft dates) {
        if (table.column(ColumnRole.AGE) < 0) {
            return dates;
        }
        if (!dates.saysSomething()) {
            return ages();
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
    private DateOrder order(int c) {
        List<String> dates = new ArrayList<>();
        for (int number = 0; number < table.distinct(c); number++) {
            dates.add(table.distinct(c, number));
        }
        return DateOrder.of(dates);
    }

    private static int thisYear() {
        return Year.now(Clock.systemDefaultZone()).getValue();
    }

    private static String date(String text, DateOrder order, int thisYear) {
        DateText date = DateText.guess(text, order, thisYear);
        return date == null ? "" : digits(date.year(), date.month(), date.day());
    }

    private Draft datesFromParts() {
        int y = table.column(ColumnRole.BIRTH_YEAR);
        int m = table.column(ColumnRole.BIRTH_MONTH);
        int d = table.column(ColumnRole.BIRTH_DAY);
        int thisYear = thisYear();
        Lexicon values = new Lexicon();
        int[] numbers = new int[table.size()];
        for (int row = 0; row < numbers.length; row++) {
            int said = number(row, y);
            int year = said > 0 && said < CENTURY ? DateText.yearOf(said, thisYear) : said;
            numbers[row] = values.add(year == 0 ? "" : digits(year, number(row, m), number(row, d)));
        }
        return new Draft("birth", FieldKind.DATE, false, values, numbers);
    }

    private int number(int row, int column) {
        Matcher number =
                NUMBER.matcher(column < 0 ? "" : table.value(row, column).strip());
        return number.matches() ? Integer.parseInt(number.group(1)) : 0;
    }

    /** Eight digits, also for what does not exist: a mistyped date still resembles the right one. */
    private static String digits(int year, int month, int day) {
        return String.valueOf(100_000_000 + (year % 10_000) * 10_000 + (month % 100) * 100 + day % 100)
                .substring(1);
    }

    /** What to say of dates of birth of which many cannot be read. */
    static List<Caution> unread(RecordTable table, List<Draft> drafts) {
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
        int thisYear = thisYear();
        Map<String, Integer> unread = new HashMap<>();
        for (int number = 0; number < people.length; number++) {
            String text = table.distinct(c, number).strip();
            if (people[number] > 0 && !TextFolding.fold(text).isEmpty()) {
                // Where everybody has the same date, it is read and says nothing.
                if (date(text, DateOrder.DAY_FIRST, thisYear).isEmpty()) {
                    unread.put(text, people[number]);
                } else {
                    read += people[number];
                }
            }
        }
        return Caution.unread(name, read, unread).stream().toList();
    }
}
