package org.trano.registry.dedup.search;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.area.AreaTree;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.dedup.MatchSetup;

/**
 * Finds a person among millions by what they say of themselves: parts of a name in any order and script, a birth date or an age, sex, place, telephone,
 * other numbers, names of people they live with. Whoever is found comes with the odds that it is them and with what these are the sum of.
 *
 * <p>The odds are those of Fellegi and Sunter (1969), as for {@link org.trano.registry.dedup.Deduplicator}, with names taken word by word: for
 * each piece of evidence log2 of m, how probable such agreement is if it is the person, over u, how probable it is by chance. m is that of a set-up, or what is
 * usual; u is counted in the index, for each query anew.
 *
 * <p>Held in memory, about a hundred bytes a person. A search looks up the people of each value that agrees with the query and adds up, for each of
 * them, the most that they can weigh; those for whom that is enough are weighed. It tells what anybody who was not weighed can weigh at most. Time
 * grows with the number of people who share a value with the query.
 *
 * <p>Thread-safe: any number of searches run while others write, and each sees every person exactly once, as they were when it began.
 *
 * <pre>{@code
 * IdentityIndex index = IdentityIndex.builder().build();
 * index.put(PersonEntry.of(person, household));
 * SearchResult found = index.search(PersonQuery.builder().name("Afi Mensah").place("Agoè").build());
 * }</pre>
 */
public final class IdentityIndex {
    private final AreaTree areas;
    private final Evidence evidence;
    private final ReentrantLock writing = new ReentrantLock();
    private final Queue<Search> idle = new ConcurrentLinkedQueue<>();
    private volatile Book book;

    private IdentityIndex(Builder builder, Book book) {
        this.areas = builder.areas;
        this.evidence = builder.setup == null ? Evidence.usual() : Evidence.of(builder.setup);
        this.book = book;
    }

    /**
     * An index with settings of one's own.
     *
     * @return a builder with standard settings
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Adds a person, or puts what is known now in the place of what was known before.
     *
     * @param entry the person
     */
    public void put(PersonEntry entry) {
        writing.lock();
        try {
            book.put(entry);
            Book.State state = book.state();
            if (state.size() > 2 * state.living() + ROOM) {
                book = Book.of(book.keep(), areas);
            }
        } finally {
            writing.unlock();
        }
    }

    /** So many slots may be written over before anything is moved. */
    private static final int ROOM = 10_000;

    /**
     * Takes a person out.
     *
     * @param person who
     * @return false if they were not in
     */
    public boolean remove(PersonId person) {
        writing.lock();
        try {
            return book.remove(person);
        } finally {
            writing.unlock();
        }
    }

    /** Whether somebody is in. */
    boolean contains(PersonId person) {
        writing.lock();
        try {
            return book.contains(person);
        } finally {
            writing.unlock();
        }
    }

    /** All that is in. */
    Kept keep() {
        writing.lock();
        try {
            return book.keep();
        } finally {
            writing.unlock();
        }
    }

    /**
     * How many people are in.
     *
     * @return their number
     */
    public int size() {
        return book.state().living();
    }

    /**
     * Who may this be?
     *
     * @param query what is said of the person
     * @return who it may be; nobody for a query that says nothing
     * @throws IllegalArgumentException if a name has more words than any name
     */
    public SearchResult search(PersonQuery query) {
        Search search = borrow();
        SearchResult result = search.run(book, evidence, query);
        idle.offer(search);
        return result;
    }

    /**
     * How much some people weigh, as if nobody else came into question: whoever is of a household that is known already.
     *
     * @param query what is said of the person
     * @param people who may be it
     * @return those of them who are in the index, the heaviest first; their probabilities are in view of each other
     * @throws IllegalArgumentException if a name has more words than any name
     */
    public List<SearchHit> weigh(PersonQuery query, Collection<PersonId> people) {
        Book now;
        Book.State state;
        int[] slots;
        writing.lock();
        try {
            now = book;
            state = now.state();
            slots = people.stream()
                    .distinct()
                    .mapToInt(now::slot)
                    .filter(slot -> slot >= 0)
                    .toArray();
        } finally {
            writing.unlock();
        }
        Search search = borrow();
        List<SearchHit> hits = search.weigh(now, state, evidence, query, slots);
        idle.offer(search);
        return hits;
    }

    private Search borrow() {
        Search search = idle.poll();
        return search == null ? new Search() : search;
    }

    /** Settings. Not thread-safe. */
    public static final class Builder {
        private AreaTree areas = AreaTree.of(List.of());
        private @Nullable MatchSetup setup;
        private int expected = 1_000;

        private Builder() {}

        /**
         * The areas of the country: a place is then found by the names of all areas it lies in.
         *
         * @param tree the areas
         * @return this builder
         */
        public Builder areas(AreaTree tree) {
            this.areas = tree;
            return this;
        }

        /**
         * What a run of {@link org.trano.registry.dedup.Deduplicator} learned about the slips in this register.
         *
         * @param learned the set-up
         * @return this builder
         */
        public Builder setup(MatchSetup learned) {
            this.setup = learned;
            return this;
        }

        /**
         * How many people are expected, so that nothing need be moved while they come in.
         *
         * @param people 0 or more
         * @return this builder
         */
        public Builder expected(int people) {
            this.expected = Math.max(1, people);
            return this;
        }

        /** An index of what was kept. */
        IdentityIndex of(Kept kept) {
            return new IdentityIndex(this, Book.of(kept, areas));
        }

        /**
         * An empty index.
         *
         * @return the index
         */
        public IdentityIndex build() {
            return new IdentityIndex(this, new Book(areas, expected));
        }
    }
}
