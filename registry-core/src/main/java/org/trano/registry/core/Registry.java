package org.trano.registry.core;

import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trano.registry.core.actor.Intervention;
import org.trano.registry.core.actor.Organisation;
import org.trano.registry.core.actor.Project;
import org.trano.registry.core.area.AreaTree;
import org.trano.registry.core.cache.CacheSettings;
import org.trano.registry.core.cache.CacheStatistics;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.Membership;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.programme.Programme;
import org.trano.registry.core.state.HouseholdState;
import org.trano.registry.core.state.Moment;
import org.trano.registry.core.state.Recording;
import org.trano.registry.core.state.Replay;
import org.trano.registry.core.state.Timeline;
import org.trano.registry.core.state.TimelineCache;
import org.trano.registry.core.state.Verifier;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.store.RebuildingStore;
import org.trano.registry.core.store.RegistryStore;
import org.trano.registry.core.store.StoreException;
import org.trano.registry.core.store.StoredEvent;
import org.trano.registry.core.store.ViewRow;

/**
 * The one entry point: records what happened, answers what is known.
 *
 * <p>Every fact is an event in the store's journal, with the day from which it is true and the time at which we learned it; a
 * household as {@link #household(HouseholdId)} gives it is a view, the fold of its events, kept in the same transaction and
 * checked by {@link #verify(Progress)}. When {@link #record} returns, the event survives the death of the process. An event
 * that is dated in the future takes effect by itself when its day comes. {@link #asOf} answers for another day, and with what
 * was known at another time.
 *
 * <p>Thread-safe. Two writers that touch the same household or person at the same time: one of them gets a
 * {@link org.trano.registry.core.store.VersionConflictException} and nothing of its call is written. Reads are answered from a
 * bounded cache ({@link CacheSettings}) and are never older than this process's last acknowledged write.
 */
public final class Registry implements Reading, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    private static final int PAGE = 500;
    private static final int MOST_YEARS_AHEAD = 10;
    private static final long QUARTER_HOUR = Duration.ofMinutes(15).toMillis();

    private final RegistryStore store;
    private final EventCodec codec;
    private final Clock clock;
    private final Duration poll;
    private final @Nullable TimelineCache cache;
    private volatile Day day = new Day(LocalDate.EPOCH, 0, 0);
    private final Function<UUID, @Nullable Timeline<?>> loadHousehold =
            id -> load(new Subject(SubjectKind.HOUSEHOLD, id));
    private final Function<UUID, @Nullable Timeline<?>> loadPerson = id -> load(new Subject(SubjectKind.PERSON, id));
    private final Set<Subscription> subscriptions = new CopyOnWriteArraySet<>();

    private Registry(Builder builder) {
        this.store = builder.store;
        this.codec = builder.codec;
        this.clock = builder.clock;
        this.poll = builder.poll;
        this.cache = builder.cache.maximumBytes() == 0 ? null : new TimelineCache(builder.cache);
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
     *     unknown household, a birth in the future, a correction of what is not there
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
        acts.forEach(act -> requireTimely(act, now));
        return write(Recording.of(acts, now, today(), store, codec));
    }

    private List<Recorded> write(Recording recording) {
        List<Recorded> recorded = cache == null
                ? recording.write()
                : cache.writing(recording.streams(), recording::write, store.isJoined());
        LOG.debug("recorded {} events", recorded.size());
        subscriptions.forEach(Subscription::wake);
        return recorded;
    }

    private static void requireTimely(Act act, Instant now) {
        // The earliest time zone on earth is 14 hours ahead: a date that is today somewhere is accepted.
        LocalDate latest = now.atOffset(ZoneOffset.ofHours(14)).toLocalDate();
        LocalDate effective = act.context().effective();
        if (!act.event().mayLieAhead() && effective.isAfter(latest)) {
            throw new IllegalArgumentException(
                    "The act is dated " + effective + ", which is in the future. Maybe the year is mistyped?");
        }
        if (effective.isAfter(latest.plusYears(MOST_YEARS_AHEAD))) {
            throw new IllegalArgumentException("The act is dated " + effective + ", more than " + MOST_YEARS_AHEAD
                    + " years ahead. Maybe the year is mistyped?");
        }
    }

    /**
     * Whether what this thread records now is part of a transaction of the host's, and so is not acknowledged before that commits.
     *
     * @return false where every {@link #recordAll} is a transaction of its own
     */
    public boolean isJoined() {
        return store.isJoined();
    }

    private LocalDate today() {
        long now = clock.millis();
        Day day = this.day;
        if (now < day.begins || now >= day.ends) {
            LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(now), clock.getZone());
            // The next change of the date is no further than the next full quarter of an hour, wherever in the world.
            day = new Day(date, now, (Math.floorDiv(now, QUARTER_HOUR) + 1) * QUARTER_HOUR);
            this.day = day;
        }
        return day.date;
    }

    /** What day it is, and until when that needs no second thought. */
    private record Day(LocalDate date, long begins, long ends) {}

    private Moment now() {
        return new Moment(store, codec, today(), null);
    }

    /**
     * The registry on another day, as it was known at another time. What was recorded later does not count, corrections
     * included: the same two times always give the same answer.
     *
     * @param effective the day that is asked about
     * @param knownAt the time of knowledge, inclusive
     * @return a reading straight from the store; cost: the events of each household that is read
     */
    public Reading asOf(LocalDate effective, Instant knownAt) {
        return new Moment(store, codec, effective, knownAt);
    }

    /**
     * The registry on another day, with all that is known now.
     *
     * @param effective the day that is asked about
     * @return a reading straight from the store
     */
    public Reading asOf(LocalDate effective) {
        return new Moment(store, codec, effective, null);
    }

    /**
     * A household as it is known now.
     *
     * @param id which household
     * @return the household with its living members, also after it has ended; empty if there is none
     */
    @Override
    public Optional<Household> household(HouseholdId id) {
        if (cache == null || store.isJoined()) {
            // In a transaction of the caller's, what is read may never become true, or be older than what others know.
            return now().household(id);
        }
        LocalDate day = today();
        cache.tick();
        long before = cache.stamp(id.value());
        Timeline<?> timeline = timeline(SubjectKind.HOUSEHOLD, id.value(), day);
        if (timeline == null) {
            return Optional.empty();
        }
        Optional<Household> joined = cache.joined(timeline, day);
        return joined != null ? joined : join(cache, timeline, before, day);
    }

    /** Puts a household together from its timeline and those of its members, and remembers it where nobody wrote meanwhile. */
    private Optional<Household> join(TimelineCache timelines, Timeline<?> timeline, long before, LocalDate day) {
        HouseholdState state = (HouseholdState) timeline.at(day);
        if (state == null) {
            return Optional.empty();
        }
        List<Timeline<?>> parts = new ArrayList<>();
        parts.add(timeline);
        List<Membership> memberships = state.members();
        long[] stamps = new long[memberships.size() + 1];
        stamps[0] = before;
        boolean quiet = TimelineCache.isQuiet(before);
        List<Member> members = new ArrayList<>(memberships.size());
        for (Membership membership : memberships) {
            UUID person = membership.person().value();
            stamps[members.size() + 1] = timelines.stamp(person);
            quiet &= TimelineCache.isQuiet(stamps[members.size() + 1]);
            Timeline<?> part = timeline(SubjectKind.PERSON, person, day);
            PersonProfile profile = part == null ? null : (PersonProfile) part.at(day);
            if (part == null || profile == null) {
                // Somebody who is not there yet: nothing to remember.
                return now().household(state.id());
            }
            parts.add(part);
            members.add(Member.of(profile.person(), membership));
        }
        for (int i = 0; i < stamps.length; i++) {
            quiet &= stamps[i] == timelines.stamp(parts.get(i).subject().id());
        }
        if (!quiet) {
            return now().household(state.id());
        }
        Optional<Household> household = Optional.of(state.with(members));
        timelines.join(parts, stamps, day, household);
        return household;
    }

    /**
     * A person as they are known now.
     *
     * @param id who
     * @return the person, also after their death; empty if there is none
     */
    @Override
    public Optional<PersonProfile> person(PersonId id) {
        if (cache == null || store.isJoined()) {
            return now().person(id);
        }
        cache.tick();
        LocalDate day = today();
        Timeline<?> timeline = timeline(SubjectKind.PERSON, id.value(), day);
        return timeline == null ? Optional.empty() : Optional.ofNullable((PersonProfile) timeline.at(day));
    }

    /** The timeline of a stream that covers a day, by way of the cache; null where there is no such stream. */
    private @Nullable Timeline<?> timeline(SubjectKind kind, UUID stream, LocalDate day) {
        TimelineCache timelines = Objects.requireNonNull(cache);
        Timeline<?> timeline = timelines.get(stream, kind == SubjectKind.HOUSEHOLD ? loadHousehold : loadPerson);
        if (timeline == null) {
            return null;
        }
        if (!timeline.covers(day)) {
            Timeline<?> whole = now().history(timeline.subject());
            timelines.widen(stream, timeline, whole);
            timeline = whole;
        }
        return timeline;
    }

    private @Nullable Timeline<?> load(Subject subject) {
        List<ViewRow> rows = store.views(List.of(subject));
        return rows.isEmpty() ? null : Timeline.of(rows.get(0), codec);
    }

    /**
     * Households that others know by a number, or once knew by it.
     *
     * @param identifier the household's number and its type
     * @return the households in ascending order of their ids; several where a number was given twice
     */
    public List<HouseholdId> find(Identifier identifier) {
        return store.lookup(LookupKey.ofHousehold(identifier)).stream()
                .map(subject -> HouseholdId.of(subject.id()))
                .toList();
    }

    /**
     * Persons whom others know by a number, or once knew by it.
     *
     * @param identifier the person's number and its type
     * @return the persons in ascending order of their ids; several where a number was given twice
     */
    public List<PersonId> findPersons(Identifier identifier) {
        return store.lookup(LookupKey.ofPerson(identifier)).stream()
                .map(subject -> PersonId.of(subject.id()))
                .toList();
    }

    /**
     * Households that others know by some numbers, or once knew by them; one reading for all.
     *
     * @param identifiers the households' numbers and their types
     * @return for each number that finds something, the households in ascending order of their ids
     */
    public Map<Identifier, List<HouseholdId>> find(Collection<Identifier> identifiers) {
        return find(identifiers, LookupKey::ofHousehold, HouseholdId::of);
    }

    /**
     * Persons whom others know by some numbers, or once knew by them; one reading for all.
     *
     * @param identifiers the persons' numbers and their types
     * @return for each number that finds something, the persons in ascending order of their ids
     */
    public Map<Identifier, List<PersonId>> findPersons(Collection<Identifier> identifiers) {
        return find(identifiers, LookupKey::ofPerson, PersonId::of);
    }

    private <T> Map<Identifier, List<T>> find(
            Collection<Identifier> identifiers, Function<Identifier, LookupKey> key, Function<UUID, T> id) {
        Map<LookupKey, Identifier> keys = new HashMap<>();
        identifiers.forEach(identifier -> keys.put(key.apply(identifier), identifier));
        Map<Identifier, List<T>> found = new HashMap<>();
        store.lookup(keys.keySet())
                .forEach((lookup, subjects) -> found.put(
                        Objects.requireNonNull(keys.get(lookup)),
                        subjects.stream().map(subject -> id.apply(subject.id())).toList()));
        return found;
    }

    /**
     * Households with a member whom others know by a number.
     *
     * @param identifier the person's number and its type
     * @return the households in ascending order of their ids; several where a number was given twice
     */
    public List<HouseholdId> findByMember(Identifier identifier) {
        Set<HouseholdId> households = new TreeSet<>();
        findPersons(identifier).forEach(person -> households.addAll(findByMember(person)));
        return List.copyOf(households);
    }

    /**
     * Households a person belongs to, or belonged to when they died.
     *
     * @param person who
     * @return the households in the order in which they came to them
     */
    public List<HouseholdId> findByMember(PersonId person) {
        return person(person).map(PersonProfile::households).orElse(List.of());
    }

    /**
     * Reads everybody about whom it was ever decided whether another record is the same person.
     *
     * @param reader called for each in ascending order of the ids
     */
    public void reviewed(Consumer<PersonProfile> reader) {
        for (Subject subject : store.lookup(LookupKey.REVIEWED)) {
            person(PersonId.of(subject.id())).ifPresent(reader);
        }
    }

    @Override
    public void households(Consumer<Household> reader) {
        now().households(reader);
    }

    @Override
    public void persons(Consumer<PersonProfile> reader) {
        now().persons(reader);
    }

    @Override
    public AreaTree areas() {
        return now().areas();
    }

    @Override
    public List<Programme> programmes() {
        return now().programmes();
    }

    @Override
    public List<Organisation> organisations() {
        return now().organisations();
    }

    @Override
    public List<Project> projects() {
        return now().projects();
    }

    @Override
    public List<Intervention> interventions() {
        return now().interventions();
    }

    /**
     * How many subjects of a kind the registry has ever known, those that have ended included.
     *
     * @param kind which kind
     * @return the number
     */
    public long count(SubjectKind kind) {
        return store.count(kind);
    }

    /**
     * Every subject of a kind that the registry has ever known, those included that have ended, lie ahead or were retracted.
     *
     * @param kind which kind
     * @param reader called for each in ascending order of the ids
     */
    public void subjects(SubjectKind kind, Consumer<Subject> reader) {
        now().subjects(kind, reader);
    }

    /**
     * All that was ever recorded about a household, a person or anything else, corrections and what they correct included.
     *
     * @param subject about what
     * @return the events in the order in which they were recorded
     */
    public List<Recorded> history(Subject subject) {
        return Moment.decode(store.stream(subject), codec);
    }

    /**
     * Gives every event of the journal to a subscriber, in order, from where it was left under this name; a new name begins
     * with the first event. At least once: after a crash some come again. One process at a time should use a name.
     *
     * @param name under which the position is kept in the registry
     * @param handler is given the events on a thread of its own; where it throws, the event is given again later
     * @return the subscriber at work; closed with the registry at the latest
     */
    public Subscription subscribe(String name, Consumer<Recorded> handler) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "A subscriber needs a name under which its position is kept. Maybe the name of your system?");
        }
        return subscribe(name, true, store.cursor(name), handler);
    }

    private Subscription subscribe(String name, boolean isKept, long after, Consumer<Recorded> handler) {
        Subscription subscription =
                new Subscription(name, isKept, after, store, codec, handler, poll, subscriptions::remove);
        subscriptions.add(subscription);
        return subscription;
    }

    /**
     * Gives every event of the journal after one to a follower, in order; how far it has come is for the follower to remember. Made for what is built
     * from the registry and kept elsewhere: an index, a copy, a page of figures.
     *
     * @param after the sequence of the last event that is not given, 0 for all
     * @param handler as for {@link #subscribe}
     * @return the follower at work; closed with the registry at the latest
     */
    public Subscription follow(long after, Consumer<Recorded> handler) {
        return subscribe("follower", false, after, handler);
    }

    /**
     * All subjects whose history an event is part of: those it is about, and those of the event that it corrects.
     *
     * @param recorded an event of this registry
     * @return the subjects
     */
    public Set<Subject> touched(Recorded recorded) {
        Set<Subject> subjects = new LinkedHashSet<>(recorded.event().subjects());
        EventId corrected = recorded.context().supersedes();
        if (corrected != null) {
            subjects.addAll(Recording.touched(corrected, store, codec));
        }
        return subjects;
    }

    /**
     * Checks the whole registry as it is when this is called, while people work: the chain link by link, every view against a
     * replay of its events, every lookup key. Takes time linear in the registry and little memory.
     *
     * @param progress told about the step {@code verify}
     * @return what was found
     */
    public Verification verify(Progress progress) {
        try (RegistryStore now = store.snapshot()) {
            return new Verifier(now, codec).verify(progress);
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
     * The end of the journal, signed, to be kept elsewhere.
     *
     * @param key an Ed25519 key that does not lie beside the registry
     * @return the signed head
     */
    public SignedHead signHead(PrivateKey key) {
        return SignedHead.sign(head(), clock.instant(), key);
    }

    /**
     * Whether the journal goes through a point that was written down before. Together with an intact chain
     * ({@link #verify}) this proves that nothing up to that point was changed.
     *
     * @param earlier what was the end of the journal once
     * @return false if the journal is shorter, or another event stands there
     */
    public boolean contains(ChainHead earlier) {
        return earlier.sequence() == 0
                || headAt(earlier.sequence()).filter(earlier::equals).isPresent();
    }

    /**
     * Where the chain stood after an event.
     *
     * @param sequence the event's sequence, 0 for before the first one
     * @return the head then; empty if there is no such event
     */
    public Optional<ChainHead> headAt(long sequence) {
        if (sequence == 0) {
            return Optional.of(new ChainHead(0, StoredEvent.origin()));
        }
        return store.journal(sequence - 1, 1).stream()
                .filter(event -> event.sequence() == sequence)
                .findFirst()
                .map(event -> new ChainHead(sequence, event.chain()));
    }

    /**
     * Copies the whole registry into another store, event by event: a backup while people work, a restore, the way from a file
     * to a server and back. The copy has the same journal, link for link, and its own views. What is recorded meanwhile is
     * copied too, up to the end. A copy that was interrupted is simply run again.
     *
     * @param target an empty store, or one that holds the beginning of this journal
     * @param progress told about the step {@code copy}
     * @return the end of the copied journal
     * @throws IllegalArgumentException if the target holds something else
     */
    public ChainHead copyTo(RegistryStore target, Progress progress) {
        ChainHead reached = target.head();
        if (!contains(reached)) {
            throw new IllegalArgumentException(
                    "The target holds another registry (" + reached.sequence() + " events). Maybe name a new file?");
        }
        List<StoredEvent> page;
        do {
            page = store.journal(reached.sequence(), PAGE);
            if (!page.isEmpty()) {
                Recording.copy(page, today(), target, codec).write();
                reached = target.head();
                progress.report("copy", reached.sequence(), store.head().sequence());
            }
        } while (page.size() == PAGE);
        if (!contains(reached)) {
            throw new StoreException(
                    StoreException.Reason.OTHER,
                    "The copy's chain differs from the original's at event " + reached.sequence()
                            + ". Maybe somebody wrote to the target meanwhile? Do not use it.");
        }
        return reached;
    }

    /**
     * Makes all views of a journal anew: for whoever writes a store. Each event is read once, and those of subjects that have later
     * ones once more, in memory that does not grow with the journal.
     *
     * @param store has a journal and no views
     * @param codec the event types that are understood
     * @param today the day on which views are to hold
     * @param progress told about the step {@code copy}
     * @throws IllegalArgumentException if the events contradict each other
     */
    public static void rebuild(RebuildingStore store, EventCodec codec, LocalDate today, Progress progress) {
        new Replay(store, codec, today).run(progress);
    }

    /**
     * What the cache has done so far.
     *
     * @return the counts; all zero where the cache is off
     */
    public CacheStatistics cacheStatistics() {
        return cache == null ? new CacheStatistics(0, 0, 0, 0, 0) : cache.statistics();
    }

    /** Stops the subscribers, closes the registry and its store. */
    @Override
    public void close() {
        Collection<Subscription> open = List.copyOf(subscriptions);
        open.forEach(Subscription::close);
        store.close();
    }

    /** Settings of a registry. Not thread-safe; {@link #build()} may be called once. */
    public static final class Builder {
        private final RegistryStore store;
        private EventCodec codec = EventCodec.standard();
        private CacheSettings cache = CacheSettings.standard();
        private Clock clock = Clock.systemDefaultZone();
        private Duration poll = Duration.ofSeconds(1);

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
         * Where "now" and "today" come from, in the zone of the country.
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
         * How often subscribers look for what other processes have recorded; what this process records they are told at once.
         *
         * @param interval more than zero; one second unless told otherwise
         * @return this builder
         */
        public Builder poll(Duration interval) {
            if (interval.isZero() || interval.isNegative()) {
                throw new IllegalArgumentException(
                        "Subscribers cannot look every " + interval + ". Maybe every second?");
            }
            this.poll = interval;
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
