package org.trano.registry.dedup.search;

import java.util.Arrays;

/**
 * The lists of people who have a value that agrees with a query, and what that says more of them than of people in no list. Added up, block by block of
 * slots, they give for everybody the most that the lists can say; who reaches a cut becomes a candidate. Not thread-safe.
 */
final class Tally {
    private static final int BITS = 17;
    private static final int BLOCK = 1 << BITS;
    /** Sums are kept in one byte, each unit at least so many bits. */
    private static final double UNIT = 0.25;
    /** Lists with fewer slots in a block, on average, are poured together. */
    private static final int FEW = 4;
    /** Lists of fewer people are added up in any case. */
    private static final int LONG = 1_000;
    /** To look at somebody costs as much as to add up so many places of a list. */
    private static final double DEAR = 300;
    /** So many would be too many: pieces of evidence go together more often than is expected, and no more than a thousand can be looked at. */
    private static final double MANY = 100;

    private final byte[] sums = new byte[BLOCK];
    private final int[] crossed = new int[BLOCK];

    private int[][] lists = new int[256][];
    private double[] gains = new double[256];
    private int[] pieces = new int[256];
    private int count;
    /** The most that each piece of evidence adds by its lists. */
    private double[] pieceGains = new double[64];

    private int pieceCount;
    private double most;

    // Of each list what a slot gets, nothing where it is left out, and how many there are.
    private int[] units = new int[256];
    private int[] ends = new int[256];

    // Where a walk is: the long lists, of each the place of the next slot, and that slot itself.
    private int[] walked = new int[256];
    private int walkedCount;
    private int[] at = new int[256];
    private int[] upcoming = new int[256];

    // What stands in short lists, poured together: block by block, slots in it with what they get.
    private int[] poured = {};
    private int[] pouredEnd = {};
    private double leftOut;

    void begin() {
        count = 0;
        pieceCount = 0;
        most = 0;
    }

    /** The lists from here on belong to another piece of evidence. */
    void piece() {
        if (pieceCount == pieceGains.length) {
            pieceGains = Arrays.copyOf(pieceGains, 2 * pieceCount);
        }
        pieceGains[pieceCount++] = 0;
    }

    /** A list and what it adds, in bits. */
    void list(int[] list, double gain) {
        if (gain <= 0 || Postings.length(list) == 0) {
            return;
        }
        if (count == lists.length) {
            int more = 2 * count;
            lists = Arrays.copyOf(lists, more);
            gains = Arrays.copyOf(gains, more);
            pieces = Arrays.copyOf(pieces, more);
            units = Arrays.copyOf(units, more);
            ends = Arrays.copyOf(ends, more);
            walked = Arrays.copyOf(walked, more);
            at = Arrays.copyOf(at, more);
            upcoming = Arrays.copyOf(upcoming, more);
        }
        lists[count] = list;
        gains[count] = gain;
        pieces[count++] = pieceCount - 1;
        // What nobody has adds nothing, however much it would say: a piece adds at most what one of its lists does.
        double more = gain - pieceGains[pieceCount - 1];
        if (more > 0) {
            pieceGains[pieceCount - 1] = gain;
            most += more;
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The most that all lists together add. */
    double most() {
        return most;
    }

    /** Bits in a unit of the candidates' sums. */
    double unit() {
        return Math.max(UNIT, most / (Candidates.HIGHEST - 1));
    }

    /** The most that the lists add for somebody of such a sum. */
    double bits(int sum) {
        return leftOut + Math.max(0, sum) * unit();
    }

    /**
     * Finds everybody for whom the lists add enough.
     *
     * @param high how many bits are enough where lists can be left out
     * @param low how many are enough where all are added up: that costs little more, and need not be done again for those between
     * @return which of both it was
     */
    double collect(Book.State state, double high, double low, Candidates candidates) {
        begin(high, state.size(), true);
        if (leftOut > 0) {
            walk(state, high, candidates);
            if (candidates.passedOver() == 0) {
                return high;
            }
            // More came than can be looked at, and in an order that lacks what was left out: then nothing is.
            begin(low, state.size(), false);
        }
        walk(state, low, candidates);
        return low;
    }

    private void walk(Book.State state, double cut, Candidates candidates) {
        candidates.begin(Math.max(1, (int) ((cut - leftOut) / unit())));
        pour(state.size());
        for (int first = 0; first < state.size(); first += BLOCK) {
            block(state, first, Math.min(state.size(), first + BLOCK), candidates);
        }
        candidates.end();
    }

    /** Pours together the lists that have few slots in a block: to open each of them in every block would take longer than to add up what stands in them. */
    private void pour(int slots) {
        int blocks = (slots + BLOCK - 1) / BLOCK;
        int[] begins = new int[blocks + 1];
        walkedCount = 0;
        for (int l = 0; l < count; l++) {
            int[] list = lists[l];
            if (isPoured(l, blocks)) {
                for (int i = 1; i <= ends[l] && list[i] < slots; i++) {
                    begins[(list[i] >> BITS) + 1]++;
                }
            } else if (units[l] > 0) {
                walked[walkedCount++] = l;
                at[l] = 1;
                upcoming[l] = list[1];
            }
        }
        for (int block = 0; block < blocks; block++) {
            begins[block + 1] += begins[block];
        }
        if (poured.length < begins[blocks]) {
            poured = new int[begins[blocks] + (begins[blocks] >> 1)];
        }
        for (int l = 0; l < count; l++) {
            if (isPoured(l, blocks)) {
                int[] list = lists[l];
                int gain = units[l] << BITS;
                for (int i = 1; i <= ends[l] && list[i] < slots; i++) {
                    poured[begins[list[i] >> BITS]++] = gain | list[i] & BLOCK - 1;
                }
            }
        }
        // Now each block's beginning has moved to its end.
        pouredEnd = begins;
    }

    private boolean isPoured(int list, int blocks) {
        return units[list] > 0 && ends[list] < FEW * blocks;
    }

    /**
     * Begins a walk, and leaves out long pieces of evidence where that costs less than it saves: whoever reaches the cut with them reaches what is left of it
     * without, and so do some others, who are then looked at in vain.
     */
    private void begin(double cut, int slots, boolean mayLeaveOut) {
        int levels = Candidates.HIGHEST + 1;
        long[] having = new long[pieceCount * levels];
        long[] costs = new long[pieceCount];
        double unit = unit();
        for (int l = 0; l < count; l++) {
            units[l] = Math.min(Candidates.HIGHEST, (int) Math.ceil(gains[l] / unit));
            ends[l] = Postings.length(lists[l]);
            having[pieces[l] * levels + units[l]] += ends[l];
            costs[pieces[l]] += ends[l];
        }
        leftOut = 0;
        boolean[] tried = new boolean[pieceCount];
        int longest;
        while (mayLeaveOut && (longest = longest(costs, tried)) >= 0) {
            tried[longest] = true;
            int left = (int) ((cut - leftOut - pieceGains[longest]) / unit);
            if (left < 1) {
                continue;
            }
            double expected = expected(left, longest, costs, having, slots);
            if (expected < MANY && DEAR * expected <= costs[longest]) {
                leftOut += pieceGains[longest];
                costs[longest] = 0;
                for (int l = 0; l < count; l++) {
                    units[l] = pieces[l] == longest ? 0 : units[l];
                }
            }
        }
    }

    private static int longest(long[] costs, boolean[] tried) {
        int longest = -1;
        for (int piece = 0; piece < costs.length; piece++) {
            if (!tried[piece] && costs[piece] > LONG && (longest < 0 || costs[piece] > costs[longest])) {
                longest = piece;
            }
        }
        return longest;
    }

    /** How many people reach what is left of a cut without a piece of evidence, as far as pieces do not depend on each other. */
    private static double expected(int left, int without, long[] costs, long[] having, int slots) {
        int levels = Candidates.HIGHEST + 1;
        double[] reaching = new double[levels];
        reaching[0] = slots;
        for (int piece = 0; piece < costs.length; piece++) {
            if (piece == without || costs[piece] == 0) {
                continue;
            }
            double none = Math.max(0, 1 - (double) costs[piece] / slots);
            double[] with = new double[levels];
            for (int sum = 0; sum < levels; sum++) {
                with[sum] = none * reaching[sum];
            }
            for (int gain = 1; gain < levels; gain++) {
                double share = (double) having[piece * levels + gain] / slots;
                for (int sum = 0; share > 0 && sum < levels; sum++) {
                    with[Math.min(levels - 1, sum + gain)] += share * reaching[sum];
                }
            }
            reaching = with;
        }
        double expected = 0;
        for (int sum = left; sum < levels; sum++) {
            expected += reaching[sum];
        }
        return expected;
    }

    private void block(Book.State state, int first, int end, Candidates candidates) {
        int cut = candidates.cut();
        int found = 0;
        byte[] sums = this.sums;
        int[] crossed = this.crossed;
        int block = first >> BITS;
        for (int i = block == 0 ? 0 : pouredEnd[block - 1]; i < pouredEnd[block]; i++) {
            int place = poured[i] & BLOCK - 1;
            int before = sums[place] & 0xff;
            int after = Math.min(Candidates.HIGHEST, before + (poured[i] >>> BITS));
            sums[place] = (byte) after;
            if (before < cut && after >= cut) {
                crossed[found++] = place;
            }
        }
        for (int w = 0; w < walkedCount; w++) {
            int l = walked[w];
            int slot = upcoming[l];
            if (slot >= end) {
                continue;
            }
            int[] list = lists[l];
            int i = at[l];
            int length = ends[l];
            int gain = units[l];
            int from = cut - gain;
            do {
                int place = slot - first;
                int before = sums[place] & 0xff;
                sums[place] = (byte) Math.min(Candidates.HIGHEST, before + gain);
                if (before >= from && before < cut) {
                    crossed[found++] = place;
                }
                i++;
                slot = i <= length ? list[i] : Integer.MAX_VALUE;
            } while (slot < end);
            at[l] = i;
            upcoming[l] = slot;
        }
        for (int i = 0; i < found; i++) {
            int slot = first + crossed[i];
            if (state.people().isAlive(slot, state.version())) {
                candidates.add(slot, sums[crossed[i]] & 0xff);
            }
        }
        Arrays.fill(sums, 0, end - first, (byte) 0);
    }
}
