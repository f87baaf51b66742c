package org.trano.registry.dedup.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.RegistryException;
import org.trano.registry.core.Subscription;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.dedup.MatchSetup;

/**
 * An {@link IdentityIndex} of all people of a registry, which follows what is recorded. It can be kept in a file: opening that and catching up with
 * the journal takes a second for a million people; a file that is damaged, of another version or of another registry is not used, and the
 * index is built anew from the registry. People stay in it after their death; areas are those of
 * the day on which it was opened.
 *
 * <p>Thread-safe. Who was recorded is found as soon as the event has come round, some milliseconds later; {@link #await} waits for
 * that. What was dated ahead is found by what was true on the day of the last event about the person.
 *
 * <pre>{@code
 * try (RegistryIndex desk = RegistryIndex.builder(registry).file(Path.of("registry.index")).open()) {
 *     desk.search(PersonQuery.builder().name("Afi Mensah").build()).hits();
 * }
 * }</pre>
 */
public final class RegistryIndex implements AutoCloseable {
    private static final int BEHIND = 1_000;

    private final Registry registry;
    private final @Nullable Path file;
    private final IdentityIndex index;
    private final boolean isRebuilt;
    private final @Nullable String damage;
    private final Subscription following;
    private volatile ChainHead saved;

    private RegistryIndex(Builder builder) {
        registry = builder.registry;
        file = builder.file;
        IdentityIndex.Builder settings = IdentityIndex.builder().areas(registry.areas());
        if (builder.setup != null) {
            settings.setup(builder.setup);
        }
        IndexFile.@Nullable Content kept = null;
        String fault = null;
        if (file != null && Files.exists(file)) {
            try {
                IndexFile.Content content = IndexFile.read(file);
                if (registry.contains(content.head())) {
                    kept = content;
                } else {
                    fault = "it belongs to another registry";
                }
            } catch (IOException e) {
                fault = e.getMessage() == null ? e.toString() : e.getMessage();
            }
        }
        damage = fault;
        isRebuilt = kept == null;
        if (kept != null) {
            index = settings.of(kept.kept());
            saved = kept.head();
        } else {
            ChainHead head = registry.head();
            index = settings.expected((int) Math.min(Integer.MAX_VALUE / 2, registry.count(SubjectKind.PERSON)))
                    .build();
            fill(builder.progress);
            saved = head;
        }
        following = registry.follow(saved.sequence(), this::update);
        if (isRebuilt && file != null) {
            write(saved);
        }
    }

    /**
     * An index of a registry.
     *
     * @param registry the registry, open for as long as the index is
     * @return a builder with standard settings
     */
    public static Builder builder(Registry registry) {
        return new Builder(registry);
    }

    private void fill(Progress progress) {
        long total = registry.count(SubjectKind.PERSON);
        long[] done = {0};
        registry.households(household -> household.members().forEach(member -> {
            if (!index.contains(member.person().id())) {
                index.put(PersonEntry.of(member.person(), household));
                progress.report("index", ++done[0], total);
            }
        }));
        registry.persons(profile -> {
            if (!index.contains(profile.person().id())) {
                put(profile);
                progress.report("index", ++done[0], total);
            }
        });
    }

    private void update(Recorded recorded) {
        Set<PersonId> people = new LinkedHashSet<>();
        for (Subject subject : registry.touched(recorded)) {
            if (subject.kind() == SubjectKind.PERSON) {
                addWithHousehold(PersonId.of(subject.id()), people);
            } else if (subject.kind() == SubjectKind.HOUSEHOLD) {
                registry.household(HouseholdId.of(subject.id()))
                        .ifPresent(household -> household
                                .members()
                                .forEach(member -> people.add(member.person().id())));
            }
        }
        people.forEach(person -> {
            Optional<PersonProfile> profile = registry.person(person);
            if (profile.isPresent()) {
                put(profile.get());
            } else {
                index.remove(person);
            }
        });
    }

    /** A telephone is that of the whole household. */
    private void addWithHousehold(PersonId person, Set<PersonId> people) {
        people.add(person);
        registry.person(person).stream()
                .flatMap(profile -> profile.households().stream())
                .flatMap(id -> registry.household(id).stream())
                .flatMap(household -> household.members().stream())
                .forEach(member -> people.add(member.person().id()));
    }

    /** Somebody of several households is found in the first. */
    private void put(PersonProfile profile) {
        List<HouseholdId> households = profile.households();
        HouseholdId first = null;
        for (HouseholdId id : households) {
            first = first == null || id.value().compareTo(first.value()) < 0 ? id : first;
        }
        @Nullable
        Household household = first == null ? null : registry.household(first).orElse(null);
        index.put(PersonEntry.of(profile.person(), household));
    }

    /**
     * Who may this be?
     *
     * @param query what is said of the person
     * @return who it may be
     * @throws IllegalArgumentException if a name has more words than any name
     */
    public SearchResult search(PersonQuery query) {
        return index.search(query);
    }

    /**
     * How much some people weigh, as if nobody else came into question.
     *
     * @param query what is said of the person
     * @param people who may be it
     * @return those of them who are in the index, the heaviest first; their probabilities are in view of each other
     * @throws IllegalArgumentException if a name has more words than any name
     */
    public List<SearchHit> weigh(PersonQuery query, Collection<PersonId> people) {
        return index.weigh(query, people);
    }

    /**
     * Waits until what was recorded is found.
     *
     * @param sequence the sequence of an event
     * @param atMost how long to wait
     * @return false if the time was over first
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public boolean await(long sequence, Duration atMost) throws InterruptedException {
        return following.await(sequence, atMost);
    }

    /**
     * How many people are in the index.
     *
     * @return their number
     */
    public int size() {
        return index.size();
    }

    /**
     * Whether the index was built from the registry when it was opened.
     *
     * @return false where it was read from its file
     */
    public boolean isRebuilt() {
        return isRebuilt;
    }

    /**
     * Why the file that was there could not be used.
     *
     * @return the reason, or null where nothing was wrong
     */
    public @Nullable String damage() {
        return damage;
    }

    /**
     * Writes the index to its file, with everything that is found now. The old file stays until the new one is complete.
     *
     * @throws IllegalStateException if it has no file
     * @throws RegistryException if the file cannot be written
     */
    public void save() {
        if (file == null) {
            throw new IllegalStateException("The index has no file. Maybe name one when it is opened?");
        }
        // What comes in between is written too, and will be put once more after opening: that changes nothing.
        long position = following.position();
        registry.headAt(position).ifPresent(this::write);
    }

    private void write(ChainHead head) {
        try {
            IndexFile.write(Objects.requireNonNull(file), head, index.keep());
        } catch (IOException e) {
            throw new RegistryException(
                    "The index cannot be written to " + file + ": " + e.getMessage() + ". Maybe the disk is full?", e);
        }
        saved = head;
    }

    /** Stops following; saves the index where it has a file that is more than a thousand events behind: fewer are read again more quickly. */
    @Override
    public void close() {
        following.close();
        if (file != null && following.position() > saved.sequence() + BEHIND) {
            save();
        }
    }

    /** Settings. Not thread-safe. */
    public static final class Builder {
        private final Registry registry;
        private @Nullable Path file;
        private @Nullable MatchSetup setup;
        private Progress progress = Progress.SILENT;

        private Builder(Registry registry) {
            this.registry = registry;
        }

        /**
         * The file in which the index is kept; it holds names' words and numbers, so keep it as safe as the registry.
         *
         * @param path the file; need not exist
         * @return this builder
         */
        public Builder file(Path path) {
            this.file = path;
            return this;
        }

        /**
         * What was learned about the slips in this registry.
         *
         * @param learned the set-up
         * @return this builder
         */
        public Builder setup(MatchSetup learned) {
            this.setup = learned;
            return this;
        }

        /**
         * Who is told about the step {@code index}.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder progress(Progress listener) {
            this.progress = listener;
            return this;
        }

        /**
         * Opens the index: reads its file, or builds it.
         *
         * @return the index
         * @throws RegistryException if it was built and cannot be written to its file
         */
        public RegistryIndex open() {
            return new RegistryIndex(this);
        }
    }
}
