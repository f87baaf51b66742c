package org.trano.registry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.exchange.OutputFile;
import org.trano.registry.dedup.Caution;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.Deduplicator;
import org.trano.registry.dedup.evaluate.Evaluation;
import org.trano.registry.dedup.survivor.Claim;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes one register out of the lists of several programmes. */
@Command(
        name = "unify",
        description =
                "Make one register out of the lists of several programmes: who is on which, and what each says differently.",
        footer = {
            "",
            "The columns of each list are guessed from header and content, and the guess is printed; --columns states them for a list, and then"
                    + " nothing of it is guessed. In DIR: persons.csv (one row per person, ready for 'import'), enrolments.csv (one row for each"
                    + " record of each list), differences.csv (what lists say differently, and what was kept), report.html."
        })
final class UnifyCommand extends TerminalCommand {
    @Option(
            names = "--list",
            paramLabel = "NAME=CSV",
            required = true,
            description = "A programme's list; once for each.")
    private Map<String, Path> files = new LinkedHashMap<>();

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME.ROLE=COLUMN",
            description =
                    "What the columns of a list mean, such as pfs.given_name=prenom; text:NAME for anything else that people"
                            + " of several lists can be told apart by.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the files go; made if need be.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--no-repeats",
            split = ",",
            paramLabel = "NAME",
            description = "Lists on which nobody stands twice: their records are never taken for one person.")
    private List<String> clean = List.of();

    @Option(
            names = "--trust",
            split = ",",
            paramLabel = "NAME",
            description = "Lists to be believed where as many say one thing as another, the most trusted first"
                    + " (otherwise in the order given).")
    private List<String> trusted = List.of();

    @Option(
            names = "--truth",
            paramLabel = "COLUMN",
            description = "A column of all lists that says who is who, to judge the result by; never used to find it.")
    private @Nullable String truth;

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "Expected precision of the pairs found (default ${DEFAULT-VALUE}).")
    private double precision = 0.97;

    @Override
    int run(Terminal terminal) throws IOException {
        if (!(precision > 0.5 && precision < 1)) {
            throw wrong("--precision must be between 0.5 and 1.");
        }
        for (List<String> names : List.of(clean, trusted)) {
            names.forEach(this::requireList);
        }
        Map<String, ProgrammeLists.Meaning> stated = stated();
        files.values().forEach(CsvFile::requireFile);
        Files.createDirectories(out);
        for (String file : List.of("persons.csv", "enrolments.csv", "differences.csv", "report.html")) {
            OutputFile.requireWritable(out.resolve(file));
        }
        terminal.report("read", 0, 1);
        ProgrammeLists lists = ProgrammeLists.read(files, stated, truth);
        terminal.problems(lists.problems());
        Set<String> repeating = new HashSet<>(files.keySet());
        clean.forEach(repeating::remove);
        DedupResult result = Deduplicator.builder()
                .precision(precision)
                .repeating(repeating)
                .progress(terminal)
                .build()
                .run(lists.table());
        UnifiedRegister register = new UnifiedRegister(lists, result.clusters(), trusted);
        @Nullable Evaluation quality = lists.truth() == null ? null : Evaluation.of(result, lists.truth(), null);
        write(lists, register, result);
        UnifyReport report = new UnifyReport(lists, register, result, quality);
        OutputFile.write(out.resolve("report.html"), text -> report.write(text, terminal.locale()));
        terminal.line(terminal.word("unify.title"));
        Map<String, Object> json = new LinkedHashMap<>();
        for (String list : lists.names()) {
            terminal.fact("unify.list", list);
            Objects.requireNonNull(lists.columns().get(list))
                    .forEach((role, column) -> terminal.line(String.format("    %-20s ← %s", role, column)));
            List<String> ignored = Objects.requireNonNull(lists.ignored().get(list));
            if (!ignored.isEmpty()) {
                terminal.line("    " + terminal.word("dedup.ignored") + ": " + String.join(", ", ignored));
            }
        }
        long several = count(register, person -> person.lists().size() > 1);
        long differing = count(register, UnifiedRegister.Person::differs);
        terminal.fact("dedup.records", terminal.number(lists.table().size()));
        terminal.fact("dedup.people", terminal.number(register.people().size()));
        terminal.fact("unify.several", terminal.number(several));
        terminal.fact("unify.differing", terminal.number(differing));
        json.put("lists", lists.names());
        json.put("columns", lists.columns());
        json.put("records", lists.table().size());
        json.put("persons", register.people().size());
        json.put("on_several_lists", several);
        json.put("with_differences", differing);
        json.put("problems", lists.problems().size());
        if (quality != null) {
            terminal.line(terminal.word("dedup.quality"));
            terminal.fact(
                    "dedup.quality.clusters",
                    terminal.word(
                            "dedup.quality.value",
                            terminal.number(quality.clusterPairs().precision(), 3),
                            terminal.number(quality.clusterPairs().recall(), 3),
                            terminal.number(quality.clusterPairs().f1(), 3)));
            json.put("cluster_f1", quality.clusterPairs().f1());
        }
        List<Caution> cautions = new ArrayList<>(lists.cautions());
        cautions.addAll(result.model().cautions());
        for (Caution caution : cautions) {
            terminal.remark(terminal.word("warning") + " " + caution.message(terminal.locale()));
        }
        terminal.fact("unify.written", out.toString());
        terminal.result(json);
        return lists.problems().isEmpty() ? RegistryCommand.OK : RegistryCommand.DATA;
    }

    private static long count(UnifiedRegister register, Predicate<UnifiedRegister.Person> which) {
        return register.people().stream().filter(which).count();
    }

    private void requireList(String name) {
        if (!files.containsKey(name)) {
            throw wrong("There is no list '" + name + "', only " + String.join(", ", files.keySet()) + ".");
        }
    }

    private Map<String, ProgrammeLists.Meaning> stated() {
        Map<String, ProgrammeLists.Meaning> stated = new LinkedHashMap<>();
        columns.forEach((key, column) -> {
            // What a text is called may have dots itself.
            int text = key.indexOf("." + ProgrammeLists.TEXT);
            int dot = text >= 0 ? text : key.lastIndexOf('.');
            if (dot < 0) {
                throw wrong("--columns needs the list too: maybe LIST." + key + "=" + column + "?");
            }
            requireList(key.substring(0, dot));
            ProgrammeLists.Meaning meaning = stated.computeIfAbsent(
                    key.substring(0, dot),
                    name -> new ProgrammeLists.Meaning(new EnumMap<>(ColumnRole.class), new LinkedHashMap<>()));
            String role = key.substring(dot + 1);
            if (text >= 0) {
                String called = role.substring(ProgrammeLists.TEXT.length());
                String before = meaning.textLike(called);
                if (before != null) {
                    throw wrong("--columns calls two texts of one list '" + before + "' and '" + called
                            + "', which is the same but for marks and capitals. Maybe call one of them otherwise?");
                }
                meaning.texts().put(called, column);
            } else {
                meaning.roles()
                        .put(
                                ColumnRole.parse(role)
                                        .orElseThrow(() -> wrong("There is no role '" + role + "'. Maybe "
                                                + ProgrammeLists.TEXT + role + "?")),
                                column);
            }
        });
        return stated;
    }

    private void write(ProgrammeLists lists, UnifiedRegister register, DedupResult result) {
        List<Integer> shown = register.shown();
        List<String> names = shown.stream()
                .map(column -> lists.table().columns().get(column).name())
                .toList();
        String birth = ColumnRole.BIRTH_DATE.id();
        CsvOutput.write(out.resolve("persons.csv"), csv -> {
            List<Object> line = new ArrayList<>(List.of("person_id", "household_id", "relationship"));
            line.addAll(names);
            line.addAll(List.of("lists", "records"));
            csv.line(line);
            for (UnifiedRegister.Person person : register.people()) {
                line.clear();
                line.add(person.id());
                line.add(person.household());
                line.add(person.homeRow() < 0 ? "" : lists.relationships().get(person.homeRow()));
                for (int c = 0; c < shown.size(); c++) {
                    String value = person.value(c);
                    line.add(value.isEmpty() && names.get(c).equals(birth) ? aboutYear(person, result) : value);
                }
                line.add(String.join("|", person.lists()));
                line.add(person.rows().size());
                csv.line(line);
            }
        });
        CsvOutput.write(out.resolve("enrolments.csv"), csv -> {
            csv.line("person_id", "list", "id", "line", "household");
            for (UnifiedRegister.Person person : register.people()) {
                for (int row : person.rows()) {
                    csv.line(
                            person.id(),
                            register.list(row),
                            lists.ids().get(row),
                            lists.lines().get(row),
                            register.household(row));
                }
            }
        });
        CsvOutput.write(out.resolve("differences.csv"), csv -> {
            csv.line("person_id", "field", "kept", "kept_by", "differs", "said_by");
            for (UnifiedRegister.Person person : register.people()) {
                for (int c = 0; c < shown.size(); c++) {
                    for (Claim claim : person.claims().get(c)) {
                        if (claim.verdict() == Claim.Verdict.DIFFERS) {
                            Claim kept = person.claims().get(c).get(0);
                            csv.line(
                                    person.id(),
                                    names.get(c),
                                    kept.value(),
                                    records(lists, register, kept),
                                    claim.value(),
                                    records(lists, register, claim));
                        }
                    }
                }
            }
        });
    }

    /** The year of birth that follows from somebody's age, as a date that is about right. */
    private static String aboutYear(UnifiedRegister.Person person, DedupResult result) {
        return person.rows().stream()
                .map(row -> result.compared(row, ColumnRole.BIRTH_DATE.id()))
                .filter(year -> !year.isEmpty())
                .findFirst()
                .map(year -> year + "~")
                .orElse("");
    }

    /** Who says something: list and number of each record. */
    private static String records(ProgrammeLists lists, UnifiedRegister register, Claim claim) {
        return String.join(
                "|",
                claim.rows().stream()
                        .map(row -> register.list(row) + ":" + lists.ids().get(row))
                        .toList());
    }
}
