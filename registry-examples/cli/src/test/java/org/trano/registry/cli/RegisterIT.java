package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A household at the desk and a pair before a reviewer, in the packaged program. */
class RegisterIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path registry = Path.of("");

    @BeforeEach
    void people() throws IOException, InterruptedException {
        registry = folder.resolve("r.registry");
        StringBuilder persons =
                new StringBuilder("person_id,household_id,given_name,surname,birth_date,sex,relationship\n");
        persons.append("1,H1,Kossivi,Mensah,1975,M,head\n");
        persons.append("2,H1,Afiwa,Mensah,1980,F,spouse\n");
        persons.append("3,H1,Yawovi,Mensah,2001-05-03,M,child\n");
        for (int i = 0; i < 400; i++) {
            persons.append(10 + i)
                    .append(",K")
                    .append(i)
                    .append(",")
                    .append("Adjo,Abla,Ama,Efua,Esi".split(",")[i % 5])
                    .append(",")
                    .append("Lawson,Amegan,Dossou,Bawa,Sossou,Ayeva,Kpodar".split(",")[i % 7])
                    .append(",")
                    .append(1940 + i % 60)
                    .append("-0")
                    .append(1 + i % 9)
                    .append("-1")
                    .append(i % 10)
                    .append(",F,head\n");
        }
        Path file = Files.writeString(folder.resolve("p.csv"), persons);
        assertThat(PackagedCommand.run("import", "--registry", registry, "--persons", file)
                        .exitCode())
                .isZero();
    }

    private Path form(String json) throws IOException {
        return Files.writeString(folder.resolve("form.json"), json);
    }

    @Test
    void aHouseholdComesBackAndIsBroughtUpToDate() throws IOException, InterruptedException {
        Path form = form("""
                {"members": [
                  {"name": "Kosivi Mensa", "birth": "1975", "sex": "M", "relationship": "head"},
                  {"name": "Afiwa Mensah", "birth": "1980", "sex": "F", "relationship": "épouse", "phones": ["90123456"]}]}
                """);
        PackagedCommand look = PackagedCommand.run(
                "register", "--registry", registry, "--household", form, "--by", "officer-17", "--lang", "fr");
        assertThat(look.exitCode()).isZero();
        assertThat(look.out())
                .contains(
                        "C'est le ménage H1",
                        "Kosivi Mensa : connu(e)",
                        "90123456 s'ajoute",
                        "Yawovi Mensah n'y vit plus")
                .contains("Rien n'a été enregistré");
        PackagedCommand accept = PackagedCommand.run(
                "register",
                "--registry",
                registry,
                "--household",
                form,
                "--by",
                "officer-17",
                "--accept",
                "1,2",
                "--died",
                "3=2025-11",
                "--json");
        assertThat(accept.exitCode()).as(accept.err()).isZero();
        assertThat(accept.json().at("/recognition").asString()).isEqualTo("known");
        assertThat(accept.json().at("/proposals"))
                .hasSize(3)
                .allSatisfy(
                        proposal -> assertThat(proposal.at("/event").isNull()).isFalse());
        PackagedCommand search =
                PackagedCommand.run("search", "--registry", registry, "--name", "Yawovi Mensah", "--lang", "en");
        assertThat(search.out()).contains("died 2025-11");
        assertThat(PackagedCommand.run("verify", "--registry", registry).exitCode())
                .isZero();
    }

    @Test
    void whoMayBeKnownComesBeforeAReviewerAndIsJoined() throws IOException, InterruptedException {
        Path form =
                form("{\"members\": [{\"name\": \"Yawo Mensah\", \"birth\": \"2001\", \"relationship\": \"head\"}]}");
        PackagedCommand register = PackagedCommand.run(
                "register",
                "--registry",
                registry,
                "--household",
                form,
                "--by",
                "officer-17",
                "--accept",
                "all",
                "--json");
        assertThat(register.exitCode()).as(register.err()).isZero();
        assertThat(register.json().at("/recognition").asString()).isEqualTo("look");
        PackagedCommand queue = PackagedCommand.run("review", "--registry", registry, "--json");
        assertThat(queue.json().at("/open").asInt()).isPositive();
        String one = queue.json().at("/cases/0/one").asString();
        String other = queue.json().at("/cases/0/other").asString();
        PackagedCommand first = PackagedCommand.run(
                "review",
                "--registry",
                registry,
                "--by",
                "officer-17",
                "--decide",
                one + "," + other + ",same",
                "--why",
                "same mother",
                "--of-two",
                "--json");
        assertThat(first.json().at("/standing").asString()).isEqualTo("awaits_second");
        PackagedCommand blind =
                PackagedCommand.run("review", "--registry", registry, "--by", "officer-18", "--lang", "fr");
        assertThat(blind.out()).contains("vous regardez sans savoir quoi").doesNotContain("same mother");
        PackagedCommand second = PackagedCommand.run(
                "review",
                "--registry",
                registry,
                "--by",
                "officer-18",
                "--decide",
                other + "," + one + ",same",
                "--json");
        assertThat(second.json().at("/standing").asString()).isEqualTo("same");
        assertThat(second.json().at("/identity").asString()).isEqualTo(one);
        assertThat(second.json().at("/records")).hasSize(2);
        PackagedCommand search =
                PackagedCommand.run("search", "--registry", registry, "--name", "Yawo Mensah", "--json");
        assertThat(search.json().at("/hits/0/identity").asString()).isEqualTo(one);
        PackagedCommand dedup = PackagedCommand.run("dedup", "--registry", registry, "--json");
        assertThat(dedup.json().at("/clusters").asInt()).isLessThanOrEqualTo(403);
    }

    @Test
    void aRunFindsPairsAndWhatIsDecidedTeachesTheNext() throws IOException, InterruptedException {
        PackagedCommand find = PackagedCommand.run("review", "--registry", registry, "--find", "5", "--json");
        assertThat(find.exitCode()).as(find.err()).isZero();
        Path setup = folder.resolve("setup.json");
        PackagedCommand learn = PackagedCommand.run("review", "--registry", registry, "--learn", setup, "--lang", "fr");
        assertThat(learn.exitCode()).as(learn.err()).isZero();
        assertThat(learn.out()).contains("setup.json.new");
        assertThat(folder.resolve("setup.json.new")).exists();
        assertThat(setup).doesNotExist();
    }

    @Test
    void badInputIsNamedInWords() throws IOException, InterruptedException {
        PackagedCommand field = PackagedCommand.run(
                "register",
                "--registry",
                registry,
                "--household",
                form("{\"membres\": []}"),
                "--by",
                "x",
                "--lang",
                "fr");
        assertThat(field.exitCode()).isEqualTo(1);
        assertThat(field.err()).contains("form.json, membres", "Ce champ n'existe pas ici", "members");
        Path good = form("{\"members\": [{\"name\": \"Roda Warsame\"}]}");
        PackagedCommand number = PackagedCommand.run(
                "register", "--registry", registry, "--household", good, "--by", "x", "--accept", "9");
        assertThat(number.exitCode()).isEqualTo(2);
        assertThat(number.err()).contains("no proposal 9");
        PackagedCommand none = PackagedCommand.run(
                "register", "--registry", folder.resolve("none.registry"), "--household", good, "--by", "x");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("none.registry")).doesNotExist();
        PackagedCommand verdict =
                PackagedCommand.run("review", "--registry", registry, "--by", "x", "--decide", "a,b,perhaps");
        assertThat(verdict.exitCode()).isEqualTo(2);
        assertThat(verdict.err()).contains("Maybe same, different or unsure");
        PackagedCommand nobody = PackagedCommand.run(
                "review",
                "--registry",
                registry,
                "--decide",
                "01a2183d-1834-7028-a99f-a207d3cc4bf4,01a2183d-1834-7028-a99f-a207d3cc4bf5,same");
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.err()).contains("--by");
    }
}
