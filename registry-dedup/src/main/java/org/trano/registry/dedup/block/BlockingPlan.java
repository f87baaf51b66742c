package org.trano.registry.dedup.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.frame.LongMap;

/**
 * Which pairs will be compared. Each rule puts a record into at most one block, by a first key; a block that is too large is
 * split by a second key, a third, and so on, so that it is never compared whole and never dropped. The largest size of a block
 * is found by search so that the forecast of pairs stays within the budget. Immutable.
 */
public final class BlockingPlan {
    private static final int SMALLEST_BLOCK = 10;
    private static final int LARGEST_BLOCK = 4000;

    private final List<String> names;
    private final int[] keys;
    private final int width;
    private final long[] forecast;
    private final long unblocked;

    private BlockingPlan(List<String> names, int[] keys, long[] forecast, long unblocked) {
        this.names = List.copyOf(names);
        this.keys = keys;
        this.width = names.size();
        this.forecast = forecast;
        this.unblocked = unblocked;
    }

    private record Rule(List<BlockingKey> keys) {
        String name() {
            return String.join(" + ", keys.stream().map(BlockingKey::name).toList());
        }
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
        List<Rule> rules = rules(frame);
        int low = SMALLEST_BLOCK;
        int high = Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, frame.size()));
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (forecast(rules, frame.size(), middle) <= budget) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        int width = rules.size();
        int[] keys = new int[frame.size() * width];
        long[] forecast = new long[width];
        boolean[] placed = new boolean[frame.size()];
        for (int r = 0; r < width; r++) {
            int[] blocks = split(rules.get(r), frame.size(), low);
            forecast[r] = pairs(blocks);
            for (int record = 0; record < blocks.length; record++) {
                keys[record * width + r] = blocks[record];
                placed[record] |= blocks[record] != 0;
            }
        }
        long unblocked = 0;
        for (boolean p : placed) {
            unblocked += p ? 0 : 1;
        }
        return new BlockingPlan(rules.stream().map(Rule::name).toList(), keys, forecast, unblocked);
    }

    /** A small table needs no blocks. */
    private static BlockingPlan everyPair(Frame frame) {
        int[] keys = new int[frame.size()];
        Arrays.fill(keys, 1);
        return new BlockingPlan(List.of("every pair"), keys, new long[] {pairs(keys)}, 0);
    }

    private static long forecast(List<Rule> rules, int size, int largest) {
        long pairs = 0;
        for (Rule rule : rules) {
            pairs += pairs(split(rule, size, largest));
        }
        return pairs;
    }

    private static long pairs(int[] blocks) {
        int[] counts = new int[Arrays.stream(blocks).max().orElse(0) + 1];
        for (int block : blocks) {
            counts[block]++;
        }
        long pairs = 0;
        for (int block = 1; block < counts.length; block++) {
            pairs += (long) counts[block] * (counts[block] - 1) / 2;
        }
        return pairs;
    }

    /** The block of each record under a rule, 0 for none. */
    private static int[] split(Rule rule, int size, int largest) {
        int[] blocks = rule.keys.get(0).codes().clone();
        for (int k = 1; k < rule.keys.size(); k++) {
            int[] counts = new int[Arrays.stream(blocks).max().orElse(0) + 1];
            for (int block : blocks) {
                counts[block]++;
            }
            int[] second = rule.keys.get(k).codes();
            int oversize = 0;
            for (int block : blocks) {
                oversize += block != 0 && counts[block] > largest ? 1 : 0;
            }
            boolean again = oversize > 0;
            LongMap parts = new LongMap(oversize);
            int next = counts.length;
            for (int record = 0; record < size; record++) {
                int block = blocks[record];
                if (block != 0 && counts[block] > largest) {
                    long key = (long) block << 32 | second[record];
                    int part = parts.get(key);
                    if (part < 0) {
                        part = next++;
                        parts.put(key, part);
                    }
                    blocks[record] = part;
                }
            }
            if (!again) {
                break;
            }
        }
        int[] counts = new int[Arrays.stream(blocks).max().orElse(0) + 1];
        for (int block : blocks) {
            counts[block]++;
        }
        for (int record = 0; record < size; record++) {
            if (counts[blocks[record]] > largest) {
                blocks[record] = 0;
            }
        }
        return blocks;
    }

    private static List<Rule> rules(Frame frame) {
        List<BlockingKey> numbers = new ArrayList<>();
        List<BlockingKey> places = new ArrayList<>();
        List<BlockingKey> texts = new ArrayList<>();
        List<BlockingKey> given = new ArrayList<>();
        List<BlockingKey> family = new ArrayList<>();
        List<BlockingKey> full = new ArrayList<>();
        List<BlockingKey> date = new ArrayList<>();
        for (Field field : frame.fields()) {
            BlockingKey whole = BlockingKey.whole(field);
            switch (field.kind()) {
                case NUMBER, EMAIL -> numbers.add(whole);
                case POSTCODE -> places.add(whole);
                case TEXT -> (field.isShared() ? places : texts).add(whole);
                case GIVEN -> {
                    given.add(whole);
                    given.add(BlockingKey.derived(field, "consonants", BlockingKey::skeleton));
                    given.add(BlockingKey.derived(field, "start", BlockingKey.start(3)));
                }
                case FAMILY -> {
                    family.add(whole);
                    family.add(BlockingKey.derived(field, "consonants", BlockingKey::skeleton));
                    family.add(BlockingKey.derived(field, "start", BlockingKey.start(3)));
                }
                case FULL -> {
                    full.add(BlockingKey.derived(field, "first word", BlockingKey::firstWord));
                    full.add(BlockingKey.derived(field, "last word", BlockingKey::lastWord));
                    full.add(BlockingKey.derived(field, "consonants", BlockingKey::skeleton));
                }
                case DATE -> {
                    date.add(whole);
                    date.add(BlockingKey.derived(field, "year", BlockingKey.start(4)));
                    date.add(BlockingKey.derived(field, "day and month", d -> d.endsWith("00") ? "" : d.substring(4)));
                }
                case SEX -> {
                    // Half of all records: no help.
                }
            }
        }
        // Keys that split a block, the most telling first.
        List<BlockingKey> names = new ArrayList<>();
        addAt(names, given, 2);
        addAt(names, family, 2);
        names.addAll(full);
        List<BlockingKey> year = new ArrayList<>();
        addAt(year, date, 1);
        List<Rule> rules = new ArrayList<>();
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
            for (int k = 0; k < Math.min(2, name.size()); k++) {
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
    private static Rule rule(BlockingKey first, List<BlockingKey>... rest) {
        List<BlockingKey> keys = new ArrayList<>(List.of(first));
        for (List<BlockingKey> more : rest) {
            for (BlockingKey key : more) {
                if (!keys.contains(key)) {
                    keys.add(key);
                }
            }
        }
        return new Rule(keys);
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
     * Records that no rule puts into any block: they are compared with nobody.
     *
     * @return their number
     */
    public long unblocked() {
        return unblocked;
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
        return foundBefore(a, b, width);
    }

    /** Whether a rule before this one puts both records into one block. */
    boolean foundBefore(int a, int b, int rule) {
        int ka = a * width;
        int kb = b * width;
        for (int r = 0; r < rule; r++) {
            if (keys[ka + r] != 0 && keys[ka + r] == keys[kb + r]) {
                return true;
            }
        }
        return false;
    }
}
