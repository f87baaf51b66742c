package org.trano.registry.core.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A page written from top to bottom: headings, facts, tables, charts. It needs nothing from elsewhere (no scripts, no fonts, no
 * pictures), reads well on a telephone and on paper, in light and in dark. All texts are escaped, so names out of a register
 * cannot become markup. Not thread-safe; end it with {@link #close()}.
 */
public final class HtmlPage implements AutoCloseable {
    private static final String STYLE = style();
    private static final int WIDTH = 520;
    private static final int HEIGHT = 200;
    private static final int MARGIN_LEFT = 54;
    private static final int MARGIN_BOTTOM = 36;
    private static final int MARGIN_TOP = 18;
    private static final int BAR_WIDTH = 140;

    private final Appendable out;
    private final Locale locale;

    private HtmlPage(Appendable out, Locale locale) {
        this.out = out;
        this.locale = locale;
    }

    /**
     * Begins a page.
     *
     * @param out where to
     * @param locale the language of the page; numbers are written as it does
     * @param title its title, also the first heading
     * @return the page
     * @throws IOException if it cannot be written
     */
    public static HtmlPage begin(Appendable out, Locale locale, String title) throws IOException {
        HtmlPage page = new HtmlPage(out, locale);
        out.append("<!doctype html>\n<html lang=\"")
                .append(escape(locale.toLanguageTag()))
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escape(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n");
        page.tag("h1", title);
        return page;
    }

    /**
     * The language of the page.
     *
     * @return the locale
     */
    public Locale locale() {
        return locale;
    }

    /**
     * A whole number as the language of the page writes it.
     *
     * @param value the number
     * @return its text
     */
    public String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /**
     * A number as the language of the page writes it.
     *
     * @param value the number
     * @param decimals how many decimals
     * @return its text; a dash for NaN
     */
    public String number(double value, int decimals) {
        return Double.isNaN(value) ? "–" : String.format(locale, "%,." + decimals + "f", value);
    }

    /**
     * A share in per cent.
     *
     * @param share 0 to 1
     * @param decimals how many decimals
     * @return for example {@code 12.5 %}; a dash for NaN
     */
    public String percent(double share, int decimals) {
        return Double.isNaN(share) ? "–" : number(100 * share, decimals) + "\u00a0%";
    }

    /**
     * A fact: a name, a value, and what there is to say about it.
     *
     * @param name what it is
     * @param value the value as it is to be read
     * @param detail a smaller line below, may be empty
     */
    public record Fact(String name, String value, String detail) {}

    /**
     * A link to another page, or to a section of this one.
     *
     * @param target where to, for example {@code report.fr.html} or {@code #scores}
     * @param text what it says
     */
    public record Link(String target, String text) {}

    /**
     * A heading that begins a section.
     *
     * @param id the name of the section in links, letters only
     * @param text the heading
     * @return this page
     * @throws IOException if it cannot be written
     */
    public HtmlPage section(String id, String text) throws IOException {
        out.append("<h2 id=\"")
                .append(escape(id))
                .append("\">")
                .append(escape(text))
                .append("</h2>\n");
        return this;
    }

    /**
     * A heading within a section.
     *
     * @param text the heading
     * @return this page
     * @throws IOException if it cannot be written
     */
    public HtmlPage heading(String text) throws IOException {
        return tag("h3", text);
    }

    /**
     * A paragraph.
     *
     * @param text what it says
     * @return this page
     * @throws IOException if it cannot be written
     */
    public HtmlPage text(String text) throws IOException {
        return tag("p", text);
    }

    /**
     * A paragraph that stands out: a doubt, a warning.
     *
     * @param text what it says
     * @return this page
     * @throws IOException if it cannot be written
     */
    public HtmlPage caution(String text) throws IOException {
        out.append("<p class=\"warning\">").append(escape(text)).append("</p>\n");
        return this;
    }

    /**
     * Links in one line: to the sections, to the same page in another language.
     *
     * @param links the links
     * @return this page
     * @throws IOException if it cannot be written
     */
    public HtmlPage links(List<Link> links) throws IOException {
        out.append("<nav>");
        for (Link link : links) {
            out.append("<a href=\"")
                    .append(escape(link.target))
                    .append("\">")
                    .append(escape(link.text))
                    .append("</a> ");
        }
        out.append("</nav>\n");
        return this;
    }

    /**
     * Facts side by side.
     *
     * @param facts the facts
     * @return this page
     * @throws IOException if it cannot be written
     */
    public HtmlPage facts(List<Fact> facts) throws IOException {
        out.append("<dl>\n");
        for (Fact fact : facts) {
            out.append("<div><dt>")
                    .append(escape(fact.name))
                    .append("</dt><dd>")
                    .append(escape(fact.value))
                    .append(small(fact.detail))
                    .append("</dd></div>\n");
        }
        out.append("</dl>\n");
        return this;
    }

    /**
     * A table.
     *
     * @param header the names of the columns; empty over bars
     * @param rows the rows
     * @return this page
     * @throws IOException if it cannot be written
     */
    public HtmlPage table(List<String> header, List<List<Cell>> rows) throws IOException {
        out.append("<div class=\"scroll\"><table>\n<thead><tr>");
        for (int column = 0; column < header.size(); column++) {
            boolean numeric = !rows.isEmpty()
                    && column < rows.get(0).size()
                    && rows.get(0).get(column) instanceof Cell.Number;
            out.append(numeric ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
                    .append(escape(header.get(column)))
                    .append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (List<Cell> row : rows) {
            out.append("<tr>");
            for (Cell cell : row) {
                cell(cell);
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table></div>\n");
        return this;
    }

    private void cell(Cell cell) throws IOException {
        if (cell instanceof Cell.Text text) {
            out.append("<td dir=\"auto\">").append(escape(text.text())).append("</td>");
        } else if (cell instanceof Cell.Number number) {
            out.append("<td class=\"n\">").append(escape(number.text())).append("</td>");
        } else if (cell instanceof Cell.Name name) {
            out.append(
                            name.rows() > 1
                                    ? "<th scope=\"rowgroup\" rowspan=\"" + name.rows() + "\">"
                                    : "<th scope=\"row\">")
                    .append(escape(name.text()))
                    .append(small(name.detail()))
                    .append("</th>");
        } else if (cell instanceof Cell.Bar bar) {
            out.append("<td class=\"b\">");
            bar(bar);
            out.append("</td>");
        }
    }

    private static String small(String detail) {
        return detail.isEmpty() ? "" : "<small>" + escape(detail) + "</small>";
    }

    private void bar(Cell.Bar bar) throws IOException {
        double scale = bar.high() > bar.low() ? BAR_WIDTH / (bar.high() - bar.low()) : 0;
        double from = (Math.max(bar.low(), Math.min(bar.from(), bar.to())) - bar.low()) * scale;
        double to = (Math.min(bar.high(), Math.max(bar.from(), bar.to())) - bar.low()) * scale;
        // A value of almost nothing is still something to see.
        double width = Math.max(bar.from() == bar.to() ? 0 : 1, to - from);
        out.append(format(
                "<svg class=\"bar\" width=\"%d\" height=\"12\" viewBox=\"0 0 %d 12\" aria-hidden=\"true\"><rect class=\"%s\" x=\"%.1f\" y=\"1\" width=\"%.1f\" height=\"10\"/>",
                BAR_WIDTH,
                BAR_WIDTH,
                bar.to() >= bar.from() ? "for" : "against",
                Math.min(from, BAR_WIDTH - width),
                width));
        if (bar.low() < 0) {
            double zero = -bar.low() * scale;
            out.append(format("<line class=\"axis\" x1=\"%.1f\" y1=\"0\" x2=\"%.1f\" y2=\"12\"/>", zero, zero));
        }
        out.append("</svg>");
    }

    /**
     * A chart.
     *
     * @param chart the chart
     * @return this page
     * @throws IOException if it cannot be written
     */
    public HtmlPage chart(Chart chart) throws IOException {
        if (chart instanceof Chart.Histogram histogram) {
            histogram(histogram);
        } else if (chart instanceof Chart.Pyramid pyramid) {
            pyramid(pyramid);
        }
        return this;
    }

    private void histogram(Chart.Histogram h) throws IOException {
        long most = h.counts().stream().mapToLong(Long::longValue).max().orElse(1);
        double tallest = h.logarithmic() ? Math.log10(most + 1.0) : Math.max(1, most);
        double scale = (HEIGHT - MARGIN_BOTTOM - MARGIN_TOP) / tallest;
        double base = HEIGHT - MARGIN_BOTTOM;
        svg(HEIGHT, h.label());
        for (long tick : h.logarithmic() ? powersOfTen(most) : roundSteps(most, 5)) {
            double y = base - (h.logarithmic() ? Math.log10(tick + 1.0) : tick) * scale;
            line(MARGIN_LEFT, y, WIDTH, y, "grid");
            svgText(MARGIN_LEFT - 6, y + 4, "end", number(tick));
        }
        int bins = h.counts().size();
        double step = (WIDTH - MARGIN_LEFT) / (double) bins;
        double width = (h.to() - h.from()) / bins;
        for (int bin = 0; bin < bins; bin++) {
            long count = h.counts().get(bin);
            double middle = h.from() + (bin + 0.5) * width;
            if (count > 0) {
                double tall = (h.logarithmic() ? Math.log10(count + 1.0) : count) * scale;
                rect(
                        middle >= h.within().from() && middle <= h.within().to() ? "for" : "other",
                        MARGIN_LEFT + bin * step + 0.5,
                        base - tall,
                        Math.max(1, step - 1),
                        tall,
                        number(middle - width / 2, 1) + " … " + number(middle + width / 2, 1) + ": " + number(count)
                                + " " + h.unit());
            }
        }
        double span = h.to() - h.from();
        for (Chart.Mark mark : h.marks()) {
            double x = MARGIN_LEFT + Math.max(0, Math.min(1, (mark.value() - h.from()) / span)) * (WIDTH - MARGIN_LEFT);
            boolean late = x > WIDTH * 0.7;
            line(x, 4, x, base, "threshold");
            svgText(x + (late ? -6 : 6), 12, late ? "end" : "start", mark.label());
        }
        for (double tick : ticks(h.from(), h.to(), 6)) {
            svgText(
                    MARGIN_LEFT + (tick - h.from()) / span * (WIDTH - MARGIN_LEFT),
                    base + 15,
                    "middle",
                    number(tick, tick == Math.rint(tick) ? 0 : 1));
        }
        svgText(WIDTH, HEIGHT - 4, "end", h.axis());
        out.append("</svg></div>\n");
    }

    private void pyramid(Chart.Pyramid p) throws IOException {
        int row = 15;
        int top = 20;
        int height = top + row * p.bands().size() + 22;
        int gap = 34;
        double half = WIDTH / 2.0 - gap;
        long most = 1;
        for (int i = 0; i < p.bands().size(); i++) {
            most = Math.max(most, Math.max(p.left().get(i), p.right().get(i)));
        }
        svg(height, p.label());
        svgText(WIDTH / 2.0 - gap, 12, "end", p.leftName());
        svgText(WIDTH / 2.0 + gap, 12, "start", p.rightName());
        for (long tick : roundSteps(most, 3)) {
            for (int side : new int[] {-1, 1}) {
                double x = WIDTH / 2.0 + side * (gap + tick * half / most);
                line(x, top, x, height - 18, "grid");
                if (tick > 0) {
                    svgText(x, height - 4, tick * 1.06 > most ? side < 0 ? "start" : "end" : "middle", number(tick));
                }
            }
        }
        for (int i = 0; i < p.bands().size(); i++) {
            double y = height - 22 - row * (i + 1);
            double left = p.left().get(i) * half / most;
            double right = p.right().get(i) * half / most;
            String band = p.bands().get(i);
            rect(
                    "one",
                    WIDTH / 2.0 - gap - left,
                    y + 1,
                    left,
                    row - 2,
                    title(band, p.leftName(), p.left().get(i)));
            rect(
                    "two",
                    WIDTH / 2.0 + gap,
                    y + 1,
                    right,
                    row - 2,
                    title(band, p.rightName(), p.right().get(i)));
            svgText(WIDTH / 2.0, y + row - 4, "middle", band);
        }
        out.append("</svg></div>\n");
    }

    private String title(String band, String name, long count) {
        return band + ", " + name + ": " + number(count);
    }

    private static long[] powersOfTen(long most) {
        int powers = (int) Math.floor(Math.log10(Math.max(1, most))) + 1;
        long[] ticks = new long[powers];
        long power = 1;
        for (int i = 0; i < powers; i++, power *= 10) {
            ticks[i] = power;
        }
        return ticks;
    }

    /** Zero and a few round whole numbers. */
    private static long[] roundSteps(long most, int about) {
        double[] ticks = ticks(0, Math.max(1, most), about);
        return java.util.Arrays.stream(ticks)
                .filter(t -> t == Math.rint(t))
                .mapToLong(t -> (long) t)
                .toArray();
    }

    /** Round numbers within a range, about so many: steps of 1, 2 or 5 times a power of ten. */
    private static double[] ticks(double from, double to, int about) {
        double raw = (to - from) / about;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
        int first = (int) Math.ceil(from / step);
        int last = (int) Math.floor(to / step);
        double[] ticks = new double[Math.max(0, last - first + 1)];
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = (first + i) * step;
        }
        return ticks;
    }

    private void svg(int height, String label) throws IOException {
        out.append(format(
                        "<div class=\"scroll\"><svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
                        WIDTH, height))
                .append(escape(label))
                .append("\">\n");
    }

    private void rect(String style, double x, double y, double width, double height, String title) throws IOException {
        out.append(format(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>\n",
                style, x, y, width, height, escape(title)));
    }

    private void line(double x1, double y1, double x2, double y2, String style) throws IOException {
        out.append(format(
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", style, x1, y1, x2, y2));
    }

    private void svgText(double x, double y, String anchor, String text) throws IOException {
        out.append(format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, escape(text)));
    }

    private HtmlPage tag(String name, String text) throws IOException {
        out.append('<')
                .append(name)
                .append('>')
                .append(escape(text))
                .append("</")
                .append(name)
                .append(">\n");
        return this;
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                // HTML has no place for control characters; a register may.
                default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
            }
        }
        return out.toString();
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(HtmlPage.class.getResourceAsStream("page.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * Ends the page; what it was written to stays open.
     *
     * @throws IOException if it cannot be written
     */
    @Override
    public void close() throws IOException {
        out.append("</main>\n</body>\n</html>\n");
    }
}
