package org.trano.registry.portal.office;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.area.Area;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.programme.Enrolment;
import org.trano.registry.core.programme.Programme;
import org.trano.registry.portal.Language;
import org.trano.registry.portal.PageWords;

/**
 * Two records beside each other, as somebody reads them who decides whether they are one person.
 *
 * @param rows the facts, line by line
 * @param left the others in the household of the one
 * @param right the others in the household of the other
 */
public record SideBySide(List<Row> rows, List<Neighbour> left, List<Neighbour> right) {
    /**
     * A line of facts.
     *
     * @param name a key of the words after {@code person.}
     * @param left what the one record says, empty where it says nothing
     * @param right what the other says
     */
    public record Row(String name, String left, String right) {
        /** {@code same}, {@code different}, or {@code missing} where one says nothing. */
        public String kind() {
            return left.isEmpty() || right.isEmpty() ? "missing" : left.equals(right) ? "same" : "different";
        }
    }

    /**
     * Somebody else in a household.
     *
     * @param name what they are called
     * @param facts birth and sex
     * @param isInBoth whether the other household has them, too
     */
    public record Neighbour(String name, String facts, boolean isInBoth) {}

    static SideBySide of(
            Registry registry, PersonProfile one, PersonProfile other, Duplicates duplicates, Language language) {
        List<Household> ones = households(registry, one);
        List<Household> others = households(registry, other);
        PageWords words = new PageWords(language);
        Map<String, String> programmes = new HashMap<>();
        for (Programme programme : registry.programmes()) {
            programmes.put(programme.id().toString(), words.of(programme.names()));
        }
        List<Row> rows = new ArrayList<>();
        row(
                rows,
                "name",
                one,
                other,
                person -> person.name() == null ? "" : person.name().display());
        row(
                rows,
                "birth",
                one,
                other,
                person -> person.birth().isUnknown() ? "" : person.birth().toString());
        row(rows, "sex", one, other, person -> person.sex().name());
        row(rows, "death", one, other, person -> Objects.toString(person.death(), ""));
        row(rows, "phones", one, other, person -> String.join(", ", person.phones()));
        row(rows, "identifiers", one, other, SideBySide::identifiers);
        rows.add(new Row("household", join(ones, Household::sourceId), join(others, Household::sourceId)));
        Function<Household, String> area = household -> area(registry, household.area(), words);
        rows.add(new Row("area", join(ones, area), join(others, area)));
        rows.add(new Row("relationship", relationship(ones, one), relationship(others, other)));
        Function<Household, String> benefits = household -> String.join(
                ", ",
                household.enrolments().stream()
                        .map(Enrolment::programme)
                        .map(id -> programmes.getOrDefault(id.toString(), id.toString()))
                        .distinct()
                        .toList());
        rows.add(new Row("programmes", join(ones, benefits), join(others, benefits)));
        rows.removeIf(row -> row.left().isEmpty() && row.right().isEmpty());
        return new SideBySide(
                rows,
                neighbours(ones, one, others, other, duplicates),
                neighbours(others, other, ones, one, duplicates));
    }

    private static List<Household> households(Registry registry, PersonProfile profile) {
        return profile.households().stream()
                .map(registry::household)
                .flatMap(Optional::stream)
                .toList();
    }

    private static void row(
            List<Row> rows, String name, PersonProfile one, PersonProfile other, Function<Person, String> fact) {
        rows.add(new Row(name, fact.apply(one.person()), fact.apply(other.person())));
    }

    private static String identifiers(Person person) {
        return String.join(
                ", ",
                person.identifiers().stream()
                        .filter(identifier -> !identifier.isSource())
                        .map(Identifier::value)
                        .toList());
    }

    private static String join(List<Household> households, Function<Household, String> fact) {
        return String.join(
                " · ",
                households.stream().map(fact).filter(text -> !text.isEmpty()).toList());
    }

    private static String area(Registry registry, @Nullable String code, PageWords words) {
        if (code == null) {
            return "";
        }
        return registry.areas()
                .area(code)
                .map(Area::names)
                .map(words::of)
                .map(name -> name + " (" + code + ")")
                .orElse(code);
    }

    private static String relationship(List<Household> households, PersonProfile profile) {
        return join(
                households,
                household -> household.members().stream()
                        .filter(member ->
                                member.person().id().equals(profile.person().id()))
                        .findFirst()
                        .map(member -> member.relationship().name())
                        .orElse(""));
    }

    private static List<Neighbour> neighbours(
            List<Household> households,
            PersonProfile self,
            List<Household> across,
            PersonProfile other,
            Duplicates duplicates) {
        List<Member> opposite = others(across, other.person().id());
        List<Neighbour> neighbours = new ArrayList<>();
        for (Member member : others(households, self.person().id())) {
            Person person = member.person();
            boolean isInBoth = opposite.stream().anyMatch(one -> isOne(one.person(), person, duplicates));
            neighbours.add(new Neighbour(
                    person.name() == null ? "–" : person.name().display(),
                    person.birth().isUnknown() ? "" : person.birth().toString(),
                    isInBoth));
        }
        return neighbours;
    }

    private static List<Member> others(List<Household> households, PersonId self) {
        return households.stream()
                .flatMap(household -> household.members().stream())
                .filter(member -> !member.person().id().equals(self))
                .toList();
    }

    private static boolean isOne(Person one, Person other, Duplicates duplicates) {
        return one.id().equals(other.id()) || duplicates.isOne(one.id(), other.id());
    }
}
