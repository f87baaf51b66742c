package org.trano.registry.scoring.internal;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the module says to people, in French, or in English for all others. */
public final class Words {
    private final Locale locale;
    private final ResourceBundle bundle;

    /**
     * The words of a language.
     *
     * @param locale French, or English for all others
     */
    public Words(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "org.trano.registry.scoring.words",
                locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ROOT,
                Words.class.getModule());
    }

    /**
     * A sentence.
     *
     * @param key which
     * @param arguments what stands in it
     * @return the sentence
     */
    public String of(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /**
     * A number with as many decimals as it takes to tell scores apart.
     *
     * @param value the number
     * @param signed whether to put a plus before positive numbers
     * @return for example {@code 11.4203}
     */
    public String number(double value, boolean signed) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        boolean whole = value == Math.rint(value);
        format.setMaximumFractionDigits(whole ? 0 : 4);
        format.setMinimumFractionDigits(whole ? 0 : 4);
        return (signed && value > 0 ? "+" : "") + format.format(value + 0.0);
    }
}
