package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.core.exchange.CsvFile;
import tools.jackson.databind.JsonNode;

/** Lists of three programmes, each kept in its own way, become one register; and what was chosen and decided can be used again. */
class UnifyIT {
    private static final Charset EXCEL = Charset.forName("windows-1252");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static List<Map<String, String>> rows(Path file) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(file)) {
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                assertThat(row.problem()).isNull();
                Map<String, String> values = new HashMap<>();
                for (int c = 0; c < csv.header().size(); c++) {
                    values.put(csv.header().get(c), row.values().get(c));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    private Path generate(String country, int persons) throws IOException, InterruptedException {
        Path out = folder.resolve(country);
        assertThat(PackagedCommand.run(
                                "generate", "--country", country, "--persons", persons, "--seed", 5, "--out", out)
                        .exitCode())
                .isZero();
        return out.resolve("persons.csv");
    }

    private static String line(Map<String, String> row, String... columns) {
        List<String> values = new ArrayList<>();
        for (String column : columns) {
            values.add(row.getOrDefault(column, column).replace(';', ' '));
        }
        return String.join(";", values);
    }

    /** Whole households go to one list each: a semicolon list with names in parts, one of Excel's with whole names, one with other dates. */
    private long split(Path persons, boolean hasAges) throws IOException {
        List<String> cash = new ArrayList<>(
                List.of("id_beneficiaire;menage;prenom;nom;sexe;date_naissance;telephone;village;lien;verite"));
        String birthOfFood = hasAges ? "age" : "annee_naissance";
        List<String> food =
                new ArrayList<>(List.of("No;nom_complet;genre;" + birthOfFood + ";id_menage;localite;verite"));
        List<String> clinic = new ArrayList<>(List.of("num;first_name;surname;dob;sex;nin;phone;village;verite"));
        Map<String, Integer> listOf = new HashMap<>();
        Random random = new Random(1);
        long records = 0;
        for (Map<String, String> row : rows(persons)) {
            String birth = row.getOrDefault("birth_date", "");
            boolean whole = birth.length() == 10;
            row.put("dmy", whole ? birth.substring(8) + "/" + birth.substring(5, 7) + "/" + birth.substring(0, 4) : "");
            row.put("annee_naissance", birth.matches("\\d{4}.*") ? birth.substring(0, 4) : "");
            // Asked in the middle of a year, some had their birthday already.
            row.put(
                    "age",
                    birth.matches("\\d{4}.*")
                            ? Integer.toString(
                                    Math.max(0, 2022 + random.nextInt(2) - Integer.parseInt(birth.substring(0, 4))))
                            : "");
            row.put("full", (row.get("given_name") + " " + row.get("family_name")).strip());
            row.put("hf", "M".equals(row.get("sex")) ? "H" : "F");
            records++;
            switch (listOf.computeIfAbsent(row.getOrDefault("household_id", ""), h -> random.nextInt(3))) {
                case 0 ->
                    cash.add(line(
                            row,
                            "person_id",
                            "household_id",
                            "given_name",
                            "family_name",
                            "hf",
                            "dmy",
                            "phone",
                            "locality",
                            "relationship",
                            "truth_person"));
                case 1 ->
                    food.add(line(
                            row, "person_id", "full", "hf", birthOfFood, "household_id", "locality", "truth_person"));
                default ->
                    clinic.add(line(
                            row,
                            "person_id",
                            "given_name",
                            "family_name",
                            "birth_date",
                            "sex",
                            "national_id",
                            "phone",
                            "locality",
                            "truth_person"));
            }
        }
        Files.write(folder.resolve("cash.csv"), cash, StandardCharsets.UTF_8);
        // What Excel cannot write it writes as question marks.
        Files.write(folder.resolve("food.csv"), String.join("\r\n", food).getBytes(EXCEL));
        Files.write(folder.resolve("clinic.csv"), clinic, StandardCharsets.UTF_8);
        return records;
    }

    private PackagedCommand unify(Path out) throws IOException, InterruptedException {
        PackagedCommand run = PackagedCommand.run(
                "unify",
                "--json",
                "--list",
                "cash=" + folder.resolve("cash.csv"),
                "--list",
                "food=" + folder.resolve("food.csv"),
                "--list",
                "clinic=" + folder.resolve("clinic.csv"),
                "--out",
                out,
                "--truth",
                "verite");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    @Test
    void a_list_with_ages_is_compared_by_the_years_of_birth_of_its_people() throws IOException, InterruptedException {
        split(generate("KM", 4000), true);
        Path out = folder.resolve("out");
        JsonNode json = unify(out).json();
        assertThat(json.at("/columns/food/age").asString()).isEqualTo("age");
        assertThat(json.path("cluster_f1").asDouble()).isGreaterThan(0.75);
        // What people were asked stays what it was, and two ages of different years contradict nothing.
        assertThat(rows(out.resolve("persons.csv")))
                .anyMatch(person -> person.getOrDefault("birth_date", "").matches("\\d{4}~"))
                .allMatch(person -> !person.getOrDefault("birth_date", "").endsWith("~")
                        || Math.abs(2023
                                        - Integer.parseInt(person.getOrDefault("age", "0"))
                                        - Integer.parseInt(person.getOrDefault("birth_date", "")
                                                .substring(0, 4)))
                                <= 1);
        assertThat(rows(out.resolve("differences.csv")))
                .isNotEmpty()
                .noneMatch(d -> "age".equals(d.getOrDefault("field", "")));
        assertThat(Files.readString(out.resolve("report.html"))).doesNotContain(">age<");
    }

    /** The same few people on two lists; only their mothers' names, under one header or two, tell who is who. */
    @Test
    void texts_of_one_name_are_one_column() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("a.csv"),
                "id;prenom;nom;Nom de la mère;metier\n1;Ali;Said;Zaïna Combo;pêcheur\n2;Ali;Said;Moinaecha Abdou;\n");
        Files.writeString(folder.resolve("b.csv"), "id;prenom;nom;nom de la mere\n7;Ali;Said;ZAINA COMBO\n");
        Path out = folder.resolve("out");
        PackagedCommand run = PackagedCommand.run(
                "unify",
                "--json",
                "--list",
                "a=" + folder.resolve("a.csv"),
                "--list",
                "b=" + folder.resolve("b.csv"),
                "--out",
                out,
                "--columns",
                "a.id=id,a.given_name=prenom,a.family_name=nom,a.text:mère=Nom de la mère,a.text:lists=metier",
                "--columns",
                "b.id=id,b.given_name=prenom,b.family_name=nom,b.text:MERE=nom de la mere");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().at("/columns/b/text:MERE").asString()).isEqualTo("nom de la mere");
        assertThat(rows(out.resolve("persons.csv")))
                .allMatch(person -> person.keySet()
                        .containsAll(Set.of("person_id", "given_name", "family_name", "mère", "lists_", "lists")))
                .anyMatch(person -> person.getOrDefault("lists_", "").equals("pêcheur"));
    }

    @Test
    void lists_of_three_programmes_become_one_register() throws IOException, InterruptedException {
        long records = split(generate("KM", 4000), false);
        Path out = folder.resolve("out");
        PackagedCommand run = unify(out);
        JsonNode json = run.json();
        assertThat(json.path("records").asLong()).isEqualTo(records);
        assertThat(json.at("/columns/food").toString())
                .contains("nom_complet", "annee_naissance")
                .doesNotContain("verite");
        assertThat(json.path("on_several_lists").asInt()).isPositive();
        assertThat(json.path("cluster_f1").asDouble()).isGreaterThan(0.75);
        List<Map<String, String>> persons = rows(out.resolve("persons.csv"));
        List<Map<String, String>> enrolments = rows(out.resolve("enrolments.csv"));
        assertThat(persons)
                .hasSize(json.path("persons").asInt())
                .noneMatch(p -> p.getOrDefault("household_id", "").isEmpty());
        // Nobody and nothing is lost: every record of every list is enrolled once.
        assertThat(enrolments).hasSize(Math.toIntExact(records));
        Set<String> seen = new HashSet<>();
        Map<String, Set<String>> lists = new HashMap<>();
        for (Map<String, String> enrolment : enrolments) {
            assertThat(seen.add(enrolment.get("list") + ":" + enrolment.get("line")))
                    .isTrue();
            lists.computeIfAbsent(enrolment.getOrDefault("person_id", ""), p -> new HashSet<>())
                    .add(enrolment.getOrDefault("list", ""));
        }
        for (Map<String, String> person : persons) {
            assertThat(Set.of(person.getOrDefault("lists", "").split("\\|")))
                    .isEqualTo(lists.get(person.getOrDefault("person_id", "")));
        }
        // "H" of one list and "M" of another say the same.
        assertThat(rows(out.resolve("differences.csv")))
                .isNotEmpty()
                .noneMatch(d ->
                        Set.of("H", "M").equals(Set.of(d.getOrDefault("kept", ""), d.getOrDefault("differs", " "))));
        assertThat(Files.readString(out.resolve("report.html"))).contains("Who is on which lists");
        PackagedCommand imported = PackagedCommand.run(
                "import",
                "--json",
                "--registry",
                folder.resolve("r.registry"),
                "--persons",
                out.resolve("persons.csv"));
        assertThat(imported.json().path("problems").propertyNames()).isSubsetOf("date.impossible", "date.future");
        assertThat(imported.json().at("/persons/recorded").asInt()).isGreaterThan(persons.size() - 60);
    }

    @Test
    void what_makes_no_sense_is_refused_in_words() throws IOException, InterruptedException {
        Path list = Files.writeString(folder.resolve("a.csv"), "nom;prenom\nAli;Said\n");
        Object[][] wrong = {
            {2, "There is no list 'b'", "--list", "a=" + list, "--trust", "b"},
            {2, "Maybe LIST.sex=nom", "--list", "a=" + list, "--columns", "sex=nom"},
            {2, "There is no role 'colour'", "--list", "a=" + list, "--columns", "a.colour=nom"},
            {1, "There is no column 'zz'", "--list", "a=" + list, "--columns", "a.sex=zz"},
            {2, "does not exist", "--list", "a=" + folder.resolve("nothing.csv")},
            {
                2,
                "the same but for marks and capitals",
                "--list",
                "a=" + list,
                "--columns",
                "a.text:mère=nom,a.text:MERE=prenom"
            },
            {1, "two are needed", "--list", "a=" + list}
        };
        for (Object[] each : wrong) {
            List<Object> args = new ArrayList<>(List.of("unify", "--out", folder.resolve("o")));
            args.addAll(List.of(each).subList(2, each.length));
            PackagedCommand run = PackagedCommand.run(args.toArray());
            assertThat(run.exitCode()).as(run.err()).isEqualTo(each[0]);
            assertThat(run.err()).containsIgnoringCase((String) each[1]);
            assertThat(run.err()).doesNotContain("Exception");
        }
    }

    @Test
    void a_setup_a_decision_and_an_explanation() throws IOException, InterruptedException {
        Path persons = generate("TG", 2000);
        Path setup = folder.resolve("setup.json");
        Path review = folder.resolve("review.csv");
        Path clusters = folder.resolve("clusters.csv");
        JsonNode first = PackagedCommand.run(
                        "dedup",
                        "--json",
                        "--input",
                        persons,
                        "--save-setup",
                        setup,
                        "--review",
                        review,
                        "--clusters",
                        clusters)
                .json();
        Path again = folder.resolve("again.csv");
        JsonNode second = PackagedCommand.run(
                        "dedup", "--json", "--input", persons, "--setup", setup, "--clusters", again)
                .json();
        assertThat(second.path("threshold")).isEqualTo(first.path("threshold"));
        assertThat(again).hasSameTextualContentAs(clusters);
        List<String> lines = Files.readAllLines(review);
        Map<String, String> surest = rows(review).get(0);
        String one = surest.getOrDefault("id_1", "");
        String two = surest.getOrDefault("id_2", "");
        // The first column is left for the decision.
        assertThat(lines.get(1)).startsWith(",");
        lines.set(1, "Différent" + lines.get(1));
        Files.write(review, lines);
        PackagedCommand decided = PackagedCommand.run(
                "dedup",
                "--lang",
                "fr",
                "--input",
                persons,
                "--decisions",
                review,
                "--clusters",
                again,
                "--explain",
                one + "," + two);
        assertThat(decided.exitCode()).as(decided.err()).isZero();
        assertThat(decided.out()).contains("Pourquoi " + one + " et " + two, "avant de regarder", "Somme");
        Map<String, String> clusterOf = new HashMap<>();
        rows(again).forEach(row -> clusterOf.put(row.getOrDefault("id", ""), row.getOrDefault("cluster", "")));
        assertThat(clusterOf.get(one)).isNotEqualTo(clusterOf.get(two));
        lines.set(2, "perhaps" + lines.get(2));
        Files.write(review, lines);
        PackagedCommand refused = PackagedCommand.run("dedup", "--input", persons, "--decisions", review);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("row 3", "'perhaps'", "Write same or different");
        PackagedCommand nobody = PackagedCommand.run("dedup", "--input", persons, "--explain", "nobody," + one);
        assertThat(nobody.err()).contains("There is nothing with the number 'nobody'");
    }
}
