package org.trano.registry.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.survivor.Claim;
import org.trano.registry.dedup.survivor.Survivorship;

/**
 * One register out of several lists: people with the value that won in each column, the lists they stand on, and their household.
 *
 * <p>Households of two lists are one where they share at least half of the people of the smaller one. A person of several households lives in that
 * which the most trusted list says; one of whom no list names a household is a household alone, for nobody is left out of a registry.
 */
final class UnifiedRegister {
    private final ProgrammeLists lists;
    private final RecordTable table;
    private final List<Person> people = new ArrayList<>();

    /**
     * A person.
     *
     * @param id the number given here
     * @param rows the rows that speak of them
     * @param lists the lists they stand on
     * @param claims what the rows say in each of the shown columns
     * @param household the number of the household, empty where there is none
     * @param homeRow the row that says so, −1 where there is none
     */
    record Person(
            String id, List<Integer> rows, Set<String> lists, List<List<Claim>> claims, String household, int homeRow) {
        String value(int column) {
            return claims.get(column).isEmpty() ? "" : claims.get(column).get(0).value();
        }

        boolean differs() {
            return claims.stream().flatMap(List::stream).anyMatch(claim -> claim.verdict() == Claim.Verdict.DIFFERS);
        }

        boolean differs(int column) {
            return claims.get(column).stream().anyMatch(claim -> claim.verdict() == Claim.Verdict.DIFFERS);
        }
    }

    UnifiedRegister(ProgrammeLists lists, int[] clusters, List<String> trusted) {
        this.lists = lists;
        this.table = lists.table();
        int count = Arrays.stream(clusters).max().orElse(-1) + 1;
        List<List<Integer>> rowsOf = new ArrayList<>();
        for (int person = 0; person < count; person++) {
            rowsOf.add(new ArrayList<>());
        }
        for (int row = 0; row < clusters.length; row++) {
            rowsOf.get(clusters[row]).add(row);
        }
        Map<String, String> households = households(clusters);
        Map<String, Integer> trust = new HashMap<>();
        trusted.forEach(name -> trust.putIfAbsent(name, trust.size()));
        lists.names().forEach(name -> trust.putIfAbsent(name, trust.size()));
        Survivorship survivorship = Survivorship.of(
                table,
                List.copyOf(new LinkedHashMap<>(trust)
                        .keySet().stream()
                                .sorted(Comparator.comparingInt(trust::get))
                                .toList()));
        int known = (int) households.values().stream().distinct().count();
        int alone = 0;
        for (int person = 0; person < count; person++) {
            List<Integer> rows = rowsOf.get(person);
            Set<String> on = new java.util.TreeSet<>(Comparator.comparingInt(lists.names()::indexOf));
            rows.forEach(row -> on.add(list(row)));
            List<List<Claim>> claims = new ArrayList<>();
            for (int column : shown()) {
                claims.add(survivorship.claims(rows, column));
            }
            int home = rows.stream()
                    .filter(row -> !householdKey(row).isEmpty())
                    .min(Comparator.comparingInt((Integer row) -> trust.getOrDefault(list(row), trust.size()))
                            .thenComparingInt(row -> row))
                    .orElse(-1);
            people.add(new Person(
                    String.format("P%07d", person + 1),
                    rows,
                    on,
                    claims,
                    home < 0 ? householdNumber(known + ++alone) : households.getOrDefault(householdKey(home), ""),
                    home));
        }
    }

    /** The columns of the table that say something about a person; where some lists have whole names, those of all, that they can be compared. */
    List<Integer> shown() {
        boolean isWhole = table.column(ColumnRole.FULL_NAME) >= 0;
        List<Integer> shown = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            ColumnRole role = table.columns().get(c).role();
            boolean isPart = role == ColumnRole.GIVEN_NAME || role == ColumnRole.FAMILY_NAME;
            if (role != ColumnRole.HOUSEHOLD && role != ColumnRole.SOURCE && !(isWhole && isPart)) {
                shown.add(c);
            }
        }
        return shown;
    }

    List<Person> people() {
        return people;
    }

    String list(int row) {
        return table.value(row, table.column(ColumnRole.SOURCE));
    }

    /** The household of a row as its list names it, empty where it has none. */
    String household(int row) {
        return table.value(row, table.column(ColumnRole.HOUSEHOLD));
    }

    private String householdKey(int row) {
        return household(row).isEmpty() ? "" : list(row) + "\n" + household(row);
    }

    /** The number of the unified household of each household of a list. */
    private Map<String, String> households(int[] clusters) {
        Map<String, Set<Integer>> members = new LinkedHashMap<>();
        Map<Integer, List<String>> homes = new TreeMap<>();
        for (int row = 0; row < clusters.length; row++) {
            String key = householdKey(row);
            if (!key.isEmpty()
                    && members.computeIfAbsent(key, k -> new HashSet<>()).add(clusters[row])) {
                homes.computeIfAbsent(clusters[row], p -> new ArrayList<>()).add(key);
            }
        }
        Map<List<String>, Integer> shared = new LinkedHashMap<>();
        for (List<String> of : homes.values()) {
            for (int i = 0; i < of.size(); i++) {
                for (int j = i + 1; j < of.size(); j++) {
                    shared.merge(List.of(of.get(i), of.get(j)), 1, Integer::sum);
                }
            }
        }
        Map<String, String> root = new HashMap<>();
        members.keySet().forEach(key -> root.put(key, key));
        shared.forEach((pair, people) -> {
            String a = pair.get(0);
            String b = pair.get(1);
            boolean twoLists = !a.substring(0, a.indexOf('\n')).equals(b.substring(0, b.indexOf('\n')));
            int smaller = Math.min(size(members, a), size(members, b));
            if (twoLists && 2 * people >= smaller) {
                root.put(find(root, a), find(root, b));
            }
        });
        Map<String, String> numbers = new HashMap<>();
        Map<String, String> unified = new HashMap<>();
        for (String key : members.keySet()) {
            unified.put(key, numbers.computeIfAbsent(find(root, key), k -> householdNumber(numbers.size() + 1)));
        }
        return unified;
    }

    private static String householdNumber(int number) {
        return String.format("H%07d", number);
    }

    private static int size(Map<String, Set<Integer>> members, String key) {
        return members.getOrDefault(key, Set.of()).size();
    }

    private static String find(Map<String, String> root, String key) {
        String top = key;
        String above = root.getOrDefault(top, top);
        while (!above.equals(top)) {
            top = above;
            above = root.getOrDefault(top, top);
        }
        return top;
    }

    /** How many people stand on both of two lists; on the diagonal those who stand on this one alone. */
    long[][] overlap() {
        int n = lists.names().size();
        long[][] overlap = new long[n][n];
        for (Person person : people) {
            int[] on = person.lists().stream().mapToInt(lists.names()::indexOf).toArray();
            if (on.length == 1) {
                overlap[on[0]][on[0]]++;
            }
            for (int a : on) {
                for (int b : on) {
                    overlap[a][b] += a == b ? 0 : 1;
                }
            }
        }
        return overlap;
    }
}
