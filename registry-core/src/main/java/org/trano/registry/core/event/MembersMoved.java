package org.trano.registry.core.event;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Membership;
import org.trano.registry.core.programme.Enrolment;

/**
 * Members went from one registered household to another, in one act: at no moment do they belong to both or to none.
 *
 * @param from the household they left
 * @param to the household they joined
 * @param members how they belong to the new one; never empty
 * @param enrolments what they take along: those of which one of them is the recipient
 */
public record MembersMoved(HouseholdId from, HouseholdId to, List<Membership> members, List<Enrolment> enrolments)
        implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "members-moved";

    /**
     * Copies the list.
     *
     * @param from the household they left
     * @param to the household they joined
     * @param members how they belong to the new one
     * @param enrolments what they take along
     */
    public MembersMoved {
        members = List.copyOf(members);
        enrolments = List.copyOf(enrolments);
        if (members.isEmpty() || from.equals(to)) {
            throw new IllegalArgumentException("Nobody moves from " + from + " to " + to
                    + ". Maybe the members were left out, or the two households are the same?");
        }
    }

    /**
     * A move out of a household as it is now: what is meant for those who go, goes with them.
     *
     * @param from the household they leave
     * @param to the household they join
     * @param members how they belong to the new one
     * @return the event
     */
    public static MembersMoved of(Household from, HouseholdId to, List<Membership> members) {
        return new MembersMoved(
                from.id(),
                to,
                members,
                from.enrolments().stream()
                        .filter(e -> members.stream().anyMatch(m -> m.person().equals(e.recipient())))
                        .toList());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        Set<Subject> subjects = new LinkedHashSet<>(List.of(Subject.of(from), Subject.of(to)));
        members.forEach(member -> subjects.add(Subject.of(member.person())));
        return subjects;
    }
}
