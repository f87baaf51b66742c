package org.trano.registry.core.report;

import static org.trano.registry.core.report.HtmlPage.escape;
import static org.trano.registry.core.report.HtmlPage.format;

import java.io.IOException;
import java.util.List;

/** Draws charts as SVG into a page. */
final class ChartDrawing {
    private static final int WIDTH = 520;
    private static final int HEIGHT = 200;
    private static final int MARGIN_LEFT = 54;
    /** Half of what is written at the right end of an axis has room beside the chart. */
    private static final int RIGHT = WIDTH - 14;

    private static final int MARGIN_BOTTOM = 36;
    private static final int MARGIN_TOP = 18;
    /** Names of styles, one for each curve; begun anew where there are more. */
    private static final String[] STYLES = {"one", "two", "for", "against", "other"};

    private final HtmlPage page;
    private final Appendable out;

    ChartDrawing(HtmlPage page, Appendable out) {
        this.page = page;
        this.out = out;
    }

    void draw(Chart chart) throws IOException {
        if (chart instanceof Chart.Histogram histogram) {
            histogram(histogram);
        } else if (chart instanceof Chart.Pyramid pyramid) {
            pyramid(pyramid);
        } else if (chart instanceof Chart.Curves curves) {
            curves(curves);
        } else if (chart instanceof Chart.Network network) {
            network(network);
        }
    }

    private String number(long value) {
        return page.number(value);
    }

    private String number(double value, int decimals) {
        return page.number(value, decimals);
    }

    private void histogram(Chart.Histogram h) throws IOException {
        long most = h.counts().stream().mapToLong(Long::longValue).max().orElse(1);
        double tallest = h.logarithmic() ? Math.log10(most + 1.0) : Math.max(1, most);
        double scale = (HEIGHT - MARGIN_BOTTOM - MARGIN_TOP) / tallest;
        double base = HEIGHT - MARGIN_BOTTOM;
        svg(HEIGHT, h.label());
        for (long tick : h.logarithmic() ? powersOfTen(most) : roundSteps(most, 5)) {
            double y = base - (h.logarithmic() ? Math.log10(tick + 1.0) : tick) * scale;
            line(MARGIN_LEFT, y, RIGHT, y, "grid");
            svgText(MARGIN_LEFT - 6, y + 4, "end", number(tick));
        }
        int bins = h.counts().size();
        double step = (RIGHT - MARGIN_LEFT) / (double) bins;
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
        marks(h.marks(), h.from(), h.to());
        axis(h.from(), h.to(), h.axis());
        out.append("</svg></div>\n");
    }

    /** Shares from bottom to top. */
    private void curves(Chart.Curves c) throws IOException {
        double base = HEIGHT - MARGIN_BOTTOM;
        double tall = base - MARGIN_TOP;
        double wide = (RIGHT - MARGIN_LEFT) / (c.to() - c.from());
        svg(HEIGHT, c.label());
        for (int tick = 0; tick <= 100; tick += 20) {
            double y = base - tick / 100.0 * tall;
            line(MARGIN_LEFT, y, RIGHT, y, "grid");
            svgText(MARGIN_LEFT - 6, y + 4, "end", tick + "\u00a0%");
        }
        if (c.diagonal()) {
            line(MARGIN_LEFT, base, RIGHT, MARGIN_TOP, "threshold");
        }
        for (int i = 0; i < c.curves().size(); i++) {
            Chart.Curve curve = c.curves().get(i);
            String style = STYLES[i % STYLES.length];
            StringBuilder path = new StringBuilder();
            for (Chart.Point point : curve.points()) {
                path.append(path.isEmpty() ? "M" : " L")
                        .append(format(
                                "%.1f %.1f", MARGIN_LEFT + (point.x() - c.from()) * wide, base - point.share() * tall));
            }
            out.append(format("<path class=\"curve-%s\" d=\"%s\"/>\n", style, path));
            for (Chart.Point point : c.dots() ? curve.points() : List.<Chart.Point>of()) {
                out.append(format(
                        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s</title></circle>\n",
                        style,
                        MARGIN_LEFT + (point.x() - c.from()) * wide,
                        base - point.share() * tall,
                        escape(number(point.x(), 3) + ": " + page.percent(point.share(), 1))));
            }
        }
        marks(c.marks(), c.from(), c.to());
        axis(c.from(), c.to(), c.axis());
        double x = MARGIN_LEFT;
        for (int i = 0; i < c.curves().size(); i++) {
            String name = c.curves().get(i).name();
            rect(STYLES[i % STYLES.length], x, HEIGHT - 12, 10, 8, name);
            svgText(x + 14, HEIGHT - 4, "start", name);
            x += 30 + 6.5 * name.length();
        }
        out.append("</svg></div>\n");
    }

    private void marks(List<Chart.Mark> marks, double from, double to) throws IOException {
        for (Chart.Mark mark : marks) {
            double x =
                    MARGIN_LEFT + Math.max(0, Math.min(1, (mark.value() - from) / (to - from))) * (RIGHT - MARGIN_LEFT);
            boolean late = x > WIDTH * 0.7;
            line(x, 4, x, HEIGHT - MARGIN_BOTTOM, "threshold");
            svgText(x + (late ? -6 : 6), 12, late ? "end" : "start", mark.label());
        }
    }

    private void axis(double from, double to, String name) throws IOException {
        for (double tick : ticks(from, to, 6)) {
            svgText(
                    MARGIN_LEFT + (tick - from) / (to - from) * (RIGHT - MARGIN_LEFT),
                    HEIGHT - MARGIN_BOTTOM + 15,
                    "middle",
                    number(tick, tick == Math.rint(tick) ? 0 : 1));
        }
        svgText(RIGHT, HEIGHT - 4, "end", name);
    }

    /** Nodes on a circle, so that every link can be seen. */
    private void network(Chart.Network n) throws IOException {
        int size = n.nodes().size();
        int radius = Math.min(150, 40 + 12 * size);
        int height = 2 * radius + 60;
        svg(height, n.label());
        double[] x = new double[size];
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            double angle = 2 * Math.PI * i / size - Math.PI / 2;
            x[i] = WIDTH / 2.0 + radius * Math.cos(angle);
            y[i] = height / 2.0 + radius * Math.sin(angle);
        }
        for (Chart.Link link : n.links()) {
            out.append(format(
                    "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"><title>%s</title></line>\n",
                    link.strong() ? "link" : "link weak",
                    x[link.from()],
                    y[link.from()],
                    x[link.to()],
                    y[link.to()],
                    escape(link.label())));
            // At a third of the way, for labels of links that cross would lie on each other in the middle.
            svgText(
                    x[link.from()] + (x[link.to()] - x[link.from()]) / 3,
                    y[link.from()] + (y[link.to()] - y[link.from()]) / 3 - 3,
                    "middle",
                    link.label());
        }
        for (int i = 0; i < size; i++) {
            String name = n.nodes().get(i);
            out.append(format(
                    "<circle class=\"one\" cx=\"%.1f\" cy=\"%.1f\" r=\"7\"><title>%s</title></circle>\n",
                    x[i], y[i], escape(name)));
            boolean left = x[i] < WIDTH / 2.0 - 1;
            boolean middle = Math.abs(x[i] - WIDTH / 2.0) <= 1;
            svgText(
                    x[i] + (middle ? 0 : left ? -11 : 11),
                    y[i] + (middle ? y[i] < height / 2.0 ? -11 : 21 : 4),
                    middle ? "middle" : left ? "end" : "start",
                    name);
        }
        out.append("</svg></div>\n");
    }

    private void pyramid(Chart.Pyramid p) throws IOException {
        int row = 15;
        int top = 20;
        int height = top + row * p.bands().size() + 22;
        int gap = 34;
        // Half of the number at the end of an axis stands beside it.
        double half = WIDTH / 2.0 - gap - 28;
        long most = 1;
        for (int i = 0; i < p.bands().size(); i++) {
            most = Math.max(most, Math.max(p.left().get(i), p.right().get(i)));
        }
        svg(height, p.label());
        svgText(WIDTH / 2.0 - gap, 12, "end", p.leftName());
        svgText(WIDTH / 2.0 + gap, 12, "start", p.rightName());
        for (long tick : roundSteps(most, 2)) {
            for (int side : new int[] {-1, 1}) {
                double x = WIDTH / 2.0 + side * (gap + tick * half / most);
                line(x, top, x, height - 18, "grid");
                if (tick > 0) {
                    svgText(x, height - 4, "middle", number(tick));
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
}
