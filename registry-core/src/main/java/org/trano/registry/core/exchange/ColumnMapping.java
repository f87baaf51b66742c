package org.trano.registry.core.exchange;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From which column a value is read and how. In a mapping file either the name of the column alone, or an object
 * {@code {"column": "b4", "type": "number", "values": {"1": "head", "2": "spouse"}}}.
 *
 * @param column the column's name
 * @param type {@code code} (text, the default) or {@code number}
 * @param values what the codes in the file mean; a code that is not listed is taken as it stands
 */
public record ColumnMapping(String column, String type, Map<String, String> values) {
    /** Type of answers that are kept as text. */
    public static final String CODE = "code";
    /** Type of answers that are numbers. */
    public static final String NUMBER = "number";

    /**
     * Fills in what was left out.
     *
     * @param column the column's name
     * @param type {@code code} or {@code number}
     * @param values what the codes mean
     */
    public ColumnMapping(String column, @Nullable String type, @Nullable Map<String, String> values) {
        this.column = column;
        this.type = type == null ? CODE : type;
        this.values = values == null ? Map.of() : Map.copyOf(values);
        if (!this.type.equals(CODE) && !this.type.equals(NUMBER)) {
            throw new IllegalArgumentException(
                    "the type of column '" + column + "' is '" + type + "', but must be 'code' or 'number'");
        }
    }

    /**
     * The column as it stands.
     *
     * @param column its name
     * @return a mapping without codes
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ColumnMapping of(String column) {
        return new ColumnMapping(column, null, null);
    }

    /**
     * The form with details.
     *
     * @param column the column's name
     * @param type {@code code}, {@code number} or null
     * @param values what the codes mean, or null
     * @return the mapping
     */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public static ColumnMapping of(
            @JsonProperty(value = "column", required = true) String column,
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("values") @Nullable Map<String, String> values) {
        return new ColumnMapping(column, type, values);
    }
}
