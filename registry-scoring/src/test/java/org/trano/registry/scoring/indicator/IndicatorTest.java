package org.trano.registry.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.survey.Answer;
import org.trano.registry.core.survey.Interview;
import org.trano.registry.scoring.indicator.Indicator.CodeValue;
import org.trano.registry.scoring.indicator.Indicator.Count;
import org.trano.registry.scoring.indicator.Indicator.Measure;
import org.trano.registry.scoring.indicator.Indicator.Missing;
import org.trano.registry.scoring.indicator.Indicator.NumberValue;
import org.trano.registry.scoring.indicator.Indicator.OfReferencePerson;
import org.trano.registry.scoring.indicator.Indicator.Type;

class IndicatorTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static Member member(String birth, Sex sex, RelationshipToHead relationship, String work) {
        return new Member(
                new Person(PersonId.create(), null, sex, UncertainDate.parse(birth), List.of(), List.of()),
                relationship,
                work.isEmpty() ? Map.of() : Map.of("work", new Answer.Coded(work)));
    }

    private static Household household(Member... members) {
        return new Household(
                HouseholdId.create(),
                List.of(),
                "Kara",
                new Interview(DAY, Map.of("goats", Answer.of(3))),
                List.of(members));
    }

    private static Indicator.Value value(Type type, Measure measure, Household household) {
        return new Indicator("x", type, "x", measure).of(household);
    }

    @Test
    void members_are_counted_by_age_sex_and_answers() {
        Household home = household(
                member("1980-01-01", Sex.FEMALE, RelationshipToHead.HEAD, "1"),
                member("2012", Sex.MALE, RelationshipToHead.CHILD, ""),
                member("2020-03-01", Sex.FEMALE, RelationshipToHead.CHILD, ""));
        assertThat(value(Type.NUMBER, new Count(null, 15, null, null, Set.of()), home))
                .isEqualTo(new NumberValue(2));
        assertThat(value(Type.NUMBER, new Count(6, 15, null, null, Set.of()), home))
                .isEqualTo(new NumberValue(2));
        assertThat(value(Type.NUMBER, new Count(null, null, Sex.FEMALE, null, Set.of()), home))
                .isEqualTo(new NumberValue(2));
        assertThat(value(Type.NUMBER, new Count(null, null, null, "work", Set.of("1", "2")), home))
                .isEqualTo(new NumberValue(1));
        assertThat(value(Type.NUMBER, new Indicator.HouseholdSize(), home)).isEqualTo(new NumberValue(3));
        assertThat(value(Type.NUMBER, new Indicator.AnswerTo("goats"), home)).isEqualTo(new NumberValue(3));
        assertThat(value(Type.CODE, new Indicator.Area(), home)).isEqualTo(new CodeValue("Kara"));
    }

    @Test
    void a_member_who_may_or_may_not_count_makes_the_number_missing_never_zero() {
        // On 1 March 2026 somebody born in 2011 is 14 or 15.
        Household home = household(
                member("2011", Sex.MALE, RelationshipToHead.CHILD, ""),
                member("2020", Sex.NOT_KNOWN, RelationshipToHead.CHILD, ""));
        assertThat(value(Type.NUMBER, new Count(null, 15, null, null, Set.of()), home))
                .isInstanceOf(Missing.class);
        assertThat(value(Type.NUMBER, new Count(null, 16, null, null, Set.of()), home))
                .isEqualTo(new NumberValue(2));
        assertThat(value(Type.NUMBER, new Count(null, null, Sex.FEMALE, null, Set.of()), home))
                .isInstanceOf(Missing.class);
        // A boy is no girl, whatever his age.
        assertThat(value(
                        Type.NUMBER,
                        new Count(null, 15, Sex.FEMALE, null, Set.of()),
                        household(home.members().get(0))))
                .isEqualTo(new NumberValue(0));
        assertThat(value(Type.NUMBER, new Indicator.AnswerTo("cows"), home)).isInstanceOf(Missing.class);
    }

    @Test
    void the_reference_person_is_the_head_else_the_oldest() {
        Member young = member("1990-05-05", Sex.FEMALE, RelationshipToHead.HEAD, "2");
        Member old = member("1950-05-05", Sex.MALE, RelationshipToHead.PARENT, "5");
        Member unknown = member("XXXX", Sex.MALE, RelationshipToHead.UNKNOWN, "");
        assertThat(value(Type.NUMBER, new OfReferencePerson("age"), household(old, young)))
                .isEqualTo(new NumberValue(35));
        Household headless = household(unknown, member("1990", Sex.FEMALE, RelationshipToHead.UNKNOWN, "1"), old);
        assertThat(value(Type.NUMBER, new OfReferencePerson("age"), headless)).isEqualTo(new NumberValue(75));
        assertThat(value(Type.CODE, new OfReferencePerson("sex"), headless)).isEqualTo(new CodeValue("male"));
        assertThat(value(Type.CODE, new OfReferencePerson("work"), headless)).isEqualTo(new CodeValue("5"));
        assertThat(value(Type.NUMBER, new OfReferencePerson("age"), household(unknown)))
                .isInstanceOf(Missing.class);
    }
}
