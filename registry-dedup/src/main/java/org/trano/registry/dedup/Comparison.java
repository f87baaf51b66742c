package org.trano.registry.dedup;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.trano.registry.core.Progress;
import org.trano.registry.dedup.block.BlockingPlan;
import org.trano.registry.dedup.block.PairScan;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.frame.Parallel;
import org.trano.registry.dedup.model.Candidates;
import org.trano.registry.dedup.model.FellegiSunter;
import org.trano.registry.dedup.model.PairPatterns;
import org.trano.registry.dedup.model.PatternTable;
import org.trano.registry.dedup.model.Scale;

/**
 * What comparing records by their fields leaves. A share of the pairs teaches how many matches there are and which pairs are hopeless, then all are compared
 * and the others kept; where the share is all of them, once is enough.
 *
 * @param plan which pairs were compared
 * @param found pairs found first by each rule
 * @param model the model
 * @param kept the pairs that are not hopeless
 */
record Comparison(BlockingPlan plan, long[] found, FellegiSunter model, Candidates kept) {
    private static final long PAIRS_PER_RECORD = 20;
    private static final double PAIRS_PER_MATCH = 40;
    /** Where matches are many, there are so many pairs for them at most; more only where there are that many records. */
    private static final double MOST_FOR_MATCHES = 10_000_000;
    /** Pairs from which is learned at first; a smaller budget would save little. */
    private static final long SAMPLE = 2_000_000;
    /** Pairs that weigh less are not kept: odds of one to a thousand. */
    private static final double HOPELESS = -10;
    /** By its own values, and by the model that all pairs give, a pair may weigh some bits more than its pattern first seemed to. */
    private static final double MARGIN = 6;

    /** By a plan and a model that are chosen here; with a budget of 0, that too. */
    static Comparison of(Frame frame, Decided decided, long budget, int threads, Progress progress) {
        long least = budget > 0 ? budget : Math.max(SAMPLE, PAIRS_PER_RECORD * frame.size());
        BlockingPlan plan = propose(frame, least, progress);
        double share = Math.min(1, SAMPLE / plan.forecast());
        List<PairPatterns> parts = parts(frame, threads, levels -> share == 1);
        long[] found = PairScan.run(frame, plan, share, parts, share == 1 ? progress : Progress.SILENT);
        progress.report("estimate", 0, 1);
        PatternTable patterns = new PatternTable(parts, frame.fields().size(), share);
        FellegiSunter first = FellegiSunter.estimate(frame, patterns);
        long wanted = budget > 0 ? budget : wanted(frame, first);
        if (wanted > least) {
            plan = propose(frame, wanted, progress);
        } else if (share == 1) {
            progress.report("estimate", 1, 1);
            FellegiSunter model = decided.isEmpty() ? first : first.estimate(pin(patterns, parts, decided));
            return new Comparison(plan, found, model, keep(frame, parts, model));
        }
        parts = parts(frame, threads, levels -> isHopeful(first.weight(levels)));
        found = PairScan.run(frame, plan, 1, parts, progress);
        progress.report("estimate", 0, 1);
        patterns = new PatternTable(parts, frame.fields().size(), 1);
        FellegiSunter model = first.estimate(pin(patterns, parts, decided));
        Candidates kept = keep(frame, parts, model);
        progress.report("estimate", 1, 1);
        return new Comparison(plan, found, model, kept);
    }

    /** By the plan and the model of an earlier run. */
    static Comparison of(Frame frame, MatchSetup setup, int threads, Progress progress) {
        progress.report("block", 0, 1);
        BlockingPlan plan = BlockingPlan.of(frame, setup.rules());
        progress.report("block", 1, 1);
        FellegiSunter model = FellegiSunter.of(frame, setup);
        List<PairPatterns> parts = parts(frame, threads, levels -> isHopeful(model.weight(levels)));
        long[] found = PairScan.run(frame, plan, 1, parts, progress);
        return new Comparison(plan, found, model, keep(frame, parts, model));
    }

    private static BlockingPlan propose(Frame frame, long pairs, Progress progress) {
        progress.report("block", 0, 1);
        BlockingPlan plan = BlockingPlan.propose(frame, pairs);
        progress.report("block", 1, 1);
        return plan;
    }

    /** Blocks must hold the matches: a list in which each person stands many times needs larger ones. */
    private static long wanted(Frame frame, FellegiSunter first) {
        double most = Math.max(MOST_FOR_MATCHES, PAIRS_PER_RECORD * frame.size());
        return (long) Math.min(PAIRS_PER_MATCH * first.expectedMatches(), most);
    }

    private static List<PairPatterns> parts(Frame frame, int threads, Predicate<int[]> kept) {
        return Stream.generate(() -> new PairPatterns(frame, kept))
                .limit(threads)
                .toList();
    }

    private static boolean isHopeful(double weight) {
        return weight > HOPELESS - MARGIN;
    }

    private static PatternTable pin(PatternTable patterns, List<PairPatterns> parts, Decided decided) {
        patterns.pin(parts.get(0), decided.same(), true);
        patterns.pin(parts.get(0), decided.different(), false);
        return patterns;
    }

    private static Candidates keep(Frame frame, List<PairPatterns> parts, FellegiSunter model) {
        Candidates[] byPart = new Candidates[parts.size()];
        Parallel.forEach(byPart.length, part -> byPart[part] = keep(frame, parts.get(part), model));
        Candidates kept = byPart[0];
        kept.add(List.of(byPart).subList(1, byPart.length), frame.size());
        return kept;
    }

    private static Candidates keep(Frame frame, PairPatterns part, FellegiSunter model) {
        Scale scale = model.scale();
        int[] levels = new int[frame.fields().size()];
        boolean[] hopeful = new boolean[part.patterns()];
        double[] match = new double[hopeful.length];
        double[] related = new double[hopeful.length];
        for (int p = 0; p < hopeful.length; p++) {
            part.levels(part.code(p), levels);
            hopeful[p] = isHopeful(scale.weight(levels));
            match[p] = scale.match();
            related[p] = scale.related();
        }
        Candidates kept = new Candidates();
        for (int i = 0; i < part.size(); i++) {
            int p = part.pattern(i);
            if (hopeful[p]) {
                double weight = scale.weight(match[p], related[p], part.left(i), part.right(i));
                if (weight > HOPELESS) {
                    kept.add(part.left(i), part.right(i), scale.match(), scale.related(), weight);
                }
            }
        }
        return kept;
    }
}
