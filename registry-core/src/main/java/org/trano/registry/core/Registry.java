package org.trano.registry.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trano.registry.core.cache.CacheSettings;
import org.trano.registry.core.cache.CacheStatistics;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.store.Append;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoreException;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.ViewRow;

/**
 * The one entry point: records what happened, answers what is known now.
 *
 * <p>Every fact is an event in the store's journal; a household as {@link #household(HouseholdId)} gives it is a view, the
 * fold of its events, kept in the same transaction and checked by {@link #verify(Progress)}. When {@link #record} returns, the
 * event survives the death of the process.
 *
 * <p>Thread-safe. Two writers that touch the same household at the same time: one of them gets a
 * {@link org.trano.registry.core.store.VersionConflictException} and nothing of its call is written. Reads are answered from a
 * bounded cache ({@link CacheSettings}) and are never older than this process's last acknowledged write.
 */
public final class Registry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    private static final int PAGE = 500;
    private static final String OF_HOUSEHOLD = "household:";
    private static final String OF_PERSON = "person:";
    private static final String MEMBER = "member";

    private final RegistryStore store;
    private final EventCodec codec;
    private final Clock clock;
    private final @Nullable Cache<HouseholdId, Entry> cache;

    private Registry(Builder builder) {
        this.store = builder.store;
        this.codec = builder.codec;
        this.clock = builder.clock;
        this.cache = builder.cache.maximumBytes() == 0
                ? null
                : Caffeine.newBuilder()
                        .maximumWeight(builder.cache.maximumBytes())
                        .weigher((HouseholdId id, Entry entry) -> entry.bytes)
                        .expireAfterWrite(builder.cache.staleness())
                        .recordStats()
                        .build();
    }

    /**
     * Opens a registry on a store with standard settings.
     *
     * @param store where it is kept; closed together with the registry
     * @return the registry
     */
    public static Registry open(RegistryStore store) {
        return builder(store).build();
    }

    /**
     * A registry with settings of one's own.
     *
     * @param store where it is kept; closed together with the registry
     * @return a builder with standard settings
     */
    public static Builder builder(RegistryStore store) {
        return new Builder(store);
    }

    /**
     * Records one event.
     *
     * @param event what happened
     * @param context who records it, why, from what, and from when it is true
     * @return the event as it stands in the journal
     * @throws IllegalArgumentException if the event contradicts what is known: a household registered twice, a member of an
     *     unknown household, an effective date in the future
     * @throws StoreException if the store cannot write
     */
    public Recorded record(RegistryEvent event, EventContext context) {
        return recordAll(List.of(new Act(event, context))).get(0);
    }

    /**
     * Records several events in one transaction: all or none.
     *
     * @param acts the events in their order
     * @return the events as they stand in the journal
     * @throws IllegalArgumentException as {@link #record} does; then nothing is written
     * @throws StoreException if the store cannot write; then nothing is written
     */
    public List<Recorded> recordAll(List<Act> acts) {
        Instant now = StoredEvent.instant(StoredEvent.micros(clock.instant()));
        List<Recorded> fresh = new ArrayList<>(acts.size());
        Map<HouseholdId, List<Recorded>> touched = new LinkedHashMap<>();
        for (Act act : acts) {
            requireNotInFuture(act.context().effective(), now);
            Recorded recorded = new Recorded(Long.MAX_VALUE, EventId.create(), act.context(), now, act.event());
            fresh.add(recorded);
            for (HouseholdId household : act.event().households()) {
                touched.computeIfAbsent(household, h -> new ArrayList<>()).add(recorded);
            }
        }
        Map<UUID, Long> expected = new LinkedHashMap<>();
        List<ViewRow> views = new ArrayList<>(touched.size());
        touched.forEach((id, events) -> {
            List<Recorded> history = decode(store.stream(id.value()));
            expected.put(id.value(), (long) history.size());
            history.addAll(events);
            views.add(view(id, fold(id, history), history.size()));
        });
        List<Append.Addition> additions = new ArrayList<>(fresh.size());
        for (Recorded recorded : fresh) {
            additions.add(new Append.Addition(
                    encode(recorded),
                    recorded.event().households().stream()
                            .map(HouseholdId::value)
                            .collect(Collectors.toSet())));
        }
        List<StoredEvent> stored;
        try {
            stored = store.append(new Append(additions, expected, views));
        } finally {
            if (cache != null) {
                cache.invalidateAll(touched.keySet());
            }
        }
        LOG.debug(
                "recorded {} events up to sequence {}",
                stored.size(),
                stored.isEmpty() ? 0 : stored.get(stored.size() - 1).sequence());
        List<Recorded> result = new ArrayList<>(stored.size());
        for (int i = 0; i < stored.size(); i++) {
            Recorded recorded = fresh.get(i);
            result.add(new Recorded(
                    stored.get(i).sequence(),
                    recorded.id(),
                    recorded.context(),
                    recorded.recorded(),
                    recorded.event()));
        }
        return result;
    }

    private static void requireNotInFuture(LocalDate effective, Instant now) {
        // The earliest time zone on earth is 14 hours ahead: a date that is today somewhere is accepted.
        LocalDate latest = now.atOffset(ZoneOffset.ofHours(14)).toLocalDate();
        if (effective.isAfter(latest)) {
            throw new IllegalArgumentException(
                    "The act is dated " + effective + ", which is in the future. Maybe the year is mistyped?");
        }
    }

    /**
     * A household as it is known now.
     *
     * @param id which household
     * @return the household, empty if there is none
     */
    public Optional<Household> household(HouseholdId id) {
        Entry entry = cache == null ? load(id) : cache.get(id, this::load);
        return entry == null ? Optional.empty() : Optional.of(entry.household);
    }

    private @Nullable Entry load(HouseholdId id) {
        return store.view(id.value())
                .map(row -> new Entry(codec.readHousehold(row.body()), row.body().length))
                .orElse(null);
    }

    /**
     * Households that others know by a number.
     *
     * @param identifier the household's number and its type
     * @return the households in ascending order of their ids; several where a number was given twice
     */
    public List<HouseholdId> find(Identifier identifier) {
        return find(new LookupKey(OF_HOUSEHOLD + identifier.type(), identifier.value()));
    }

    /**
     * Households with a member whom others know by a number.
     *
     * @param identifier the person's number and its type
     * @return the households in ascending order of their ids; several where a number was given twice
     */
    public List<HouseholdId> findByMember(Identifier identifier) {
        return find(new LookupKey(OF_PERSON + identifier.type(), identifier.value()));
    }

    /**
     * Households a person belongs to.
     *
     * @param person who
     * @return the households in ascending order of their ids
     */
    public List<HouseholdId> findByMember(PersonId person) {
        return find(new LookupKey(MEMBER, person.toString()));
    }

    private List<HouseholdId> find(LookupKey key) {
        return store.lookup(key).stream().map(HouseholdId::of).toList();
    }

    /**
     * Reads all households, one after the other, past the cache and in bounded memory. Households recorded meanwhile may or
     * may not be seen.
     *
     * @param reader called for each household in ascending order of the ids
     */
    public void households(Consumer<Household> reader) {
        UUID after = null;
        List<ViewRow> page;
        do {
            page = store.views(after, PAGE);
            for (ViewRow row : page) {
                reader.accept(codec.readHousehold(row.body()));
                after = row.stream();
            }
        } while (page.size() == PAGE);
    }

    /**
     * Checks the whole registry: the chain of the journal link by link, every view against a replay of its events, every
     * lookup key. Takes time linear in the registry and memory for the ids of the households.
     *
     * @param progress told about the steps {@code chain} and {@code views}
     * @return what was found
     */
    public Verification verify(Progress progress) {
        List<String> faults = new ArrayList<>();
        Set<UUID> streams = new HashSet<>();
        long events = checkChain(progress, faults, streams);
        long households = 0;
        UUID after = null;
        List<ViewRow> page;
        do {
            page = store.views(after, PAGE);
            for (ViewRow row : page) {
                after = row.stream();
                households++;
                streams.remove(row.stream());
                checkView(row, faults);
                progress.report("views", households, -1);
            }
        } while (page.size() == PAGE && faults.size() < Verification.MOST_FAULTS);
        if (faults.size() < Verification.MOST_FAULTS) {
            for (UUID orphan : streams) {
                faults.add("The household " + orphan + " has events but no view.");
            }
        }
        return new Verification(
                events, households, store.head(), faults.subList(0, Math.min(faults.size(), Verification.MOST_FAULTS)));
    }

    private long checkChain(Progress progress, List<String> faults, Set<UUID> streams) {
        byte[] previous = StoredEvent.origin();
        long sequence = 0;
        long total = store.head().sequence();
        List<StoredEvent> page;
        do {
            page = store.journal(sequence, PAGE);
            for (StoredEvent row : page) {
                if (row.sequence() != sequence + 1) {
                    faults.add("After event " + sequence + " comes event " + row.sequence() + ": events are missing.");
                }
                if (!Arrays.equals(row.chain(), StoredEvent.chain(previous, row))) {
                    faults.add("Event " + row.sequence() + " (" + row.id()
                            + ") does not fit the chain: it or its predecessor was changed.");
                }
                previous = row.chain();
                sequence = row.sequence();
                codec.read(row.type(), row.version(), row.payload())
                        .households()
                        .forEach(h -> streams.add(h.value()));
            }
            progress.report("chain", sequence, total);
        } while (page.size() == PAGE && faults.size() < Verification.MOST_FAULTS);
        return sequence;
    }

    private void checkView(ViewRow row, List<String> faults) {
        HouseholdId id = HouseholdId.of(row.stream());
        List<Recorded> history = decode(store.stream(row.stream()));
        if (history.isEmpty()) {
            faults.add("The household " + id + " has a view but no events.");
            return;
        }
        ViewRow replayed;
        try {
            replayed = view(id, fold(id, history), history.size());
        } catch (IllegalArgumentException e) {
            faults.add("The events of household " + id + " cannot be replayed: " + e.getMessage());
            return;
        }
        if (!replayed.equals(row)) {
            faults.add("The view of household " + id + " differs from a replay of its " + history.size() + " events.");
        }
        for (LookupKey key : row.keys()) {
            if (!store.lookup(key).contains(row.stream())) {
                faults.add("The household " + id + " cannot be found by its " + key.type() + ".");
            }
        }
    }

    /**
     * The end of the journal.
     *
     * @return sequence and chain of the last event
     */
    public ChainHead head() {
        return store.head();
    }

    /**
     * What the cache has done so far.
     *
     * @return the counts; all zero where the cache is off
     */
    public CacheStatistics cacheStatistics() {
        if (cache == null) {
            return new CacheStatistics(0, 0, 0, 0, 0);
        }
        // Counts what is still waiting to be counted.
        cache.cleanUp();
        CacheStats stats = cache.stats();
        long bytes =
                cache.policy().eviction().map(e -> e.weightedSize().orElse(0)).orElse(0L);
        return new CacheStatistics(
                stats.hitCount(), stats.missCount(), stats.evictionCount(), cache.estimatedSize(), bytes);
    }

    /** Closes the registry and its store. */
    @Override
    public void close() {
        store.close();
    }

    /** The state of a household after its events, ordered by effective date, then by sequence. Pure. */
    private static Household fold(HouseholdId id, List<Recorded> history) {
        List<Recorded> ordered = new ArrayList<>(history);
        // Stable: events of one transaction, all without a sequence yet, stay in the order in which they were given.
        ordered.sort(Comparator.comparing((Recorded r) -> !(r.event() instanceof HouseholdRegistered))
                .thenComparing(r -> r.context().effective())
                .thenComparing(Recorded::sequence));
        Household state = null;
        for (Recorded recorded : ordered) {
            state = apply(state, recorded.event());
        }
        if (state == null) {
            throw new IllegalArgumentException(
                    "The household " + id + " has never been registered. Maybe its registration comes first?");
        }
        return state;
    }

    private static @Nullable Household apply(@Nullable Household state, RegistryEvent event) {
        if (event instanceof HouseholdRegistered registered) {
            if (state != null) {
                throw new IllegalArgumentException(
                        "The household " + state.id() + " is registered already. Maybe it is another household: "
                                + "then it needs an id of its own.");
            }
            return registered.household();
        }
        if (event instanceof MemberJoined joined) {
            if (state == null) {
                throw new IllegalArgumentException("The household " + joined.household()
                        + " has never been registered. Maybe its registration comes first?");
            }
            PersonId person = joined.member().person().id();
            if (state.members().stream().anyMatch(m -> m.person().id().equals(person))) {
                throw new IllegalArgumentException("The person " + person + " is a member of household " + state.id()
                        + " already. Maybe it is another person: then they need an id of their own.");
            }
            return state.with(joined.member());
        }
        return state;
    }

    private ViewRow view(HouseholdId id, Household household, long version) {
        SortedSet<LookupKey> keys = new TreeSet<>();
        for (Identifier identifier : household.identifiers()) {
            keys.add(new LookupKey(OF_HOUSEHOLD + identifier.type(), identifier.value()));
        }
        for (Member member : household.members()) {
            keys.add(new LookupKey(MEMBER, member.person().id().toString()));
            for (Identifier identifier : member.person().identifiers()) {
                keys.add(new LookupKey(OF_PERSON + identifier.type(), identifier.value()));
            }
        }
        return new ViewRow(id.value(), version, codec.writeHousehold(household), keys);
    }

    private StoredEvent encode(Recorded recorded) {
        EventContext context = recorded.context();
        return new StoredEvent(
                0,
                recorded.id().value(),
                recorded.event().type(),
                recorded.event().version(),
                context.effective(),
                recorded.recorded(),
                context.actor(),
                context.purpose(),
                context.source(),
                codec.write(recorded.event()),
                new byte[0]);
    }

    private List<Recorded> decode(List<StoredEvent> rows) {
        List<Recorded> events = new ArrayList<>(rows.size());
        for (StoredEvent row : rows) {
            events.add(new Recorded(
                    row.sequence(),
                    EventId.of(row.id()),
                    new EventContext(row.effective(), row.actor(), row.purpose(), row.source()),
                    row.recorded(),
                    codec.read(row.type(), row.version(), row.payload())));
        }
        return events;
    }

    /** A household in the cache and its stored size. */
    private record Entry(Household household, int bytes) {}

    /** Settings of a registry. Not thread-safe; {@link #build()} may be called once. */
    public static final class Builder {
        private final RegistryStore store;
        private EventCodec codec = EventCodec.standard();
        private CacheSettings cache = CacheSettings.standard();
        private Clock clock = Clock.systemUTC();

        private Builder(RegistryStore store) {
            this.store = Objects.requireNonNull(store);
        }

        /**
         * How much to keep in memory.
         *
         * @param settings the bound, or {@link CacheSettings#off()}
         * @return this builder
         */
        public Builder cache(CacheSettings settings) {
            this.cache = settings;
            return this;
        }

        /**
         * Where "now" comes from.
         *
         * @param source the clock
         * @return this builder
         */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /**
         * The event types that are understood.
         *
         * @param types the standard codec, or one with an integrator's types
         * @return this builder
         */
        public Builder codec(EventCodec types) {
            this.codec = types;
            return this;
        }

        /**
         * Opens the registry.
         *
         * @return the registry
         */
        public Registry build() {
            return new Registry(this);
        }
    }
}
