package org.trano.registry.core.event;

import java.util.Map;
import java.util.Set;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.internal.Sorted;
import org.trano.registry.core.person.PersonId;

/**
 * A household has another head: the old one died, left or handed over. Everybody whose relationship to the head changes by
 * it is named in the same act.
 *
 * @param household which household
 * @param head the new head, a member
 * @param relationships how others now stand to the new head; who is not named becomes {@link RelationshipToHead#UNKNOWN}
 */
public record HeadSucceeded(HouseholdId household, PersonId head, Map<PersonId, RelationshipToHead> relationships)
        implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "head-succeeded";

    /**
     * Copies the map in a fixed order.
     *
     * @param household which household
     * @param head the new head
     * @param relationships how others stand to the new head
     */
    public HeadSucceeded {
        relationships = Sorted.copy(relationships);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(household));
    }
}
