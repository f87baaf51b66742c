package org.trano.registry.dedup.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.dedup.model.Bits;
import org.trano.registry.dedup.search.RegistryIndex;
import org.trano.registry.dedup.search.SearchHit;

/**
 * Who is who between those who were told and a household of the registry, one to one, the surest first.
 *
 * @param sure of whoever was told, who they are
 * @param near of others who they may still be, though it is more probable that they are not
 */
record Pairing(Map<Member, Member> sure, Map<Member, Member> near) {
    /** Somebody in the household who is less probable by no more than these bits than nobody in it is worth a look. */
    private static final double NEAR = 6;

    static Pairing of(RegistryIndex index, Household told, Household home) {
        record Pair(double bits, Member one, Member other) {}
        Map<PersonId, Member> byId = new HashMap<>();
        home.members().forEach(member -> byId.put(member.person().id(), member));
        double even = Bits.log2(home.members().size());
        List<Pair> pairs = new ArrayList<>();
        for (Member member : told.members()) {
            for (SearchHit hit : index.weigh(Told.queryAlone(told, member), byId.keySet())) {
                double bits = hit.weight() - hit.explanation().prior();
                Member other = byId.get(hit.person());
                if (bits >= even - NEAR && other != null) {
                    pairs.add(new Pair(bits, member, other));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::bits)
                .reversed()
                .thenComparing(pair -> pair.other.person().id()));
        Pairing pairing = new Pairing(new HashMap<>(), new HashMap<>());
        Set<Member> taken = new HashSet<>();
        for (Pair pair : pairs) {
            boolean isFree = !pairing.sure.containsKey(pair.one) && !pairing.near.containsKey(pair.one);
            if (isFree && taken.add(pair.other)) {
                (pair.bits >= even ? pairing.sure : pairing.near).put(pair.one, pair.other);
            }
        }
        return pairing;
    }
}
