package org.trano.registry.dedup.review;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Identity;
import org.trano.registry.core.person.IdentityStanding;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Sex;
import org.trano.registry.dedup.Decision;
import org.trano.registry.dedup.RecordTable;

/**
 * All members of all households of a registry as records to be matched, one for each household that somebody belongs to, with what was decided about
 * them: whoever is one person by decision stays one in every run, and whoever is two stays two. Immutable.
 *
 * <pre>{@code
 * RegistryRecords records = RegistryRecords.of(registry);
 * DedupResult result = Deduplicator.builder().build().run(records.table(), records.decisions());
 * }</pre>
 */
public final class RegistryRecords {
    private static final List<ColumnRole> ROLES = List.of(
            ColumnRole.GIVEN_NAME,
            ColumnRole.FAMILY_NAME,
            ColumnRole.FULL_NAME,
            ColumnRole.BIRTH_DATE,
            ColumnRole.SEX,
            ColumnRole.PHONE,
            ColumnRole.NATIONAL_ID,
            ColumnRole.PLACE,
            ColumnRole.HOUSEHOLD);

    private final RecordTable table;
    private final List<PersonId> people;
    private final List<String> numbers;
    private final List<String> households;
    private final List<Decision> decisions;
    private final List<Identity> contradictions;

    private RegistryRecords(Registry registry) {
        List<List<String>> rows = new ArrayList<>();
        people = new ArrayList<>();
        numbers = new ArrayList<>();
        households = new ArrayList<>();
        EnumSet<ColumnRole> unused = EnumSet.of(ColumnRole.GIVEN_NAME, ColumnRole.FAMILY_NAME, ColumnRole.FULL_NAME);
        registry.households(household -> household.members().forEach(member -> {
            PersonName name = member.person().name();
            if (name != null) {
                unused.removeAll(
                        isWhole(name)
                                ? EnumSet.of(ColumnRole.FULL_NAME)
                                : EnumSet.of(ColumnRole.GIVEN_NAME, ColumnRole.FAMILY_NAME));
            }
            rows.add(row(household, member));
            people.add(member.person().id());
            numbers.add(number(member.person()));
            households.add(household.sourceId());
        }));
        List<RecordTable.Column> columns = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int c = 0; c < ROLES.size(); c++) {
            ColumnRole role = ROLES.get(c);
            if (!unused.contains(role)) {
                columns.add(new RecordTable.Column(role.id(), role));
                kept.add(c);
            }
        }
        RecordTable.Builder builder = RecordTable.builder(columns);
        rows.forEach(row -> builder.add(kept.stream().map(row::get).toList()));
        table = builder.build();
        decisions = new ArrayList<>();
        contradictions = new ArrayList<>();
        decide(registry);
    }

    /**
     * The records of a registry.
     *
     * @param registry the registry
     * @return its records, in the order of the households' ids
     */
    public static RegistryRecords of(Registry registry) {
        return new RegistryRecords(registry);
    }

    /** Whether nobody said which of its words are given names. */
    private static boolean isWhole(PersonName name) {
        return name.givenNames() == null && name.surname() == null;
    }

    private static List<String> row(Household household, Member member) {
        Person person = member.person();
        PersonName name = person.name();
        return List.of(
                name == null ? "" : Objects.requireNonNullElse(name.givenNames(), ""),
                name == null ? "" : Objects.requireNonNullElse(name.surname(), ""),
                name == null || !isWhole(name) ? "" : name.display(),
                person.birth().isYearKnown() ? person.birth().toString() : "",
                person.sex() == Sex.MALE ? "M" : person.sex() == Sex.FEMALE ? "F" : "",
                person.phones().isEmpty() ? "" : person.phones().get(0),
                Objects.requireNonNullElse(person.identifier(Identifier.NATIONAL_ID), ""),
                Objects.requireNonNullElse(household.area(), ""),
                household.id().toString());
    }

    private static String number(Person person) {
        return person.identifiers().stream()
                .filter(Identifier::isSource)
                .map(Identifier::value)
                .findFirst()
                .orElse(person.id().toString());
    }

    private void decide(Registry registry) {
        Map<PersonId, Integer> reviewed = new HashMap<>();
        registry.reviewed(profile -> reviewed.put(profile.person().id(), -1));
        Map<PersonId, Integer> first = new HashMap<>();
        for (int row = 0; row < people.size(); row++) {
            PersonId id = people.get(row);
            if (reviewed.containsKey(id)) {
                Integer before = first.putIfAbsent(id, row);
                if (before != null) {
                    decisions.add(new Decision(before, row, true));
                }
            }
        }
        Map<PersonId, Identity> identities = new TreeMap<>();
        for (PersonId id : new TreeSet<>(reviewed.keySet())) {
            Identity identity = registry.identity(id).orElseThrow();
            if (!identity.contradictions().isEmpty() && identity.id().equals(id)) {
                contradictions.add(identity);
            }
            identities.put(id, identity);
        }
        registry.reviewed(profile -> {
            PersonId id = profile.person().id();
            for (PersonId other : profile.compared()) {
                IdentityStanding standing = profile.standing(other);
                Identity identity = identities.get(id);
                boolean isClear = identity == null || identity.contradictions().isEmpty();
                if (id.compareTo(other) < 0
                        && (standing == IdentityStanding.DIFFERENT || (standing == IdentityStanding.SAME && isClear))) {
                    add(first.get(id), first.get(other), standing == IdentityStanding.SAME);
                }
            }
        });
    }

    /** Who belongs to no household has no record. */
    private void add(@Nullable Integer one, @Nullable Integer other, boolean same) {
        if (one != null && other != null) {
            decisions.add(new Decision(one, other, same));
        }
    }

    /**
     * The records.
     *
     * @return a table in which names stand in parts, or whole where some are only known so
     */
    public RecordTable table() {
        return table;
    }

    /**
     * Whose record a row is.
     *
     * @param row the row, from 0
     * @return the person
     */
    public PersonId person(int row) {
        return people.get(row);
    }

    /**
     * The number that a list gave to a person.
     *
     * @param row the row, from 0
     * @return the number, else the id's text
     */
    public String number(int row) {
        return numbers.get(row);
    }

    /**
     * The number of the household of a row.
     *
     * @param row the row, from 0
     * @return the number that a list gave it, else its id's text
     */
    public String household(int row) {
        return households.get(row);
    }

    /**
     * What was decided, by row. Of somebody who has several records, all are one person.
     *
     * @return decisions that do not contradict each other
     */
    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    /**
     * Identities that other decisions contradict: these are not taken for one person until somebody has settled it.
     *
     * @return the identities, in the order of their ids
     */
    public List<Identity> contradictions() {
        return List.copyOf(contradictions);
    }
}
