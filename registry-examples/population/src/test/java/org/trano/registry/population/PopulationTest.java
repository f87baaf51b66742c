package org.trano.registry.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PopulationTest {
    private static List<Registration> make(Country country, int persons, long seed, Troubles troubles) {
        List<Registration> made = new ArrayList<>();
        Population.builder(country)
                .persons(persons)
                .seed(seed)
                .troubles(troubles)
                .build()
                .forEach(made::add);
        return made;
    }

    @ParameterizedTest
    @EnumSource
    void the_same_seed_gives_the_same_people_and_another_seed_others(Country country) {
        List<Registration> one = make(country, 3000, 5, Troubles.standard());
        assertThat(make(country, 3000, 5, Troubles.standard())).isEqualTo(one);
        assertThat(make(country, 3000, 6, Troubles.standard())).isNotEqualTo(one);
        int persons = one.stream().mapToInt(r -> r.people().size()).sum();
        assertThat(persons).isBetween(3000, 3020);
        assertThat(one).extracting(Registration::id).doesNotHaveDuplicates();
        assertThat(one.stream().flatMap(r -> r.people().stream()).map(Registration.Entry::id))
                .doesNotHaveDuplicates();
    }

    @Test
    void people_of_two_countries_or_of_two_seeds_have_nothing_in_common_but_what_chance_gives() {
        // Two random numbers of nine digits have five in a row in common about once in four thousand pairs.
        assertThat(digitsInCommon(
                        make(Country.TOGO, 4000, 1, Troubles.none()), make(Country.COMOROS, 4000, 1, Troubles.none())))
                .isLessThan(0.02);
        assertThat(digitsInCommon(
                        make(Country.DJIBOUTI, 4000, 1, Troubles.none()),
                        make(Country.DJIBOUTI, 4000, 2, Troubles.none())))
                .isLessThan(0.02);
        assertThat(digitsInCommon(
                        make(Country.TOGO, 4000, 5, Troubles.none()),
                        make(Country.MADAGASCAR, 4000, 6, Troubles.none())))
                .isLessThan(0.02);
    }

    /** The share of people, by their place in the list, who have five digits in a row of an identity number or telephone in common with the one at that place of another list. */
    private static double digitsInCommon(List<Registration> ones, List<Registration> others) {
        int compared = 0;
        int alike = 0;
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            Registration.Entry one = ones.get(i).people().get(0);
            Registration.Entry other = others.get(i).people().get(0);
            compared++;
            alike += haveDigitsInCommon(one.nationalId(), other.nationalId())
                            || haveDigitsInCommon(one.phone(), other.phone())
                    ? 1
                    : 0;
        }
        assertThat(compared).isGreaterThan(500);
        return alike / (double) compared;
    }

    private static boolean haveDigitsInCommon(String one, String other) {
        for (int from = 2; from + 5 <= one.length(); from++) {
            if (other.contains(one.substring(from, from + 5))) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource
    void without_troubles_every_entry_is_clean_and_one_person_is_one_entry_but_for_shared_members(Country country) {
        Map<String, Registration.Entry> seen = new HashMap<>();
        for (Registration registration : make(country, 5000, 1, Troubles.none())) {
            for (Registration.Entry entry : registration.people()) {
                assertThat(entry.givenName()).isNotBlank();
                assertThat(entry.familyName()).isNotBlank();
                assertThat(entry.birthDate()).matches("\\d{4}-\\d{2}-\\d{2}");
                Registration.Entry before = seen.put(entry.truePerson(), entry);
                if (before != null) {
                    assertThat(entry.givenName()).isEqualTo(before.givenName());
                    assertThat(entry.birthDate()).isEqualTo(before.birthDate());
                    assertThat(entry.relationship()).isIn("head", "grandchild");
                }
            }
        }
    }

    @Test
    void the_documented_rates_are_kept() {
        List<Registration> made = make(Country.TOGO, 60_000, 3, Troubles.standard());
        Map<String, Long> byHome = made.stream()
                .filter(r -> !r.trueHousehold().endsWith("/split"))
                .collect(Collectors.groupingBy(Registration::trueHousehold, Collectors.counting()));
        double twice = byHome.values().stream().filter(n -> n == 2).count() / (double) byHome.size();
        // Some second visits would come after the end.
        assertThat(twice).isCloseTo(0.10, within(0.02));
        List<Registration.Entry> entries =
                made.stream().flatMap(r -> r.people().stream()).toList();
        assertThat(share(entries, e -> e.birthDate().length() == 4)).isCloseTo(0.16, within(0.05));
        assertThat(share(entries, e -> e.birthDate().endsWith("-01-01"))).isCloseTo(0.10, within(0.04));
        assertThat(share(entries, e -> e.birthDate().startsWith("vers "))).isCloseTo(0.06, within(0.03));
        Set<String> husbands = new HashSet<>();
        Set<String> ofTwo = new HashSet<>();
        for (Registration registration : made) {
            Registration.Entry head = registration.people().get(0);
            String home = head.truePerson().substring(0, head.truePerson().indexOf('.'));
            if (head.sex().equals("M") && !registration.trueHousehold().endsWith("/split")) {
                husbands.add(registration.trueHousehold());
                if (!home.equals(registration.trueHousehold())) {
                    ofTwo.add(registration.trueHousehold());
                }
            }
        }
        assertThat(ofTwo.size() / (double) byHome.size()).isCloseTo(0.014, within(0.006));
    }

    @Test
    void twice_the_noise_is_twice_the_chances_and_none_is_none() {
        Troubles standard = Troubles.standard();
        assertThat(standard.times(0)).isEqualTo(Troubles.none());
        assertThat(standard.times(1)).isEqualTo(standard);
        assertThat(standard.times(2).noPhone()).isCloseTo(1 - 0.55 * 0.55, within(1e-12));
        assertThatThrownBy(() -> standard.times(-1)).hasMessageContaining("Maybe");
        assertThatThrownBy(() -> standard.times(Double.NaN)).hasMessageContaining("Maybe");
        List<Registration.Entry> rough = make(Country.TOGO, 30_000, 3, standard.times(2)).stream()
                .flatMap(r -> r.people().stream())
                .toList();
        assertThat(share(rough, e -> e.birthDate().length() == 4)).isCloseTo(0.29, within(0.06));
    }

    @Test
    void children_without_a_name_impossible_dates_and_village_telephones_occur_as_often_as_they_should() {
        List<Registration> made = make(Country.MADAGASCAR, 60_000, 3, Troubles.standard());
        List<Registration.Entry> entries =
                made.stream().flatMap(r -> r.people().stream()).toList();
        double impossible = share(
                entries,
                e -> e.birthDate().matches(".*-02-30|.*-13-.*|31/06/.*")
                        || e.birthDate().compareTo("2027") > 0 && e.birthDate().matches("2[01].*"));
        assertThat(impossible).isCloseTo(0.002, within(0.0008));
        List<Registration.Entry> infants = entries.stream()
                .filter(e -> e.birthDate().matches("2025-0[5-9].*|2025-1.*|2026-0[12].*"))
                .toList();
        assertThat(share(infants, e -> e.givenName().startsWith("bébé"))).isCloseTo(0.4, within(0.06));
        // A telephone that more than three households of one village give is that of the village.
        Map<String, Long> homesByPhone = made.stream()
                .flatMap(r -> r.people().stream()
                        .map(Registration.Entry::phone)
                        .filter(p -> !p.isEmpty() && !p.equals("99999999"))
                        .distinct()
                        .map(p -> r.locality() + " " + p))
                .collect(Collectors.groupingBy(p -> p, Collectors.counting()));
        assertThat(homesByPhone.values().stream().filter(n -> n > 3).count()).isGreaterThan(20);
    }

    @Test
    void a_third_of_togolese_names_are_those_of_the_day_of_birth() {
        List<Registration.Entry> men = make(Country.TOGO, 20_000, 1, Troubles.none()).stream()
                .flatMap(r -> r.people().stream())
                .filter(e -> e.sex().equals("M"))
                .toList();
        List<String> days = List.of("Kodjo", "Komlan", "Kokou", "Yao", "Koffi", "Kwami", "Kossi");
        double named = share(
                men,
                e -> e.givenName()
                        .equals(days.get(java.time.LocalDate.parse(e.birthDate())
                                        .getDayOfWeek()
                                        .getValue()
                                - 1)));
        assertThat(named).isBetween(0.33, 0.42);
    }

    @ParameterizedTest
    @EnumSource
    void areas_nest_in_regions_by_their_codes(Country country) {
        List<Registration> made = make(country, 20_000, 1, Troubles.standard());
        assertThat(made)
                .allMatch(r -> r.area().startsWith(r.region())
                        && r.area().length() == country.regionCodeLength() + 4
                        && r.region().length() == country.regionCodeLength());
        // A code is one place, and a place has one code.
        assertThat(made.stream().map(r -> r.area() + r.locality()).distinct().count())
                .isEqualTo(made.stream().map(Registration::area).distinct().count());
    }

    private static double share(
            List<Registration.Entry> entries, java.util.function.Predicate<Registration.Entry> what) {
        return entries.stream().filter(what).count() / (double) entries.size();
    }

    /** What an interviewer sees tells the rich from the poor, but not perfectly. */
    @ParameterizedTest
    @EnumSource
    void dwelling_and_consumption_agree(Country country) {
        List<Registration> made = make(country, 20_000, 2, Troubles.standard());
        double tiles = mean(made, "floor", "tiles");
        double earth = mean(made, "floor", "earth");
        assertThat(tiles).isGreaterThan(earth + 0.3);
        assertThat(mean(made, "electricity", "1")).isGreaterThan(mean(made, "electricity", "0"));
        assertThat(made.stream().filter(r -> "earth".equals(r.answers().get("floor"))))
                .anyMatch(r -> Math.log(r.trueConsumption()) > tiles);
    }

    private static double mean(List<Registration> made, String question, String answer) {
        return made.stream()
                .filter(r -> answer.equals(r.answers().get(question)))
                .mapToDouble(r -> Math.log(r.trueConsumption()))
                .average()
                .orElseThrow();
    }

    @Test
    void files_hold_what_the_stream_holds(@TempDir Path folder) throws IOException {
        Population population = Population.builder(Country.COMOROS).persons(500).build();
        long written = PopulationFiles.write(population, folder, n -> {});
        assertThat(Files.readAllLines(folder.resolve("persons.csv"))).hasSize((int) written + 1);
        assertThat(Files.readAllLines(folder.resolve("households.csv")).get(0))
                .startsWith("household_id,region,area,locality,interview_date,urban,floor")
                .endsWith("truth_household,truth_consumption");
    }

    @Test
    void wrong_settings_are_refused() {
        assertThatThrownBy(() -> Population.builder(Country.TOGO).persons(0)).hasMessageContaining("Maybe");
        assertThat(Country.parse("mg")).contains(Country.MADAGASCAR);
        assertThat(Country.parse("togo")).contains(Country.TOGO);
        assertThat(Country.parse("FR")).isEmpty();
    }
}
