package org.trano.registry.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.trano.registry.population.Country.Naming;

/**
 * A household as it really is, wholly determined by the population's seed and its own number: it can be made again at any time,
 * so nothing needs to be remembered.
 */
final class Home {
    /** Share of names that are none of the common ones, and how many such names there are. */
    private static final double RARE = 0.35;

    private static final int RARE_NAMES = 700;
    /** How far the best-off region is ahead of the worst-off, in the units of hidden means. */
    private static final double REGIONAL = 0.6;

    private static final int OLDEST_CHILD_AT_HOME = 27;
    private static final int LOCALITIES = 40;
    private static final int PREFECTURES = 6;
    /** In Togo, the share of names that are those of the day of birth, Monday to Sunday (Ewe). */
    private static final double GIVEN_AFTER_DAY = 0.35;

    private static final List<String> DAYS_OF_MEN =
            List.of("Kodjo", "Komlan", "Kokou", "Yao", "Koffi", "Kwami", "Kossi");
    private static final List<String> DAYS_OF_WOMEN =
            List.of("Adjoa", "Abla", "Akou", "Yawa", "Afi", "Ama", "Akossiwa");
    static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    /** Somebody as they really are. */
    record Human(
            String id,
            String given,
            String family,
            boolean male,
            LocalDate birth,
            String phone,
            String nationalId,
            String relationship) {
        Human as(String role) {
            return new Human(id, given, family, male, birth, phone, nationalId, role);
        }

        int age() {
            return java.time.Period.between(birth, TODAY).getYears();
        }
    }

    final String id;
    final String region;
    final Locality locality;
    final double consumption;
    final Map<String, String> answers;
    final List<Human> members;

    private Home(
            String id,
            String region,
            Locality locality,
            double consumption,
            Map<String, String> answers,
            List<Human> members) {
        this.id = id;
        this.region = region;
        this.locality = locality;
        this.consumption = consumption;
        this.answers = answers;
        this.members = members;
    }

    /** Household number {@code index} of a population. */
    static Home of(Country country, long seed, long index) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
        String id = country.code() + "-" + index;
        String region = country.regions.get(skewed(random, country.regions.size()));
        boolean urban = random.nextDouble() < country.urban;
        Locality locality = locality(country, region, random);
        List<Human> members = people(country, seed, index, id, random);
        int size = members.size();
        double education = clamp(gaussian(random) * 3.5 + (urban ? 6 : 3.2), 0, 16);
        // What nobody sees: how well off they are. Everything that can be seen follows from it, with noise.
        double means = 0.45 * (urban ? 1 : -0.4)
                + 0.09 * (education - 4)
                + REGIONAL * (new SplittableRandom(region.hashCode()).nextDouble() - 0.5)
                + 0.75 * gaussian(random);
        long children = members.stream().filter(h -> h.age() < 15).count();
        // The last summand is what no interviewer sees: with it, what can be seen explains about half, as in real
        // surveys.
        double log = country.meanLogConsumption
                + 0.5 * means
                - 0.32 * Math.log(size)
                - 0.04 * children
                + 0.38 * gaussian(random);
        return new Home(id, region, locality, Math.exp(log), dwelling(means, urban, education, random), members);
    }

    private static Map<String, String> dwelling(
            double means, boolean urban, double education, SplittableRandom random) {
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put("urban", urban ? "1" : "0");
        seen.put("floor", level(means, random, "earth", "cement", "tiles", 0.1, 1.5));
        seen.put("walls", level(means, random, "mud", "wood", "brick", -0.2, 0.8));
        seen.put("roof", level(means, random, "thatch", "metal", "concrete", -0.4, 2.0));
        seen.put("water", level(means + (urban ? 0.5 : -0.3), random, "river", "well", "tap", -0.4, 0.7));
        seen.put("toilet", level(means + (urban ? 0.4 : 0), random, "none", "pit", "flush", -0.1, 1.4));
        seen.put("electricity", yes(means + (urban ? 1.0 : -1.1), random));
        seen.put("radio", yes(means + 0.3, random));
        seen.put("television", yes(means + (urban ? 0.2 : -1.2), random));
        seen.put("motorbike", yes(means - 0.8, random));
        seen.put("head_education", Long.toString(Math.round(education)));
        seen.put(
                "goats",
                urban ? "0" : Long.toString(Math.round(Math.max(0, 3 + 2.5 * means + 2.5 * gaussian(random)))));
        seen.put(
                "land_ha",
                urban
                        ? "0"
                        : String.format(
                                java.util.Locale.ROOT,
                                "%.1f",
                                Math.max(0, 1.1 + 0.7 * means + 0.7 * gaussian(random))));
        return seen;
    }

    private static String level(
            double means,
            SplittableRandom random,
            String low,
            String middle,
            String high,
            double first,
            double second) {
        double x = means + 0.6 * gaussian(random);
        return x < first ? low : x < second ? middle : high;
    }

    private static String yes(double tendency, SplittableRandom random) {
        return tendency + 0.7 * gaussian(random) > 0 ? "1" : "0";
    }

    private static List<Human> people(Country country, long seed, long index, String id, SplittableRandom random) {
        List<Human> members = new ArrayList<>();
        int age = (int) clamp(42 + 14 * gaussian(random), 20, 88);
        boolean manHeads = random.nextDouble() < 0.72;
        // Odd households may share somebody with the even one before them: the husband of two wives, a child with its
        // grandparents.
        boolean second = index % 2 == 1 && random.nextDouble() < 2 * country.polygamous;
        boolean sharedChild = index % 2 == 1 && !second && random.nextDouble() < 0.02;
        Human husband = second ? husband(of(country, seed, index - 1).members) : null;
        String family = country.families.isEmpty() ? "" : name(country, country.families, 3, random);
        String father = name(country, country.men, 1, random);
        String phone = phone(country, random);
        LocalDate headBorn = birth(age, random);
        Human head = husband != null
                ? husband.as("head")
                : human(
                        country,
                        id,
                        0,
                        given(country, manHeads, headBorn, random),
                        chain(country, family, father, name(country, country.men, 1, random)),
                        manHeads,
                        headBorn,
                        phone,
                        "head",
                        random);
        members.add(head);
        int n = 1;
        if (random.nextDouble() < (manHeads || second ? 0.85 : 0.25)) {
            boolean wife = head.male();
            LocalDate spouseBorn = birth(Math.max(18, head.age() - 6 + random.nextInt(9)), random);
            String born = country.families.isEmpty() ? "" : name(country, country.families, 3, random);
            members.add(human(
                    country,
                    id,
                    n++,
                    given(country, !wife, spouseBorn, random),
                    chain(country, born, name(country, country.men, 1, random), name(country, country.men, 1, random)),
                    !wife,
                    spouseBorn,
                    random.nextInt(3) == 0 ? phone : phone(country, random),
                    "spouse",
                    random));
        }
        int children = (int) clamp(Math.round(country.meanSize - 2 + 1.9 * gaussian(random)), 0, 12);
        Human before = null;
        for (int c = 0; c < children; c++) {
            // Few children stay beyond their middle twenties, and nobody's is older than eighteen years less than the
            // head.
            int childAge = random.nextInt(Math.max(1, Math.min(head.age() - 18, OLDEST_CHILD_AT_HOME)));
            boolean male = random.nextBoolean();
            boolean twin = before != null && random.nextInt(60) == 0;
            LocalDate childBorn = twin && before != null ? before.birth() : birth(childAge, random);
            // A son may be named after his father: two people of one name in one house.
            String name = male && head.male() && random.nextInt(40) == 0
                    ? firstWord(head.given())
                    : given(country, male, childBorn, random);
            before = human(
                    country,
                    id,
                    n++,
                    name,
                    chain(country, family, head.male() ? firstWord(head.given()) : father, father),
                    male,
                    childBorn,
                    childAge > 17 ? phone(country, random) : "",
                    "child",
                    random);
            members.add(before);
        }
        if (random.nextInt(9) == 0) {
            boolean male = random.nextInt(3) == 0;
            LocalDate parentBorn = birth(Math.min(95, head.age() + 20 + random.nextInt(8)), random);
            members.add(human(
                    country,
                    id,
                    n++,
                    given(country, male, parentBorn, random),
                    chain(country, family, father, father),
                    male,
                    parentBorn,
                    "",
                    "parent",
                    random));
        }
        if (sharedChild) {
            of(country, seed, index - 1).members.stream()
                    .filter(h -> h.relationship().equals("child") && h.age() < 16)
                    .findFirst()
                    .ifPresent(child -> members.add(child.as("grandchild")));
        }
        return members;
    }

    private static @org.jspecify.annotations.Nullable Human husband(List<Human> members) {
        Human head = members.get(0);
        return head.male() && head.age() > 25 ? head : null;
    }

    private static Human human(
            Country country,
            String home,
            int number,
            String given,
            String family,
            boolean male,
            LocalDate birth,
            String phone,
            String relationship,
            SplittableRandom random) {
        int age = java.time.Period.between(birth, TODAY).getYears();
        String nationalId = age < 18 ? "" : country.code() + String.format("%09d", random.nextInt(1_000_000_000));
        return new Human(
                home + "." + number, given, family, male, birth, age < 16 ? "" : phone, nationalId, relationship);
    }

    /** What stands where a form asks for the family name. */
    private static String chain(Country country, String family, String father, String grandfather) {
        return country.naming == Naming.PATRONYMIC ? father + " " + grandfather : family;
    }

    private static String given(Country country, boolean male, LocalDate born, SplittableRandom random) {
        if (country == Country.TOGO && random.nextDouble() < GIVEN_AFTER_DAY) {
            return (male ? DAYS_OF_MEN : DAYS_OF_WOMEN).get(born.getDayOfWeek().getValue() - 1);
        }
        List<String> names = male ? country.men : country.women;
        String first = name(country, names, male ? 1 : 2, random);
        return country.naming == Naming.SURNAME && random.nextInt(4) == 0
                ? first + " " + name(country, names, male ? 1 : 2, random)
                : first;
    }

    /** A name from a list of common ones, or one of the many rare ones, which are invented from syllables. */
    private static String name(Country country, List<String> common, int kind, SplittableRandom random) {
        return random.nextDouble() < RARE
                ? syllables(country, kind * 1_000_003L + skewed(random, RARE_NAMES))
                : common.get(skewed(random, common.size()));
    }

    private static String firstWord(String name) {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    static String phone(Country country, SplittableRandom random) {
        return switch (country) {
            case TOGO -> "9" + String.format("%07d", random.nextInt(10_000_000));
            case DJIBOUTI -> "77" + String.format("%06d", random.nextInt(1_000_000));
            case COMOROS -> "3" + String.format("%06d", random.nextInt(1_000_000));
            case MADAGASCAR -> "034" + String.format("%07d", random.nextInt(10_000_000));
        };
    }

    /** A village or quarter. */
    record Locality(String code, String name) {}

    /** One of some forty localities of a region, the same ones for the whole population; large ones more often. */
    static Locality locality(Country country, String region, SplittableRandom random) {
        int number = skewed(random, LOCALITIES);
        return new Locality(
                String.format("%s%02d%02d", region, 1 + number % PREFECTURES, 1 + number / PREFECTURES),
                syllables(country, region.hashCode() * 31L + number));
    }

    /** The telephone of a village: its shop's or its chief's. */
    static String villagePhone(Country country, String locality) {
        return phone(country, new SplittableRandom(locality.hashCode()));
    }

    /** The same seed gives the same word. */
    private static String syllables(Country country, long seed) {
        SplittableRandom fixed = new SplittableRandom(seed);
        StringBuilder name = new StringBuilder();
        for (int s = 2 + fixed.nextInt(3); s > 0; s--) {
            name.append(country.syllables.get(fixed.nextInt(country.syllables.size())));
        }
        name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
        return name.toString();
    }

    private static LocalDate birth(int age, SplittableRandom random) {
        return TODAY.minusYears(age).minusDays(random.nextInt(365));
    }

    /** The first entries of a list more often than the last: about Zipf with exponent one half. */
    static int skewed(SplittableRandom random, int size) {
        double x = random.nextDouble();
        return (int) (x * x * size);
    }

    private static double gaussian(SplittableRandom random) {
        // Sum of twelve uniforms: close enough, and the same bits everywhere.
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    private static double clamp(double x, double low, double high) {
        return Math.max(low, Math.min(high, x));
    }
}
