package org.trano.registry.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.jdbc.SqliteStore;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.Evaluation;

/**
 * What scoring costs beside reading: all households of a registry file read and nothing else, and read, asked for their indicators and
 * scored, in turn. Prints the seconds of each and the ratio of the sums.
 *
 * <pre>RegistryScoring REGISTRY MODEL.json [repetitions]</pre>
 */
public final class RegistryScoring {
    private RegistryScoring() {}

    /**
     * Runs it.
     *
     * @param args the registry file, the model, how often
     */
    public static void main(String[] args) {
        Path file = Path.of(args[0]);
        DeclaredModel model = DeclaredModel.read(Path.of(args[1]));
        int repetitions = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        double read = 0;
        double scored = 0;
        for (int i = 0; i < repetitions; i++) {
            long began = System.nanoTime();
            long households = read(file);
            double first = seconds(began);
            began = System.nanoTime();
            long eligible = score(file, model);
            double second = seconds(began);
            read += first;
            scored += second;
            System.out.printf(
                    Locale.ROOT,
                    "{\"households\":%d,\"scored\":%d,\"read_s\":%.2f,\"read_and_score_s\":%.2f}%n",
                    households,
                    eligible,
                    first,
                    second);
        }
        System.out.printf(Locale.ROOT, "{\"ratio\":%.3f}%n", scored / read);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static long read(Path file) {
        long[] households = new long[1];
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(file))) {
            registry.households(household -> households[0]++);
        }
        return households[0];
    }

    private static long score(Path file, DeclaredModel model) {
        List<Indicator> indicators = model.indicators();
        IndicatorFrame.Builder frame = IndicatorFrame.builder(indicators);
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(file))) {
            registry.households(household -> frame.add(
                    household.sourceId(),
                    indicators.stream().map(i -> i.of(household)).toList()));
        }
        Evaluation evaluation = model.evaluate(frame.build(), 1, Progress.SILENT);
        long scored = 0;
        for (double score : evaluation.scores()) {
            scored += Double.isNaN(score) ? 0 : 1;
        }
        return scored;
    }
}
