package org.trano.registry.scoring.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.internal.expression.FormulaParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the values of a model's JSON. Every complaint names the place, what stands there and what may stand there. */
final class ModelJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ModelJson() {}

    static JsonNode parse(String json) {
        JsonNode root = JSON.readTree(json);
        require(root.isObject(), "the file", "must be an object { … }");
        return root;
    }

    /** The hash of what a model says: neither comments, spaces nor the order of properties change it. */
    static String hash(JsonNode root) {
        StringBuilder canonical = new StringBuilder();
        write(root, canonical);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            String comma = "{";
            for (String name : new TreeSet<>(node.propertyNames())) {
                out.append(comma).append(JSON.writeValueAsString(name)).append(':');
                write(node.path(name), out);
                comma = ",";
            }
            out.append(node.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            String comma = "[";
            for (JsonNode one : node) {
                out.append(comma);
                write(one, out);
                comma = ",";
            }
            out.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isNumber()) {
            out.append(node.asDouble());
        } else {
            out.append(JSON.writeValueAsString(node));
        }
    }

    static String text(JsonNode node, String name, String where) {
        JsonNode value = node.path(name);
        require(value.isString() && !value.asString().isBlank(), where, "needs '" + name + "', a text");
        return value.asString();
    }

    static double number(JsonNode node, String name, String where) {
        JsonNode value = node.path(name);
        require(value.isNumber() && Double.isFinite(value.asDouble()), where, "needs '" + name + "', a number");
        // No negative zero: it would be shown as -0 and mean nothing else.
        return value.asDouble() + 0.0;
    }

    static double number(JsonNode node, String name, String where, double otherwise) {
        return node.has(name) ? number(node, name, where) : otherwise;
    }

    static int whole(JsonNode node, String name, String where) {
        require(node.path(name).isInt(), where, "needs '" + name + "', a whole number");
        return node.path(name).asInt();
    }

    static @Nullable LocalDate date(JsonNode node, String name, String where) {
        if (!node.has(name)) {
            return null;
        }
        String text = text(node, name, where);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw fault(where, "has in '" + name + "' the date '" + text + "', but must be such as 2026-03-01");
        }
    }

    static JsonNode object(JsonNode node, String name, String where) {
        JsonNode value = node.path(name);
        require(value.isObject() && !value.isEmpty(), where, "needs '" + name + "', an object with at least one entry");
        return value;
    }

    static JsonNode list(JsonNode node, String name, String where) {
        JsonNode value = node.path(name);
        require(value.isArray() && !value.isEmpty(), where, "needs '" + name + "', a list with at least one entry");
        return value;
    }

    /** Numbers by code. */
    static Map<String, Double> codes(JsonNode node, String where) {
        JsonNode codes = object(node, "codes", where);
        Map<String, Double> points = new LinkedHashMap<>();
        codes.properties().forEach(code -> points.put(code.getKey(), number(codes, code.getKey(), where)));
        return points;
    }

    /** Words for people: one text, or one for each language. */
    static Map<String, String> labels(JsonNode node, String where) {
        return labels(node, "label", where);
    }

    static Map<String, String> labels(JsonNode node, String name, String where) {
        JsonNode label = node.path(name);
        if (label.isMissingNode() || label.isString() && label.asString().isBlank()) {
            return Map.of();
        }
        if (label.isString()) {
            return Map.of("en", label.asString());
        }
        Map<String, String> labels = new LinkedHashMap<>();
        object(node, name, where)
                .propertyNames()
                .forEach(language -> labels.put(language, text(label, language, where + ", '" + name + "'")));
        return labels;
    }

    /** What to say in a language: its own words, or the English ones, or any. */
    static String inLanguage(Map<String, String> words, Locale locale) {
        String own = words.getOrDefault(locale.getLanguage(), words.get("en"));
        return own != null ? own : words.values().stream().sorted().findFirst().orElse("");
    }

    static void only(JsonNode node, String where, String... known) {
        Set<String> names = Set.of(known);
        node.propertyNames().forEach(name -> {
            if (!names.contains(name)) {
                String near = FormulaParser.nearest(name, names);
                throw fault(
                        where,
                        "has a property '" + name + "' that means nothing here; "
                                + (near != null ? "maybe '" + near + "'?" : "known are " + String.join(", ", known)));
            }
        });
    }

    static String nearest(String name, Collection<String> known) {
        String near = FormulaParser.nearest(name, known);
        return near != null ? "maybe '" + near + "'?" : "there are " + String.join(", ", known);
    }

    static <T> T oneOf(String text, List<String> words, List<T> values, String where, String what) {
        int at = words.indexOf(text);
        require(at >= 0, where, "has " + what + " '" + text + "', but must be one of " + String.join(", ", words));
        return values.get(at);
    }

    static void require(boolean condition, String where, String what) {
        if (!condition) {
            throw fault(where, what);
        }
    }

    static IllegalArgumentException fault(String where, String what) {
        return new IllegalArgumentException(where + " " + what);
    }
}
