package org.trano.registry.portal;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;

/** Numbers, dates and names as a page says them in its language. Made for one page. */
public final class PageWords {
    private final Language language;

    /** For the pages in a language. */
    public PageWords(Language language) {
        this.language = language;
    }

    public String number(long value) {
        return NumberFormat.getIntegerInstance(language.locale()).format(value);
    }

    public String amount(BigDecimal value) {
        NumberFormat format = NumberFormat.getNumberInstance(language.locale());
        format.setMaximumFractionDigits(2);
        return format.format(value);
    }

    /** A share in whole per cent. */
    public String share(BigDecimal actual, BigDecimal target) {
        return percent(portion(actual, target));
    }

    /** A share, from 0 to 1, in whole per cent. */
    public String percent(double share) {
        return NumberFormat.getPercentInstance(language.locale()).format(share);
    }

    /** How much of a target is reached, 0 where there is none to reach. */
    public double portion(BigDecimal actual, BigDecimal target) {
        return target.signum() == 0 ? 0 : actual.doubleValue() / target.doubleValue();
    }

    public String date(LocalDate day) {
        return say(FormatStyle.LONG, false, day);
    }

    /** An instant to the minute, in the time of the place where the portal runs. */
    public String moment(Instant instant) {
        return say(FormatStyle.LONG, true, instant.atZone(ZoneId.systemDefault()));
    }

    private String say(FormatStyle style, boolean withTime, TemporalAccessor when) {
        Locale locale = language.locale();
        DateTimeFormatter format = withTime
                ? DateTimeFormatter.ofLocalizedDateTime(style, FormatStyle.SHORT)
                : DateTimeFormatter.ofLocalizedDate(style);
        return format.localizedBy(locale).format(when);
    }

    /** A text in the page's language, or else in one that most can read. */
    public String of(Map<String, String> texts) {
        return any(texts, language);
    }

    /** The language that {@link #of} speaks, for {@code lang} attributes. */
    public String langOf(Map<String, String> texts) {
        for (Language one : order(language)) {
            if (texts.containsKey(one.code())) {
                return one.code();
            }
        }
        return texts.isEmpty() ? language.code() : texts.keySet().iterator().next();
    }

    /** The direction in which that language is written. */
    public String dirOf(Map<String, String> texts) {
        return langOf(texts).equals(Language.AR.code()) ? "rtl" : "ltr";
    }

    /** A text in a language, or else in one that most can read. */
    public static String any(Map<String, String> texts, Language language) {
        for (Language one : order(language)) {
            String text = texts.get(one.code());
            if (text != null) {
                return text;
            }
        }
        return texts.values().stream().findFirst().orElse("–");
    }

    private static Language[] order(Language first) {
        return new Language[] {first, Language.FR, Language.EN, Language.AR, Language.MG};
    }
}
