package org.trano.registry.dedup;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Something a model finds doubtful about itself, as a value: programs compare {@link #code()}, people read
 * {@link #message(Locale)}.
 *
 * @param code stable name of the doubt, for example {@code few-matches}
 * @param details what the message names, by position: texts and numbers
 */
public record Caution(String code, List<Object> details) {
    /**
     * Copies the details.
     *
     * @param code name of the doubt
     * @param details what the message names
     */
    public Caution {
        details = List.copyOf(details);
    }

    /**
     * The doubt in words, with advice.
     *
     * @param locale French gives French, anything else English
     * @return one or two sentences
     */
    public String message(Locale locale) {
        ResourceBundle words = ResourceBundle.getBundle(
                "org.trano.registry.dedup.cautions",
                locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ROOT,
                Caution.class.getModule());
        return new MessageFormat(words.getString(code), locale).format(details.toArray());
    }
}
