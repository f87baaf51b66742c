package org.trano.registry.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.trano.registry.population.Home.Human;
import org.trano.registry.population.Registration.Entry;

/**
 * An invented population of one country as a stream of registrations, with the troubles of {@link Troubles} and the truth. The
 * same settings give the same stream on any machine. Memory is bounded by the registrations that still wait for their second
 * officer (some bytes each), so millions of persons can be made.
 *
 * <p>Immutable and thread-safe.
 */
public final class Population {
    /** Second registrations come at most so many households after the first. */
    private static final int LONGEST_DELAY = 50_000;

    private final Country country;
    private final long persons;
    private final long seed;
    private final Troubles troubles;

    private Population(Builder builder) {
        this.country = builder.country;
        this.persons = builder.persons;
        this.seed = mixed(builder.seed, country);
        this.troubles = builder.troubles;
    }

    /**
     * A number of its own for each seed of each country, so that their people have nothing in common: generators of random numbers that begin close to each other follow each
     * other. The finalizer of MurmurHash3, as Stafford ("Better bit mixing", 2011, variant 13) improved it.
     */
    private static long mixed(long seed, Country country) {
        long z = seed * Country.values().length + country.ordinal();
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /**
     * A population of a country.
     *
     * @param country the country
     * @return a builder: 10,000 persons, seed 1, standard troubles
     */
    public static Builder builder(Country country) {
        return new Builder(country);
    }

    private enum Kind {
        FIRST,
        AGAIN,
        SPLIT
    }

    /** A registration that waits for its turn. */
    private record Waiting(long turn, long home, Kind kind) {}

    /**
     * Makes the registrations, one after the other, until the number of persons is reached; the last household is complete.
     *
     * @param consumer takes them in the order in which they were made
     */
    public void forEach(Consumer<Registration> consumer) {
        PriorityQueue<Waiting> waiting =
                new PriorityQueue<>(Comparator.comparingLong(Waiting::turn).thenComparingLong(Waiting::home));
        SplittableRandom random = new SplittableRandom(seed);
        // Second visits come before the end also in a small population.
        int delay = (int) Math.max(1, Math.min(LONGEST_DELAY, persons / 50));
        long written = 0;
        long number = 0;
        for (long home = 0; written < persons; home++) {
            written += emit(consumer, home, Kind.FIRST, ++number);
            double draw = random.nextDouble();
            if (draw < troubles.registeredTwice()) {
                waiting.add(new Waiting(home + 1 + random.nextInt(delay), home, Kind.AGAIN));
            } else if (draw < troubles.registeredTwice() + troubles.split()) {
                waiting.add(new Waiting(home + 1 + random.nextInt(delay), home, Kind.SPLIT));
            }
            for (Waiting next = waiting.peek();
                    next != null && next.turn <= home && written < persons;
                    next = waiting.peek()) {
                waiting.remove();
                written += emit(consumer, next.home, next.kind, ++number);
            }
        }
    }

    private int emit(Consumer<Registration> consumer, long index, Kind kind, long number) {
        Home home = Home.of(country, seed, index);
        SplittableRandom random = new SplittableRandom((seed ^ 0x5DEECE66DL) * 31 + index * 3 + kind.ordinal());
        boolean moved = kind == Kind.AGAIN && random.nextDouble() < troubles.moved();
        String id = String.format("%s%07d", country.code(), number);
        List<Human> members = switch (kind) {
            case FIRST -> home.members;
            case AGAIN -> secondVisit(home, random);
            case SPLIT -> split(home);
        };
        if (members.isEmpty()) {
            return 0;
        }
        Home.Locality place = moved ? Home.locality(country, home.region, random) : home.locality;
        List<Entry> people = new ArrayList<>(members.size());
        for (Human human : members) {
            people.add(write(human, id + "-" + (people.size() + 1), place, kind != Kind.FIRST, random));
        }
        Map<String, String> answers = new LinkedHashMap<>(home.answers);
        consumer.accept(new Registration(
                id,
                home.region,
                place.code(),
                place.name(),
                LocalDate.of(2026, 1, 5).plusDays(random.nextInt(50)).toString(),
                answers,
                people,
                kind == Kind.SPLIT ? home.id + "/split" : home.id,
                home.consumption));
        return people.size();
    }

    private List<Human> secondVisit(Home home, SplittableRandom random) {
        List<Human> told = new ArrayList<>();
        for (Human human : home.members) {
            if (told.isEmpty() || random.nextDouble() >= troubles.memberOmitted()) {
                told.add(human);
            }
        }
        return told;
    }

    /** The oldest grown child as a household of their own; empty where there is none. */
    private static List<Human> split(Home home) {
        return home.members.stream()
                .filter(h -> h.relationship().equals("child") && h.age() >= 20)
                .max(Comparator.comparingInt(Human::age))
                .map(h -> List.of(h.as("head")))
                .orElse(List.of());
    }

    /** What an officer puts on the form. */
    private Entry write(Human human, String id, Home.Locality place, boolean again, SplittableRandom random) {
        String given = human.age() < 1 && hits(troubles.unnamedBaby(), random)
                ? Mistakes.baby(human.family(), random)
                : name(human.given(), random);
        String family = name(familyAsTold(human, random), random);
        if (hits(troubles.arabicScript(), random) && (country == Country.DJIBOUTI || country == Country.COMOROS)) {
            given = Mistakes.arabic(given);
            family = Mistakes.arabic(family);
        }
        if (hits(troubles.swapped(), random)) {
            String other = given;
            given = family;
            family = other;
        }
        String phone = phone(human, place, again, random);
        String nationalId = human.nationalId();
        // Whether somebody has a card is a fact about them, not about the visit.
        boolean card = new SplittableRandom(human.id().hashCode() * 7L + seed).nextDouble() >= troubles.noIdentifier();
        if (!card) {
            nationalId = "";
        } else if (hits(troubles.identifierMistake(), random)) {
            nationalId = Mistakes.digits(nationalId, random);
        }
        return new Entry(
                id,
                given,
                family,
                human.male() ? "M" : "F",
                hits(troubles.unreadable(), random)
                        ? Mistakes.impossibleDate(human.birth().getYear(), random)
                        : birth(human, random),
                human.relationship(),
                hits(troubles.placeholder(), random) ? "99999999" : phone,
                nationalId,
                human.id());
    }

    private String phone(Human human, Home.Locality place, boolean again, SplittableRandom random) {
        if (human.phone().isEmpty()) {
            return "";
        }
        if (hits(troubles.noPhone(), random)) {
            // Some of those without one give that of the village.
            return hits(troubles.villagePhone(), random) ? Home.villagePhone(country, place.name()) : "";
        }
        return again && hits(troubles.phoneChanged(), random) ? Home.phone(country, random) : human.phone();
    }

    /** Of a chain of father and grandfather, the form may get only the father: his name is then read as a surname. */
    private String familyAsTold(Human human, SplittableRandom random) {
        int space = human.family().indexOf(' ');
        return country == Country.DJIBOUTI && space > 0 && hits(2 * troubles.nameMistake(), random)
                ? human.family().substring(0, space)
                : human.family();
    }

    private String name(String name, SplittableRandom random) {
        if (hits(troubles.placeholder(), random)) {
            return Mistakes.placeholder(random);
        }
        return hits(troubles.nameMistake(), random) ? Mistakes.name(name, random) : name;
    }

    private String birth(Human human, SplittableRandom random) {
        double draw = random.nextDouble();
        int year = human.birth().getYear();
        // The older, the less is known.
        double factor = human.age() > 40 ? 1.4 : human.age() < 15 ? 0.6 : 1;
        draw /= factor;
        if (draw < troubles.yearOnly()) {
            return Integer.toString(year);
        }
        draw -= troubles.yearOnly();
        if (draw < troubles.firstOfJanuary()) {
            return year + "-01-01";
        }
        draw -= troubles.firstOfJanuary();
        if (draw < troubles.about()) {
            return String.format(Locale.ROOT, "vers %d", Math.min(2025, year - 2 + random.nextInt(5)));
        }
        return hits(troubles.placeholder(), random) ? "" : human.birth().toString();
    }

    private static boolean hits(double rate, SplittableRandom random) {
        return random.nextDouble() < rate;
    }

    /** Settings. Not thread-safe. */
    public static final class Builder {
        private final Country country;
        private long persons = 10_000;
        private long seed = 1;
        private Troubles troubles = Troubles.standard();

        private Builder(Country country) {
            this.country = country;
        }

        /**
         * How many person entries to make, second registrations included; a few more, for the last household is complete.
         *
         * @param count 1 or more
         * @return this builder
         */
        public Builder persons(long count) {
            if (count < 1) {
                throw new IllegalArgumentException(
                        "A population of " + count + " persons cannot be made. Maybe 10000?");
            }
            this.persons = count;
            return this;
        }

        /**
         * What makes this population different from others.
         *
         * @param value any number
         * @return this builder
         */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /**
         * How often things go wrong.
         *
         * @param rates the rates
         * @return this builder
         */
        public Builder troubles(Troubles rates) {
            this.troubles = rates;
            return this;
        }

        /**
         * The population.
         *
         * @return the population
         */
        public Population build() {
            return new Population(this);
        }
    }
}
