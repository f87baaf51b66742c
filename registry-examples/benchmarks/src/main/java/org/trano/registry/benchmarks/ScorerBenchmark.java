package org.trano.registry.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.trano.registry.scoring.Scorer;
import org.trano.registry.scoring.Scores;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.Neediest;
import org.trano.registry.scoring.model.ScoreExplanation;
import org.trano.registry.scoring.model.ScoringModel;

/**
 * What it costs to hold off what a plug-in may do wrong: one formula of eight terms over 200,000 households, as a proxy means
 * test of the library, as a plug-in that only explains, as a plug-in that also scores directly, and as that in a bare loop without the
 * scorer. Nanoseconds a household.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScorerBenchmark {
    private static final int HOUSEHOLDS = 200_000;
    private static final int TERMS = 8;

    private final DeclaredModel ours = DeclaredModel.parse(json(), "benchmark");
    private final IndicatorFrame frame = frame();
    private final Scorer scorer = Scorer.builder().build();
    private final ScoringModel explaining = new Explaining();
    private final ScoringModel direct = new Direct();

    private static String json() {
        StringBuilder indicators = new StringBuilder();
        StringBuilder terms = new StringBuilder();
        for (int i = 0; i < TERMS; i++) {
            String comma = i == 0 ? "" : ", ";
            indicators.append(comma).append("\"x").append(i).append("\": {\"type\": \"number\"}");
            terms.append(comma)
                    .append("{\"indicator\": \"x")
                    .append(i)
                    .append("\", \"coefficient\": ")
                    .append(i + 0.5)
                    .append('}');
        }
        return "{\"model\": \"linear-pmt\", \"id\": \"b\", \"version\": \"1\", \"intercept\": 0, \"indicators\": {"
                + indicators + "}, \"terms\": [" + terms + "]}";
    }

    private IndicatorFrame frame() {
        Random random = new Random(1);
        IndicatorFrame.Builder builder = IndicatorFrame.builder(ours.indicators());
        for (int row = 0; row < HOUSEHOLDS; row++) {
            List<Indicator.Value> values = new ArrayList<>();
            for (int i = 0; i < TERMS; i++) {
                values.add(new Indicator.NumberValue(random.nextInt(12)));
            }
            builder.add("H" + row, values);
        }
        return builder.build();
    }

    private class Explaining implements ScoringModel {
        @Override
        public String id() {
            return "foreign";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public String unit() {
            return "points";
        }

        @Override
        public List<Indicator> indicators() {
            return ours.indicators();
        }

        @Override
        public Neediest neediest() {
            return Neediest.LOWEST;
        }

        @Override
        public ScoreExplanation explain(IndicatorFrame of, int row) {
            ScoreExplanation.Builder why = ScoreExplanation.of(this, of, row);
            for (int i = 0; i < TERMS; i++) {
                double weight = i + 0.5;
                why.number(ours.indicators().get(i).name(), x -> weight * x);
            }
            return why.build();
        }
    }

    private final class Direct extends Explaining {
        @Override
        public double score(IndicatorFrame of, int row) {
            double sum = 0;
            for (int i = 0; i < TERMS; i++) {
                sum += (i + 0.5) * of.number(row, i);
            }
            return sum;
        }
    }

    /** The library's own model, column by column. */
    @Benchmark
    @OperationsPerInvocation(HOUSEHOLDS)
    public Scores proxyMeansTest() {
        return scorer.score(ours, frame);
    }

    /** A plug-in as short as it can be. */
    @Benchmark
    @OperationsPerInvocation(HOUSEHOLDS)
    public Scores explainingPlugin() {
        return scorer.score(explaining, frame);
    }

    /** A plug-in with a fast score. */
    @Benchmark
    @OperationsPerInvocation(HOUSEHOLDS)
    public Scores directPlugin() {
        return scorer.score(direct, frame);
    }

    /** The same without anybody watching. */
    @Benchmark
    @OperationsPerInvocation(HOUSEHOLDS)
    public double[] directUnwatched() {
        double[] scores = new double[HOUSEHOLDS];
        for (int row = 0; row < HOUSEHOLDS; row++) {
            scores[row] = direct.score(frame, row);
        }
        return scores;
    }
}
