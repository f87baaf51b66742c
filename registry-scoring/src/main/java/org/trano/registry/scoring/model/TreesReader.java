package org.trano.registry.scoring.model;

import static org.trano.registry.scoring.model.ModelJson.fault;
import static org.trano.registry.scoring.model.ModelJson.require;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.internal.expression.Expression;
import org.trano.registry.scoring.internal.expression.Forest;
import org.trano.registry.scoring.model.Body.Part;
import tools.jackson.databind.JsonNode;

/** Reads decision trees. */
final class TreesReader {
    private static final int MOST_NODES = 1_000_000;

    private final List<Indicator> indicators;
    private final Map<String, Integer> columns;

    TreesReader(List<Indicator> indicators, Map<String, Integer> columns) {
        this.indicators = indicators;
        this.columns = columns;
    }

    Body read(JsonNode node, String owner) {
        double base = grain(ModelJson.number(node, "base", owner, 0));
        double largest = Math.abs(base);
        long nodes = 0;
        List<Forest.Tree> trees = new ArrayList<>();
        for (JsonNode tree : ModelJson.list(node, "trees", owner)) {
            String where = "tree " + (trees.size() + 1);
            require(tree.isObject(), where, "must be an object with 'nodes'");
            ModelJson.only(tree, where, "nodes");
            JsonNode list = ModelJson.list(tree, "nodes", where);
            nodes += list.size();
            require(nodes <= MOST_NODES, where, "is one too many: all have more than " + MOST_NODES + " nodes");
            List<Forest.Node> read = new ArrayList<>();
            double most = 0;
            for (JsonNode one : list) {
                Forest.Node next = node(one, read.size(), list.size(), where + ", node " + read.size());
                most = Math.max(most, Math.abs(next.value()));
                read.add(next);
            }
            largest += most;
            trees.add(new Forest.Tree(read));
        }
        require(
                largest < Forest.LARGEST_SUM / 4,
                owner,
                "has values that add up to " + largest + "; they must stay below " + Forest.LARGEST_SUM / 4
                        + ", so that every sum is exact");
        Forest forest = new Forest(trees);
        Expression.Number leaves = new Expression.Leaves(forest);
        Body sum = Body.of(base, List.of(new Part("trees", Map.of(), leaves)));
        return new Body(sum.score(), sum.branches(), forest);
    }

    private static double grain(double value) {
        return Math.rint(value / Forest.GRAIN) * Forest.GRAIN + 0.0;
    }

    private Forest.Node node(JsonNode one, int number, int all, String where) {
        require(one.isObject(), where, "must be an object");
        double value = grain(ModelJson.number(one, "value", where));
        if (!one.has("indicator")) {
            ModelJson.only(one, where, "value");
            return new Forest.Node(-1, 0, null, -1, -1, -1, value);
        }
        ModelJson.only(one, where, "indicator", "below", "in", "yes", "no", "missing", "value");
        String name = ModelJson.text(one, "indicator", where);
        Integer column = columns.get(name);
        if (column == null) {
            throw fault(
                    where,
                    "uses the indicator '" + name + "', which is not among the indicators; "
                            + ModelJson.nearest(name, columns.keySet()));
        }
        boolean coded = indicators.get(column).type() == Indicator.Type.CODE;
        require(
                one.has(coded ? "in" : "below") && !one.has(coded ? "below" : "in"),
                where,
                coded ? "asks about codes: it needs 'in'" : "asks about a number: it needs 'below'");
        @Nullable Set<String> codes = null;
        if (coded) {
            codes = new LinkedHashSet<>();
            for (JsonNode code : ModelJson.list(one, "in", where)) {
                require(code.isString(), where, "must have texts in 'in'");
                codes.add(code.asString());
            }
        }
        int yes = child(one, "yes", number, all, where);
        int no = child(one, "no", number, all, where);
        int missing = -1;
        if (one.has("missing")) {
            missing = ModelJson.oneOf(
                    ModelJson.text(one, "missing", where),
                    List.of("yes", "no"),
                    List.of(yes, no),
                    where,
                    "in 'missing'");
        }
        double below = coded ? 0 : ModelJson.number(one, "below", where);
        return new Forest.Node(column, below, codes, yes, no, missing, value);
    }

    /** A child stands after its parent, so that every path ends. */
    private static int child(JsonNode one, String name, int number, int all, String where) {
        int child = ModelJson.whole(one, name, where);
        require(
                child > number && child < all,
                where,
                "leads in '" + name + "' to node " + child + ", but must lead to a later one, up to " + (all - 1));
        return child;
    }
}
