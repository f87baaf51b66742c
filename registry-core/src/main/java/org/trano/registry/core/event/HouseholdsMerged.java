package org.trano.registry.core.event;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.Membership;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.programme.Enrolment;
import org.trano.registry.core.programme.EnrolmentPolicy;

/**
 * Households became one: one act that names the households that end, the one that remains, all who join it and the enrolments
 * they bring. Nobody may be left out: every living member of the sources is named.
 *
 * @param sources the households that end
 * @param into the household that remains
 * @param members all who join it, and how they stand to its head
 * @param enrolments what they bring, as it is from now on
 * @param policy how the enrolments were brought together
 */
public record HouseholdsMerged(
        List<HouseholdId> sources,
        HouseholdId into,
        List<Membership> members,
        List<Enrolment> enrolments,
        EnrolmentPolicy policy)
        implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "households-merged";

    /**
     * Copies the lists.
     *
     * @param sources the households that end
     * @param into the household that remains
     * @param members all who join it
     * @param enrolments what they bring
     * @param policy how the enrolments were brought together
     */
    public HouseholdsMerged {
        sources = List.copyOf(sources);
        members = List.copyOf(members);
        enrolments = List.copyOf(enrolments);
        if (sources.isEmpty() || sources.contains(into)) {
            throw new IllegalArgumentException("A merger into " + into
                    + " needs other households that end. Maybe it was named among them itself?");
        }
    }

    /**
     * A merger of households as they are now. Two enrolments in one programme are one too many: the one that comes is ended;
     * with {@link EnrolmentPolicy#SUSPEND} all that come are suspended until somebody has looked at them.
     *
     * @param sources the households that end
     * @param into the household that remains
     * @param relationships how those who join stand to its head; who is not named becomes {@link RelationshipToHead#UNKNOWN}
     * @param policy how the enrolments are brought together
     * @param day from when
     * @return the event
     */
    public static HouseholdsMerged of(
            List<Household> sources,
            Household into,
            Map<PersonId, RelationshipToHead> relationships,
            EnrolmentPolicy policy,
            java.time.LocalDate day) {
        List<Membership> members = new ArrayList<>();
        List<Enrolment> enrolments = new ArrayList<>();
        for (Household source : sources) {
            for (Member member : source.members()) {
                Membership old = member.membership();
                members.add(new Membership(
                        old.person(),
                        relationships.getOrDefault(old.person(), RelationshipToHead.UNKNOWN),
                        old.roles(),
                        old.countedElsewhere(),
                        old.answers()));
            }
            for (Enrolment enrolment : source.enrolments()) {
                boolean twice = enrolment.status().equals(Enrolment.ENROLLED)
                        && into.enrolments().stream()
                                .anyMatch(e -> e.programme().equals(enrolment.programme())
                                        && e.status().equals(Enrolment.ENROLLED));
                enrolments.add(
                        twice
                                ? enrolment.with(Enrolment.EXITED, day, "merged")
                                : policy == EnrolmentPolicy.SUSPEND
                                        ? enrolment.with(Enrolment.SUSPENDED, day, "merged")
                                        : enrolment);
            }
        }
        return new HouseholdsMerged(
                sources.stream().map(Household::id).toList(), into.id(), members, enrolments, policy);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        Set<Subject> subjects = new LinkedHashSet<>();
        sources.forEach(source -> subjects.add(Subject.of(source)));
        subjects.add(Subject.of(into));
        members.forEach(member -> subjects.add(Subject.of(member.person())));
        return subjects;
    }
}
