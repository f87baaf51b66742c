package org.trano.registry.scoring.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;

/**
 * From scores to likelihoods: for each score the percentage of households that lie below each of several poverty lines, as poverty
 * scorecards publish it (Schreiner's Simple Poverty Scorecard; the Poverty Probability Index of Innovations for Poverty Action). Immutable.
 *
 * @param scores the scores, ascending
 * @param lines for each poverty line a percentage from 0 to 100 for each score
 */
public record LookupTable(List<Double> scores, Map<String, List<Double>> lines) {
    private static final int MOST_ROWS = 10_000;

    /**
     * Copies the lists.
     *
     * @param scores the scores
     * @param lines the percentages of each line
     * @throws IllegalArgumentException if the scores do not ascend, or a line has another length, or a percentage lies outside 0 to 100
     */
    public LookupTable {
        scores = List.copyOf(scores);
        Map<String, List<Double>> copy = new LinkedHashMap<>();
        for (Map.Entry<String, List<Double>> line : lines.entrySet()) {
            if (line.getValue().size() != scores.size()) {
                throw new IllegalArgumentException("the line '" + line.getKey() + "' has "
                        + line.getValue().size() + " percentages for " + scores.size() + " scores");
            }
            for (double percent : line.getValue()) {
                if (!(percent >= 0 && percent <= 100)) {
                    throw new IllegalArgumentException("the line '" + line.getKey() + "' has the percentage " + percent
                            + ", but must lie between 0 and 100");
                }
            }
            copy.put(line.getKey(), List.copyOf(line.getValue()));
        }
        for (int i = 1; i < scores.size(); i++) {
            if (!(scores.get(i - 1) < scores.get(i))) {
                throw new IllegalArgumentException("the scores of the table do not ascend at " + scores.get(i));
            }
        }
        lines = Collections.unmodifiableMap(copy);
    }

    /**
     * A table that was read, and what is doubtful about it.
     *
     * @param table the table
     * @param problems a score that is missing between others, a likelihood that rises with the score: each with line and score
     */
    public record Imported(LookupTable table, List<Problem> problems) {
        /**
         * Copies the list.
         *
         * @param table the table
         * @param problems what is doubtful
         */
        public Imported {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads a table as the ppitables package of R and the web site of the index give it: a column {@code score}, and a column of
     * percentages for each poverty line. A likelihood that rises with the score and a score left out are named and kept as they are:
     * somebody has to ask the publisher.
     *
     * @param file the file
     * @return the table, and what is doubtful about it
     * @throws DataException if it cannot be read, a value is no percentage, or a score stands twice; row and column are named
     */
    public static Imported read(Path file) {
        String name = String.valueOf(file.getFileName());
        TreeMap<Double, List<Double>> rows = new TreeMap<>();
        List<String> header;
        int scoreColumn;
        try (CsvFile csv = CsvFile.open(file)) {
            header = csv.header();
            scoreColumn = csv.column("score");
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                if (row.problem() != null) {
                    throw new DataException(row.problem());
                }
                List<Double> values = new ArrayList<>();
                for (int i = 0; i < header.size(); i++) {
                    String text = row.values().get(i);
                    double value = number(text);
                    boolean fits = i == scoreColumn ? Double.isFinite(value) : value >= 0 && value <= 100;
                    if (!fits) {
                        throw new DataException(
                                Problem.ofValue("lookup.unreadable", name, row.line(), header.get(i), text));
                    }
                    values.add(value);
                }
                if (rows.put(values.get(scoreColumn), values) != null || rows.size() > MOST_ROWS) {
                    throw new DataException(Problem.ofValue(
                            "lookup.twice", name, row.line(), header.get(scoreColumn), text(values.get(scoreColumn))));
                }
            }
        }
        if (rows.isEmpty() || header.size() < 2) {
            throw new DataException(Problem.ofFile("file.header-only", name));
        }
        Map<String, List<Double>> lines = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            if (i != scoreColumn) {
                int column = i;
                lines.put(
                        header.get(i),
                        rows.values().stream().map(values -> values.get(column)).toList());
            }
        }
        LookupTable table = new LookupTable(List.copyOf(rows.keySet()), lines);
        return new Imported(table, table.problems(name));
    }

    private static double number(String text) {
        try {
            return text.matches("-?[0-9]{1,9}([.,][0-9]{1,20})?")
                    ? Double.parseDouble(text.replace(',', '.'))
                    : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String text(double value) {
        return new org.trano.registry.scoring.indicator.Indicator.NumberValue(value).text();
    }

    /**
     * What is doubtful about the table.
     *
     * @param name what to call it
     * @return where scores lie farther apart than elsewhere in the table, and likelihoods that rise with the score
     */
    public List<Problem> problems(String name) {
        List<Problem> problems = new ArrayList<>();
        double step = Double.POSITIVE_INFINITY;
        for (int i = 1; i < scores.size(); i++) {
            step = Math.min(step, scores.get(i) - scores.get(i - 1));
        }
        for (int i = 1; i < scores.size(); i++) {
            if (scores.get(i) - scores.get(i - 1) > step) {
                problems.add(Problem.ofFile("lookup.gap", name, text(scores.get(i - 1)), text(scores.get(i))));
            }
        }
        lines.forEach((line, percents) -> {
            for (int i = 1; i < percents.size(); i++) {
                if (percents.get(i) > percents.get(i - 1)) {
                    problems.add(Problem.ofFile(
                            "lookup.rises",
                            name,
                            line,
                            text(scores.get(i)),
                            text(percents.get(i - 1)),
                            text(percents.get(i))));
                }
            }
        });
        return problems;
    }

    /**
     * The likelihood that belongs to a score.
     *
     * @param line the poverty line
     * @param score a score
     * @return the percentage of the table's greatest score that is not larger, NaN below the first and for NaN
     * @throws IllegalArgumentException if there is no such line
     */
    public double percent(String line, double score) {
        List<Double> percents = lines.get(line);
        if (percents == null) {
            throw new IllegalArgumentException(
                    "There is no poverty line '" + line + "'. Maybe one of " + lines.keySet() + "?");
        }
        int at = Collections.binarySearch(scores, score);
        int place = at >= 0 ? at : -at - 2;
        return Double.isNaN(score) || place < 0 ? Double.NaN : Objects.requireNonNull(percents.get(place));
    }
}
