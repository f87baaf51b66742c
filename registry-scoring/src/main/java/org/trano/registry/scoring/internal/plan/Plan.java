package org.trano.registry.scoring.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.internal.expression.Expression;
import org.trano.registry.scoring.internal.expression.Expression.Condition;
import org.trano.registry.scoring.internal.expression.Expression.Number;
import org.trano.registry.scoring.internal.expression.Row;

/**
 * A model compiled for the columns of one frame. A formula over one indicator with few different values, or over two with few pairs, is
 * worked out once for each value by the very code that works it out for a household, and becomes a table that a byte leads into;
 * what is used twice is worked out once; the rest is done operation by operation over blocks of {@value #BLOCK} households that
 * stay in the nearest cache. The order of every sum is that of the formula, so that the bits are the same whichever way.
 *
 * <p>Immutable; each thread needs a {@link Worker} of its own.
 */
public final class Plan {
    /** Households in a block. */
    public static final int BLOCK = 1024;

    /** Pairs of values that a table may have. */
    private static final int LARGEST_TABLE = 1 << 14;

    /** Entries that all tables for pairs may have together: 16 MiB. */
    private static final int LARGEST_TABLES = 1 << 21;

    /** From so many registers on, formulas are worked out household by household: a worker takes no more than some tens of MiB. */
    private static final int MOST_REGISTERS = 2048;

    private final IndicatorFrame frame;
    private final Map<Integer, Indicator.Value> assumed;
    private final List<Step> steps;
    private final int[] codeColumns;
    private final int numbers;
    private final int truths;
    private final Map<Integer, Double> constants;
    private final int score;
    private final int eligible;
    private final int[] rules;

    /**
     * Compiles.
     *
     * @param score the score
     * @param rules conditions to be told one by one, at most 32
     * @param eligible who qualifies, or null where the model does not say
     * @param frame the households
     * @param assumed what is assumed where something is missing, by column
     */
    public Plan(
            Number score,
            List<Condition> rules,
            @Nullable Condition eligible,
            IndicatorFrame frame,
            Map<Integer, Indicator.Value> assumed) {
        this.frame = frame;
        this.assumed = assumed;
        Compiler compiler = new Compiler();
        this.score = compiler.number(score);
        this.rules = rules.stream().mapToInt(compiler::truth).toArray();
        this.eligible = eligible == null ? -1 : compiler.truth(eligible);
        this.steps = List.copyOf(compiler.steps);
        this.codeColumns =
                compiler.codeColumns.stream().mapToInt(Integer::intValue).toArray();
        this.numbers = compiler.numbers;
        this.truths = compiler.truths;
        this.constants = compiler.constants;
    }

    /** What a thread needs to work through blocks. Not thread-safe. */
    public final class Worker {
        final byte[][] codes = new byte[codeColumns.length][BLOCK];
        final double[][] number = new double[numbers][];
        final byte[][] truth = new byte[truths][BLOCK];
        final FrameRow row = new FrameRow(frame, assumed);
        int from;
        int count;

        /** A worker that has not done anything yet. */
        public Worker() {
            for (int i = 0; i < numbers; i++) {
                number[i] = new double[BLOCK];
                Double constant = constants.get(i);
                if (constant != null) {
                    Arrays.fill(number[i], constant);
                }
            }
        }

        /**
         * Works through households.
         *
         * @param first the first row
         * @param end the row after the last
         * @param scores where the scores go, by row
         * @param eligibles where it is told who qualifies, by row, or an empty array
         * @param masks where the rules that certainly hold are told, by row, the first rule being the lowest bit, or an empty array
         */
        public void run(int first, int end, double[] scores, byte[] eligibles, int[] masks) {
            for (from = first; from < end; from += BLOCK) {
                count = Math.min(BLOCK, end - from);
                for (int i = 0; i < codes.length; i++) {
                    frame.readCodes(codeColumns[i], from, count, codes[i]);
                }
                for (Step step : steps) {
                    step.run(this);
                }
                System.arraycopy(number[score], 0, scores, from, count);
                if (eligible >= 0) {
                    System.arraycopy(truth[eligible], 0, eligibles, from, count);
                }
                if (rules.length > 0) {
                    masks(masks);
                }
            }
        }

        private void masks(int[] masks) {
            for (int rule = 0; rule < rules.length; rule += 8) {
                byte[][] eight = new byte[8][];
                for (int i = 0; i < 8; i++) {
                    eight[i] = truth[rules[Math.min(rule + i, rules.length - 1)]];
                }
                int used = rules.length - rule >= 8 ? 255 : (1 << rules.length - rule) - 1;
                eight(eight, used, rule, masks);
            }
        }

        private void eight(byte[][] t, int used, int shift, int[] masks) {
            byte[] a = t[0];
            byte[] b = t[1];
            byte[] c = t[2];
            byte[] d = t[3];
            byte[] e = t[4];
            byte[] f = t[5];
            byte[] g = t[6];
            byte[] h = t[7];
            for (int i = 0; i < count; i++) {
                int mask = a[i] & 1
                        | (b[i] & 1) << 1
                        | (c[i] & 1) << 2
                        | (d[i] & 1) << 3
                        | (e[i] & 1) << 4
                        | (f[i] & 1) << 5
                        | (g[i] & 1) << 6
                        | (h[i] & 1) << 7;
                masks[from + i] = (shift == 0 ? 0 : masks[from + i]) | (mask & used) << shift;
            }
        }
    }

    /** One operation over a block. */
    interface Step {
        void run(Worker w);
    }

    /** A table that one byte leads into, or two. */
    private record Lookup(int a, int b, int width, double[] numbers, byte[] truths) {
        static final int NONE = -1;
    }

    private final class Compiler {
        final List<Step> steps = new ArrayList<>();
        final List<Integer> codeColumns = new ArrayList<>();
        final Map<Integer, Double> constants = new HashMap<>();
        private final Map<Expression, Integer> done = new HashMap<>();
        int numbers;
        int truths;
        private int tables;

        /** The register that holds a number. */
        int number(Number of) {
            Integer known = done.get(of);
            if (known != null) {
                return known;
            }
            int register = compile(of);
            done.put(of, register);
            return register;
        }

        private int compile(Number of) {
            if (of instanceof Expression.Named named) {
                return number(named.of());
            }
            BitSet columns = new BitSet();
            of.columns(columns);
            if (columns.isEmpty()) {
                int register = numbers++;
                constants.put(register, of.at(new FrameRow(frame, assumed)));
                return register;
            }
            Lookup table = table(of, columns);
            if (table != null) {
                int register = numbers++;
                steps.add(
                        table.b == Lookup.NONE
                                ? Steps.table(table.a, table.numbers, register)
                                : Steps.table(table.a, table.b, table.width, table.numbers, register));
                return register;
            }
            if (isFull()) {
                return byRow(of);
            }
            if (of instanceof Expression.Value value) {
                int register = numbers++;
                double instead =
                        assumed.get(value.column()) instanceof Indicator.NumberValue given ? given.value() : Double.NaN;
                steps.add(w -> {
                    double[] into = w.number[register];
                    frame.readNumbers(value.column(), w.from, w.count, into);
                    if (!Double.isNaN(instead)) {
                        for (int i = 0; i < w.count; i++) {
                            into[i] = Double.isNaN(into[i]) ? instead : into[i];
                        }
                    }
                });
                return register;
            }
            if (of instanceof Expression.Sum sum) {
                return sum(sum);
            }
            if (of instanceof Expression.Combine combine) {
                int a = number(combine.a());
                int b = number(combine.b());
                int register = numbers++;
                steps.add(Steps.combine(combine.operation(), a, b, register));
                return register;
            }
            if (of instanceof Expression.Apply apply) {
                int a = number(apply.of());
                int register = numbers++;
                steps.add(Steps.apply(apply.function(), a, register));
                return register;
            }
            if (of instanceof Expression.Choose choose) {
                int when = truth(choose.when());
                int then = number(choose.then());
                int otherwise = number(choose.otherwise());
                int register = numbers++;
                steps.add(Steps.choose(when, then, otherwise, register));
                return register;
            }
            return byRow(of);
        }

        private boolean isFull() {
            return numbers + truths >= MOST_REGISTERS;
        }

        private int byRow(Number of) {
            int register = numbers++;
            steps.add(w -> {
                double[] into = w.number[register];
                for (int i = 0; i < w.count; i++) {
                    into[i] = of.at(w.row.at(w.from + i));
                }
            });
            return register;
        }

        /** Parts that are tables are looked up and added at once, without a stay in between. */
        private int sum(Expression.Sum sum) {
            int register = numbers++;
            List<Step> adding = new ArrayList<>();
            adding.add(Steps.fill(sum.start(), register));
            List<Lookup> waiting = new ArrayList<>();
            for (Number part : sum.parts()) {
                BitSet columns = new BitSet();
                part.columns(columns);
                Lookup table = done.containsKey(part) || columns.isEmpty() ? null : table(part, columns);
                if (table != null && table.b == Lookup.NONE) {
                    waiting.add(table);
                    if (waiting.size() == 4) {
                        flush(waiting, register, adding);
                    }
                    continue;
                }
                flush(waiting, register, adding);
                adding.add(
                        table != null
                                ? Steps.addTable(table.a, table.b, table.width, table.numbers, register)
                                : Steps.add(number(part), register));
            }
            flush(waiting, register, adding);
            adding.add(Steps.finite(register));
            steps.addAll(adding);
            return register;
        }

        private static void flush(List<Lookup> waiting, int register, List<Step> adding) {
            if (waiting.size() == 4) {
                adding.add(Steps.addTables(
                        waiting.stream().mapToInt(Lookup::a).toArray(),
                        waiting.stream().map(Lookup::numbers).toArray(double[][]::new),
                        register));
            } else {
                waiting.forEach(table -> adding.add(Steps.addTable(table.a, table.numbers, register)));
            }
            waiting.clear();
        }

        /** The register that holds a truth. */
        int truth(Condition of) {
            Integer known = done.get(of);
            if (known != null) {
                return known;
            }
            int register = compile(of);
            done.put(of, register);
            return register;
        }

        private int compile(Condition of) {
            BitSet columns = new BitSet();
            of.columns(columns);
            if (columns.isEmpty()) {
                int register = truths++;
                byte truth = of.at(new FrameRow(frame, assumed));
                steps.add(w -> Arrays.fill(w.truth[register], truth));
                return register;
            }
            Lookup table = table(of, columns);
            if (table != null) {
                int register = truths++;
                steps.add(
                        table.b == Lookup.NONE
                                ? Steps.table(table.a, table.truths, register)
                                : Steps.table(table.a, table.b, table.width, table.truths, register));
                return register;
            }
            if (isFull()) {
                return byRow(of);
            }
            if (of instanceof Expression.Compare compare) {
                int a = number(compare.a());
                int b = number(compare.b());
                int register = truths++;
                steps.add(Steps.compare(compare.relation(), a, b, register));
                return register;
            }
            if (of instanceof Expression.Not not) {
                int a = truth(not.of());
                int register = truths++;
                steps.add(Steps.not(a, register));
                return register;
            }
            if (of instanceof Expression.Junction junction) {
                int last = truth(junction.parts().get(0));
                for (Condition part :
                        junction.parts().subList(1, junction.parts().size())) {
                    int next = truth(part);
                    int register = truths++;
                    steps.add(Steps.junction(junction.all(), last, next, register));
                    last = register;
                }
                return last;
            }
            return byRow(of);
        }

        private int byRow(Condition of) {
            int register = truths++;
            steps.add(w -> {
                byte[] into = w.truth[register];
                for (int i = 0; i < w.count; i++) {
                    into[i] = of.at(w.row.at(w.from + i));
                }
            });
            return register;
        }

        /** A table for a formula over one or two columns with few different values, or null. */
        private @Nullable Lookup table(Expression of, BitSet columns) {
            int a = columns.nextSetBit(0);
            int b = columns.nextSetBit(a + 1);
            if (columns.cardinality() > 2 || !frame.isCoded(a) || b >= 0 && !frame.isCoded(b)) {
                return null;
            }
            int width = frame.distinct(a) + 1;
            int height = b < 0 ? 1 : frame.distinct(b) + 1;
            if (b >= 0) {
                int entries = width * height;
                if (entries > Math.min(LARGEST_TABLE, Math.max(frame.size(), 64))
                        || tables + entries > LARGEST_TABLES) {
                    return null;
                }
                tables += entries;
            }
            ValueRow row = new ValueRow(a, b);
            // A byte of one column finds its place in a table of 256 without a look at the bounds.
            int size = b < 0 ? 256 : width * height;
            double[] values = new double[of instanceof Number ? size : 0];
            byte[] holds = new byte[of instanceof Condition ? size : 0];
            for (int j = 0; j < height; j++) {
                for (int i = 0; i < width; i++) {
                    row.a = (byte) i;
                    row.b = (byte) j;
                    if (of instanceof Number number) {
                        values[j * width + i] = number.at(row);
                    } else if (of instanceof Condition condition) {
                        holds[j * width + i] = condition.at(row);
                    }
                }
            }
            return new Lookup(place(a), b < 0 ? Lookup.NONE : place(b), width, values, holds);
        }

        /** Where the bytes of a column are read to. */
        private int place(int column) {
            int place = codeColumns.indexOf(column);
            if (place < 0) {
                codeColumns.add(column);
                place = codeColumns.size() - 1;
            }
            return place;
        }
    }

    /** A household of which two indicators have the values of two bytes. */
    private final class ValueRow implements Row {
        private final int columnA;
        private final List<String> codesA;
        private final List<String> codesB;
        byte a;
        byte b;

        ValueRow(int columnA, int columnB) {
            this.columnA = columnA;
            this.codesA = frame.codeList(columnA);
            this.codesB = columnB < 0 ? List.of() : frame.codeList(columnB);
        }

        @Override
        public double number(int column) {
            double number = frame.number(column, column == columnA ? a : b);
            return Double.isNaN(number) && assumed.get(column) instanceof Indicator.NumberValue value
                    ? value.value()
                    : number;
        }

        @Override
        public @Nullable String code(int column) {
            int place = (column == columnA ? a : b) & 255;
            if (place == 0) {
                return assumed.get(column) instanceof Indicator.CodeValue value ? value.value() : null;
            }
            return (column == columnA ? codesA : codesB).get(place - 1);
        }
    }
}
