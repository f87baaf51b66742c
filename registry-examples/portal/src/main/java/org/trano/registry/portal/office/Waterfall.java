package org.trano.registry.portal.office;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.trano.registry.dedup.Explanation;

/**
 * What each field adds to the weight of a pair or takes from it, one bar after the other, so that each begins where the last ended.
 *
 * @param bars the bars, the sum as the last
 * @param zero where weight 0 (even odds) lies, from 0 to {@link #WIDTH}
 */
public record Waterfall(List<Bar> bars, double zero) {
    /** How wide the drawing is. */
    public static final int WIDTH = 300;

    /**
     * A bar.
     *
     * @param name what speaks
     * @param what what it says
     * @param bits what it adds
     * @param x where it begins on the left
     * @param width how wide it is
     * @param kind {@code for}, {@code against} or {@code sum}
     */
    public record Bar(String name, String what, double bits, double x, double width, String kind) {
        /** The bits with their sign. */
        public String signed() {
            return String.format(Locale.ROOT, "%+.1f", bits).replace('-', '−');
        }
    }

    static Waterfall of(Explanation explanation, Locale locale) {
        List<Explanation.Line> lines = explanation.lines(locale);
        double at = 0;
        double least = 0;
        double most = 0;
        for (Explanation.Line line : lines.subList(0, lines.size() - 1)) {
            at += line.bits();
            least = Math.min(least, at);
            most = Math.max(most, at);
        }
        double scale = WIDTH / Math.max(1e-9, most - least);
        List<Bar> bars = new ArrayList<>();
        at = 0;
        for (int i = 0; i < lines.size(); i++) {
            Explanation.Line line = lines.get(i);
            boolean isSum = i == lines.size() - 1;
            double from = isSum ? 0 : at;
            double to = isSum ? line.bits() : at + line.bits();
            bars.add(new Bar(
                    line.name(),
                    line.what(),
                    line.bits(),
                    round((Math.min(from, to) - least) * scale),
                    Math.max(1, round(Math.abs(to - from) * scale)),
                    isSum ? "sum" : line.bits() >= 0 ? "for" : "against"));
            at = to;
        }
        return new Waterfall(bars, round(-least * scale));
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
