package org.trano.registry.dedup.model;

import java.util.ArrayList;
import java.util.List;
import org.trano.registry.dedup.MatchSetup;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.FieldKind;
import org.trano.registry.dedup.frame.Frame;

/**
 * Which fields agree together among people who have nothing to do with each other, more often than each by itself would: names go with the
 * region, given names with the sex. A model that takes them as independent finds namesakes of one region remarkable when they are not.
 *
 * <p>The dependences form a tree (Chow and Liu 1968), each edge a table of whether two fields agree: enough where one thing that nobody wrote down, a
 * country, say, stands behind several fields, and no more to be estimated than there is evidence for. Immutable.
 */
final class Dependence {
    private static final int WITH = 2;
    /** Share of the matches among records that agree in both fields which may be wrong: less than that is not taken for people without relation. */
    private static final double DOUBTFUL = 0.1;
    /** Dependences of less than this, in bits, are left out. */
    private static final double NOTABLE = 0.05;
    /** Not even the strongest dependence makes agreement in the second field certain. */
    private static final double MOST = 0.98;

    /**
     * Two fields.
     *
     * @param a one field
     * @param b the other
     * @param shared whether relatives share both
     * @param bits by whether the fields agree, 2·a + b: the logarithm of how much more frequent that is than by chance
     */
    record Edge(int a, int b, boolean shared, double[] bits) {}

    private final List<Edge> edges;
    private final List<Field> fields;

    private Dependence(Frame frame, List<Edge> edges) {
        this.edges = edges;
        this.fields = frame.fields();
    }

    static Dependence none(Frame frame) {
        return new Dependence(frame, List.of());
    }

    static Dependence of(Frame frame, List<MatchSetup.Together> known) {
        List<Edge> edges = new ArrayList<>();
        for (MatchSetup.Together each : known) {
            int a = field(frame, each.first());
            int b = field(frame, each.second());
            edges.add(new Edge(a, b, isShared(frame, a, b), new double[] {
                each.neitherBits(), each.secondBits(), each.firstBits(), each.bothBits()
            }));
        }
        return new Dependence(frame, edges);
    }

    private static int field(Frame frame, String name) {
        for (int f = 0; f < frame.fields().size(); f++) {
            if (frame.fields().get(f).name().equals(name)) {
                return f;
            }
        }
        throw new IllegalArgumentException("The set-up speaks of a field '" + name
                + "' that these records do not have. Maybe it was made for other columns?");
    }

    private static boolean isShared(Frame frame, int a, int b) {
        return frame.fields().get(a).isShared() && frame.fields().get(b).isShared();
    }

    /**
     * The tree in which the fields of people without relation depend on each other most.
     *
     * @param u the probability of each level among random pairs
     * @param together how often fields agree together
     * @param related the expected number of matches and pairs of relatives that agree in both of two fields
     */
    static Dependence of(Frame frame, double[][] u, Togetherness together, double[][] related) {
        int width = u.length;
        double all = (double) frame.size() * (frame.size() - 1) / 2;
        double[] agree = new double[width];
        for (int f = 0; f < width; f++) {
            Field field = frame.fields().get(f);
            for (int level = FieldKind.DIFFERENT; level < u[f].length; level++) {
                agree[f] += field.ofKind(level) == field.kind().firstEqual() ? u[f][level] : 0;
            }
        }
        List<Edge> possible = new ArrayList<>();
        List<Double> information = new ArrayList<>();
        for (int a = 0; a < width; a++) {
            for (int b = a + 1; b < width; b++) {
                double independent = agree[a] * agree[b];
                if (together.agree(a, b) < 0 || independent <= 0 || agree[a] >= MOST || agree[b] >= MOST) {
                    continue;
                }
                double known = related[a][b] / (all * together.filled(a, b) * together.filled(a, b));
                double excess = Math.max(together.agree(a, b) - known, independent * 1e-3);
                // Where matches outnumber people without relation, what is left of the count is mostly error.
                double trust = independent / (independent + DOUBTFUL * known);
                double both = independent * StrictMath.pow(excess / independent, trust);
                both = Math.max(independent, Math.min(both, MOST * Math.min(agree[a], agree[b])));
                double[] joint = {1 - agree[a] - agree[b] + both, agree[b] - both, agree[a] - both, both};
                double[] chance = {
                    (1 - agree[a]) * (1 - agree[b]), (1 - agree[a]) * agree[b], agree[a] * (1 - agree[b]), independent
                };
                double[] bits = new double[joint.length];
                double sum = 0;
                for (int cell = 0; cell < bits.length; cell++) {
                    bits[cell] = Bits.log2(joint[cell] / chance[cell]);
                    sum += joint[cell] * bits[cell];
                }
                if (bits[WITH + 1] > NOTABLE) {
                    possible.add(new Edge(a, b, isShared(frame, a, b), bits));
                    information.add(sum);
                }
            }
        }
        return new Dependence(frame, tree(width, possible, information));
    }

    /** Edges of the most information that make no circle; of equal ones the first. */
    private static List<Edge> tree(int width, List<Edge> possible, List<Double> information) {
        List<Edge> edges = new ArrayList<>();
        int[] part = new int[width];
        for (int f = 0; f < width; f++) {
            part[f] = f;
        }
        while (true) {
            int best = -1;
            for (int e = 0; e < possible.size(); e++) {
                Edge edge = possible.get(e);
                if (part[edge.a] != part[edge.b] && (best < 0 || information.get(e) > information.get(best))) {
                    best = e;
                }
            }
            if (best < 0) {
                return List.copyOf(edges);
            }
            Edge edge = possible.get(best);
            edges.add(edge);
            int from = part[edge.b];
            int to = part[edge.a];
            for (int f = 0; f < width; f++) {
                part[f] = part[f] == from ? to : part[f];
            }
        }
    }

    /** How much more frequent these levels are among random pairs than by chance, log2. */
    double bits(int[] levels) {
        double bits = 0;
        for (Edge edge : edges) {
            bits += bits(edge, levels);
        }
        return bits;
    }

    /** The same for the fields that relatives share: what they share for being relatives needs no other reason. */
    double sharedBits(int[] levels) {
        double bits = 0;
        for (Edge edge : edges) {
            bits += edge.shared ? bits(edge, levels) : 0;
        }
        return bits;
    }

    private double bits(Edge edge, int[] levels) {
        int a = levels[edge.a];
        int b = levels[edge.b];
        if (a == FieldKind.MISSING || b == FieldKind.MISSING) {
            return 0;
        }
        return edge.bits[
                (fields.get(edge.a).agrees(a) ? WITH : 0) + (fields.get(edge.b).agrees(b) ? 1 : 0)];
    }

    List<MatchSetup.Together> toSetup(List<Field> fields) {
        return edges.stream()
                .map(edge -> new MatchSetup.Together(
                        fields.get(edge.a).name(),
                        fields.get(edge.b).name(),
                        edge.bits[WITH + 1],
                        edge.bits[WITH],
                        edge.bits[1],
                        edge.bits[0]))
                .toList();
    }
}
