package org.trano.registry.core.person;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sex as coded by ISO/IEC 5218. */
public enum Sex {
    /** Code 0: nobody knows or nobody asked. */
    NOT_KNOWN(0),
    /** Code 1. */
    MALE(1),
    /** Code 2. */
    FEMALE(2),
    /** Code 9: the question does not apply. */
    NOT_APPLICABLE(9);

    /** Words seen in the registers of the four countries: French, English, Malagasy, Somali and Arabic. */
    private static final Map<String, Sex> WORDS = Map.ofEntries(
            Map.entry("m", MALE),
            Map.entry("male", MALE),
            Map.entry("man", MALE),
            Map.entry("h", MALE),
            Map.entry("homme", MALE),
            Map.entry("masculin", MALE),
            Map.entry("garcon", MALE),
            Map.entry("garçon", MALE),
            Map.entry("lahy", MALE),
            Map.entry("lab", MALE),
            Map.entry("ذكر", MALE),
            Map.entry("1", MALE),
            Map.entry("f", FEMALE),
            Map.entry("female", FEMALE),
            Map.entry("woman", FEMALE),
            Map.entry("femme", FEMALE),
            Map.entry("feminin", FEMALE),
            Map.entry("féminin", FEMALE),
            Map.entry("fille", FEMALE),
            Map.entry("vavy", FEMALE),
            Map.entry("dheddig", FEMALE),
            Map.entry("أنثى", FEMALE),
            Map.entry("انثى", FEMALE),
            Map.entry("2", FEMALE),
            Map.entry("0", NOT_KNOWN),
            Map.entry("9", NOT_APPLICABLE));

    private final int code;

    Sex(int code) {
        this.code = code;
    }

    /**
     * The code of ISO/IEC 5218.
     *
     * @return 0, 1, 2 or 9
     */
    @JsonValue
    public int code() {
        return code;
    }

    /**
     * The sex with an ISO/IEC 5218 code.
     *
     * @param code 0, 1, 2 or 9
     * @return the sex
     * @throws IllegalArgumentException for any other code
     */
    @JsonCreator
    public static Sex of(int code) {
        for (Sex sex : values()) {
            if (sex.code == code) {
                return sex;
            }
        }
        throw new IllegalArgumentException("No sex has the code " + code + ". Maybe 0, 1, 2 or 9 (ISO/IEC 5218)?");
    }

    /**
     * Reads a word or code as it stands in a file, upper or lower case, in French, English, Malagasy, Somali or Arabic.
     *
     * @param text for example {@code F}, {@code homme}, {@code 2}
     * @return the sex, {@link #NOT_KNOWN} for a blank, empty where the word is not known to us
     */
    public static Optional<Sex> parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return word.isEmpty() ? Optional.of(NOT_KNOWN) : Optional.ofNullable(WORDS.get(word));
    }
}
