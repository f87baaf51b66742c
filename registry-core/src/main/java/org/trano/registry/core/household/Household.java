package org.trano.registry.core.household;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.survey.Interview;

/**
 * A household as the events say it is: people who live together and share their means.
 *
 * @param id which household
 * @param identifiers numbers under which others know it, among them the one of the file it came from
 * @param area code of the place where it lives (a P-code where there is one), or null for nomads and the unknown
 * @param interview the latest interview
 * @param members its members in the order in which they were recorded; never empty
 */
public record Household(
        HouseholdId id,
        List<Identifier> identifiers,
        @Nullable String area,
        Interview interview,
        List<Member> members) {
    /**
     * Copies the lists and checks that somebody lives here.
     *
     * @param id which household
     * @param identifiers numbers of others
     * @param area code of the place or null
     * @param interview the latest interview
     * @param members its members
     */
    public Household {
        identifiers = List.copyOf(identifiers);
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException(
                    "The household " + id + " has no member. Maybe its people were left out?");
        }
    }

    /**
     * This household with one more member.
     *
     * @param member who joins
     * @return a new household
     */
    public Household with(Member member) {
        List<Member> more = new ArrayList<>(members);
        more.add(member);
        return new Household(id, identifiers, area, interview, more);
    }

    /**
     * The number a source gave this household.
     *
     * @return the first number of a list ({@link Identifier#isSource()}), else the id's text
     */
    public String sourceId() {
        for (Identifier identifier : identifiers) {
            if (identifier.isSource()) {
                return identifier.value();
            }
        }
        return id.toString();
    }
}
