package org.trano.registry.core.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.household.Dwelling;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdEnd;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.Membership;
import org.trano.registry.core.household.Representation;
import org.trano.registry.core.household.Shock;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.programme.Enrolment;
import org.trano.registry.core.survey.Interview;

/** What the events of a household say of it: a {@link Household} whose members are named by id only. */
public record HouseholdState(
        HouseholdId id,
        List<Identifier> identifiers,
        @Nullable String area,
        Interview interview,
        List<Membership> members,
        @Nullable Code kind,
        @Nullable Dwelling dwelling,
        @Nullable Code livelihood,
        List<Shock> shocks,
        List<Representation> representations,
        List<Enrolment> enrolments,
        @Nullable HouseholdEnd end) {

    static HouseholdState of(Household told) {
        return new HouseholdState(
                told.id(),
                told.identifiers(),
                told.area(),
                told.interview(),
                told.members().stream().map(Member::membership).toList(),
                told.kind().equals(Household.FAMILY) ? null : told.kind(),
                told.dwelling(),
                told.livelihood(),
                told.shocks(),
                told.representations(),
                told.enrolments(),
                told.end());
    }

    /** The household with its people. */
    public Household with(List<Member> people) {
        return new Household(
                id,
                identifiers,
                area,
                interview,
                people,
                kind,
                dwelling,
                livelihood,
                shocks,
                representations,
                enrolments,
                end);
    }

    @Nullable
    Membership member(PersonId person) {
        for (Membership member : members) {
            if (member.person().equals(person)) {
                return member;
            }
        }
        return null;
    }

    HouseholdState withMembers(List<Membership> value) {
        return new HouseholdState(
                id,
                identifiers,
                area,
                interview,
                value,
                kind,
                dwelling,
                livelihood,
                shocks,
                representations,
                enrolments,
                end);
    }

    HouseholdState without(Predicate<Membership> gone) {
        return withMembers(members.stream().filter(gone.negate()).toList());
    }

    HouseholdState withPlace(@Nullable String code, @Nullable Dwelling exactly) {
        return new HouseholdState(
                id,
                identifiers,
                code,
                interview,
                members,
                kind,
                exactly,
                livelihood,
                shocks,
                representations,
                enrolments,
                end);
    }

    HouseholdState withInterview(Interview value) {
        return new HouseholdState(
                id,
                identifiers,
                area,
                value,
                members,
                kind,
                dwelling,
                livelihood,
                shocks,
                representations,
                enrolments,
                end);
    }

    HouseholdState withShock(Shock value) {
        return new HouseholdState(
                id,
                identifiers,
                area,
                interview,
                members,
                kind,
                dwelling,
                livelihood,
                and(shocks, value),
                representations,
                enrolments,
                end);
    }

    HouseholdState withRepresentations(List<Representation> value) {
        return new HouseholdState(
                id, identifiers, area, interview, members, kind, dwelling, livelihood, shocks, value, enrolments, end);
    }

    HouseholdState withEnrolments(List<Enrolment> value) {
        return new HouseholdState(
                id,
                identifiers,
                area,
                interview,
                members,
                kind,
                dwelling,
                livelihood,
                shocks,
                representations,
                value,
                end);
    }

    HouseholdState withEnd(HouseholdEnd value) {
        return new HouseholdState(
                id,
                identifiers,
                area,
                interview,
                members,
                kind,
                dwelling,
                livelihood,
                shocks,
                representations,
                enrolments,
                value);
    }

    static <T> List<T> and(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return more;
    }
}
