package org.trano.registry.scoring.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.person.Sex;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.model.ProxyMeansTest.Term;
import org.trano.registry.scoring.model.ProxyMeansTest.Transform;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a model from its JSON. Every complaint names the property, what it says and what it may say. */
final class ModelFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ModelFile() {}

    static ProxyMeansTest read(String json) {
        JsonNode root = JSON.readTree(json);
        require(root.isObject(), "the file", "must be an object { … }");
        only(
                root,
                "the model",
                "model",
                "id",
                "version",
                "title",
                "source",
                "unit",
                "indicators",
                "intercept",
                "terms",
                "missing",
                "cutoff",
                "eligible");
        String kind = text(root, "model", "the model");
        require(kind.equals("linear-pmt"), "'model'", "is '" + kind + "', but must be 'linear-pmt'");
        List<Indicator> indicators = indicators(root.path("indicators"));
        Map<String, Indicator> byName = new HashMap<>();
        indicators.forEach(indicator -> byName.put(indicator.name(), indicator));
        List<Term> terms = terms(root.path("terms"), byName);
        return new ProxyMeansTest(
                text(root, "id", "the model"),
                text(root, "version", "the model"),
                root.path("unit").asString(""),
                number(root, "intercept", "the model"),
                indicators,
                terms,
                substitutes(root.path("missing"), byName),
                root.has("cutoff") ? number(root, "cutoff", "the model") : null,
                neediest(root));
    }

    private static Neediest neediest(JsonNode root) {
        String side = root.path("eligible").asString("below");
        require(
                side.equals("below") || side.equals("above"),
                "'eligible'",
                "is '" + side + "', but must be 'below' or 'above'");
        return side.equals("below") ? Neediest.LOWEST : Neediest.HIGHEST;
    }

    private static List<Indicator> indicators(JsonNode node) {
        require(
                node.isObject() && !node.isEmpty(),
                "'indicators'",
                "must be an object with one entry for each indicator");
        List<Indicator> indicators = new ArrayList<>();
        node.properties().forEach(entry -> {
            String where = "the indicator '" + entry.getKey() + "'";
            JsonNode one = entry.getValue();
            require(one.isObject(), where, "must be an object, for example {\"type\": \"number\"}");
            only(one, where, "type", "column", "registry", "description");
            String type = text(one, "type", where);
            require(
                    type.equals("number") || type.equals("code"),
                    where,
                    "has the type '" + type + "', but must be 'number' or 'code'");
            indicators.add(new Indicator(
                    entry.getKey(),
                    type.equals("number") ? Indicator.Type.NUMBER : Indicator.Type.CODE,
                    one.path("column").asString(entry.getKey()),
                    measure(one.path("registry"), entry.getKey(), where)));
        });
        return indicators;
    }

    private static Indicator.Measure measure(JsonNode node, String name, String where) {
        if (node.isMissingNode()) {
            return new Indicator.AnswerTo(name);
        }
        if (node.isString()) {
            return switch (node.asString()) {
                case "household_size" -> new Indicator.HouseholdSize();
                case "area" -> new Indicator.Area();
                default ->
                    throw fault(
                            where,
                            "has the measure '" + node.asString()
                                    + "', but must be 'household_size', 'area', or an object with 'answer', 'count' or 'reference'");
            };
        }
        require(
                node.isObject() && node.size() == 1,
                where,
                "needs in 'registry' one of 'answer', 'count' or 'reference'");
        if (node.has("answer")) {
            return new Indicator.AnswerTo(text(node, "answer", where));
        }
        if (node.has("reference")) {
            return new Indicator.OfReferencePerson(text(node, "reference", where));
        }
        require(node.has("count"), where, "needs in 'registry' one of 'answer', 'count' or 'reference'");
        return count(node.path("count"), where);
    }

    private static Indicator.Count count(JsonNode node, String where) {
        require(node.isObject(), where, "needs in 'count' an object of conditions, for example {\"age_below\": 15}");
        only(node, where, "age_from", "age_below", "sex", "answer", "in");
        Set<String> in = new HashSet<>();
        node.path("in").forEach(code -> in.add(code.asString()));
        require(
                node.has("answer") != in.isEmpty(),
                where,
                "needs 'answer' and 'in' together: a question, and a list of the answers that count");
        Sex sex = null;
        if (node.has("sex")) {
            sex = Sex.parse(text(node, "sex", where))
                    .orElseThrow(() -> fault(where, "has a sex that is neither 'male' nor 'female'"));
        }
        return new Indicator.Count(
                years(node, "age_from", where),
                years(node, "age_below", where),
                sex,
                node.has("answer") ? text(node, "answer", where) : null,
                in);
    }

    private static @Nullable Integer years(JsonNode node, String name, String where) {
        if (!node.has(name)) {
            return null;
        }
        require(
                node.path(name).isInt()
                        && node.path(name).asInt() >= 0
                        && node.path(name).asInt() <= 150,
                where,
                "needs in '" + name + "' completed years from 0 to 150");
        return node.path(name).asInt();
    }

    private static List<Term> terms(JsonNode node, Map<String, Indicator> indicators) {
        require(node.isArray() && !node.isEmpty(), "'terms'", "must be a list with at least one entry");
        List<Term> terms = new ArrayList<>();
        for (JsonNode one : node) {
            String where = "term " + (terms.size() + 1);
            require(one.isObject(), where, "must be an object");
            only(one, where, "indicator", "coefficient", "transform", "divide", "codes");
            String name = text(one, "indicator", where);
            Indicator indicator = indicators.get(name);
            if (indicator == null) {
                throw fault(where, "uses the indicator '" + name + "', which is not among " + indicators.keySet());
            }
            if (indicator.type() == Indicator.Type.CODE) {
                require(
                        one.path("codes").isObject() && !one.path("codes").isEmpty(),
                        where,
                        "needs 'codes', a coefficient for each code of '" + name + "'");
                require(
                        !one.has("coefficient") && !one.has("transform") && !one.has("divide"),
                        where,
                        "is about codes: it has no 'coefficient', 'transform' or 'divide'");
                Map<String, Double> codes = new LinkedHashMap<>();
                one.path("codes")
                        .properties()
                        .forEach(code -> codes.put(code.getKey(), number(one.path("codes"), code.getKey(), where)));
                terms.add(new Term(name, Transform.NONE, 1, 1, Map.copyOf(codes)));
            } else {
                require(!one.has("codes"), where, "has 'codes', but '" + name + "' is a number");
                double divide = one.has("divide") ? number(one, "divide", where) : 1;
                require(divide != 0, where, "divides by zero");
                terms.add(new Term(name, transform(one, where), divide, number(one, "coefficient", where), null));
            }
        }
        return terms;
    }

    private static Transform transform(JsonNode node, String where) {
        String name = node.path("transform").asString("none");
        for (Transform transform : Transform.values()) {
            if (transform.name().toLowerCase(Locale.ROOT).equals(name)) {
                return transform;
            }
        }
        throw fault(where, "has the transform '" + name + "', but must be one of none, log, square, square_root");
    }

    private static Map<String, Indicator.Value> substitutes(JsonNode node, Map<String, Indicator> indicators) {
        Map<String, Indicator.Value> substitutes = new HashMap<>();
        require(
                node.isMissingNode() || node.isObject(),
                "'missing'",
                "must be an object: a value for each indicator that may be missing");
        node.properties().forEach(entry -> {
            Indicator indicator = indicators.get(entry.getKey());
            if (indicator == null) {
                throw fault(
                        "'missing'",
                        "names the indicator '" + entry.getKey() + "', which is not among " + indicators.keySet());
            }
            boolean number = indicator.type() == Indicator.Type.NUMBER;
            substitutes.put(
                    entry.getKey(),
                    number
                            ? new Indicator.NumberValue(number(node, entry.getKey(), "'missing'"))
                            : new Indicator.CodeValue(text(node, entry.getKey(), "'missing'")));
        });
        return substitutes;
    }

    private static String text(JsonNode node, String name, String where) {
        JsonNode value = node.path(name);
        require(value.isString() && !value.asString().isBlank(), where, "needs '" + name + "', a text");
        return value.asString();
    }

    private static double number(JsonNode node, String name, String where) {
        JsonNode value = node.path(name);
        require(value.isNumber() && Double.isFinite(value.asDouble()), where, "needs '" + name + "', a number");
        return value.asDouble();
    }

    private static void only(JsonNode node, String where, String... known) {
        Set<String> names = Set.of(known);
        node.propertyNames()
                .forEach(name -> require(
                        names.contains(name),
                        where,
                        "has a property '" + name + "' that means nothing here; known are "
                                + String.join(", ", known)));
    }

    private static void require(boolean condition, String where, String what) {
        if (!condition) {
            throw fault(where, what);
        }
    }

    private static IllegalArgumentException fault(String where, String what) {
        return new IllegalArgumentException(where + " " + what);
    }
}
