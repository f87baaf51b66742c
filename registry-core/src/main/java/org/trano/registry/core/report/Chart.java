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

    /**
     * Shares along an axis, as lines.
     *
     * @param label what the chart shows
     * @param from where the axis begins
     * @param to where it ends
     * @param curves the lines
     * @param axis what the values on the axis are
     * @param marks lines across the chart, such as a threshold
     * @param dots whether each point stands out
     * @param diagonal whether to draw the line from nothing at the left to all at the right, for a promise to be held against what was
     *     kept
     */
    record Curves(
            String label,
            double from,
            double to,
            List<Curve> curves,
            String axis,
            List<Mark> marks,
            boolean dots,
            boolean diagonal)
            implements Chart {
        /**
         * Copies the lists.
         *
         * @param label what the chart shows
         * @param from where the axis begins
         * @param to where it ends
         * @param curves the lines
         * @param axis what the values are
         * @param marks lines across the chart
         * @param dots whether each point stands out
         * @param diagonal whether to draw the diagonal
         */
        public Curves {
            curves = List.copyOf(curves);
            marks = List.copyOf(marks);
            if (!(to > from)) {
                throw new IllegalArgumentException(
                        "Curves from " + from + " to " + to + " cannot be drawn. Maybe there are no values?");
            }
        }
    }

    /**
     * A line.
     *
     * @param name what it is
     * @param points its points, from left to right
     */
    record Curve(String name, List<Point> points) {
        /**
         * Copies the points.
         *
         * @param name what it is
         * @param points its points
         */
        public Curve {
            points = List.copyOf(points);
        }
    }

    /**
     * A point of a curve.
     *
     * @param x where on the axis
     * @param share 0 to 1
     */
    record Point(double x, double share) {}

    /**
     * Things and what links them, such as records that may be one person. For up to some dozens of things.
     *
     * @param label what the chart shows
     * @param nodes the names of the things
     * @param links what links them
     */
    record Network(String label, List<String> nodes, List<Link> links) implements Chart {
        /**
         * Copies the lists.
         *
         * @param label what the chart shows
         * @param nodes the names of the things
         * @param links what links them
         */
        public Network {
            nodes = List.copyOf(nodes);
            links = List.copyOf(links);
            for (Link link : links) {
                if (Math.min(link.from(), link.to()) < 0 || Math.max(link.from(), link.to()) >= nodes.size()) {
                    throw new IllegalArgumentException("A link from " + link.from() + " to " + link.to()
                            + " leads nowhere among " + nodes.size() + " nodes. Maybe a node was left out?");
                }
            }
        }
    }

    /**
     * What links two things.
     *
     * @param from the index of one
     * @param to the index of the other
     * @param strong whether it is drawn as a full line
     * @param label what it weighs
     */
    record Link(int from, int to, boolean strong, String label) {}
}
