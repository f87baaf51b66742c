package org.trano.registry.core.state;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.event.BenefitGranted;
import org.trano.registry.core.event.Enrolled;
import org.trano.registry.core.event.EnrolmentChanged;
import org.trano.registry.core.event.GrievanceRecorded;
import org.trano.registry.core.event.HeadSucceeded;
import org.trano.registry.core.event.HouseholdDissolved;
import org.trano.registry.core.event.HouseholdMoved;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.HouseholdSplit;
import org.trano.registry.core.event.HouseholdsMerged;
import org.trano.registry.core.event.InterviewRecorded;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.event.MemberLeft;
import org.trano.registry.core.event.MembersMoved;
import org.trano.registry.core.event.PersonDied;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.RepresentationGranted;
import org.trano.registry.core.event.RepresentationRevoked;
import org.trano.registry.core.event.ShockSuffered;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.household.HouseholdEnd;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Membership;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.household.Representation;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.programme.Enrolment;
import org.trano.registry.core.programme.EnrolmentPolicy;
import org.trano.registry.core.store.LookupKey;
import org.trano.registry.core.survey.Answer;

/** What each kind of act does to a household. */
final class HouseholdFold implements Fold<HouseholdState> {
    @Override
    public Class<HouseholdState> type() {
        return HouseholdState.class;
    }

    @Override
    public boolean founds(Subject subject, RegistryEvent event) {
        if (event instanceof HouseholdRegistered registered) {
            return registered.household().id().value().equals(subject.id());
        }
        return event instanceof HouseholdSplit split && part(split, subject) != null;
    }

    private static HouseholdSplit.@Nullable Part part(HouseholdSplit split, Subject subject) {
        for (HouseholdSplit.Part part : split.parts()) {
            if (part.household().value().equals(subject.id())) {
                return part;
            }
        }
        return null;
    }

    @Override
    public @Nullable HouseholdState apply(
            Subject subject, @Nullable HouseholdState state, RegistryEvent event, LocalDate day) {
        if (founds(subject, event)) {
            if (state != null) {
                throw new IllegalArgumentException("The household " + subject.id()
                        + " is registered already. Maybe it is another household: then it needs an id of its own.");
            }
            return found(subject, event);
        }
        if (state == null || !event.subjects().contains(subject) || changesNoView(event)) {
            return state;
        }
        if (state.end() != null) {
            throw new IllegalArgumentException("The household " + subject.id() + " has ended ("
                    + state.end().reason() + "). Maybe one of its successors is meant: "
                    + state.end().successors() + "?");
        }
        if (event instanceof MemberJoined joined) {
            return join(state, joined.member().membership());
        }
        if (event instanceof MemberLeft left) {
            requireMember(state, left.person());
            return withStatusOf(leave(state, Set.of(left.person())), left.person(), Enrolment.SUSPENDED, day, "left");
        }
        if (event instanceof MembersMoved moved) {
            return move(state, moved);
        }
        if (event instanceof PersonDied died) {
            requireMember(state, died.person());
            return withStatusOf(leave(state, Set.of(died.person())), died.person(), Enrolment.EXITED, day, "died");
        }
        if (event instanceof HeadSucceeded succeeded) {
            return succeed(state, succeeded);
        }
        if (event instanceof HouseholdSplit split) {
            return split(state, split, day);
        }
        if (event instanceof HouseholdsMerged merged) {
            return merge(state, merged);
        }
        if (event instanceof HouseholdDissolved) {
            if (!state.members().isEmpty()) {
                throw new IllegalArgumentException("The household " + state.id() + " still has "
                        + state.members().size() + " members. Maybe record first where they went?");
            }
            return state.withEnd(new HouseholdEnd(HouseholdEnd.Reason.DISSOLVED, List.of()));
        }
        if (event instanceof HouseholdMoved moved) {
            return state.withPlace(moved.area(), moved.dwelling());
        }
        if (event instanceof InterviewRecorded interview) {
            return interview(state, interview);
        }
        if (event instanceof ShockSuffered suffered) {
            return state.withShock(suffered.shock());
        }
        if (event instanceof RepresentationGranted granted) {
            List<Representation> list = new ArrayList<>(state.representations());
            list.removeIf(old -> isSame(old, granted.representation()));
            list.add(granted.representation());
            return state.withRepresentations(list);
        }
        if (event instanceof RepresentationRevoked revoked) {
            List<Representation> list = new ArrayList<>(state.representations());
            if (!list.removeIf(old -> isSame(old, revoked.representation()))) {
                throw new IllegalArgumentException(
                        "Nobody of that name may act for household " + state.id() + ". Maybe it was revoked before?");
            }
            return state.withRepresentations(list);
        }
        return event instanceof Enrolled || event instanceof EnrolmentChanged ? enrol(state, event) : state;
    }

    private static boolean changesNoView(RegistryEvent event) {
        return event instanceof HouseholdRegistered
                || event instanceof BenefitGranted
                || event instanceof GrievanceRecorded;
    }

    private static HouseholdState found(Subject subject, RegistryEvent event) {
        if (event instanceof HouseholdRegistered registered) {
            HouseholdState state = HouseholdState.of(registered.household());
            Set<PersonId> seen = new HashSet<>();
            for (Membership member : state.members()) {
                if (!seen.add(member.person())) {
                    throw alreadyMember(state, member.person());
                }
            }
            return state;
        }
        HouseholdSplit.Part part = Objects.requireNonNull(part((HouseholdSplit) event, subject));
        return new HouseholdState(
                part.household(),
                List.of(),
                part.area(),
                part.interview(),
                part.members(),
                null,
                part.dwelling(),
                null,
                List.of(),
                List.of(),
                part.enrolments(),
                null);
    }

    private static Set<PersonId> persons(List<Membership> members) {
        Set<PersonId> persons = new HashSet<>();
        members.forEach(member -> persons.add(member.person()));
        return persons;
    }

    private static void requireMember(HouseholdState state, PersonId person) {
        if (state.member(person) == null) {
            throw new IllegalArgumentException("The person " + person + " is no member of household " + state.id()
                    + " on that day. Maybe they left before, or another household is meant?");
        }
    }

    private static IllegalArgumentException alreadyMember(HouseholdState state, PersonId person) {
        return new IllegalArgumentException("The person " + person + " is a member of household " + state.id()
                + " already. Maybe it is another person: then they need an id of their own.");
    }

    private static HouseholdState join(HouseholdState state, Membership member) {
        if (state.member(member.person()) != null) {
            throw alreadyMember(state, member.person());
        }
        return state.withMembers(HouseholdState.and(state.members(), member));
    }

    /** Members who join; one who belongs already is refused, or taken as they are from now on. */
    private static HouseholdState joinAll(HouseholdState state, List<Membership> members, boolean refuse) {
        HouseholdState result = state;
        for (Membership member : members) {
            if (!refuse && result.member(member.person()) != null) {
                continue;
            }
            result = join(result, member);
        }
        return result;
    }

    private static HouseholdState move(HouseholdState state, MembersMoved moved) {
        if (moved.from().equals(state.id())) {
            moved.members().forEach(member -> requireMember(state, member.person()));
            return leave(state, persons(moved.members())).withEnrolments(without(state, moved.enrolments()));
        }
        List<Enrolment> enrolments = new ArrayList<>(state.enrolments());
        enrolments.addAll(moved.enrolments());
        return joinAll(state, moved.members(), true).withEnrolments(enrolments);
    }

    /** The enrolments that are left when some were taken along. */
    private static List<Enrolment> without(HouseholdState state, List<Enrolment> taken) {
        return state.enrolments().stream()
                .filter(e -> taken.stream().noneMatch(t -> t.id().equals(e.id())))
                .toList();
    }

    /** What was meant for somebody who is gone has another status now, if it was running. */
    private static HouseholdState withStatusOf(
            HouseholdState state, PersonId recipient, Code status, LocalDate day, String reason) {
        return state.withEnrolments(state.enrolments().stream()
                .map(e -> recipient.equals(e.recipient()) && e.status().equals(Enrolment.ENROLLED)
                        ? e.with(status, day, reason)
                        : e)
                .toList());
    }

    /** Members who go act for the household no more. */
    private static HouseholdState leave(HouseholdState state, Set<PersonId> gone) {
        return state.without(member -> gone.contains(member.person()))
                .withRepresentations(state.representations().stream()
                        .filter(r -> r.person() == null || !gone.contains(r.person()))
                        .toList());
    }

    private static HouseholdState succeed(HouseholdState state, HeadSucceeded succeeded) {
        requireMember(state, succeeded.head());
        succeeded.relationships().keySet().forEach(person -> requireMember(state, person));
        List<Membership> members = new ArrayList<>();
        for (Membership m : state.members()) {
            RelationshipToHead relationship = m.person().equals(succeeded.head())
                    ? RelationshipToHead.HEAD
                    : succeeded.relationships().getOrDefault(m.person(), RelationshipToHead.UNKNOWN);
            members.add(new Membership(m.person(), relationship, m.roles(), m.countedElsewhere(), m.answers()));
        }
        return state.withMembers(members);
    }

    private static HouseholdState split(HouseholdState state, HouseholdSplit split, LocalDate day) {
        Set<PersonId> gone = new HashSet<>();
        List<Enrolment> taken = new ArrayList<>();
        for (HouseholdSplit.Part part : split.parts()) {
            part.members().forEach(member -> requireMember(state, member.person()));
            gone.addAll(persons(part.members()));
            taken.addAll(part.enrolments());
        }
        List<Enrolment> stay = new ArrayList<>();
        for (Enrolment enrolment : without(state, taken)) {
            boolean suspend = split.policy() == EnrolmentPolicy.SUSPEND
                    && enrolment.recipient() == null
                    && enrolment.status().equals(Enrolment.ENROLLED);
            stay.add(suspend ? enrolment.with(Enrolment.SUSPENDED, day, "split") : enrolment);
        }
        HouseholdState rest = leave(state, gone).withEnrolments(stay);
        return rest.members().isEmpty()
                ? rest.withEnd(new HouseholdEnd(
                        HouseholdEnd.Reason.SPLIT,
                        split.parts().stream()
                                .map(HouseholdSplit.Part::household)
                                .toList()))
                : rest;
    }

    private static HouseholdState merge(HouseholdState state, HouseholdsMerged merged) {
        if (merged.into().equals(state.id())) {
            List<Enrolment> enrolments = new ArrayList<>(state.enrolments());
            enrolments.addAll(merged.enrolments());
            return joinAll(state, merged.members(), false).withEnrolments(enrolments);
        }
        Set<PersonId> named = persons(merged.members());
        for (Membership member : state.members()) {
            if (!named.contains(member.person())) {
                throw new IllegalArgumentException("The merger leaves out " + member.person() + " of household "
                        + state.id() + ". Maybe they go somewhere else: then record that first.");
            }
        }
        HouseholdId into = merged.into();
        return state.withMembers(List.of())
                .withEnrolments(List.of())
                .withEnd(new HouseholdEnd(HouseholdEnd.Reason.MERGED, List.of(into)));
    }

    private static HouseholdState interview(HouseholdState state, InterviewRecorded recorded) {
        recorded.members().keySet().forEach(person -> requireMember(state, person));
        List<Membership> members = new ArrayList<>();
        for (Membership m : state.members()) {
            Map<String, Answer> answers = recorded.members().getOrDefault(m.person(), m.answers());
            members.add(new Membership(m.person(), m.relationship(), m.roles(), m.countedElsewhere(), answers));
        }
        return state.withInterview(recorded.interview()).withMembers(members);
    }

    private static boolean isSame(Representation one, Representation other) {
        return Objects.equals(one.person(), other.person()) && Objects.equals(one.name(), other.name());
    }

    private static HouseholdState enrol(HouseholdState state, RegistryEvent event) {
        List<Enrolment> enrolments = new ArrayList<>(state.enrolments());
        if (event instanceof Enrolled enrolled) {
            Enrolment fresh = enrolled.enrolment();
            if (enrolments.stream().anyMatch(e -> e.id().equals(fresh.id()))) {
                throw new IllegalArgumentException("The enrolment " + fresh.id() + " of household " + state.id()
                        + " is recorded already. Maybe its status changed?");
            }
            if (fresh.recipient() != null) {
                requireMember(state, fresh.recipient());
            }
            enrolments.add(fresh);
            return state.withEnrolments(enrolments);
        }
        EnrolmentChanged changed = (EnrolmentChanged) event;
        for (int i = 0; i < enrolments.size(); i++) {
            Enrolment old = enrolments.get(i);
            if (old.id().equals(changed.enrolment())) {
                enrolments.set(i, old.with(changed.status(), changed.since(), changed.reason()));
                return state.withEnrolments(enrolments);
            }
        }
        throw new IllegalArgumentException("The household " + state.id() + " has no enrolment " + changed.enrolment()
                + " on that day. Maybe it moved to another household?");
    }

    @Override
    public void keys(HouseholdState state, Consumer<LookupKey> keys) {
        for (Identifier identifier : state.identifiers()) {
            keys.accept(LookupKey.ofHousehold(identifier));
        }
    }
}
