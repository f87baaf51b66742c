package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Models, explanations, simulations and recorded lists by the packaged command. */
class ScoringIT {
    private static final String MODEL = """
            {
              "model": "linear-pmt", "id": "hut", "version": "1", "unit": "points", "source": "a test",
              "indicators": {
                "size": {"type": "number", "registry": "household_size", "least": 1, "most": 40, "label": {"en": "People", "fr": "Personnes"}},
                "roof": {"type": "code"}, "goats": {"type": "number", "least": 0, "most": 500}
              },
              "intercept": 10,
              "terms": [
                {"indicator": "size", "transform": "log", "coefficient": -1},
                {"indicator": "roof", "codes": {"thatch": 0, "metal": 0.5, "concrete": 1}},
                {"formula": "min(goats, 10)", "coefficient": 0.05}
              ],
              "decision": {
                "rules": [{"id": "poor", "when": "score < 9.1"}, {"id": "large", "when": "size >= 9", "label": "nine or more people"}],
                "eligible": "poor or large"
              }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    private static Path model = Path.of("");
    private static Path registry = Path.of("");

    @BeforeAll
    static void populate() throws IOException, InterruptedException {
        model = Files.writeString(folder.resolve("hut.json"), MODEL);
        registry = PackagedCommand.inventedRegistry("MG", 2000, folder);
    }

    private static PackagedCommand ok(Object... args) throws IOException, InterruptedException {
        PackagedCommand run = PackagedCommand.run(args);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    @Test
    void a_model_is_checked_and_its_doubts_are_named() throws IOException, InterruptedException {
        JsonNode sound = ok("model", "check", "--json", model).json();
        assertThat(sound.path("hash").asString()).matches("[0-9a-f]{64}");
        assertThat(sound.path("rules").toString()).isEqualTo("[\"poor\",\"large\"]");
        Path doubtful = Files.writeString(
                folder.resolve("doubtful.json"),
                MODEL.replace("\"source\": \"a test\",", "").replace("min(goats, 10)", "1"));
        PackagedCommand run = PackagedCommand.run("model", "check", "--lang", "fr", doubtful);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("ne dit pas d'où viennent ses poids", "« goats »");
        Path broken = Files.writeString(folder.resolve("broken.json"), MODEL.replace("score < 9.1", "scor < 9.1"));
        PackagedCommand refused = PackagedCommand.run("model", "check", broken);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("rule 1 of the decision", "at character 1", "Maybe 'score'?");
        Path nested = Files.writeString(
                folder.resolve("nested.json"),
                MODEL.replace("score < 9.1", "(".repeat(10_000) + "1" + ")".repeat(10_000) + " < 2"));
        assertThat(PackagedCommand.run("model", "check", nested).err())
                .contains("at most 4000 characters")
                .doesNotContain("StackOverflow");
    }

    @Test
    void irregular_tables_are_named_by_line_and_score() throws IOException, InterruptedException {
        Path out = folder.resolve("lookup.json");
        PackagedCommand regular =
                ok("model", "lookup", "--json", ReferenceData.file("scoring/ppi/ppiTGO2018.csv"), "--out", out);
        assertThat(regular.json().path("scores").asInt()).isEqualTo(101);
        Path scorecard = Files.writeString(
                folder.resolve("scorecard.json"),
                "{\"model\": \"scorecard\", \"id\": \"ppi\", \"version\": \"1\", \"source\": \"x\", \"indicators\": {\"roof\": {\"type\": \"code\"}},"
                        + " \"questions\": [{\"indicator\": \"roof\", \"codes\": {\"thatch\": 0, \"metal\": 20, \"concrete\": 60}}],"
                        + " \"lookup\": " + Files.readString(out)
                        + ", \"decision\": {\"rules\": [{\"id\": \"likely\", \"when\": \"ppp190 >= 50\"}], \"eligible\": \"likely\"}}");
        JsonNode scored = ok("score", "--json", "--model", scorecard, "--registry", registry)
                .json();
        assertThat(scored.path("eligible").asInt()).isPositive();
        PackagedCommand irregular =
                PackagedCommand.run("model", "lookup", "--json", ReferenceData.file("scoring/ppi/ppiSLE2011.csv"));
        assertThat(irregular.exitCode()).isEqualTo(1);
        String problems = irregular.json().path("problems").toString();
        for (String line : List.of("nl100", "nlFood", "nl75", "nl150", "extreme", "ppp125", "ppp250")) {
            assertThat(problems).contains("'" + line + "'");
        }
        assertThat(problems).contains("ppiSLE2011.csv: In the line 'nl100' the likelihood rises at the score 20");
    }

    @Test
    void a_household_is_told_why() throws IOException, InterruptedException {
        Path out = folder.resolve("statement.txt");
        PackagedCommand run = ok(
                "explain",
                "--lang",
                "fr",
                "--model",
                model,
                "--registry",
                registry,
                "--household",
                "MG0000001",
                "--out",
                out);
        assertThat(Files.readString(out))
                .contains("Ménage MG0000001", "Personnes", "Les règles", "nine or more people");
        assertThat(run.out().strip()).isEqualTo(Files.readString(out).strip());
        JsonNode json = ok("explain", "--json", "--model", model, "--registry", registry, "--household", "MG0000001")
                .json();
        double sum = json.path("intercept").asDouble();
        for (JsonNode part : json.path("parts")) {
            sum += part.path("points").asDouble();
        }
        assertThat(sum).isEqualTo(json.path("score").asDouble());
        assertThat(json.at("/rules/large").asString()).isIn("yes", "no");
    }

    @Test
    void a_simulation_has_intervals_groups_and_a_page() throws IOException, InterruptedException {
        Path other = Files.writeString(
                folder.resolve("other.json"),
                MODEL.replace("\"id\": \"hut\"", "\"id\": \"hut-two\"")
                        .replace("\"coefficient\": -1", "\"coefficient\": -0.2"));
        Path page = folder.resolve("simulation.html");
        Path households = folder.resolve("households.csv");
        Path withSize = sized(households);
        PackagedCommand run = PackagedCommand.run(
                "simulate",
                "--json",
                "--model",
                model,
                "--against",
                other,
                "--input",
                withSize,
                "--truth",
                "truth_consumption",
                "--members",
                "size",
                "--groups",
                "roof",
                "--replicates",
                "100",
                "--baseline",
                withSize,
                "--report",
                page);
        JsonNode json = run.json();
        double low = json.at("/measures/exclusion/low").asDouble();
        double value = json.at("/measures/exclusion/value").asDouble();
        assertThat(value).isBetween(low, json.at("/measures/exclusion/high").asDouble());
        assertThat(value).isBetween(0.1, 0.9);
        assertThat(json.at("/against/model").asString()).isEqualTo("hut-two 1");
        assertThat(json.path("groups").path("roof").size()).isGreaterThan(1);
        assertThat(json.path("drift").path("size").asDouble()).isZero();
        assertThat(Files.readString(page)).contains("<svg", "hut-two 1", "Two models");
        PackagedCommand zero = PackagedCommand.run(
                "simulate",
                "--model",
                model,
                "--input",
                withSize,
                "--truth",
                "truth_consumption",
                "--weights",
                "nothing");
        assertThat(zero.exitCode()).isEqualTo(1);
        assertThat(zero.err()).contains("All weights are 0");
        PackagedCommand quota = PackagedCommand.run(
                "simulate", "--model", model, "--input", withSize, "--truth", "truth_consumption", "--quota", "120%");
        assertThat(quota.exitCode()).isEqualTo(2);
    }

    /** The file of invented households with two columns more: how many people, and a weight of nothing. */
    private static Path sized(Path households) throws IOException {
        List<String> lines = Files.readAllLines(households);
        StringBuilder out = new StringBuilder(lines.get(0)).append(",size,nothing\n");
        for (int i = 1; i < lines.size(); i++) {
            out.append(lines.get(i)).append(',').append(1 + i % 7).append(",0\n");
        }
        return Files.writeString(folder.resolve("sized.csv"), out.toString());
    }

    @Test
    void a_recorded_list_is_made_again_and_so_is_the_validated_one() throws IOException, InterruptedException {
        Path list = folder.resolve("list.csv");
        Object[] target = {
            "target",
            "--json",
            "--model",
            model,
            "--registry",
            registry,
            "--quota",
            "30%",
            "--area-prefix",
            "4",
            "--lottery",
            "a word",
            "--counting",
            "persons",
            "--review-band",
            "0.05",
            "--record",
            "Vatsy tsinjo",
            "--by",
            "Rasoa",
            "--out",
            list
        };
        PackagedCommand first = PackagedCommand.run(target);
        assertThat(first.exitCode()).as(first.err()).isLessThan(2);
        JsonNode replayed = ok("replay", "--json", "--registry", registry).json();
        assertThat(replayed.at("/lists/0/same").asBoolean()).isTrue();
        assertThat(replayed.at("/lists/0/by").asString()).isEqualTo("Rasoa");
        assertThat(replayed.at("/lists/0/selected").asInt())
                .isEqualTo(first.json().path("selected").asInt());
        List<String> selected = Files.readAllLines(list).stream()
                .filter(line -> line.contains(",selected,"))
                .toList();
        String[] one = selected.get(0).split(",");
        Path wishes = Files.writeString(
                folder.resolve("wishes.csv"),
                "area,date,women,men,household,wish,reason\n" + one[0] + ",2026-03-01,11,7," + one[3]
                        + ",exclude,has a shop\n");
        Path minutes = folder.resolve("minutes.csv");
        Path validatedList = folder.resolve("validated.csv");
        PackagedCommand validated = ok(
                "validate",
                "--json",
                "--registry",
                registry,
                "--programme",
                "Vatsy tsinjo",
                "--wishes",
                wishes,
                "--by",
                "Solo",
                "--minutes",
                minutes,
                "--out",
                validatedList);
        assertThat(validated.json().path("excluded").asInt()).isEqualTo(1);
        assertThat(Files.readString(minutes)).contains(one[3] + ",excluded,has a shop", "moved_up");
        assertThat(Files.readString(validatedList)).contains(",excluded," + one[3]);
        JsonNode again = ok("replay", "--json", "--registry", registry).json();
        assertThat(again.at("/lists/0/validated").asBoolean()).isTrue();
        assertThat(again.at("/lists/0/same").asBoolean()).isTrue();
        Path displaced = folder.resolve("displaced.csv");
        Object[] smaller = java.util.Arrays.copyOf(target, target.length + 2);
        smaller[List.of(target).indexOf("30%")] = "25%";
        smaller[target.length] = "--displaced";
        smaller[target.length + 1] = displaced;
        PackagedCommand second = PackagedCommand.run(smaller);
        assertThat(second.exitCode()).as(second.err()).isLessThan(2);
        assertThat(Files.readAllLines(displaced)).hasSizeGreaterThan(2);
        assertThat(Files.readString(displaced)).contains(",quota,");
        assertThat(ok("replay", "--json", "--registry", registry, "--programme", "Vatsy tsinjo")
                        .json()
                        .path("lists")
                        .size())
                .isEqualTo(2);
        assertThat(ok("verify", "--json", "--registry", registry)
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
        PackagedCommand none = PackagedCommand.run("replay", "--registry", registry, "--programme", "nobody");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("No list was recorded");
    }

    @Test
    void a_budget_is_spent_on_the_neediest_and_their_places_run_out() throws IOException, InterruptedException {
        Path list = folder.resolve("money.csv");
        List<Object> target = new ArrayList<>(List.of("target", "--json", "--model", model, "--registry", registry));
        target.addAll(List.of("--quota", "3000000", "--counting", "money", "--area-prefix", "2"));
        target.addAll(List.of("--per-household", "10000", "--per-person", "5000", "--most-persons", "5"));
        target.addAll(List.of("--holds", "2y", "--data-age", "30m"));
        target.addAll(List.of("--record", "Vola", "--by", "Rasoa", "--out", list));
        PackagedCommand run = PackagedCommand.run(target.toArray());
        assertThat(run.exitCode()).as(run.err()).isLessThan(2);
        long spent = 0;
        int selected = 0;
        String earliest = "9999";
        List<String> lines = Files.readAllLines(list);
        assertThat(lines.get(0)).endsWith(",amount,holds_until");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            long amount = Long.parseLong(cells[cells.length - 2]);
            assertThat(amount).isBetween(10_000L, 35_000L);
            if (cells[2].equals("selected")) {
                spent += amount;
                selected++;
                earliest = cells[cells.length - 1].compareTo(earliest) < 0 ? cells[cells.length - 1] : earliest;
            } else {
                assertThat(cells[cells.length - 1]).isEmpty();
            }
        }
        assertThat(spent).isBetween(2_000_000L, 3_000_000L);
        assertThat(run.json().path("selected").asInt()).isEqualTo(selected);
        assertThat(ok("replay", "--json", "--registry", registry, "--programme", "Vola")
                        .json()
                        .at("/lists/0/terms/transfer_most_persons")
                        .asString())
                .isEqualTo("5");

        Path places = folder.resolve("places.csv");
        JsonNode now = ok(
                        "recertify",
                        "--json",
                        "--registry",
                        registry,
                        "--programme",
                        "Vola",
                        "--on",
                        earliest,
                        "--out",
                        places)
                .json();
        assertThat(now.path("selected").asInt()).isEqualTo(selected);
        assertThat(now.path("due").asInt()).isZero();
        assertThat(now.path("next").asString()).isEqualTo(earliest);
        assertThat(Files.readAllLines(places)).hasSize(selected + 1);
        assertThat(Files.readAllLines(places).get(1)).endsWith(earliest + ",no");
        PackagedCommand later = PackagedCommand.run(
                "recertify", "--lang", "fr", "--registry", registry, "--programme", "Vola", "--on", "2099-01-01");
        assertThat(later.exitCode()).isEqualTo(1);
        assertThat(later.out()).contains("échues : à interroger de nouveau");

        PackagedCommand nothing = PackagedCommand.run(
                "target", "--model", model, "--registry", registry, "--quota", "9", "--counting", "money");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err()).contains("what does a household get?");
        PackagedCommand sizes = PackagedCommand.run(
                "target", "--model", model, "--input", list, "--quota", "9", "--counting", "persons");
        assertThat(sizes.exitCode()).isEqualTo(2);
        assertThat(sizes.err()).contains("--size");
    }
}
