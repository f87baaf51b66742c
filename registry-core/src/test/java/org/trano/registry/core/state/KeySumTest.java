package org.trano.registry.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.store.LookupKey;

class KeySumTest {
    /** Types and values that run into each other when they are put side by side. */
    private static Map.Entry<LookupKey, Subject> pair(Random random) {
        String type = "a".repeat(random.nextInt(3));
        String value = "a".repeat(random.nextInt(3));
        SubjectKind kind = SubjectKind.values()[random.nextInt(2)];
        return Map.entry(new LookupKey(type, value), new Subject(kind, new UUID(random.nextInt(2), random.nextInt(2))));
    }

    private static KeySum add(KeySum sum, List<Map.Entry<LookupKey, Subject>> pairs) {
        pairs.forEach(pair -> sum.add(pair.getKey(), pair.getValue()));
        return sum;
    }

    @Property(tries = 200)
    void two_sums_are_alike_exactly_when_the_same_was_added_as_often_in_any_order(@ForAll long seed) {
        Random random = new Random(seed);
        List<Map.Entry<LookupKey, Subject>> some = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            some.add(pair(random));
        }
        List<Map.Entry<LookupKey, Subject>> others = new ArrayList<>(some);
        Collections.shuffle(others, random);
        KeySum sum = add(KeySum.empty(), some);
        assertThat(sum.isLike(add(sum.sibling(), others))).isTrue();
        Map.Entry<LookupKey, Subject> replaced = others.set(0, pair(random));
        assertThat(sum.isLike(add(sum.sibling(), others))).isEqualTo(replaced.equals(others.get(0)));
        others.set(0, replaced);
        others.add(pair(random));
        assertThat(sum.isLike(add(sum.sibling(), others))).isFalse();
    }
}
