package org.trano.registry.dedup.search;

import java.util.Arrays;

/**
 * The lists of people who have a value that agrees with a query, and what that says more of them than of people in no list. Added up, block by block of
 * slots, they give for everybody the most that the lists can say; who reaches a cut becomes a candidate. Not thread-safe.
 */
final class Tally {
    private static final int BLOCK = 1 << 17;
    /** Sums are kept in one byte, each unit at least so many bits. */
    private static final double UNIT = 0.25;
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

    // Where a walk is: of each list what a slot gets, the place of the next one, how many there are, and that next one
    // itself.
    private int[] units = new int[256];
    private int[] at = new int[256];
    private int[] ends = new int[256];
    private int[] upcoming = new int[256];
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
            at = Arrays.copyOf(at, more);
            ends = Arrays.copyOf(ends, more);
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
        for (int first = 0; first < state.size(); first += BLOCK) {
            block(state, first, Math.min(state.size(), first + BLOCK), candidates);
        }
        candidates.end();
    }

    /**
     * Begins a walk, and leaves out long pieces of evidence where that costs less than it saves: whoever reaches the cut with them reaches what is left of it
     * without, and so do some others, who are then looked at in vain.
     */
    private void begin(double cut, int slots, boolean mayLeaveOut) {
        long[] costs = new long[pieceCount];
        double unit = unit();
        for (int l = 0; l < count; l++) {
            units[l] = Math.min(Candidates.HIGHEST, (int) Math.ceil(gains[l] / unit));
            at[l] = 1;
            ends[l] = Postings.length(lists[l]);
            upcoming[l] = lists[l][1];
            costs[pieces[l]] += ends[l];
        }
        leftOut = 0;
        boolean[] tried = new boolean[pieceCount];
        int longest;
        while (mayLeaveOut && (longest = longest(costs, tried)) >= 0) {
            tried[longest] = true;
            double left = cut - leftOut - pieceGains[longest];
            double expected = left > unit ? expected(left, longest, costs, slots) : MANY;
            if (expected < MANY && DEAR * expected <= costs[longest]) {
                leftOut += pieceGains[longest];
                costs[longest] = 0;
                for (int l = 0; l < count; l++) {
                    upcoming[l] = pieces[l] == longest ? Integer.MAX_VALUE : upcoming[l];
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

    /** How many people reach what is left of a cut by one piece of evidence, or, as far as pieces do not depend on each other, by two. */
    private double expected(double left, int without, long[] costs, int slots) {
        double expected = 0;
        for (int l = 0; l < count; l++) {
            expected += pieces[l] != without && costs[pieces[l]] > 0 && gains[l] >= left ? ends[l] : 0;
        }
        for (int one = 0; one < costs.length; one++) {
            for (int other = one + 1; other < costs.length; other++) {
                boolean counts = one != without && other != without;
                if (counts && pieceGains[one] + pieceGains[other] >= left) {
                    expected += (double) costs[one] * costs[other] / slots;
                }
            }
        }
        return expected;
    }

    private void block(Book.State state, int first, int end, Candidates candidates) {
        int cut = candidates.cut();
        int found = 0;
        boolean used = false;
        byte[] sums = this.sums;
        int[] crossed = this.crossed;
        int[] upcoming = this.upcoming;
        for (int l = 0; l < count; l++) {
            int slot = upcoming[l];
            if (slot >= end) {
                continue;
            }
            used = true;
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
        if (used) {
            Arrays.fill(sums, 0, end - first, (byte) 0);
        }
    }
}
