package org.trano.registry.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.trano.registry.dedup.compare.JaroWinkler;

/** One pair of full names, ours beside Apache Commons Text: nanoseconds a pair. Names are invented from syllables. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JaroWinklerBenchmark {
    private static final int PAIRS = 1024;
    private static final String[] SYLLABLES = {
        "ko", "ssi", "ma", "ha", "med", "ra", "na", "ri", "so", "lo", "fa", "tou", "dja", "mi", "an", "dri", "ya", "wa",
        "be"
    };

    private final String[] left = new String[PAIRS];
    private final String[] right = new String[PAIRS];
    private final JaroWinklerSimilarity commons = new JaroWinklerSimilarity();

    /** Makes the names: half of the pairs resemble each other. */
    @Setup
    public void names() {
        Random random = new Random(1);
        for (int i = 0; i < PAIRS; i++) {
            left[i] = name(random);
            right[i] = i % 2 == 0 ? name(random) : left[i].replaceFirst("a", "e");
        }
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int word = 0; word < 2; word++) {
            name.append(word == 0 ? "" : " ");
            for (int s = 2 + random.nextInt(3); s > 0; s--) {
                name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
        }
        return name.toString();
    }

    /**
     * Ours.
     *
     * @return a sum that keeps the work from being dropped
     */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public double trano() {
        double sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += JaroWinkler.STANDARD.similarity(left[i], right[i]);
        }
        return sum;
    }

    /**
     * Apache Commons Text.
     *
     * @return a sum that keeps the work from being dropped
     */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public double commonsText() {
        double sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += commons.apply(left[i], right[i]);
        }
        return sum;
    }
}
