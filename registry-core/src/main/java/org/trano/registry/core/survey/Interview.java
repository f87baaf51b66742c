package org.trano.registry.core.survey;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a household said on a day. The age of the data is the age of this.
 *
 * @param date the day of the interview
 * @param answers answers by the name of the question; iterated in the order of the names
 */
public record Interview(LocalDate date, Map<String, Answer> answers) {
    /**
     * Copies the answers in the order of their names, so that equal interviews are written as equal bytes.
     *
     * @param date the day
     * @param answers the answers
     */
    public Interview {
        answers = Collections.unmodifiableMap(new TreeMap<>(answers));
    }
}
