package org.trano.registry.dedup.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** However lists are walked, poured together or left out: whoever reaches the cut by all of them is found. */
class TallyTest {
    private static final int SLOTS = 400_000;

    @Property(tries = 40)
    void nobody_who_reaches_the_cut_is_missing(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.3, max = 0.9) double share) {
        Random random = new Random(seed);
        People people = new People(SLOTS, 0);
        for (int i = 0; i < 100; i++) {
            people.end(random.nextInt(SLOTS), 1);
        }
        Book.State state = new Book.State(people, SLOTS, 1, SLOTS);
        Tally tally = new Tally();
        tally.begin();
        double[] sums = new double[SLOTS];
        int pieces = 2 + random.nextInt(4);
        for (int piece = 0; piece < pieces; piece++) {
            tally.piece();
            BitSet taken = new BitSet();
            int lists = 1 + random.nextInt(12);
            double highest = 1 + 12 * random.nextDouble();
            for (int l = 0; l < lists; l++) {
                // From a handful of people to every tenth; the more there are, the less it says.
                int size = (int) Math.exp(Math.log(SLOTS / 10.0) * random.nextDouble());
                double gain = highest * (1 - random.nextDouble() / 2);
                tally.list(list(random, size, taken), gain);
                for (int slot = taken.nextSetBit(0); slot >= 0; slot = taken.nextSetBit(slot + 1)) {
                    sums[slot] += last.get(slot) ? gain : 0;
                }
            }
        }
        double cut = Math.max(tally.unit(), share * tally.most());
        Candidates candidates = new Candidates();
        double used = tally.collect(state, cut, cut, candidates);
        assertThat(used).isEqualTo(cut);
        BitSet found = new BitSet();
        for (int i = 0; i < candidates.size(); i++) {
            int slot = candidates.slot(i);
            assertThat(found.get(slot)).isFalse();
            found.set(slot);
            assertThat(tally.bits(candidates.sum(i))).isGreaterThanOrEqualTo(Math.min(sums[slot], tally.most()) - 1e-9);
        }
        double missing = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (people.isAlive(slot, 1) && !found.get(slot)) {
                missing = Math.max(missing, sums[slot]);
            } else {
                assertThat(!people.isAlive(slot, 1) && found.get(slot)).isFalse();
            }
        }
        assertThat(missing).isLessThanOrEqualTo(tally.bits(candidates.highestPassed()) + 1e-9);
    }

    private final BitSet last = new BitSet();

    /** A list of people who are in no other one of this piece of evidence. */
    private int[] list(Random random, int size, BitSet taken) {
        last.clear();
        for (int i = 0; i < size; i++) {
            int slot = random.nextInt(SLOTS);
            if (!taken.get(slot)) {
                last.set(slot);
            }
        }
        taken.or(last);
        int[] slots = last.stream().toArray();
        int[] list = Arrays.copyOf(new int[] {slots.length}, slots.length + 1);
        System.arraycopy(slots, 0, list, 1, slots.length);
        return list;
    }
}
