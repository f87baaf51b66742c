package org.trano.registry.dedup.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.area.AreaTree;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.dedup.frame.TextFolding;

/**
 * All that an index holds. One writer at a time, any number of readers beside it: a reader takes the {@link #state} once and sees the people
 * of that moment, each exactly once, whatever is written meanwhile.
 */
final class Book {
    /** Further words of somebody's names are not looked at. */
    static final int MOST_WORDS = 24;

    private static final int LONGEST_WORD = 64;
    private static final int PHONE_DIGITS = 8;
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

    /**
     * What a reader sees.
     *
     * @param people the columns
     * @param size how many slots of them are written
     * @param version counts the changes
     * @param living how many slots count
     */
    record State(People people, int size, int version, int living) {}

    final Words words;
    final Places places;
    final Postings byWord;
    final Postings byBirth;
    final Postings byPlace;
    /** Slots under telephone numbers and other numbers. */
    final Chains numbers;

    private final Ids persons;
    private final Ids households;
    private int[] slotOfPerson;
    /** One more than the last slot of each household. */
    private volatile int[] lastOfHousehold;

    /** What is known of the births of some people, by which chance is judged. */
    final BirthSample births = new BirthSample();

    private volatile State state;

    Book(AreaTree areas, int expected) {
        this(
                new State(new People(expected, 4 * expected), 0, 0, 0),
                new Words(),
                new Places(areas),
                new Ids(expected),
                new Ids(expected / 4),
                new Postings(64),
                new Postings(Dates.SIZE),
                new Postings(64),
                new Chains());
    }

    private Book(
            State state,
            Words words,
            Places places,
            Ids persons,
            Ids households,
            Postings byWord,
            Postings byBirth,
            Postings byPlace,
            Chains numbers) {
        this.state = state;
        this.words = words;
        this.places = places;
        this.persons = persons;
        this.households = households;
        this.byWord = byWord;
        this.byBirth = byBirth;
        this.byPlace = byPlace;
        this.numbers = numbers;
        this.slotOfPerson = new int[Math.max(16, persons.size())];
        this.lastOfHousehold = new int[Math.max(16, households.size())];
    }

    /** A book with what was kept of another one. */
    static Book of(Kept kept, AreaTree areas) {
        int size = kept.birth().length;
        People people = new People(size, kept.words().length);
        Places places = new Places(areas);
        int[] place = new int[kept.places().length];
        for (int number = 1; number < place.length; number++) {
            place[number] = places.add(kept.places()[number]);
        }
        for (int slot = 0; slot < size; slot++) {
            people.person[slot] = slot;
            people.place[slot] = place[kept.place()[slot]];
        }
        System.arraycopy(kept.household(), 0, people.household, 0, size);
        System.arraycopy(kept.birth(), 0, people.birth, 0, size);
        System.arraycopy(kept.flags(), 0, people.flags, 0, size);
        System.arraycopy(kept.from(), 0, people.from, 0, size + 1);
        System.arraycopy(kept.words(), 0, people.words, 0, kept.words().length);
        // Things of about the same size that have nothing to do with each other.
        CompletableFuture<Words> words = CompletableFuture.supplyAsync(
                () -> new Words(new Texts(kept.texts()), kept.formKeys(), kept.formWords()));
        CompletableFuture<Postings> byWord =
                CompletableFuture.supplyAsync(() -> Postings.of(people.words, people.from, size, kept.texts().length));
        CompletableFuture<Chains> numbers =
                CompletableFuture.supplyAsync(() -> new Chains(kept.numberKeys(), kept.numberSlots()));
        Book book = new Book(
                new State(people, size, 1, size),
                words.join(),
                places,
                new Ids(kept.persons()),
                new Ids(kept.households()),
                byWord.join(),
                Postings.of(people.birth, null, size, Dates.SIZE),
                Postings.of(people.place, null, size, places.size()),
                numbers.join());
        for (int slot = 0; slot < size; slot++) {
            book.slotOfPerson[slot] = slot + 1;
            book.births.add(book.persons.id(slot), people.birth[slot]);
            int household = people.household[slot];
            if (household >= 0) {
                people.next[slot] = book.lastOfHousehold[household];
                book.lastOfHousehold[household] = slot + 1;
            }
        }
        return book;
    }

    /** All that counts, without what was written over; for the writer. */
    Kept keep() {
        State now = state;
        People people = now.people;
        int[] slots = new int[now.living];
        int[] renumbered = new int[now.size];
        int size = 0;
        int length = 0;
        for (int slot = 0; slot < now.size; slot++) {
            boolean counts = people.died[slot] == 0;
            renumbered[slot] = counts ? size : -1;
            if (counts) {
                slots[size++] = slot;
                length += people.from[slot + 1] - people.from[slot];
            }
        }
        int[] from = new int[size + 1];
        int[] all = new int[length];
        byte[] flags = new byte[size];
        long[] ids = new long[2 * size];
        for (int i = 0; i < size; i++) {
            int slot = slots[i];
            int count = people.from[slot + 1] - people.from[slot];
            System.arraycopy(people.words, people.from[slot], all, from[i], count);
            from[i + 1] = from[i] + count;
            flags[i] = people.flags[slot];
            UUID id = persons.id(people.person[slot]);
            ids[2 * i] = id.getMostSignificantBits();
            ids[2 * i + 1] = id.getLeastSignificantBits();
        }
        long[] keys = new long[numbers.size()];
        int[] keySlots = new int[keys.length];
        int kept = 0;
        for (int entry = 0; entry < keys.length; entry++) {
            int slot = numbers.value(entry);
            if (slot < now.size && renumbered[slot] >= 0) {
                keys[kept] = numbers.key(entry);
                keySlots[kept++] = renumbered[slot];
            }
        }
        return new Kept(
                words.texts(),
                words.formKeys(),
                words.formWords(),
                places.all(),
                ids,
                households.halves(),
                pick(people.household, slots),
                pick(people.birth, slots),
                pick(people.place, slots),
                flags,
                from,
                all,
                Arrays.copyOf(keys, kept),
                Arrays.copyOf(keySlots, kept));
    }

    private static int[] pick(int[] column, int[] slots) {
        int[] picked = new int[slots.length];
        for (int i = 0; i < slots.length; i++) {
            picked[i] = column[slots[i]];
        }
        return picked;
    }

    State state() {
        return state;
    }

    PersonId person(State at, int slot) {
        return PersonId.of(persons.id(at.people.person[slot]));
    }

    @Nullable
    HouseholdId household(State at, int slot) {
        int number = at.people.household[slot];
        return number < 0 ? null : HouseholdId.of(households.id(number));
    }

    /** One more than the last slot of a household, perhaps written after the state that a reader sees. */
    int lastOfHousehold(int household) {
        return (int) INTS.getAcquire(lastOfHousehold, household);
    }

    /** The slot of a person, −1 where there is none; for the writer. */
    int slot(PersonId id) {
        int number = persons.find(id.value());
        return number < 0 || number >= slotOfPerson.length ? -1 : slotOfPerson[number] - 1;
    }

    /** Whether somebody is in; for the writer. */
    boolean contains(PersonId person) {
        return slot(person) >= 0;
    }

    /** Writes somebody down, in place of what was written of them before. */
    void put(PersonEntry entry) {
        State now = state;
        int[] codes = words.add(words(entry.names()));
        long[] keys = keys(entry);
        int old = slot(entry.id());
        int slot = now.size;
        People people = now.people.withRoom(slot, codes.length);
        people.person[slot] = persons.add(entry.id().value());
        people.household[slot] = entry.household() == null
                ? -1
                : households.add(entry.household().value());
        people.birth[slot] = Dates.of(entry.birth());
        people.place[slot] = places.add(entry.place());
        people.flags[slot] = (byte) (Evidence.sex(entry.sex())
                | (entry.phones().isEmpty() ? 0 : People.HAS_PHONE)
                | (entry.identifiers().isEmpty() ? 0 : People.HAS_IDENTIFIER));
        people.died[slot] = 0;
        people.from[slot + 1] = people.from[slot] + codes.length;
        System.arraycopy(codes, 0, people.words, people.from[slot], codes.length);
        people.next[slot] = 0;
        if (old >= 0 && isSame(people, old, slot) && hasKeys(old, keys)) {
            // Nothing new; longer columns, where these were full, are kept all the same.
            state = new State(people, now.size, now.version, now.living);
            return;
        }
        index(people, slot);
        for (long key : keys) {
            numbers.add(key, slot);
        }
        if (old >= 0) {
            people.end(old, now.version + 1);
        }
        int number = people.person[slot];
        if (number >= slotOfPerson.length) {
            slotOfPerson = Arrays.copyOf(slotOfPerson, number + (number >> 1) + 1);
        }
        slotOfPerson[number] = slot + 1;
        state = new State(people, slot + 1, now.version + 1, old >= 0 ? now.living : now.living + 1);
    }

    private static List<String> words(List<String> names) {
        return Words.read(names, MOST_WORDS).stream()
                .map(word -> word.substring(0, Math.min(word.length(), LONGEST_WORD)))
                .distinct()
                .toList();
    }

    private void index(People people, int slot) {
        for (int i = people.from[slot]; i < people.from[slot + 1]; i++) {
            byWord.add(people.words[i], slot);
        }
        byBirth.add(people.birth[slot], slot);
        births.add(persons.id(people.person[slot]), people.birth[slot]);
        byPlace.add(people.place[slot], slot);
        int household = people.household[slot];
        if (household >= 0) {
            int[] last = lastOfHousehold;
            if (household >= last.length) {
                last = Arrays.copyOf(last, household + (household >> 1) + 1);
                lastOfHousehold = last;
            }
            people.next[slot] = last[household];
            INTS.setRelease(last, household, slot + 1);
        }
    }

    private static boolean isSame(People people, int a, int b) {
        return people.household[a] == people.household[b]
                && people.birth[a] == people.birth[b]
                && people.place[a] == people.place[b]
                && people.flags[a] == people.flags[b]
                && Arrays.equals(
                        people.words,
                        people.from[a],
                        people.from[a + 1],
                        people.words,
                        people.from[b],
                        people.from[b + 1]);
    }

    /** Whether a slot has exactly these numbers. */
    private boolean hasKeys(int slot, long[] keys) {
        int first = numbers.first(slot);
        if (numbers.first(slot + 1) - first != keys.length) {
            return false;
        }
        for (int i = 0; i < keys.length; i++) {
            if (numbers.key(first + i) != keys[i]) {
                return false;
            }
        }
        return true;
    }

    private static long[] keys(PersonEntry entry) {
        return LongStream.concat(
                        entry.phones().stream()
                                .filter(text -> !digits(text).isEmpty())
                                .mapToLong(text -> Chains.key('p', digits(text))),
                        entry.identifiers().stream()
                                .filter(text -> !TextFolding.foldCode(text).isEmpty())
                                .mapToLong(text -> Chains.key('i', TextFolding.foldCode(text))))
                .distinct()
                .sorted()
                .toArray();
    }

    /** The last eight digits of a telephone number: what stands before is the country. */
    static String digits(String phone) {
        String digits = TextFolding.foldCode(phone).replaceAll("[^0-9]", "");
        return digits.substring(Math.max(0, digits.length() - PHONE_DIGITS));
    }

    /** Takes somebody out. */
    boolean remove(PersonId person) {
        State now = state;
        int old = slot(person);
        if (old < 0) {
            return false;
        }
        now.people.end(old, now.version + 1);
        slotOfPerson[now.people.person[old]] = 0;
        state = new State(now.people, now.size, now.version + 1, now.living - 1);
        return true;
    }
}
