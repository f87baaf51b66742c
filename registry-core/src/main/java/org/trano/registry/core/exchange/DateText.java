package org.trano.registry.core.exchange;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.person.UncertainDate;

/**
 * A date as it stands in a file, taken apart. Understood are EDTF, {@code 1985-06-12}, {@code 12/06/1985},
 * {@code 12.6.1985}, {@code 19850612}, {@code 12 juin 1985}, {@code June 1985}, {@code 06/1985}, a year, a time of day behind
 * the date (ignored), and words for "about" before any of them ({@code vers 1960}); months in French, English, Spanish, Portuguese, Swahili, Malagasy and Arabic, digits of any
 * script. Two-digit years are not guessed, but by {@link #guess}.
 *
 * @param year the year, or 0 where not known
 * @param month the month as written, or 0; perhaps more than 12
 * @param day the day as written, or 0; perhaps more than the month has
 * @param approximate whether the text says "about"
 */
public record DateText(int year, int month, int day, boolean approximate) {
    private static final Pattern ABOUT =
            Pattern.compile("^(?:nee? )?(?:vers|env|environ|circa|ca|c|about|abt|approx|est)\\.? *(?:le |en )?(?=\\S)");
    private static final Pattern TIME = Pattern.compile("[t ]\\d{1,2}:\\d{2}.*$");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/. ](\\d{1,2})(?:[-/. ](\\d{1,2}))?");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4})");
    private static final Pattern SHORT_YEAR = Pattern.compile("(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{2})");
    private static final Pattern MONTH_YEAR = Pattern.compile("(\\d{1,2})[-/.](\\d{4})");
    private static final Pattern COMPACT = Pattern.compile("(1[6-9]\\d{2}|20\\d{2})(\\d{2})(\\d{2})");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern NAMED = Pattern.compile(
            "(?:(\\d{1,2})(?:er|st|nd|rd|th)?[-/ .]+(?:de )?)?(\\p{L}{3,10})\\.?[-/ .,]+(?:de )?(\\d{2}(?:\\d{2})?)");
    private static final Pattern COMPACT_YEAR_LAST = Pattern.compile("(\\d{2})(\\d{2})(1[89]\\d{2}|20\\d{2})");
    /** What people write for the day or the month where they do not know it. */
    private static final Pattern UNKNOWN_PART =
            Pattern.compile("(?<![\\p{L}\\d])(?:xx?|\\?\\??|__?|--)(?![\\p{L}\\d])");
    /** A day of a spreadsheet, perhaps with the time as a fraction. */
    private static final Pattern SERIAL = Pattern.compile("(\\d{5})(?:[.,]\\d+)?");
    /** The day before the first one of a spreadsheet: they count a 29 February 1900 that never was. */
    private static final LocalDate BEFORE_SERIALS = LocalDate.of(1899, 12, 30);

    private static final int CENTURY = 100;
    private static final int MONTHS_OF_YEAR = 12;
    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("ene", 1),
            Map.entry("يناي", 1),
            Map.entry("feb", 2),
            Map.entry("fev", 2),
            Map.entry("فبرا", 2),
            Map.entry("mar", 3),
            Map.entry("mac", 3),
            Map.entry("مارس", 3),
            Map.entry("apr", 4),
            Map.entry("avr", 4),
            Map.entry("abr", 4),
            Map.entry("ابري", 4),
            Map.entry("may", 5),
            Map.entry("mai", 5),
            Map.entry("mei", 5),
            Map.entry("mey", 5),
            Map.entry("ماي", 5),
            Map.entry("jun", 6),
            Map.entry("juin", 6),
            Map.entry("jon", 6),
            Map.entry("يوني", 6),
            Map.entry("jul", 7),
            Map.entry("juil", 7),
            Map.entry("jol", 7),
            Map.entry("يولي", 7),
            Map.entry("aug", 8),
            Map.entry("aou", 8),
            Map.entry("aog", 8),
            Map.entry("ago", 8),
            Map.entry("اغسط", 8),
            Map.entry("sep", 9),
            Map.entry("set", 9),
            Map.entry("سبتم", 9),
            Map.entry("oct", 10),
            Map.entry("okt", 10),
            Map.entry("out", 10),
            Map.entry("اكتو", 10),
            Map.entry("nov", 11),
            Map.entry("نوفم", 11),
            Map.entry("dec", 12),
            Map.entry("des", 12),
            Map.entry("dez", 12),
            Map.entry("dic", 12),
            Map.entry("ديسم", 12));

    /**
     * Takes a text apart. What it says need not exist: {@code 31/02/1985} gives 1985, 2, 31.
     *
     * @param text the text
     * @param order what comes first where both are possible
     * @return the parts, or null where this is no date we can read
     */
    public static @Nullable DateText parse(String text, DateOrder order) {
        return read(text, order, 0);
    }

    /**
     * Takes a text apart that need not say a whole date, which is good enough where lists are compared: besides what {@link #parse} reads, {@code 12/06/85} and {@code 12-juin-85},
     * whose year is the last one with these digits that may be (who is over a hundred is taken for a child), {@code 85-06-12}, {@code 12061985}, {@code XX/06/1985}, and days that a spreadsheet has
     * numbered ({@code 31210}).
     *
     * @param text the text
     * @param order what comes first where both are possible
     * @param lastYear the last year that may be, the present one for births
     * @return the parts, or null where this is no date we can read
     */
    public static @Nullable DateText guess(String text, DateOrder order, int lastYear) {
        return read(text, order, lastYear);
    }

    /** Nothing is guessed where no last year is given. */
    private static @Nullable DateText read(String text, DateOrder order, int lastYear) {
        if (UncertainDate.isPlainDay(text)) {
            // Most dates of most files; the patterns below give the same.
            return new DateText(
                    Integer.parseInt(text, 0, 4, 10),
                    Integer.parseInt(text, 5, 7, 10),
                    Integer.parseInt(text, 8, 10, 10),
                    false);
        }
        String t = fold(text);
        Matcher about = ABOUT.matcher(t);
        boolean approximate = about.find();
        if (approximate) {
            t = t.substring(about.end());
        }
        if (t.endsWith("~") || t.endsWith("?") || t.endsWith("%")) {
            approximate = true;
            t = t.substring(0, t.length() - 1);
        }
        t = TIME.matcher(t).replaceFirst("");
        Matcher m = YEAR_FIRST.matcher(t);
        if (m.matches()) {
            return new DateText(number(m.group(1)), number(m.group(2)), number(m.group(3)), approximate);
        }
        m = YEAR_LAST.matcher(t);
        if (m.matches()) {
            return ordered(number(m.group(1)), number(m.group(2)), number(m.group(3)), order, approximate);
        }
        m = COMPACT.matcher(t);
        boolean isOtherWayRound = lastYear > 0 && COMPACT_YEAR_LAST.matcher(t).matches();
        if (m.matches() && (number(m.group(2)) <= MONTHS_OF_YEAR || !isOtherWayRound)) {
            return new DateText(number(m.group(1)), number(m.group(2)), number(m.group(3)), approximate);
        }
        if (YEAR.matcher(t).matches()) {
            return new DateText(number(t), 0, 0, approximate);
        }
        m = MONTH_YEAR.matcher(t);
        if (m.matches()) {
            return new DateText(number(m.group(2)), number(m.group(1)), 0, approximate);
        }
        m = NAMED.matcher(t);
        if (m.matches()) {
            int month = month(m.group(2));
            boolean isShort = m.group(3).length() == 2;
            if (month == 0 || isShort && lastYear == 0) {
                return null;
            }
            int year = isShort ? yearOf(number(m.group(3)), lastYear) : number(m.group(3));
            return new DateText(year, month, number(m.group(1)), approximate);
        }
        return lastYear == 0 ? null : guess(t, order, lastYear, approximate);
    }

    private static @Nullable DateText guess(String folded, DateOrder order, int lastYear, boolean approximate) {
        Matcher m = SHORT_YEAR.matcher(folded);
        if (m.matches()) {
            int first = number(m.group(1));
            int last = number(m.group(3));
            return first > 31
                    ? new DateText(yearOf(first, lastYear), number(m.group(2)), last, approximate)
                    : ordered(first, number(m.group(2)), yearOf(last, lastYear), order, approximate);
        }
        m = COMPACT_YEAR_LAST.matcher(folded);
        if (m.matches()) {
            return ordered(number(m.group(1)), number(m.group(2)), number(m.group(3)), order, approximate);
        }
        m = UNKNOWN_PART.matcher(folded);
        if (m.find()) {
            DateText known = parse(m.replaceAll("00"), order);
            return known == null
                    ? null
                    : new DateText(known.year, known.month, known.month == 0 ? 0 : known.day, approximate);
        }
        m = SERIAL.matcher(folded);
        if (m.matches()) {
            LocalDate date = BEFORE_SERIALS.plusDays(number(m.group(1)));
            return date.getYear() > lastYear
                    ? null
                    : new DateText(date.getYear(), date.getMonthValue(), date.getDayOfMonth(), approximate);
        }
        return null;
    }

    /**
     * The year that two digits say: the last one with these digits that may be.
     *
     * @param digits 0 to 99
     * @param lastYear the last year that may be, the present one for births
     * @return a year of the hundred before and with {@code lastYear}
     */
    public static int yearOf(int digits, int lastYear) {
        return lastYear - Math.floorMod(lastYear - digits, CENTURY);
    }

    private static DateText ordered(int first, int second, int year, DateOrder order, boolean approximate) {
        boolean dayFirst = first > 12 || (second <= 12 && order == DateOrder.DAY_FIRST);
        return new DateText(year, dayFirst ? second : first, dayFirst ? first : second, approximate);
    }

    /**
     * The date these parts name.
     *
     * @return the date, or null where no such day exists
     */
    public @Nullable UncertainDate date() {
        if (month > MONTHS_OF_YEAR
                || (month == 0 && day > 0)
                || (day > 0 && day > YearMonth.of(year, month).lengthOfMonth())) {
            return null;
        }
        StringBuilder edtf = new StringBuilder(11);
        digits(edtf, year, 4);
        if (month > 0) {
            digits(edtf.append('-'), month, 2);
        }
        if (day > 0) {
            digits(edtf.append('-'), day, 2);
        }
        return UncertainDate.parse(approximate ? edtf.append('~').toString() : edtf.toString());
    }

    private static void digits(StringBuilder out, int number, int places) {
        String digits = Integer.toString(number);
        out.append("0".repeat(Math.max(0, places - digits.length()))).append(digits);
    }

    /** 1 for a value that must be day first, -1 for one that must be month first, 0 for all others. */
    static int vote(String text) {
        if (UncertainDate.isPlainDay(text)) {
            return 0;
        }
        String t = text.strip();
        Matcher m = YEAR_LAST.matcher(t);
        if (!m.lookingAt()) {
            m = SHORT_YEAR.matcher(t);
            if (!m.matches() || number(m.group(1)) > 31) {
                return 0;
            }
        }
        int first = number(m.group(1));
        int second = number(m.group(2));
        return first > 12 && second <= 12 ? 1 : first <= 12 && second > 12 ? -1 : 0;
    }

    private static int month(String word) {
        for (int length = 4; length >= 3; length--) {
            Integer month = MONTHS.get(word.substring(0, Math.min(length, word.length())));
            if (month != null) {
                return month;
            }
        }
        return 0;
    }

    private static String fold(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            if (lower.charAt(i) > 127) {
                return digits(Normalizer.normalize(lower, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("\\s+", " "));
            }
        }
        return lower;
    }

    /** Digits of any script as those of this one. */
    private static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int digit = Character.digit(c, 10);
            digits.appendCodePoint(digit < 0 || c < 128 ? c : '0' + digit);
        });
        return digits.toString();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
