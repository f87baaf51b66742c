package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.scoring.model.Neediest;
import org.trano.registry.scoring.simulate.RankAgreement;
import org.trano.registry.scoring.simulate.SurveyDesign;
import org.trano.registry.scoring.simulate.TargetingError;
import org.trano.registry.scoring.simulate.TargetingSimulation;
import org.trano.registry.scoring.simulate.WelfareDistribution;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged command on real input. */
class ReferenceDataIT {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("trano.root", "../.."), "registry-examples", "cli", "eusilc");

    /** In percent: fourteen digits. */
    private static final double DIGITS = 1e-12;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Floors a little under what was measured: they catch a loss, not a hundredth. */
    @ParameterizedTest
    @CsvSource({
        "febrl3.csv, 0.99, 0.99, 0.99",
        "febrl4.csv, 0.99, 0.99, 0.99",
        "fake_1000.csv, 0.85, 0.90, 0.88",
        "historical_50k.csv, 0.86, 0.90, 0.87"
    })
    void duplicates_are_found_on_data_with_truth(String name, double pairs, double clusters, double best)
            throws IOException, InterruptedException {
        Path data = ReferenceData.file("dedup/" + name);
        Path out = folder.resolve("clusters.csv");
        PackagedCommand run =
                PackagedCommand.run("dedup", "--json", "--input", data, "--truth", "cluster", "--clusters", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = run.json();
        for (String key : new String[] {
            "records",
            "pairs_compared",
            "seconds",
            "cpu_seconds",
            "peak_rss_mb",
            "threshold",
            "clusters",
            "blocking_recall"
        }) {
            assertThat(json.path(key).isNumber()).as(key).isTrue();
        }
        assertThat(json.at("/pairs/f1").asDouble()).isGreaterThan(pairs);
        assertThat(json.at("/cluster_pairs/f1").asDouble()).isGreaterThan(clusters);
        assertThat(json.at("/best_pairs/f1").asDouble()).isGreaterThan(best);
        assertThat(json.at("/columns").toString()).doesNotContain("\"cluster\"");
        try (CsvFile csv = CsvFile.open(out)) {
            assertThat(csv.header()).containsExactly("id", "cluster");
        }
        assertThat(Files.readAllLines(out)).hasSize(json.path("records").asInt() + 1);
    }

    /** Scores of the golden fit of R's survey package, to the two decimals it publishes, from persons and from households. */
    @Test
    void households_are_imported_and_scored_as_the_golden_fit_does() throws IOException, InterruptedException {
        Path persons = ReferenceData.file("scoring/eusilc.csv");
        Path frame = ReferenceData.file("golden/eusilc-households.csv");
        Map<String, Double> golden = scores(ReferenceData.file("golden/eusilc-targeting.csv"), "hid");
        Path registry = folder.resolve("eusilc.registry");
        PackagedCommand imported = PackagedCommand.run(
                "import",
                "--json",
                "--registry",
                registry,
                "--persons",
                persons,
                "--mapping",
                EXAMPLE.resolve("mapping.json"));
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.json().at("/households/recorded").asInt()).isEqualTo(6000);
        assertThat(imported.json().at("/persons/recorded").asInt()).isEqualTo(14827);
        for (Object[] source : new Object[][] {{"--registry", registry}, {"--input", frame}}) {
            Path out = folder.resolve("scores.csv");
            PackagedCommand scored = PackagedCommand.run(
                    "score", "--json", "--model", EXAMPLE.resolve("model.json"), source[0], source[1], "--out", out);
            assertThat(scored.exitCode()).as(scored.err()).isZero();
            PackagedCommand why = PackagedCommand.run(
                    "explain",
                    "--json",
                    "--model",
                    EXAMPLE.resolve("model.json"),
                    source[0],
                    source[1],
                    "--household",
                    "1");
            assertThat(why.json().path("score").asDouble()).isCloseTo(golden.getOrDefault("1", 0.0), within(0.0051));
            Map<String, Double> ours = scores(out, "id");
            assertThat(ours.keySet()).containsAll(golden.keySet());
            golden.forEach((id, score) -> assertThat(ours.get(id)).as(id).isCloseTo(score, within(0.00500001)));
        }
        PackagedCommand verified = PackagedCommand.run("verify", "--json", "--registry", registry);
        assertThat(verified.exitCode()).isZero();
        assertThat(verified.json().path("intact").asBoolean()).isTrue();
    }

    /** Errors of exclusion and inclusion as numpy works them out, ties by the same fraction on both sides of the quota. */
    @Test
    void targeting_errors_are_those_of_the_golden_file() throws IOException {
        Path frame = ReferenceData.file("golden/eusilc-targeting.csv");
        JsonNode golden = JsonMapper.builder()
                .build()
                .readTree(Files.readString(ReferenceData.file("golden/eusilc-targeting.json")));
        double[] welfare = column(frame, "y");
        double[] score = column(frame, "score");
        double[] weights = column(frame, "w");
        double[] sizes = column(frame, "hsize");
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= sizes[i];
        }
        for (double quota : new double[] {0.2, 0.4}) {
            JsonNode expected =
                    golden.path("quotas").path(Double.toString(quota)).path("fractional");
            TargetingError error = TargetingError.of(
                    TargetingError.poorest(welfare, weights, quota),
                    TargetingError.poorest(score, weights, quota),
                    weights);
            assertThat(error.exclusion())
                    .isCloseTo(expected.path("exclusion_error").asDouble(), within(1e-10));
            assertThat(error.inclusion())
                    .isCloseTo(expected.path("inclusion_error").asDouble(), within(1e-10));
            assertThat(error.cgh()).isCloseTo(expected.path("cgh_ratio").asDouble(), within(1e-9));
            JsonNode strict = golden.path("quotas").path(Double.toString(quota)).path("strict");
            double[] poor = TargetingError.poorestHouseholds(welfare, weights, quota);
            TargetingError whole =
                    TargetingError.of(poor, TargetingError.poorestHouseholds(score, weights, quota), weights);
            assertThat(whole.exclusion())
                    .isCloseTo(strict.path("exclusion_error").asDouble(), withinPercentage(1e-6));
            assertThat(whole.inclusion())
                    .isCloseTo(strict.path("inclusion_error").asDouble(), withinPercentage(1e-6));
            assertThat(whole.cgh()).isCloseTo(strict.path("cgh_ratio").asDouble(), withinPercentage(1e-6));
            assertThat(RankAgreement.auc(score, poor, weights))
                    .isCloseTo(strict.path("auc").asDouble(), withinPercentage(1e-6));
        }
        JsonNode spearman = golden.path("spearman");
        double[] households = column(frame, "w");
        double[] alike = new double[households.length];
        java.util.Arrays.fill(alike, 1);
        assertThat(RankAgreement.spearman(score, welfare, weights))
                .isCloseTo(spearman.path("person_weighted").asDouble(), withinPercentage(1e-6));
        assertThat(RankAgreement.spearman(score, welfare, households))
                .isCloseTo(spearman.path("household_weighted").asDouble(), withinPercentage(1e-6));
        assertThat(RankAgreement.spearman(score, welfare, alike))
                .isCloseTo(spearman.path("unweighted").asDouble(), withinPercentage(1e-6));
        TargetingSimulation.Outcome outcome = TargetingSimulation.builder(welfare, SurveyDesign.of(households, sizes))
                .quota(0.2)
                .replicates(0)
                .build()
                .run(score, Neediest.LOWEST);
        assertThat(Objects.requireNonNull(outcome.measures().get(TargetingSimulation.Measure.EXCLUSION))
                        .value())
                .isCloseTo(golden.at("/quotas/0.2/fractional/exclusion_error").asDouble(), withinPercentage(1e-6));
    }

    /** Poverty and inequality as R's laeken has them, for all and for each region, to fourteen digits. */
    @Test
    void welfare_is_distributed_as_the_golden_file_says() throws IOException {
        Path persons = ReferenceData.file("scoring/eusilc.csv");
        JsonNode golden = JsonMapper.builder()
                .build()
                .readTree(Files.readString(ReferenceData.file("golden/eusilc-indicators.json")));
        double[] income = column(persons, "eqIncome");
        double[] weights = column(persons, "rb050");
        List<String> regions = texts(persons, "db040");
        WelfareDistribution all = WelfareDistribution.of(income, weights);
        same(all, golden.path("overall"));
        JsonNode own = golden.path("by_group_own_threshold");
        assertThat(own.size()).isEqualTo(9);
        own.propertyNames().forEach(region -> {
            int[] rows = java.util.stream.IntStream.range(0, income.length)
                    .filter(row -> regions.get(row).equals(region))
                    .toArray();
            WelfareDistribution there = WelfareDistribution.of(
                    java.util.Arrays.stream(rows)
                            .mapToDouble(row -> income[row])
                            .toArray(),
                    java.util.Arrays.stream(rows)
                            .mapToDouble(row -> weights[row])
                            .toArray());
            same(there, own.path(region));
            assertThat(100 * there.headcount(all.poverty()))
                    .isCloseTo(
                            golden.path("arpr_by_group_national_threshold")
                                    .path(region)
                                    .asDouble(),
                            withinPercentage(DIGITS));
        });
    }

    private static void same(WelfareDistribution ours, JsonNode golden) {
        double line = ours.poverty();
        Map<String, Double> figures = new HashMap<>(Map.of(
                "sum_of_weights",
                ours.population(),
                "arpt",
                line,
                "arpr",
                100 * ours.headcount(line),
                "rmpg",
                100 * ours.relativeMedianGap(line),
                "gini",
                100 * ours.gini(),
                "qsr",
                ours.quintileShareRatio(),
                "median",
                ours.median(),
                "mean",
                ours.mean()));
        figures.forEach((name, value) ->
                assertThat(value).as(name).isCloseTo(golden.path(name).asDouble(), withinPercentage(DIGITS)));
        for (int q : new int[] {10, 20, 40, 60, 80, 90}) {
            assertThat(ours.quantile(q / 100.0))
                    .isEqualTo(golden.path("quantiles").path("q" + q).asDouble());
        }
    }

    private static double[] column(Path file, String name) {
        return texts(file, name).stream().mapToDouble(Double::parseDouble).toArray();
    }

    private static List<String> texts(Path file, String name) {
        List<String> values = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(file)) {
            int column = csv.column(name);
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                values.add(row.values().get(column));
            }
        }
        return values;
    }

    private static Map<String, Double> scores(Path file, String id) {
        Map<String, Double> scores = new HashMap<>();
        try (CsvFile csv = CsvFile.open(file)) {
            int key = csv.column(id);
            int value = csv.column("score");
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                scores.put(row.values().get(key), Double.valueOf(row.values().get(value)));
            }
        }
        return scores;
    }
}
