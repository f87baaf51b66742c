package org.trano.registry.dedup.compare;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many texts laid out so that one can be compared with all of them, or any two with each other, faster than strings can: every
 * character is one byte, texts of one length lie together, and each text has a signature of 64 bits from which it follows for
 * most that they cannot be alike.
 *
 * <p><b>Layout.</b> The 255 most frequent characters of the column are numbered, most frequent first. Texts of 1 to 64 of these stand by length, then
 * by their first four characters. All others (empty or longer texts, rarer characters, surrogates) are kept as strings and compared as strings:
 * results are the same, only slower. A column takes about 17 bytes a text more than one byte a character.
 *
 * <p><b>Signature.</b> A bit stands for "has at least r of this letter" for the letters and counts r that tell texts of this column apart best; the
 * last bits stand for "has one of these rarer letters". Where a text has a bit that the query has not, it has a character to which
 * no character of the query answers. So the number of such bits, either way, bounds from above how many characters two texts
 * can have in common and from below their edit distance. No text that is alike enough is ever lost by it.
 *
 * <p>Immutable and thread-safe. {@link #search} allocates a few kilobytes a query and nothing a text; comparing two texts of the column allocates
 * nothing, unless one of them is kept as a string or the distance is {@link DamerauLevenshtein}.
 */
public final class TextColumn {
    /** Takes what a search finds. */
    @FunctionalInterface
    public interface Hits {
        /**
         * A text that is alike enough.
         *
         * @param index its place in the list that the column was made of
         * @param similarity how alike it is, or its distance: exactly what the comparator gives
         */
        void hit(int index, double similarity);
    }

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Free bytes before the first and after the last text, so that eight can be read anywhere. */
    private static final int MARGIN = Long.BYTES;

    private static final int LONGEST = Characters.WORD;
    private static final int HEAD = 4;

    private final Alphabet alphabet;
    private final byte[] data;
    /** First row of each length, and where its bytes begin. */
    private final int[] firstRow = new int[LONGEST + 2];

    private final int[] firstByte = new int[LONGEST + 2];
    private final long[] signatures;
    /** How many characters of each row its signature does not show. */
    private final byte[] unseen;

    private final int[] indexOfRow;
    /** The row of a text, or −1 − its place among the odd ones. */
    private final int[] rowOfIndex;
    /** The length of a text, 0 where it is among the odd ones. */
    private final byte[] lengths;

    private final String[] odd;
    private final int[] indexOfOdd;

    private TextColumn(String[] texts) {
        int size = texts.length;
        alphabet = Alphabet.of(texts);
        rowOfIndex = new int[size];
        lengths = new byte[size];
        List<String> odds = new ArrayList<>();
        int[] oddIndexes = new int[size];
        long bytes = 0;
        for (int i = 0; i < size; i++) {
            if (alphabet.canWrite(texts[i])) {
                lengths[i] = (byte) texts[i].length();
                firstRow[lengths[i] + 1]++;
                bytes += lengths[i];
            } else {
                rowOfIndex[i] = -1 - odds.size();
                oddIndexes[odds.size()] = i;
                odds.add(texts[i]);
            }
        }
        if (bytes > Integer.MAX_VALUE - 4 * MARGIN) {
            throw new IllegalArgumentException(
                    "Texts of " + bytes
                            + " characters together are more than a column can hold. Maybe split the list into several columns?");
        }
        odd = odds.toArray(String[]::new);
        indexOfOdd = Arrays.copyOf(oddIndexes, odd.length);
        firstByte[1] = MARGIN;
        for (int length = 1; length <= LONGEST; length++) {
            firstByte[length + 1] = firstByte[length] + firstRow[length + 1] * length;
            firstRow[length + 1] += firstRow[length];
        }
        int rows = firstRow[LONGEST + 1];
        data = new byte[(int) bytes + 2 * MARGIN];
        signatures = new long[rows];
        unseen = new byte[rows];
        indexOfRow = new int[rows];
        place(texts);
    }

    /** Puts every text at its row: by length, then by its first characters, then by index. */
    private void place(String[] texts) {
        long[] order = new long[indexOfRow.length];
        int[] next = firstRow.clone();
        for (int i = 0; i < texts.length; i++) {
            if (lengths[i] > 0) {
                order[next[lengths[i]]++] = (long) alphabet.head(texts[i]) << Integer.SIZE | i;
            }
        }
        for (int length = 1; length <= LONGEST; length++) {
            Arrays.sort(order, firstRow[length], firstRow[length + 1]);
            for (int row = firstRow[length]; row < firstRow[length + 1]; row++) {
                int index = (int) order[row];
                indexOfRow[row] = index;
                rowOfIndex[index] = row;
                int at = at(row, length);
                alphabet.write(texts[index], data, at);
                signatures[row] = alphabet.signature(data, at, length);
                unseen[row] = (byte) (length - Long.bitCount(signatures[row]));
            }
        }
    }

    /**
     * Lays texts out.
     *
     * @param texts the texts; their places in this list are their indexes
     * @return the column
     * @throws IllegalArgumentException if they have more than two thousand million characters together
     */
    public static TextColumn of(List<? extends CharSequence> texts) {
        String[] copy = new String[texts.size()];
        int i = 0;
        for (CharSequence text : texts) {
            copy[i++] = text.toString();
        }
        return new TextColumn(copy);
    }

    /**
     * How many texts there are.
     *
     * @return the number of texts
     */
    public int size() {
        return rowOfIndex.length;
    }

    /**
     * A text.
     *
     * @param index its place in the list
     * @return the text
     */
    public String text(int index) {
        int row = rowOfIndex[index];
        if (row < 0) {
            return odd[-1 - row];
        }
        int length = lengths[index];
        return alphabet.read(data, at(row, length), length);
    }

    private int at(int row, int length) {
        return firstByte[length] + (row - firstRow[length]) * length;
    }

    /**
     * Finds all texts that are alike by Jaro–Winkler or one of its variants. Time is about a nanosecond a text whose length comes into question, and
     * a comparison for each that its signature does not rule out.
     *
     * @param comparator the variant
     * @param query the text looked for
     * @param atLeast what counts as alike, above 0 to 1
     * @param hits told of each, in an order that is always the same
     * @throws IllegalArgumentException if the query has more than 65,000 characters
     */
    public void search(JaroWinkler comparator, CharSequence query, double atLeast, Hits hits) {
        String text = query.toString();
        searchOdd(comparator, text, atLeast, hits);
        Query pattern = alphabet.query(text);
        if (pattern == null || !(atLeast > 0)) {
            for (int row = 0; row < indexOfRow.length; row++) {
                int index = indexOfRow[row];
                report(index, comparator.similarity(text, text(index)), atLeast, hits);
            }
            return;
        }
        JaroSearch search = new JaroSearch(comparator, pattern, atLeast, hits);
        for (int length = 1; length <= LONGEST; length++) {
            search.length(length);
        }
    }

    private void searchOdd(TextComparator comparator, String query, double atLeast, Hits hits) {
        TextComparator.Prepared prepared = comparator.prepare(query);
        for (int i = 0; i < odd.length; i++) {
            report(indexOfOdd[i], prepared.similarity(odd[i]), atLeast, hits);
        }
    }

    private static void report(int index, double similarity, double atLeast, Hits hits) {
        if (similarity >= atLeast) {
            hits.hit(index, similarity);
        }
    }

    /** One query's way through the lengths, and in each through the runs of texts that begin with 4, 3, 2, 1, 0 characters of the query. */
    private final class JaroSearch {
        private final JaroWinkler comparator;
        private final byte[] pattern;
        private final int m;
        private final long[] table;
        private final long signature;
        private final double atLeast;
        private final Hits hits;

        JaroSearch(JaroWinkler comparator, Query query, double atLeast, Hits hits) {
            this.comparator = comparator;
            this.pattern = query.codes;
            this.m = query.length;
            this.table = query.table();
            this.signature = alphabet.signature(pattern, 0, m);
            this.atLeast = atLeast;
            this.hits = hits;
        }

        void length(int length) {
            int from = firstRow[length];
            int to = firstRow[length + 1];
            int shorter = Math.min(length, m);
            if (from == to || comparator.score(length, m, shorter, 0, Math.min(shorter, HEAD)) < atLeast) {
                return;
            }
            int same = 0;
            while (same < Math.min(shorter, HEAD) && from < to) {
                int inFrom = bound(from, to, length, same, pattern[same] & 0xff);
                int inTo = bound(inFrom, to, length, same, (pattern[same] & 0xff) + 1);
                run(from, inFrom, length, same);
                run(inTo, to, length, same);
                from = inFrom;
                to = inTo;
                same++;
            }
            run(from, to, length, same);
        }

        /** The first row whose character at a place is at least a code, among rows that are equal before that place. */
        private int bound(int from, int to, int length, int place, int code) {
            int low = from;
            int high = to;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if ((data[at(middle, length) + place] & 0xff) < code) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** Rows whose common beginning with the query, as far as it counts, is {@code same} characters. */
        private void run(int from, int to, int length, int same) {
            if (from == to) {
                return;
            }
            int needed = Math.min(length, m);
            if (comparator.score(length, m, needed, 0, same) < atLeast) {
                return;
            }
            while (needed > 1 && comparator.score(length, m, needed - 1, 0, same) >= atLeast) {
                needed--;
            }
            int mostHere = length - needed;
            int mostInQuery = m - needed;
            for (int row = from; row < to; row++) {
                long other = signatures[row];
                if (Long.bitCount(other & ~signature) <= mostHere && Long.bitCount(signature & ~other) <= mostInQuery) {
                    verify(row, length);
                }
            }
        }

        private void verify(int row, int length) {
            int at = at(row, length);
            double similarity = comparator.word(table, pattern, 0, m, data, at, length, head(pattern, m, at, length));
            report(indexOfRow[row], similarity, atLeast, hits);
        }
    }

    /**
     * Finds all texts within an edit distance. Time is about a nanosecond a text whose length comes into question, and a comparison for each
     * that its signature does not rule out.
     *
     * @param comparator the distance
     * @param query the text looked for
     * @param atMost the largest distance, 0 or more
     * @param hits told of each and its distance, in an order that is always the same
     * @throws IllegalArgumentException if the query has more than 65,000 characters, or atMost is negative
     */
    public void search(EditDistance comparator, CharSequence query, int atMost, Hits hits) {
        searchNear(comparator, query, atMost, null, hits);
    }

    /**
     * Finds all texts within an edit distance, and says how alike they are by Jaro–Winkler. Time as without, and a second comparison for each that is found.
     *
     * @param comparator the distance
     * @param query the text looked for
     * @param atMost the largest distance, 0 or more
     * @param measure what {@link Hits} are told, instead of the distance
     * @param hits told of each and its similarity, in an order that is always the same
     * @throws IllegalArgumentException if the query has more than 65,000 characters, or atMost is negative
     */
    public void search(EditDistance comparator, CharSequence query, int atMost, JaroWinkler measure, Hits hits) {
        searchNear(comparator, query, atMost, measure, hits);
    }

    private void searchNear(
            EditDistance comparator, CharSequence query, int atMost, @Nullable JaroWinkler measure, Hits hits) {
        EditDistance.requireDistance(atMost);
        String text = query.toString();
        PreparedDistance prepared = comparator.prepare(text);
        for (int i = 0; i < odd.length; i++) {
            int distance = prepared.distance(odd[i], atMost);
            if (distance <= atMost) {
                hits.hit(indexOfOdd[i], measure == null ? distance : measure.similarity(text, odd[i]));
            }
        }
        Query pattern = alphabet.query(text);
        if (pattern == null) {
            for (int index : indexOfRow) {
                String other = text(index);
                int distance = comparator.distance(text, other, atMost);
                if (distance <= atMost) {
                    hits.hit(index, measure == null ? distance : measure.similarity(text, other));
                }
            }
            return;
        }
        byte[] codes = pattern.codes;
        int m = pattern.length;
        int most = Math.min(atMost, LONGEST + m);
        long[] table = pattern.table();
        long signature = alphabet.signature(codes, 0, m);
        for (int n = Math.max(1, m - most); n <= Math.min(LONGEST, m + most); n++) {
            for (int row = firstRow[n]; row < firstRow[n + 1]; row++) {
                long other = signatures[row];
                if (Long.bitCount(other & ~signature) <= most && Long.bitCount(signature & ~other) <= most) {
                    int at = at(row, n);
                    int distance = comparator.word(table, codes, 0, m, data, at, n, most);
                    if (distance <= most) {
                        hits.hit(
                                indexOfRow[row],
                                measure == null
                                        ? distance
                                        : measure.word(table, codes, 0, m, data, at, n, head(codes, m, at, n)));
                    }
                }
            }
        }
    }

    /** How many characters a query and a text both begin with, as far as Jaro–Winkler asks. */
    private int head(byte[] query, int m, int at, int n) {
        return same(query, 0, data, at, Math.min(Math.min(m, n), JaroWinkler.MOST_SAME));
    }

    /**
     * Compares two texts of the column.
     *
     * @param comparator the variant of Jaro–Winkler
     * @param left the index of one
     * @param right the index of the other
     * @return what the comparator gives for the two texts
     */
    public double similarity(JaroWinkler comparator, int left, int right) {
        int a = rowOfIndex[left];
        int b = rowOfIndex[right];
        if (a < 0 || b < 0) {
            return comparator.similarity(text(left), text(right));
        }
        // Rows stand by length: the higher one is not shorter. It is the pattern, for a step of the search costs more
        // than a mask.
        int longer = Math.max(a, b);
        int shorter = Math.min(a, b);
        int n = Math.max(lengths[left], lengths[right]);
        int m = Math.min(lengths[left], lengths[right]);
        int from = at(longer, n);
        int to = at(shorter, m);
        int same = same(data, from, data, to, Math.min(m, JaroWinkler.MOST_SAME));
        long[] table = Characters.table();
        Alphabet.fill(table, data, from, same, n);
        double similarity = comparator.word(table, data, from, n, data, to, m, same);
        Alphabet.clear(table, data, from, same, n);
        return similarity;
    }

    /**
     * Compares two texts of the column as far as it matters: most that are not alike are ruled out by their signatures.
     *
     * @param comparator the variant of Jaro–Winkler
     * @param left the index of one
     * @param right the index of the other
     * @param atLeast what counts as alike
     * @return what the comparator gives for the two texts where that is at least so much, else something less
     */
    public double similarity(JaroWinkler comparator, int left, int right, double atLeast) {
        int a = rowOfIndex[left];
        int b = rowOfIndex[right];
        if (a >= 0 && b >= 0 && a != b) {
            int n = lengths[left];
            int m = lengths[right];
            int common = Long.bitCount(signatures[a] & signatures[b]) + Math.min(unseen[a], unseen[b]);
            if (common <= 0 || !comparator.mayReach(atLeast, n, m, common)) {
                return 0;
            }
            int same = same(data, at(a, n), data, at(b, m), Math.min(Math.min(n, m), HEAD));
            double most = comparator.score(n, m, common, 0, same);
            if (most < atLeast) {
                return most;
            }
        }
        return similarity(comparator, left, right);
    }

    /**
     * Compares two texts of the column.
     *
     * @param comparator the distance
     * @param left the index of one
     * @param right the index of the other
     * @param atMost what counts as small, 0 or more
     * @return the distance where it is at most that, else {@code atMost + 1}
     */
    public int distance(EditDistance comparator, int left, int right, int atMost) {
        int a = rowOfIndex[left];
        int b = rowOfIndex[right];
        if (a < 0 || b < 0 || atMost < 0) {
            return comparator.distance(text(left), text(right), atMost);
        }
        int longer = Math.max(a, b);
        int shorter = Math.min(a, b);
        int n = Math.max(lengths[left], lengths[right]);
        int m = Math.min(lengths[left], lengths[right]);
        int most = Math.min(atMost, n + m);
        // What one has and the other lacks, as far as signatures show it.
        int shown = Long.bitCount(signatures[longer] & signatures[shorter]);
        if (n - m > most || n - unseen[longer] - shown > most || m - unseen[shorter] - shown > most) {
            return most + 1;
        }
        int from = at(shorter, m);
        int to = at(longer, n);
        int same = same(data, from, data, to, m);
        int end = sameEnd(data, from + m, data, to + n, m - same);
        int pattern = m - same - end;
        if (pattern == 0) {
            return Math.min(n - m, most + 1);
        }
        long[] table = Characters.table();
        Alphabet.fill(table, data, from + same, 0, pattern);
        int distance = comparator.word(table, data, from + same, pattern, data, to + same, n - same - end, most);
        Alphabet.clear(table, data, from + same, 0, pattern);
        return Math.min(distance, most + 1);
    }

    /** A text looked for, as codes of the column; a few more stand behind it. */
    private record Query(byte[] codes, int length) {
        long[] table() {
            long[] table = new long[Alphabet.CODES];
            Alphabet.fill(table, codes, 0, 0, length);
            return table;
        }
    }

    /** The characters of a column as bytes, and the bits of the signature. */
    private static final class Alphabet {
        /** One of the 256 codes stands for characters that no text of the column has. */
        static final int CODES = 256;

        private static final int ABSENT = CODES - 1;
        private static final int BITS = Long.SIZE;
        /** Bits for groups of the letters that have none of their own. */
        private static final int GROUPS = 12;

        private static final int MOST_OF_ONE = 6;

        private final char[] characters;
        private final short[] codes;
        /** The bit of "has at least r of this code", −1 for none: by code, then r − 1. */
        private final byte[] bits = new byte[CODES * MOST_OF_ONE];

        private Alphabet(char[] characters, short[] codes, String[] texts) {
            this.characters = characters;
            this.codes = codes;
            Arrays.fill(bits, (byte) -1);
            chooseBits(texts);
        }

        static Alphabet of(String[] texts) {
            long[] counts = new long[Character.MAX_VALUE + 1];
            for (String text : texts) {
                for (int i = 0; i < text.length(); i++) {
                    counts[text.charAt(i)]++;
                }
            }
            Arrays.fill(counts, Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1, 0);
            List<Integer> present = new ArrayList<>();
            for (int c = 0; c < counts.length; c++) {
                if (counts[c] > 0) {
                    present.add(c);
                }
            }
            present.sort((a, b) -> Long.compare(counts[b], counts[a]));
            char[] characters = new char[Math.min(ABSENT, present.size())];
            short[] codes = new short[counts.length];
            Arrays.fill(codes, (short) ABSENT);
            for (int code = 0; code < characters.length; code++) {
                characters[code] = (char) (int) present.get(code);
                codes[characters[code]] = (short) code;
            }
            return new Alphabet(characters, codes, texts);
        }

        /** The events nearest to being true of every second text get bits of their own; letters without one share the others. */
        private void chooseBits(String[] texts) {
            long[] having = new long[CODES * MOST_OF_ONE];
            int[] counts = new int[CODES];
            int seen = 0;
            for (String text : texts) {
                if (canWrite(text)) {
                    seen++;
                    for (int i = 0; i < text.length(); i++) {
                        int code = codes[text.charAt(i)];
                        if (counts[code] < MOST_OF_ONE) {
                            having[code * MOST_OF_ONE + counts[code]]++;
                        }
                        counts[code]++;
                    }
                    for (int i = 0; i < text.length(); i++) {
                        counts[codes[text.charAt(i)]] = 0;
                    }
                }
            }
            long half = seen;
            List<Integer> events = new ArrayList<>();
            for (int event = 0; event < having.length; event++) {
                if (having[event] > 0) {
                    events.add(event);
                }
            }
            events.sort((a, b) -> Long.compare(Math.abs(2 * having[a] - half), Math.abs(2 * having[b] - half)));
            int own = Math.min(events.size(), BITS - GROUPS);
            for (int bit = 0; bit < own; bit++) {
                bits[events.get(bit)] = (byte) bit;
            }
            int group = 0;
            for (int code = 0; code < characters.length; code++) {
                if (bits[code * MOST_OF_ONE] < 0) {
                    bits[code * MOST_OF_ONE] = (byte) (BITS - GROUPS + group++ % GROUPS);
                }
            }
        }

        boolean canWrite(String text) {
            if (text.isEmpty() || text.length() > LONGEST) {
                return false;
            }
            for (int i = 0; i < text.length(); i++) {
                if (codes[text.charAt(i)] == ABSENT) {
                    return false;
                }
            }
            return true;
        }

        void write(String text, byte[] to, int at) {
            for (int i = 0; i < text.length(); i++) {
                to[at + i] = (byte) codes[text.charAt(i)];
            }
        }

        String read(byte[] from, int at, int length) {
            char[] text = new char[length];
            for (int i = 0; i < length; i++) {
                text[i] = characters[from[at + i] & 0xff];
            }
            return new String(text);
        }

        /** The first characters of a text as a number that orders texts as their codes do; its sign bit is used. */
        int head(String text) {
            int head = 0;
            for (int i = 0; i < HEAD; i++) {
                head = head << Byte.SIZE | (i < text.length() ? codes[text.charAt(i)] : 0);
            }
            return head ^ Integer.MIN_VALUE;
        }

        /** A query as codes, null where it is empty or longer than a word. A character that the column lacks matches nothing. */
        @Nullable
        Query query(String query) {
            if (query.isEmpty() || query.length() > 2 * LONGEST) {
                return null;
            }
            int[] points = query.codePoints().toArray();
            if (points.length > LONGEST) {
                return null;
            }
            byte[] pattern = new byte[points.length + MARGIN];
            for (int i = 0; i < points.length; i++) {
                pattern[i] = (byte) (points[i] > Character.MAX_VALUE ? ABSENT : codes[points[i]]);
            }
            return new Query(pattern, points.length);
        }

        long signature(byte[] text, int from, int length) {
            long signature = 0;
            for (int i = from; i < from + length; i++) {
                byte code = text[i];
                int before = 0;
                for (int j = from; j < i; j++) {
                    before += text[j] == code ? 1 : 0;
                }
                if (before < MOST_OF_ONE) {
                    int bit = bits[(code & 0xff) * MOST_OF_ONE + before];
                    signature |= bit < 0 ? 0 : 1L << bit;
                }
            }
            return signature;
        }

        /**
         * The masks of a text from some character on. Four characters a step: texts end at fewer different places, which processors predict
         * better. What stands after the text sets bits beyond its length.
         */
        static void fill(long[] table, byte[] pattern, int from, int first, int length) {
            for (int i = first; i < length; i += 4) {
                int at = from + i;
                table[pattern[at] & 0xff] |= 1L << i;
                table[pattern[at + 1] & 0xff] |= 1L << i + 1;
                table[pattern[at + 2] & 0xff] |= 1L << i + 2;
                table[pattern[at + 3] & 0xff] |= 1L << i + 3;
            }
        }

        /** Takes back what {@link #fill} did. */
        static void clear(long[] table, byte[] pattern, int from, int first, int length) {
            for (int i = first; i < length; i += 4) {
                int at = from + i;
                table[pattern[at] & 0xff] = 0;
                table[pattern[at + 1] & 0xff] = 0;
                table[pattern[at + 2] & 0xff] = 0;
                table[pattern[at + 3] & 0xff] = 0;
            }
        }
    }

    /** How many characters two texts both begin with, at most {@code most}; eight are compared at once. */
    private static int same(byte[] a, int aFrom, byte[] b, int bFrom, int most) {
        for (int same = 0; same < most; same += Long.BYTES) {
            long differ = (long) EIGHT.get(a, aFrom + same) ^ (long) EIGHT.get(b, bFrom + same);
            if (differ != 0) {
                // Texts mostly differ early, and the first compiler knows no instruction that would say where.
                int at = same;
                for (; (differ & 0xff) == 0; differ >>>= Byte.SIZE) {
                    at++;
                }
                return Math.min(most, at);
            }
        }
        return most;
    }

    /** How many characters two texts both end with. */
    private static int sameEnd(byte[] a, int aTo, byte[] b, int bTo, int most) {
        for (int same = 0; same < most; same += Long.BYTES) {
            long differ = (long) EIGHT.get(a, aTo - same - Long.BYTES) ^ (long) EIGHT.get(b, bTo - same - Long.BYTES);
            if (differ != 0) {
                return Math.min(most, same + (Long.numberOfLeadingZeros(differ) >>> 3));
            }
        }
        return most;
    }
}
