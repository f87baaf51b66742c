package org.trano.registry.dedup.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;

/**
 * What the desk makes of a household that stands before it.
 *
 * @param told the household as it was told, each member under a new id
 * @param recognition whether the household is known: {@code LOOK} where a member may be known or a person must say which household it is
 * @param household the household of the registry that it is, or may be; null for a new one
 * @param members whether each member is known, in the order in which they were told; where the household is known, in view of that
 * @param proposals what the registry may be told, in an order in which all can be accepted
 */
public record Registration(
        Household told,
        Recognition recognition,
        @Nullable HouseholdId household,
        List<Recognised> members,
        List<Proposal> proposals) {
    /**
     * Copies the lists.
     *
     * @param told the household as told
     * @param recognition whether it is known
     * @param household which it is, or null
     * @param members whether each member is known
     * @param proposals what the registry may be told
     */
    public Registration {
        members = List.copyOf(members);
        proposals = List.copyOf(proposals);
    }
}
