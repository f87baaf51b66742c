package org.trano.registry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Registry;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.exchange.OutputFile;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.Deduplicator;
import org.trano.registry.dedup.evaluate.Evaluation;
import org.trano.registry.dedup.review.RegistryRecords;
import org.trano.registry.jdbc.SqliteStore;
import org.trano.registry.scoring.Scorer;
import org.trano.registry.scoring.Scores;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.ScoringModel;
import org.trano.registry.scoring.targeting.SelectionTerms;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at a registry from all sides and writes what there is to see as one page, in French and in English. */
@Command(
        name = "report",
        description = "Write a page about a registry: people, data quality, duplicates, scores, coverage, errors.",
        footer = {
            "",
            "The page goes to --out in your language, and to a file beside it in the other one. It shows names: keep it as you keep"
                    + " the registry."
        })
final class ReportCommand extends TerminalCommand {
    @Option(names = "--registry", paramLabel = "FILE", required = true, description = "The registry.")
    @SuppressWarnings("NullAway.Init")
    private Path registryFile;

    @Option(names = "--out", paramLabel = "HTML", required = true, description = "Where the page goes.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @CommandLine.Mixin
    private ModelOptions models = new ModelOptions();

    @CommandLine.Mixin
    private TargetOptions targeting = new TargetOptions();

    @Option(
            names = "--rejects",
            split = ",",
            paramLabel = "CSV",
            description = "Rejects files of imports, for the reasons.")
    private List<Path> rejects = List.of();

    @Option(
            names = "--truth-persons",
            paramLabel = "CSV",
            description = "Who is who in truth (column truth_person), to judge duplicates by.")
    private @Nullable Path truthPersons;

    @Option(
            names = "--truth-households",
            paramLabel = "CSV",
            description = "Consumption in truth (column truth_consumption), to judge targeting by.")
    private @Nullable Path truthHouseholds;

    @Override
    int run(Terminal terminal) throws IOException {
        if (targeting.isGiven()) {
            String fault = models.fault(false) != null ? models.fault(false) : targeting.fault();
            if (fault != null) {
                throw wrong(fault);
            }
        }
        OutputFile.requireWritable(out);
        KnownTruth truth = KnownTruth.read(truthPersons, truthHouseholds);
        Map<String, Long> reasons = new TreeMap<>();
        rejects.forEach(file -> countReasons(file, reasons));
        try (ModelOptions.Models loaded = models.load(terminal)) {
            RegistryReport report = look(loaded.list(), truth, reasons, terminal);
            Locale own = terminal.locale();
            Locale other = own.equals(Locale.FRENCH) ? Locale.ENGLISH : Locale.FRENCH;
            Path second = sibling(out, other);
            write(report, out, own, second, other);
            write(report, second, other, out, own);
            terminal.line(terminal.word("report.done", out, second));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("out", out.toString());
            json.put("other_language", second.toString());
            json.put("seconds", Math.round(terminal.seconds() * 1000) / 1000.0);
            terminal.result(json);
            return RegistryCommand.OK;
        }
    }

    private RegistryReport look(
            List<ScoringModel> scoring, KnownTruth truth, Map<String, Long> reasons, Terminal terminal) {
        RegistryFigures figures = new RegistryFigures(targeting::area);
        List<IndicatorFrame.Builder> builders = new ArrayList<>();
        scoring.forEach(model -> builders.add(IndicatorFrame.builder(model.indicators())));
        List<String> households = new ArrayList<>();
        List<String> areas = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        RecordFiles records;
        try (Registry registry = Registry.open(SqliteStore.openReadOnly(registryFile))) {
            registry.households(household -> {
                figures.add(household);
                for (int m = 0; m < scoring.size(); m++) {
                    HouseholdSource.add(
                            builders.get(m), household, scoring.get(m).indicators());
                }
                households.add(household.sourceId());
                areas.add(targeting.area(Objects.requireNonNullElse(household.area(), "")));
                sizes.add(household.size());
                terminal.report("read", figures.households, -1);
            });
            records = RecordFiles.of(RegistryRecords.of(registry));
        }
        RegistryReport report = new RegistryReport(
                String.valueOf(registryFile.getFileName()), figures, reasons, households, areas, sizes, truth);
        if (records.table().size() > 1) {
            DedupResult result =
                    Deduplicator.builder().progress(terminal).build().run(records.table(), records.decisions());
            String[] people = truth.persons(records.labels());
            report.duplicates(result, records.labels(), people == null ? null : Evaluation.of(result, people, null));
        }
        Scorer scorer = Scorer.builder().progress(terminal).build();
        for (int m = 0; m < scoring.size(); m++) {
            Scores scores = scorer.score(scoring.get(m), builders.get(m).build());
            report.scores(scoring.get(m), scores);
            if (m == 0 && targeting.isGiven()) {
                SelectionTerms terms = targeting.terms(null);
                report.selection(terms.targeting()
                        .select(terms.candidates(
                                households,
                                areas,
                                sizes,
                                scores.values(),
                                scores.neediest(),
                                scores.decisions().orElse(null))));
            }
        }
        return report;
    }

    private static void countReasons(Path file, Map<String, Long> reasons) {
        try (CsvFile csv = CsvFile.open(file)) {
            int code = csv.column("_code");
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                if (row.problem() == null) {
                    reasons.merge(row.values().get(code), 1L, Long::sum);
                }
            }
        }
    }

    /** {@code report.html} gives {@code report.fr.html}. */
    private static Path sibling(Path file, Locale locale) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(
                dot > 0
                        ? name.substring(0, dot) + "." + locale.getLanguage() + name.substring(dot)
                        : name + "." + locale.getLanguage());
    }

    private static void write(RegistryReport report, Path target, Locale locale, Path other, Locale otherLocale) {
        OutputFile.write(target, out -> report.write(out, locale, String.valueOf(other.getFileName()), otherLocale));
    }
}
