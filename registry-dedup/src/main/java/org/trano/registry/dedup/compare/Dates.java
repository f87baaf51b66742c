package org.trano.registry.dedup.compare;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.trano.registry.core.person.UncertainDate;

/**
 * Compares dates as well as they are known. A date is a set of possible days (see {@link UncertainDate}); two dates agree as far as their sets
 * do. Two things that forms do to dates are known here:
 *
 * <ul>
 *   <li><b>Heaping.</b> Where only a year is known, many forms and officers write the first of January. A day that stands for a whole
 *       year is read as that year: {@code 1985-01-01} and {@code 1985-06-12} are compatible, and two such dates are no proof of the
 *       same day.
 *   <li><b>Stated ages and "about".</b> A stated age makes an interval of a year, but ages are rounded. Where one date is marked "about", sets
 *       that do not meet are {@link DateAgreement#NEAR} within a slack.
 * </ul>
 *
 * <p>Symmetric, immutable, thread-safe. Each comparison is a fixed number of steps.
 */
public final class Dates {
    /** First of January stands for the year, ages and "about" have a slack of two years. */
    public static final Dates STANDARD = of(Set.of(MonthDay.of(1, 1)), 2);

    private static final int DIGITS = 8;

    private final Set<MonthDay> heaps;
    private final int slackYears;

    private Dates(Set<MonthDay> heaps, int slackYears) {
        this.heaps = Set.copyOf(heaps);
        this.slackYears = slackYears;
    }

    /**
     * A comparator with settings.
     *
     * @param heaps days of the year that stand for the whole year, such as 1 January, or 1 July in registers that write the middle
     * @param slackYears how far apart two dates may be if one is "about", in years, 0 or more
     * @return the comparator
     * @throws IllegalArgumentException if slackYears is negative
     */
    public static Dates of(Set<MonthDay> heaps, int slackYears) {
        if (slackYears < 0) {
            throw new IllegalArgumentException("A slack of " + slackYears + " years cannot be. Maybe 0 for none?");
        }
        return new Dates(heaps, slackYears);
    }

    /**
     * How two dates agree.
     *
     * @param left one date
     * @param right the other
     * @return the strongest statement that holds, in the order of {@link DateAgreement}
     */
    public DateAgreement compare(UncertainDate left, UncertainDate right) {
        if (left.isUnknown() || right.isUnknown()) {
            return DateAgreement.UNKNOWN;
        }
        boolean days = isDay(left) && isDay(right);
        if (days && !isHeaped(left) && left.earliest().equals(right.earliest())) {
            return DateAgreement.SAME_DAY;
        }
        if (days && swapped(left.earliest(), right.earliest())) {
            return DateAgreement.DAY_AND_MONTH_SWAPPED;
        }
        if (days && !isHeaped(left) && !isHeaped(right) && oneDigit(left.earliest(), right.earliest())) {
            return DateAgreement.ONE_DIGIT;
        }
        long gap = gap(left, right);
        if (gap < 0) {
            return DateAgreement.COMPATIBLE;
        }
        boolean about = isAbout(left) || isAbout(right);
        return about && gap <= slackYears * 366L ? DateAgreement.NEAR : DateAgreement.DIFFERENT;
    }

    /**
     * How much two dates overlap: the number of days that both may be by the number of days that either may be (Jaccard), heaped days read as
     * their year. Open intervals end with the calendar.
     *
     * @param left one date
     * @param right the other
     * @return 0 for dates without a common day, 1 for the same sets of days
     */
    public double overlap(UncertainDate left, UncertainDate right) {
        double both = span(later(first(left), first(right)), earlier(last(left), last(right)));
        double either = span(first(left), last(left)) + span(first(right), last(right)) - Math.max(0, both);
        return Math.max(0, both) / either;
    }

    private static double span(LocalDate first, LocalDate last) {
        return (double) last.toEpochDay() - first.toEpochDay() + 1;
    }

    /** Days between the sets, 0 where they are neighbours, negative where they meet. */
    private long gap(UncertainDate left, UncertainDate right) {
        LocalDate from = earlier(last(left), last(right));
        LocalDate to = later(first(left), first(right));
        return ChronoUnit.DAYS.between(from, to) - 1;
    }

    private static boolean isDay(UncertainDate date) {
        return date.earliest().equals(date.latest());
    }

    private boolean isHeaped(UncertainDate date) {
        return isDay(date) && heaps.contains(MonthDay.from(date.earliest()));
    }

    private LocalDate first(UncertainDate date) {
        return isHeaped(date) ? date.earliest().withDayOfYear(1) : date.earliest();
    }

    private LocalDate last(UncertainDate date) {
        return isHeaped(date) ? date.latest().withMonth(12).withDayOfMonth(31) : date.latest();
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    /** The qualifiers ~ and % mark what is only about right. */
    private static boolean isAbout(UncertainDate date) {
        String edtf = date.toString();
        return edtf.indexOf('~') >= 0 || edtf.indexOf('%') >= 0;
    }

    private static boolean swapped(LocalDate a, LocalDate b) {
        return a.getYear() == b.getYear()
                && a.getMonthValue() == b.getDayOfMonth()
                && a.getDayOfMonth() == b.getMonthValue()
                && a.getMonthValue() != a.getDayOfMonth();
    }

    private static boolean oneDigit(LocalDate a, LocalDate b) {
        int x = digits(a);
        int y = digits(b);
        int differ = 0;
        int first = 0;
        int second = 0;
        for (int place = 0; place < DIGITS; place++, x /= 10, y /= 10) {
            if (x % 10 != y % 10) {
                differ++;
                if (differ == 1) {
                    first = place;
                } else {
                    second = place;
                }
            }
        }
        if (differ == 2 && second == first + 1) {
            return digit(a, first) == digit(b, second) && digit(a, second) == digit(b, first);
        }
        return differ == 1;
    }

    private static int digits(LocalDate date) {
        return date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
    }

    private static int digit(LocalDate date, int place) {
        int rest = digits(date);
        for (int i = 0; i < place; i++) {
            rest /= 10;
        }
        return rest % 10;
    }
}
