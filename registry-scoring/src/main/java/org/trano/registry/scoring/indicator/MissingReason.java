package org.trano.registry.scoring.indicator;

import java.util.Locale;
import org.trano.registry.scoring.internal.Words;

/** Why the answer to an indicator is not known. What follows from it differs: one asks again, visits, or corrects the model. */
public enum MissingReason {
    /** The question was not put, or nobody answered; the detail is the question. */
    NOT_ANSWERED,
    /** The column of the file is empty; the detail is the column. */
    EMPTY,
    /** What was written is not a number; the detail is what was written. */
    NOT_A_NUMBER,
    /** It lies outside what the model says is possible; the detail is the value. */
    OUT_OF_RANGE,
    /** The household has no area. */
    NO_AREA,
    /** It is not known whether a member counts; the detail is the member. */
    WHO_COUNTS,
    /** Nobody is named head, and nobody's age is known. */
    NO_HEAD,
    /** The age of somebody is not known; the detail is the member. */
    AGE,
    /** The sex of somebody is not known; the detail is the member. */
    SEX,
    /** It would be a division by nobody, such as the dependents per adult where there is no adult. */
    NOBODY,
    /** The model does not know this code; the detail is the code. */
    UNKNOWN_CODE,
    /** The formula has no result, such as the logarithm of zero; the detail is the value. */
    UNDEFINED,
    /** The model or the indicator of a plug-in failed; the detail is what it said. */
    PLUGIN_FAILED,
    /** Something else; the detail says it. */
    OTHER;

    /**
     * The reason as people read it.
     *
     * @param detail what the reason is about
     * @param locale French, or English for all others
     * @return a part of a sentence
     */
    public String describe(String detail, Locale locale) {
        return new Words(locale).of("missing." + name().toLowerCase(Locale.ROOT), detail);
    }
}
