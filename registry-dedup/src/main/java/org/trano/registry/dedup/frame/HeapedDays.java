package org.trano.registry.dedup.frame;

import java.util.Arrays;

/**
 * The days of the year on which so many people of a list are born that most of them are not: the first of January, or whatever a registry writes where only
 * the year is known. Such a date says no more than its year. Immutable.
 */
final class HeapedDays {
    /** No season has so many times as many births as the average day, or as the middle one of those on which anybody of the list is born. */
    private static final int TIMES = 5;
    /** Of fewer people nothing is concluded. */
    private static final int FEWEST = 10;

    private static final int DAYS_OF_YEAR = 366;
    private static final int MONTHS_AND_DAYS = 10_000;
    private static final int YEAR = 4;

    /** By month and day, as a number of four digits. */
    private final boolean[] heaped = new boolean[MONTHS_AND_DAYS];

    private HeapedDays(int[] people) {
        double average = (double) Arrays.stream(people).sum() / DAYS_OF_YEAR;
        int[] some = Arrays.stream(people).filter(count -> count > 0).sorted().toArray();
        // In a list of newborns all days lie far above the average of the year.
        double usual = some.length == 0 ? 0 : Math.max(average, some[some.length / 2]);
        for (int day = 0; day < heaped.length; day++) {
            heaped[day] = people[day] >= Math.max(FEWEST, TIMES * usual);
        }
    }

    /**
     * The heaped days of a list.
     *
     * @param dates folded to eight digits, 0 for an unknown part
     * @param counts how many people have each
     */
    static HeapedDays of(Dictionary dates, int[] counts) {
        int[] people = new int[MONTHS_AND_DAYS];
        for (int code = 1; code < counts.length; code++) {
            if (isWhole(dates.value(code))) {
                people[day(dates.value(code))] += counts[code];
            }
        }
        return new HeapedDays(people);
    }

    private static boolean isWhole(String date) {
        return !date.startsWith("00", YEAR) && !date.endsWith("00");
    }

    private static int day(String date) {
        return Integer.parseInt(date, YEAR, date.length(), 10);
    }

    /** Dates packed to be compared, by code: those of heaped days as if only the year were known. */
    int[] pack(Dictionary dates) {
        int[] packed = new int[dates.size()];
        for (int code = 1; code < packed.length; code++) {
            String date = dates.value(code);
            packed[code] =
                    FieldKind.packDate(isWhole(date) && heaped[day(date)] ? date.substring(0, YEAR) + "0000" : date);
        }
        return packed;
    }
}
