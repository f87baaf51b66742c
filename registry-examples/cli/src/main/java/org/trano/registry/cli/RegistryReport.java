package org.trano.registry.cli;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.core.report.Cell;
import org.trano.registry.core.report.Chart;
import org.trano.registry.core.report.HtmlPage;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.ModelSummary;
import org.trano.registry.dedup.evaluate.Evaluation;
import org.trano.registry.dedup.evaluate.MatchReport;
import org.trano.registry.scoring.Scores;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.Neediest;
import org.trano.registry.scoring.model.ScoringModel;
import org.trano.registry.scoring.simulate.TargetingError;
import org.trano.registry.scoring.targeting.Selection;
import org.trano.registry.scoring.targeting.Selection.Outcome;

/** What there is to see of a registry, written as a page in a language. Parts that were not worked out are left out. */
final class RegistryReport {
    private static final int BINS = 50;

    private final String name;
    private final RegistryFigures figures;
    private final Map<String, Long> reasons;
    private final List<String> households;
    private final List<String> areas;
    private final List<Integer> sizes;
    private final KnownTruth truth;
    private final List<ScoringModel> models = new ArrayList<>();
    private final List<Scores> scores = new ArrayList<>();
    private @Nullable DedupResult duplicates;
    private List<String> labels = List.of();
    private @Nullable Evaluation quality;
    private @Nullable Selection selection;

    RegistryReport(
            String name,
            RegistryFigures figures,
            Map<String, Long> reasons,
            List<String> households,
            List<String> areas,
            List<Integer> sizes,
            KnownTruth truth) {
        this.name = name;
        this.figures = figures;
        this.reasons = reasons;
        this.households = households;
        this.areas = areas;
        this.sizes = sizes;
        this.truth = truth;
    }

    void duplicates(DedupResult result, List<String> names, @Nullable Evaluation against) {
        duplicates = result;
        labels = names;
        quality = against;
    }

    void scores(ScoringModel model, Scores of) {
        models.add(model);
        scores.add(of);
    }

    /** The selection by the first model. */
    void selection(Selection chosen) {
        selection = chosen;
    }

    void write(Appendable out, Locale locale, String otherFile, Locale otherLocale) throws IOException {
        new Writing(locale).write(out, otherFile, otherLocale);
    }

    /** One language. */
    private final class Writing {
        private final Locale locale;
        private final ResourceBundle words;

        Writing(Locale locale) {
            this.locale = locale;
            this.words = ResourceBundle.getBundle(
                    "org.trano.registry.cli.report", locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ROOT);
        }

        private String word(String key, Object... arguments) {
            return new MessageFormat(words.getString(key), locale).format(arguments);
        }

        private HtmlPage.Fact fact(String key, String value, String detail) {
            return new HtmlPage.Fact(word(key), value, detail);
        }

        void write(Appendable out, String otherFile, Locale otherLocale) throws IOException {
            try (HtmlPage page = HtmlPage.begin(out, locale, word("title"))) {
                page.text(word("subtitle", name));
                List<HtmlPage.Link> links = new ArrayList<>();
                links.add(new HtmlPage.Link(otherFile, otherLocale.getDisplayLanguage(otherLocale)));
                for (String section : sections()) {
                    links.add(new HtmlPage.Link("#" + section, word(section)));
                }
                page.links(links);
                page.caution(word("confidential"));
                glance(page);
                ages(page);
                dataQuality(page);
                if (duplicates != null) {
                    page.section("duplicates", word("duplicates"));
                    page.text(word("duplicates.text"));
                    MatchReport.embed(page, duplicates, labels, quality);
                }
                if (!scores.isEmpty()) {
                    page.section("scores", word("scores"));
                    for (int m = 0; m < scores.size(); m++) {
                        scores(page, models.get(m), scores.get(m), m == 0);
                    }
                }
                if (selection != null) {
                    coverage(page, selection);
                    if (!truth.consumption().isEmpty()) {
                        errors(page, selection);
                    }
                }
            }
        }

        private List<String> sections() {
            List<String> sections = new ArrayList<>(List.of("glance", "ages", "quality"));
            if (duplicates != null) {
                sections.add("duplicates");
            }
            if (!scores.isEmpty()) {
                sections.add("scores");
            }
            if (selection != null) {
                sections.add("coverage");
                if (!truth.consumption().isEmpty()) {
                    sections.add("errors");
                }
            }
            return sections;
        }

        private void glance(HtmlPage page) throws IOException {
            page.section("glance", word("glance"));
            List<HtmlPage.Fact> facts = new ArrayList<>();
            facts.add(fact("households", page.number(figures.households), ""));
            facts.add(fact(
                    "persons",
                    page.number(figures.persons),
                    word("size", page.number((double) figures.persons / Math.max(1, figures.households), 1))));
            facts.add(fact("women.head", page.percent(share(figures.womenHeads, figures.heads), 1), ""));
            facts.add(fact("areas", page.number(figures.householdsByArea.size()), ""));
            facts.add(fact(
                    "interviews",
                    String.valueOf(figures.latestInterview),
                    word("interviews.since", String.valueOf(figures.earliestInterview))));
            if (duplicates != null) {
                facts.add(fact(
                        "distinct",
                        page.number(duplicates.clusterCount()),
                        word("distinct.text", page.percent(1 - share(duplicates.clusterCount(), figures.persons), 1))));
            }
            if (selection != null) {
                facts.add(fact(
                        "selected",
                        page.number(selection.count(Outcome.SELECTED)),
                        word("selected.waiting", page.number(selection.count(Outcome.WAITING)))));
            }
            page.facts(facts);
        }

        private void ages(HtmlPage page) throws IOException {
            page.section("ages", word("ages"));
            long unplaced = figures.persons
                    - Arrays.stream(figures.men).sum()
                    - Arrays.stream(figures.women).sum();
            page.text(word("ages.text", page.number(unplaced)));
            page.chart(new Chart.Pyramid(
                    word("ages"),
                    RegistryFigures.bandNames(),
                    Arrays.stream(figures.men).boxed().toList(),
                    Arrays.stream(figures.women).boxed().toList(),
                    word("men"),
                    word("women")));
        }

        private void dataQuality(HtmlPage page) throws IOException {
            page.section("quality", word("quality"));
            page.heading(word("missing"));
            List<List<Cell>> rows = new ArrayList<>();
            if (duplicates != null) {
                for (ModelSummary.FieldSummary field : duplicates.model().fields()) {
                    if (field.name().endsWith("_name")) {
                        long missing = Math.round((1 - field.filled()) * figures.persons);
                        rows.add(row(page, word("field." + field.name()), missing, figures.persons));
                    }
                }
            }
            rows.add(row(page, word("field.sex"), figures.withoutSex, figures.persons));
            rows.add(row(
                    page,
                    word("birth.unknown"),
                    figures.births(RegistryFigures.BirthQuality.UNKNOWN),
                    figures.persons));
            rows.add(row(
                    page,
                    word("birth.partial"),
                    figures.births(RegistryFigures.BirthQuality.PARTIAL),
                    figures.persons));
            rows.add(row(page, word("field.phone"), figures.adultsWithoutPhone, figures.adults));
            rows.add(row(page, word("field.national_id"), figures.adultsWithoutId, figures.adults));
            rows.add(row(page, word("field.place"), figures.withoutPlace, figures.households));
            page.table(List.of(word("missing.what"), word("count"), word("of"), word("share"), ""), rows);
            page.heading(word("rejects"));
            if (reasons.isEmpty()) {
                page.text(word("rejects.none"));
                return;
            }
            long most =
                    reasons.values().stream().mapToLong(Long::longValue).max().orElse(1);
            List<List<Cell>> why = new ArrayList<>();
            reasons.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .forEach(entry -> why.add(List.of(
                            new Cell.Name(reason(entry.getKey())),
                            new Cell.Number(page.number(entry.getValue())),
                            Cell.Bar.of(entry.getValue(), most))));
            page.table(List.of(word("rejects.reason"), word("rejects.rows"), ""), why);
        }

        /** The problem's message, with an ellipsis where a row's own value would stand. */
        private String reason(String code) {
            return new Problem(code, null, 0, null, null, List.of())
                    .message(locale)
                    .replaceAll("\\{\\d}", "…");
        }

        private List<Cell> row(HtmlPage page, String what, long count, long of) {
            return List.of(
                    new Cell.Name(what),
                    new Cell.Number(page.number(count)),
                    new Cell.Number(page.number(of)),
                    new Cell.Number(page.percent(share(count, of), 1)),
                    Cell.Bar.of(share(count, of), 1));
        }

        private void scores(HtmlPage page, ScoringModel model, Scores of, boolean first) throws IOException {
            page.heading(model.name());
            page.text(word(model.neediest() == Neediest.LOWEST ? "scores.lowest" : "scores.highest", model.unit()));
            for (Problem problem : of.problems()) {
                page.caution(problem.describe(locale));
            }
            double[] known = Arrays.stream(of.values())
                    .filter(s -> !Double.isNaN(s))
                    .sorted()
                    .toArray();
            if (known.length > 1 && known[0] < known[known.length - 1]) {
                page.chart(histogram(page, model, known, first));
            }
            Map<String, Long> missing = of.missingByIndicator();
            if (!missing.isEmpty()) {
                page.text(word("scores.missing", page.number((long) of.size() - of.scored())));
                List<List<Cell>> rows = new ArrayList<>();
                missing.forEach((indicator, count) -> rows.add(row(page, indicator, count, of.size())));
                page.table(List.of(word("scores.indicator"), word("count"), word("of"), word("share"), ""), rows);
            }
        }

        private Chart histogram(HtmlPage page, ScoringModel model, double[] known, boolean first) {
            double low = known[0];
            double high = known[known.length - 1];
            boolean whole = Arrays.stream(known).allMatch(s -> s == Math.rint(s)) && high - low < 200;
            // Whole numbers get a bin each, with the number in its middle.
            double from = whole ? low - 0.5 : low;
            double to = whole ? high + 0.5 : high;
            int bins = whole ? (int) (high - low) + 1 : BINS;
            List<Chart.Mark> marks = new ArrayList<>();
            OptionalDouble cutoff = model instanceof DeclaredModel test ? test.cutoff() : OptionalDouble.empty();
            double line = cutoff.orElse(Double.NaN);
            if (first && selection != null) {
                double[] cutoffs = selection.areas().stream()
                        .mapToDouble(Selection.AreaResult::cutoff)
                        .filter(c -> !Double.isNaN(c))
                        .sorted()
                        .toArray();
                if (cutoffs.length > 0) {
                    double one = cutoffs[0];
                    double last = cutoffs[cutoffs.length - 1];
                    line = model.neediest() == Neediest.LOWEST ? last : one;
                    marks.add(new Chart.Mark(one, word("scores.cutoff.first", page.number(one, 2))));
                    if (last > one) {
                        marks.set(0, new Chart.Mark(one, ""));
                        marks.add(new Chart.Mark(
                                last, word("scores.cutoff.range", page.number(one, 2), page.number(last, 2))));
                    }
                }
            } else if (cutoff.isPresent()) {
                marks.add(new Chart.Mark(line, word("scores.cutoff", page.number(line, 2))));
            }
            Chart.Range within = Double.isNaN(line)
                    ? new Chart.Range(Double.NaN, Double.NaN)
                    : model.neediest() == Neediest.LOWEST
                            ? new Chart.Range(Double.NEGATIVE_INFINITY, line)
                            : new Chart.Range(line, Double.POSITIVE_INFINITY);
            return new Chart.Histogram(
                    word("scores.chart", model.name()),
                    from,
                    to,
                    Chart.Histogram.count(known, from, to, bins),
                    false,
                    model.unit(),
                    word("households").toLowerCase(locale),
                    marks,
                    within);
        }

        private void coverage(HtmlPage page, Selection chosen) throws IOException {
            page.section("coverage", word("coverage"));
            page.text(word("coverage.text", scores.get(0).model()));
            double[] poor = truth.consumption().isEmpty() ? null : poor(chosen);
            List<String> header = new ArrayList<>(List.of(
                    word("area"),
                    word("households"),
                    word("quota"),
                    word("selected"),
                    word("waiting"),
                    word("not.ranked"),
                    word("cutoff"),
                    word("coverage.share"),
                    ""));
            if (poor != null) {
                header.add(word("coverage.poor"));
                header.add("");
            }
            List<List<Cell>> rows = new ArrayList<>();
            for (Selection.AreaResult area : chosen.areas()) {
                List<Cell> row = new ArrayList<>();
                row.add(new Cell.Name(area.area().isEmpty() ? word("no.area") : area.area()));
                for (long value :
                        new long[] {area.households(), area.quota(), area.selected(), area.waiting(), area.notRanked()
                        }) {
                    row.add(new Cell.Number(page.number(value)));
                }
                row.add(new Cell.Number(page.number(area.cutoff(), 2)));
                double covered = share(area.selected(), area.households());
                row.add(new Cell.Number(page.percent(covered, 1)));
                row.add(Cell.Bar.of(covered, 1));
                if (poor != null) {
                    double reached = reached(chosen, poor, area.area());
                    row.add(new Cell.Number(page.percent(reached, 1)));
                    row.add(Cell.Bar.of(Double.isNaN(reached) ? 0 : reached, 1));
                }
                rows.add(row);
            }
            page.table(header, rows);
        }

        private double reached(Selection chosen, double[] poor, String area) {
            double all = 0;
            double selected = 0;
            for (int row = 0; row < poor.length; row++) {
                if (areas.get(row).equals(area)) {
                    all += poor[row];
                    selected += chosen.outcome(row) == Outcome.SELECTED ? poor[row] : 0;
                }
            }
            return all == 0 ? Double.NaN : selected / all;
        }

        private void errors(HtmlPage page, Selection chosen) throws IOException {
            page.section("errors", word("errors"));
            double share = share(chosen.count(Outcome.SELECTED), chosen.size());
            page.text(word("errors.text", page.percent(share, 1)));
            double[] poor = poor(chosen);
            double[] weights = new double[poor.length];
            double[] people = new double[poor.length];
            for (int row = 0; row < poor.length; row++) {
                weights[row] = 1;
                people[row] = sizes.get(row);
            }
            double[] list = new double[poor.length];
            for (int row = 0; row < list.length; row++) {
                list[row] = chosen.outcome(row) == Outcome.SELECTED ? 1 : 0;
            }
            double[] lot = new double[poor.length];
            Arrays.fill(lot, share);
            List<List<Cell>> rows = new ArrayList<>();
            rows.add(error(page, word("errors.list", scores.get(0).model()), poor, list, weights, people));
            for (Scores of : scores) {
                double[] national = TargetingError.poorest(oriented(of), weights, share);
                for (int row = 0; row < national.length; row++) {
                    national[row] = Double.isNaN(of.score(row)) ? 0 : national[row];
                }
                rows.add(error(page, word("errors.national", of.model()), poor, national, weights, people));
            }
            rows.add(error(page, word("errors.lot"), poor, lot, weights, people));
            page.table(
                    List.of(
                            word("errors.how"),
                            word("errors.exclusion"),
                            "",
                            word("errors.inclusion"),
                            "",
                            word("errors.exclusion.people"),
                            word("errors.cgh")),
                    rows);
        }

        private List<Cell> error(
                HtmlPage page, String how, double[] poor, double[] chosen, double[] weights, double[] people) {
            TargetingError error = TargetingError.of(poor, chosen, weights);
            return List.of(
                    new Cell.Name(how),
                    new Cell.Number(page.percent(error.exclusion(), 1)),
                    Cell.Bar.of(error.exclusion(), 1),
                    new Cell.Number(page.percent(error.inclusion(), 1)),
                    Cell.Bar.of(error.inclusion(), 1),
                    new Cell.Number(
                            page.percent(TargetingError.of(poor, chosen, people).exclusion(), 1)),
                    new Cell.Number(page.number(error.cgh(), 2)));
        }

        /** The poorest households in truth, as many as were selected. */
        private double[] poor(Selection chosen) {
            double[] welfare = new double[households.size()];
            double[] weights = new double[welfare.length];
            Arrays.fill(weights, 1);
            for (int row = 0; row < welfare.length; row++) {
                // A household nobody knows about cannot be called poor.
                welfare[row] = truth.consumption().getOrDefault(households.get(row), Double.MAX_VALUE);
            }
            return TargetingError.poorest(welfare, weights, share(chosen.count(Outcome.SELECTED), chosen.size()));
        }

        /** Scores so that the neediest are lowest and those without a score come last. */
        private double[] oriented(Scores of) {
            double sign = of.neediest() == Neediest.LOWEST ? 1 : -1;
            return Arrays.stream(of.values())
                    .map(s -> Double.isNaN(s) ? Double.MAX_VALUE : sign * s)
                    .toArray();
        }
    }

    private static double share(long part, long of) {
        return of == 0 ? Double.NaN : (double) part / of;
    }
}
