package org.trano.registry.scoring.model;

import static org.trano.registry.scoring.model.ModelJson.fault;
import static org.trano.registry.scoring.model.ModelJson.require;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.internal.expression.Expression;
import org.trano.registry.scoring.internal.expression.Expression.Combine;
import org.trano.registry.scoring.internal.expression.Expression.Condition;
import org.trano.registry.scoring.internal.expression.Expression.Constant;
import org.trano.registry.scoring.internal.expression.Expression.Function;
import org.trano.registry.scoring.internal.expression.Expression.Number;
import org.trano.registry.scoring.internal.expression.Expression.Operation;
import org.trano.registry.scoring.internal.expression.Expression.Relation;
import org.trano.registry.scoring.internal.expression.FormulaException;
import org.trano.registry.scoring.internal.expression.FormulaParser;
import org.trano.registry.scoring.internal.expression.Names;
import org.trano.registry.scoring.model.Body.Branch;
import org.trano.registry.scoring.model.Body.Part;
import org.trano.registry.scoring.model.Decision.Rule;
import tools.jackson.databind.JsonNode;

/** Reads a declared model from its JSON. */
final class ModelReader {
    /** A bit for each rule of a decision. */
    static final int MOST_RULES = 32;

    private static final int MOST_PARTS = 2_000;

    /** The most operations for a household, trees aside. */
    private static final int LARGEST = 200_000;

    private static final String[] FRAME = {
        "model",
        "id",
        "version",
        "title",
        "source",
        "unit",
        "valid",
        "indicators",
        "missing",
        "parameters",
        "values",
        "cutoff",
        "eligible",
        "decision",
        "lookup"
    };

    private final JsonNode root;
    private final @Nullable LocalDate date;
    private final List<Indicator> indicators;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Names names = new Names();

    private final List<IndicatorDefinition> brought;

    private ModelReader(JsonNode root, @Nullable LocalDate date, List<IndicatorDefinition> brought) {
        this.root = root;
        this.date = date;
        this.brought = List.copyOf(brought);
        this.indicators = new IndicatorReader(brought).read(root);
        for (int i = 0; i < indicators.size(); i++) {
            columns.put(indicators.get(i).name(), i);
        }
    }

    static DeclaredModel read(String json, @Nullable LocalDate date, List<IndicatorDefinition> brought) {
        return new ModelReader(ModelJson.parse(json), date, brought).read(json);
    }

    private DeclaredModel read(String json) {
        String kind = ModelJson.text(root, "model", "the model");
        ModelKind known = ModelKind.of(kind)
                .orElseThrow(() -> fault(
                        "'model'", "is '" + kind + "', but must be one of " + String.join(", ", ModelKind.names())));
        List<String> allowed = new ArrayList<>(List.of(FRAME));
        allowed.addAll(List.of(properties(known)));
        ModelJson.only(root, "the model", allowed.toArray(String[]::new));
        LocalDate[] valid = valid();
        meanings();
        Body body = body(known, root, "the model");
        Number score = new Expression.Named(body.score());
        names.formula("score", score);
        LookupTable lookup = lookup(score);
        Decisions decisions = new Decisions(score, known);
        return new DeclaredModel(
                known,
                ModelJson.text(root, "id", "the model"),
                ModelJson.text(root, "version", "the model"),
                ModelJson.labels(root, "title", "the model"),
                root.path("source").asString(""),
                ModelJson.labels(root, "unit", "the model"),
                ModelJson.hash(root),
                json,
                valid[0],
                valid[1],
                indicators,
                brought,
                assumed(),
                body,
                decisions.neediest,
                decisions.cutoff,
                decisions.rules,
                decisions.conditions,
                decisions.eligible,
                lookup);
    }

    /** What a model of a kind may have besides what all have. */
    private static String[] properties(ModelKind kind) {
        return switch (kind) {
            case LINEAR -> new String[] {"intercept", "terms", "by"};
            case SCORECARD -> new String[] {"questions"};
            case MULTIDIMENSIONAL -> new String[] {"dimensions", "poor_from"};
            case RULES -> new String[] {"rules", "match"};
            case TREES -> new String[] {"base", "trees"};
            case COMPOSITE -> new String[] {"parts"};
        };
    }

    private @Nullable LocalDate[] valid() {
        JsonNode node = root.path("valid");
        if (node.isMissingNode()) {
            return new LocalDate[] {null, null};
        }
        require(node.isObject(), "'valid'", "must be an object with 'from', 'until' or both");
        ModelJson.only(node, "'valid'", "from", "until");
        LocalDate from = ModelJson.date(node, "from", "'valid'");
        LocalDate until = ModelJson.date(node, "until", "'valid'");
        require(from == null || until == null || !until.isBefore(from), "'valid'", "ends before it begins");
        return new LocalDate[] {from, until};
    }

    /** Gives names to indicators, parameters and values, in this order; each value may use what stands before it. */
    private void meanings() {
        for (int column = 0; column < indicators.size(); column++) {
            Indicator indicator = indicators.get(column);
            if (FormulaParser.isName(indicator.name()) && !indicator.name().equals("score")) {
                if (indicator.type() == Indicator.Type.NUMBER) {
                    names.number(indicator.name(), column);
                } else {
                    names.code(indicator.name(), column, null);
                }
            }
        }
        JsonNode parameters = optionalObject("parameters");
        parameters.properties().forEach(entry -> {
            String where = "the parameter '" + entry.getKey() + "'";
            name(entry.getKey(), where);
            names.formula(entry.getKey(), new Constant(parameter(parameters, entry.getKey(), where)));
        });
        JsonNode named = optionalObject("values");
        named.properties().forEach(entry -> {
            String where = "the value '" + entry.getKey() + "'";
            JsonNode one = entry.getValue();
            name(entry.getKey(), where);
            if (one.isObject()) {
                names.formula(entry.getKey(), table(one, where));
            } else {
                require(one.isString(), where, "must be a formula, or an object with 'indicator' and 'codes'");
                names.formula(entry.getKey(), formula(one.asString(), where, text -> FormulaParser.any(text, names)));
            }
        });
    }

    private JsonNode optionalObject(String name) {
        JsonNode node = root.path(name);
        require(node.isMissingNode() || node.isObject(), "'" + name + "'", "must be an object");
        return node;
    }

    private void name(String name, String where) {
        require(
                FormulaParser.isName(name) && !name.equals("score"),
                where,
                "cannot be called so: a name begins with a letter, goes on with letters, digits and _, and is no word of the"
                        + " formulas");
        require(!names.contains(name), where, "has a name that something else has already");
    }

    /** A number, or one for each period; the last period that has begun counts. */
    private double parameter(JsonNode parameters, String name, String where) {
        JsonNode node = parameters.path(name);
        if (!node.isArray()) {
            return ModelJson.number(parameters, name, where);
        }
        TreeMap<LocalDate, Double> periods = new TreeMap<>();
        for (JsonNode period : ModelJson.list(parameters, name, where)) {
            require(period.isObject(), where, "must be a list of objects with 'from' and 'value'");
            ModelJson.only(period, where, "from", "value");
            LocalDate from = ModelJson.date(period, "from", where);
            if (from == null || periods.put(from, ModelJson.number(period, "value", where)) != null) {
                throw fault(where, "needs 'from', a date, in each period, and each only once");
            }
        }
        Map.Entry<LocalDate, Double> counts = date == null ? periods.lastEntry() : periods.floorEntry(date);
        if (counts == null) {
            throw fault(where, "has no value yet on " + date + "; its first is from " + periods.firstKey());
        }
        return counts.getValue();
    }

    private interface Reading {
        FormulaParser.Read read(String text);
    }

    private static FormulaParser.Read formula(String text, String where, Reading reading) {
        try {
            return reading.read(text);
        } catch (FormulaException e) {
            throw fault(where, "has the formula '" + shortened(text) + "', " + e.getMessage());
        }
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "…";
    }

    private Condition condition(JsonNode node, String name, String where) {
        String text = ModelJson.text(node, name, where);
        return (Condition)
                formula(text, where, t -> FormulaParser.condition(t, names)).expression();
    }

    private Number number(String text, String where) {
        return (Number)
                formula(text, where, t -> FormulaParser.number(t, names)).expression();
    }

    private int column(JsonNode node, String where) {
        String name = ModelJson.text(node, "indicator", where);
        Integer column = columns.get(name);
        if (column == null) {
            throw fault(
                    where,
                    "uses the indicator '" + name + "', which is not among the indicators; "
                            + ModelJson.nearest(name, columns.keySet()));
        }
        return column;
    }

    /** The points of the codes of an indicator, or of the steps of a number. */
    private Number table(JsonNode node, String where) {
        ModelJson.only(node, where, "indicator", "codes", "steps", "label");
        int column = column(node, where);
        if (indicators.get(column).type() == Indicator.Type.CODE) {
            require(!node.has("steps"), where, "is about codes: it has no 'steps'");
            return new Expression.Points(column, ModelJson.codes(node, where));
        }
        require(
                !node.has("codes"),
                where,
                "has 'codes', but '" + indicators.get(column).name() + "' is a number; maybe 'steps'?");
        List<Double> from = new ArrayList<>();
        List<Double> points = new ArrayList<>();
        for (JsonNode step : ModelJson.list(node, "steps", where)) {
            require(step.isObject(), where, "must have in 'steps' objects with 'from' and 'points'");
            ModelJson.only(step, where, "from", "points");
            double begin = ModelJson.number(step, "from", where);
            require(
                    from.isEmpty() || from.get(from.size() - 1) < begin,
                    where,
                    "has steps that do not ascend at " + new Indicator.NumberValue(begin).text());
            from.add(begin);
            points.add(ModelJson.number(step, "points", where));
        }
        return new Expression.Steps(new Expression.Value(column), from, points);
    }

    private Body body(ModelKind kind, JsonNode node, String where) {
        Body body = read(kind, node, where);
        long size = body.forest() == null ? body.score().size() : 0;
        require(
                size <= LARGEST,
                where,
                "takes " + size + " operations for a household; the most is " + LARGEST
                        + ". Maybe name what is used often under 'values'?");
        return body;
    }

    private Body read(ModelKind kind, JsonNode node, String where) {
        return switch (kind) {
            case LINEAR -> linear(node, where);
            case SCORECARD -> Body.of(0, questions(node, where));
            case MULTIDIMENSIONAL -> Body.of(0, deprivations(node, where));
            case RULES -> Body.of(0, rules(node, where));
            case TREES -> new TreesReader(indicators, columns).read(node, where);
            case COMPOSITE -> Body.of(0, composite(node, where));
        };
    }

    private Body linear(JsonNode node, String where) {
        if (!node.has("by")) {
            return Body.of(ModelJson.number(node, "intercept", where), terms(node, where));
        }
        require(
                !node.has("terms") && !node.has("intercept"),
                where,
                "has 'by', so 'intercept' and 'terms' belong into its models");
        JsonNode by = ModelJson.object(node, "by", where);
        ModelJson.only(by, "'by'", "indicator", "models");
        int column = column(by, "'by'");
        require(indicators.get(column).type() == Indicator.Type.CODE, "'by'", "needs an indicator with codes");
        JsonNode models = ModelJson.object(by, "models", "'by'");
        List<Branch> branches = new ArrayList<>();
        models.properties().forEach(entry -> {
            String here = "the model for '" + entry.getKey() + "'";
            JsonNode one = entry.getValue();
            require(one.isObject(), here, "must be an object with 'intercept' and 'terms'");
            ModelJson.only(one, here, "intercept", "terms");
            branches.add(Body.branch(
                    new Expression.OneOf(column, Set.of(entry.getKey())),
                    ModelJson.number(one, "intercept", here),
                    terms(one, here)));
        });
        return Body.of(branches);
    }

    private JsonNode parts(JsonNode node, String name, String where) {
        JsonNode list = ModelJson.list(node, name, where);
        require(list.size() <= MOST_PARTS, where, "has " + list.size() + " '" + name + "'; the most is " + MOST_PARTS);
        return list;
    }

    private List<Part> terms(JsonNode node, String owner) {
        List<Part> terms = new ArrayList<>();
        for (JsonNode one : parts(node, "terms", owner)) {
            String where = (owner.equals("the model") ? "" : owner + ", ") + "term " + (terms.size() + 1);
            require(one.isObject(), where, "must be an object");
            ModelJson.only(one, where, "indicator", "formula", "coefficient", "transform", "divide", "codes", "label");
            terms.add(one.has("formula") ? ofFormula(one, where) : ofIndicator(one, where));
        }
        return terms;
    }

    private Part ofFormula(JsonNode one, String where) {
        require(
                !one.has("indicator") && !one.has("transform") && !one.has("divide") && !one.has("codes"),
                where,
                "has a formula: it has no 'indicator', 'transform', 'divide' or 'codes'");
        String text = ModelJson.text(one, "formula", where);
        Number formula = times(number(text, where), ModelJson.number(one, "coefficient", where, 1));
        return new Part(text, ModelJson.labels(one, where), formula);
    }

    private Part ofIndicator(JsonNode one, String where) {
        int column = column(one, where);
        String name = indicators.get(column).name();
        Map<String, String> labels = labels(one, where, column);
        if (indicators.get(column).type() == Indicator.Type.CODE) {
            require(
                    one.path("codes").isObject() && !one.path("codes").isEmpty(),
                    where,
                    "needs 'codes', a coefficient for each code of '" + name + "'");
            require(
                    !one.has("coefficient") && !one.has("transform") && !one.has("divide"),
                    where,
                    "is about codes: it has no 'coefficient', 'transform' or 'divide'");
            return new Part(name, labels, new Expression.Points(column, ModelJson.codes(one, where)));
        }
        require(!one.has("codes"), where, "has 'codes', but '" + name + "' is a number");
        double divide = ModelJson.number(one, "divide", where, 1);
        require(divide != 0, where, "divides by zero");
        Number value = new Expression.Value(column);
        String transform = one.path("transform").asString("none");
        Function function = ModelJson.oneOf(
                        transform,
                        List.of("none", "log", "square", "square_root"),
                        List.of(
                                java.util.Optional.<Function>empty(),
                                java.util.Optional.of(Function.LOG),
                                java.util.Optional.of(Function.SQUARE),
                                java.util.Optional.of(Function.SQRT)),
                        where,
                        "the transform")
                .orElse(null);
        value = function == null ? value : new Expression.Apply(function, value);
        value = divide == 1 ? value : new Combine(Operation.DIVIDE, value, new Constant(divide));
        String term = function == null
                ? name
                : function == Function.LOG
                        ? "log(" + name + ")"
                        : function == Function.SQUARE ? name + "²" : "√" + name;
        return new Part(
                divide == 1 ? term : term + " / " + new Indicator.NumberValue(divide).text(),
                labels,
                times(value, ModelJson.number(one, "coefficient", where)));
    }

    /** A part about one indicator is called by its label where it has none of its own. */
    private Map<String, String> labels(JsonNode one, String where, int column) {
        return one.has("label")
                ? ModelJson.labels(one, where)
                : indicators.get(column).labels();
    }

    private static Number times(Number value, double coefficient) {
        return coefficient == 1 ? value : new Combine(Operation.TIMES, value, new Constant(coefficient));
    }

    private List<Part> questions(JsonNode node, String owner) {
        List<Part> questions = new ArrayList<>();
        for (JsonNode one : parts(node, "questions", owner)) {
            String where = "question " + (questions.size() + 1);
            require(one.isObject(), where, "must be an object");
            Number points = table(one, where);
            int column = column(one, where);
            questions.add(new Part(indicators.get(column).name(), labels(one, where, column), points));
        }
        return questions;
    }

    /** Alkire and Foster (2011): each dimension has a weight, which its deprivations share alike unless they say otherwise. */
    private List<Part> deprivations(JsonNode node, String owner) {
        JsonNode dimensions = parts(node, "dimensions", owner);
        double all = 0;
        for (JsonNode dimension : dimensions) {
            all += weight(dimension, "a dimension");
        }
        List<Part> parts = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (JsonNode dimension : dimensions) {
            String where = "the dimension '" + ModelJson.text(dimension, "name", "a dimension") + "'";
            ModelJson.only(dimension, where, "name", "weight", "label", "deprivations");
            JsonNode deprivations = parts(dimension, "deprivations", where);
            double own = 0;
            for (JsonNode one : deprivations) {
                own += weight(one, where);
            }
            for (JsonNode one : deprivations) {
                String name = ModelJson.text(one, "name", where + ", a deprivation");
                String here = "the deprivation '" + name + "'";
                ModelJson.only(one, here, "name", "weight", "when", "unknown", "label");
                require(seen.add(name), here, "stands twice");
                double share = weight(dimension, where) / all * (weight(one, here) / own);
                Condition deprived = condition(one, "when", here);
                Number counts = new Expression.Choose(deprived, new Constant(share), new Constant(0));
                double unknown = ModelJson.oneOf(
                        one.path("unknown").asString("missing"),
                        List.of("missing", "deprived", "not_deprived"),
                        List.of(Double.NaN, share, 0.0),
                        here,
                        "in 'unknown'");
                parts.add(new Part(
                        name,
                        ModelJson.labels(one, here),
                        Double.isNaN(unknown) ? counts : new Expression.OrElse(counts, new Constant(unknown))));
            }
        }
        return parts;
    }

    private static double weight(JsonNode node, String where) {
        require(node.isObject(), where, "must be an object");
        double weight = ModelJson.number(node, "weight", where, 1);
        require(weight > 0, where, "has the weight " + weight + ", but must be more than 0");
        return weight;
    }

    private List<Part> rules(JsonNode node, String owner) {
        boolean first = ModelJson.oneOf(
                node.path("match").asString("all"), List.of("all", "first"), List.of(false, true), "'match'", "");
        List<Part> parts = new ArrayList<>();
        List<Condition> before = new ArrayList<>();
        for (JsonNode one : parts(node, "rules", owner)) {
            String where = "rule " + (parts.size() + 1);
            require(one.isObject(), where, "must be an object");
            ModelJson.only(one, where, "name", "when", "points", "label");
            String name = ModelJson.text(one, "name", where);
            Condition when = condition(one, "when", where);
            Condition counts = when;
            if (first && !before.isEmpty()) {
                List<Condition> all = new ArrayList<>(List.of(when));
                all.add(new Expression.Not(new Expression.Junction(false, before)));
                counts = new Expression.Junction(true, all);
            }
            before.add(when);
            double points = ModelJson.number(one, "points", where);
            parts.add(new Part(
                    name,
                    ModelJson.labels(one, where),
                    new Expression.Choose(counts, new Constant(points), new Constant(0))));
        }
        return parts;
    }

    private List<Part> composite(JsonNode node, String owner) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode one : parts(node, "parts", owner)) {
            String where = "part " + (parts.size() + 1);
            require(one.isObject(), where, "must be an object");
            String name = ModelJson.text(one, "name", where);
            name(name, where);
            ModelJson.only(one, where, "name", "weight", "from", "to", "label", "of");
            JsonNode of = ModelJson.object(one, "of", where);
            String kind = ModelJson.text(of, "model", where);
            ModelKind known = ModelKind.of(kind)
                    .filter(k -> k != ModelKind.COMPOSITE)
                    .orElseThrow(
                            () -> fault(where, "is of the kind '" + kind + "', which cannot be part of a composite"));
            List<String> allowed = new ArrayList<>(List.of("model"));
            allowed.addAll(List.of(properties(known)));
            allowed.remove("poor_from");
            ModelJson.only(of, where, allowed.toArray(String[]::new));
            Number score = new Expression.Named(body(known, of, where).score());
            names.formula(name, score);
            parts.add(new Part(
                    name, ModelJson.labels(one, where), times(scaled(one, score, where), weightOf(one, where))));
        }
        return parts;
    }

    private static double weightOf(JsonNode one, String where) {
        return ModelJson.number(one, "weight", where);
    }

    /** From 'from' to 'to' becomes from 0 to 1. */
    private static Number scaled(JsonNode one, Number score, String where) {
        if (!one.has("from") && !one.has("to")) {
            return score;
        }
        double from = ModelJson.number(one, "from", where);
        double to = ModelJson.number(one, "to", where);
        require(from != to, where, "is scaled from and to the same number");
        return new Combine(
                Operation.DIVIDE, new Combine(Operation.MINUS, score, new Constant(from)), new Constant(to - from));
    }

    private Map<Integer, Indicator.Value> assumed() {
        JsonNode node = optionalObject("missing");
        Map<Integer, Indicator.Value> assumed = new TreeMap<>();
        node.properties().forEach(entry -> {
            Integer column = columns.get(entry.getKey());
            if (column == null) {
                throw fault(
                        "'missing'",
                        "names the indicator '" + entry.getKey() + "', which is not among the indicators; "
                                + ModelJson.nearest(entry.getKey(), columns.keySet()));
            }
            assumed.put(
                    column,
                    indicators.get(column).type() == Indicator.Type.NUMBER
                            ? new Indicator.NumberValue(ModelJson.number(node, entry.getKey(), "'missing'"))
                            : new Indicator.CodeValue(ModelJson.text(node, entry.getKey(), "'missing'")));
        });
        return assumed;
    }

    /** Each line of the table may be used in the decision by its name. */
    private @Nullable LookupTable lookup(Number score) {
        if (!root.has("lookup")) {
            return null;
        }
        JsonNode node = ModelJson.object(root, "lookup", "the model");
        ModelJson.only(node, "'lookup'", "scores", "lines");
        List<Double> scores = numbers(ModelJson.list(node, "scores", "'lookup'"), "'lookup', 'scores'");
        JsonNode lines = ModelJson.object(node, "lines", "'lookup'");
        Map<String, List<Double>> percents = new LinkedHashMap<>();
        lines.propertyNames().forEach(line -> {
            String where = "the line '" + line + "' of 'lookup'";
            percents.put(line, numbers(ModelJson.list(lines, line, "'lookup'"), where));
        });
        LookupTable table = new LookupTable(scores, percents);
        for (String problem : table.problems("'lookup'").stream()
                .filter(p -> p.code().equals("lookup.gap"))
                .map(p -> String.join(" and ", p.details()))
                .toList()) {
            throw fault("'lookup'", "has a gap between the scores " + problem);
        }
        percents.forEach((line, percent) -> {
            if (FormulaParser.isName(line)) {
                name(line, "the line '" + line + "'");
                names.formula(line, new Expression.Steps(score, scores, percent));
            }
        });
        return table;
    }

    private static List<Double> numbers(JsonNode list, String where) {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode one : list) {
            require(one.isNumber() && Double.isFinite(one.asDouble()), where, "must be a list of numbers");
            numbers.add(one.asDouble());
        }
        return numbers;
    }

    /** Who qualifies: by a cut-off, from a share of deprivations on, or by rules. */
    private final class Decisions {
        final Neediest neediest;
        final List<Rule> rules = new ArrayList<>();
        final List<Condition> conditions = new ArrayList<>();

        @Nullable
        Double cutoff;

        @Nullable
        Condition eligible;

        Decisions(Number score, ModelKind kind) {
            boolean counts = kind == ModelKind.MULTIDIMENSIONAL;
            this.neediest = ModelJson.oneOf(
                    root.path("eligible").asString(counts ? "above" : "below"),
                    List.of("below", "above"),
                    List.of(Neediest.LOWEST, Neediest.HIGHEST),
                    "'eligible'",
                    "");
            require(
                    !counts || neediest == Neediest.HIGHEST,
                    "'eligible'",
                    "must be 'above' where deprivations are counted: more of them is worse");
            int ways = (root.has("cutoff") ? 1 : 0) + (root.has("decision") ? 1 : 0) + (root.has("poor_from") ? 1 : 0);
            require(ways <= 1, "the model", "says in several ways who qualifies; 'cutoff' or 'decision', not both");
            if (root.has("cutoff")) {
                double at = ModelJson.number(root, "cutoff", "the model");
                cutoff = at;
                Constant limit = new Constant(at);
                eligible = neediest == Neediest.LOWEST
                        ? new Expression.Compare(Relation.LESS, score, limit)
                        : new Expression.Compare(Relation.LESS, limit, score);
            } else if (root.has("poor_from")) {
                double at = ModelJson.number(root, "poor_from", "the model");
                require(at > 0 && at <= 1, "'poor_from'", "is " + at + ", but must be a share of more than 0, up to 1");
                cutoff = at;
                // Thirds and sixths do not add up to a third to the bit: what is that near has reached it.
                eligible = new Expression.Compare(Relation.LESS_OR_EQUAL, new Constant(at - 1e-9), score);
            } else if (root.has("decision")) {
                rules();
            }
        }

        private void rules() {
            JsonNode node = ModelJson.object(root, "decision", "the model");
            ModelJson.only(node, "'decision'", "rules", "eligible");
            if (node.has("rules")) {
                JsonNode list = ModelJson.list(node, "rules", "'decision'");
                require(
                        list.size() <= MOST_RULES,
                        "'decision'",
                        "has " + list.size() + " rules; the most is " + MOST_RULES);
                for (JsonNode one : list) {
                    String where = "rule " + (rules.size() + 1) + " of the decision";
                    require(one.isObject(), where, "must be an object");
                    ModelJson.only(one, where, "id", "when", "label");
                    String id = ModelJson.text(one, "id", where);
                    name(id, where);
                    String text = ModelJson.text(one, "when", where);
                    FormulaParser.Read read = formula(text, where, t -> FormulaParser.condition(t, names));
                    names.formula(id, read);
                    rules.add(new Rule(id, text, ModelJson.labels(one, where)));
                    conditions.add((Condition) read.expression());
                }
            }
            eligible = condition(node, "eligible", "'decision'");
        }
    }
}
