package org.trano.registry.dedup.evaluate;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.trano.registry.dedup.Caution;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.Explanation;
import org.trano.registry.dedup.Match;
import org.trano.registry.dedup.ModelSummary;

/**
 * A result as one HTML page that needs nothing from elsewhere: the distribution of weights with the threshold, what each field
 * says, three pairs taken apart, the blocking rules, and the figures against the truth where it is known. French or English.
 */
public final class MatchReport {
    private static final int BINS = 60;

    private final Appendable out;
    private final DedupResult result;
    private final List<String> ids;
    private final Locale locale;
    private final ResourceBundle words;

    private MatchReport(Appendable out, DedupResult result, List<String> ids, Locale locale) {
        this.out = out;
        this.result = result;
        this.ids = ids;
        this.locale = locale;
        this.words = ResourceBundle.getBundle(
                "org.trano.registry.dedup.evaluate.report",
                locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ROOT,
                MatchReport.class.getModule());
    }

    /**
     * Writes the page.
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
        new MatchReport(out, result, ids, locale).write(quality);
    }

    private void write(@Nullable Evaluation quality) throws IOException {
        out.append("<!doctype html>\n<html lang=\"")
                .append(locale.getLanguage())
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(word("title"))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n");
        tag("h1", word("title"));
        facts(quality);
        for (Caution caution : result.model().cautions()) {
            out.append("<p class=\"warning\">")
                    .append(escape(caution.message(locale)))
                    .append("</p>\n");
        }
        tag("h2", word("weights"));
        tag("p", word("weights.text", number(result.threshold(), 1), number(100 * result.expectedPrecision(), 1)));
        histogram();
        tag("h2", word("fields"));
        tag("p", word("fields.text"));
        fields();
        tag("h2", word("examples"));
        tag("p", word("examples.text"));
        examples();
        tag("h2", word("rules"));
        tag("p", word("rules.text"));
        rules();
        out.append("</main>\n</body>\n</html>\n");
    }

    private void facts(@Nullable Evaluation quality) throws IOException {
        out.append("<dl>\n");
        fact("records", whole(ids.size()));
        fact("compared", whole(result.pairsCompared()));
        fact("matches", whole(result.matches().size()));
        fact("people", whole(result.clusterCount()));
        if (quality != null) {
            fact("pairs.f1", quality(quality.pairs()));
            fact("clusters.f1", quality(quality.clusterPairs()));
            fact("best.f1", quality(quality.bestPairs()));
            fact("blocking", number(quality.blockingRecall(), 3));
        }
        out.append("</dl>\n");
    }

    private String quality(Evaluation.Quality q) {
        return word("quality", number(q.f1(), 3), number(q.precision(), 3), number(q.recall(), 3));
    }

    private void fact(String key, String value) throws IOException {
        out.append("<div><dt>")
                .append(word(key))
                .append("</dt><dd>")
                .append(value)
                .append("</dd></div>\n");
    }

    /** Pairs by weight on a logarithmic scale, for most pairs are hopeless; those above the threshold stand out. */
    private void histogram() throws IOException {
        double[] range = {0, 1};
        result.forEachPair((a, b, weight) -> {
            range[0] = Math.min(range[0], weight);
            range[1] = Math.max(range[1], weight);
        });
        double low = Math.max(range[0], -60);
        double high = range[1];
        long[] counts = new long[BINS];
        result.forEachPair((a, b, weight) -> {
            int bin = (int) ((Math.max(weight, low) - low) / (high - low) * BINS);
            counts[Math.min(bin, BINS - 1)]++;
        });
        long most = 1;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        int width = 720;
        int height = 220;
        int left = 56;
        int bottom = 34;
        double scale = (height - bottom - 10) / Math.log10(most + 1.0);
        svg(width, height, word("weights"));
        for (int power = 0; Math.pow(10, power) <= most; power++) {
            double y = height - bottom - Math.log10(Math.pow(10, power) + 1) * scale;
            line(left, y, width, y, "grid");
            text(left - 6, y + 4, "end", whole((long) Math.pow(10, power)));
        }
        double step = (width - left) / (double) BINS;
        for (int bin = 0; bin < BINS; bin++) {
            double tall = Math.log10(counts[bin] + 1.0) * scale;
            double from = low + bin * (high - low) / BINS;
            boolean match = from + (high - low) / BINS / 2 >= result.threshold();
            if (counts[bin] > 0) {
                out.append(format(
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>\n",
                        match ? "match" : "other",
                        left + bin * step + 0.5,
                        height - bottom - tall,
                        step - 1,
                        tall,
                        word("bin", number(from, 1), whole(counts[bin]))));
            }
        }
        double x = left + (result.threshold() - low) / (high - low) * (width - left);
        line(x, 4, x, height - bottom, "threshold");
        text(
                x + (x > width - 120 ? -6 : 6),
                14,
                x > width - 120 ? "end" : "start",
                word("threshold", number(result.threshold(), 1)));
        for (int tick = (int) Math.ceil(low / 10) * 10; tick <= high; tick += 10) {
            text(
                    left + (tick - low) / (high - low) * (width - left),
                    height - bottom + 16,
                    "middle",
                    Integer.toString(tick));
        }
        text(width, height - 4, "end", word("axis"));
        out.append("</svg></div>\n");
    }

    private void fields() throws IOException {
        out.append("<div class=\"scroll\"><table>\n<thead><tr>");
        for (String key : List.of("field", "level", "m", "u", "bits")) {
            out.append("<th scope=\"col\">").append(word(key)).append("</th>");
        }
        out.append("<th></th></tr></thead>\n<tbody>\n");
        double widest = 1;
        for (ModelSummary.FieldSummary field : result.model().fields()) {
            for (ModelSummary.Level level : field.levels()) {
                widest = Math.max(widest, Math.abs(level.bits()));
            }
        }
        for (ModelSummary.FieldSummary field : result.model().fields()) {
            boolean first = true;
            List<ModelSummary.Level> levels = merged(field.levels());
            for (ModelSummary.Level level : levels) {
                out.append("<tr>");
                if (first) {
                    out.append("<th scope=\"rowgroup\" rowspan=\"" + levels.size() + "\">")
                            .append(escape(field.name()))
                            .append("<small>")
                            .append(word("filled", number(100 * field.filled(), 0), whole(field.distinct())))
                            .append("</small></th>");
                    first = false;
                }
                out.append("<td>").append(escape(levelName(level.name()))).append("</td>");
                out.append(format(
                        "<td class=\"n\">%.4f</td><td class=\"n\">%.2g</td><td class=\"n\">%+.1f</td><td>",
                        level.m(), level.u(), level.bits()));
                bar(level.bits(), widest, 160);
                out.append("</td></tr>\n");
            }
        }
        out.append("</tbody>\n</table></div>\n");
    }

    /** The many levels of "equal" as two: for frequent and for rare values. */
    private static List<ModelSummary.Level> merged(List<ModelSummary.Level> levels) {
        List<ModelSummary.Level> rows = new ArrayList<>();
        List<ModelSummary.Level> equal = new ArrayList<>();
        for (ModelSummary.Level level : levels) {
            (level.name().equals("equal") ? equal : rows).add(level);
        }
        if (!equal.isEmpty()) {
            rows.add(rename(equal.get(0), equal.size() == 1 ? "equal" : "equal, frequent value"));
        }
        if (equal.size() > 1) {
            rows.add(rename(equal.get(equal.size() - 1), "equal, rare value"));
        }
        return rows;
    }

    private static ModelSummary.Level rename(ModelSummary.Level level, String name) {
        return new ModelSummary.Level(name, level.m(), level.u(), level.bits());
    }

    private String levelName(String english) {
        String key = "level." + english.replace(' ', '_').replace(",", "");
        return words.containsKey(key) ? words.getString(key) : english;
    }

    private void bar(double bits, double widest, int width) throws IOException {
        double half = width / 2.0;
        double length = Math.min(half, Math.abs(bits) / widest * half);
        out.append(format(
                "<svg class=\"bar\" width=\"%d\" height=\"12\" viewBox=\"0 0 %d 12\" aria-hidden=\"true\"><rect class=\"%s\" x=\"%.1f\" y=\"1\" width=\"%.1f\" height=\"10\"/>"
                        + "<line class=\"axis\" x1=\"%.1f\" y1=\"0\" x2=\"%.1f\" y2=\"12\"/></svg>",
                width, width, bits >= 0 ? "match" : "against", bits >= 0 ? half : half - length, length, half, half));
    }

    /** The clearest pair, one in the middle, and the most doubtful one. */
    private void examples() throws IOException {
        List<Match> matches = result.matches();
        if (matches.isEmpty()) {
            tag("p", word("examples.none"));
            return;
        }
        int last = matches.size() - 1;
        int[] chosen = last == 0 ? new int[] {0} : last == 1 ? new int[] {0, 1} : new int[] {0, last / 2, last};
        for (int index : chosen) {
            waterfall(matches.get(index));
        }
    }

    private void waterfall(Match match) throws IOException {
        Explanation why = result.explain(match.left(), match.right());
        tag(
                "h3",
                word(
                        "pair",
                        escape(ids.get(match.left())),
                        escape(ids.get(match.right())),
                        number(match.weight(), 1),
                        number(100 * match.probability(), 2)));
        out.append("<div class=\"scroll\"><table>\n<thead><tr>");
        for (String key : List.of("field", "left", "right", "level", "bits", "sum")) {
            out.append("<th scope=\"col\">").append(word(key)).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        double sum = why.prior();
        step(word("prior"), "", "", "", why.prior(), sum);
        for (Explanation.Part part : why.parts()) {
            sum += part.bits();
            step(part.field(), part.left(), part.right(), levelName(part.level()), part.bits(), sum);
        }
        if (why.kinship() > 0.05) {
            sum -= why.kinship();
            step(word("kinship"), "", "", "", -why.kinship(), sum);
        }
        out.append("</tbody>\n</table></div>\n");
    }

    private void step(String field, String left, String right, String level, double bits, double sum)
            throws IOException {
        out.append("<tr><th scope=\"row\">")
                .append(escape(field))
                .append("</th><td dir=\"auto\">")
                .append(escape(left))
                .append("</td><td dir=\"auto\">")
                .append(escape(right))
                .append("</td><td>")
                .append(escape(level))
                .append(format("</td><td class=\"n\">%+.1f ", bits));
        bar(bits, 20, 80);
        out.append(format("</td><td class=\"n\">%+.1f</td></tr>\n", sum));
    }

    private void rules() throws IOException {
        out.append("<div class=\"scroll\"><table>\n<thead><tr>");
        for (String key : List.of("rule", "forecast", "found")) {
            out.append("<th scope=\"col\">").append(word(key)).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (ModelSummary.Rule rule : result.model().rules()) {
            out.append("<tr><td>")
                    .append(escape(rule.name()))
                    .append("</td><td class=\"n\">")
                    .append(whole(rule.forecast()))
                    .append("</td><td class=\"n\">")
                    .append(whole(rule.found()))
                    .append("</td></tr>\n");
        }
        out.append("</tbody>\n</table></div>\n");
    }

    private void svg(int width, int height, String title) throws IOException {
        out.append(format(
                        "<div class=\"scroll\"><svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
                        width, height))
                .append(title)
                .append("\">\n");
    }

    private void line(double x1, double y1, double x2, double y2, String style) throws IOException {
        out.append(format(
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", style, x1, y1, x2, y2));
    }

    private void text(double x, double y, String anchor, String text) throws IOException {
        out.append(format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor))
                .append(text)
                .append("</text>\n");
    }

    private void tag(String name, String text) throws IOException {
        out.append('<')
                .append(name)
                .append('>')
                .append(text)
                .append("</")
                .append(name)
                .append(">\n");
    }

    private String word(String key, Object... arguments) {
        return new MessageFormat(words.getString(key), locale).format(arguments);
    }

    private String whole(long value) {
        return String.format(locale, "%,d", value);
    }

    private String number(double value, int decimals) {
        return String.format(locale, "%." + decimals + "f", value);
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2430; --dim: #5b6675; --line: #d9dee5; --back: #ffffff; --match: #0b6e4f; --other: #9aa7b5; --against: #b3402a; --note: #fff4d6; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --dim: #9fabba; --line: #38424f; --back: #14191f; --match: #4cc79a; --other: #5d6b7a; --against: #ef8c76; --note: #3a3118; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
            main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
            h1 { font-size: 1.7rem; margin: 0 0 1rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .3rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .3rem; }
            p { margin: .3rem 0 1rem; color: var(--dim); max-width: 45rem; }
            p.warning { background: var(--note); color: var(--ink); padding: .6rem .9rem; border-radius: .4rem; }
            dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .8rem; margin: 0; }
            dl div { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem; }
            dt { font-size: .85rem; color: var(--dim); } dd { margin: 0; font-size: 1.15rem; font-weight: 600; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-size: .9rem; }
            th, td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
            thead th { color: var(--dim); font-size: .8rem; } tbody th { font-weight: 600; }
            small { display: block; font-weight: 400; color: var(--dim); }
            .n { font-variant-numeric: tabular-nums; white-space: nowrap; }
            .chart { width: 100%; min-width: 34rem; height: auto; font-size: 11px; } .chart text { fill: var(--dim); }
            .bar { vertical-align: -1px; max-width: 100%; }
            .match { fill: var(--match); } .other { fill: var(--other); } .against { fill: var(--against); }
            .grid { stroke: var(--line); } .axis { stroke: var(--dim); } .threshold { stroke: var(--ink); stroke-dasharray: 4 3; }
            @media print { :root { color-scheme: light; } body { font-size: 11pt; } h2, h3 { break-after: avoid; } tr, svg { break-inside: avoid; } }
            """;
}
