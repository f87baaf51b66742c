package org.trano.registry.dedup.household;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trano.registry.dedup.MatchSetup;
import org.trano.registry.dedup.ModelSummary;
import org.trano.registry.dedup.block.BlockingPlan;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.FieldKind;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.frame.LongMap;
import org.trano.registry.dedup.frame.Parallel;
import org.trano.registry.dedup.model.Bits;
import org.trano.registry.dedup.model.Candidates;
import org.trano.registry.dedup.model.FellegiSunter;
import org.trano.registry.dedup.model.Scale;

/**
 * The second evidence: two records are more likely one person if other members of their households match one to one, and less likely if
 * one of them has a better match in the household of the other. What each of that is worth is learned by
 * expectation–maximisation from the pairs themselves, as for a field: m among matches, r among relatives, u among random pairs.
 *
 * <p>Pairs that match by their fields, one by one or {@link JointMatches together}, speak for the others. A round: assign the members of each two linked households to each other, the heaviest pairs first, each member at most once;
 * say for each candidate pair on which {@link Standing} it is; estimate; weigh again. Where others match, what a household has in common (its village, mostly its name) was said by them and counts for this pair only as far as
 * members differ in it. In the first round all pairs across linked
 * households become candidates, whether blocking found them or not. Deterministic.
 */
public final class HouseholdEvidence {
    /** How a pair stands between its two households. */
    public enum Standing {
        /** At least one record has no household, or one that has no other member: evidence only where this is more frequent among matches than by chance, or less. */
        ALONE("alone"),
        /** No other members match. */
        NO_OTHER("no other member matches"),
        /** One of the two has a better match in the household of the other. */
        RIVAL("a better match in the other household"),
        /** One other pair of members matches, less than half of the smaller household. */
        ONE_OTHER("one other member matches"),
        /** One other pair, half of the others or more. */
        ONE_OF_FEW("one other member matches, of few"),
        /** Several other pairs, less than half. */
        SEVERAL("several others match"),
        /** Several other pairs, half of the others or more. */
        MOST("most others match");

        private final String text;

        Standing(String text) {
            this.text = text;
        }

        /**
         * The standing for people.
         *
         * @return a few words
         */
        public String text() {
            return text;
        }
    }

    /** What this evidence is called among the fields. */
    public static final String FIELD = "household";

    private static final Standing[] STANDINGS = Standing.values();
    private static final int ROUNDS = 3;
    private static final int MOST_STEPS = 40;
    /** Two households of more pairs of members than this (an institution, a compound) are not compared member by member. */
    private static final int MOST_CROSS_PAIRS = 600;
    /** Strength, in pairs, with which the first guess is held. */
    private static final double PRIOR_PAIRS = 20;

    /** Not learned: a household hardly ever lists one person twice, so that of two members who match somebody one is somebody else. */
    private static final double LISTED_TWICE = 0.001;

    private static final double[] FIRST_MATCH = {0, 0.3, LISTED_TWICE, 0.1, 0.18, 0.1, 0.3};
    /** The least share of relatives that stand without others, so that none is ever taken to be impossible. */
    private static final double LEAST_APART = 0.05;
    /** The share of pairs of which nobody is alone, where everybody is. */
    private static final double HARDLY = 1e-9;
    /** Random pairs that stand otherwise than without others, before any was counted. */
    private static final double FIRST_RANDOM = 0.01;

    private static final double[] FIRST_RELATED = {0, 0.9, 0.06, 0.01, 0.01, 0.01, 0.01};

    private final Frame frame;
    private final FellegiSunter model;
    private final int[][] members;
    private final double[] m = new double[STANDINGS.length];
    private final double[] u = new double[STANDINGS.length];
    private final double[] bitsMatch = new double[STANDINGS.length];
    private final double[] bitsRelated = new double[STANDINGS.length];
    /** By field: how much of it the members of one household have in common, 0 to 1. */
    private final double[] shares;

    private final Candidates candidates;
    private byte[] standing = new byte[0];
    /**
     * Only those speak for others who match without what others are worth: by themselves, or in several at once. Else two wrong matches hold each other up. By
     * pair.
     */
    private boolean[] matchesByFields = new boolean[0];
    /** By pair: two to the power of what the fields say for a match, and for relatives, but for what others who match have said already. */
    private double[] oddsMatch = new double[0];

    private double[] oddsRelated = new double[0];
    private long added;

    private HouseholdEvidence(Frame frame, FellegiSunter model, Candidates candidates) {
        this.frame = frame;
        this.model = model;
        this.candidates = candidates;
        this.members = members(frame);
        this.shares = shares();
    }

    /** How often two members of one household agree in a field, beyond how often strangers do. */
    private double[] shares() {
        double[] shares = new double[frame.fields().size()];
        Parallel.forEach(shares.length, f -> shares[f] = share(f));
        return shares;
    }

    private double share(int f) {
        Field field = frame.fields().get(f);
        long known = 0;
        long alike = 0;
        for (int[] household : members) {
            for (int i = 1; i < household.length; i++) {
                int level = field.level(frame.code(household[i - 1], f), frame.code(household[i], f));
                known += level == FieldKind.MISSING ? 0 : 1;
                alike += field.agrees(level) ? 1 : 0;
            }
        }
        double strangers = 0;
        for (int level = FieldKind.DIFFERENT; level < field.levels(); level++) {
            strangers += field.agrees(level) ? model.u(f, level) : 0;
        }
        return known == 0 ? 0 : Math.max(0, ((double) alike / known - strangers) / (1 - strangers));
    }

    /**
     * Weighs candidates again by their households.
     *
     * @param frame the records, some of them in households
     * @param plan which pairs were compared already
     * @param model what the fields say
     * @param candidates pairs by their fields, sorted
     * @param known what an earlier run learned; empty if it is to be learned here
     * @return the evidence, with all candidates weighed again
     */
    public static HouseholdEvidence of(
            Frame frame,
            BlockingPlan plan,
            FellegiSunter model,
            Candidates candidates,
            List<MatchSetup.Standing> known) {
        HouseholdEvidence evidence = new HouseholdEvidence(frame, model, candidates);
        evidence.take(known);
        if (known.isEmpty()) {
            evidence.u[0] = evidence.aloneByChance();
        }
        evidence.remember();
        for (int round = 0; round < ROUNDS; round++) {
            Assignment assignment = evidence.assign();
            if (round == 0) {
                evidence.addCrossPairs(assignment, plan);
                evidence.remember();
            }
            evidence.stand(assignment);
            if (known.isEmpty()) {
                evidence.estimate();
            }
            evidence.weigh();
        }
        return evidence;
    }

    private void take(List<MatchSetup.Standing> known) {
        Arrays.fill(m, 0);
        for (MatchSetup.Standing each : known) {
            Standing of = Arrays.stream(STANDINGS)
                    .filter(standing -> standing.text().equals(each.name()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("The set-up speaks of a household standing '"
                            + each.name() + "'. Maybe it was made by a newer version?"));
            m[of.ordinal()] = each.match();
            u[of.ordinal()] = each.random();
            bitsMatch[of.ordinal()] = each.matchBits();
            bitsRelated[of.ordinal()] = each.relativesBits();
        }
    }

    /**
     * What was learned, to be used again.
     *
     * @return the standings
     */
    public List<MatchSetup.Standing> standings() {
        return Arrays.stream(STANDINGS)
                .map(of -> new MatchSetup.Standing(
                        of.text(),
                        m[of.ordinal()],
                        u[of.ordinal()],
                        bitsMatch[of.ordinal()],
                        bitsRelated[of.ordinal()]))
                .toList();
    }

    /**
     * What was learned, as of a field.
     *
     * @return the standings with m, u and bits
     */
    public ModelSummary.FieldSummary summary() {
        List<ModelSummary.Level> levels = new ArrayList<>();
        for (Standing of : STANDINGS) {
            levels.add(new ModelSummary.Level(of.text(), m[of.ordinal()], u[of.ordinal()], bitsMatch[of.ordinal()]));
        }
        long together = Arrays.stream(members)
                .mapToLong(household -> household.length > 1 ? household.length : 0)
                .sum();
        return new ModelSummary.FieldSummary(FIELD, (double) together / frame.size(), members.length, levels);
    }

    /**
     * How many pairs became candidates that blocking had not found.
     *
     * @return their number
     */
    public long added() {
        return added;
    }

    /**
     * What households say of a pair.
     *
     * @param standing how it stands; {@link Standing#ALONE} for a pair that is no candidate
     * @param bits what that is worth for a match against a random pair, less what both households have in common anyway, which others who match have
     *     said already
     * @param weight log2 of the odds by fields and households
     */
    public record Says(Standing standing, double bits, double weight) {}

    /**
     * What households say of a pair.
     *
     * @param a one record
     * @param b the other
     * @return its standing, what that is worth, and the weight of the pair
     */
    public Says says(int a, int b) {
        int pair = candidates.find(Math.min(a, b), Math.max(a, b));
        if (pair < 0) {
            return new Says(Standing.ALONE, 0, model.scale().weight(a, b));
        }
        Standing of = STANDINGS[standing[pair]];
        double match = Bits.log2(oddsMatch[pair]);
        return new Says(
                of,
                bitsMatch[of.ordinal()] + match - candidates.match(pair),
                weight(match, Bits.log2(oddsRelated[pair]), of.ordinal()));
    }

    private double weight(double match, double related, int of) {
        return model.odds(match + bitsMatch[of], related + bitsRelated[of]);
    }

    private static int[][] members(Frame frame) {
        int[] counts = new int[frame.households()];
        for (int record = 0; record < frame.size(); record++) {
            if (frame.household(record) >= 0) {
                counts[frame.household(record)]++;
            }
        }
        int[][] members = new int[counts.length][];
        for (int h = 0; h < counts.length; h++) {
            members[h] = new int[counts[h]];
        }
        for (int record = frame.size() - 1; record >= 0; record--) {
            int h = frame.household(record);
            if (h >= 0) {
                members[h][--counts[h]] = record;
            }
        }
        return members;
    }

    /** Members of linked households given to each other; by pair of households in ascending order. */
    private record Assignment(long[] links, int[] matched, LongMap partner) {
        /** How many pairs of members match across two households. */
        int matched(int a, int b) {
            int at = Arrays.binarySearch(links, link(a, b));
            return at < 0 ? 0 : matched[at];
        }
    }

    /** Two households as one number, in whichever order they come. */
    static long link(int a, int b) {
        return (long) Math.min(a, b) << Integer.SIZE | Math.max(a, b);
    }

    private Assignment assign() {
        int strong = 0;
        for (int p = 0; p < candidates.size(); p++) {
            strong += isStrong(p) ? 1 : 0;
        }
        // The heaviest first, then in the order of the records: a weight of 0 or more orders like its bits.
        long[] order = new long[strong];
        int n = 0;
        for (int p = 0; p < candidates.size(); p++) {
            if (isStrong(p)) {
                // Plus zero, for there is a negative one.
                order[n++] = (long) -Float.floatToIntBits(Math.max(0f, candidates.weight(p)) + 0f) << Integer.SIZE | p;
            }
        }
        Arrays.sort(order);
        LongMap partner = new LongMap(2 * strong);
        long[] links = new long[strong];
        int found = 0;
        for (long each : order) {
            int p = (int) each;
            int a = candidates.left(p);
            int b = candidates.right(p);
            long ofA = (long) a << Integer.SIZE | frame.household(b);
            long ofB = (long) b << Integer.SIZE | frame.household(a);
            if (partner.get(ofA) < 0 && partner.get(ofB) < 0) {
                partner.put(ofA, b);
                partner.put(ofB, a);
                if (matchesByFields[p]) {
                    links[found++] = link(frame.household(a), frame.household(b));
                }
            }
        }
        Arrays.sort(links, 0, found);
        int[] matched = new int[found];
        int distinct = 0;
        for (int i = 0; i < found; i++) {
            if (i == 0 || links[i] != links[distinct - 1]) {
                links[distinct++] = links[i];
            }
            matched[distinct - 1]++;
        }
        return new Assignment(Arrays.copyOf(links, distinct), Arrays.copyOf(matched, distinct), partner);
    }

    private boolean isStrong(int pair) {
        return isAcross(pair) && (candidates.weight(pair) >= 0 || matchesByFields[pair]);
    }

    /** Whether both records have households, and not the same. */
    private boolean isAcross(int pair) {
        int a = frame.household(candidates.left(pair));
        int b = frame.household(candidates.right(pair));
        return a >= 0 && b >= 0 && a != b;
    }

    private void addCrossPairs(Assignment assignment, BlockingPlan plan) {
        Candidates[] found = new Candidates[Parallel.chunks(assignment.links.length)];
        int[] beyondPlan = new int[found.length];
        Parallel.forChunks(assignment.links.length, (chunk, from, to) -> {
            Scale scale = model.scale();
            Candidates of = new Candidates();
            for (int link = from; link < to; link++) {
                addCrossPairs(assignment.links[link], scale, of);
            }
            for (int p = 0; p < of.size(); p++) {
                beyondPlan[chunk] += plan.finds(of.left(p), of.right(p)) ? 0 : 1;
            }
            found[chunk] = of;
        });
        added += Arrays.stream(beyondPlan).sum();
        candidates.add(List.of(found), frame.size());
    }

    /** All pairs of members of two households that are no candidates yet. */
    private void addCrossPairs(long link, Scale scale, Candidates found) {
        int[] as = members[(int) (link >>> Integer.SIZE)];
        int[] bs = members[(int) link];
        if ((long) as.length * bs.length > MOST_CROSS_PAIRS) {
            return;
        }
        for (int x : as) {
            for (int y : bs) {
                int a = Math.min(x, y);
                int b = Math.max(x, y);
                if (frame.mayMatch(a, b) && candidates.find(a, b) < 0) {
                    double weight = scale.weight(a, b);
                    found.add(a, b, scale.match(), scale.related(), weight);
                }
            }
        }
    }

    private void stand(Assignment assignment) {
        Parallel.forChunks(standing.length, (chunk, from, to) -> {
            Scale scale = model.scale();
            for (int p = from; p < to; p++) {
                boolean before = othersMatch(STANDINGS[standing[p]]);
                Standing now = isAcross(p) ? stands(p, assignment) : Standing.ALONE;
                standing[p] = (byte) now.ordinal();
                if (othersMatch(now) != before) {
                    weighFields(p, scale);
                }
            }
        });
    }

    private Standing stands(int pair, Assignment assignment) {
        int a = candidates.left(pair);
        int b = candidates.right(pair);
        int ha = frame.household(a);
        int hb = frame.household(b);
        int others = Math.min(members[ha].length, members[hb].length) - 1;
        if (others == 0) {
            return Standing.ALONE;
        }
        int ofA = assignment.partner.get((long) a << Integer.SIZE | hb);
        int ofB = assignment.partner.get((long) b << Integer.SIZE | ha);
        if (ofA >= 0 && ofA != b || ofB >= 0 && ofB != a) {
            return Standing.RIVAL;
        }
        int matched = assignment.matched(ha, hb) - (ofA == b && matchesByFields[pair] ? 1 : 0);
        if (matched == 0) {
            return Standing.NO_OTHER;
        }
        boolean half = 2 * matched >= others;
        return matched == 1 ? half ? Standing.ONE_OF_FEW : Standing.ONE_OTHER : half ? Standing.MOST : Standing.SEVERAL;
    }

    private static boolean othersMatch(Standing standing) {
        return standing.compareTo(Standing.RIVAL) > 0;
    }

    /** What the fields of a pair say, now that it stands as it does. */
    private void weighFields(int pair, Scale scale) {
        double match = candidates.match(pair);
        double related = candidates.related(pair);
        if (othersMatch(STANDINGS[standing[pair]])) {
            scale.weighShared(shares, candidates.left(pair), candidates.right(pair));
            match -= scale.match();
            related -= scale.related();
        }
        oddsMatch[pair] = Bits.exp2(match);
        oddsRelated[pair] = Bits.exp2(related);
    }

    private void remember() {
        standing = new byte[candidates.size()];
        matchesByFields = new boolean[candidates.size()];
        oddsMatch = new double[candidates.size()];
        oddsRelated = new double[candidates.size()];
        Parallel.forChunks(candidates.size(), (chunk, from, to) -> {
            Scale scale = model.scale();
            for (int p = from; p < to; p++) {
                matchesByFields[p] = model.odds(candidates.match(p), candidates.related(p)) >= 0;
                weighFields(p, scale);
            }
        });
        new JointMatches(frame, members, model, candidates, MOST_CROSS_PAIRS).mark(matchesByFields);
    }

    private void estimate() {
        int levels = STANDINGS.length;
        System.arraycopy(FIRST_MATCH, 0, m, 0, levels);
        double[] r = FIRST_RELATED.clone();
        double pairs = frame.pairs();
        double[] counts = new double[levels];
        for (byte s : standing) {
            counts[s]++;
        }
        // Among random pairs: what is not yet taken for matches or relatives; nearly all stand alone or without others.
        for (int s = 2; s < levels; s++) {
            u[s] = FIRST_RANDOM * (counts[s] + 1) / pairs;
        }
        m[0] = u[0];
        double[] ratioM = new double[levels];
        double[] ratioR = new double[levels];
        double before = -1;
        for (int step = 0; step < MOST_STEPS; step++) {
            bits(r);
            for (int s = 0; s < levels; s++) {
                ratioM[s] = Bits.exp2(bitsMatch[s]);
                ratioR[s] = Bits.exp2(bitsRelated[s]);
            }
            double[] sumM = new double[levels];
            double[] sumR = new double[levels];
            double[] sumU = new double[levels];
            sum(ratioM, ratioR, sumM, sumR, sumU);
            double matched = Arrays.stream(sumM).sum();
            for (int s = 0; s < levels; s++) {
                m[s] = (sumM[s] + PRIOR_PAIRS * (s == 0 ? u[0] : Math.max(1 - u[0], HARDLY) * FIRST_MATCH[s]))
                        / (matched + PRIOR_PAIRS);
            }
            m[Standing.RIVAL.ordinal()] = LISTED_TWICE;
            // Relatives that are no candidates stand without others.
            double relatives = Math.max(model.expectedRelatives(), 1);
            double rest = 1;
            for (int s = 2; s < levels; s++) {
                r[s] = (sumR[s] + PRIOR_PAIRS * FIRST_RELATED[s]) / (relatives + PRIOR_PAIRS);
                rest -= r[s];
                u[s] = (sumU[s] + FIRST_RANDOM) / pairs;
            }
            r[1] = Math.max(rest, LEAST_APART);
            if (Math.abs(matched - before) <= 1e-5 * Math.max(1, matched)) {
                break;
            }
            before = matched;
        }
        bits(r);
    }

    /** How many of all pairs have a record without a household, or alone in it. */
    private double aloneByChance() {
        double inCompany =
                frame.pairs(record -> frame.household(record) >= 0 && members[frame.household(record)].length > 1);
        return 1 - inCompany / frame.pairs(record -> true);
    }

    /** The expected number of matches, of relatives and of pairs without relation in each standing. */
    private void sum(double[] ratioM, double[] ratioR, double[] sumM, double[] sumR, double[] sumU) {
        int levels = STANDINGS.length;
        double random = model.randomShare();
        double[][] parts = new double[Parallel.chunks(standing.length)][];
        Parallel.forChunks(standing.length, (chunk, from, to) -> {
            double[] part = new double[3 * levels];
            for (int p = from; p < to; p++) {
                int s = standing[p];
                double oddsM = oddsMatch[p] * ratioM[s];
                double oddsR = oddsRelated[p] * ratioR[s];
                double total = oddsM + oddsR + random;
                part[3 * s] += oddsM / total;
                part[3 * s + 1] += oddsR / total;
                part[3 * s + 2] += random / total;
            }
            parts[chunk] = part;
        });
        for (double[] part : parts) {
            for (int s = 0; s < levels; s++) {
                sumM[s] += part[3 * s];
                sumR[s] += part[3 * s + 1];
                sumU[s] += part[3 * s + 2];
            }
        }
    }

    private void weigh() {
        Parallel.forChunks(standing.length, (chunk, from, to) -> {
            for (int p = from; p < to; p++) {
                candidates.weigh(p, weight(Bits.log2(oddsMatch[p]), Bits.log2(oddsRelated[p]), standing[p]));
            }
        });
    }

    private void bits(double[] r) {
        double none = 1 - u[0];
        for (int s = 2; s < u.length; s++) {
            none -= u[s];
        }
        u[1] = Math.max(none, HARDLY);
        bitsMatch[0] = u[0] > 0 ? Bits.log2(m[0] / u[0]) : 0;
        for (int s = 1; s < u.length; s++) {
            bitsMatch[s] = Bits.log2(m[s] / u[s]);
            bitsRelated[s] = Bits.log2(r[s] / u[s]);
        }
    }
}
