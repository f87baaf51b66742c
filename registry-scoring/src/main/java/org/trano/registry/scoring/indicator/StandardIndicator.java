package org.trano.registry.scoring.indicator;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.household.Shock;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.core.person.Functioning;
import org.trano.registry.core.person.Sex;

/**
 * What every registry knows of a household without asking more, in a definition that is the same in every country. Ages are in
 * completed years on the day of the interview. Where it is not known whether somebody counts, the indicator is missing, with the
 * reason. Members who count in another household are left out.
 */
public enum StandardIndicator {
    /** Children under 5: the age group of child mortality and nutrition (WHO, UNICEF). */
    CHILDREN_UNDER_5((home, day) -> count(home, m -> aged(m, 0, 5, day))),
    /** Children under 15: the young of the age dependency ratio (United Nations, World Population Prospects). */
    CHILDREN_UNDER_15((home, day) -> count(home, m -> aged(m, 0, 15, day))),
    /** Children under 18: the child of the Convention on the Rights of the Child, article 1. */
    CHILDREN_UNDER_18((home, day) -> count(home, m -> aged(m, 0, 18, day))),
    /** Children from 6 to 14, of the age of compulsory school in the four countries. */
    CHILDREN_OF_SCHOOL_AGE((home, day) -> count(home, m -> aged(m, 6, 15, day))),
    /** Members from 15 to 64: of working age (United Nations, World Population Prospects). */
    WORKING_AGE((home, day) -> count(home, m -> aged(m, 15, 65, day))),
    /** Members of 65 and more: the old of the age dependency ratio. */
    ELDERS((home, day) -> count(home, m -> aged(m, 65, 200, day))),
    /** Women and girls. */
    WOMEN((home, day) -> count(home, m -> sex(m, Sex.FEMALE))),
    /** Women from 15 to 49: of reproductive age (WHO). */
    WOMEN_OF_REPRODUCTIVE_AGE((home, day) -> count(home, m -> both(sex(m, Sex.FEMALE), aged(m, 15, 50, day)))),
    /** Members under 15 or of 65 and more for each member from 15 to 64; missing where there is none of these (United Nations). */
    DEPENDENCY_RATIO(StandardIndicator::dependency),
    /** Members with a disability: a lot of difficulty, or none can do, in at least one domain (Washington Group, short set, cut-off 3). */
    MEMBERS_WITH_DISABILITY((home, day) -> count(home, m -> disabled(m.person().functioning()))),
    /** Members who are refugees, asylum seekers, internally displaced or returned (UNHCR, persons of concern). */
    DISPLACED_MEMBERS((home, day) -> count(home, m -> displaced(m.person().displacement()))),
    /** The age of the head; of the oldest member where nobody is named head. */
    HEAD_AGE((home, day) -> ofHead(home, Indicator.Type.NUMBER, "age")),
    /** The sex of the head, {@code male} or {@code female}. */
    HEAD_SEX(Indicator.Type.CODE, (home, day) -> ofHead(home, Indicator.Type.CODE, "sex")),
    /** Whether the head lives without husband, wife or partner: {@code yes} or {@code no}. */
    HEAD_ALONE(Indicator.Type.CODE, (home, day) -> yesNo(headAlone(home))),
    /** Whether the head or the head's husband or wife has a disability: {@code yes} or {@code no} (Washington Group, cut-off 3). */
    HEAD_WITH_DISABILITY(Indicator.Type.CODE, (home, day) -> headDisabled(home)),
    /** What kind of household it is: a code of the group types, such as {@code family} or {@code compound}. */
    HOUSEHOLD_KIND(
            Indicator.Type.CODE,
            (home, day) -> new Indicator.CodeValue(home.kind().value())),
    /** What the household lives on: a code of the livelihoods. */
    LIVELIHOOD(Indicator.Type.CODE, (home, day) -> code(home.livelihood(), "livelihood")),
    /** Shocks in the year before the interview. */
    SHOCKS_LAST_YEAR(StandardIndicator::shocks),
    /** The day of the interview as a number of days since 1 January 1970, for rules about how old the data are. */
    INTERVIEW_DAY((home, day) -> new Indicator.NumberValue(day.toEpochDay()));

    private final Indicator.Type type;
    private final BiFunction<Household, LocalDate, Indicator.Value> definition;

    StandardIndicator(BiFunction<Household, LocalDate, Indicator.Value> definition) {
        this(Indicator.Type.NUMBER, definition);
    }

    StandardIndicator(Indicator.Type type, BiFunction<Household, LocalDate, Indicator.Value> definition) {
        this.type = type;
        this.definition = definition;
    }

    /**
     * What kind of answer it has.
     *
     * @return number or code
     */
    public Indicator.Type type() {
        return type;
    }

    /**
     * Its name in models.
     *
     * @return for example {@code children_under_5}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The indicator of a name.
     *
     * @param code its name in models
     * @return the indicator, empty if there is none
     */
    public static Optional<StandardIndicator> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /**
     * All names.
     *
     * @return the names in models
     */
    public static List<String> codes() {
        return Arrays.stream(values()).map(StandardIndicator::code).toList();
    }

    /**
     * Works the indicator out.
     *
     * @param household the household
     * @return the answer as of the day of the interview
     */
    public Indicator.Value of(Household household) {
        return definition.apply(household, household.interview().date());
    }

    private static Indicator.Value ofHead(Household household, Indicator.Type type, String what) {
        return new Indicator(what, type, what, new Indicator.OfReferencePerson(what)).of(household);
    }

    private interface Test {
        Certainty counts(Member member);
    }

    private static Indicator.Value count(Household household, Test test) {
        int n = 0;
        for (Member member : household.members()) {
            Certainty counts = member.countedElsewhere() ? Certainty.NO : test.counts(member);
            if (counts == Certainty.MAYBE) {
                return new Indicator.Missing(MissingReason.WHO_COUNTS, Indicator.display(member));
            }
            n += counts == Certainty.YES ? 1 : 0;
        }
        return new Indicator.NumberValue(n);
    }

    private static Certainty aged(Member member, int from, int below, LocalDate day) {
        Certainty old = from == 0 ? Certainty.YES : member.person().birth().isAgedAtLeast(from, day);
        return both(old, Indicator.not(member.person().birth().isAgedAtLeast(below, day)));
    }

    private static Certainty both(Certainty one, Certainty other) {
        return one == Certainty.NO || other == Certainty.NO
                ? Certainty.NO
                : one == Certainty.MAYBE ? Certainty.MAYBE : other;
    }

    private static Certainty sex(Member member, Sex sex) {
        return member.person().sex() == Sex.NOT_KNOWN
                ? Certainty.MAYBE
                : member.person().sex() == sex ? Certainty.YES : Certainty.NO;
    }

    /** Nobody asked: it is not known, and nobody is called able for that. */
    private static Certainty disabled(@Nullable Functioning functioning) {
        return functioning == null ? Certainty.MAYBE : functioning.isDisabled();
    }

    private static Certainty displaced(@Nullable Code status) {
        if (status == null) {
            return Certainty.MAYBE;
        }
        return List.of("refugee", "asylum_seeker", "internally_displaced", "returnee")
                        .contains(status.value())
                ? Certainty.YES
                : Certainty.NO;
    }

    private static Indicator.Value dependency(Household household, LocalDate day) {
        Indicator.Value workers = WORKING_AGE.of(household);
        Indicator.Value all = count(household, member -> Certainty.YES);
        if (!(workers instanceof Indicator.NumberValue adults) || !(all instanceof Indicator.NumberValue everybody)) {
            return workers;
        }
        return adults.value() == 0
                ? new Indicator.Missing(MissingReason.NOBODY, "")
                : new Indicator.NumberValue((everybody.value() - adults.value()) / adults.value());
    }

    private static @Nullable Boolean headAlone(Household household) {
        if (household.head().isEmpty()) {
            return null;
        }
        return household.members().stream().noneMatch(StandardIndicator::isSpouse);
    }

    private static boolean isSpouse(Member member) {
        return member.relationship() == RelationshipToHead.SPOUSE;
    }

    private static Indicator.Value yesNo(@Nullable Boolean is) {
        return is == null
                ? new Indicator.Missing(MissingReason.NO_HEAD, "")
                : new Indicator.CodeValue(is ? "yes" : "no");
    }

    private static Indicator.Value headDisabled(Household household) {
        Predicate<Member> heads = member -> member.relationship() == RelationshipToHead.HEAD || isSpouse(member);
        List<Member> asked = household.members().stream().filter(heads).toList();
        if (asked.isEmpty()) {
            return new Indicator.Missing(MissingReason.NO_HEAD, "");
        }
        Member unsure = null;
        for (Member member : asked) {
            Certainty disabled = disabled(member.person().functioning());
            if (disabled == Certainty.YES) {
                return new Indicator.CodeValue("yes");
            }
            unsure = disabled == Certainty.MAYBE ? member : unsure;
        }
        return unsure != null
                ? new Indicator.Missing(MissingReason.WHO_COUNTS, Indicator.display(unsure))
                : new Indicator.CodeValue("no");
    }

    private static Indicator.Value code(@Nullable Code code, String question) {
        return code == null
                ? new Indicator.Missing(MissingReason.NOT_ANSWERED, question)
                : new Indicator.CodeValue(code.value());
    }

    private static Indicator.Value shocks(Household household, LocalDate day) {
        int n = 0;
        for (Shock shock : household.shocks()) {
            LocalDate earliest = shock.date().earliest();
            LocalDate latest = shock.date().latest();
            if (earliest.isAfter(day) || latest.isBefore(day.minusYears(1))) {
                continue;
            }
            if (latest.isAfter(day) || earliest.isBefore(day.minusYears(1))) {
                return new Indicator.Missing(
                        MissingReason.WHO_COUNTS, shock.kind().value());
            }
            n++;
        }
        return new Indicator.NumberValue(n);
    }
}
