package org.trano.registry.dedup.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trano.registry.dedup.Caution;
import org.trano.registry.dedup.MatchSetup;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.FieldKind;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.frame.Parallel;

/**
 * The model of Fellegi and Sunter (1969), estimated without truth by expectation–maximisation (Dempster, Laird, Rubin 1977;
 * Winkler 1988) with three hidden classes of pairs:
 *
 * <ul>
 *   <li><b>match</b>: one person. m(field, level) is the share of matches on each level of agreement;
 *   <li><b>relative</b>: two people who share family name, place, telephone, but not given name or birth date, in which they agree only somewhat more often
 *       than anybody. Without this class, two-class estimation settles on families;
 *   <li><b>random</b>: anybody. u(field, level) is known before any estimation, from the frequencies of the values.
 * </ul>
 *
 * <p>Fields are taken as independent among matches; among random pairs they depend on each other as {@link Dependence} says. A missing value is no evidence. The parts of a level by frequency share
 * one learned probability, divided among them as the values are among people. Shares of the classes refer to <em>all</em>
 * pairs, not to those that were compared: pairs that share a block by chance are then no surprise.
 *
 * <p>A pair's weight is the logarithm to base 2 of the odds that it is a match, prior included: 0 is even odds, +10 is about a
 * thousand to one. Deterministic: sums run in the order of the pattern codes, logarithms are {@link StrictMath}. Immutable
 * after {@link #estimate}.
 */
public final class FellegiSunter {
    /**
     * Where matches are few, twins are more, and cannot be told from them by estimating: so many pairs of relatives are taken to be born on one day. Seventeen of a thousand
     * deliveries in Africa are of twins (Monden, Pison, Smits 2021); in a household of four children that is one pair of children in a hundred, and one pair of members in two hundred.
     */
    private static final double TWINS = 0.005;

    private static final int MOST_ROUNDS = 60;
    private static final double ENOUGH = 1e-5;
    /** The dependences are estimated from what is no match, and matches with the dependences: in turns. */
    private static final int DEPENDENCE_ROUNDS = 3;
    /** Dependences explain pairs away: where they make more matches than there were, something went wrong. */
    private static final double MOST_GROWTH = 1.5;
    /** Strength, in pairs, with which the first guess of m and of the relatives' distribution is held. */
    private static final double PRIOR_PAIRS = 40;
    /**
     * If more than this share of matches differs wholly in a name or birth date, or the second share on average is not even alike in them,
     * estimation has settled on pairs of relatives, neighbours or namesakes, as happens where matches are few; it is then repeated
     * with a bound on what is not alike.
     */
    private static final double MOST_DIFFERENT = 0.4;

    /**
     * The same, once the dependences are estimated, which brings many back from there. A name that some dozens have in common, perhaps a word for "unknown" that nobody
     * knew, is enough to lead there.
     */
    private static final double MOST_DIFFERENT_AT_LAST = 0.25;

    private static final double MOST_DISAGREEING = 1.0 / 3;
    private static final double HELD_AT = 0.1;

    private final Frame frame;
    private final double[][] m;
    private final RandomPairs random;
    private final double[][] u;
    private final double[][] relative;
    private final double[][] share;
    private double matches;
    private double relatives;
    private double matchesPerRecord;
    private double relativesPerRecord;
    private List<MatchSetup.Field> known = List.of();
    private int rounds;
    private boolean heldBack;
    private final List<Caution> cautions = new ArrayList<>();
    private final Kinship kinship;
    private final Togetherness agreeing;
    private Dependence dependence;
    /** Taken when all is estimated. */
    @SuppressWarnings("NullAway.Init")
    private Weights weights;

    private FellegiSunter(Frame frame, RandomPairs random, Togetherness agreeing) {
        this.frame = frame;
        this.random = random;
        this.agreeing = agreeing;
        this.dependence = Dependence.none(frame);
        int width = frame.fields().size();
        this.m = new double[width][];
        this.u = random.u;
        this.relative = new double[width][];
        this.share = random.share;
        this.kinship = new Kinship(frame);
    }

    /**
     * Estimates the model.
     *
     * @param frame the records
     * @param patterns how often each pattern occurs among the compared pairs
     * @return the model
     */
    public static FellegiSunter estimate(Frame frame, PatternTable patterns) {
        return new FellegiSunter(frame, new RandomPairs(frame), Togetherness.of(frame)).fit(patterns);
    }

    /**
     * Estimates the model anew from other patterns of the same records.
     *
     * @param patterns how often each pattern occurs
     * @return the new model; this one stays what it is
     */
    public FellegiSunter estimate(PatternTable patterns) {
        return new FellegiSunter(frame, random, agreeing).fit(patterns);
    }

    /**
     * The model that an earlier run estimated.
     *
     * @param frame the records
     * @param setup what was estimated
     * @return the model
     * @throws IllegalArgumentException if the records have other fields
     */
    public static FellegiSunter of(Frame frame, MatchSetup setup) {
        FellegiSunter model = new FellegiSunter(frame, new RandomPairs(frame), Togetherness.none(frame));
        List<String> wanted = setup.fields().stream()
                .map(field -> field.name() + " (" + field.kind() + ")")
                .toList();
        List<String> found = frame.fields().stream()
                .map(field -> field.name() + " (" + kind(field) + ")")
                .toList();
        if (!wanted.equals(found)) {
            throw new IllegalArgumentException("The set-up compares " + wanted + ", but these records have " + found
                    + ". Maybe name the columns' roles as they were, or make a new set-up?");
        }
        model.dependence = Dependence.of(frame, setup.together());
        model.take(setup.fields(), setup.matchesPerRecord(), setup.relativesPerRecord());
        model.finish();
        return model;
    }

    private static String kind(Field field) {
        return field.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Probabilities by level from those by name; that of equal values is divided among them as they are frequent. */
    private double[] levels(int f, String name, Map<String, Double> byName) {
        Field field = frame.fields().get(f);
        double[] p = new double[field.levels()];
        for (int level = FieldKind.DIFFERENT; level < p.length; level++) {
            p[level] = known(name, byName, field.levelName(level)) * share[f][level];
        }
        return p;
    }

    private static double known(String field, Map<String, Double> byName, String level) {
        Double probability = byName.get(level);
        if (probability == null) {
            throw new IllegalArgumentException("The set-up does not say how probable it is that '" + field + "' is '"
                    + level + "'. Maybe take it again from a run's result?");
        }
        return probability;
    }

    /** Relatives' probabilities in a field that they do not share: of each part of a level its own. What a set-up does not say of a part is at random. */
    private double[] parts(int f, Map<String, Double> byName) {
        Field field = frame.fields().get(f);
        double[] p = new double[field.levels()];
        for (int level = FieldKind.DIFFERENT; level < p.length; level++) {
            p[level] = byName.getOrDefault(field.partName(level), u[f][level]);
        }
        return p;
    }

    private Map<String, Double> byPart(int f, double[] p) {
        Field field = frame.fields().get(f);
        Map<String, Double> byPart = new LinkedHashMap<>();
        for (int level = FieldKind.DIFFERENT; level < p.length; level++) {
            byPart.put(field.partName(level), p[level]);
        }
        return byPart;
    }

    private Map<String, Double> byName(int f, double[] p) {
        Field field = frame.fields().get(f);
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int level = FieldKind.DIFFERENT; level < p.length; level++) {
            byName.merge(field.levelName(level), p[level], Double::sum);
        }
        return byName;
    }

    /**
     * The fields with what was estimated of them.
     *
     * @return one for each field
     */
    public List<MatchSetup.Field> fields() {
        return known;
    }

    /**
     * Which fields agree together.
     *
     * @return the dependences that were found
     */
    public List<MatchSetup.Together> together() {
        return dependence.toSetup(frame.fields());
    }

    /**
     * What agreement for other reasons adds to the weight of a pair, against fields taken as independent.
     *
     * @param levels the level of each field
     * @return bits, mostly zero or less
     */
    public double together(int[] levels) {
        return -dependence.bits(levels);
    }

    /** Takes what was estimated for what a set-up would say, so that one read again gives the same numbers to the last bit. */
    private void settle() {
        List<MatchSetup.Field> fields = new ArrayList<>();
        for (int f = 0; f < m.length; f++) {
            Field field = frame.fields().get(f);
            fields.add(new MatchSetup.Field(
                    field.name(),
                    kind(field),
                    byName(f, m[f]),
                    isShared(f) ? byName(f, relative[f]) : isTelling(f) ? byPart(f, relative[f]) : Map.of()));
        }
        take(fields, matches * frame.pairs() / frame.size(), relatives * frame.pairs() / frame.size());
    }

    private void take(List<MatchSetup.Field> fields, double matchesOfRecord, double relativesOfRecord) {
        known = List.copyOf(fields);
        for (int f = 0; f < m.length; f++) {
            MatchSetup.Field field = fields.get(f);
            m[f] = levels(f, field.name(), field.match());
            relative[f] = isShared(f) ? levels(f, field.name(), field.relatives()) : parts(f, field.relatives());
        }
        matchesPerRecord = matchesOfRecord;
        relativesPerRecord = relativesOfRecord;
        matches = matchesPerRecord * frame.size() / frame.pairs();
        relatives = relativesPerRecord * frame.size() / frame.pairs();
    }

    /**
     * Expected matches for each record.
     *
     * @return pairs
     */
    public double matchesPerRecord() {
        return matchesPerRecord;
    }

    /**
     * Expected pairs of relatives for each record.
     *
     * @return pairs
     */
    public double relativesPerRecord() {
        return relativesPerRecord;
    }

    private FellegiSunter fit(PatternTable patterns) {
        Expected[] parts = new Expected[Parallel.chunks(patterns.size())];
        Parallel.forChunks(patterns.size(), (chunk, from, to) -> parts[chunk] = new Expected(patterns, from, to, u));
        begin();
        maximise(patterns, parts);
        if (isAstray(MOST_DIFFERENT)) {
            holdBack(patterns, parts);
        }
        depend(patterns, parts);
        if (!heldBack && isAstray(MOST_DIFFERENT_AT_LAST)) {
            holdBack(patterns, parts);
            depend(patterns, parts);
        }
        settle();
        finish();
        check();
        return this;
    }

    private void holdBack(PatternTable patterns, Expected[] parts) {
        heldBack = true;
        dependence = Dependence.none(frame);
        begin();
        maximise(patterns, parts);
    }

    /** Estimates dependences and the rest in turns; stops before it would settle on pairs that are no matches. */
    private void depend(PatternTable patterns, Expected[] parts) {
        for (int round = 0; round < DEPENDENCE_ROUNDS; round++) {
            Dependence before = dependence;
            double[][] mBefore = copy(m);
            double[][] relativeBefore = copy(relative);
            double matchesBefore = matches;
            double relativesBefore = relatives;
            dependence = Dependence.of(frame, u, agreeing, related(patterns, parts));
            maximise(patterns, parts);
            if (isAstray(MOST_DIFFERENT) && !heldBack || matches > MOST_GROWTH * matchesBefore) {
                dependence = before;
                System.arraycopy(mBefore, 0, m, 0, m.length);
                System.arraycopy(relativeBefore, 0, relative, 0, m.length);
                matches = matchesBefore;
                relatives = relativesBefore;
                return;
            }
        }
    }

    /** Whether it is learned how often relatives agree in this without sharing it: not where there are few matches, from which they could not be told. */
    private boolean isLikeByKinship(int f) {
        return kinship.isOf(f) && !heldBack;
    }

    /** First guesses. */
    private void begin() {
        double all = frame.pairs();
        matches = Math.min(0.5, 0.2 * frame.size() / all);
        relatives = Math.min(0.2, 2 * matches);
        for (int f = 0; f < m.length; f++) {
            Field field = frame.fields().get(f);
            m[f] = guess(field, share[f]);
            relative[f] = guessOfRelatives(f);
        }
    }

    /** Whether matches would mostly differ in a name or birth date, or often in several of them: then these are not matches. */
    private boolean isAstray(double mostDifferent) {
        double disagreeing = 0;
        int telling = 0;
        for (int f = 0; f < m.length; f++) {
            if (isTelling(f)) {
                if (m[f][FieldKind.DIFFERENT] > mostDifferent) {
                    return true;
                }
                disagreeing += disagreeing(m[f], frame.fields().get(f));
                telling++;
            }
        }
        return disagreeing > MOST_DISAGREEING * telling;
    }

    /** The probability of levels on which values are not even alike. */
    private static double disagreeing(double[] p, Field field) {
        double sum = 0;
        for (int level = FieldKind.DIFFERENT; level < p.length; level++) {
            sum += field.agrees(level) ? 0 : p[level];
        }
        return sum;
    }

    /** Relatives share some fields, and part of a whole name. */
    private boolean isShared(int f) {
        Field field = frame.fields().get(f);
        return field.isShared() || field.kind() == FieldKind.FULL;
    }

    /** What relatives do not share is as anybody's, but that some of them are twins. */
    private double[] ofAnybodyOrTwin(int f) {
        double[] p = u[f].clone();
        if (heldBack && frame.fields().get(f).kind() == FieldKind.DATE) {
            for (int level = FieldKind.DIFFERENT; level < p.length; level++) {
                p[level] = (1 - TWINS) * p[level] + (isEqual(f, level) ? TWINS * share[f][level] : 0);
            }
        }
        return p;
    }

    private double[] guessOfRelatives(int f) {
        Field field = frame.fields().get(f);
        if (field.kind() != FieldKind.FULL) {
            return field.isShared() ? guess(field, share[f]) : ofAnybodyOrTwin(f);
        }
        double[] p = u[f].clone();
        for (int level = FieldKind.DIFFERENT; level < p.length; level++) {
            if (!field.agrees(level)) {
                double ofKind = field.ofKind(level) == FieldKind.PART_EQUAL_ANOTHER_NOT
                        ? 0.8
                        : 0.2 / (field.kind().agreesFrom() - 2);
                p[level] = ofKind * share[f][level];
            }
        }
        return p;
    }

    /** Two relatives have the same whole name hardly more often than anybody: that is held at random, as {@link #updateHeld} does. */
    private void holdWhole(int f, double[] sum, double held) {
        Field field = frame.fields().get(f);
        if (field.kind() == FieldKind.FULL) {
            double[] whole = relative[f].clone();
            updateHeld(whole, sum, held, u[f]);
            double apart = 0;
            double alike = 0;
            for (int level = FieldKind.DIFFERENT; level < whole.length; level++) {
                if (field.agrees(level)) {
                    relative[f][level] = whole[level];
                    alike += whole[level];
                } else {
                    apart += relative[f][level];
                }
            }
            for (int level = FieldKind.DIFFERENT; level < whole.length; level++) {
                relative[f][level] *= field.agrees(level) ? 1 : (1 - alike) / apart;
            }
        }
    }

    /** Eight in ten agree fully, most others nearly. */
    private static double[] guess(Field field, double[] share) {
        double[] p = new double[field.levels()];
        int equal = field.kind().firstEqual();
        int near = equal - 2;
        for (int level = FieldKind.DIFFERENT; level < p.length; level++) {
            int ofKind = field.ofKind(level);
            double sum = ofKind == equal ? 0.8 : ofKind > FieldKind.DIFFERENT ? 0.15 / near : near == 0 ? 0.2 : 0.05;
            p[level] = sum * share[level];
        }
        return p;
    }

    private void maximise(PatternTable patterns, Expected[] parts) {
        double all = frame.pairs();
        int width = m.length;
        double[][] firstM = new double[width][];
        double[][] firstRelative = new double[width][];
        for (int f = 0; f < width; f++) {
            firstM[f] = guess(frame.fields().get(f), share[f]);
            firstRelative[f] = guessOfRelatives(f);
        }
        ClassOdds odds = odds(patterns);
        double before = -1;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            rounds++;
            ratios(odds.ratioM(), odds.ratioR());
            ClassOdds now = odds.of(matches, relatives);
            Parallel.forEach(parts.length, part -> parts[part].count(now));
            Expected expected = new Expected(patterns, 0, 0, u);
            for (Expected part : parts) {
                expected.add(part);
            }
            double matched = expected.matches();
            double related = expected.relatives();
            matches = Math.max(matched, 0.5) / all;
            relatives = Math.max(related, 0.5) / all;
            for (int f = 0; f < width; f++) {
                update(m[f], expected.ofMatches(f), firstM[f], f);
                // As many pairs as there are matches hold it at random: some matches always pass for relatives.
                double held = PRIOR_PAIRS + matched;
                if (isShared(f)) {
                    update(relative[f], expected.ofRelatives(f), firstRelative[f], f);
                    holdWhole(f, expected.ofRelatives(f), held);
                } else if (isLikeByKinship(f)) {
                    updateHeld(relative[f], expected.ofRelatives(f), held, u[f]);
                }
            }
            if (Math.abs(matched - before) <= ENOUGH * Math.max(1, matched)) {
                break;
            }
            before = matched;
        }
    }

    /** What stays the same while the model is estimated: what fields that agree together for other reasons take away from a match, and from relatives. */
    private ClassOdds odds(PatternTable patterns) {
        double[] ofMatch = new double[patterns.size()];
        double[] ofRelatives = new double[patterns.size()];
        Parallel.forChunks(patterns.size(), (chunk, from, to) -> {
            int[] levels = new int[m.length];
            for (int p = from; p < to; p++) {
                patterns.levels(p, levels);
                ofMatch[p] = Bits.exp2(-dependence.bits(levels));
                ofRelatives[p] = Bits.exp2(-dependence.sharedBits(levels));
            }
        });
        return new ClassOdds(matches, relatives, ofMatch, ofRelatives, copy(m), copy(m), kinship);
    }

    /** The expected number of matches and of pairs of relatives that are equal in both of two fields. */
    private double[][] related(PatternTable patterns, Expected[] parts) {
        int width = m.length;
        ClassOdds odds = odds(patterns);
        ratios(odds.ratioM(), odds.ratioR());
        double[] ofPattern = new double[patterns.size()];
        Parallel.forChunks(patterns.size(), (chunk, from, to) -> {
            parts[chunk].count(odds);
            for (int p = from; p < to; p++) {
                ofPattern[p] = parts[chunk].related(p);
            }
        });
        boolean[][] equal = new boolean[width][];
        Parallel.forEach(width, f -> equal[f] = equal(patterns, f));
        double[][] related = new double[width][width];
        Parallel.forEach(width, a -> {
            for (int b = a + 1; b < width; b++) {
                related[a][b] = sumWhere(equal[a], equal[b], ofPattern);
            }
        });
        return related;
    }

    private static double sumWhere(boolean[] one, boolean[] other, double[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (one[i] && other[i]) {
                sum += values[i];
            }
        }
        return sum;
    }

    /** For each pattern whether the values of a field are equal. */
    private boolean[] equal(PatternTable patterns, int f) {
        boolean[] ofLevel = new boolean[m[f].length];
        for (int level = FieldKind.DIFFERENT; level < ofLevel.length; level++) {
            ofLevel[level] = isEqual(f, level);
        }
        byte[] levels = patterns.column(f);
        boolean[] equal = new boolean[levels.length];
        for (int p = 0; p < equal.length; p++) {
            equal[p] = ofLevel[levels[p]];
        }
        return equal;
    }

    private boolean isEqual(int f, int level) {
        Field field = frame.fields().get(f);
        return field.ofKind(level) == field.kind().firstEqual();
    }

    private void update(double[] p, double[] sum, double[] first, int f) {
        Field field = frame.fields().get(f);
        double total = PRIOR_PAIRS;
        double[] ofKind = new double[field.kind().firstEqual() + 1];
        for (int level = FieldKind.DIFFERENT; level < p.length; level++) {
            total += sum[level];
            ofKind[field.ofKind(level)] += sum[level] + PRIOR_PAIRS * first[level];
        }
        for (int level = FieldKind.DIFFERENT; level < p.length; level++) {
            p[level] = ofKind[field.ofKind(level)] / total * share[f][level];
        }
        if (heldBack && isTelling(f)) {
            hold(p, field);
        }
    }

    /** Given names and birth dates of relatives agree more often than by chance: of father and son, of twins. */
    private static void updateHeld(double[] p, double[] sum, double held, double[] at) {
        double total = held;
        for (int level = FieldKind.DIFFERENT; level < p.length; level++) {
            total += sum[level];
        }
        for (int level = FieldKind.DIFFERENT; level < p.length; level++) {
            p[level] = (sum[level] + held * at[level]) / total;
        }
    }

    /** Gives the levels on which values are not alike no more than their bound, and the others the rest. */
    private static void hold(double[] p, Field field) {
        double apart = disagreeing(p, field);
        if (apart > HELD_AT) {
            for (int level = FieldKind.DIFFERENT; level < p.length; level++) {
                p[level] *= field.agrees(level) ? (1 - HELD_AT) / (1 - apart) : HELD_AT / apart;
            }
        }
    }

    /** Whether a person keeps this for life, more or less: names and date of birth. */
    private boolean isTelling(int f) {
        return switch (frame.fields().get(f).kind()) {
            case GIVEN, FAMILY, FULL, DATE -> true;
            default -> false;
        };
    }

    private void ratios(double[][] ratioM, double[][] ratioR) {
        for (int f = 0; f < m.length; f++) {
            ratioM[f][FieldKind.MISSING] = 1;
            ratioR[f][FieldKind.MISSING] = 1;
            for (int level = FieldKind.DIFFERENT; level < m[f].length; level++) {
                ratioM[f][level] = u[f][level] > 0 ? m[f][level] / u[f][level] : 1;
                ratioR[f][level] = u[f][level] > 0 ? relative[f][level] / u[f][level] : 1;
            }
        }
        kinship.learn(u, relative);
    }

    private void finish() {
        double[][] ratioM = copy(m);
        double[][] ratioR = copy(m);
        ratios(ratioM, ratioR);
        double[] none = {};
        weights = new Weights(
                frame,
                random.rarity,
                new ClassOdds(matches, relatives, none, none, ratioM, ratioR, kinship),
                dependence);
    }

    private void check() {
        double expected = matches * frame.pairs();
        if (expected < 10) {
            cautions.add(new Caution("few-matches", List.of(expected)));
        }
        if (expected > 50.0 * frame.size()) {
            cautions.add(new Caution("too-many-matches", List.of(expected / frame.size())));
        }
        for (int f = 0; f < m.length; f++) {
            Field field = frame.fields().get(f);
            if (heldBack && isTelling(f) && disagreeing(m[f], field) >= 0.99 * HELD_AT) {
                cautions.add(new Caution("held-back", List.of(field.name(), 100 * HELD_AT)));
            }
            if (field.filled() < frame.size() * 0.01) {
                cautions.add(new Caution("nearly-empty", List.of(field.name())));
            }
        }
    }

    private static double[][] copy(double[][] from) {
        double[][] to = new double[from.length][];
        for (int i = 0; i < from.length; i++) {
            to[i] = from[i].clone();
        }
        return to;
    }

    /**
     * The odds of a match against relatives and random pairs together.
     *
     * @param match log2 of the share of matches times the ratio of probabilities, match to random
     * @param related the same for relatives
     * @return log2 of the odds
     */
    public double odds(double match, double related) {
        return weights.odds(match, related);
    }

    /**
     * The share of random pairs among all.
     *
     * @return a probability
     */
    public double randomShare() {
        return 1 - matches - relatives;
    }

    /**
     * The weight of levels, values taken as averagely rare.
     *
     * @param levels the level of each field
     * @return log2 of the odds
     */
    public double weight(int[] levels) {
        return weights.odds(weights.match(levels), weights.related(levels));
    }

    /**
     * A scale for one thread.
     *
     * @return the scale
     */
    public Scale scale() {
        return new Scale(frame, weights);
    }

    /**
     * m: the probability of a level among matches.
     *
     * @param field the field
     * @param level the level, from 1
     * @return the probability among pairs where both values are present
     */
    public double m(int field, int level) {
        return m[field][level];
    }

    /**
     * u: the probability of a level among random pairs.
     *
     * @param field the field
     * @param level the level, from 1
     * @return the probability among pairs where both values are present
     */
    public double u(int field, int level) {
        return u[field][level];
    }

    /**
     * The expected number of matches among all pairs.
     *
     * @return pairs
     */
    public double expectedMatches() {
        return matches * frame.pairs();
    }

    /**
     * The expected number of pairs of relatives among all pairs.
     *
     * @return pairs
     */
    public double expectedRelatives() {
        return relatives * frame.pairs();
    }

    /**
     * Rounds of expectation–maximisation.
     *
     * @return how many there were in all, until nothing changed any more; 0 where a set-up said all
     */
    public int rounds() {
        return rounds;
    }

    /**
     * What the model itself finds doubtful.
     *
     * @return the doubts, empty if all is well
     */
    public List<Caution> cautions() {
        return List.copyOf(cautions);
    }
}
