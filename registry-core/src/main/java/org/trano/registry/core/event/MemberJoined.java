package org.trano.registry.core.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;

/**
 * A person became a member of a household that was already registered: by birth, marriage or return, or because the row was
 * unreadable at first and has been corrected. A person the registry knows already keeps what is known; what is new is added.
 *
 * @param household which household
 * @param member who joined; one who carries a date of death is refused when it is recorded
 * @param reason a code of {@link org.trano.registry.core.code.CodeList#JOINING_REASON}, or null
 */
public record MemberJoined(
        HouseholdId household, Member member, @Nullable Code reason) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "member-joined";

    /**
     * That somebody joined, for a reason nobody told.
     *
     * @param household which household
     * @param member who joined
     */
    public MemberJoined(HouseholdId household, Member member) {
        this(household, member, null);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(household), Subject.of(member.person().id()));
    }
}
