package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trano.registry.population.Country;
import org.trano.registry.population.Population;
import org.trano.registry.population.Registration;
import org.trano.registry.population.Troubles;

/**
 * The demonstration's proxy means tests are what they say: least squares on invented households of another seed. The test fits
 * them again, and writes what it found to {@code target/demo-models}.
 */
class DemoModelTest {
    private static final int PERSONS = 60_000;
    private static final long SEED = 1000;
    private static final LocalDate DAY = LocalDate.of(2026, 2, 1);

    private static final List<String> NUMBERS =
            List.of("urban", "electricity", "radio", "television", "motorbike", "head_education", "goats");

    /** The first code of each is the reference. */
    private static final List<List<String>> CODES = List.of(
            List.of("floor", "earth", "cement", "tiles"),
            List.of("walls", "mud", "wood", "brick"),
            List.of("roof", "thatch", "metal", "concrete"),
            List.of("water", "river", "well", "tap"),
            List.of("toilet", "none", "pit", "flush"));

    /** What can be, and what to call it. */
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry(
                    "size",
                    "\"least\": 1, \"most\": 60, \"label\": {\"en\": \"Household size\", \"fr\": \"Taille du ménage\"}"),
            Map.entry(
                    "children",
                    "\"least\": 0, \"most\": 50, \"label\": {\"en\": \"Children under 15\", \"fr\": \"Enfants de moins de 15 ans\"}"),
            Map.entry(
                    "land_ha",
                    "\"least\": 0, \"most\": 500, \"label\": {\"en\": \"Land (hectares)\", \"fr\": \"Terres (hectares)\"}"),
            Map.entry(
                    "urban",
                    "\"least\": 0, \"most\": 1, \"label\": {\"en\": \"Lives in town (1 = yes)\", \"fr\": \"Vit en ville (1 = oui)\"}"),
            Map.entry(
                    "electricity",
                    "\"least\": 0, \"most\": 1, \"label\": {\"en\": \"Electricity (1 = yes)\", \"fr\": \"Électricité (1 = oui)\"}"),
            Map.entry(
                    "radio",
                    "\"least\": 0, \"most\": 1, \"label\": {\"en\": \"Radio (1 = yes)\", \"fr\": \"Radio (1 = oui)\"}"),
            Map.entry(
                    "television",
                    "\"least\": 0, \"most\": 1, \"label\": {\"en\": \"Television (1 = yes)\", \"fr\": \"Télévision (1 = oui)\"}"),
            Map.entry(
                    "motorbike",
                    "\"least\": 0, \"most\": 1, \"label\": {\"en\": \"Motorbike (1 = yes)\", \"fr\": \"Moto (1 = oui)\"}"),
            Map.entry(
                    "head_education",
                    "\"least\": 0, \"most\": 30, \"label\": {\"en\": \"Years of school of the head\", \"fr\": \"Années d’école du chef\"}"),
            Map.entry("goats", "\"least\": 0, \"most\": 1000, \"label\": {\"en\": \"Goats\", \"fr\": \"Chèvres\"}"),
            Map.entry("floor", "\"label\": {\"en\": \"Floor\", \"fr\": \"Sol\"}"),
            Map.entry("walls", "\"label\": {\"en\": \"Walls\", \"fr\": \"Murs\"}"),
            Map.entry("roof", "\"label\": {\"en\": \"Roof\", \"fr\": \"Toit\"}"),
            Map.entry("water", "\"label\": {\"en\": \"Drinking water\", \"fr\": \"Eau de boisson\"}"),
            Map.entry("toilet", "\"label\": {\"en\": \"Toilet\", \"fr\": \"Toilettes\"}"));

    private static final Map<Country, String> CURRENCY =
            Map.of(Country.TOGO, "XOF", Country.DJIBOUTI, "DJF", Country.COMOROS, "KMF", Country.MADAGASCAR, "MGA");

    @ParameterizedTest
    @EnumSource
    void the_models_are_the_fit_they_say_they_are(Country country) throws IOException {
        String fitted = fit(country);
        String name = "pmt-" + country.code() + ".json";
        Path folder = Files.createDirectories(Path.of("target", "demo-models"));
        Files.writeString(folder.resolve(name), fitted);
        try (InputStream in = DemoCommand.class.getResourceAsStream("demo/" + name)) {
            assertThat(in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .as("the resource; what was fitted stands in " + folder.resolve(name))
                    .isEqualTo(fitted);
        }
    }

    private static String fit(Country country) {
        List<double[]> rows = new ArrayList<>();
        List<Double> welfare = new ArrayList<>();
        Population.builder(country)
                .persons(PERSONS)
                .seed(SEED)
                .troubles(Troubles.none())
                .build()
                .forEach(household -> {
                    rows.add(row(household));
                    welfare.add(Math.log(household.trueConsumption()));
                });
        double[] b = leastSquares(rows, welfare);
        double[] sorted =
                welfare.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double mean = Arrays.stream(sorted).average().orElse(0);
        double left = 0;
        double all = 0;
        for (int i = 0; i < rows.size(); i++) {
            double predicted = 0;
            for (int j = 0; j < b.length; j++) {
                predicted += b[j] * rows.get(i)[j];
            }
            left += Math.pow(welfare.get(i) - predicted, 2);
            all += Math.pow(welfare.get(i) - mean, 2);
        }
        double r2 = 1 - left / all;
        assertThat(r2).as("what can be seen predicts welfare, imperfectly").isBetween(0.4, 0.7);
        return json(country, b, rows.size(), r2, sorted[(int) (0.3 * sorted.length)]);
    }

    private static double[] row(Registration household) {
        List<Double> x =
                new ArrayList<>(List.of(1.0, Math.log(household.people().size())));
        x.add((double) household.people().stream()
                .filter(p -> Period.between(LocalDate.parse(p.birthDate()), DAY).getYears() < 15)
                .count());
        x.add(Math.sqrt(number(household, "land_ha")));
        NUMBERS.forEach(question -> x.add(number(household, question)));
        for (List<String> codes : CODES) {
            for (String code : codes.subList(2, codes.size())) {
                x.add(code.equals(household.answers().get(codes.get(0))) ? 1.0 : 0.0);
            }
        }
        return x.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double number(Registration household, String question) {
        return Double.parseDouble(household.answers().getOrDefault(question, ""));
    }

    /** Normal equations, solved by elimination with pivots: well enough conditioned for seventeen plain columns. */
    private static double[] leastSquares(List<double[]> rows, List<Double> y) {
        int k = rows.get(0).length;
        double[][] a = new double[k][k + 1];
        for (int i = 0; i < rows.size(); i++) {
            double[] x = rows.get(i);
            for (int r = 0; r < k; r++) {
                for (int c = 0; c < k; c++) {
                    a[r][c] += x[r] * x[c];
                }
                a[r][k] += x[r] * y.get(i);
            }
        }
        for (int p = 0; p < k; p++) {
            int best = p;
            for (int r = p + 1; r < k; r++) {
                best = Math.abs(a[r][p]) > Math.abs(a[best][p]) ? r : best;
            }
            double[] swap = a[p];
            a[p] = a[best];
            a[best] = swap;
            for (int r = 0; r < k; r++) {
                if (r != p) {
                    double factor = a[r][p] / a[p][p];
                    for (int c = p; c <= k; c++) {
                        a[r][c] -= factor * a[p][c];
                    }
                }
            }
        }
        double[] b = new double[k];
        for (int p = 0; p < k; p++) {
            b[p] = a[p][k] / a[p][p];
        }
        return b;
    }

    private static String json(Country country, double[] b, int households, double r2, double line) {
        StringBuilder terms = new StringBuilder();
        terms.append(String.format(
                Locale.ROOT,
                "    {\"indicator\": \"size\", \"transform\": \"log\", \"coefficient\": %.4f},%n    {\"indicator\": \"children\", \"coefficient\": %.4f},%n    {\"indicator\": \"land_ha\", \"transform\": \"square_root\", \"coefficient\": %.4f}",
                b[1],
                b[2],
                b[3]));
        int at = 4;
        StringBuilder indicators = new StringBuilder();
        for (String question : NUMBERS) {
            indicators.append(
                    String.format(",%n    \"%s\": {\"type\": \"number\", %s}", question, LABELS.get(question)));
            terms.append(String.format(
                    Locale.ROOT, ",%n    {\"indicator\": \"%s\", \"coefficient\": %.4f}", question, b[at++]));
        }
        for (List<String> codes : CODES) {
            indicators.append(
                    String.format(",%n    \"%s\": {\"type\": \"code\", %s}", codes.get(0), LABELS.get(codes.get(0))));
            terms.append(String.format(
                    Locale.ROOT,
                    ",%n    {\"indicator\": \"%s\", \"codes\": {\"%s\": 0, \"%s\": %.4f, \"%s\": %.4f}}",
                    codes.get(0),
                    codes.get(1),
                    codes.get(2),
                    b[at++],
                    codes.get(3),
                    b[at++]));
        }
        return String.format(
                Locale.ROOT,
                """
                {
                  // Fitted by least squares on %d invented households (generate --country %s, seed %d, without troubles); R² = %.2f.
                  // DemoModelTest fits it again. Nothing real: docs/scoring.md describes the form.
                  "model": "linear-pmt",
                  "id": "demo-pmt-%s",
                  "version": "1",
                  "title": "Proxy means test of the demonstration",
                  "source": "invented households",
                  "unit": "log of yearly consumption per head, %s",
                  "indicators": {
                    "size": {"type": "number", "registry": "household_size", %s},
                    "children": {"type": "number", "registry": {"count": {"age_below": 15}}, %s},
                    "land_ha": {"type": "number", %s}%s
                  },
                  "intercept": %.4f,
                  "terms": [
                %s
                  ],
                  // Three households in ten consume less.
                  "cutoff": %.2f,
                  "eligible": "below"
                }
                """,
                households,
                country.code(),
                SEED,
                r2,
                country.code(),
                CURRENCY.get(country),
                LABELS.get("size"),
                LABELS.get("children"),
                LABELS.get("land_ha"),
                indicators,
                b[0],
                terms,
                line);
    }
}
