package org.trano.registry.scoring.internal.plan;

import java.util.Arrays;
import org.trano.registry.scoring.internal.expression.Expression;
import org.trano.registry.scoring.internal.expression.Expression.Function;
import org.trano.registry.scoring.internal.expression.Expression.Operation;
import org.trano.registry.scoring.internal.expression.Expression.Relation;
import org.trano.registry.scoring.internal.expression.Truth;
import org.trano.registry.scoring.internal.plan.Plan.Step;

/**
 * The operations of a plan over a block. The loops are static methods of their own, so that the compiler of the machine sees plain
 * arrays and nothing else.
 */
final class Steps {
    private Steps() {}

    static Step fill(double value, int register) {
        return w -> Arrays.fill(w.number[register], 0, w.count, value);
    }

    static Step finite(int register) {
        return w -> finite(w.number[register], w.count);
    }

    private static void finite(double[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] = Expression.finite(sum[i]);
        }
    }

    static Step table(int codes, double[] table, int register) {
        return w -> table(w.codes[codes], table, w.number[register], w.count);
    }

    private static void table(byte[] codes, double[] table, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = table[codes[i] & 255];
        }
    }

    static Step table(int a, int b, int width, double[] table, int register) {
        return w -> table(w.codes[a], w.codes[b], width, table, w.number[register], w.count);
    }

    private static void table(byte[] a, byte[] b, int width, double[] table, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = table[(a[i] & 255) + (b[i] & 255) * width];
        }
    }

    static Step addTable(int codes, double[] table, int register) {
        return w -> addTable(w.codes[codes], table, w.number[register], w.count);
    }

    private static void addTable(byte[] codes, double[] table, double[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += table[codes[i] & 255];
        }
    }

    static Step addTables(int[] codes, double[][] tables, int register) {
        return w -> addTables(
                w.codes[codes[0]],
                w.codes[codes[1]],
                w.codes[codes[2]],
                w.codes[codes[3]],
                tables[0],
                tables[1],
                tables[2],
                tables[3],
                w.number[register],
                w.count);
    }

    private static void addTables(
            byte[] a,
            byte[] b,
            byte[] c,
            byte[] d,
            double[] tableA,
            double[] tableB,
            double[] tableC,
            double[] tableD,
            double[] sum,
            int n) {
        for (int i = 0; i < n; i++) {
            sum[i] = sum[i] + tableA[a[i] & 255] + tableB[b[i] & 255] + tableC[c[i] & 255] + tableD[d[i] & 255];
        }
    }

    static Step addTable(int a, int b, int width, double[] table, int register) {
        return w -> addTable(w.codes[a], w.codes[b], width, table, w.number[register], w.count);
    }

    private static void addTable(byte[] a, byte[] b, int width, double[] table, double[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += table[(a[i] & 255) + (b[i] & 255) * width];
        }
    }

    static Step add(int part, int register) {
        return w -> add(w.number[part], w.number[register], w.count);
    }

    private static void add(double[] part, double[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += part[i];
        }
    }

    static Step combine(Operation operation, int a, int b, int register) {
        return switch (operation) {
            case PLUS -> w -> plus(w.number[a], w.number[b], w.number[register], w.count);
            case TIMES -> w -> times(w.number[a], w.number[b], w.number[register], w.count);
            case MIN -> w -> min(w.number[a], w.number[b], w.number[register], w.count);
            default -> w -> combine(operation, w.number[a], w.number[b], w.number[register], w.count);
        };
    }

    private static void plus(double[] a, double[] b, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = Expression.finite(a[i] + b[i]);
        }
    }

    private static void times(double[] a, double[] b, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = Expression.finite(a[i] * b[i]);
        }
    }

    private static void min(double[] a, double[] b, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = Math.min(a[i], b[i]);
        }
    }

    private static void combine(Operation operation, double[] a, double[] b, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = operation.of(a[i], b[i]);
        }
    }

    static Step apply(Function function, int a, int register) {
        return w -> apply(function, w.number[a], w.number[register], w.count);
    }

    private static void apply(Function function, double[] a, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = function.of(a[i]);
        }
    }

    static Step choose(int when, int then, int otherwise, int register) {
        return w -> choose(w.truth[when], w.number[then], w.number[otherwise], w.number[register], w.count);
    }

    private static void choose(byte[] when, double[] then, double[] otherwise, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            byte truth = when[i];
            into[i] = truth == Truth.YES ? then[i] : truth == Truth.NO ? otherwise[i] : Double.NaN;
        }
    }

    static Step table(int codes, byte[] table, int register) {
        return w -> table(w.codes[codes], table, w.truth[register], w.count);
    }

    private static void table(byte[] codes, byte[] table, byte[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = table[codes[i] & 255];
        }
    }

    static Step table(int a, int b, int width, byte[] table, int register) {
        return w -> table(w.codes[a], w.codes[b], width, table, w.truth[register], w.count);
    }

    private static void table(byte[] a, byte[] b, int width, byte[] table, byte[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = table[(a[i] & 255) + (b[i] & 255) * width];
        }
    }

    static Step compare(Relation relation, int a, int b, int register) {
        return switch (relation) {
            case LESS -> w -> less(w.number[a], w.number[b], w.truth[register], w.count);
            case LESS_OR_EQUAL -> w -> lessOrEqual(w.number[a], w.number[b], w.truth[register], w.count);
            default -> w -> compare(relation, w.number[a], w.number[b], w.truth[register], w.count);
        };
    }

    /** The sign of the difference is the answer; a branch on it would be guessed wrong half of the time. */
    private static void less(double[] a, double[] b, byte[] into, int n) {
        for (int i = 0; i < n; i++) {
            double difference = a[i] - b[i] + 0.0;
            int negative = (int) (Double.doubleToRawLongBits(difference) >>> 63);
            into[i] = (byte) (Double.isNaN(difference) ? Truth.UNKNOWN : 2 - negative);
        }
    }

    private static void lessOrEqual(double[] a, double[] b, byte[] into, int n) {
        for (int i = 0; i < n; i++) {
            double difference = b[i] - a[i] + 0.0;
            int negative = (int) (Double.doubleToRawLongBits(difference) >>> 63);
            into[i] = (byte) (Double.isNaN(difference) ? Truth.UNKNOWN : 1 + negative);
        }
    }

    private static void compare(Relation relation, double[] a, double[] b, byte[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = relation.of(a[i], b[i]);
        }
    }

    static Step not(int a, int register) {
        return w -> not(w.truth[a], w.truth[register], w.count);
    }

    private static void not(byte[] a, byte[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = Truth.not(a[i]);
        }
    }

    static Step junction(boolean all, int a, int b, int register) {
        return all
                ? w -> and(w.truth[a], w.truth[b], w.truth[register], w.count)
                : w -> or(w.truth[a], w.truth[b], w.truth[register], w.count);
    }

    private static void and(byte[] a, byte[] b, byte[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = (byte) (a[i] & b[i] & 1 | (a[i] | b[i]) & 2);
        }
    }

    private static void or(byte[] a, byte[] b, byte[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = (byte) ((a[i] | b[i]) & 1 | a[i] & b[i] & 2);
        }
    }
}
