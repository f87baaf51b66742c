package org.trano.registry.dedup.compare;

/**
 * Hamming distance: the number of places at which two texts differ (Hamming 1950); places that only the longer one has count as
 * different. A metric. Made for codes of fixed length.
 *
 * <p>Thread-safe. Time is linear in the longer text; nothing is allocated.
 */
public final class Hamming implements TextComparator {
    /** The comparator; it has no settings. */
    public static final Hamming STANDARD = new Hamming();

    private Hamming() {}

    /**
     * The distance.
     *
     * @param left one text
     * @param right the other
     * @return 0 to the length of the longer
     */
    public int distance(CharSequence left, CharSequence right) {
        int different = 0;
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            int a = Character.codePointAt(left, i);
            int b = Character.codePointAt(right, j);
            different += a != b ? 1 : 0;
            i += Character.charCount(a);
            j += Character.charCount(b);
        }
        return different
                + Character.codePointCount(left, i, left.length())
                + Character.codePointCount(right, j, right.length());
    }

    /** {@inheritDoc} Here {@code 1 − distance / length of the longer}, and 1 for two empty texts. */
    @Override
    public double similarity(CharSequence left, CharSequence right) {
        int longer = Math.max(
                Character.codePointCount(left, 0, left.length()), Character.codePointCount(right, 0, right.length()));
        return longer == 0 ? 1 : 1 - (double) distance(left, right) / longer;
    }
}
