package org.trano.registry.scoring.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;

/**
 * How far newer data have moved from those a model was made on: for each indicator the population stability index, {@code Σ (q − p) ·
 * ln(q / p)} over its codes, or over tenths of the older numbers, what is missing being a class of its own. Under 0.1 nothing has
 * moved to speak of, over 0.25 the model should be looked at again (Siddiqi 2006).
 */
public final class Drift {
    private static final int CLASSES = 10;

    /** A class nobody is in counts as this share, so that its logarithm exists. */
    private static final double LEAST = 1e-4;

    private Drift() {}

    /**
     * What has become of an indicator.
     *
     * @param indicator its name
     * @param index the population stability index, 0 or more
     * @param missingBefore the share of households of which it is missing in the older data
     * @param missingAfter the share in the newer
     */
    public record Shift(String indicator, double index, double missingBefore, double missingAfter) {}

    /**
     * Compares two frames.
     *
     * @param before the older households, at least one
     * @param after the newer ones, at least one
     * @return the indicators of the older frame that the newer has too, what has moved most first
     */
    public static List<Shift> between(IndicatorFrame before, IndicatorFrame after) {
        if (before.size() == 0 || after.size() == 0) {
            throw new IllegalArgumentException("There is nobody to compare with. Maybe a file is empty?");
        }
        List<Shift> shifts = new ArrayList<>();
        for (int column = 0; column < before.indicators().size(); column++) {
            Indicator indicator = before.indicators().get(column);
            int other = -1;
            for (int i = 0; i < after.indicators().size(); i++) {
                Indicator one = after.indicators().get(i);
                other = one.name().equals(indicator.name()) && one.type() == indicator.type() ? i : other;
            }
            if (other < 0) {
                continue;
            }
            Classes classes = new Classes(before, column);
            double[] p = classes.shares(before, column);
            double[] q = classes.shares(after, other);
            double index = 0;
            for (int i = 0; i < p.length; i++) {
                double x = Math.max(LEAST, p[i]);
                double y = Math.max(LEAST, q[i]);
                index += (y - x) * StrictMath.log(y / x);
            }
            shifts.add(new Shift(indicator.name(), index, p[0], q[0]));
        }
        shifts.sort((a, b) -> {
            int byIndex = Double.compare(b.index, a.index);
            return byIndex != 0 ? byIndex : a.indicator.compareTo(b.indicator);
        });
        return shifts;
    }

    /** Class 0 is for the missing; the last for codes the older data do not have. */
    private static final class Classes {
        private final List<String> codes;
        private final double[] edges;

        Classes(IndicatorFrame frame, int column) {
            boolean number = frame.indicators().get(column).type() == Indicator.Type.NUMBER;
            this.codes = number ? List.of() : frame.codeList(column);
            TreeSet<Double> limits = new TreeSet<>();
            if (number) {
                double[] values = new double[frame.size()];
                frame.readNumbers(column, 0, values.length, values);
                double[] known = Arrays.stream(values)
                        .filter(x -> !Double.isNaN(x))
                        .sorted()
                        .toArray();
                for (int i = 1; i < CLASSES && known.length > 0; i++) {
                    limits.add(known[i * known.length / CLASSES]);
                }
            }
            this.edges = limits.stream().mapToDouble(Double::doubleValue).toArray();
        }

        double[] shares(IndicatorFrame frame, int column) {
            boolean number = frame.indicators().get(column).type() == Indicator.Type.NUMBER;
            double[] counts = new double[number ? edges.length + 2 : codes.size() + 2];
            List<String> own = number ? List.of() : frame.codeList(column);
            int[] places = own.stream()
                    .mapToInt(code -> codes.contains(code) ? codes.indexOf(code) + 1 : codes.size() + 1)
                    .toArray();
            for (int row = 0; row < frame.size(); row++) {
                if (number) {
                    double value = frame.number(row, column);
                    counts[Double.isNaN(value) ? 0 : 1 + below(value)]++;
                } else {
                    int code = frame.code(row, column);
                    counts[code < 0 ? 0 : places[code]]++;
                }
            }
            for (int i = 0; i < counts.length; i++) {
                counts[i] /= frame.size();
            }
            return counts;
        }

        /** How many edges are not above a value. */
        private int below(double value) {
            int at = Arrays.binarySearch(edges, value);
            return at >= 0 ? at + 1 : -at - 1;
        }
    }
}
