package org.trano.registry.scoring.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.Neediest;
import org.trano.registry.scoring.simulate.TargetingSimulation.Measure;
import org.trano.registry.scoring.simulate.TargetingSimulation.Outcome;

class TargetingSimulationTest {
    private record Survey(double[] welfare, double[] weights, double[] persons, double[] score, List<String> group) {
        static Survey of(long seed, int n) {
            Random random = new Random(seed);
            Survey survey = new Survey(new double[n], new double[n], new double[n], new double[n], new ArrayList<>());
            for (int i = 0; i < n; i++) {
                survey.welfare[i] = Math.rint(Math.exp(random.nextGaussian()) * 50);
                survey.weights[i] = 1 + random.nextInt(5);
                survey.persons[i] = 1 + random.nextInt(7);
                survey.score[i] = Math.rint(Math.log(1 + survey.welfare[i]) * 5 + 4 * random.nextGaussian());
                survey.group.add("g" + random.nextInt(3));
            }
            return survey;
        }

        TargetingSimulation.Builder builder() {
            return TargetingSimulation.builder(welfare, SurveyDesign.of(weights, persons))
                    .group("g", group)
                    .replicates(0);
        }
    }

    private static double value(Outcome outcome, Measure measure) {
        return Objects.requireNonNull(outcome.measures().get(measure)).value();
    }

    /** A model that knows welfare makes no error; its opposite reaches nobody it should. */
    @Test
    void a_perfect_model_and_its_opposite() {
        Survey survey = Survey.of(1, 400);
        for (int i = 0; i < 400; i++) {
            // No ties, which lots would decide once for who is poor and once for who is selected.
            survey.welfare[i] += i * 1e-6;
        }
        Outcome perfect = survey.builder().quota(0.25).build().run(survey.welfare, Neediest.LOWEST);
        assertThat(value(perfect, Measure.EXCLUSION)).isCloseTo(0, within(0.01));
        assertThat(value(perfect, Measure.CGH)).isCloseTo(4, within(0.02));
        assertThat(value(perfect, Measure.SPEARMAN)).isCloseTo(1, within(1e-12));
        assertThat(value(perfect, Measure.AUC)).isGreaterThan(0.99);
        Outcome opposite = survey.builder().quota(0.25).build().run(survey.welfare, Neediest.HIGHEST);
        assertThat(value(opposite, Measure.EXCLUSION)).isCloseTo(1, within(1e-12));
        assertThat(value(opposite, Measure.SPEARMAN)).isCloseTo(-1, within(1e-12));
        assertThat(value(opposite, Measure.GAP_CLOSED)).isZero();
    }

    /** A household that weighs three is three households. */
    @Property(tries = 50)
    void weights_stand_for_repeated_households(@ForAll long seed) {
        Survey survey = Survey.of(seed, 60);
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.addAll(Collections.nCopies((int) survey.weights[i], i));
        }
        Collections.shuffle(rows, new Random(seed));
        double[] ones = new double[rows.size()];
        Arrays.fill(ones, 1);
        Outcome weighted = survey.builder().build().run(survey.score, Neediest.LOWEST);
        Outcome repeated = TargetingSimulation.builder(
                        pick(survey.welfare, rows), SurveyDesign.of(ones, pick(survey.persons, rows)))
                .replicates(0)
                .build()
                .run(pick(survey.score, rows), Neediest.LOWEST);
        for (Measure measure : Measure.values()) {
            assertThat(value(repeated, measure)).as(measure.name()).isCloseTo(value(weighted, measure), within(1e-9));
        }
    }

    private static double[] pick(double[] of, List<Integer> rows) {
        return rows.stream().mapToDouble(row -> of[row]).toArray();
    }

    /** Groups make up the whole: their people, poor and selected add up. */
    @Property(tries = 50)
    void groups_add_up(@ForAll long seed) {
        Survey survey = Survey.of(seed, 200);
        Outcome outcome = survey.builder().quota(0.3).line(40).build().run(survey.score, Neediest.LOWEST);
        double people = 0;
        double selected = 0;
        for (TargetingSimulation.Group group :
                Objects.requireNonNull(outcome.groups().get("g"))) {
            people += group.population();
            selected += group.population() * group.selected();
        }
        assertThat(people).isCloseTo(1, within(1e-9));
        assertThat(selected).isCloseTo(0.3, within(1e-9));
    }

    /** The area under the points of the curve is the area worked out from pairs. */
    @Property(tries = 50)
    void the_curve_holds_the_area_it_says(@ForAll long seed) {
        Survey survey = Survey.of(seed, 150);
        double[] poor = TargetingError.poorest(survey.welfare, survey.weights, 0.3);
        List<RankAgreement.RocPoint> points = RankAgreement.roc(survey.score, poor, survey.weights, 100_000);
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            area += (points.get(i).falsePositive() - points.get(i - 1).falsePositive())
                    * (points.get(i).truePositive() + points.get(i - 1).truePositive())
                    / 2;
        }
        assertThat(area).isCloseTo(RankAgreement.auc(survey.score, poor, survey.weights), within(1e-9));
        double pairs = 0;
        double won = 0;
        for (int i = 0; i < 150; i++) {
            for (int j = 0; j < 150; j++) {
                double weight = survey.weights[i] * poor[i] * survey.weights[j] * (1 - poor[j]);
                pairs += weight;
                won += weight * (survey.score[i] < survey.score[j] ? 1 : survey.score[i] == survey.score[j] ? 0.5 : 0);
            }
        }
        assertThat(won / pairs).isCloseTo(area, within(1e-9));
    }

    /** Of 95 % intervals from fresh samples about 95 % hold the truth of the population. */
    @Test
    void intervals_hold_the_truth_about_as_often_as_they_say() {
        Survey population = Survey.of(7, 20_000);
        Arrays.fill(population.weights, 1);
        Outcome truth = TargetingSimulation.builder(
                        population.welfare, SurveyDesign.of(population.weights, population.persons))
                .replicates(0)
                .build()
                .run(population.score, Neediest.LOWEST);
        Random random = new Random(3);
        int held = 0;
        for (int sample = 0; sample < 100; sample++) {
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                rows.add(random.nextInt(20_000));
            }
            Estimate estimate = Objects.requireNonNull(TargetingSimulation.builder(
                            pick(population.welfare, rows),
                            SurveyDesign.of(pick(population.weights, rows), pick(population.persons, rows)))
                    .replicates(120)
                    .seed(sample)
                    .build()
                    .run(pick(population.score, rows), Neediest.LOWEST)
                    .measures()
                    .get(Measure.EXCLUSION));
            double wanted = value(truth, Measure.EXCLUSION);
            held += estimate.low() <= wanted && wanted <= estimate.high() ? 1 : 0;
        }
        assertThat(held).isBetween(86, 100);
    }

    /** Clusters whose households are alike widen an interval; strata that are alike within narrow it. */
    @Test
    void the_design_counts() {
        int n = 600;
        Random random = new Random(2);
        double[] welfare = new double[n];
        double[] score = new double[n];
        List<String> villages = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double village = new Random(i / 20).nextGaussian();
            welfare[i] = Math.exp(village + 0.3 * random.nextGaussian());
            score[i] = welfare[i] * Math.exp(new Random(1000 + i / 20).nextGaussian());
            villages.add("v" + i / 20);
        }
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double alone = width(welfare, score, SurveyDesign.of(ones, ones));
        double clustered = width(welfare, score, SurveyDesign.of(ones, ones, villages, null));
        assertThat(clustered).isGreaterThan(2 * alone);
        SurveyDesign lonely = SurveyDesign.of(ones, ones, villages, villages);
        assertThat(lonely.lonelyStrata()).isEqualTo(30);
        assertThat(width(welfare, score, lonely)).isZero();
    }

    private static double width(double[] welfare, double[] score, SurveyDesign design) {
        Estimate estimate = Objects.requireNonNull(TargetingSimulation.builder(welfare, design)
                .replicates(200)
                .build()
                .run(score, Neediest.LOWEST)
                .measures()
                .get(Measure.EXCLUSION));
        return estimate.high() - estimate.low();
    }

    @Test
    void two_models_side_by_side() {
        Survey survey = Survey.of(5, 500);
        TargetingSimulation.Comparison same = survey.builder()
                .replicates(50)
                .build()
                .compare(survey.score, Neediest.LOWEST, survey.score, Neediest.LOWEST);
        assertThat(same.gain()).isZero();
        assertThat(same.differences().get(Measure.EXCLUSION)).isEqualTo(new Estimate(0, 0, 0));
        TargetingSimulation.Comparison better = survey.builder()
                .replicates(50)
                .build()
                .compare(survey.score, Neediest.LOWEST, survey.welfare, Neediest.LOWEST);
        assertThat(better.gain()).isCloseTo(better.lose(), within(1e-9)).isPositive();
        assertThat(better.poorGain()).isGreaterThan(better.poorLose());
        assertThat(Objects.requireNonNull(better.differences().get(Measure.EXCLUSION))
                        .high())
                .isNegative();
    }

    @Test
    void who_has_no_score_is_never_selected_and_is_counted() {
        Survey survey = Survey.of(6, 100);
        double[] score = survey.score.clone();
        Arrays.fill(score, 0, 50, Double.NaN);
        Outcome outcome = survey.builder().quota(0.9).build().run(score, Neediest.HIGHEST);
        assertThat(outcome.unscored()).isBetween(0.3, 0.7);
        for (int i = 0; i < 50; i++) {
            assertThat(outcome.selected()[i]).isZero();
        }
    }

    @Test
    void what_makes_no_sense_is_refused_in_words() {
        double[] one = {1};
        assertThatThrownBy(() -> SurveyDesign.of(new double[] {0, 0}, new double[] {1, 1}))
                .hasMessageContaining("All weights are 0");
        assertThatThrownBy(() -> SurveyDesign.of(new double[] {1, -1}, new double[] {1, 1}))
                .hasMessageContaining("row 2");
        assertThatThrownBy(() -> SurveyDesign.of(new double[0], new double[0])).hasMessageContaining("no household");
        TargetingSimulation.Builder builder = TargetingSimulation.builder(one, SurveyDesign.of(one, one));
        assertThatThrownBy(() -> builder.quota(20)).hasMessageContaining("Maybe 0.2");
        assertThatThrownBy(() -> builder.quota(0)).hasMessageContaining("quota");
        assertThatThrownBy(() -> TargetingSimulation.builder(new double[] {Double.NaN}, SurveyDesign.of(one, one)))
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> builder.build().run(new double[2], Neediest.LOWEST))
                .hasMessageContaining("2 scores");
        assertThatThrownBy(() -> WelfareDistribution.of(new double[] {1, Double.NaN}, new double[] {1, 1}))
                .hasMessageContaining("missing");
    }

    /** The same again has not moved; other shares have, by the formula. */
    @Test
    void drift_is_what_the_formula_says() {
        List<Indicator> indicators = List.of(
                Indicator.code("roof", new Indicator.AnswerTo("roof")),
                Indicator.number("size", new Indicator.HouseholdSize()));
        IndicatorFrame.Builder before = IndicatorFrame.builder(indicators);
        IndicatorFrame.Builder after = IndicatorFrame.builder(indicators);
        for (int i = 0; i < 100; i++) {
            before.row("b" + i).code(0, i < 50 ? "straw" : "tin").number(1, i % 7);
            after.row("a" + i).code(0, i < 20 ? "straw" : "tin").number(1, i % 7);
        }
        IndicatorFrame old = before.build();
        Map<String, Double> same = new java.util.HashMap<>();
        Drift.between(old, old).forEach(shift -> same.put(shift.indicator(), shift.index()));
        assertThat(same).containsEntry("roof", 0.0).containsEntry("size", 0.0);
        List<Drift.Shift> moved = Drift.between(old, after.build());
        assertThat(moved.get(0).indicator()).isEqualTo("roof");
        assertThat(moved.get(0).index())
                .isCloseTo((0.2 - 0.5) * Math.log(0.2 / 0.5) + (0.8 - 0.5) * Math.log(0.8 / 0.5), within(1e-12));
    }
}
