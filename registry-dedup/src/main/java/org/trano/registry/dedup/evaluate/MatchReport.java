package org.trano.registry.dedup.evaluate;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.report.Cell;
import org.trano.registry.core.report.Chart;
import org.trano.registry.core.report.HtmlPage;
import org.trano.registry.dedup.Caution;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.Explanation;
import org.trano.registry.dedup.Match;
import org.trano.registry.dedup.MatchSetup;
import org.trano.registry.dedup.ModelSummary;
import org.trano.registry.dedup.model.Bits;

/**
 * A result to look at: what was chosen and why, the distribution of weights with the threshold, what each field says, three pairs taken apart, the
 * clusters with the doubtful ones drawn, the
 * blocking rules, and the figures against the truth where it is known. As a page of its own or as part of another. French or
 * English. It shows values of records, so it is as confidential as they are.
 */
public final class MatchReport {
    private static final int BINS = 60;
    /** Pairs that weigh less are counted in the first bin. */
    private static final double LOWEST = -60;
    /** Below, next to nothing is expected to be right, and above nearly everything. */
    private static final double EXPECTED_FROM = -10;

    private static final double EXPECTED_TO = 20;

    private final HtmlPage page;
    private final DedupResult result;
    private final List<String> ids;
    private final ResourceBundle words;

    private MatchReport(HtmlPage page, DedupResult result, List<String> ids) {
        this.page = page;
        this.result = result;
        this.ids = ids;
        this.words = words(page.locale());
    }

    private static ResourceBundle words(Locale locale) {
        return ResourceBundle.getBundle(
                "org.trano.registry.dedup.evaluate.report",
                locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ROOT,
                MatchReport.class.getModule());
    }

    /**
     * Writes a page.
     *
     * @param out where to
     * @param result the result
     * @param ids the number of each row
     * @param quality the figures against the truth, or null where it is not known
     * @param locale French gives French, anything else English
     * @throws IOException if it cannot be written
     */
    public static void write(
            Appendable out, DedupResult result, List<String> ids, @Nullable Evaluation quality, Locale locale)
            throws IOException {
        try (HtmlPage page = HtmlPage.begin(out, locale, words(locale).getString("title"))) {
            MatchReport report = new MatchReport(page, result, ids);
            report.overview(quality);
            report.sections(quality);
        }
    }

    /**
     * Writes the figures, the weights and three pairs into a page about something larger.
     *
     * @param page the page, French or English
     * @param result the result
     * @param ids the number of each row
     * @param quality the figures against the truth, or null where it is not known
     * @throws IOException if it cannot be written
     */
    public static void embed(HtmlPage page, DedupResult result, List<String> ids, @Nullable Evaluation quality)
            throws IOException {
        MatchReport report = new MatchReport(page, result, ids);
        report.overview(quality);
        report.weights();
        page.heading(report.word("examples"));
        report.examples();
    }

    private void overview(@Nullable Evaluation quality) throws IOException {
        List<HtmlPage.Fact> facts = new ArrayList<>();
        facts.add(fact("records", page.number(ids.size()), ""));
        facts.add(fact("compared", page.number(result.pairsCompared()), ""));
        facts.add(fact("matches", page.number(result.matches().size()), ""));
        facts.add(fact("people", page.number(result.clusterCount()), ""));
        if (quality != null) {
            facts.add(quality("pairs.f1", quality.pairs()));
            facts.add(quality("clusters.f1", quality.clusterPairs()));
            facts.add(quality("best.f1", quality.bestPairs()));
            facts.add(fact("blocking", page.number(quality.blockingRecall(), 3), ""));
        }
        page.facts(facts);
        for (Caution caution : result.model().cautions()) {
            page.caution(caution.message(page.locale()));
        }
    }

    private HtmlPage.Fact quality(String key, Evaluation.Quality q) {
        return fact(
                key,
                "F1 " + page.number(q.f1(), 3),
                word("quality", page.number(q.precision(), 3), page.number(q.recall(), 3)));
    }

    private HtmlPage.Fact fact(String key, String value, String detail) {
        return new HtmlPage.Fact(word(key), value, detail);
    }

    private void sections(@Nullable Evaluation quality) throws IOException {
        page.section("choices", word("choices"));
        page.text(word("choices.text"));
        choices();
        page.section("weights", word("weights"));
        weights();
        page.heading(word("expected"));
        page.text(word("expected.text"));
        expected();
        if (quality != null) {
            page.heading(word("reliability"));
            page.text(word("reliability.text"));
            reliability(quality.reliability());
        }
        page.section("fields", word("fields"));
        page.text(word("fields.text"));
        fields();
        page.section("examples", word("examples"));
        examples();
        page.section("clusters", word("clusters"));
        new ClusterReport(this, page, result, ids).write();
        page.section("rules", word("rules"));
        page.text(word("rules.text"));
        rules(quality);
    }

    /** What was chosen, and why. */
    private void choices() throws IOException {
        MatchSetup setup = result.setup();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(choice(
                "choices.fields",
                String.join(
                        ", ",
                        setup.fields().stream()
                                .map(field -> fieldName(field.name()))
                                .toList())));
        boolean every = setup.rules().get(0).keys().isEmpty();
        rows.add(choice(
                every ? "choices.every" : "choices.rules",
                every
                        ? page.number(result.pairsCompared())
                        : word("choices.rules.value", setup.rules().size(), page.number(result.pairsCompared()))));
        rows.add(choice(
                "choices.matches",
                word(
                        "choices.matches.value",
                        page.number(Math.round(result.model().expectedMatches())),
                        page.number(Math.round(result.model().expectedRelatives())),
                        result.model().rounds())));
        rows.add(choice(
                "choices.together",
                setup.together().isEmpty()
                        ? word("choices.none")
                        : String.join(
                                "; ",
                                setup.together().stream()
                                        .map(t -> fieldName(t.first()) + " – " + fieldName(t.second()))
                                        .toList())));
        rows.add(choice("choices.households", word(setup.household().isEmpty() ? "choices.no" : "choices.yes")));
        rows.add(choice("choices.threshold", page.number(result.threshold(), 2)));
        page.table(List.of(word("choice"), word("chosen"), word("why")), rows);
    }

    private List<Cell> choice(String key, String value) {
        return List.of(new Cell.Name(word(key)), new Cell.Text(value), new Cell.Text(word(key + ".why")));
    }

    /** Precision and recall that the model expects at each threshold. */
    private void expected() throws IOException {
        double[] range = {0, 1};
        double[] total = {0};
        result.forEachPair((a, b, weight) -> {
            range[0] = Math.min(range[0], weight);
            range[1] = Math.max(range[1], weight);
            total[0] += Bits.probability(weight);
        });
        double low = Math.max(range[0], EXPECTED_FROM);
        double high = Math.min(range[1], EXPECTED_TO);
        // Pairs and expected matches from each bin on.
        double[] pairs = new double[BINS + 1];
        double[] right = new double[BINS + 1];
        result.forEachPair((a, b, weight) -> {
            int bin = Math.min(BINS, (int) Math.floor((weight - low) / (high - low) * BINS));
            if (bin >= 0) {
                pairs[bin]++;
                right[bin] += Bits.probability(weight);
            }
        });
        List<Chart.Point> precision = new ArrayList<>();
        List<Chart.Point> recall = new ArrayList<>();
        double found = 0;
        double matched = 0;
        for (int bin = BINS; bin >= 0; bin--) {
            found += pairs[bin];
            matched += right[bin];
            if (found > 0) {
                double from = low + (high - low) * bin / BINS;
                precision.add(0, new Chart.Point(from, matched / found));
                recall.add(0, new Chart.Point(from, matched / total[0]));
            }
        }
        page.chart(new Chart.Curves(
                word("expected"),
                low,
                high,
                List.of(
                        new Chart.Curve(word("expected.precision"), precision),
                        new Chart.Curve(word("expected.recall"), recall)),
                word("axis"),
                List.of(new Chart.Mark(result.threshold(), word("threshold", page.number(result.threshold(), 1)))),
                false,
                false));
    }

    /** What the model promised beside what was so. */
    private void reliability(List<Evaluation.Reliability> groups) throws IOException {
        page.chart(new Chart.Curves(
                word("reliability"),
                0,
                1,
                List.of(new Chart.Curve(
                        word("reliability.right"),
                        groups.stream()
                                .map(group -> new Chart.Point(group.expected(), group.right()))
                                .toList())),
                word("reliability.axis"),
                List.of(),
                true,
                true));
        List<List<Cell>> rows = new ArrayList<>();
        for (Evaluation.Reliability group : groups) {
            rows.add(List.of(
                    new Cell.Number(page.number(group.pairs())),
                    new Cell.Number(page.percent(group.expected(), 1)),
                    new Cell.Number(page.percent(group.right(), 1))));
        }
        page.table(List.of(word("reliability.pairs"), word("reliability.axis"), word("reliability.right")), rows);
    }

    /** Pairs by weight on a logarithmic scale, for most pairs are hopeless; those above the threshold stand out. */
    private void weights() throws IOException {
        page.text(word(
                "weights.text", page.number(result.threshold(), 1), page.number(100 * result.expectedPrecision(), 1)));
        double[] range = {0, 1};
        result.forEachPair((a, b, weight) -> {
            range[0] = Math.min(range[0], weight);
            range[1] = Math.max(range[1], weight);
        });
        double low = Math.max(range[0], LOWEST);
        double high = range[1];
        Long[] counts = new Long[BINS];
        Arrays.fill(counts, 0L);
        result.forEachPair((a, b, weight) -> {
            int bin = (int) ((Math.max(weight, low) - low) / (high - low) * BINS);
            counts[Math.min(bin, BINS - 1)]++;
        });
        page.chart(new Chart.Histogram(
                word("weights"),
                low,
                high,
                List.of(counts),
                true,
                word("axis"),
                word("unit"),
                List.of(new Chart.Mark(result.threshold(), word("threshold", page.number(result.threshold(), 1)))),
                new Chart.Range(result.threshold(), Double.POSITIVE_INFINITY)));
    }

    private void fields() throws IOException {
        double widest = 1;
        for (ModelSummary.FieldSummary field : result.model().fields()) {
            for (ModelSummary.Level level : field.levels()) {
                widest = Math.max(widest, Math.abs(level.bits()));
            }
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (ModelSummary.FieldSummary field : result.model().fields()) {
            List<ModelSummary.Level> levels = merged(field.levels());
            for (int i = 0; i < levels.size(); i++) {
                ModelSummary.Level level = levels.get(i);
                List<Cell> row = new ArrayList<>();
                if (i == 0) {
                    row.add(new Cell.Name(
                            fieldName(field.name()),
                            word("filled", page.number(100 * field.filled(), 0), page.number(field.distinct())),
                            levels.size()));
                }
                row.add(new Cell.Text(levelName(level.name())));
                row.add(new Cell.Number(page.number(level.m(), 4)));
                row.add(new Cell.Number(String.format(page.locale(), "%.2g", level.u())));
                row.add(new Cell.Number(signed(level.bits())));
                row.add(new Cell.Bar(0, level.bits(), -widest, widest));
                rows.add(row);
            }
        }
        page.table(List.of(word("field"), word("level"), word("m"), word("u"), word("bits"), ""), rows);
    }

    /** The many parts of a level by frequency as two: for frequent and for rare values. */
    private static List<ModelSummary.Level> merged(List<ModelSummary.Level> levels) {
        List<ModelSummary.Level> rows = new ArrayList<>();
        for (int from = 0, to; from < levels.size(); from = to) {
            ModelSummary.Level first = levels.get(from);
            to = from + 1;
            while (to < levels.size() && levels.get(to).name().equals(first.name())) {
                to++;
            }
            if (to - from == 1) {
                rows.add(first);
            } else {
                rows.add(rename(first, first.name() + ", frequent value"));
                rows.add(rename(levels.get(to - 1), first.name() + ", rare value"));
            }
        }
        return rows;
    }

    private static ModelSummary.Level rename(ModelSummary.Level level, String name) {
        return new ModelSummary.Level(name, level.m(), level.u(), level.bits());
    }

    private String levelName(String english) {
        return wordOr("level.", english);
    }

    private String wordOr(String prefix, String english) {
        String key = prefix + english.replace(' ', '_').replace(",", "");
        return words.containsKey(key) ? words.getString(key) : english;
    }

    /** The role's name where the field is called after its role, as it is where people come from a registry. */
    String fieldName(String name) {
        if (name.equals(Explanation.TOGETHER)) {
            return word(name);
        }
        return wordOr("name.", name);
    }

    private String signed(double bits) {
        return String.format(page.locale(), "%+.1f", bits);
    }

    /** The clearest pair, one in the middle, and the most doubtful one. */
    private void examples() throws IOException {
        List<Match> matches = result.matches();
        if (matches.isEmpty()) {
            page.text(word("examples.none"));
            return;
        }
        page.text(word("examples.text"));
        int last = matches.size() - 1;
        int[] chosen = last == 0 ? new int[] {0} : last == 1 ? new int[] {0, 1} : new int[] {0, last / 2, last};
        for (int index : chosen) {
            waterfall(matches.get(index));
        }
    }

    /** Each step begins where the one before it ended. */
    private void waterfall(Match match) throws IOException {
        Explanation why = result.explain(match.left(), match.right());
        page.heading(word(
                "pair",
                ids.get(match.left()),
                ids.get(match.right()),
                page.number(match.weight(), 1),
                page.number(100 * match.probability(), 2)));
        record Step(String field, String left, String right, String level, double bits) {}
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(word("prior"), "", "", "", why.prior()));
        for (Explanation.Part part : why.parts()) {
            steps.add(new Step(
                    fieldName(part.field()),
                    wordOr("value.", part.left()),
                    wordOr("value.", part.right()),
                    levelName(part.level()),
                    part.bits()));
        }
        if (Math.abs(why.kinship()) > 0.05) {
            steps.add(new Step(word("kinship"), "", "", "", -why.kinship()));
        }
        double sum = 0;
        double low = 0;
        double high = 0;
        for (Step step : steps) {
            sum += step.bits;
            low = Math.min(low, sum);
            high = Math.max(high, sum);
        }
        List<List<Cell>> rows = new ArrayList<>();
        sum = 0;
        for (Step step : steps) {
            double next = sum + step.bits;
            rows.add(List.of(
                    new Cell.Name(step.field),
                    new Cell.Text(step.left),
                    new Cell.Text(step.right),
                    new Cell.Text(step.level),
                    new Cell.Number(signed(step.bits)),
                    new Cell.Bar(sum, next, low, high),
                    new Cell.Number(signed(next))));
            sum = next;
        }
        page.table(
                List.of(word("field"), word("left"), word("right"), word("level"), word("bits"), "", word("sum")),
                rows);
    }

    private void rules(@Nullable Evaluation quality) throws IOException {
        List<List<Cell>> rows = new ArrayList<>();
        List<ModelSummary.Rule> rules = result.model().rules();
        for (int r = 0; r < rules.size(); r++) {
            ModelSummary.Rule rule = rules.get(r);
            List<Cell> row = new ArrayList<>(List.of(
                    new Cell.Name(rule.name().isEmpty() ? word("rule.every") : rule.name()),
                    new Cell.Number(page.number(rule.forecast())),
                    new Cell.Number(page.number(rule.found())),
                    new Cell.Number(page.percent(rule.share(), 1))));
            if (quality != null) {
                row.add(new Cell.Number(page.percent(quality.ruleRecall().get(r), 1)));
            }
            row.add(Cell.Bar.of(rule.share(), 1));
            rows.add(row);
        }
        List<String> header =
                new ArrayList<>(List.of(word("rule"), word("forecast"), word("found"), word("rule.share")));
        if (quality != null) {
            header.add(word("rule.recall"));
        }
        header.add("");
        page.table(header, rows);
    }

    String word(String key, Object... arguments) {
        return new MessageFormat(words.getString(key), page.locale()).format(arguments);
    }
}
