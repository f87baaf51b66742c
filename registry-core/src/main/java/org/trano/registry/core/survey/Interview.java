package org.trano.registry.core.survey;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.internal.Sorted;

/**
 * What a household said on a day. The age of the data is the age of this. Any number of questions has a home here, by the names
 * of a country's own form.
 *
 * @param date the day of the interview
 * @param answers answers by the name of the question; iterated in the order of the names
 * @param form name and version of the form, for example {@code RSU-2026/3}, or null where nobody said
 * @param enumerator who asked, or null
 * @param place where they talked, a P-code or words, or null
 */
public record Interview(
        LocalDate date,
        Map<String, Answer> answers,
        @Nullable String form,
        @Nullable String enumerator,
        @Nullable String place) {
    /**
     * Copies the answers in the order of their names, so that equal interviews are written as equal bytes.
     *
     * @param date the day
     * @param answers the answers
     * @param form the form or null
     * @param enumerator who asked or null
     * @param place where or null
     */
    public Interview {
        answers = Sorted.copy(answers);
    }

    /**
     * An interview of which only day and answers are known.
     *
     * @param date the day
     * @param answers the answers
     */
    public Interview(LocalDate date, Map<String, Answer> answers) {
        this(date, answers, null, null, null);
    }
}
