package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;

/**
 * A person became a member of a household that was already registered: by birth, marriage or return, or because the row was
 * unreadable at first and has been corrected.
 *
 * @param household which household
 * @param member who joined
 */
public record MemberJoined(HouseholdId household, Member member) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "member-joined";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<HouseholdId> households() {
        return Set.of(household);
    }
}
