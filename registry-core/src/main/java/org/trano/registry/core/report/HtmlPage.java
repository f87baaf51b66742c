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
        new ChartDrawing(this, out).draw(chart);
        return this;
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

    static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    static String escape(String text) {
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
