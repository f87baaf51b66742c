package org.trano.registry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.OutputFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.scoring.Scorer;
import org.trano.registry.scoring.Scores;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.ScoringModel;
import org.trano.registry.scoring.simulate.Drift;
import org.trano.registry.scoring.simulate.Estimate;
import org.trano.registry.scoring.simulate.SimulationReport;
import org.trano.registry.scoring.simulate.SurveyDesign;
import org.trano.registry.scoring.simulate.TargetingSimulation;
import org.trano.registry.scoring.simulate.TargetingSimulation.Measure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries a model, or two, on a survey in which welfare was measured. */
@Command(
        name = "simulate",
        description = "Try a model on households whose welfare is known: whom would it reach, whom would it miss?")
final class SimulateCommand extends TerminalCommand {
    /** Under so many sampling units an interval says little. */
    private static final int FEW_UNITS = 30;

    @CommandLine.Mixin
    private ModelOptions models = new ModelOptions();

    @CommandLine.ArgGroup(multiplicity = "1")
    private HouseholdSource from = new HouseholdSource();

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description = "With --input: the column with the household's number; guessed otherwise.")
    private @Nullable String idColumn;

    @Option(
            names = "--truth",
            paramLabel = "COLUMN",
            required = true,
            description = "Measured welfare per head: a column of the file, or a question of the registry.")
    @SuppressWarnings("NullAway.Init")
    private String truth;

    @Option(names = "--weights", paramLabel = "COLUMN", description = "What each household stands for (default: one).")
    private @Nullable String weights;

    @Option(names = "--members", paramLabel = "COLUMN", description = "How many people it has (default: one).")
    private @Nullable String members;

    @Option(names = "--clusters", paramLabel = "COLUMN", description = "Its sampling unit (default: itself).")
    private @Nullable String clusters;

    @Option(names = "--strata", paramLabel = "COLUMN", description = "Its stratum (default: none).")
    private @Nullable String strata;

    @Option(
            names = "--groups",
            paramLabel = "COLUMN",
            split = ",",
            description = "Characteristics whose groups are looked at.")
    private List<String> groups = new ArrayList<>();

    @Option(names = "--quota", paramLabel = "SHARE", description = "The share of people who are selected (20%%).")
    private String quota = "20%";

    @Option(
            names = "--line",
            paramLabel = "X",
            description = "The poverty line (default: as many are poor as are selected).")
    private @Nullable Double line;

    @Option(
            names = "--transfer",
            paramLabel = "X",
            description = "What each person selected gets (default: the poverty gap divided by them).")
    private @Nullable Double transfer;

    @Option(names = "--against", paramLabel = "JSON", description = "Another model to compare with.")
    private @Nullable Path against;

    @Option(
            names = "--baseline",
            paramLabel = "CSV",
            description = "The households the model was made on: what has moved since?")
    private @Nullable Path baseline;

    @Option(
            names = "--replicates",
            paramLabel = "N",
            description = "Of the bootstrap, 0 for no intervals (default ${DEFAULT-VALUE}).")
    private int replicates = 500;

    @Option(names = "--seed", paramLabel = "S", description = "Where chance begins (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--report", paramLabel = "HTML", description = "Write a page with curves and groups.")
    private @Nullable Path report;

    @Override
    int run(Terminal terminal) {
        String fault = models.fault(true);
        if (fault != null) {
            throw wrong(fault);
        }
        double share = TargetOptions.share(quota);
        if (!(share > 0 && share <= 1)) {
            throw wrong("--quota is '" + quota + "', but must be a share of more than 0%, up to 100%.");
        }
        if (replicates < 0 || replicates > 100_000) {
            throw wrong("--replicates must lie between 0 and 100000.");
        }
        if (transfer != null && !(transfer > 0)) {
            throw wrong("--transfer must be more than 0.");
        }
        try (ModelOptions.Models loaded = models.load(terminal)) {
            return simulate(loaded.first(), loaded.plugins().indicators(), share, terminal);
        }
    }

    private int simulate(ScoringModel model, List<IndicatorDefinition> brought, double share, Terminal terminal) {
        DeclaredModel other = against == null ? null : DeclaredModel.read(against, brought);
        List<List<Indicator>> asked = new ArrayList<>(List.of(model.indicators(), extras()));
        if (other != null) {
            asked.add(other.indicators());
        }
        HouseholdSource.Households read = from.read(asked, HouseholdSource.Columns.ofId(idColumn), terminal);
        List<String> remarks = new ArrayList<>();
        int[] rows = usable(read.frames().get(1), remarks, terminal);
        Survey survey = new Survey(read.frames().get(1), rows);
        SurveyDesign design = survey.design();
        if (replicates > 0 && design.units() < FEW_UNITS) {
            remarks.add(terminal.word("simulate.few-units", terminal.number(design.units())));
        }
        TargetingSimulation.Builder builder = TargetingSimulation.builder(survey.numbers(truth), design)
                .quota(share)
                .replicates(replicates)
                .seed(seed)
                .progress(terminal);
        if (line != null) {
            builder.line(line);
        }
        if (transfer != null) {
            builder.transfer(transfer);
        }
        groups.forEach(group -> builder.group(group, survey.texts(group)));
        TargetingSimulation simulation = builder.build();
        Scores scores = Scorer.builder()
                .progress(terminal)
                .build()
                .score(model, read.frames().get(0));
        double[] first = pick(scores.values(), rows);
        TargetingSimulation.Comparison comparison = null;
        TargetingSimulation.Outcome outcome;
        if (other == null) {
            outcome = simulation.run(first, model.neediest());
        } else {
            double[] second = pick(other.score(read.frames().get(2)), rows);
            comparison = simulation.compare(first, model.neediest(), second, other.neediest());
            outcome = comparison.first();
        }
        List<Drift.Shift> drift = baseline == null
                ? List.of()
                : Drift.between(
                        HouseholdSource.readFile(baseline, model.indicators(), terminal),
                        read.frames().get(0));
        SimulationReport.Subject subject = new SimulationReport.Subject(
                from.name(),
                model.name(),
                other == null ? null : other.name(),
                design,
                share,
                line,
                outcome,
                comparison,
                drift,
                remarks);
        if (report != null) {
            OutputFile.write(report, out -> SimulationReport.write(out, subject, terminal.locale()));
        }
        summary(subject, terminal);
        terminal.result(json(subject, terminal));
        terminal.problems(read.problems());
        terminal.problems(scores.problems());
        return read.problems().isEmpty() && scores.problems().isEmpty() && remarks.isEmpty()
                ? RegistryCommand.OK
                : RegistryCommand.DATA;
    }

    /** What the simulation asks besides the model. */
    private List<Indicator> extras() {
        List<Indicator> extras = new ArrayList<>(List.of(Indicator.number(truth, new Indicator.AnswerTo(truth))));
        if (weights != null) {
            extras.add(Indicator.number(weights, new Indicator.AnswerTo(weights)));
        }
        if (members != null) {
            extras.add(Indicator.number(members, new Indicator.HouseholdSize()));
        }
        List<String> texts = new ArrayList<>(groups);
        if (clusters != null) {
            texts.add(clusters);
        }
        if (strata != null) {
            texts.add(strata);
        }
        for (String text : texts) {
            if (extras.stream().noneMatch(i -> i.name().equals("text " + text))) {
                Indicator.Measure measure = text.equals("area") ? new Indicator.Area() : new Indicator.AnswerTo(text);
                extras.add(new Indicator("text " + text, Indicator.Type.CODE, text, measure));
            }
        }
        return extras;
    }

    /** The households whose welfare, weight and size are known; the others are left out, and it is said. */
    private int[] usable(IndicatorFrame extras, List<String> remarks, Terminal terminal) {
        int[] rows = IntStream.range(0, extras.size())
                .filter(row -> IntStream.range(0, extras.indicators().size())
                        .filter(c -> extras.indicators().get(c).type() == Indicator.Type.NUMBER)
                        .noneMatch(c -> Double.isNaN(extras.number(row, c))))
                .toArray();
        if (rows.length == 0) {
            throw new DataException(Problem.ofValue("simulate.nobody", from.name(), 0, truth, ""));
        }
        if (rows.length < extras.size()) {
            remarks.add(terminal.word("simulate.left-out", terminal.number(extras.size() - rows.length)));
        }
        if (weights != null) {
            int column = extras.column(weights);
            long zero = Arrays.stream(rows)
                    .filter(row -> extras.number(row, column) == 0)
                    .count();
            if (zero > 0) {
                remarks.add(terminal.word("simulate.zero-weights", terminal.number(zero)));
            }
            for (int row : rows) {
                if (extras.number(row, column) < 0) {
                    throw new DataException(Problem.ofValue(
                            "simulate.negative",
                            from.name(),
                            0,
                            weights,
                            Double.toString(extras.number(row, column)),
                            extras.id(row)));
                }
            }
            if (zero == rows.length) {
                throw new DataException(Problem.ofValue("simulate.no-weight", from.name(), 0, weights, "0"));
            }
        }
        return rows;
    }

    private static double[] pick(double[] of, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> of[row]).toArray();
    }

    /** What is known of the households besides what the model asks. */
    private final class Survey {
        private final IndicatorFrame frame;
        private final int[] rows;

        Survey(IndicatorFrame frame, int[] rows) {
            this.frame = frame;
            this.rows = rows;
        }

        double[] numbers(@Nullable String name) {
            if (name == null) {
                return Arrays.stream(rows).mapToDouble(row -> 1).toArray();
            }
            int column = frame.column(name);
            return Arrays.stream(rows)
                    .mapToDouble(row -> frame.number(row, column))
                    .toArray();
        }

        List<String> texts(String name) {
            int column = frame.column("text " + name);
            return Arrays.stream(rows)
                    .mapToObj(row -> frame.value(row, column).text())
                    .toList();
        }

        SurveyDesign design() {
            return SurveyDesign.of(
                    numbers(weights),
                    numbers(members),
                    clusters == null ? null : texts(clusters),
                    strata == null ? null : texts(strata));
        }
    }

    private static String key(Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }

    private static void summary(SimulationReport.Subject subject, Terminal terminal) {
        terminal.line(terminal.word("simulate.title", subject.model(), subject.data()));
        terminal.fact("score.households", terminal.number(subject.design().size()));
        for (Measure measure : Measure.values()) {
            Estimate estimate =
                    Objects.requireNonNull(subject.outcome().measures().get(measure));
            terminal.fact("simulate." + key(measure), shown(estimate, terminal));
        }
        if (subject.comparison() != null) {
            terminal.line(terminal.word("simulate.against", Objects.requireNonNullElse(subject.other(), "")));
            for (Measure measure : Measure.values()) {
                Estimate difference = Objects.requireNonNull(
                        subject.comparison().differences().get(measure));
                terminal.fact("simulate." + key(measure), shown(difference, terminal));
            }
        }
        subject.remarks().forEach(terminal::remark);
    }

    private static String shown(Estimate estimate, Terminal terminal) {
        if (Double.isNaN(estimate.value())) {
            return "–";
        }
        String value = terminal.number(estimate.value(), 3);
        return estimate.hasInterval()
                ? terminal.word(
                        "simulate.interval",
                        value,
                        terminal.number(estimate.low(), 3),
                        terminal.number(estimate.high(), 3))
                : value;
    }

    private static Map<String, Object> json(SimulationReport.Subject subject, Terminal terminal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", subject.model());
        json.put("households", subject.design().size());
        json.put("quota", subject.quota());
        json.put("measures", estimates(subject.outcome().measures()));
        json.put("unscored", subject.outcome().unscored());
        Map<String, Object> groupings = new LinkedHashMap<>();
        subject.outcome().groups().forEach((name, all) -> {
            Map<String, Object> groups = new LinkedHashMap<>();
            for (TargetingSimulation.Group group : all) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("population", group.population());
                one.put("poor", group.poor());
                one.put("selected", group.selected());
                one.put("exclusion", Terminal.finite(group.exclusion()));
                one.put("inclusion", Terminal.finite(group.inclusion()));
                groups.put(group.group(), one);
            }
            groupings.put(name, groups);
        });
        json.put("groups", groupings);
        TargetingSimulation.Comparison comparison = subject.comparison();
        if (comparison != null) {
            Map<String, Object> against = new LinkedHashMap<>();
            against.put("model", subject.other());
            against.put("measures", estimates(comparison.second().measures()));
            against.put("differences", estimates(comparison.differences()));
            against.put("gain", comparison.gain());
            against.put("lose", comparison.lose());
            against.put("poor_gain", comparison.poorGain());
            against.put("poor_lose", comparison.poorLose());
            json.put("against", against);
        }
        Map<String, Object> drift = new LinkedHashMap<>();
        subject.drift().forEach(shift -> drift.put(shift.indicator(), shift.index()));
        json.put("drift", drift);
        json.put("remarks", subject.remarks());
        json.put("seconds", Math.round(terminal.seconds() * 1000) / 1000.0);
        return json;
    }

    private static Map<String, Object> estimates(Map<Measure, Estimate> of) {
        Map<String, Object> json = new LinkedHashMap<>();
        of.forEach((measure, estimate) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("value", Terminal.finite(estimate.value()));
            one.put("low", Terminal.finite(estimate.low()));
            one.put("high", Terminal.finite(estimate.high()));
            json.put(key(measure), one);
        });
        return json;
    }
}
