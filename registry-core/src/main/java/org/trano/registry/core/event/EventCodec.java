package org.trano.registry.core.event;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.trano.registry.core.RegistryException;
import org.trano.registry.core.household.Household;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events and households as JSON bytes and reads them back. The same value always gives the same bytes: properties
 * stand in the order of the record's components, in {@code snake_case}; what is missing is left out.
 *
 * <p>Immutable and thread-safe. Linear in the size of the value.
 */
public final class EventCodec {
    private static final EventCodec STANDARD = new EventCodec(Map.of(
            HouseholdRegistered.TYPE, HouseholdRegistered.class,
            MemberJoined.TYPE, MemberJoined.class));

    private final JsonMapper mapper;
    private final Map<String, Class<? extends RegistryEvent>> types;

    private EventCodec(Map<String, Class<? extends RegistryEvent>> types) {
        this.types = types;
        this.mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // Only what a record is made of is written, not what can be asked of it.
                .changeDefaultVisibility(v -> v.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                .changeDefaultPropertyInclusion(inclusion ->
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
    }

    /**
     * The codec for the events of this module.
     *
     * @return the codec
     */
    public static EventCodec standard() {
        return STANDARD;
    }

    /**
     * This codec with one more type of event, an integrator's.
     *
     * @param type the type's name in the journal
     * @param event a public record in a package this module may read ({@code opens … to tools.jackson.databind})
     * @return a new codec
     * @throws IllegalArgumentException if the name is taken
     */
    public EventCodec with(String type, Class<? extends RegistryEvent> event) {
        Map<String, Class<? extends RegistryEvent>> more = new TreeMap<>(types);
        if (more.putIfAbsent(type, event) != null) {
            throw new IllegalArgumentException(
                    "The event type '" + type + "' is taken. Maybe prefix it with your organisation?");
        }
        return new EventCodec(more);
    }

    /**
     * The bytes of an event, without its envelope.
     *
     * @param event the event
     * @return UTF-8 JSON
     */
    public byte[] write(RegistryEvent event) {
        return event instanceof UnknownEvent unknown
                ? unknown.json().getBytes(StandardCharsets.UTF_8)
                : mapper.writeValueAsBytes(event);
    }

    /**
     * Reads an event back.
     *
     * @param type the type's name
     * @param version the version of its JSON
     * @param json the bytes {@link #write(RegistryEvent)} gave
     * @return the event; {@link UnknownEvent} for a type or version this build does not know
     * @throws RegistryException if the bytes are not such an event
     */
    public RegistryEvent read(String type, int version, byte[] json) {
        Class<? extends RegistryEvent> known = types.get(type);
        if (known == null || version != 1) {
            return new UnknownEvent(type, version, new String(json, StandardCharsets.UTF_8));
        }
        try {
            return mapper.readValue(json, known);
        } catch (JacksonException e) {
            throw new RegistryException(
                    "The journal holds an event of type '" + type + "' that cannot be read: " + e.getOriginalMessage()
                            + ". Maybe the file was changed by other means? Run 'verify'.",
                    e);
        }
    }

    /**
     * The bytes of a household as kept in the view.
     *
     * @param household the household
     * @return UTF-8 JSON
     */
    public byte[] writeHousehold(Household household) {
        return mapper.writeValueAsBytes(household);
    }

    /**
     * Reads a household from the view.
     *
     * @param json the bytes {@link #writeHousehold(Household)} gave
     * @return the household
     * @throws RegistryException if the bytes are not a household
     */
    public Household readHousehold(byte[] json) {
        try {
            return mapper.readValue(json, Household.class);
        } catch (JacksonException e) {
            throw new RegistryException(
                    "The view holds a household that cannot be read: " + e.getOriginalMessage()
                            + ". Maybe the file was changed by other means? Run 'verify'.",
                    e);
        }
    }
}
