package org.trano.registry.dedup.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.trano.registry.dedup.compare.JaroWinkler;
import org.trano.registry.dedup.compare.OptimalStringAlignment;
import org.trano.registry.dedup.compare.TextColumn;

/**
 * Distinct texts, numbered from 0, and which of them are alike. Grows: new texts are first compared one by one, then laid out in columns, of which
 * there are never more than a few, each several times as large as the next. One writer at a time, any number of readers beside it.
 */
final class Texts {
    /** So many texts at the end are not laid out yet. */
    private static final int TAIL = 256;

    private static final int FACTOR = 4;
    /** In a shorter text a second edit leaves too little. */
    private static final int SHORT = 4;

    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private volatile String[] texts;
    private volatile int size;
    private volatile List<Segment> segments = List.of();

    private record Segment(TextColumn column, int from) {}

    Texts() {
        texts = new String[TAIL];
    }

    /** Texts that were kept. */
    Texts(String[] kept) {
        texts = kept;
        for (int number = 0; number < kept.length; number++) {
            numbers.put(kept[number], number);
        }
        size = kept.length;
        segments = kept.length == 0 ? List.of() : List.of(new Segment(TextColumn.of(Arrays.asList(kept)), 0));
    }

    /** The number of a text, −1 where it is not there. */
    int find(String text) {
        return numbers.getOrDefault(text, -1);
    }

    /** The number of a text, a new one where it was not there. */
    int add(String text) {
        int known = find(text);
        if (known >= 0) {
            return known;
        }
        int number = size;
        if (number == texts.length) {
            texts = Arrays.copyOf(texts, Math.max(TAIL, number + (number >> 1)));
        }
        texts[number] = text;
        numbers.put(text, number);
        size = number + 1;
        if (size - laidOut() == TAIL) {
            layOut();
        }
        return number;
    }

    private int laidOut() {
        List<Segment> all = segments;
        return all.isEmpty()
                ? 0
                : all.get(all.size() - 1).from + all.get(all.size() - 1).column.size();
    }

    private void layOut() {
        List<Segment> all = new ArrayList<>(segments);
        int from = laidOut();
        while (!all.isEmpty() && all.get(all.size() - 1).column.size() <= FACTOR * (size - from)) {
            from = all.remove(all.size() - 1).from;
        }
        all.add(new Segment(TextColumn.of(Arrays.asList(texts).subList(from, size)), from));
        segments = List.copyOf(all);
    }

    int size() {
        return size;
    }

    String[] all() {
        return Arrays.copyOf(texts, size);
    }

    String text(int number) {
        return texts[number];
    }

    /** Takes what is alike. */
    @FunctionalInterface
    interface Alike {
        void text(int number, double similarity);
    }

    /**
     * All texts within an edit distance: two edits, in a short text one.
     *
     * @param query the text
     * @param alike told of each, of some perhaps twice, and how alike it is by {@link JaroWinkler#STANDARD}
     */
    void alike(String query, Alike alike) {
        int most = query.length() < SHORT ? 1 : 2;
        // The end is read before what is laid out: what is laid out in between is then seen twice, not never.
        int end = size;
        List<Segment> all = segments;
        int from = 0;
        for (Segment segment : all) {
            int first = segment.from;
            segment.column.search(
                    OptimalStringAlignment.STANDARD,
                    query,
                    most,
                    JaroWinkler.STANDARD,
                    (index, similarity) -> alike.text(first + index, similarity));
            from = first + segment.column.size();
        }
        String[] known = texts;
        for (int number = from; number < end; number++) {
            if (OptimalStringAlignment.STANDARD.distance(query, known[number], most) <= most) {
                alike.text(number, JaroWinkler.STANDARD.similarity(query, known[number]));
            }
        }
    }
}
