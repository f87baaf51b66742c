package org.trano.registry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.dedup.Decision;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.Explanation;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.name.Folding;

/**
 * Pairs of records that may be one person, for somebody to look at: the two side by side, what speaks for it and what against,
 * and an empty column for the decision. Nothing is merged by it.
 */
final class ReviewList {
    /** Pairs less probable than one to nine are not worth a person's time. */
    private static final double LEAST_WEIGHT = -Math.log(9) / Math.log(2);
    /** Evidence weaker than this is not mentioned. */
    private static final double NOTABLE = 1;

    private static final String DECISION = "decision";
    private static final Set<String> SAME = Set.of("same", "one person", "yes", "meme", "meme personne", "oui");
    private static final Set<String> DIFFERENT =
            Set.of("different", "two people", "no", "differents", "differente", "deux personnes", "non");
    private static final Set<String> UNSURE = Set.of("unsure", "a voir", "?");
    private static final int AMBIGUOUS = -1;
    private static final String HOUSEHOLD = "household_";
    private static final String PROBABILITY = "probability";

    private ReviewList() {}

    private record Doubt(int left, int right, double weight) {}

    /** Writes the list, the most probable pairs first, and gives the number of pairs. */
    static long write(Path target, RecordFiles records, DedupResult result, Locale locale) {
        List<Doubt> doubts = new ArrayList<>();
        result.forEachPair((a, b, weight) -> {
            if (weight >= LEAST_WEIGHT) {
                doubts.add(new Doubt(Math.min(a, b), Math.max(a, b), weight));
            }
        });
        doubts.sort(Comparator.comparingDouble(Doubt::weight)
                .reversed()
                .thenComparingInt(Doubt::left)
                .thenComparingInt(Doubt::right));
        RecordTable table = records.table();
        List<Integer> shown = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            ColumnRole role = table.columns().get(c).role();
            if (role != ColumnRole.HOUSEHOLD && role != ColumnRole.SOURCE) {
                shown.add(c);
            }
        }
        int[] cluster = result.clusters();
        boolean french = locale.getLanguage().equals("fr");
        CsvOutput.write(target, csv -> {
            List<Object> line = new ArrayList<>(List.of(DECISION, "proposed", PROBABILITY, "weight", "id_1", "id_2"));
            line.addAll(List.of(HOUSEHOLD + 1, HOUSEHOLD + 2));
            for (int c : shown) {
                line.add(table.columns().get(c).name() + "_1");
                line.add(table.columns().get(c).name() + "_2");
            }
            line.addAll(List.of("for", "against"));
            csv.line(line);
            for (Doubt doubt : doubts) {
                Explanation why = result.explain(doubt.left, doubt.right);
                line.clear();
                line.add("");
                boolean same = cluster[doubt.left] == cluster[doubt.right];
                line.add(french ? (same ? "même personne" : "à voir") : same ? "one person" : "unsure");
                line.add(String.format(Locale.ROOT, "%.4f", 1 / (1 + Math.pow(2, -doubt.weight))));
                line.add(String.format(Locale.ROOT, "%.2f", doubt.weight));
                line.add(records.labels().get(doubt.left));
                line.add(records.labels().get(doubt.right));
                line.add(records.households().get(doubt.left));
                line.add(records.households().get(doubt.right));
                for (int c : shown) {
                    line.add(table.value(doubt.left, c));
                    line.add(table.value(doubt.right, c));
                }
                line.add(evidence(why, 1));
                line.add(evidence(why, -1));
                csv.line(line);
            }
        });
        return doubts.size();
    }

    /** The fields that speak for one person (sign 1) or against it (sign -1), the strongest first. */
    private static String evidence(Explanation why, int sign) {
        return String.join(
                ", ",
                why.parts().stream()
                        .filter(part ->
                                sign * part.bits() >= NOTABLE && !part.field().equals(Explanation.TOGETHER))
                        .sorted(Comparator.comparingDouble((Explanation.Part part) -> -sign * part.bits()))
                        .map(part -> String.format(Locale.ROOT, "%s %+.1f", part.field(), part.bits()))
                        .toList());
    }

    /** What people wrote into the column of decisions; rows without one, or unsure, are passed over. */
    static List<Decision> decisions(Path list, RecordFiles records) {
        Map<String, Integer> rows = byLabel(records);
        List<Decision> decisions = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(list)) {
            int decision = csv.column(DECISION);
            int one = csv.column("id_1");
            int two = csv.column("id_2");
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                if (row.problem() != null) {
                    throw new DataException(row.problem());
                }
                String word = Folding.fold(row.values().get(decision));
                if (word.isEmpty() || UNSURE.contains(word)) {
                    continue;
                }
                if (!SAME.contains(word) && !DIFFERENT.contains(word)) {
                    throw new DataException(Problem.ofValue(
                            "decision.unknown",
                            Objects.toString(list.getFileName()),
                            row.line(),
                            DECISION,
                            row.values().get(decision)));
                }
                int left = row(rows, row.values().get(one));
                int right = row(rows, row.values().get(two));
                decisions.add(new Decision(left, right, SAME.contains(word)));
            }
        }
        return decisions;
    }

    /** Two rows by the numbers that people know them by. */
    static int[] rows(RecordFiles records, List<String> labels) {
        Map<String, Integer> rows = byLabel(records);
        return labels.stream().mapToInt(label -> row(rows, label)).toArray();
    }

    private static Map<String, Integer> byLabel(RecordFiles records) {
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < records.labels().size(); row++) {
            rows.merge(records.labels().get(row), row, (one, other) -> AMBIGUOUS);
        }
        return rows;
    }

    private static int row(Map<String, Integer> rows, String label) {
        Integer row = rows.get(label);
        if (row == null || row == AMBIGUOUS) {
            throw new DataException(
                    new Problem(row == null ? "id.not-found" : "id.ambiguous", null, 0, null, null, List.of(label)));
        }
        return row;
    }

    /** For each household the households that probably share members with it, with how many. */
    static Map<String, Map<String, Integer>> sharedMembers(Path list) {
        Map<String, Map<String, Integer>> shared = new HashMap<>();
        try (CsvFile csv = CsvFile.open(list)) {
            int one = csv.column(HOUSEHOLD + 1);
            int two = csv.column(HOUSEHOLD + 2);
            int probability = csv.column(PROBABILITY);
            String name = Objects.toString(list.getFileName());
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                if (row.problem() != null) {
                    throw new DataException(row.problem());
                }
                String a = row.values().get(one);
                String b = row.values().get(two);
                double p;
                try {
                    p = Double.parseDouble(row.values().get(probability));
                } catch (NumberFormatException e) {
                    throw new DataException(
                            Problem.ofValue(
                                    "number.unreadable",
                                    name,
                                    row.line(),
                                    PROBABILITY,
                                    row.values().get(probability)),
                            e);
                }
                if (p >= 0.5 && !a.isEmpty() && !b.isEmpty() && !a.equals(b)) {
                    shared.computeIfAbsent(a, h -> new TreeMap<>()).merge(b, 1, Integer::sum);
                    shared.computeIfAbsent(b, h -> new TreeMap<>()).merge(a, 1, Integer::sum);
                }
            }
        }
        return shared;
    }
}
