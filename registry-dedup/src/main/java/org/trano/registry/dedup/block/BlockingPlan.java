package org.trano.registry.dedup.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.trano.registry.dedup.MatchSetup;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.frame.Parallel;

/**
 * Which pairs will be compared. Each rule puts a record into at most one block, by a first key; a block that is too large is
 * split by a second key, a third, and so on, so that it is never compared whole and never dropped. The largest size of a block
 * is found by search so that the forecast of pairs stays within the budget. Immutable.
 */
public final class BlockingPlan {
    /** A set-up that compares every pair is not for more pairs than these. */
    private static final double MOST_PAIRS = 100_000_000;

    private final List<MatchSetup.Rule> rules;
    private final int[] keys;
    private final int width;
    private final int[] sizes;
    private final long[] forecast;
    private final long unblocked;

    /** A plan from the blocks of each rule. */
    private BlockingPlan(List<BlockingRule> rules, List<BlockingRule.Blocks> blocks) {
        this.rules = IntStream.range(0, rules.size())
                .mapToObj(r ->
                        new MatchSetup.Rule(rules.get(r).names(), blocks.get(r).largest()))
                .toList();
        this.width = rules.size();
        this.sizes = blocks.stream().mapToInt(BlockingRule.Blocks::size).toArray();
        this.forecast = blocks.stream().mapToLong(BlockingRule.Blocks::pairs).toArray();
        int records = blocks.get(0).of().length;
        this.keys = new int[Math.multiplyExact(records, width)];
        int[][] of = blocks.stream().map(BlockingRule.Blocks::of).toArray(int[][]::new);
        LongAdder alone = new LongAdder();
        Parallel.forChunks(records, (chunk, from, to) -> {
            int without = 0;
            for (int record = from; record < to; record++) {
                int placed = 0;
                for (int r = 0; r < of.length; r++) {
                    int block = of[r][record];
                    keys[record * of.length + r] = block;
                    placed |= block;
                }
                without += placed == 0 ? 1 : 0;
            }
            alone.add(without);
        });
        this.unblocked = alone.sum();
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
        List<BlockingRule> rules = new BlockingKeys(frame).rules();
        BlockingRule.Blocks[] blocks = new BlockingRule.Blocks[rules.size()];
        Parallel.forEach(blocks.length, r -> blocks[r] = rules.get(r).blocks(frame.size(), budget / blocks.length));
        return new BlockingPlan(rules, List.of(blocks));
    }

    /**
     * The plan that an earlier run proposed.
     *
     * @param frame the records
     * @param rules its rules
     * @return the plan
     * @throws IllegalArgumentException if the frame lacks a key, or if every pair is to be compared and there are too many
     */
    public static BlockingPlan of(Frame frame, List<MatchSetup.Rule> rules) {
        if (rules.size() == 1 && rules.get(0).keys().isEmpty()) {
            if (frame.pairs() > MOST_PAIRS) {
                throw new IllegalArgumentException("The set-up compares every pair, which is " + (long) frame.pairs()
                        + " here. Maybe make a new set-up from these records?");
            }
            return everyPair(frame);
        }
        BlockingKeys keys = new BlockingKeys(frame);
        List<BlockingRule> known =
                rules.stream().map(rule -> keys.rule(rule.keys())).toList();
        List<BlockingRule.Blocks> blocks = new ArrayList<>();
        for (int r = 0; r < known.size(); r++) {
            blocks.add(known.get(r).blocksOf(frame.size(), rules.get(r).largest()));
        }
        return new BlockingPlan(known, blocks);
    }

    /** A small table needs no blocks. */
    private static BlockingPlan everyPair(Frame frame) {
        int[] of = new int[frame.size()];
        Arrays.fill(of, 1);
        return new BlockingPlan(
                List.of(new BlockingRule(List.of())),
                List.of(new BlockingRule.Blocks(of, 2, of.length, (long) frame.pairs())));
    }

    /**
     * The rules.
     *
     * @return for each the names of its keys and the size from which blocks were split
     */
    public List<MatchSetup.Rule> rules() {
        return rules;
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
            if (finds(r, a, b)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a rule puts both records into one block.
     *
     * @param rule the rule
     * @param a one record
     * @param b another
     * @return whether it finds them, be it after another rule
     */
    public boolean finds(int rule, int a, int b) {
        int key = keys[a * width + rule];
        return key != 0 && key == keys[b * width + rule];
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
            System.arraycopy(keys, members[i] * width, copies, at, rules);
            at += rules;
        }
    }
}
