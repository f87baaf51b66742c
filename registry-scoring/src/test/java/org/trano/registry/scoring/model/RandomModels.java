package org.trano.registry.scoring.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;

/** Models and households made up at random, of all kinds, with everything a formula can have. */
final class RandomModels {
    static final String[] NUMBERS = {"n0", "n1", "n2", "wide"};
    static final String[] CODES = {"c0", "c1", "many"};
    private final Random random;

    RandomModels(long seed) {
        this.random = new Random(seed);
    }

    DeclaredModel model() {
        ModelKind kind = ModelKind.values()[random.nextInt(ModelKind.values().length)];
        return DeclaredModel.parse(json(kind), kind.word());
    }

    String json(ModelKind kind) {
        StringBuilder json =
                new StringBuilder("{\"model\": \"" + kind.word() + "\", \"id\": \"r\", \"version\": \"1\",\n");
        json.append("\"indicators\": {");
        for (String name : NUMBERS) {
            json.append('"').append(name).append("\": {\"type\": \"number\", \"least\": -3, \"most\": 900},");
        }
        for (String name : CODES) {
            json.append('"').append(name).append("\": {\"type\": \"code\"},");
        }
        json.setLength(json.length() - 1);
        json.append("},\n");
        if (random.nextBoolean()) {
            json.append("\"missing\": {\"n0\": 2, \"c0\": \"a\"},\n");
        }
        json.append("\"parameters\": {\"p\": [{\"from\": \"2020-01-01\", \"value\": 1.5}]},\n");
        json.append("\"values\": {\"v\": \"" + number(2) + "\", \"w\": " + table("c1") + ", \"q\": \"" + condition(2)
                + "\"},\n");
        json.append(body(kind));
        if (kind != ModelKind.MULTIDIMENSIONAL && random.nextBoolean()) {
            json.append(",\n\"cutoff\": " + random.nextInt(9));
        } else if (random.nextBoolean()) {
            json.append(
                    ",\n\"decision\": {\"rules\": [{\"id\": \"R1\", \"when\": \"score < v\"}, {\"id\": \"R2\", \"when\": \""
                            + condition(2) + "\"}, {\"id\": \"R3\", \"when\": \"q or not R2\"}],"
                            + " \"eligible\": \"R1 and (R2 or R3)\"}");
        }
        return json.append("}").toString();
    }

    private String body(ModelKind kind) {
        return switch (kind) {
            case LINEAR ->
                random.nextInt(3) == 0
                        ? "\"by\": {\"indicator\": \"c0\", \"models\": {\"a\": {\"intercept\": 1, \"terms\": " + terms()
                                + "}, \"b\": {\"intercept\": 2, \"terms\": " + terms() + "}}}"
                        : "\"intercept\": " + random.nextGaussian() + ", \"terms\": " + terms();
            case SCORECARD ->
                "\"questions\": [" + table("c0") + ", " + table("many")
                        + ", {\"indicator\": \"n1\", \"steps\": [{\"from\": -1, \"points\": 2}, {\"from\": 3, \"points\": 5.5}]}]";
            case MULTIDIMENSIONAL ->
                "\"dimensions\": [{\"name\": \"d\", \"deprivations\": [{\"name\": \"x\", \"when\": \"" + condition(2)
                        + "\"}, {\"name\": \"y\", \"when\": \"" + condition(2)
                        + "\", \"unknown\": \"not_deprived\"}]}, {\"name\": \"e\", \"weight\": 2, \"deprivations\": [{\"name\": \"z\", \"when\": \""
                        + condition(2) + "\"}]}]";
            case RULES ->
                "\"match\": \"" + (random.nextBoolean() ? "all" : "first")
                        + "\", \"rules\": [{\"name\": \"x\", \"when\": \"" + condition(2)
                        + "\", \"points\": 3}, {\"name\": \"y\", \"when\": \"" + condition(3)
                        + "\", \"points\": -1.25}]";
            case TREES -> "\"base\": 0.1, \"trees\": [" + tree() + ", " + tree() + ", " + tree() + "]";
            case COMPOSITE ->
                "\"parts\": [{\"name\": \"one\", \"weight\": 0.7, \"of\": {\"model\": \"linear-pmt\", \"intercept\": 1, \"terms\": "
                        + terms()
                        + "}}, {\"name\": \"two\", \"weight\": 0.3, \"from\": 1, \"to\": 9, \"of\": {\"model\": \"rules\", "
                        + body(ModelKind.RULES) + "}}]";
        };
    }

    private String terms() {
        StringBuilder terms = new StringBuilder("[");
        for (int n = 1 + random.nextInt(9); n > 0; n--) {
            String number = NUMBERS[random.nextInt(NUMBERS.length)];
            terms.append(
                            switch (random.nextInt(5)) {
                                case 0 -> table(CODES[random.nextInt(CODES.length)]);
                                case 1 ->
                                    "{\"indicator\": \"" + number + "\", \"transform\": \"log\", \"coefficient\": "
                                            + random.nextGaussian() + "}";
                                case 2 ->
                                    "{\"indicator\": \"" + number
                                            + "\", \"transform\": \"square\", \"divide\": 100, \"coefficient\": "
                                            + random.nextGaussian() + "}";
                                default ->
                                    "{\"formula\": \"" + number(3) + "\", \"coefficient\": " + random.nextGaussian()
                                            + "}";
                            })
                    .append(n > 1 ? ", " : "]");
        }
        return terms.toString();
    }

    private String table(String code) {
        return "{\"indicator\": \"" + code + "\", \"codes\": {\"a\": " + random.nextInt(5) + ", \"b\": "
                + random.nextDouble() + ", \"1\": -0.0, \"k7\": 3}}";
    }

    private String tree() {
        String missing = random.nextBoolean() ? ", \"missing\": \"yes\"" : "";
        return "{\"nodes\": [{\"indicator\": \"n0\", \"below\": " + random.nextInt(8)
                + ", \"yes\": 1, \"no\": 2, \"value\": 0.3"
                + missing + "}, {\"value\": " + random.nextGaussian()
                + "}, {\"indicator\": \"c1\", \"in\": [\"a\", \"1\"], \"yes\": 3, \"no\": 4, \"value\": 0.7" + missing
                + "}, {\"value\": " + random.nextGaussian() + "}, {\"value\": " + random.nextGaussian() + "}]}";
    }

    /** A formula that gives a number. */
    String number(int depth) {
        if (depth == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> Integer.toString(random.nextInt(9));
                case 1 -> "p";
                default -> NUMBERS[random.nextInt(NUMBERS.length)];
            };
        }
        String a = number(depth - 1);
        String b = number(depth - 1);
        return switch (random.nextInt(12)) {
            case 0 -> "(" + a + " + " + b + ")";
            case 1 -> "(" + a + " - " + b + " + " + number(depth - 1) + ")";
            case 2 -> a + " * " + b;
            case 3 -> "(" + a + ") / (" + b + ")";
            case 4 -> "min(" + a + ", " + b + ")";
            case 5 -> "max(" + a + ", " + b + ", 2)";
            case 6 -> "-(" + a + ")";
            case 7 -> "(if " + condition(depth - 1) + " then " + a + " else " + b + ")";
            case 8 -> "orelse(" + a + ", " + b + ")";
            case 9 -> "log(" + a + ")";
            case 10 ->
                new String[] {"sqrt", "square", "exp", "floor", "ceil", "round", "abs"}[random.nextInt(7)] + "(" + a
                        + ")";
            default -> "(" + a + ")";
        };
    }

    /** A formula that holds or not. */
    String condition(int depth) {
        if (depth == 0) {
            String code = CODES[random.nextInt(CODES.length)];
            return switch (random.nextInt(4)) {
                case 0 -> code + " = 'a'";
                case 1 -> code + " in ('b', 1, 'k7')";
                case 2 -> "known(" + NUMBERS[random.nextInt(NUMBERS.length)] + ")";
                default ->
                    number(0)
                            + new String[] {" < ", " <= ", " > ", " >= ", " = ", " != "}[random.nextInt(6)]
                            + number(0);
            };
        }
        return switch (random.nextInt(6)) {
            case 0 -> "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
            case 1 -> "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
            case 2 -> "not " + condition(depth - 1);
            case 3 -> "1 <= " + number(depth - 1) + " < 7";
            case 4 -> number(depth - 1) + " < " + number(depth - 1);
            default -> condition(0);
        };
    }

    IndicatorFrame frame(DeclaredModel model, int rows) {
        IndicatorFrame.Builder frame = IndicatorFrame.builder(model.indicators());
        for (int row = 0; row < rows; row++) {
            frame.add("H" + row, row(model));
        }
        return frame.build();
    }

    List<Indicator.Value> row(DeclaredModel model) {
        List<Indicator.Value> values = new ArrayList<>();
        for (Indicator indicator : model.indicators()) {
            if (random.nextInt(8) == 0) {
                values.add(new Indicator.Missing("it was not asked"));
            } else {
                values.add(value(indicator));
            }
        }
        return values;
    }

    Indicator.Value value(Indicator indicator) {
        if (indicator.type() == Indicator.Type.CODE) {
            return new Indicator.CodeValue(
                    indicator.name().equals("many")
                            ? "k" + random.nextInt(400)
                            : new String[] {"a", "b", "1", "z"}[random.nextInt(4)]);
        }
        return new Indicator.NumberValue(
                indicator.name().equals("wide") ? random.nextInt(90_000) / 100.0 : random.nextInt(9) - 2);
    }
}
