package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trano.registry.core.exchange.CsvFile;

/** The main job in full, as its user runs it. */
class DemoIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private record Line(Map<String, String> values) {
        String get(String column) {
            return Objects.requireNonNull(values.get(column), column);
        }
    }

    private static List<Line> rows(Path file) {
        List<Line> rows = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(file)) {
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                Map<String, String> one = new HashMap<>();
                for (int i = 0; i < csv.header().size(); i++) {
                    one.put(csv.header().get(i), row.values().get(i));
                }
                rows.add(new Line(one));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TG", "DJ", "KM", "MG"})
    void every_household_is_on_the_list_and_the_page_shows_what_is_in_the_registry(String country)
            throws IOException, InterruptedException {
        PackagedCommand demo = PackagedCommand.run(
                "demo", "--json", "--quiet", "--country", country, "--persons", 4000, "--seed", 9, "--out", folder);
        assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.json().at("/exit_codes/verify").asInt()).isZero();

        Set<String> households = new HashSet<>();
        rows(folder.resolve("households.csv")).forEach(row -> households.add(row.get("household_id")));
        List<Line> list = rows(folder.resolve("list.csv"));
        assertThat(list).extracting(row -> row.get("household")).containsExactlyInAnyOrderElementsOf(households);
        Map<String, Double> cutoffs = new HashMap<>();
        long places = 0;
        for (Line area : rows(folder.resolve("areas.csv"))) {
            places += Long.parseLong(area.get("selected"));
            if (!area.get("cutoff").isEmpty()) {
                cutoffs.put(area.get("area"), Double.valueOf(area.get("cutoff")));
            }
        }
        assertThat((double) places / list.size()).isBetween(0.19, 0.21);
        for (Line row : list) {
            if (row.get("outcome").equals("not_ranked")) {
                assertThat(row.get("score")).isEmpty();
                assertThat(row.get("missing")).isNotEmpty();
            } else {
                double cutoff = cutoffs.getOrDefault(row.get("area"), Double.NaN);
                double score = Double.parseDouble(row.get("score"));
                assertThat(row.get("outcome").equals("selected") ? score <= cutoff : score >= cutoff)
                        .as(row.toString())
                        .isTrue();
            }
        }
        // Who shares people with another household is marked, so that nobody is served twice unseen.
        assertThat(list).anyMatch(row -> row.get("remark").contains("shares"));
        assertThat(rows(folder.resolve("review.csv")))
                .isNotEmpty()
                .allMatch(
                        row -> row.get("decision").isEmpty() && !row.get("id_1").equals(row.get("id_2")));
        assertThat(rows(folder.resolve("scores-care-burden.csv"))).hasSameSizeAs(list);
        assertThat(rows(folder.resolve("rejects.csv")))
                .allMatch(row -> row.get("_code").startsWith("date."));

        String english = Files.readString(folder.resolve("report.html"));
        String french = Files.readString(folder.resolve("report.fr.html"));
        for (String page : List.of(english, french)) {
            assertThat(page)
                    .contains("<svg", "care-burden 1", "demo-pmt-" + country + " 1", "id=\"errors\"", "id=\"coverage\"")
                    .doesNotContain(
                            "<script", "<link", "<img", "http:", "https:", "null", "{0}", "NaN", "missing.what");
        }
        assertThat(english).contains("lang=\"en\"", "Whom the list misses", "href=\"report.fr.html\"");
        assertThat(french).contains("lang=\"fr\"", "Qui la liste oublie", "href=\"report.html\"");
    }

    @Test
    void the_same_seed_gives_the_same_list_and_another_seed_another() throws IOException, InterruptedException {
        List<String> lists = new ArrayList<>();
        for (int seed : new int[] {4, 4, 5}) {
            Path out = Files.createDirectory(folder.resolve("d" + lists.size()));
            PackagedCommand run =
                    PackagedCommand.run("demo", "--quiet", "--persons", 1500, "--seed", seed, "--out", out);
            assertThat(run.exitCode()).as(run.err()).isZero();
            lists.add(Files.readString(out.resolve("list.csv")));
        }
        assertThat(lists.get(1)).isEqualTo(lists.get(0));
        assertThat(lists.get(2)).isNotEqualTo(lists.get(0));
        // Run again where it ran before: the old registry is replaced, not added to.
        Path again = folder.resolve("d0");
        assertThat(PackagedCommand.run("demo", "--quiet", "--persons", 1500, "--seed", 4, "--out", again)
                        .exitCode())
                .isZero();
        assertThat(Files.readString(again.resolve("list.csv"))).isEqualTo(lists.get(0));
    }

    /** Somebody is called &lt;script&gt;: a page must show the name, not run it. */
    @Test
    void names_from_a_register_never_become_markup() throws IOException, InterruptedException {
        StringBuilder csv = new StringBuilder("person_id,household_id,given_name,surname,birth_date,sex\n");
        for (int i = 0; i < 40; i++) {
            csv.append(i).append(",H").append(i / 4).append(",<script>alert(").append(i % 13);
            csv.append(")</script>,\"\"\"><img src=x>\",19").append(50 + i % 13).append("-06-12,F\n");
        }
        Path persons = Files.writeString(folder.resolve("p.csv"), csv);
        Path registry = folder.resolve("r.registry");
        Path page = folder.resolve("page.html");
        assertThat(PackagedCommand.run("import", "--registry", registry, "--persons", persons)
                        .exitCode())
                .isZero();
        assertThat(PackagedCommand.run("report", "--registry", registry, "--out", page)
                        .exitCode())
                .isZero();
        assertThat(page).content().doesNotContain("<script", "<img").contains("lang=\"en\"");
        assertThat(folder.resolve("page.fr.html")).exists();
    }
}
