package org.trano.registry.scoring.model;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.internal.expression.Expression;
import org.trano.registry.scoring.internal.expression.Forest;

/**
 * The part of a model that makes the score: sums of parts, of which the first whose condition holds is the household's, or a
 * forest of decision trees.
 *
 * @param score the whole as one formula
 * @param branches the sums; exactly one, without a condition, for most models
 * @param forest the trees, or null
 */
record Body(
        Expression.Number score,
        List<Branch> branches,
        @Nullable Forest forest) {
    /**
     * One sum.
     *
     * @param when for which households, or null for all
     * @param sum the sum
     * @param parts what is added, with the words for it
     */
    record Branch(Expression.@Nullable Condition when, Expression.Sum sum, List<Part> parts) {}

    /**
     * What is added.
     *
     * @param term what it is called where there is no label
     * @param labels what to call it in front of people, by language
     * @param formula what it is worth
     */
    record Part(String term, Map<String, String> labels, Expression.Number formula) {
        BitSet columns() {
            BitSet columns = new BitSet();
            formula.columns(columns);
            return columns;
        }
    }

    static Body of(double intercept, List<Part> parts) {
        Branch only = branch(null, intercept, parts);
        return new Body(only.sum, List.of(only), null);
    }

    static Branch branch(Expression.@Nullable Condition when, double intercept, List<Part> parts) {
        return new Branch(
                when,
                new Expression.Sum(intercept, parts.stream().map(Part::formula).toList()),
                List.copyOf(parts));
    }

    /** The first branch whose condition holds; a household for which none holds has no score. */
    static Body of(List<Branch> branches) {
        Expression.Number score = null;
        for (int i = branches.size() - 1; i >= 0; i--) {
            Branch branch = branches.get(i);
            Expression.Condition when = branch.when;
            if (when == null) {
                score = branch.sum;
            } else {
                // Where no branch is meant the score is undefined: the quotient of nothing by nothing.
                Expression.Number otherwise = score != null
                        ? score
                        : new Expression.Combine(
                                Expression.Operation.DIVIDE, new Expression.Constant(0), new Expression.Constant(0));
                score = new Expression.Choose(when, branch.sum, otherwise);
            }
        }
        return new Body(java.util.Objects.requireNonNull(score), List.copyOf(branches), null);
    }
}
