package org.trano.registry.core.problem;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with data, as a value: where it stands, what it says, and what to do about it, in words a civil servant
 * understands, in English and French. Programs compare {@link #code()}; people read {@link #describe(Locale)}.
 *
 * @param code stable name of the kind of problem, for example {@code date.impossible}
 * @param file name of the file, or null where there is none
 * @param row line in the file as an editor counts, the header being 1; 0 where the problem concerns the whole file
 * @param field name of the column or property, or null
 * @param value the text at fault, shortened, or null
 * @param details further texts the message names, by position
 */
public record Problem(
        String code,
        @Nullable String file,
        long row,
        @Nullable String field,
        @Nullable String value,
        List<String> details) {
    private static final int LONGEST_VALUE = 80;

    /**
     * Shortens the value and copies the details.
     *
     * @param code name of the kind
     * @param file name of the file or null
     * @param row line in the file or 0
     * @param field name of the column or null
     * @param value the text at fault or null
     * @param details further texts
     */
    public Problem {
        if (value != null && value.length() > LONGEST_VALUE) {
            value = value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE / 2)) + "…";
        }
        details = List.copyOf(details);
    }

    /**
     * A problem with a whole file.
     *
     * @param code name of the kind
     * @param file name of the file
     * @param details texts the message names
     * @return the problem
     */
    public static Problem ofFile(String code, String file, String... details) {
        return new Problem(code, file, 0, null, null, List.of(details));
    }

    /**
     * A problem with a row as a whole.
     *
     * @param code name of the kind
     * @param file name of the file
     * @param row line in the file
     * @param details texts the message names
     * @return the problem
     */
    public static Problem ofRow(String code, String file, long row, String... details) {
        return new Problem(code, file, row, null, null, List.of(details));
    }

    /**
     * A problem with one value.
     *
     * @param code name of the kind
     * @param file name of the file
     * @param row line in the file
     * @param field name of the column
     * @param value the text at fault
     * @param details texts the message names
     * @return the problem
     */
    public static Problem ofValue(String code, String file, long row, String field, String value, String... details) {
        return new Problem(code, file, row, field, value, List.of(details));
    }

    /**
     * What is wrong.
     *
     * @param locale French gives French, anything else English
     * @return one sentence
     */
    public String message(Locale locale) {
        return text(code, locale);
    }

    /**
     * What to do about it.
     *
     * @param locale French gives French, anything else English
     * @return one or two sentences
     */
    public String advice(Locale locale) {
        return text(code + ".advice", locale);
    }

    /**
     * Place, fault and advice in one text.
     *
     * @param locale French gives French, anything else English
     * @return for example {@code persons.csv, row 7, birth_date '31/02/1985': This day does not exist. Maybe …}
     */
    public String describe(Locale locale) {
        StringBuilder out = new StringBuilder();
        if (file != null) {
            out.append(file);
        }
        if (row > 0) {
            out.append(out.isEmpty() ? "" : ", ")
                    .append(text("row", locale))
                    .append(' ')
                    .append(row);
        }
        if (field != null) {
            out.append(out.isEmpty() ? "" : ", ").append(field);
        }
        if (value != null) {
            out.append(out.isEmpty() ? "'" : " '").append(value).append('\'');
        }
        if (!out.isEmpty()) {
            out.append(text("colon", locale)).append(' ');
        }
        return out.append(message(locale)).append(' ').append(advice(locale)).toString();
    }

    private String text(String key, Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                "org.trano.registry.core.problem.problems",
                locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ROOT,
                Problem.class.getModule());
        String pattern;
        try {
            pattern = bundle.getString(key);
        } catch (MissingResourceException e) {
            // A code of another module: its details are the message.
            return key.endsWith(".advice") ? "" : code + " " + String.join(", ", details);
        }
        List<Object> arguments = new ArrayList<>();
        arguments.add(value == null ? "" : value);
        arguments.addAll(details);
        return new MessageFormat(pattern, locale).format(arguments.toArray());
    }
}
