package org.trano.registry.scoring.simulate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.report.Cell;
import org.trano.registry.core.report.Chart;
import org.trano.registry.core.report.HtmlPage;
import org.trano.registry.scoring.internal.Words;
import org.trano.registry.scoring.simulate.TargetingSimulation.Comparison;
import org.trano.registry.scoring.simulate.TargetingSimulation.Group;
import org.trano.registry.scoring.simulate.TargetingSimulation.Measure;
import org.trano.registry.scoring.simulate.TargetingSimulation.Outcome;

/**
 * A page about what a model would do, or two, for somebody who has to choose: errors with their intervals, curves, who is reached in
 * each group, who gains and who loses, what has moved since. In French or English; it needs nothing from elsewhere.
 */
public final class SimulationReport {
    private static final double MOVED = 0.1;
    private static final double MOVED_FAR = 0.25;

    private final HtmlPage page;
    private final Words words;
    private final Subject subject;

    private SimulationReport(HtmlPage page, Subject subject) {
        this.page = page;
        this.words = new Words(page.locale());
        this.subject = subject;
    }

    /**
     * What the page is about.
     *
     * @param data what to call the survey
     * @param model name and version of the model
     * @param other name and version of the model it is compared with, or null
     * @param design how the survey was drawn
     * @param quota the share of people who are selected
     * @param line the poverty line, or null where as many are poor as are selected
     * @param outcome what the model would do
     * @param comparison the two side by side, or null
     * @param drift what has moved since the model was made, empty where nobody asked
     * @param remarks what somebody has to know about the data: households left out, weights of zero
     */
    public record Subject(
            String data,
            String model,
            @Nullable String other,
            SurveyDesign design,
            double quota,
            @Nullable Double line,
            Outcome outcome,
            @Nullable Comparison comparison,
            List<Drift.Shift> drift,
            List<String> remarks) {
        /**
         * Copies the lists.
         *
         * @param data what to call the survey
         * @param model the model
         * @param other the other model
         * @param design how the survey was drawn
         * @param quota the quota
         * @param line the line
         * @param outcome what the model would do
         * @param comparison the two side by side
         * @param drift what has moved
         * @param remarks what to know
         */
        public Subject {
            drift = List.copyOf(drift);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Writes the page.
     *
     * @param out where to
     * @param subject what it is about
     * @param locale French gives French, anything else English
     * @throws IOException if it cannot be written
     */
    public static void write(Appendable out, Subject subject, Locale locale) throws IOException {
        Words words = new Words(locale);
        try (HtmlPage page = HtmlPage.begin(out, locale, words.of("simulate.title", subject.model))) {
            new SimulationReport(page, subject).sections();
        }
    }

    private void sections() throws IOException {
        overview();
        page.section("curves", words.of("simulate.curves"));
        curves();
        groups();
        if (subject.comparison != null) {
            comparison(subject.comparison);
        }
        if (!subject.drift.isEmpty()) {
            drift();
        }
        method();
    }

    private Estimate estimate(Outcome outcome, Measure measure) {
        return Objects.requireNonNull(outcome.measures().get(measure));
    }

    private String shown(Measure measure, double value) {
        return switch (measure) {
            case EXCLUSION, INCLUSION, GAP_PER_BUDGET, GAP_CLOSED -> page.percent(value, 1);
            case CGH -> page.number(value, 2);
            case AUC, SPEARMAN -> page.number(value, 3);
        };
    }

    private String interval(Measure measure, Estimate estimate) {
        return estimate.hasInterval()
                ? words.of("simulate.between", shown(measure, estimate.low()), shown(measure, estimate.high()))
                : "";
    }

    private static String key(Measure measure) {
        return "simulate." + measure.name().toLowerCase(Locale.ROOT);
    }

    private void overview() throws IOException {
        Outcome outcome = subject.outcome;
        Estimate exclusion = estimate(outcome, Measure.EXCLUSION);
        Estimate inclusion = estimate(outcome, Measure.INCLUSION);
        page.text(words.of(
                "simulate.summary",
                page.percent(subject.quota, 0),
                page.number(Math.round(10 * (1 - exclusion.value()))),
                page.number(Math.round(10 * (1 - inclusion.value())))));
        List<HtmlPage.Fact> facts = new ArrayList<>();
        for (Measure measure : List.of(Measure.EXCLUSION, Measure.INCLUSION, Measure.CGH, Measure.AUC)) {
            Estimate estimate = estimate(outcome, measure);
            facts.add(new HtmlPage.Fact(
                    words.of(key(measure)), shown(measure, estimate.value()), interval(measure, estimate)));
        }
        page.facts(facts);
        for (String remark : subject.remarks) {
            page.caution(remark);
        }
        if (outcome.unscored() > 0) {
            page.caution(words.of("simulate.unscored", page.percent(outcome.unscored(), 1)));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            Estimate estimate = estimate(outcome, measure);
            rows.add(List.of(
                    new Cell.Name(words.of(key(measure))),
                    new Cell.Number(shown(measure, estimate.value())),
                    new Cell.Text(interval(measure, estimate)),
                    new Cell.Text(words.of(key(measure) + ".means"))));
        }
        page.table(
                List.of(
                        words.of("simulate.measure"),
                        words.of("simulate.value"),
                        words.of("simulate.interval"),
                        words.of("simulate.means")),
                rows);
    }

    private void curves() throws IOException {
        page.text(words.of("simulate.quotas.text"));
        List<Chart.Curve> errors = new ArrayList<>();
        errors.add(new Chart.Curve(
                words.of("simulate.exclusion"),
                subject.outcome.quotas().stream()
                        .map(p -> new Chart.Point(100 * p.quota(), p.exclusion()))
                        .toList()));
        errors.add(new Chart.Curve(
                words.of("simulate.inclusion"),
                subject.outcome.quotas().stream()
                        .map(p -> new Chart.Point(100 * p.quota(), p.inclusion()))
                        .toList()));
        page.chart(new Chart.Curves(
                words.of("simulate.quotas"),
                0,
                100,
                errors,
                words.of("simulate.quotas.axis"),
                List.of(new Chart.Mark(100 * subject.quota, words.of("simulate.quota"))),
                false,
                false));
        page.text(words.of("simulate.roc.text"));
        List<Chart.Curve> roc = new ArrayList<>(List.of(roc(subject.model, subject.outcome)));
        if (subject.comparison != null && subject.other != null) {
            roc.add(roc(subject.other, subject.comparison.second()));
        }
        page.chart(new Chart.Curves(
                words.of("simulate.roc"), 0, 100, roc, words.of("simulate.roc.axis"), List.of(), false, true));
    }

    private static Chart.Curve roc(String name, Outcome outcome) {
        return new Chart.Curve(
                name,
                outcome.roc().stream()
                        .map(point -> new Chart.Point(100 * point.falsePositive(), point.truePositive()))
                        .toList());
    }

    private void groups() throws IOException {
        if (subject.outcome.groups().isEmpty()) {
            return;
        }
        page.section("groups", words.of("simulate.groups"));
        page.text(words.of("simulate.groups.text"));
        for (Map.Entry<String, List<Group>> grouping : subject.outcome.groups().entrySet()) {
            page.heading(grouping.getKey());
            List<List<Cell>> rows = new ArrayList<>();
            for (Group group : grouping.getValue()) {
                rows.add(List.of(
                        new Cell.Name(group.group().isEmpty() ? words.of("simulate.none") : group.group()),
                        new Cell.Number(page.number(group.households())),
                        new Cell.Number(page.percent(group.population(), 1)),
                        new Cell.Number(page.percent(group.poor(), 1)),
                        new Cell.Number(page.percent(group.selected(), 1)),
                        new Cell.Number(percent(group.exclusion())),
                        Cell.Bar.of(Double.isNaN(group.exclusion()) ? 0 : group.exclusion(), 1),
                        new Cell.Number(percent(group.inclusion()))));
            }
            page.table(
                    List.of(
                            words.of("simulate.group"),
                            words.of("simulate.households"),
                            words.of("simulate.population"),
                            words.of("simulate.poor"),
                            words.of("simulate.selected"),
                            words.of("simulate.exclusion"),
                            "",
                            words.of("simulate.inclusion")),
                    rows);
        }
    }

    private String percent(double share) {
        return Double.isNaN(share) ? "–" : page.percent(share, 1);
    }

    private void comparison(Comparison comparison) throws IOException {
        page.section("comparison", words.of("simulate.comparison"));
        String other = Objects.requireNonNullElse(subject.other, "");
        page.text(words.of(
                "simulate.comparison.text",
                other,
                subject.model,
                page.percent(comparison.gain(), 1),
                page.percent(comparison.lose(), 1),
                page.percent(comparison.poorGain(), 1),
                page.percent(comparison.poorLose(), 1)));
        List<List<Cell>> rows = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            Estimate difference =
                    Objects.requireNonNull(comparison.differences().get(measure));
            UnaryOperator<String> signed = text -> difference.value() > 0 ? "+" + text : text;
            boolean sure = difference.hasInterval() && (difference.low() > 0 || difference.high() < 0);
            rows.add(List.of(
                    new Cell.Name(words.of(key(measure))),
                    new Cell.Number(
                            shown(measure, estimate(comparison.first(), measure).value())),
                    new Cell.Number(shown(
                            measure, estimate(comparison.second(), measure).value())),
                    new Cell.Number(signed.apply(shown(measure, difference.value()))),
                    new Cell.Text(interval(measure, difference)),
                    new Cell.Text(
                            difference.hasInterval() ? words.of(sure ? "simulate.sure" : "simulate.unsure") : "")));
        }
        page.table(
                List.of(
                        words.of("simulate.measure"),
                        subject.model,
                        other,
                        words.of("simulate.difference"),
                        words.of("simulate.interval"),
                        ""),
                rows);
    }

    private void drift() throws IOException {
        page.section("drift", words.of("simulate.drift"));
        page.text(words.of("simulate.drift.text"));
        double most = Math.max(MOVED_FAR, subject.drift.get(0).index());
        List<List<Cell>> rows = new ArrayList<>();
        for (Drift.Shift shift : subject.drift) {
            String verdict = shift.index() > MOVED_FAR ? "far" : shift.index() > MOVED ? "some" : "little";
            rows.add(List.of(
                    new Cell.Name(shift.indicator()),
                    new Cell.Number(page.number(shift.index(), 3)),
                    Cell.Bar.of(shift.index(), most),
                    new Cell.Text(words.of("simulate.drift." + verdict)),
                    new Cell.Number(page.percent(shift.missingBefore(), 1)),
                    new Cell.Number(page.percent(shift.missingAfter(), 1))));
        }
        page.table(
                List.of(
                        words.of("simulate.indicator"),
                        words.of("simulate.index"),
                        "",
                        "",
                        words.of("simulate.missing.before"),
                        words.of("simulate.missing.after")),
                rows);
    }

    private void method() throws IOException {
        page.section("method", words.of("simulate.method"));
        page.text(words.of(
                "simulate.method.data",
                subject.data,
                page.number(subject.design.size()),
                page.number(subject.design.units())));
        page.text(
                subject.line == null
                        ? words.of("simulate.method.share")
                        : words.of("simulate.method.line", page.number(subject.line, 2)));
        page.text(words.of("simulate.method.intervals"));
        if (subject.design.lonelyStrata() > 0) {
            page.caution(words.of("simulate.lonely", page.number(subject.design.lonelyStrata())));
        }
    }
}
