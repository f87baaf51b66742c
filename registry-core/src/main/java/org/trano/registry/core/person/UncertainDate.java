package org.trano.registry.core.person;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date as well as it is known, written in the Extended Date/Time Format, level 1 (ISO 8601-2:2019): {@code 1985-06-12},
 * {@code 1985-06}, {@code 1985}, {@code 198X}, {@code 1985~} (about), {@code 1985?} (doubtful), {@code 1985%} (both),
 * {@code 1960/1965} (somewhere between), {@code 1960/..} (open) and {@code XXXX} (unknown).
 *
 * <p>A date is a set of possible days, {@link #earliest()} to {@link #latest()}. Questions about it are answered with
 * {@link Certainty}, never by picking a day. Qualifiers ({@code ~ ? %}) are kept and do not widen the set: how far "about"
 * reaches is for the caller to say.
 *
 * <p>Immutable and thread-safe. Equality is that of the text: {@code 1985} and {@code 1985-01-01/1985-12-31} differ.
 */
public final class UncertainDate {
    /** Nothing is known. */
    public static final UncertainDate UNKNOWN = new UncertainDate("XXXX", LocalDate.MIN, LocalDate.MAX);

    private static final Pattern SIMPLE =
            Pattern.compile("(\\d{4}|\\d{3}X|\\d{2}XX)(?:-(\\d{2})(?:-(\\d{2}))?)?([~?%])?");

    private final String text;
    private final LocalDate earliest;
    private final LocalDate latest;

    private UncertainDate(String text, LocalDate earliest, LocalDate latest) {
        this.text = text;
        this.earliest = earliest;
        this.latest = latest;
    }

    /**
     * A day that is known.
     *
     * @param day the day, in the years 0000 to 9999
     * @return the date
     */
    public static UncertainDate of(LocalDate day) {
        return parse(day.toString());
    }

    /**
     * What an age in completed years, stated on a day, says about the birth: a span of one year.
     *
     * @param years completed years, 0 to 150
     * @param on the day on which the age was stated
     * @return the interval of possible birth dates, marked "about" since stated ages are rarely exact
     * @throws IllegalArgumentException if the age is outside 0 to 150
     */
    public static UncertainDate ofStatedAge(int years, LocalDate on) {
        if (years < 0 || years > 150) {
            throw new IllegalArgumentException(
                    "An age of " + years + " years is not possible. Maybe it is a year of birth?");
        }
        LocalDate first = on.minusYears(years + 1L).plusDays(1);
        LocalDate last = on.minusYears(years);
        return new UncertainDate(first + "~/" + last + "~", first, last);
    }

    /**
     * Reads EDTF, level 1, as described at the class.
     *
     * @param text the date; surrounding blanks are ignored
     * @return the date
     * @throws IllegalArgumentException if the text is not such a date or names a day that does not exist
     */
    @JsonCreator
    public static UncertainDate parse(String text) {
        if (isPlainDay(text)) {
            return plainDay(text);
        }
        String edtf = text.strip();
        if (edtf.equals(UNKNOWN.text)) {
            return UNKNOWN;
        }
        int slash = edtf.indexOf('/');
        if (slash < 0) {
            return simple(edtf);
        }
        String left = edtf.substring(0, slash);
        String right = edtf.substring(slash + 1);
        LocalDate first = left.equals("..") ? LocalDate.MIN : simple(left).earliest;
        LocalDate last = right.equals("..") ? LocalDate.MAX : simple(right).latest;
        if (first.isAfter(last)) {
            throw new IllegalArgumentException(
                    "The interval '" + edtf + "' ends before it begins. Maybe the ends are swapped?");
        }
        return new UncertainDate(edtf, first, last);
    }

    /**
     * Whether a text has the form {@code 1985-06-12}, in digits of ASCII; the day need not exist.
     *
     * @param text the text
     * @return true for four digits, two and two with hyphens between
     */
    public static boolean isPlainDay(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            char c = text.charAt(i);
            if (i != 4 && i != 7 && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static UncertainDate plainDay(String edtf) {
        try {
            LocalDate day = LocalDate.of(
                    Integer.parseInt(edtf, 0, 4, 10),
                    Integer.parseInt(edtf, 5, 7, 10),
                    Integer.parseInt(edtf, 8, 10, 10));
            return new UncertainDate(edtf, day, day);
        } catch (DateTimeException e) {
            return simple(edtf);
        }
    }

    private static UncertainDate simple(String edtf) {
        Matcher m = SIMPLE.matcher(edtf);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "'" + edtf + "' is not a date in EDTF. Maybe 1985-06-12, 1985-06, 1985, 198X or 1985~?");
        }
        String year = m.group(1);
        int from = Integer.parseInt(year.replace('X', '0'));
        int to = Integer.parseInt(year.replace('X', '9'));
        String month = m.group(2);
        if (month == null) {
            return new UncertainDate(edtf, LocalDate.of(from, 1, 1), LocalDate.of(to, 12, 31));
        }
        if (from != to) {
            throw new IllegalArgumentException(
                    "'" + edtf + "' has a month but no year. Maybe only the decade is known: " + year + "?");
        }
        try {
            YearMonth of = YearMonth.of(from, Integer.parseInt(month));
            String day = m.group(3);
            if (day == null) {
                return new UncertainDate(edtf, of.atDay(1), of.atEndOfMonth());
            }
            LocalDate exact = of.atDay(Integer.parseInt(day));
            return new UncertainDate(edtf, exact, exact);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + edtf + "' does not exist in the calendar. Maybe day and month are swapped, or only " + year
                            + " is known?",
                    e);
        }
    }

    /**
     * The first possible day.
     *
     * @return the day; {@link LocalDate#MIN} where the past is open
     */
    public LocalDate earliest() {
        return earliest;
    }

    /**
     * The last possible day.
     *
     * @return the day; {@link LocalDate#MAX} where the future is open
     */
    public LocalDate latest() {
        return latest;
    }

    /**
     * Whether this names exactly one calendar year (and perhaps more).
     *
     * @return true if all possible days lie in one year
     */
    public boolean isYearKnown() {
        return earliest.getYear() == latest.getYear();
    }

    /**
     * Whether nothing at all is known.
     *
     * @return true for {@link #UNKNOWN}
     */
    public boolean isUnknown() {
        return this.equals(UNKNOWN);
    }

    /**
     * Whether this date lies before a day.
     *
     * @param day the day
     * @return yes, no, or maybe
     */
    public Certainty isBefore(LocalDate day) {
        if (latest.isBefore(day)) {
            return Certainty.YES;
        }
        return earliest.isBefore(day) ? Certainty.MAYBE : Certainty.NO;
    }

    /**
     * Whether somebody born on this date has completed a number of years on a day.
     *
     * @param years completed years
     * @param on the day of the question
     * @return yes, no, or maybe
     */
    public Certainty isAgedAtLeast(int years, LocalDate on) {
        return isBefore(on.minusYears(years).plusDays(1));
    }

    /**
     * Completed years on a day, where they are the same for all possible days of birth.
     *
     * @param on the day of the question
     * @return the age, or -1 where it depends on what is not known or the birth lies after the day
     */
    public int ageOn(LocalDate on) {
        if (earliest.equals(LocalDate.MIN) || latest.isAfter(on)) {
            return -1;
        }
        long oldest = ChronoUnit.YEARS.between(earliest, on);
        long youngest = ChronoUnit.YEARS.between(latest, on);
        return oldest == youngest ? (int) oldest : -1;
    }

    /**
     * The date in EDTF, as it was given.
     *
     * @return the text
     */
    @JsonValue
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UncertainDate date && text.equals(date.text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }
}
