package org.trano.registry.dedup.search;

import java.time.LocalDate;
import java.util.Arrays;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.dedup.frame.FieldKind;

/**
 * Births as numbers: 0 for nothing known, else a place in a table of all days, months and years from 1850 on. Where day or month is not known,
 * these are 0 in the number.
 */
final class Dates {
    private static final int FIRST_YEAR = 1850;
    private static final int YEARS = 256;
    private static final int MONTHS = 13;
    private static final int DAYS = 32;
    /** More than all numbers. */
    static final int SIZE = (YEARS + 1) * MONTHS * DAYS;

    private static final int LAST_DAY = 31;
    /** The levels of {@link FieldKind#DATE} that matter by name here. */
    static final int NEAR = 3;

    static final int COMPATIBLE = 7;
    static final int EQUAL = FieldKind.DATE.firstEqual();
    /** From this level on, whoever agrees is looked up and not only weighed. */
    static final int LISTED = 6;

    /** So many years beside a span are near it. */
    static final int NEAR_YEARS = 3;

    private static final int MOST_NEAR = 512;

    private Dates() {}

    /** The number of a date; of a longer span the year in its middle. */
    static int of(UncertainDate date) {
        if (date.earliest().equals(LocalDate.MIN) || date.latest().equals(LocalDate.MAX)) {
            return 0;
        }
        LocalDate first = date.earliest();
        LocalDate last = date.latest();
        if (first.equals(last)) {
            return of(first.getYear(), first.getMonthValue(), first.getDayOfMonth());
        }
        if (first.getYear() == last.getYear()) {
            return of(first.getYear(), first.getMonth() == last.getMonth() ? first.getMonthValue() : 0, 0);
        }
        return of(Math.floorDiv(first.getYear() + last.getYear(), 2), 0, 0);
    }

    /** The number of a day, which need not exist; 0 outside the table. */
    static int of(int year, int month, int day) {
        if (year < FIRST_YEAR || year >= FIRST_YEAR + YEARS || month >= MONTHS || day >= DAYS) {
            return 0;
        }
        return ((year - FIRST_YEAR + 1) * MONTHS + month) * DAYS + day;
    }

    static int year(int date) {
        return date / (MONTHS * DAYS) + FIRST_YEAR - 1;
    }

    static int month(int date) {
        return date / DAYS % MONTHS;
    }

    static int day(int date) {
        return date % DAYS;
    }

    static String text(int date) {
        if (date == 0) {
            return "";
        }
        String year = String.valueOf(year(date));
        String month = String.valueOf(100 + month(date)).substring(1);
        String day = String.valueOf(100 + day(date)).substring(1);
        return month(date) == 0 ? year : year + "-" + month + (day(date) == 0 ? "" : "-" + day);
    }

    /** All dates as {@link FieldKind} compares them. */
    private static final int[] PACKED = new int[SIZE];

    static {
        for (int date = of(FIRST_YEAR, 0, 0); date < SIZE; date++) {
            PACKED[date] = FieldKind.packDate(year(date), month(date), day(date));
        }
    }

    /** On which level of {@link FieldKind#DATE} two dates agree, neither of them 0. The first of January often only stands for the year. */
    static int level(int a, int b) {
        if (a == b) {
            return EQUAL;
        }
        if (year(a) == year(b) && (isHeaped(a) || isHeaped(b))) {
            return COMPATIBLE;
        }
        return FieldKind.compareDates(PACKED[a], PACKED[b]);
    }

    /** Whether a date is the first of January, which many are given of whom only the year is known. */
    static boolean isHeaped(int date) {
        return month(date) == 1 && day(date) == 1;
    }

    /** On which level a date agrees with a span of possible days that is only a guess. */
    static int level(int date, LocalDate first, LocalDate last) {
        int year = year(date);
        if (month(date) == 0 || isHeaped(date) || day(date) == 0) {
            return between(year, first.getYear(), last.getYear());
        }
        LocalDate day = LocalDate.of(year, month(date), 1).plusDays(day(date) - 1L);
        return !day.isBefore(first) && !day.isAfter(last)
                ? COMPATIBLE
                : !day.isBefore(first.minusYears(NEAR_YEARS)) && !day.isAfter(last.plusYears(NEAR_YEARS))
                        ? NEAR
                        : FieldKind.DIFFERENT;
    }

    private static int between(int year, int first, int last) {
        return year >= first && year <= last
                ? COMPATIBLE
                : year >= first - NEAR_YEARS && year <= last + NEAR_YEARS ? NEAR : FieldKind.DIFFERENT;
    }

    /** Takes dates. */
    @FunctionalInterface
    interface Visitor {
        void date(int date);
    }

    /** Shows all dates that agree with one on level {@link #LISTED} or a higher one, each once; it is a whole day. */
    static void near(int date, Visitor visitor) {
        int[] dates = new int[MOST_NEAR];
        int[] size = {0};
        near(date, other -> dates[size[0]++] = other, year(date), month(date), day(date));
        Arrays.sort(dates, 0, size[0]);
        for (int i = 0; i < size[0]; i++) {
            if (dates[i] != 0 && (i == 0 || dates[i] != dates[i - 1])) {
                visitor.date(dates[i]);
            }
        }
    }

    private static void near(int date, Visitor visitor, int year, int month, int day) {
        visitor.date(date);
        visitor.date(of(year, 0, 0));
        visitor.date(of(year, 1, 1));
        for (int other = 0; other <= LAST_DAY; other++) {
            visitor.date(of(year, month, other));
        }
        for (int other = 1; other < MONTHS; other++) {
            visitor.date(of(year, other, day));
        }
        for (int other = FIRST_YEAR; other < FIRST_YEAR + YEARS; other++) {
            visitor.date(of(other, month, day));
        }
        visitor.date(of(year, day, month));
        slips(month, other -> visitor.date(of(year, other, day)));
        slips(day, other -> visitor.date(of(year, month, other)));
        // The last digit of the month and the first of the day change places.
        visitor.date(of(year, month / 10 * 10 + day / 10, month % 10 * 10 + day % 10));
    }

    /** Shows all dates of some years. */
    static void between(int first, int last, Visitor visitor) {
        int begin = of(Math.max(first, FIRST_YEAR), 0, 0);
        int end = of(Math.min(last, FIRST_YEAR + YEARS - 1), MONTHS - 1, LAST_DAY);
        for (int date = begin; date <= end; date++) {
            visitor.date(date);
        }
    }

    private static void slips(int number, Visitor visitor) {
        visitor.date(number % 10 * 10 + number / 10);
        for (int digit = 0; digit < 10; digit++) {
            visitor.date(number / 10 * 10 + digit);
            visitor.date(digit * 10 + number % 10);
        }
    }
}
