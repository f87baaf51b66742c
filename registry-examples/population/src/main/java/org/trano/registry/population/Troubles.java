package org.trano.registry.population;

/**
 * How often things go wrong, as shares. The standard rates are judgement, informed by what registers report: a tenth of all
 * households are registered twice, a third of birth dates are not exact, half of the people have no identity number.
 *
 * @param registeredTwice households that another officer registers again
 * @param moved of those, the ones that live in another locality by then
 * @param split households of which a grown child, still listed there, has registered one of their own
 * @param memberOmitted members the second officer is not told about
 * @param yearOnly birth dates known by the year only
 * @param firstOfJanuary birth dates written as 1 January
 * @param about birth dates that are "about" a year, up to two years off
 * @param nameMistake given or family names written with a mistake, each
 * @param swapped given and family name in each other's place
 * @param arabicScript names written in Arabic script, where the country does so
 * @param placeholder names, dates or telephones that say "inconnu" or the like
 * @param unnamedBaby children under one year written as "bébé de …"
 * @param unreadable entries with a birth date that cannot be, which an import sends back
 * @param noPhone adults without a telephone
 * @param villagePhone of those, the ones who give the telephone of the village instead
 * @param phoneChanged telephones that are others at the second registration
 * @param noIdentifier adults without an identity number
 * @param identifierMistake identity numbers with a wrong or swapped digit
 */
public record Troubles(
        double registeredTwice,
        double moved,
        double split,
        double memberOmitted,
        double yearOnly,
        double firstOfJanuary,
        double about,
        double nameMistake,
        double swapped,
        double arabicScript,
        double placeholder,
        double unnamedBaby,
        double unreadable,
        double noPhone,
        double villagePhone,
        double phoneChanged,
        double noIdentifier,
        double identifierMistake) {

    /**
     * The rates of an ordinary register.
     *
     * @return the standard rates
     */
    public static Troubles standard() {
        return new Troubles(
                0.10, 0.15, 0.02, 0.10, 0.16, 0.10, 0.06, 0.12, 0.03, 0.04, 0.01, 0.4, 0.002, 0.45, 0.04, 0.25, 0.5,
                0.04);
    }

    /**
     * Nothing goes wrong, and nobody is registered twice.
     *
     * @return zero everywhere
     */
    public static Troubles none() {
        return new Troubles(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * A rougher or gentler register: each thing that goes wrong with share {@code p} here does so with {@code 1 - (1 - p)^times}
     * there, as if it had that many chances. Zero gives {@link #none()}, one these rates.
     *
     * @param times 0 or more
     * @return the other rates
     */
    public Troubles times(double times) {
        if (!(times >= 0)) {
            throw new IllegalArgumentException("Things cannot go wrong " + times + " times as often. Maybe 2?");
        }
        return new Troubles(
                chance(registeredTwice, times),
                chance(moved, times),
                chance(split, times),
                chance(memberOmitted, times),
                chance(yearOnly, times),
                chance(firstOfJanuary, times),
                chance(about, times),
                chance(nameMistake, times),
                chance(swapped, times),
                chance(arabicScript, times),
                chance(placeholder, times),
                chance(unnamedBaby, times),
                chance(unreadable, times),
                chance(noPhone, times),
                chance(villagePhone, times),
                chance(phoneChanged, times),
                chance(noIdentifier, times),
                chance(identifierMistake, times));
    }

    private static double chance(double rate, double times) {
        return times == 1 ? rate : 1 - StrictMath.pow(1 - rate, times);
    }
}
