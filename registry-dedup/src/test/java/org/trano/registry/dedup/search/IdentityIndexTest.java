package org.trano.registry.dedup.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trano.registry.core.area.Area;
import org.trano.registry.core.area.AreaTree;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;

/** Who is found, who is found first, and that nobody is left out. */
class IdentityIndexTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final HouseholdId HOME = household(7);

    static PersonId id(int number) {
        return PersonId.of(new UUID(number * 0x9E3779B97F4A7C15L, number));
    }

    static HouseholdId household(int number) {
        return HouseholdId.of(new UUID(number * 0x9E3779B97F4A7C15L, -number));
    }

    static PersonEntry entry(int number, String name, String birth, Sex sex, String place) {
        return new PersonEntry(
                id(number), null, List.of(name), UncertainDate.parse(birth), sex, place, List.of(), List.of());
    }

    /** Afi with all that is known of her, a husband, a child, and a crowd of others. */
    private static IdentityIndex village() {
        IdentityIndex index = IdentityIndex.builder().build();
        // Nobody else is called Mensah.
        People all = new People(new Random(1), People.NAMES.subList(5, People.NAMES.size()));
        for (int i = 1_000; i < 3_000; i++) {
            index.put(all.entry(i));
        }
        index.put(new PersonEntry(
                id(1),
                HOME,
                List.of("Afi Mensah", "أفي منساه"),
                UncertainDate.parse("1985-06-12"),
                Sex.FEMALE,
                "Agoè",
                List.of("+228 90 12 34 56"),
                List.of("TG-4471-88")));
        index.put(new PersonEntry(
                id(2),
                HOME,
                List.of("Kodjo Mensah"),
                UncertainDate.parse("1980"),
                Sex.MALE,
                "Agoè",
                List.of(),
                List.of()));
        index.put(new PersonEntry(
                id(3),
                HOME,
                List.of("Yawa Mensah"),
                UncertainDate.parse("2011-02"),
                Sex.FEMALE,
                "Agoè",
                List.of(),
                List.of()));
        return index;
    }

    private static PersonQuery.Builder query() {
        return PersonQuery.builder();
    }

    private static SearchHit first(IdentityIndex index, PersonQuery.Builder query) {
        return index.search(query.build()).hits().get(0);
    }

    @Test
    void aWomanAtTheDeskIsFoundByWhatSheSays() {
        SearchHit found = first(
                village(), query().name("Mensah").name("Afi").age(40, TODAY).place("agoe"));
        assertThat(found.person()).isEqualTo(id(1));
        assertThat(found.household()).isEqualTo(HOME);
        assertThat(found.probability()).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MENSAH afi", "Afy Mensa", "Affi Menssah", "أفي منساه", "Mme Mensah Afi", "Afi Mensha"})
    void aNameIsFoundInAnyOrderAndSpellingAndScript(String name) {
        assertThat(first(village(), query().name(name).birth(UncertainDate.parse("1985-06-12")))
                        .person())
                .isEqualTo(id(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1985-06-12",
                "1985-12-06",
                "1985-06-21",
                "1985-06",
                "1985",
                "1986-06-12",
                "1985-01-01",
                "1984/1986"
            })
    void aBirthDateMayBePartialOrSlightlyWrong(String birth) {
        assertThat(first(village(), query().name("Afi Mensah").birth(UncertainDate.parse(birth)))
                        .person())
                .isEqualTo(id(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"90123456", "0022890123456", "90 12 34 65", "90 12 34 57"})
    void aTelephoneNumberIsEnoughAlsoWithOneSlip(String phone) {
        assertThat(first(village(), query().phone(phone)).person()).isEqualTo(id(1));
    }

    @Test
    void soIsAnyOtherNumber() {
        assertThat(first(village(), query().identifier("tg 4471 88")).person()).isEqualTo(id(1));
        assertThat(first(village(), query().identifier("TG-4471-89")).person()).isEqualTo(id(1));
    }

    @Test
    void whoLivesWithAPersonTellsNamesakesApart() {
        IdentityIndex index = village();
        for (int other = 10; other < 15; other++) {
            index.put(new PersonEntry(
                    id(other),
                    household(other),
                    List.of("Afi Mensah"),
                    UncertainDate.UNKNOWN,
                    Sex.FEMALE,
                    null,
                    List.of(),
                    List.of()));
        }
        SearchHit found =
                first(index, query().name("Afi Mensah").member("Kodjo").member("Yawa"));
        assertThat(found.person()).isEqualTo(id(1));
        assertThat(found.explanation().parts())
                .anySatisfy(part -> assertThat(part.right()).isEqualTo("kodjo mensah"));
        // Nothing but the names of others leads to all who live with them.
        assertThat(index.search(query().member("Kodjo Mensah")
                                .member("Yawa Mensah")
                                .build())
                        .hits())
                .first()
                .satisfies(hit -> assertThat(hit.household()).isEqualTo(HOME));
    }

    @Test
    void twoOfWhomNothingTellsThemApartHaveAtMostHalfEach() {
        IdentityIndex index = village();
        index.put(entry(20, "Zénabou Ouro", "1990-03-04", Sex.FEMALE, "Kara"));
        index.put(entry(21, "Zénabou Ouro", "1990-03-04", Sex.FEMALE, "Kara"));
        List<SearchHit> hits = index.search(query().name("Zenabou Ouro")
                        .birth(UncertainDate.parse("1990-03-04"))
                        .place("Kara")
                        .build())
                .hits();
        assertThat(hits.get(0).weight()).isEqualTo(hits.get(1).weight());
        assertThat(hits.get(0).probability()).isBetween(0.4, 0.5);
        // Ties stand in the order of the ids.
        assertThat(hits.get(0).person().value()).isLessThan(hits.get(1).person().value());
    }

    @Test
    void aFrequentNameItselfSaysMoreThanASlipOfIt() {
        IdentityIndex index = village();
        for (int i = 5_000; i < 5_500; i++) {
            index.put(entry(i, "Andriamanitra", "1980", Sex.MALE, "Ambato"));
        }
        index.put(entry(900, "Andriamanatra", "1980", Sex.MALE, "Ambato"));
        List<PersonId> found = index
                .search(query().name("Andriamanitra").limit(600).build())
                .hits()
                .stream()
                .map(SearchHit::person)
                .toList();
        assertThat(found.size()).isEqualTo(501);
        assertThat(found.get(500)).isEqualTo(id(900));
    }

    @Test
    void aPlaceIsFoundByTheNamesOfAllAreasItLiesIn() {
        AreaTree areas = AreaTree.of(List.of(
                Area.of("TG01", 1, null, Map.of("fr", "Maritime")),
                Area.of("TG0102", 2, "TG01", Map.of("fr", "Golfe")),
                Area.of("TG02", 1, null, Map.of("fr", "Plateaux"))));
        IdentityIndex index = IdentityIndex.builder().areas(areas).build();
        index.put(entry(1, "Afi", "1985", Sex.FEMALE, "TG0102"));
        index.put(entry(2, "Afi", "1985", Sex.FEMALE, "TG02"));
        for (String place : List.of("Golfe", "maritime", "TG01", "TG0102", "Golf")) {
            assertThat(first(index, query().name("Afi").place(place)).person())
                    .as(place)
                    .isEqualTo(id(1));
        }
        assertThat(first(index, query().name("Afi").place("Plateau")).person()).isEqualTo(id(2));
    }

    @Test
    void anExplanationIsTheSumOfItsPartsInItsOrder() {
        SearchHit found = first(
                village(),
                query().name("Afi Mensa")
                        .birth(UncertainDate.parse("1985"))
                        .sex(Sex.FEMALE)
                        .place("Agoe")
                        .phone("90123456")
                        .identifier("TG447188")
                        .member("Kodjo"));
        double sum = found.explanation().prior();
        for (var part : found.explanation().parts()) {
            sum += part.bits();
        }
        assertThat(sum).isCloseTo(found.weight(), within(1e-9));
        assertThat(found.explanation().text(Locale.FRENCH)).contains("Nom").contains("presque égal");
    }

    @Test
    void whatIsKnownAnewTakesThePlaceOfWhatWasKnown() {
        IdentityIndex index = village();
        int people = index.size();
        index.put(entry(1, "Afi Lawson", "1985-06-12", Sex.FEMALE, "Kara"));
        assertThat(index.size()).isEqualTo(people);
        assertThat(first(index, query().name("Afi Lawson")).person()).isEqualTo(id(1));
        assertThat(index.search(query().phone("90123456").build()).hits()).isEmpty();
        assertThat(index.remove(id(1))).isTrue();
        assertThat(index.remove(id(1))).isFalse();
        assertThat(index.size()).isEqualTo(people - 1);
        assertThat(index.search(query().name("Afi Lawson")
                                .birth(UncertainDate.parse("1985-06-12"))
                                .build())
                        .hits())
                .noneMatch(hit -> hit.person().equals(id(1)));
    }

    /** Whoever is weighed one by one by hand, all of them, is never found to have been left out. */
    @Property(tries = 200)
    void nobodyIsLeftOutWhoWeighsMoreThanTheCeiling(@ForAll @IntRange(max = 1_000_000) int seed) {
        Random random = new Random(seed);
        People all = new People(random);
        Book book = new Book(AreaTree.of(List.of()), 10);
        int size = 1 + random.nextInt(400);
        for (int i = 0; i < size; i++) {
            book.put(all.entry(i));
        }
        PersonQuery query = all.query();
        if (query.isEmpty()) {
            return;
        }
        SearchResult result = new Search().run(book, Evidence.usual(), query);
        Question byHand = new Question(book, book.state(), Evidence.usual(), query, new Tally());
        Set<PersonId> found = new HashSet<>();
        result.hits().forEach(hit -> found.add(hit.person()));
        for (int slot = 0; slot < size; slot++) {
            PersonId person = book.person(book.state(), slot);
            double weight = byHand.weigh(slot, null);
            if (!found.contains(person)) {
                double lowest = result.hits().size() < query.limit()
                        ? Double.NEGATIVE_INFINITY
                        : result.hits().get(query.limit() - 1).weight();
                assertThat(weight)
                        .as("%s", query.names())
                        .isLessThanOrEqualTo(Math.max(result.ceiling(), lowest) + 1e-9);
            }
        }
        result.hits().forEach(hit -> assertThat(hit.probability()).isBetween(0.0, 1.0));
    }

    @Property(tries = 100)
    void theOrderInWhichPeopleCameAndWhatTheyWereBeforeCannotBeSeen(@ForAll @IntRange(max = 1_000_000) int seed) {
        Random random = new Random(seed);
        People all = new People(random);
        IdentityIndex changed = IdentityIndex.builder().build();
        Map<Integer, PersonEntry> last = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            int who = random.nextInt(60);
            if (random.nextInt(4) == 0) {
                assertThat(changed.remove(id(who))).isEqualTo(last.remove(who) != null);
            } else {
                PersonEntry entry = all.entry(who);
                changed.put(entry);
                last.put(who, entry);
            }
        }
        IdentityIndex kept = IdentityIndex.builder().of(changed.keep());
        for (int i = 0; i < 5; i++) {
            PersonQuery query = all.query();
            assertThat(kept.search(query).hits().stream().map(SearchHit::person).toList())
                    .isEqualTo(Fresh.of(last).search(query).hits().stream()
                            .map(SearchHit::person)
                            .toList());
            assertThat(kept.search(query).hits())
                    .allSatisfy(hit -> assertThat(last.values())
                            .anyMatch(entry -> entry.id().equals(hit.person())));
        }
        assertThat(changed.size()).isEqualTo(last.size());
    }

    /** An index that was never anything else. */
    private static final class Fresh {
        static IdentityIndex of(Map<Integer, PersonEntry> entries) {
            IdentityIndex index = IdentityIndex.builder().build();
            entries.values().forEach(index::put);
            return IdentityIndex.builder().of(index.keep());
        }
    }

    @Test
    void searchesDuringWritesSeeEveryPersonExactlyOnce() throws Exception {
        IdentityIndex index = IdentityIndex.builder().build();
        int bearers = 40;
        for (int i = 0; i < bearers; i++) {
            index.put(entry(i, "Zafimaniry", "19" + (50 + i), Sex.MALE, "A"));
        }
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            int seed = t;
            threads.add(new Thread(() -> {
                Random random = new Random(seed);
                People others = new People(random);
                for (int n = 0; !stop.get(); n++) {
                    int who = random.nextInt(bearers);
                    index.put(entry(who, "Zafimaniry", "19" + (50 + random.nextInt(40)), Sex.MALE, "A" + n));
                    index.put(others.entry(1_000 + random.nextInt(5_000)));
                }
            }));
            threads.add(new Thread(() -> {
                PersonQuery query = query().name("Zafimaniry").limit(100).build();
                while (!stop.get() && failure.get() == null) {
                    List<PersonId> seen = index.search(query).hits().stream()
                            .filter(hit ->
                                    hit.explanation().parts().get(0).level().equals("equal"))
                            .map(SearchHit::person)
                            .toList();
                    if (seen.size() != bearers || Set.copyOf(seen).size() != bearers) {
                        failure.set(new AssertionError("seen " + seen.size() + ", of them different "
                                + Set.copyOf(seen).size()));
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.setUncaughtExceptionHandler((t, e) -> failure.compareAndSet(null, e));
            thread.start();
        }
        Thread.sleep(1_500L * Integer.getInteger("trano.effort", 1));
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }

    @Test
    void aQueryThatSaysNothingFindsNobody() {
        assertThat(village().search(query().build()).hits()).isEmpty();
        assertThat(village().search(query().name("  ").place("…").build()).hits())
                .isEmpty();
        assertThat(IdentityIndex.builder()
                        .build()
                        .search(query().name("Afi").build())
                        .hits())
                .isEmpty();
    }

    @Test
    void whatIsNoNameIsRefusedInWords() {
        assertThatThrownBy(() -> query().name("a".repeat(1_000_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Maybe something else was pasted?");
        assertThatThrownBy(() -> village()
                        .search(query().name("aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp qq rr ss tt uu vv ww")
                                .build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("23 words");
        assertThatThrownBy(() -> query().limit(0)).hasMessageContaining("Maybe 10?");
        assertThatThrownBy(() -> query().age(200, TODAY)).hasMessageContaining("year of birth");
    }

    /** The exhaustive run asks ten thousand of these. */
    @Property
    void anythingAtAllMayBeAsked(@ForAll String name, @ForAll String place, @ForAll String number) {
        IdentityIndex index = Hostile.INDEX;
        PersonQuery.Builder query = query();
        try {
            query.name(name).place(place).phone(number).identifier(number).member(place);
            assertThat(index.search(query.build()).weighed()).isLessThanOrEqualTo(index.size());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("Maybe");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "de la",
                "El Hadj",
                "(a+)+$",
                ".*",
                "\u202eihsneM ifA\u202c",
                "\u0000",
                "%_'\"; drop",
                "نن",
                "1985",
                "𝔄𝔣𝔦",
                "\ud800"
            })
    void someOfItIsAskedInEarnest(String text) {
        SearchResult found = Hostile.INDEX.search(query().name(text)
                .place(text)
                .phone(text)
                .identifier(text)
                .member(text)
                .build());
        assertThat(found.weighed()).isLessThanOrEqualTo(found.people());
    }

    private static final class Hostile {
        static final IdentityIndex INDEX = village();
    }

    /** People of few names, so that many are alike, and what others say of them. */
    static final class People {
        private static final List<String> NAMES = List.of(
                "Afi",
                "Ama",
                "Kossi",
                "Kodjo",
                "Mensah",
                "Lawson",
                "Rakoto",
                "Rakotoarisoa",
                "Faly",
                "Cabdi",
                "Abdi",
                "Abdourahman",
                "Cabdiraxmaan",
                "Ali",
                "Cali",
                "Mohamed",
                "محمد",
                "فاطمة",
                "Fatouma",
                "A",
                "M.",
                "Ravao");
        private static final List<String> PLACES = List.of("Lomé", "Kara", "Agoè", "Agoe Nyivé", "Moroni", "");
        private final Random random;
        private final List<String> names;

        People(Random random) {
            this(random, NAMES);
        }

        People(Random random, List<String> names) {
            this.random = random;
            this.names = names;
        }

        private String name() {
            StringBuilder name = new StringBuilder();
            for (int i = random.nextInt(4); i >= 0; i--) {
                name.append(i == 3 ? "" : " ").append(names.get(random.nextInt(names.size())));
            }
            return name.toString().strip();
        }

        private String birth() {
            int year = 1950 + random.nextInt(70);
            return switch (random.nextInt(6)) {
                case 0 -> "XXXX";
                case 1 -> String.valueOf(year);
                case 2 -> year + "-01-01";
                case 3 -> year + "/" + (year + random.nextInt(50));
                case 4 -> year + "-0" + (1 + random.nextInt(9));
                default -> year + "-0" + (1 + random.nextInt(9)) + "-" + (10 + random.nextInt(19));
            };
        }

        private String phone() {
            return "9" + random.nextInt(3) + "00000" + random.nextInt(10);
        }

        PersonEntry entry(int number) {
            int home = random.nextInt(80);
            return new PersonEntry(
                    id(number),
                    home < 60 ? household(home) : null,
                    random.nextInt(20) == 0
                            ? List.of()
                            : random.nextInt(5) == 0 ? List.of(name(), name()) : List.of(name()),
                    UncertainDate.parse(birth()),
                    Sex.of(random.nextInt(3)),
                    PLACES.get(random.nextInt(PLACES.size())),
                    random.nextInt(4) == 0 ? List.of(phone()) : List.of(),
                    random.nextInt(4) == 0 ? List.of("ID-" + phone()) : List.of());
        }

        PersonQuery query() {
            PersonQuery.Builder query = PersonQuery.builder().limit(1 + random.nextInt(12));
            boolean isNamed = random.nextInt(5) > 0;
            if (isNamed) {
                query.name(name());
            }
            if (random.nextInt(2) == 0) {
                query.birth(UncertainDate.parse(birth()));
            } else if (random.nextInt(3) == 0) {
                query.age(random.nextInt(80), TODAY);
            }
            if (!isNamed && random.nextBoolean()) {
                // Nothing but a birth.
                return query.birth(UncertainDate.parse(birth())).build();
            }
            if (random.nextInt(2) == 0) {
                query.sex(Sex.of(random.nextInt(3)));
            }
            if (random.nextInt(2) == 0) {
                query.place(PLACES.get(random.nextInt(PLACES.size())));
            }
            if (random.nextInt(4) == 0) {
                query.phone(phone());
            }
            if (random.nextInt(4) == 0) {
                query.identifier("id " + phone());
            }
            if (random.nextInt(4) == 0) {
                query.member(name());
            }
            return query.build();
        }
    }
}
