package org.trano.registry.dedup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A set-up as text. Apart from {@link MatchSetup}, since most runs make a set-up and never write it. */
final class SetupJson {
    private static final String FORMAT = "trano-match-setup/1";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SetupJson() {}

    static String write(MatchSetup setup) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        ArrayNode all = root.putArray("fields");
        for (MatchSetup.Field field : setup.fields()) {
            ObjectNode one = all.addObject();
            one.put("name", field.name());
            one.put("kind", field.kind());
            field.match().forEach(one.putObject("match")::put);
            if (!field.relatives().isEmpty()) {
                field.relatives().forEach(one.putObject("relatives")::put);
            }
        }
        ArrayNode dependences = root.putArray("together");
        for (MatchSetup.Together each : setup.together()) {
            dependences
                    .addObject()
                    .put("first", each.first())
                    .put("second", each.second())
                    .put("both_bits", each.bothBits())
                    .put("first_bits", each.firstBits())
                    .put("second_bits", each.secondBits())
                    .put("neither_bits", each.neitherBits());
        }
        ArrayNode blocking = root.putArray("rules");
        for (MatchSetup.Rule rule : setup.rules()) {
            ObjectNode one = blocking.addObject();
            rule.keys().forEach(one.putArray("keys")::add);
            one.put("largest", rule.largest());
        }
        root.put("matches_per_record", setup.matchesPerRecord());
        root.put("relatives_per_record", setup.relativesPerRecord());
        ArrayNode standings = root.putArray("household");
        for (MatchSetup.Standing standing : setup.household()) {
            standings
                    .addObject()
                    .put("standing", standing.name())
                    .put("match", standing.match())
                    .put("random", standing.random())
                    .put("match_bits", standing.matchBits())
                    .put("relatives_bits", standing.relativesBits());
        }
        root.put("threshold", setup.threshold());
        root.put("expected_precision", setup.expectedPrecision());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    static MatchSetup read(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "The set-up is not JSON: " + e.getOriginalMessage() + ". Maybe take it again from a run's result?",
                    e);
        }
        String format = root.path("format").asString("");
        MatchSetup.require(format.equals(FORMAT), "'format' is '" + format + "', but must be '" + FORMAT + "'.");
        List<MatchSetup.Field> fields = new ArrayList<>();
        for (JsonNode field : root.path("fields")) {
            fields.add(new MatchSetup.Field(
                    text(field, "name"),
                    text(field, "kind"),
                    numbers(field.path("match")),
                    numbers(field.path("relatives"))));
        }
        List<MatchSetup.Together> together = new ArrayList<>();
        for (JsonNode each : root.path("together")) {
            together.add(new MatchSetup.Together(
                    text(each, "first"),
                    text(each, "second"),
                    number(each, "both_bits"),
                    number(each, "first_bits"),
                    number(each, "second_bits"),
                    number(each, "neither_bits")));
        }
        List<MatchSetup.Rule> rules = new ArrayList<>();
        for (JsonNode rule : root.path("rules")) {
            List<String> keys = new ArrayList<>();
            for (JsonNode key : rule.path("keys")) {
                MatchSetup.require(key.isString(), "A rule's key is " + key + ", but must be a text.");
                keys.add(key.asString());
            }
            rules.add(new MatchSetup.Rule(keys, (int) number(rule, "largest")));
        }
        List<MatchSetup.Standing> household = new ArrayList<>();
        for (JsonNode standing : root.path("household")) {
            household.add(new MatchSetup.Standing(
                    text(standing, "standing"),
                    number(standing, "match"),
                    number(standing, "random"),
                    number(standing, "match_bits"),
                    number(standing, "relatives_bits")));
        }
        return new MatchSetup(
                fields,
                together,
                rules,
                number(root, "matches_per_record"),
                number(root, "relatives_per_record"),
                household,
                number(root, "threshold"),
                number(root, "expected_precision"));
    }

    private static Map<String, Double> numbers(JsonNode node) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String name : node.propertyNames()) {
            numbers.put(name, number(node, name));
        }
        return numbers;
    }

    private static double number(JsonNode node, String name) {
        MatchSetup.require(
                node.path(name).isNumber(), "'" + name + "' is " + node.path(name) + ", but must be a number.");
        return node.path(name).asDouble();
    }

    private static String text(JsonNode node, String name) {
        MatchSetup.require(
                node.path(name).isString(), "'" + name + "' is " + node.path(name) + ", but must be a text.");
        return node.path(name).asString();
    }
}
