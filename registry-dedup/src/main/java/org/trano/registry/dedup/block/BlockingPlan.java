package org.trano.registry.dedup.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.FieldKind;
import org.trano.registry.dedup.frame.Frame;

/**
 * Which pairs will be compared. Each rule puts a record into at most one block, by a first key; a block that is too large is
 * split by a second key, a third, and so on, so that it is never compared whole and never dropped. The largest size of a block
 * is found by search so that the forecast of pairs stays within the budget. Immutable.
 */
public final class BlockingPlan {
    private final List<String> names;
    private final int[] keys;
    private final int width;
    private final int[] sizes;
    private final long[] forecast;
    private final long unblocked;

    /** A plan from the blocks of each rule. */
    private BlockingPlan(List<String> names, List<BlockingRule.Blocks> rules) {
        this.names = List.copyOf(names);
        this.width = rules.size();
        this.sizes = rules.stream().mapToInt(BlockingRule.Blocks::size).toArray();
        this.forecast = rules.stream().mapToLong(BlockingRule.Blocks::pairs).toArray();
        int records = rules.get(0).of().length;
        this.keys = new int[Math.multiplyExact(records, width)];
        for (int r = 0; r < width; r++) {
            int[] of = rules.get(r).of();
            for (int record = 0; record < records; record++) {
                keys[record * width + r] = of[record];
            }
        }
        long alone = 0;
        for (int record = 0; record < records; record++) {
            int placed = 0;
            for (int r = 0; r < width; r++) {
                placed |= keys[record * width + r];
            }
            alone += placed == 0 ? 1 : 0;
        }
        this.unblocked = alone;
    }

    /**
     * Proposes rules for a frame.
     *
     * @param frame the records
     * @param budget pairs that may be compared, all rules together, counted once for each rule that finds them
     * @return the plan
     */
    public static BlockingPlan propose(Frame frame, long budget) {
        if (frame.pairs() <= budget) {
            return everyPair(frame);
        }
        List<BlockingRule> rules = rules(frame);
        List<BlockingRule.Blocks> blocks = rules.parallelStream()
                .map(rule -> rule.blocks(frame.size(), budget / rules.size()))
                .toList();
        return new BlockingPlan(rules.stream().map(BlockingRule::name).toList(), blocks);
    }

    /** A small table needs no blocks. */
    private static BlockingPlan everyPair(Frame frame) {
        int[] of = new int[frame.size()];
        Arrays.fill(of, 1);
        return new BlockingPlan(
                List.of("every pair"), List.of(new BlockingRule.Blocks(of, 2, of.length, (long) frame.pairs())));
    }

    private static List<BlockingRule> rules(Frame frame) {
        List<BlockingKey> numbers = new ArrayList<>();
        List<BlockingKey> places = new ArrayList<>();
        List<BlockingKey> texts = new ArrayList<>();
        List<BlockingKey> given = new ArrayList<>();
        List<BlockingKey> family = new ArrayList<>();
        List<BlockingKey> full = new ArrayList<>();
        List<BlockingKey> date = new ArrayList<>();
        for (int f = 0; f < frame.fields().size(); f++) {
            Field field = frame.fields().get(f);
            if (field.kind() == FieldKind.SEX) {
                // Half of all records: no help.
                continue;
            }
            BlockingKey whole = BlockingKey.whole(frame, f);
            switch (field.kind()) {
                case NUMBER, EMAIL -> numbers.add(whole);
                case POSTCODE -> places.add(whole);
                case TEXT -> (field.isShared() ? places : texts).add(whole);
                case GIVEN -> {
                    given.add(whole);
                    given.add(BlockingKey.derived(frame, f, "consonants", BlockingKey::skeleton));
                    given.add(BlockingKey.derived(frame, f, "start", BlockingKey.start(3)));
                }
                case FAMILY -> {
                    family.add(whole);
                    family.add(BlockingKey.derived(frame, f, "consonants", BlockingKey::skeleton));
                    family.add(BlockingKey.derived(frame, f, "start", BlockingKey.start(3)));
                }
                case FULL -> {
                    full.add(BlockingKey.derived(frame, f, "first word", BlockingKey::firstWord));
                    full.add(BlockingKey.derived(frame, f, "last word", BlockingKey::lastWord));
                    full.add(BlockingKey.derived(frame, f, "consonants", BlockingKey::skeleton));
                }
                case DATE -> {
                    date.add(whole);
                    date.add(BlockingKey.derived(frame, f, "year", BlockingKey.start(4)));
                    date.add(BlockingKey.derived(
                            frame, f, "day and month", d -> d.endsWith("00") ? "" : d.substring(4)));
                }
                default -> throw new IllegalStateException("A field of kind " + field.kind());
            }
        }
        // Keys that split a block, the most telling first.
        List<BlockingKey> names = new ArrayList<>();
        addAt(names, given, 2);
        addAt(names, family, 2);
        names.addAll(full);
        List<BlockingKey> year = new ArrayList<>();
        addAt(year, date, 1);
        List<BlockingRule> rules = new ArrayList<>();
        for (BlockingKey number : numbers) {
            rules.add(rule(number, year, names));
        }
        if (!date.isEmpty()) {
            rules.add(rule(date.get(0), names, places));
            rules.add(rule(date.get(0), places, names));
        }
        for (List<BlockingKey> name : List.of(family, given, full)) {
            List<BlockingKey> otherNames = new ArrayList<>(names);
            otherNames.removeAll(name);
            for (int k = 1; k < Math.min(2, name.size()); k++) {
                BlockingKey key = name.get(k);
                rules.add(rule(key, otherNames, places, year));
                if (!date.isEmpty()) {
                    rules.add(rule(key, year, otherNames, places));
                    rules.add(rule(key, date.subList(2, 3), otherNames, places));
                }
                for (BlockingKey place : places) {
                    rules.add(rule(key, List.of(place), year, otherNames));
                }
            }
        }
        for (BlockingKey place : places) {
            rules.add(rule(place, year, names));
            rules.add(rule(place, names, year));
        }
        for (BlockingKey text : texts) {
            rules.add(rule(text, names, year, places));
        }
        return rules;
    }

    private static void addAt(List<BlockingKey> to, List<BlockingKey> from, int index) {
        if (from.size() > index) {
            to.add(from.get(index));
        }
    }

    @SafeVarargs
    private static BlockingRule rule(BlockingKey first, List<BlockingKey>... rest) {
        List<BlockingKey> keys = new ArrayList<>(List.of(first));
        for (List<BlockingKey> more : rest) {
            for (BlockingKey key : more) {
                if (!keys.contains(key)) {
                    keys.add(key);
                }
            }
        }
        return new BlockingRule(keys);
    }

    /**
     * The rules.
     *
     * @return their names, for people
     */
    public List<String> names() {
        return names;
    }

    /**
     * Pairs a rule will find, those that an earlier rule finds too included.
     *
     * @param rule its index
     * @return the forecast, exact but for pairs that may not match at all
     */
    public long forecast(int rule) {
        return forecast[rule];
    }

    /**
     * Pairs that all rules will find, each counted once for every rule that finds it.
     *
     * @return the forecast
     */
    public double forecast() {
        return Arrays.stream(forecast).sum();
    }

    /**
     * Records that no rule puts into any block: they are compared with nobody.
     *
     * @return their number
     */
    public long unblocked() {
        return unblocked;
    }

    /**
     * How many blocks a rule has.
     *
     * @param rule the rule
     * @return their number, that of none included
     */
    int blocks(int rule) {
        return sizes[rule];
    }

    /**
     * The block of a record.
     *
     * @param record the record
     * @param rule the rule
     * @return its number, 0 for none
     */
    int block(int record, int rule) {
        return keys[record * width + rule];
    }

    /**
     * Whether some rule puts both records into one block.
     *
     * @param a one record
     * @param b another
     * @return whether the walk through all pairs finds them
     */
    public boolean finds(int a, int b) {
        for (int r = 0; r < width; r++) {
            int key = keys[a * width + r];
            if (key != 0 && key == keys[b * width + r]) {
                return true;
            }
        }
        return false;
    }

    /**
     * Copies the blocks of records next to each other.
     *
     * @param members records
     * @param from the first of them
     * @param to the first that is not copied
     * @param rules of so many rules
     * @param copies filled, from its beginning
     */
    void copy(int[] members, int from, int to, int rules, int[] copies) {
        for (int i = from, at = 0; i < to; i++) {
            int record = members[i] * width;
            for (int r = 0; r < rules; r++) {
                copies[at++] = keys[record + r];
            }
        }
    }
}
