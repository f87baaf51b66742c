package org.trano.registry.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.commons.text.similarity.LongestCommonSubsequence;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.trano.registry.dedup.compare.DamerauLevenshtein;
import org.trano.registry.dedup.compare.Indel;
import org.trano.registry.dedup.compare.JaroWinkler;
import org.trano.registry.dedup.compare.Levenshtein;
import org.trano.registry.dedup.compare.OptimalStringAlignment;
import org.trano.registry.dedup.compare.PreparedDistance;
import org.trano.registry.dedup.compare.QGrams;
import org.trano.registry.dedup.compare.TextColumn;
import org.trano.registry.dedup.compare.TextComparator;
import org.trano.registry.dedup.compare.Tokens;

/**
 * One pair of full names, ours beside Apache Commons Text: nanoseconds a pair. Names are invented from syllables, 8 to 30 characters
 * long, every sixth with letters outside ASCII; half of the pairs resemble each other. "Prepared" methods compare one name with all.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PairBenchmark {
    private static final int PAIRS = 1024;
    private static final int SMALL = 3;

    private final String[] left = new String[PAIRS];
    private final String[] right = new String[PAIRS];
    private final JaroWinklerSimilarity commonsJaroWinkler = new JaroWinklerSimilarity();
    private final LevenshteinDistance commonsLevenshtein = LevenshteinDistance.getDefaultInstance();
    private final LevenshteinDistance commonsSmall = new LevenshteinDistance(SMALL);
    private final LongestCommonSubsequence commonsSubsequence = new LongestCommonSubsequence();
    private final Tokens tokenSet = Tokens.set(Indel.STANDARD);
    private final QGrams bigrams = QGrams.dice(2);
    private TextColumn column = TextColumn.of(List.of());
    private TextComparator.Prepared preparedJaroWinkler = JaroWinkler.STANDARD.prepare("");
    private PreparedDistance preparedLevenshtein = Levenshtein.STANDARD.prepare("");

    /** Makes the names. */
    @Setup
    public void names() {
        InventedNames names = new InventedNames(1);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            left[i] = names.next();
            right[i] = i % 2 == 0 ? names.next() : InventedNames.misspelt(left[i]);
            all.add(left[i]);
            all.add(right[i]);
        }
        column = TextColumn.of(all);
        preparedJaroWinkler = JaroWinkler.STANDARD.prepare(left[0]);
        preparedLevenshtein = Levenshtein.STANDARD.prepare(left[0]);
    }

    /** Ours. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public double jaroWinkler() {
        double sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += JaroWinkler.STANDARD.similarity(left[i], right[i]);
        }
        return sum;
    }

    /** Ours, both names in a column. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public double jaroWinklerColumn() {
        double sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += column.similarity(JaroWinkler.STANDARD, 2 * i, 2 * i + 1);
        }
        return sum;
    }

    /** Ours, both names in a column. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int levenshteinColumn() {
        int sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += column.distance(Levenshtein.STANDARD, 2 * i, 2 * i + 1, Integer.MAX_VALUE);
        }
        return sum;
    }

    /** Ours, both names in a column, up to 3. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int levenshteinSmallColumn() {
        int sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += column.distance(Levenshtein.STANDARD, 2 * i, 2 * i + 1, SMALL);
        }
        return sum;
    }

    /** Commons Text. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public double jaroWinklerCommons() {
        double sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += commonsJaroWinkler.apply(left[i], right[i]);
        }
        return sum;
    }

    /** Ours, one name against all. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public double jaroWinklerPrepared() {
        double sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += preparedJaroWinkler.similarity(right[i]);
        }
        return sum;
    }

    /** Ours. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int levenshtein() {
        int sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += Levenshtein.STANDARD.distance(left[i], right[i]);
        }
        return sum;
    }

    /** Commons Text. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int levenshteinCommons() {
        int sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += commonsLevenshtein.apply(left[i], right[i]);
        }
        return sum;
    }

    /** Ours, up to 3. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int levenshteinSmall() {
        int sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += Levenshtein.STANDARD.distance(left[i], right[i], SMALL);
        }
        return sum;
    }

    /** Commons Text, up to 3. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int levenshteinSmallCommons() {
        int sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += commonsSmall.apply(left[i], right[i]);
        }
        return sum;
    }

    /** Ours, one name against all, up to 3. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int levenshteinSmallPrepared() {
        int sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += preparedLevenshtein.distance(right[i], SMALL);
        }
        return sum;
    }

    /** Ours; Commons Text has none, its Levenshtein is the measure. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int optimalStringAlignment() {
        int sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += OptimalStringAlignment.STANDARD.distance(left[i], right[i]);
        }
        return sum;
    }

    /** Ours; Commons Text has none, its Levenshtein is the measure. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int damerauLevenshtein() {
        int sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += DamerauLevenshtein.STANDARD.distance(left[i], right[i]);
        }
        return sum;
    }

    /** Ours. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int indel() {
        int sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += Indel.STANDARD.distance(left[i], right[i]);
        }
        return sum;
    }

    /** Commons Text: the longest common subsequence, from which the indel distance follows. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int indelCommons() {
        int sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += commonsSubsequence.apply(left[i], right[i]);
        }
        return sum;
    }

    /** Ours. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public double tokenSet() {
        double sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += tokenSet.similarity(left[i], right[i]);
        }
        return sum;
    }

    /** Ours. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public double bigramsDice() {
        double sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += bigrams.similarity(left[i], right[i]);
        }
        return sum;
    }
}
