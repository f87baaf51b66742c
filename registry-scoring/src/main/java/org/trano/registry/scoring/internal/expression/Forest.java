package org.trano.registry.scoring.internal.expression;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decision trees whose leaves are added up. Values are multiples of 2⁻³² that stay below 2²⁰ in sum, so that every addition is
 * exact, in any order: the steps of a household's paths, gathered by indicator, add up to its score to the bit
 * (Saabas 2014: a step counts the difference between a node and the next).
 */
public final class Forest {
    /** Values are multiples of this. */
    public static final double GRAIN = 0x1p-32;

    /** The largest values of all trees add up to less than this. */
    public static final double LARGEST_SUM = 0x1p20;

    private final List<Tree> trees;
    private final double roots;

    /**
     * A forest.
     *
     * @param trees the trees, their values multiples of {@link #GRAIN}
     */
    public Forest(List<Tree> trees) {
        this.trees = List.copyOf(trees);
        double sum = 0;
        for (Tree tree : trees) {
            sum += tree.nodes().get(0).value();
        }
        this.roots = sum;
    }

    /**
     * A tree: its nodes, the root first, each child after its parent.
     *
     * @param nodes at least one
     */
    public record Tree(List<Node> nodes) {
        /**
         * Copies the list.
         *
         * @param nodes the nodes
         */
        public Tree {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * A node. A leaf has no column. An inner node asks whether a number is below a limit, or a code is one of some.
     *
     * @param column of the indicator it asks about, -1 for a leaf
     * @param below the limit of a number
     * @param codes the codes that go the way of yes, null where it asks about a number
     * @param yes the node to go to where the answer is yes
     * @param no the node to go to where it is no
     * @param missing the node to go to where the indicator is missing, -1 where there is no score then
     * @param value the mean of those who pass here, or the leaf's value
     */
    public record Node(
            int column, double below, @Nullable Set<String> codes, int yes, int no, int missing, double value) {
        /**
         * Copies the set.
         *
         * @param column of the indicator
         * @param below the limit
         * @param codes the codes
         * @param yes the node for yes
         * @param no the node for no
         * @param missing the node for missing
         * @param value its value
         */
        public Node {
            codes = codes == null ? null : Set.copyOf(codes);
        }

        private int next(Row row) {
            if (codes != null) {
                String code = row.code(column);
                return code == null ? missing : codes.contains(code) ? yes : no;
            }
            double number = row.number(column);
            return Double.isNaN(number) ? missing : number < below ? yes : no;
        }
    }

    /**
     * The sum of the roots: the score before anything is asked.
     *
     * @return the sum
     */
    public double roots() {
        return roots;
    }

    double score(Row row) {
        double sum = 0;
        for (Tree tree : trees) {
            Node node = tree.nodes.get(0);
            while (node.column >= 0) {
                int next = node.next(row);
                if (next < 0) {
                    return Double.NaN;
                }
                node = tree.nodes.get(next);
            }
            sum += node.value;
        }
        return sum;
    }

    /**
     * What each indicator contributes to a household's score.
     *
     * @param row the household
     * @return the contribution by column; NaN for an indicator without which a path ends
     */
    public TreeMap<Integer, Double> contributions(Row row) {
        TreeMap<Integer, Double> byColumn = new TreeMap<>();
        for (Tree tree : trees) {
            Node node = tree.nodes.get(0);
            while (node.column >= 0) {
                int next = node.next(row);
                double step = next < 0 ? Double.NaN : tree.nodes.get(next).value - node.value;
                byColumn.merge(node.column, step, Double::sum);
                if (next < 0) {
                    break;
                }
                node = tree.nodes.get(next);
            }
        }
        return byColumn;
    }

    Range range(Row row) {
        double low = 0;
        double high = 0;
        for (Tree tree : trees) {
            // A child stands after its parent: what can be reached is found in one pass.
            BitSet reached = new BitSet();
            reached.set(0);
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int at = 0; at >= 0; at = reached.nextSetBit(at + 1)) {
                Node node = tree.nodes.get(at);
                if (node.column < 0) {
                    least = Math.min(least, node.value);
                    most = Math.max(most, node.value);
                    continue;
                }
                boolean missing =
                        node.codes != null ? row.code(node.column) == null : Double.isNaN(row.number(node.column));
                if (missing) {
                    reached.set(node.yes);
                    reached.set(node.no);
                } else {
                    reached.set(node.next(row));
                }
            }
            low += least;
            high += most;
        }
        return new Range(low, high);
    }

    /**
     * Adds the codes of an indicator that the trees ask about.
     *
     * @param column its column
     * @param into where to add them
     */
    public void codes(int column, Set<String> into) {
        for (Tree tree : trees) {
            for (Node node : tree.nodes) {
                if (node.column == column && node.codes != null) {
                    into.addAll(node.codes);
                }
            }
        }
    }

    void columns(BitSet into) {
        for (Tree tree : trees) {
            for (Node node : tree.nodes) {
                if (node.column >= 0) {
                    into.set(node.column);
                }
            }
        }
    }

    long size() {
        long size = 0;
        for (Tree tree : trees) {
            size += tree.nodes.size();
        }
        return size;
    }
}
