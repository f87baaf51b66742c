package org.trano.registry.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Draws what {@link PairBenchmark} and {@link SearchBenchmark} measured, ours beside Commons Text, on a logarithmic scale. Reads the CSV of JMH
 * ({@code -rf csv -rff jmh.csv}), writes SVG: {@code BenchmarkChart jmh.csv comparators.svg}.
 */
public final class BenchmarkChart {
    private static final int LEFT = 210;
    private static final int WIDTH = 760;
    private static final int BAR = 14;
    private static final int GAP = 12;
    private static final int TOP = 46;

    /** A row of the chart: what is compared, then the benchmarks of ours on strings, ours in a column, and Commons Text; "" for none. */
    private record Row(String label, String strings, String column, String commons) {}

    private static final List<Row> ROWS = List.of(
            new Row("Jaro–Winkler", "Pair.jaroWinkler", "Pair.jaroWinklerColumn", "Pair.jaroWinklerCommons"),
            new Row("Levenshtein", "Pair.levenshtein", "Pair.levenshteinColumn", "Pair.levenshteinCommons"),
            new Row(
                    "Levenshtein up to 3",
                    "Pair.levenshteinSmall",
                    "Pair.levenshteinSmallColumn",
                    "Pair.levenshteinSmallCommons"),
            new Row("Indel (longest common subsequence)", "Pair.indel", "", "Pair.indelCommons"),
            new Row("Optimal string alignment", "Pair.optimalStringAlignment", "", ""),
            new Row("Damerau–Levenshtein", "Pair.damerauLevenshtein", "", ""),
            new Row("Dice on bigrams", "Pair.bigramsDice", "", ""),
            new Row("Set of name parts", "Pair.tokenSet", "", ""),
            new Row("A million names, Jaro–Winkler ≥ .85", "", "Search.jaroWinkler", "Search.jaroWinklerCommons"),
            new Row(
                    "A million names, Levenshtein ≤ 3",
                    "",
                    "Search.levenshteinSmall",
                    "Search.levenshteinSmallCommons"));

    private final Map<String, Double> scores;
    private final StringBuilder svg = new StringBuilder();

    private BenchmarkChart(Map<String, Double> scores) {
        this.scores = scores;
    }

    /**
     * Draws.
     *
     * @param args the CSV of JMH, and where to write
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Map<String, Double> scores = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            String[] cells = line.split(",", -1);
            String name = cells[0].replace("\"", "");
            if (name.startsWith("org.") && name.indexOf(':') < 0) {
                scores.put(
                        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1)
                                .replace("Benchmark.", "."),
                        Double.parseDouble(cells[4]));
            }
        }
        Files.writeString(Path.of(args[1]), new BenchmarkChart(scores).draw(), StandardCharsets.UTF_8);
    }

    private String draw() {
        long bars = ROWS.stream()
                .flatMap(row -> Stream.of(row.strings, row.column, row.commons))
                .filter(scores::containsKey)
                .count();
        long height = TOP + bars * BAR + ROWS.size() * GAP + 30;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
                WIDTH,
                height));
        legend(LEFT, "#1b6e5a", "ours, two strings");
        legend(LEFT + 150, "#5fb49c", "ours, in a column");
        legend(LEFT + 300, "#b0b0b0", "Commons Text");
        for (int tick = 1; tick <= 10_000; tick *= 10) {
            double x = x(tick);
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%.1f %d V%d\" stroke=\"#e3e3e3\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#555\">%s</text>%n",
                    x,
                    TOP - 6,
                    height - 24,
                    x,
                    height - 8,
                    tick == 1 ? "1 ns" : String.format(Locale.ROOT, "%,d", tick)));
        }
        int y = TOP;
        for (Row row : ROWS) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                    LEFT - 8,
                    y + BAR - 3,
                    row.label));
            y = bar(y, row.strings, "#1b6e5a");
            y = bar(y, row.column, "#5fb49c");
            y = bar(y, row.commons, "#b0b0b0") + GAP;
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend(int x, String colour, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"14\" width=\"12\" height=\"12\" fill=\"%s\"/><text x=\"%d\" y=\"24\">%s</text>%n",
                x,
                colour,
                x + 18,
                text));
    }

    private int bar(int y, String benchmark, String colour) {
        Double score = scores.get(benchmark);
        if (score == null) {
            return y;
        }
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">%s</text>%n",
                LEFT,
                y,
                x(score) - LEFT,
                BAR - 2,
                colour,
                x(score) + 4,
                y + BAR - 3,
                String.format(Locale.ROOT, score < 10 ? "%.1f" : "%.0f", score)));
        return y + BAR;
    }

    /** Half a nanosecond to ten thousand, logarithmically. */
    private static double x(double nanoseconds) {
        double share = (Math.log10(nanoseconds) - Math.log10(0.5)) / (Math.log10(10_000) - Math.log10(0.5));
        return LEFT + Math.max(0, share) * (WIDTH - LEFT - 60);
    }
}
