package org.trano.registry.scoring.simulate;

import java.util.ArrayList;
import java.util.List;

/** How well the order of scores agrees with the order of welfare. All measures take weights; ties count half. */
public final class RankAgreement {
    private RankAgreement() {}

    /**
     * The area under the receiver operating characteristic: how probable it is that a poor household has a lower score than one
     * that is not poor, equal scores counting half (Hanley and McNeil 1982). 0.5 is chance.
     *
     * @param scores the scores, the neediest lowest; NaN counts as the highest
     * @param poor how far each is poor, 0 to 1
     * @param weights how much each counts
     * @return 0 to 1; NaN where nobody is poor or everybody is
     */
    public static double auc(double[] scores, double[] poor, double[] weights) {
        return auc(Ranking.of(scores), poor, weights);
    }

    static double auc(Ranking ranking, double[] poor, double[] weights) {
        double others = 0;
        for (int i = 0; i < weights.length; i++) {
            others += weights[i] * (1 - poor[i]);
        }
        double all = others;
        double needy = 0;
        double won = 0;
        for (int from = 0; from < weights.length; ) {
            int to = ranking.end(from);
            // NaN is equal to nothing; all of them stand together at the end.
            to = from >= ranking.known() ? weights.length : to;
            double tiedPoor = 0;
            double tiedOthers = 0;
            for (int i = from; i < to; i++) {
                int row = ranking.row(i);
                tiedPoor += weights[row] * poor[row];
                tiedOthers += weights[row] * (1 - poor[row]);
            }
            others -= tiedOthers;
            won += tiedPoor * (others + 0.5 * tiedOthers);
            needy += tiedPoor;
            from = to;
        }
        return won / (needy * all);
    }

    /**
     * A point of the receiver operating characteristic.
     *
     * @param falsePositive the share of those who are not poor with a score up to here
     * @param truePositive the share of the poor with a score up to here
     */
    public record RocPoint(double falsePositive, double truePositive) {}

    /**
     * The receiver operating characteristic.
     *
     * @param scores the scores, the neediest lowest
     * @param poor how far each is poor, 0 to 1
     * @param weights how much each counts
     * @param most how many points at most, at least 2
     * @return points from (0, 0) to (1, 1)
     */
    public static List<RocPoint> roc(double[] scores, double[] poor, double[] weights, int most) {
        Ranking ranking = Ranking.of(scores);
        double allPoor = 0;
        double allOthers = 0;
        for (int i = 0; i < weights.length; i++) {
            allPoor += weights[i] * poor[i];
            allOthers += weights[i] * (1 - poor[i]);
        }
        List<RocPoint> points = new ArrayList<>(List.of(new RocPoint(0, 0)));
        double yes = 0;
        double no = 0;
        double last = 0;
        for (int from = 0; from < ranking.known(); ) {
            int to = ranking.end(from);
            for (int i = from; i < to; i++) {
                int row = ranking.row(i);
                yes += weights[row] * poor[row];
                no += weights[row] * (1 - poor[row]);
            }
            if (yes / allPoor + no / allOthers - last >= 2.0 / most) {
                last = yes / allPoor + no / allOthers;
                points.add(new RocPoint(no / allOthers, yes / allPoor));
            }
            from = to;
        }
        points.add(new RocPoint(1, 1));
        return points;
    }

    /**
     * Spearman's rank correlation with weights: Pearson's correlation of the weighted middle ranks, which is the ordinary one on data
     * in which each household stands as often as it weighs.
     *
     * @param a one value of each household
     * @param b another
     * @param weights how much each counts
     * @return -1 to 1; NaN where one of them is the same for all
     */
    public static double spearman(double[] a, double[] b, double[] weights) {
        return correlation(ranks(Ranking.of(a), weights), ranks(Ranking.of(b), weights), weights);
    }

    static double[] ranks(Ranking ranking, double[] weights) {
        double[] ranks = new double[weights.length];
        double below = 0;
        for (int from = 0; from < weights.length; ) {
            int to = from >= ranking.known() ? weights.length : ranking.end(from);
            double tied = 0;
            for (int i = from; i < to; i++) {
                tied += weights[ranking.row(i)];
            }
            for (int i = from; i < to; i++) {
                ranks[ranking.row(i)] = below + tied / 2;
            }
            below += tied;
            from = to;
        }
        return ranks;
    }

    static double correlation(double[] a, double[] b, double[] weights) {
        double all = Ranking.sum(weights);
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < a.length; i++) {
            meanA += weights[i] * a[i];
            meanB += weights[i] * b[i];
        }
        meanA /= all;
        meanB /= all;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            double x = a[i] - meanA;
            double y = b[i] - meanB;
            ab += weights[i] * x * y;
            aa += weights[i] * x * x;
            bb += weights[i] * y * y;
        }
        return ab / Math.sqrt(aa * bb);
    }
}
