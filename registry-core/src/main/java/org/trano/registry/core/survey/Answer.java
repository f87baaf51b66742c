package org.trano.registry.core.survey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/** One answer to one question of an interview: a number or a code. A question without an answer has no entry. */
public sealed interface Answer {
    /**
     * The answer as a person reads it.
     *
     * @return the number in plain notation or the code
     */
    String text();

    /**
     * A numeric answer. {@code 1.50} and {@code 1.5} are the same answer.
     *
     * @param value the number, exact
     */
    record Numeric(@JsonValue BigDecimal value) implements Answer {
        /**
         * Normalises the scale.
         *
         * @param value the number
         */
        public Numeric {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
            if (value.scale() < 0) {
                value = value.setScale(0);
            }
        }

        @Override
        public String text() {
            return value.toPlainString();
        }
    }

    /**
     * An answer from a code list, or free text.
     *
     * @param value the code, never blank
     */
    record Coded(@JsonValue String value) implements Answer {
        @Override
        public String text() {
            return value;
        }
    }

    /**
     * Reads what an event's JSON holds: a number or a string.
     *
     * @param json a {@link String} or a {@link Number}
     * @return the answer
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Answer of(Object json) {
        return json instanceof String code ? new Coded(code) : new Numeric(new BigDecimal(json.toString()));
    }
}
