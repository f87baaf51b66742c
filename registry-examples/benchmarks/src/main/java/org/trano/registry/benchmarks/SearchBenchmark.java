package org.trano.registry.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.trano.registry.dedup.compare.JaroWinkler;
import org.trano.registry.dedup.compare.Levenshtein;
import org.trano.registry.dedup.compare.OptimalStringAlignment;
import org.trano.registry.dedup.compare.TextColumn;

/**
 * One name against a million: nanoseconds a name. Each call looks for another of 64 names, half of them misspelt. Commons Text compares the query
 * with the first 20,000 of the same names, one by one: its cost a name does not depend on how many there are.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SearchBenchmark {
    private static final int NAMES = 1_000_000;
    private static final int SOME = 20_000;
    private static final int QUERIES = 64;
    private static final double ALIKE = 0.85;
    private static final int SMALL = 3;

    private final List<String> names = new ArrayList<>(NAMES);
    private final String[] queries = new String[QUERIES];
    private final JaroWinklerSimilarity commonsJaroWinkler = new JaroWinklerSimilarity();
    private final LevenshteinDistance commonsSmall = new LevenshteinDistance(SMALL);
    private TextColumn column = TextColumn.of(List.of());
    private int call;
    private double sum;

    /** Makes the names and the column. */
    @Setup
    public void names() {
        InventedNames invented = new InventedNames(2);
        for (int i = 0; i < NAMES; i++) {
            names.add(invented.next());
        }
        column = TextColumn.of(names);
        for (int q = 0; q < QUERIES; q++) {
            String name = names.get(q * (SOME / QUERIES));
            queries[q] = q % 2 == 0 ? name : InventedNames.misspelt(name);
        }
    }

    private String query() {
        return queries[call++ % QUERIES];
    }

    /** Ours. */
    @Benchmark
    @OperationsPerInvocation(NAMES)
    public double jaroWinkler() {
        sum = 0;
        column.search(JaroWinkler.STANDARD, query(), ALIKE, (index, similarity) -> sum += similarity);
        return sum;
    }

    /** Commons Text. */
    @Benchmark
    @OperationsPerInvocation(SOME)
    public double jaroWinklerCommons() {
        sum = 0;
        String query = query();
        for (int i = 0; i < SOME; i++) {
            double similarity = commonsJaroWinkler.apply(query, names.get(i));
            sum += similarity >= ALIKE ? similarity : 0;
        }
        return sum;
    }

    /** Ours, up to 3. */
    @Benchmark
    @OperationsPerInvocation(NAMES)
    public double levenshteinSmall() {
        sum = 0;
        column.search(Levenshtein.STANDARD, query(), SMALL, (index, distance) -> sum += distance);
        return sum;
    }

    /** Commons Text, up to 3. */
    @Benchmark
    @OperationsPerInvocation(SOME)
    public double levenshteinSmallCommons() {
        sum = 0;
        String query = query();
        for (int i = 0; i < SOME; i++) {
            sum += Math.max(0, commonsSmall.apply(query, names.get(i)));
        }
        return sum;
    }

    /** Ours, up to 3. */
    @Benchmark
    @OperationsPerInvocation(NAMES)
    public double optimalStringAlignmentSmall() {
        sum = 0;
        column.search(OptimalStringAlignment.STANDARD, query(), SMALL, (index, distance) -> sum += distance);
        return sum;
    }
}
