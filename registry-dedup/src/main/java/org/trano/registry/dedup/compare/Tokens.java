package org.trano.registry.dedup.compare;

import java.util.Arrays;

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

    private static final int USUAL_PARTS = 6;
    /** NEXT LINE, the first space that is not ASCII. */
    private static final char FIRST_OTHER_SPACE = '\u0085';

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
        return of(parts(left.toString()), parts(right.toString()));
    }

    @Override
    public Prepared prepare(CharSequence query) {
        String[] parts = parts(query.toString());
        return text -> of(parts, parts(text.toString()));
    }

    private double of(String[] a, String[] b) {
        return switch (way) {
            case SORTED -> inner.similarity(join("", a, a.length), join("", b, b.length));
            case SET -> set(a, b);
            case MONGE_ELKAN ->
                a.length == 0 || b.length == 0 ? a.length == b.length ? 1 : 0 : (most(a, b) + most(b, a)) / 2;
        };
    }

    /** The parts in order. Names have few: they are put in order as they are found. */
    private String[] parts(String text) {
        String[] parts = new String[USUAL_PARTS];
        int count = 0;
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            // No white space lies outside the basic plane.
            boolean space = i == text.length() || isSpace(text.charAt(i));
            if (space && start >= 0) {
                parts = count == parts.length ? Arrays.copyOf(parts, 2 * count) : parts;
                parts[count++] = text.substring(start, i);
                start = -1;
            } else if (!space && start < 0) {
                start = i;
            }
        }
        parts = Arrays.copyOf(parts, count);
        if (way != Way.MONGE_ELKAN) {
            Arrays.sort(parts);
        }
        return parts;
    }

    private static boolean isSpace(char c) {
        return c <= ' ' ? Character.isWhitespace(c) : c >= FIRST_OTHER_SPACE && isOtherSpace(c);
    }

    private static boolean isOtherSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private double set(String[] a, String[] b) {
        String[] both = new String[Math.min(a.length, b.length)];
        String[] onlyA = new String[a.length];
        String[] onlyB = new String[b.length];
        int shared = 0;
        int inA = 0;
        int inB = 0;
        for (int i = 0, j = 0; i < a.length || j < b.length; ) {
            int order = i == a.length ? 1 : j == b.length ? -1 : a[i].compareTo(b[j]);
            if (order == 0) {
                both[shared++] = a[i];
            } else if (order < 0) {
                onlyA[inA++] = a[i];
            } else {
                onlyB[inB++] = b[j];
            }
            // A part that is there twice counts once.
            String done = order <= 0 ? a[i] : b[j];
            while (i < a.length && a[i].equals(done)) {
                i++;
            }
            while (j < b.length && b[j].equals(done)) {
                j++;
            }
        }
        if (shared > 0 && (inA == 0 || inB == 0)) {
            return 1;
        }
        String common = join("", both, shared);
        String withA = join(common, onlyA, inA);
        String withB = join(common, onlyB, inB);
        double best = inner.similarity(withA, withB);
        return shared == 0
                ? best
                : Math.max(best, Math.max(inner.similarity(common, withA), inner.similarity(common, withB)));
    }

    private static String join(String before, String[] parts, int count) {
        if (before.isEmpty() && count == 1) {
            return parts[0];
        }
        StringBuilder joined = new StringBuilder(before);
        for (int i = 0; i < count; i++) {
            if (!joined.isEmpty()) {
                joined.append(' ');
            }
            joined.append(parts[i]);
        }
        return joined.toString();
    }

    private double most(String[] of, String[] among) {
        double sum = 0;
        for (String part : of) {
            double best = 0;
            for (String other : among) {
                best = Math.max(best, inner.similarity(part, other));
            }
            sum += best;
        }
        return sum / of.length;
    }
}
