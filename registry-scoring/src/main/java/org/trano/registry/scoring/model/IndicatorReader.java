package org.trano.registry.scoring.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.person.Sex;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.indicator.StandardIndicator;
import tools.jackson.databind.JsonNode;

/** Reads the indicators of a model. */
final class IndicatorReader {
    /** A model that asks for more is a mistake. */
    static final int MOST = 1000;

    private final List<IndicatorDefinition> brought;

    IndicatorReader(List<IndicatorDefinition> brought) {
        this.brought = brought;
    }

    List<Indicator> read(JsonNode root) {
        JsonNode node = ModelJson.object(root, "indicators", "the model");
        ModelJson.require(node.size() <= MOST, "'indicators'", "has " + node.size() + " entries; the most is " + MOST);
        List<Indicator> indicators = new ArrayList<>();
        node.properties().forEach(entry -> {
            String where = "the indicator '" + entry.getKey() + "'";
            JsonNode one = entry.getValue();
            ModelJson.require(one.isObject(), where, "must be an object, for example {\"type\": \"number\"}");
            ModelJson.only(one, where, "type", "column", "registry", "description", "label", "least", "most");
            Indicator.Type type = ModelJson.oneOf(
                    ModelJson.text(one, "type", where),
                    List.of("number", "code"),
                    List.of(Indicator.Type.NUMBER, Indicator.Type.CODE),
                    where,
                    "the type");
            ModelJson.require(
                    type == Indicator.Type.NUMBER || !one.has("least") && !one.has("most"),
                    where,
                    "is a code: it has no 'least' or 'most'");
            Indicator.Measure measure = measure(one.path("registry"), entry.getKey(), where);
            if (measure instanceof Indicator.Standard standard) {
                ModelJson.require(
                        standard.indicator().type() == type,
                        where,
                        "is '" + standard.indicator().code() + "' of the registry, which is a "
                                + (type == Indicator.Type.CODE ? "number" : "code"));
            }
            if (measure instanceof Indicator.Defined defined) {
                ModelJson.require(
                        defined.definition().type() == type,
                        where,
                        "is '" + defined.definition().name() + "' of a plug-in, which is a "
                                + (type == Indicator.Type.CODE ? "number" : "code"));
            }
            indicators.add(new Indicator(
                    entry.getKey(),
                    type,
                    one.has("column") ? ModelJson.text(one, "column", where) : entry.getKey(),
                    measure,
                    ModelJson.number(one, "least", where, Double.NEGATIVE_INFINITY),
                    ModelJson.number(one, "most", where, Double.POSITIVE_INFINITY),
                    ModelJson.labels(one, where)));
        });
        return indicators;
    }

    private Indicator.Measure measure(JsonNode node, String name, String where) {
        if (node.isMissingNode()) {
            return new Indicator.AnswerTo(name);
        }
        if (node.isString()) {
            return switch (node.asString()) {
                case "household_size" -> new Indicator.HouseholdSize();
                case "area" -> new Indicator.Area();
                default ->
                    StandardIndicator.of(node.asString())
                            .<Indicator.Measure>map(Indicator.Standard::new)
                            .orElseThrow(() -> ModelJson.fault(
                                    where,
                                    "has the measure '" + node.asString() + "', which there is not; "
                                            + ModelJson.nearest(node.asString(), StandardIndicator.codes())));
            };
        }
        if (node.has("plugin")) {
            ModelJson.only(node, where + ", 'registry'", "plugin", "version");
            return new Indicator.Defined(
                    ofPlugin(ModelJson.text(node, "plugin", where), ModelJson.text(node, "version", where), where));
        }
        ModelJson.require(
                node.isObject() && node.size() == 1,
                where,
                "needs in 'registry' a name, or one of 'answer', 'count', 'reference', 'livestock' or 'plugin'");
        if (node.has("answer")) {
            return new Indicator.AnswerTo(ModelJson.text(node, "answer", where));
        }
        if (node.has("reference")) {
            return new Indicator.OfReferencePerson(ModelJson.text(node, "reference", where));
        }
        if (node.has("livestock")) {
            return livestock(ModelJson.object(node, "livestock", where), where);
        }
        ModelJson.require(
                node.has("count"),
                where,
                "needs in 'registry' one of 'answer', 'count', 'reference', 'livestock' or 'plugin'");
        return count(node.path("count"), where);
    }

    private IndicatorDefinition ofPlugin(String name, String version, String where) {
        List<String> known =
                brought.stream().map(one -> one.name() + " " + one.version()).toList();
        for (IndicatorDefinition one : brought) {
            if (one.name().equals(name) && one.version().equals(version)) {
                return one;
            }
        }
        throw ModelJson.fault(
                where,
                "asks for the indicator '" + name + " " + version + "' of a plug-in, which is not loaded; "
                        + (known.isEmpty()
                                ? "no plug-in with indicators is. Maybe --plugins DIR?"
                                : ModelJson.nearest(name + " " + version, known)));
    }

    private static Indicator.Livestock livestock(JsonNode node, String where) {
        Map<String, Double> units = new java.util.LinkedHashMap<>();
        node.propertyNames()
                .forEach(question -> units.put(question, ModelJson.number(node, question, where + ", 'livestock'")));
        return new Indicator.Livestock(units);
    }

    private static Indicator.Count count(JsonNode node, String where) {
        ModelJson.require(
                node.isObject(), where, "needs in 'count' an object of conditions, for example {\"age_below\": 15}");
        ModelJson.only(node, where, "age_from", "age_below", "sex", "answer", "in");
        Set<String> in = new HashSet<>();
        node.path("in").forEach(code -> in.add(code.asString()));
        ModelJson.require(
                node.has("answer") != in.isEmpty(),
                where,
                "needs 'answer' and 'in' together: a question, and a list of the answers that count");
        Sex sex = null;
        if (node.has("sex")) {
            sex = Sex.parse(ModelJson.text(node, "sex", where))
                    .orElseThrow(() -> ModelJson.fault(where, "has a sex that is neither 'male' nor 'female'"));
        }
        return new Indicator.Count(
                years(node, "age_from", where),
                years(node, "age_below", where),
                sex,
                node.has("answer") ? ModelJson.text(node, "answer", where) : null,
                in);
    }

    private static @Nullable Integer years(JsonNode node, String name, String where) {
        if (!node.has(name)) {
            return null;
        }
        ModelJson.require(
                node.path(name).isInt()
                        && node.path(name).asInt() >= 0
                        && node.path(name).asInt() <= 150,
                where,
                "needs in '" + name + "' completed years from 0 to 150");
        return node.path(name).asInt();
    }
}
