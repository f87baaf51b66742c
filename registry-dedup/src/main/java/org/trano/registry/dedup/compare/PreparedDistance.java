package org.trano.registry.dedup.compare;

/**
 * A text that was prepared to be compared with many by an edit distance: its masks are worked out once. Thread-safe.
 *
 * <p>Where the prepared text has 1 to 64 characters and neither text has pairs of surrogates, nothing is allocated for strings; else each call does what
 * the distance itself does.
 */
public final class PreparedDistance implements TextComparator.Prepared {
    private final EditDistance comparator;
    private final String query;
    private final int length;
    private final long[] table;
    private final boolean fits;

    PreparedDistance(EditDistance comparator, String query) {
        this.comparator = comparator;
        this.query = query;
        this.length = query.length();
        this.table = Characters.newTable();
        this.fits = comparator.isBitParallel() && length > 0 && length <= Characters.WORD && Characters.isPlain(query);
        if (fits) {
            Characters.fill(table, query, 0, length);
        }
    }

    /**
     * The distance to another text.
     *
     * @param text the other text
     * @return 0 or more
     * @throws IllegalArgumentException if a text has more than 65,000 characters
     */
    public int distance(CharSequence text) {
        return distance(text, Integer.MAX_VALUE);
    }

    /**
     * The distance to another text where it is small.
     *
     * @param text the other text
     * @param atMost what counts as small, 0 or more
     * @return the distance where it is at most that, else {@code atMost + 1}
     * @throws IllegalArgumentException if a text has more than 65,000 characters, or atMost is negative
     */
    public int distance(CharSequence text, int atMost) {
        int n = text.length();
        if (fits && atMost >= 0 && n <= Characters.LONGEST) {
            String other = text.toString();
            if (Characters.isPlain(other)) {
                int most = Math.min(atMost, length + n);
                return Math.abs(n - length) > most
                        ? most + 1
                        : Math.min(comparator.word(table, length, other, 0, n, most), most + 1);
            }
        }
        return comparator.distance(query, text, atMost);
    }

    @Override
    public double similarity(CharSequence text) {
        return EditDistance.normalised(distance(text), comparator.largest(query, text));
    }
}
