package org.trano.registry.core.event;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.trano.registry.core.RegistryException;
import org.trano.registry.core.person.PersonId;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes events and states as JSON bytes and reads them back. The same value always gives the same bytes: properties
 * stand in the order of the record's components, in {@code snake_case}; what is missing is left out, and so is a list that is empty.
 *
 * <p>Immutable and thread-safe. Linear in the size of the value.
 */
public final class EventCodec {
    private static final JsonSetter.Value EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private static final TypeReference<Map<String, Object>> JSON_OBJECT = new TypeReference<>() {};

    private static final EventCodec STANDARD = new EventCodec(
            Map.ofEntries(
                    Map.entry(AreaDefined.TYPE, AreaDefined.class),
                    Map.entry(AreasRedrawn.TYPE, AreasRedrawn.class),
                    Map.entry(BenefitGranted.TYPE, BenefitGranted.class),
                    Map.entry(Enrolled.TYPE, Enrolled.class),
                    Map.entry(EnrolmentChanged.TYPE, EnrolmentChanged.class),
                    Map.entry(GrievanceRecorded.TYPE, GrievanceRecorded.class),
                    Map.entry(HeadSucceeded.TYPE, HeadSucceeded.class),
                    Map.entry(HouseholdDissolved.TYPE, HouseholdDissolved.class),
                    Map.entry(HouseholdMoved.TYPE, HouseholdMoved.class),
                    Map.entry(HouseholdRegistered.TYPE, HouseholdRegistered.class),
                    Map.entry(HouseholdSplit.TYPE, HouseholdSplit.class),
                    Map.entry(HouseholdsMerged.TYPE, HouseholdsMerged.class),
                    Map.entry(IdentityDecided.TYPE, IdentityDecided.class),
                    Map.entry(InterventionDefined.TYPE, InterventionDefined.class),
                    Map.entry(InterventionEnded.TYPE, InterventionEnded.class),
                    Map.entry(InterviewRecorded.TYPE, InterviewRecorded.class),
                    Map.entry(ListValidated.TYPE, ListValidated.class),
                    Map.entry(MemberJoined.TYPE, MemberJoined.class),
                    Map.entry(MemberLeft.TYPE, MemberLeft.class),
                    Map.entry(MembersMoved.TYPE, MembersMoved.class),
                    Map.entry(OrganisationDefined.TYPE, OrganisationDefined.class),
                    Map.entry(PersonDescribed.TYPE, PersonDescribed.class),
                    Map.entry(PersonDied.TYPE, PersonDied.class),
                    Map.entry(ProgrammeDefined.TYPE, ProgrammeDefined.class),
                    Map.entry(ProjectDefined.TYPE, ProjectDefined.class),
                    Map.entry(RelationshipEnded.TYPE, RelationshipEnded.class),
                    Map.entry(RelationshipStated.TYPE, RelationshipStated.class),
                    Map.entry(RepresentationGranted.TYPE, RepresentationGranted.class),
                    Map.entry(RepresentationRevoked.TYPE, RepresentationRevoked.class),
                    Map.entry(Retracted.TYPE, Retracted.class),
                    Map.entry(SelectionMade.TYPE, SelectionMade.class),
                    Map.entry(ShockSuffered.TYPE, ShockSuffered.class)),
            Map.of());

    private final JsonMapper mapper;
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();
    private final Map<String, Class<? extends RegistryEvent>> types;
    /** By type, what turns the JSON of version 1 into that of version 2, that of 2 into 3, and so on. */
    private final Map<String, List<Upcaster>> upcasters;

    private EventCodec(Map<String, Class<? extends RegistryEvent>> types, Map<String, List<Upcaster>> upcasters) {
        this.types = types;
        this.upcasters = upcasters;
        // A state is a kilobyte: what it takes to find a buffer shared among all threads would count.
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                        .recyclerPool(JsonRecyclerPools.threadLocalPool())
                        .build())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // Only what a record is made of is written, not what can be asked of it.
                .changeDefaultVisibility(v -> v.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                .changeDefaultPropertyInclusion(inclusion ->
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_NULL))
                // What is left out was empty: this also reads what was written before a list was added to a record.
                .withConfigOverride(List.class, list -> list.setNullHandling(EMPTY))
                .withConfigOverride(Set.class, set -> set.setNullHandling(EMPTY))
                .withConfigOverride(Map.class, map -> map.setNullHandling(EMPTY))
                // A text that is empty is not one that is missing.
                .withConfigOverride(
                        String.class,
                        text -> text.setIncludeAsProperty(JsonInclude.Value.construct(
                                JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL)))
                .addModule(new SimpleModule("registry")
                        .setValueInstantiators(new RecordConstructor.Lookup())
                        .addKeyDeserializer(PersonId.class, new KeyDeserializer() {
                            @Override
                            public Object deserializeKey(String key, DeserializationContext context) {
                                return PersonId.parse(key);
                            }
                        }))
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
        return new EventCodec(more, upcasters);
    }

    /**
     * This codec with a way to read the JSON an earlier version of an event type wrote. Stored bytes are never changed: what
     * they say is brought up to date each time they are read.
     *
     * @param type the type's name
     * @param upcaster turns the JSON of the last version known so far (at first: 1) into that of the next
     * @return a new codec that knows one version more of the type
     */
    public EventCodec upcast(String type, Upcaster upcaster) {
        Map<String, List<Upcaster>> more = new TreeMap<>(upcasters);
        List<Upcaster> chain = new ArrayList<>(more.getOrDefault(type, List.of()));
        chain.add(upcaster);
        more.put(type, List.copyOf(chain));
        return new EventCodec(types, more);
    }

    /**
     * The bytes of an event, without its envelope.
     *
     * @param event the event
     * @return UTF-8 JSON
     * @throws IllegalArgumentException if a text holds half of a character: a part of it could not be read back
     */
    public byte[] write(RegistryEvent event) {
        if (event instanceof UnknownEvent unknown) {
            return unknown.json().getBytes(StandardCharsets.UTF_8);
        }
        byte[] json = mapper.writeValueAsBytes(event);
        requireWholeCharacters(json);
        return json;
    }

    /** One half of a surrogate pair without the other is written as an escape, and nothing else of that range is. */
    private static void requireWholeCharacters(byte[] json) {
        for (int i = 0; i < json.length - 3; i++) {
            if (json[i] == '\\') {
                if (json[i + 1] == 'u' && (json[i + 2] | ' ') == 'd' && json[i + 3] > '7') {
                    throw new IllegalArgumentException(
                            "A text holds half of a character (an unpaired surrogate). Maybe it was cut off in the middle?");
                }
                i++;
            }
        }
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
        List<Upcaster> chain = upcasters.getOrDefault(type, List.of());
        if (known == null || version < 1 || version > chain.size() + 1) {
            return new UnknownEvent(type, version, new String(json, StandardCharsets.UTF_8));
        }
        try {
            if (version == chain.size() + 1) {
                return reader(known).readValue(json);
            }
            Map<String, Object> old = mapper.readValue(json, JSON_OBJECT);
            for (Upcaster upcaster : chain.subList(version - 1, chain.size())) {
                old = upcaster.upcast(old);
            }
            return mapper.convertValue(old, known);
        } catch (JacksonException e) {
            throw new RegistryException(
                    "The journal holds an event of type '" + type + "' that cannot be read: " + e.getOriginalMessage()
                            + ". Maybe the file was changed by other means? Run 'verify'.",
                    e);
        }
    }

    /** What reads a type: looked up once, not for each value. */
    private ObjectReader reader(Class<?> type) {
        return readers.computeIfAbsent(type, mapper::readerFor);
    }

    /**
     * The bytes of a state as kept in a view.
     *
     * @param state a household, a person, whatever a stream is of
     * @return UTF-8 JSON
     */
    public byte[] writeState(Object state) {
        return mapper.writeValueAsBytes(state);
    }

    /**
     * Reads a state from a view.
     *
     * @param json the bytes {@link #writeState(Object)} gave
     * @param type what it is
     * @param <S> what it is
     * @return the state
     * @throws RegistryException if the bytes are not such a state
     */
    public <S> S readState(byte[] json, Class<S> type) {
        try {
            return reader(type).readValue(json);
        } catch (JacksonException e) {
            throw new RegistryException(
                    "The view holds a " + type.getSimpleName() + " that cannot be read: " + e.getOriginalMessage()
                            + ". Maybe the file was changed by other means? Run 'verify'.",
                    e);
        }
    }
}
