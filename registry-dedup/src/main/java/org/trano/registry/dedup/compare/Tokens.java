package org.trano.registry.dedup.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Names of several parts in any order. Parts are separated by white space (of Java or of Unicode).
 *
 * <ul>
 *   <li>{@link #sorted}: the parts are put in order, joined by a space, and compared.
 *   <li>{@link #set}: with I the distinct parts that both have, A and B those that only one has, each in order and joined: 1 where I is not
 *       empty and A or B is; else the largest similarity of I and I+A (0 where I is empty), I and I+B, I+A and I+B. A name that lacks a part
 *       is equal to the whole one.
 *   <li>{@link #mongeElkan}: the mean over the parts of one name of the similarity to the most similar part of the other (Monge and Elkan
 *       1996), averaged over both directions so that it is symmetric. 1 for two names without parts, 0 where only one has any.
 * </ul>
 *
 * <p>Thread-safe if the comparator of the parts is.
 */
public final class Tokens implements TextComparator {
    private enum Way {
        SORTED,
        SET,
        MONGE_ELKAN
    }

    private final Way way;
    private final TextComparator inner;

    private Tokens(Way way, TextComparator inner) {
        this.way = way;
        this.inner = inner;
    }

    /**
     * Compares the sorted parts.
     *
     * @param inner compares the joined texts; {@link Indel} is usual
     * @return the comparator
     */
    public static Tokens sorted(TextComparator inner) {
        return new Tokens(Way.SORTED, inner);
    }

    /**
     * Compares the sets of parts.
     *
     * @param inner compares the joined texts; {@link Indel} is usual
     * @return the comparator
     */
    public static Tokens set(TextComparator inner) {
        return new Tokens(Way.SET, inner);
    }

    /**
     * Compares each part with the most similar one.
     *
     * @param inner compares two parts; {@link JaroWinkler} is usual
     * @return the comparator
     */
    public static Tokens mongeElkan(TextComparator inner) {
        return new Tokens(Way.MONGE_ELKAN, inner);
    }

    @Override
    public double similarity(CharSequence left, CharSequence right) {
        List<String> a = parts(left);
        List<String> b = parts(right);
        return switch (way) {
            case SORTED -> inner.similarity(sort(a), sort(b));
            case SET -> set(new TreeSet<>(a), new TreeSet<>(b));
            case MONGE_ELKAN ->
                a.isEmpty() || b.isEmpty() ? a.isEmpty() && b.isEmpty() ? 1 : 0 : (most(a, b) + most(b, a)) / 2;
        };
    }

    private static List<String> parts(CharSequence text) {
        List<String> parts = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            // No white space lies outside the basic plane.
            boolean space = i == text.length()
                    || Character.isWhitespace(text.charAt(i))
                    || Character.isSpaceChar(text.charAt(i));
            if (space && start >= 0) {
                parts.add(text.subSequence(start, i).toString());
                start = -1;
            } else if (!space && start < 0) {
                start = i;
            }
        }
        return parts;
    }

    private static String sort(List<String> parts) {
        parts.sort(null);
        return String.join(" ", parts);
    }

    private double set(SortedSet<String> a, SortedSet<String> b) {
        SortedSet<String> both = new TreeSet<>(a);
        both.retainAll(b);
        a.removeAll(both);
        b.removeAll(both);
        if (!both.isEmpty() && (a.isEmpty() || b.isEmpty())) {
            return 1;
        }
        String shared = String.join(" ", both);
        String withA = join(shared, a);
        String withB = join(shared, b);
        double best = inner.similarity(withA, withB);
        return shared.isEmpty()
                ? best
                : Math.max(best, Math.max(inner.similarity(shared, withA), inner.similarity(shared, withB)));
    }

    private static String join(String shared, SortedSet<String> rest) {
        String joined = String.join(" ", rest);
        return shared.isEmpty() ? joined : joined.isEmpty() ? shared : shared + " " + joined;
    }

    private double most(List<String> of, List<String> among) {
        double sum = 0;
        for (String part : of) {
            double best = 0;
            for (String other : among) {
                best = Math.max(best, inner.similarity(part, other));
            }
            sum += best;
        }
        return sum / of.size();
    }
}
