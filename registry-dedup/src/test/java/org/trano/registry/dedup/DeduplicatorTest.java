package org.trano.registry.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.evaluate.Evaluation;
import org.trano.registry.dedup.evaluate.MatchReport;

class DeduplicatorTest {
    private static DedupResult run(RecordTable table, int threads) {
        return Deduplicator.builder().threads(threads).build().run(table);
    }

    @Test
    void people_entered_twice_are_found() {
        People people = People.generate(2000, 1);
        DedupResult result = run(people.table(), 2);
        Evaluation quality = Evaluation.of(result, people.truth().toArray(String[]::new), null);
        assertThat(quality.clusterPairs().f1()).isGreaterThan(0.95);
        assertThat(quality.pairs().precision()).isGreaterThan(0.95);
        assertThat(quality.blockingRecall()).isGreaterThan(0.97);
        assertThat(result.matches()).isNotEmpty().allMatch(match -> match.weight() >= result.threshold());
    }

    /** Same records in another order, on another number of threads: the same groups and the same weights. */
    @Property(tries = 8)
    void neither_the_order_of_the_rows_nor_the_threads_matter(@ForAll long seed) {
        People people = People.generate(300, seed);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < people.rows().size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        RecordTable.Builder shuffled = RecordTable.builder(People.COLUMNS);
        order.forEach(row -> shuffled.add(people.rows().get(row)));
        DedupResult one = run(people.table(), 1);
        DedupResult other = run(shuffled.build(), 3);
        assertThat(other.threshold()).isEqualTo(one.threshold());
        assertThat(other.pairsCompared()).isEqualTo(one.pairsCompared());
        assertThat(groups(other.clusters(), order)).isEqualTo(groups(one.clusters(), null));
        assertThat(other.matches().stream().map(Match::weight).sorted().toList())
                .isEqualTo(one.matches().stream().map(Match::weight).sorted().toList());
    }

    private static Set<Set<Integer>> groups(int[] clusters, @org.jspecify.annotations.Nullable List<Integer> order) {
        Map<Integer, Set<Integer>> byCluster = new HashMap<>();
        for (int row = 0; row < clusters.length; row++) {
            byCluster.computeIfAbsent(clusters[row], c -> new TreeSet<>()).add(order == null ? row : order.get(row));
        }
        return new HashSet<>(byCluster.values());
    }

    @Test
    void an_explanation_adds_up_to_the_weight() {
        People people = People.generate(500, 2);
        DedupResult result = run(people.table(), 2);
        for (Match match : result.matches()) {
            Explanation why = result.explain(match.left(), match.right());
            double sum = why.prior();
            for (Explanation.Part part : why.parts()) {
                sum += part.bits();
            }
            assertThat(sum - why.kinship()).isCloseTo(match.weight(), within(1e-4));
            assertThat(why.parts()).hasSameSizeAs(People.COLUMNS);
        }
    }

    @Test
    void every_pair_is_compared_and_those_worth_a_look_are_shown_once() {
        DedupResult result = run(People.generate(400, 3).table(), 2);
        long records = result.clusters().length;
        assertThat(result.pairsCompared()).isEqualTo(records * (records - 1) / 2);
        Set<Long> seen = new HashSet<>();
        result.forEachPair((left, right, weight) -> assertThat(
                        seen.add((long) Math.min(left, right) << 32 | Math.max(left, right)))
                .isTrue());
        assertThat(result.matches())
                .allSatisfy(match -> assertThat(seen).contains((long) match.left() << 32 | match.right()));
        assertThat(seen.size()).isLessThan((int) records);
        long found = result.model().rules().stream()
                .mapToLong(ModelSummary.Rule::found)
                .sum();
        assertThat(found).isEqualTo(result.pairsCompared());
    }

    @Test
    void two_members_of_one_household_are_two_people() {
        People people = People.generate(300, 4);
        List<RecordTable.Column> columns = new ArrayList<>(People.COLUMNS);
        columns.add(new RecordTable.Column("menage", ColumnRole.HOUSEHOLD));
        RecordTable.Builder table = RecordTable.builder(columns);
        int row = 0;
        for (List<String> values : people.rows()) {
            List<String> with = new ArrayList<>(values);
            with.add("h" + row++ / 2);
            table.add(with);
        }
        int[] clusters = run(table.build(), 2).clusters();
        for (int first = 0; first + 1 < clusters.length; first += 2) {
            assertThat(clusters[first]).isNotEqualTo(clusters[first + 1]);
        }
    }

    @Test
    void linking_matches_across_sources_only() {
        People people = People.generate(600, 5);
        List<RecordTable.Column> columns = new ArrayList<>(People.COLUMNS);
        columns.add(new RecordTable.Column("liste", ColumnRole.SOURCE));
        RecordTable.Builder table = RecordTable.builder(columns);
        List<String> sources = new ArrayList<>();
        for (int row = 0; row < people.rows().size(); row++) {
            boolean again =
                    row > 0 && people.truth().get(row).equals(people.truth().get(row - 1));
            List<String> with = new ArrayList<>(people.rows().get(row));
            sources.add(again ? "b" : "a");
            with.add(sources.get(row));
            table.add(with);
        }
        DedupResult result = run(table.build(), 2);
        assertThat(result.matches())
                .isNotEmpty()
                .allMatch(m -> !sources.get(m.left()).equals(sources.get(m.right())));
        Evaluation quality =
                Evaluation.of(result, people.truth().toArray(String[]::new), sources.toArray(String[]::new));
        assertThat(quality.clusterPairs().f1()).isGreaterThan(0.95);
    }

    @Test
    void placeholders_and_blanks_never_match_each_other() {
        RecordTable.Builder table = RecordTable.builder(People.COLUMNS);
        People.generate(200, 6).rows().forEach(table::add);
        for (int i = 0; i < 5; i++) {
            table.add(List.of("inconnu", "INCONNU", "", "", "99999999", "N/A"));
        }
        DedupResult result = run(table.build(), 1);
        int rows = result.clusters().length;
        assertThat(result.matches()).noneMatch(match -> match.right() >= rows - 5);
    }

    @Test
    void what_cannot_be_matched_is_refused_in_words() {
        assertThatThrownBy(() -> run(RecordTable.builder(People.COLUMNS).build(), 1))
                .hasMessageContaining("Maybe");
        RecordTable.Builder same = RecordTable.builder(List.of(new RecordTable.Column("sexe", ColumnRole.SEX)));
        same.add(List.of("M")).add(List.of("M"));
        RecordTable table = same.build();
        assertThatThrownBy(() -> run(table, 1)).hasMessageContaining("No column tells people apart");
        assertThatThrownBy(() -> Deduplicator.builder().threads(0)).hasMessageContaining("Maybe");
        assertThatThrownBy(() -> Deduplicator.builder().precision(2)).hasMessageContaining("Maybe");
        assertThatThrownBy(() -> RecordTable.builder(People.COLUMNS).add(List.of("x")))
                .hasMessageContaining("Maybe");
    }

    /** A pair that weighs exactly as much as the threshold is a match, and its records are one person. */
    @Test
    void the_weakest_match_is_in_one_cluster() {
        DedupResult result = run(People.generate(800, 8).table(), 2);
        int[] clusters = result.clusters();
        Match weakest = result.matches().get(result.matches().size() - 1);
        assertThat(weakest.weight()).isEqualTo(result.threshold());
        boolean alone = result.matches().stream()
                .filter(m -> m != weakest)
                .allMatch(m -> m.left() != weakest.left()
                        && m.right() != weakest.right()
                        && m.left() != weakest.right()
                        && m.right() != weakest.left());
        assertThat(alone).isTrue();
        assertThat(clusters[weakest.left()]).isEqualTo(clusters[weakest.right()]);
    }

    @Test
    void two_records_or_a_handful_are_enough_not_to_fail() {
        for (int n : new int[] {2, 3, 5}) {
            RecordTable.Builder table = RecordTable.builder(People.COLUMNS);
            for (int i = 0; i < n; i++) {
                table.add(List.of("Ama" + i % 2, "Kpodo", "1985-06-1" + i, "F", "", "Kara" + i));
            }
            assertThat(run(table.build(), 2).clusters()).hasSize(n);
        }
    }

    @Test
    void the_report_stands_alone_in_both_languages() throws IOException {
        People people = People.generate(300, 7);
        DedupResult result = run(people.table(), 2);
        List<String> ids = new ArrayList<>();
        for (int row = 0; row < people.rows().size(); row++) {
            ids.add("<id&" + row + ">");
        }
        Evaluation quality = Evaluation.of(result, people.truth().toArray(String[]::new), null);
        for (Locale locale : List.of(Locale.ENGLISH, Locale.FRENCH)) {
            StringBuilder page = new StringBuilder();
            MatchReport.write(page, result, ids, quality, locale);
            assertThat(page)
                    .startsWith("<!doctype html>")
                    .contains("lang=\"" + locale.getLanguage() + "\"")
                    .contains("&lt;id&amp;");
            assertThat(page)
                    .doesNotContain("<id&")
                    .doesNotContain("http")
                    .doesNotContain("<script")
                    .doesNotContain("NaN");
        }
    }
}
