package org.trano.registry.dedup.frame;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.person.Sex;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.name.Folding;

/**
 * Names that came whole, taken apart into given and family names: people of one family share the one and not the other, and only the one says whether
 * somebody is a man or a woman. Which words are which is learned from the names that came in parts, where there are some, and from all others by taking
 * them apart again and again by what the rest of them teach: how often a word stands on either side, how many words each side has, and which side a list
 * writes first. A word is a given name of women or of men: where no names came in parts, that tells which side is which, and without the sex nothing does.
 *
 * <p>Hard expectation maximisation, each name judged by counts without its own; a word's share with half a word added (Krichevsky and Trofimov 1981), words
 * independent of each other. All that is learned are counts, so nothing depends on the order of the rows. Where the model is not sure of enough names, or
 * cannot say which side is which, names are compared whole. Not thread-safe.
 */
final class WholeNames {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int GIVEN = 0;
    private static final int FAMILY = 1;
    private static final int MALE = 0;
    private static final int FEMALE = 1;
    private static final int UNKNOWN = 2;
    private static final int SEXES = 3;
    private static final int ROUNDS = 6;
    /** How sure the model must be on average of where a name is cut: of less, wrong parts would lose more people than right ones tell apart. */
    private static final double SURE = 0.9;
    /** Sides of more words than this are as rare as those of this many. */
    private static final int LONG = 5;
    /** What stands behind so many words is one more word. */
    private static final int MOST_WORDS = 12;
    /** A word says something of a side's sex if so many have it, and a side is told from the other if it says so much more. */
    private static final int COMMON = 10;

    private static final double TELLING = 0.1;

    /** One side of the names of all rows: the distinct texts, and the number of each row's. */
    record Column(Lexicon values, int[] numbers) {}

    private final RecordTable table;
    private final Titles titles;
    private final int full;
    private final int[] parts;
    private final int sources;
    private final Lexicon words = new Lexicon();
    /** The words of each distinct whole name. */
    private final int[][] wordsOf;

    /** Whole names that several rows of one list and sex have, once: the name, the list, the sex, how many rows. */
    private int[] name = new int[16];

    private int[] source = new int[16];
    private int[] sex = new int[16];
    private int[] weight = new int[16];
    /** -1 for a row whose name is missing or came in parts. */
    private final int[] groupOfRow;

    private int groups;

    /** How often each word is a given name of each sex, and how often it is a family name. */
    private int[][] counts = {};

    private final long[] total = new long[SEXES + 1];
    /** How many names have sides of so many words. */
    private final int[][] lengths = new int[LONG + 1][LONG + 1];

    private long names;
    /** How many names each list begins with each side. */
    private final int[][] habits;

    private boolean someInParts;

    /**
     * How a name is cut.
     *
     * @param first the side that comes first
     * @param at how many words it has
     */
    private record Cut(int first, int at) {
        int given(int words) {
            return first == GIVEN ? at : words - at;
        }

        int firstGiven() {
            return first == GIVEN ? 0 : at;
        }

        int side(int word) {
            return word < at ? first : 1 - first;
        }
    }

    private WholeNames(RecordTable table, Titles titles) {
        this.table = table;
        this.titles = titles;
        this.full = table.column(ColumnRole.FULL_NAME);
        this.parts = new int[] {table.column(ColumnRole.GIVEN_NAME), table.column(ColumnRole.FAMILY_NAME)};
        this.sources = table.column(ColumnRole.SOURCE);
        this.habits = new int[sources < 0 ? 1 : table.distinct(sources)][2];
        this.wordsOf = words(full);
        this.groupOfRow = new int[table.size()];
        Arrays.fill(groupOfRow, -1);
    }

    /**
     * The names of a table in one form.
     *
     * @param table the records
     * @param titles what is left out before names
     * @param apart whether names are to be in parts; null to see what is better
     * @return given and family names, or whole names, or nothing where the columns are to be taken as they are
     */
    static List<Column> of(RecordTable table, Titles titles, @Nullable Boolean apart) {
        boolean isInParts = table.column(ColumnRole.GIVEN_NAME) >= 0;
        if (table.column(ColumnRole.FULL_NAME) < 0 || isInParts != table.column(ColumnRole.FAMILY_NAME) >= 0) {
            return List.of();
        }
        WholeNames names = new WholeNames(table, titles);
        names.group();
        if (isInParts && names.groups == 0) {
            return List.of();
        }
        Cut[] cuts = apart == null || apart ? names.takeApart(apart != null) : null;
        if (cuts != null) {
            return List.of(names.side(GIVEN, cuts), names.side(FAMILY, cuts));
        }
        return isInParts ? List.of(names.together()) : List.of();
    }

    private int[][] words(int column) {
        int[][] numbers = new int[table.distinct(column)][];
        for (int number = 0; number < numbers.length; number++) {
            numbers[number] = words(table.distinct(column, number));
        }
        return numbers;
    }

    /** The words of a name, those with a hyphen whole; what stands for a missing name, as in "Afi, name unknown", is one empty word. */
    private int[] words(String written) {
        String[] all = Arrays.stream(BLANKS.split(written.strip(), MOST_WORDS))
                .map(Folding::fold)
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
        int[] numbers = new int[all.length];
        int kept = 0;
        boolean isSaid = false;
        for (int i = titles.count(all); i < all.length; i++) {
            int end = all.length;
            while (end > i
                    && !TextFolding.fold(String.join(" ", Arrays.copyOfRange(all, i, end)))
                            .isEmpty()) {
                end--;
            }
            isSaid |= end == i;
            numbers[kept++] = words.add(end == i ? all[i] : "");
            i = Math.max(i, end - 1);
        }
        return Arrays.copyOf(numbers, isSaid ? kept : 0);
    }

    /** Finds the names that came whole, and learns from those that came in parts. */
    private void group() {
        int[][][] known = parts[GIVEN] < 0 ? new int[0][][] : new int[][][] {words(parts[GIVEN]), words(parts[FAMILY])};
        counts = new int[SEXES + 1][words.size()];
        int[] sexes = sexes();
        LongMap group = new LongMap(table.size());
        for (int row = 0; row < table.size(); row++) {
            int[] given = known.length == 0 ? new int[0] : known[GIVEN][table.number(row, parts[GIVEN])];
            int[] family = known.length == 0 ? new int[0] : known[FAMILY][table.number(row, parts[FAMILY])];
            int ofSex = sexes.length == 0 ? UNKNOWN : sexes[table.number(row, table.column(ColumnRole.SEX))];
            if (given.length + family.length > 0) {
                someInParts = true;
                count(given, family, ofSex);
                continue;
            }
            int number = table.number(row, full);
            if (wordsOf[number].length > 0) {
                int list = sources < 0 ? 0 : table.number(row, sources);
                long key = ((long) list * SEXES + ofSex) << Integer.SIZE | number;
                int g = group.get(key);
                if (g < 0) {
                    g = groups++;
                    group.put(key, g);
                    if (g == name.length) {
                        name = Arrays.copyOf(name, 2 * g);
                        source = Arrays.copyOf(source, 2 * g);
                        sex = Arrays.copyOf(sex, 2 * g);
                        weight = Arrays.copyOf(weight, 2 * g);
                    }
                    name[g] = number;
                    source[g] = list;
                    sex[g] = ofSex;
                }
                weight[g]++;
                groupOfRow[row] = g;
            }
        }
    }

    /** The sex of each distinct value of the column that says so; empty without one. */
    private int[] sexes() {
        int column = table.column(ColumnRole.SEX);
        int[] sexes = new int[column < 0 ? 0 : table.distinct(column)];
        for (int number = 0; number < sexes.length; number++) {
            Sex of = Sex.parse(TextFolding.fold(table.distinct(column, number))).orElse(null);
            sexes[number] = of == Sex.MALE ? MALE : of == Sex.FEMALE ? FEMALE : UNKNOWN;
        }
        return sexes;
    }

    /** Where a word of somebody of a sex is counted. */
    private static int counted(int side, int sex) {
        return side == FAMILY ? SEXES : sex;
    }

    private void count(int[] given, int[] family, int ofSex) {
        names++;
        lengths[Math.min(given.length, LONG)][Math.min(family.length, LONG)]++;
        for (int word : given) {
            counts[ofSex][word]++;
        }
        for (int word : family) {
            counts[SEXES][word]++;
        }
        total[ofSex] += given.length;
        total[SEXES] += family.length;
    }

    /** Counts whole names as they are cut, or takes them out again. */
    private void count(Cut[] cuts, int by, boolean onlyTwo) {
        for (int g = 0; g < groups; g++) {
            int[] of = wordsOf[name[g]];
            if (onlyTwo && of.length != 2) {
                continue;
            }
            int n = by * weight[g];
            int given = cuts[g].given(of.length);
            names += n;
            lengths[Math.min(given, LONG)][Math.min(of.length - given, LONG)] += n;
            for (int i = 0; i < of.length; i++) {
                int where = counted(cuts[g].side(i), sex[g]);
                counts[where][of[i]] += n;
                total[where] += n;
            }
            if (cuts[g].at > 0 && cuts[g].at < of.length) {
                habits[source[g]][cuts[g].first] += n;
            }
        }
    }

    /**
     * Cuts all whole names.
     *
     * @param anyhow even if the model is not sure enough of it
     * @return how each is cut; null where it is not
     */
    private Cut @Nullable [] takeApart(boolean anyhow) {
        if (someInParts) {
            Cut[] none = new Cut[groups];
            Arrays.fill(none, new Cut(GIVEN, 0));
            // At first by what the others teach alone.
            Learned learned = learn(recut(none, 0, true).cuts);
            return anyhow || learned.isSure() ? learned.cuts : null;
        }
        // Neither can come out of learning.
        if (!anyhow && (table.column(ColumnRole.SEX) < 0 || !severalWords())) {
            return null;
        }
        // Where it is begun leads to different ends, of which the likeliest is taken that nothing speaks against.
        Learned likeliest = null;
        for (int first = 0; first < 2; first++) {
            for (Cut[] begun : List.of(ofTwo(first), begun(first, false), begun(first, true))) {
                Learned end = learn(begun);
                if ((likeliest == null || end.likelihood > likeliest.likelihood) && (anyhow || isPlausible(end))) {
                    likeliest = end;
                }
            }
        }
        return likeliest == null ? null : likeliest.cuts;
    }

    private boolean isPlausible(Learned learned) {
        return learned.isSure() && tellsSides(learned.cuts) && areOwn(learned.cuts);
    }

    /** Names cut as those of two words teach, of which there is but one way. */
    private Cut[] ofTwo(int first) {
        Cut[] begun = begun(first, false);
        count(begun, 1, true);
        Cut[] cuts = recut(begun, 0, false).cuts;
        count(begun, -1, true);
        return cuts;
    }

    /** Names cut behind the first word, or before the last. */
    private Cut[] begun(int first, boolean isLast) {
        Cut[] cuts = new Cut[groups];
        for (int g = 0; g < groups; g++) {
            cuts[g] = new Cut(first, isLast ? Math.max(1, wordsOf[name[g]].length - 1) : 1);
        }
        return cuts;
    }

    /**
     * How names are cut, and how well. Sums of millionths do not depend on the order.
     *
     * @param cuts how each is cut
     * @param likelihood the logarithm of the probability of all names, in millionths
     * @param sure the sum of the probabilities of the cuts, in millionths
     * @param names how many names there are
     */
    private record Learned(Cut[] cuts, long likelihood, long sure, long names) {
        boolean isSure() {
            return sure >= SURE * 1e6 * names;
        }
    }

    private Learned learn(Cut[] begun) {
        Learned learned = new Learned(begun, 0, 0, 0);
        for (int round = 0; round < ROUNDS; round++) {
            Cut[] before = learned.cuts;
            count(before, 1, false);
            learned = recut(before, 1, true);
            count(before, -1, false);
        }
        return learned;
    }

    /** Cuts all names anew by what is counted, less what each counts itself, as it was cut before. */
    private Learned recut(Cut[] before, int own, boolean byLength) {
        Cut[] cuts = new Cut[groups];
        long[][] sums = new long[Parallel.chunks(groups)][3];
        Parallel.forChunks(groups, (chunk, from, to) -> {
            for (int g = from; g < to; g++) {
                cuts[g] = recut(g, before[g], own * weight[g], byLength, sums[chunk]);
            }
        });
        long[] sum = new long[3];
        for (long[] part : sums) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part[i];
            }
        }
        return new Learned(cuts, sum[0], sum[1], sum[2]);
    }

    private Cut recut(int g, Cut before, int own, boolean byLength, long[] sums) {
        int[] of = wordsOf[name[g]];
        int n = of.length;
        int given = before.given(n);
        double[][] log = new double[2][n];
        for (int side = 0; side < 2; side++) {
            int where = counted(side, sex[g]);
            double all = total[where] - (double) own * (side == GIVEN ? given : n - given) + 0.5 * (words.size() + 1);
            // Of whom the sex is not known, any.
            boolean isAny = where == UNKNOWN;
            all += isAny ? total[MALE] + total[FEMALE] : 0;
            for (int i = 0; i < n; i++) {
                int ofWord = counts[where][of[i]] + (isAny ? counts[MALE][of[i]] + counts[FEMALE][of[i]] : 0);
                for (int j = 0; j < n; j++) {
                    ofWord -= of[j] == of[i] && before.side(j) == side ? own : 0;
                }
                log[side][i] = StrictMath.log((ofWord + 0.5) / all);
            }
        }
        int[] habit = habits[source[g]];
        boolean isCut = own > 0 && before.at > 0 && before.at < n;
        double[] habitOf = new double[2];
        double begun = 0;
        for (int first = 0; first < 2; first++) {
            habitOf[first] = habit[first] - (isCut && before.first == first ? own : 0) + 0.5;
            begun += habitOf[first];
        }
        int lengthOwn = Math.min(given, LONG) * (LONG + 1) + Math.min(n - given, LONG);
        Cut likeliest = before;
        double best = Double.NEGATIVE_INFINITY;
        double[] all = new double[2 * n];
        int cuts = 0;
        for (int first = 0; first < 2; first++) {
            // All words on one side are one cut, whatever comes first.
            for (int at = first == GIVEN ? 0 : 1; at <= (first == GIVEN ? n : n - 1); at++) {
                int g1 = Math.min(LONG, first == GIVEN ? at : n - at);
                int f1 = Math.min(LONG, first == GIVEN ? n - at : at);
                double length = lengths[g1][f1] - (g1 * (LONG + 1) + f1 == lengthOwn ? own : 0) + 0.5;
                double likelihood = (byLength ? StrictMath.log(length) : 0)
                        + (at > 0 && at < n ? StrictMath.log(habitOf[first] / begun) : 0);
                for (int i = 0; i < n; i++) {
                    likelihood += log[i < at ? first : 1 - first][i];
                }
                all[cuts++] = likelihood;
                if (likelihood > best) {
                    best = likelihood;
                    likeliest = new Cut(first, at);
                }
            }
        }
        double sum = 0;
        for (int i = 0; i < cuts; i++) {
            sum += StrictMath.exp(all[i] - best);
        }
        double likelihood = best + StrictMath.log(sum) - StrictMath.log(names - own + 0.5 * (LONG + 1) * (LONG + 1));
        sums[0] += weight[g] * Math.round(likelihood * 1e6);
        sums[1] += weight[g] * Math.round(1e6 / sum);
        sums[2] += weight[g];
        return likeliest;
    }

    /** Whether most names have something to take apart. */
    private boolean severalWords() {
        long several = 0;
        long all = 0;
        for (int g = 0; g < groups; g++) {
            several += wordsOf[name[g]].length > 1 ? weight[g] : 0;
            all += weight[g];
        }
        return 2 * several >= all;
    }

    /** Whether the given names say so much more of somebody's sex than the family names that they are told from them. */
    private boolean tellsSides(Cut[] cuts) {
        int[][][] bySex = new int[2][words.size()][2];
        for (int g = 0; g < groups; g++) {
            int[] of = wordsOf[name[g]];
            for (int i = 0; i < of.length && sex[g] != UNKNOWN; i++) {
                bySex[cuts[g].side(i)][of[i]][sex[g]] += weight[g];
            }
        }
        return alike(bySex[GIVEN]) - alike(bySex[FAMILY]) >= TELLING;
    }

    /** Whether further given names are of the sex of the first ones, and not the father's. */
    private boolean areOwn(Cut[] cuts) {
        int[][] first = new int[words.size()][2];
        for (int g = 0; g < groups; g++) {
            if (sex[g] != UNKNOWN && cuts[g].given(wordsOf[name[g]].length) > 0) {
                first[wordsOf[name[g]][cuts[g].firstGiven()]][sex[g]] += weight[g];
            }
        }
        long own = 0;
        long others = 0;
        for (int g = 0; g < groups; g++) {
            int[] of = wordsOf[name[g]];
            int from = cuts[g].firstGiven() + 1;
            int to = cuts[g].firstGiven() + cuts[g].given(of.length);
            for (int i = from; i < to && sex[g] != UNKNOWN; i++) {
                int same = first[of[i]][sex[g]];
                int all = first[of[i]][MALE] + first[of[i]][FEMALE];
                if (all >= COMMON) {
                    own += 5L * same >= 4L * all ? weight[g] : 0;
                    others += 5L * same <= all ? weight[g] : 0;
                }
            }
        }
        return own >= SURE * (own + others);
    }

    /** How probable it is that two of whom one word stands on a side are of one sex. */
    private static double alike(int[][] bySex) {
        double alike = 0;
        double all = 0;
        for (int[] sexes : bySex) {
            double n = (double) sexes[0] + sexes[1];
            if (n >= COMMON) {
                alike += (sexes[0] * (sexes[0] - 1.0) + sexes[1] * (sexes[1] - 1.0)) / (n - 1);
                all += n;
            }
        }
        return all == 0 ? 0 : alike / all;
    }

    private Column side(int side, Cut[] cuts) {
        Lexicon values = new Lexicon();
        int[] ofGroup = new int[groups];
        for (int g = 0; g < groups; g++) {
            StringBuilder text = new StringBuilder();
            int[] of = wordsOf[name[g]];
            for (int i = 0; i < of.length; i++) {
                if (cuts[g].side(i) == side) {
                    text.append(' ').append(words.text(of[i]));
                }
            }
            ofGroup[g] = values.add(TextFolding.fold(text.toString()));
        }
        int none = values.add("");
        int[] known = new int[parts[side] < 0 ? 0 : table.distinct(parts[side])];
        for (int number = 0; number < known.length; number++) {
            known[number] = values.add(titles.fold(table.distinct(parts[side], number)));
        }
        int[] numbers = new int[table.size()];
        for (int row = 0; row < numbers.length; row++) {
            int g = groupOfRow[row];
            numbers[row] = g >= 0 ? ofGroup[g] : known.length == 0 ? none : known[table.number(row, parts[side])];
        }
        return new Column(values, numbers);
    }

    private Column together() {
        Lexicon values = new Lexicon();
        int[] numbers = new int[table.size()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = values.add(titles.fold(
                    groupOfRow[row] >= 0
                            ? table.value(row, full)
                            : table.value(row, parts[GIVEN]) + " " + table.value(row, parts[FAMILY])));
        }
        return new Column(values, numbers);
    }
}
