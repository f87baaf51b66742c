package org.trano.registry.dedup;

import java.text.MessageFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * Something a model finds doubtful about itself, as a value: programs compare {@link #code()}, people read
 * {@link #message(Locale)}.
 *
 * @param code stable name of the doubt, for example {@code few-matches}
 * @param details what the message names, by position: texts and numbers
 */
public record Caution(String code, List<Object> details) {
    /** One in so many is many. */
    private static final int MANY = 5;

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
     * That many values of a column cannot be read as dates, with the one that stands there most often.
     *
     * @param column the column
     * @param read how many records have a date that can be read
     * @param unread how many records have each text that cannot
     * @return the doubt, code {@code unread}; none where at least four in five can be read
     */
    public static Optional<Caution> unread(String column, long read, Map<String, Integer> unread) {
        long people = unread.values().stream().mapToLong(Integer::longValue).sum();
        return unread.entrySet().stream()
                .filter(entry -> people * MANY > people + read)
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(entry -> new Caution("unread", List.of(column, 100.0 * people / (people + read), entry.getKey())));
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
