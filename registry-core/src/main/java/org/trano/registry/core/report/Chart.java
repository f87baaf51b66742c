package org.trano.registry.core.report;

import java.util.List;

/** A chart of an {@link HtmlPage}. Texts are plain; the page escapes them. */
public sealed interface Chart {
    /**
     * What the chart shows, for those who cannot see it.
     *
     * @return one sentence
     */
    String label();

    /**
     * How often values occur.
     *
     * @param label what the chart shows
     * @param from where the first bin begins
     * @param to where the last bin ends
     * @param counts how many fall into each bin; all bins are equally wide
     * @param logarithmic whether the vertical scale is logarithmic
     * @param axis what the values are
     * @param unit what is counted, in the plural
     * @param marks lines across the chart, such as a threshold
     * @param within the bins whose middle lies from the first of these two values to the second stand out
     */
    record Histogram(
            String label,
            double from,
            double to,
            List<Long> counts,
            boolean logarithmic,
            String axis,
            String unit,
            List<Mark> marks,
            Range within)
            implements Chart {
        /**
         * Copies the lists.
         *
         * @param label what the chart shows
         * @param from where the first bin begins
         * @param to where the last bin ends
         * @param counts how many fall into each bin
         * @param logarithmic whether the vertical scale is logarithmic
         * @param axis what the values are
         * @param unit what is counted
         * @param marks lines across the chart
         * @param within what stands out
         */
        public Histogram {
            counts = List.copyOf(counts);
            marks = List.copyOf(marks);
            if (counts.isEmpty() || !(to > from)) {
                throw new IllegalArgumentException("A histogram of " + counts.size() + " bins from " + from + " to "
                        + to + " cannot be drawn. Maybe there are no values?");
            }
        }

        /**
         * Counts values into bins.
         *
         * @param values the values, none of them NaN
         * @param from where the first bin begins; smaller values fall into it
         * @param to where the last bin ends; larger values fall into it
         * @param bins how many bins
         * @return the counts
         */
        public static List<Long> count(double[] values, double from, double to, int bins) {
            Long[] counts = new Long[bins];
            java.util.Arrays.fill(counts, 0L);
            for (double value : values) {
                int bin = (int) ((value - from) / (to - from) * bins);
                counts[Math.max(0, Math.min(bins - 1, bin))]++;
            }
            return List.of(counts);
        }
    }

    /**
     * A line across a histogram.
     *
     * @param value where
     * @param label what it is
     */
    record Mark(double value, String label) {}

    /**
     * Values from one to another, both included.
     *
     * @param from the smallest
     * @param to the largest
     */
    record Range(double from, double to) {}

    /**
     * Two groups by age or another order, one to the left and one to the right.
     *
     * @param label what the chart shows
     * @param bands the names of the bands, the lowest first
     * @param left how many of the left group are in each band
     * @param right how many of the right group
     * @param leftName the name of the left group
     * @param rightName the name of the right group
     */
    record Pyramid(
            String label, List<String> bands, List<Long> left, List<Long> right, String leftName, String rightName)
            implements Chart {
        /**
         * Copies the lists.
         *
         * @param label what the chart shows
         * @param bands the names of the bands
         * @param left the left group
         * @param right the right group
         * @param leftName the name of the left group
         * @param rightName the name of the right group
         */
        public Pyramid {
            bands = List.copyOf(bands);
            left = List.copyOf(left);
            right = List.copyOf(right);
            if (left.size() != bands.size() || right.size() != bands.size()) {
                throw new IllegalArgumentException("There are " + bands.size() + " bands, but " + left.size() + " and "
                        + right.size() + " values. Maybe a band was left out?");
            }
        }
    }
}
