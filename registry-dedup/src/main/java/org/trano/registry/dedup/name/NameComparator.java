package org.trano.registry.dedup.name;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.dedup.compare.JaroWinkler;
import org.trano.registry.dedup.compare.TextComparator;
import org.trano.registry.dedup.name.NameAgreement.Match;
import org.trano.registry.dedup.name.NameAgreement.Reason;

/**
 * Compares whole names part by part, in any order: every part of one name is given the part of the other that suits it, so that the sum of
 * their similarities is the largest possible; see {@link Reason} for what counts how much. A missing name is like nothing, not even another missing
 * one.
 *
 * <pre>{@code
 * NameComparator names = NameComparator.of(NameReader.standard());
 * names.compare("Cabdiraxmaan Cali", "Ali Abdourahman").isReordered();  // true
 * }</pre>
 *
 * <p>Symmetric, immutable, thread-safe. Names have at most {@value #MOST_PARTS} parts, further ones are not looked at. It reads both names, which
 * takes microseconds: compare each two distinct names once, or prepare one.
 */
public final class NameComparator implements TextComparator {
    private static final int MOST_PARTS = 10;
    private static final int LONG_ENOUGH_TO_BE_CUT = 4;
    private static final double ROUND = 1e9;

    private final NameReader reader;

    private NameComparator(NameReader reader) {
        this.reader = reader;
    }

    /**
     * A comparator of names.
     *
     * @param reader reads them
     * @return the comparator
     */
    public static NameComparator of(NameReader reader) {
        return new NameComparator(reader);
    }

    @Override
    public double similarity(CharSequence left, CharSequence right) {
        return compare(left, right).similarity();
    }

    @Override
    public Prepared prepare(CharSequence query) {
        Divided parts = new Divided(reader.read(query), Integer.MAX_VALUE);
        return text -> compare(parts, new Divided(reader.read(text), Integer.MAX_VALUE))
                .similarity();
    }

    /**
     * Compares two names, each one text.
     *
     * @param left one name, as written
     * @param right the other
     * @return how they agree
     */
    public NameAgreement compare(CharSequence left, CharSequence right) {
        return compare(
                new Divided(reader.read(left), Integer.MAX_VALUE), new Divided(reader.read(right), Integer.MAX_VALUE));
    }

    /**
     * Compares two names that may be divided into given names and surname.
     *
     * @param left one name
     * @param right the other
     * @return how they agree; {@link NameAgreement#isSwapped} and {@link NameAgreement#isShifted} say whether they were divided differently
     */
    public NameAgreement compare(PersonName left, PersonName right) {
        return compare(divide(left), divide(right));
    }

    /** Parts of which the first so many are given names. */
    private record Divided(List<NamePart> parts, int given) {}

    private Divided divide(PersonName name) {
        if (name.givenNames() == null || name.surname() == null) {
            return new Divided(reader.read(name.display()), Integer.MAX_VALUE);
        }
        List<NamePart> given = reader.read(name.givenNames());
        List<NamePart> parts = new ArrayList<>(given);
        parts.addAll(reader.read(name.surname()));
        return new Divided(parts, given.size());
    }

    private static NameAgreement compare(Divided left, Divided right) {
        List<NamePart> a = first(left.parts);
        List<NamePart> b = first(right.parts);
        @Nullable Match[][] possible = new Match[a.size()][b.size()];
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < b.size(); j++) {
                boolean divided = left.given != Integer.MAX_VALUE && right.given != Integer.MAX_VALUE;
                possible[i][j] = match(a.get(i), b.get(j), i, j, divided && i < left.given != j < right.given);
            }
        }
        List<Match> matches = best(possible, a.size(), b.size());
        double sum = matches.stream().mapToDouble(Match::similarity).sorted().sum();
        List<NamePart> leftOnly = new ArrayList<>(a);
        List<NamePart> rightOnly = new ArrayList<>(b);
        for (Match match : matches) {
            leftOnly.remove(match.left());
            rightOnly.remove(match.right());
        }
        int parts = a.size() + b.size();
        // Rounded, so that the order of the names cannot be seen in the last bits of a sum.
        double similarity = parts == 0 ? 0 : Math.rint(2 * sum / parts * ROUND) / ROUND;
        return new NameAgreement(similarity, matches, leftOnly, rightOnly);
    }

    private static List<NamePart> first(List<NamePart> parts) {
        return parts.subList(0, Math.min(parts.size(), MOST_PARTS));
    }

    /** The matches of the largest sum, by the sets of right parts that are taken; of equal sums, the one that keeps the order. */
    private static List<Match> best(@Nullable Match[][] possible, int n, int m) {
        int sets = 1 << m;
        double[][] sum = new double[n + 1][sets];
        for (int i = n - 1; i >= 0; i--) {
            for (int taken = 0; taken < sets; taken++) {
                sum[i][taken] = sum[i + 1][taken];
                for (int j = 0; j < m; j++) {
                    Match match = possible[i][j];
                    if (match != null && (taken >> j & 1) == 0) {
                        sum[i][taken] = Math.max(sum[i][taken], match.similarity() + sum[i + 1][taken | 1 << j]);
                    }
                }
            }
        }
        List<Match> matches = new ArrayList<>();
        int taken = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                Match match = possible[i][j];
                if (match != null
                        && (taken >> j & 1) == 0
                        && match.similarity() + sum[i + 1][taken | 1 << j] == sum[i][taken]) {
                    matches.add(match);
                    taken |= 1 << j;
                    break;
                }
            }
        }
        return matches;
    }

    private static @Nullable Match match(NamePart a, NamePart b, int i, int j, boolean across) {
        double written = JaroWinkler.STANDARD.similarity(a.text(), b.text());
        Reason reason = reason(a, b, written);
        return reason == null ? null : new Match(a, b, i, j, reason, Math.max(reason.similarity(), written), across);
    }

    private static @Nullable Reason reason(NamePart a, NamePart b, double written) {
        if (a.text().equals(b.text())) {
            return Reason.EQUAL;
        }
        if (a.usual().equals(b.usual())) {
            return Reason.SAME_NAME;
        }
        if (isCut(a.text(), b.text())) {
            return Reason.CUT;
        }
        if (written >= Reason.SOUNDS_ALIKE.similarity()) {
            return Reason.SIMILAR;
        }
        if (a.soundsLike(b)) {
            return Reason.SOUNDS_ALIKE;
        }
        return isInitial(a.text(), b.text())
                ? Reason.INITIAL
                : written >= Reason.SIMILAR.similarity() ? Reason.SIMILAR : null;
    }

    private static boolean isCut(String a, String b) {
        return Math.min(a.length(), b.length()) >= LONG_ENOUGH_TO_BE_CUT && (a.startsWith(b) || b.startsWith(a));
    }

    private static boolean isInitial(String a, String b) {
        return (a.length() == 1 || b.length() == 1) && a.charAt(0) == b.charAt(0);
    }
}
