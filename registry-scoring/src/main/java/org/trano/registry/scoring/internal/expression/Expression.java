package org.trano.registry.scoring.internal.expression;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A formula over the indicators of a household. It always ends, for it has no loops and no recursion, and it always has an answer:
 * what is missing or undefined (the logarithm of zero, a division by zero, a number too large) is NaN for a number and unknown for
 * a condition, and passes on to all that needs it. Immutable.
 */
public sealed interface Expression {
    /**
     * The formulas it is made of.
     *
     * @return its parts, empty for most of those that read an indicator
     */
    default List<? extends Expression> parts() {
        return List.of();
    }

    /**
     * Adds the columns it reads.
     *
     * @param into where to add them
     */
    default void columns(BitSet into) {
        parts().forEach(part -> part.columns(into));
    }

    /**
     * How many operations it takes.
     *
     * @return at least 1
     */
    default long size() {
        long size = 1;
        for (Expression part : parts()) {
            size += part.size();
        }
        return size;
    }

    /** A formula that gives a number. */
    sealed interface Number extends Expression {
        /**
         * Works it out.
         *
         * @param row a household
         * @return the number, NaN where missing or undefined; never infinite
         */
        double at(Row row);

        /**
         * All it can be while something is missing.
         *
         * @param row a household
         * @return bounds that hold whatever the missing turns out to be
         */
        Range within(Row row);
    }

    /** A formula that holds or not. */
    sealed interface Condition extends Expression {
        /**
         * Works it out.
         *
         * @param row a household
         * @return a {@link Truth}
         */
        byte at(Row row);

        /**
         * What is certain of it while something is missing.
         *
         * @param row a household
         * @return a {@link Truth}; unknown unless it is the same whatever the missing turns out to be
         */
        byte within(Row row);
    }

    /**
     * A number, or nothing where it has left the numbers.
     *
     * @param x a result
     * @return the same, NaN for infinity: infinity times zero is no number, anything else times zero is zero
     */
    static double finite(double x) {
        return x + x * 0.0;
    }

    private static boolean isComplete(Expression of, Row row) {
        BitSet columns = new BitSet();
        of.columns(columns);
        return columns.stream().noneMatch(row::isMissing);
    }

    /**
     * A number that is always the same.
     *
     * @param value finite
     */
    record Constant(double value) implements Number {
        @Override
        public double at(Row row) {
            return value;
        }

        @Override
        public Range within(Row row) {
            return Range.of(value);
        }
    }

    /**
     * A numeric indicator.
     *
     * @param column its column
     */
    record Value(int column) implements Number {
        @Override
        public double at(Row row) {
            return row.number(column);
        }

        @Override
        public Range within(Row row) {
            return row.range(column);
        }

        @Override
        public void columns(BitSet into) {
            into.set(column);
        }
    }

    /**
     * What each code of an indicator counts; a code that is not named counts nothing known.
     *
     * @param column its column
     * @param byCode the number of each code
     */
    record Points(int column, Map<String, Double> byCode) implements Number {
        /**
         * Copies the map.
         *
         * @param column its column
         * @param byCode the number of each code
         */
        public Points {
            byCode = Map.copyOf(byCode);
        }

        @Override
        public double at(Row row) {
            String code = row.code(column);
            Double points = code == null ? null : byCode.get(code);
            return points == null ? Double.NaN : points;
        }

        @Override
        public Range within(Row row) {
            if (row.code(column) != null) {
                return Range.of(at(row));
            }
            Range all = null;
            for (double points : byCode.values()) {
                all = all == null ? Range.of(points) : all.or(Range.of(points));
            }
            return all == null ? Range.UNDEFINED : all;
        }

        @Override
        public void columns(BitSet into) {
            into.set(column);
        }
    }

    /**
     * A number by steps: that of the last step which does not begin above the argument; undefined below the first.
     *
     * @param of the argument
     * @param from where each step begins, ascending
     * @param values the number of each step
     */
    record Steps(Number of, List<Double> from, List<Double> values) implements Number {
        /**
         * Copies the lists.
         *
         * @param of the argument
         * @param from where each step begins
         * @param values the number of each step
         */
        public Steps {
            from = List.copyOf(from);
            values = List.copyOf(values);
        }

        private int step(double x) {
            int low = 0;
            int high = from.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (from.get(middle) <= x) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low - 1;
        }

        @Override
        public List<Expression> parts() {
            return List.of(of);
        }

        @Override
        public double at(Row row) {
            int step = step(of.at(row));
            return step < 0 ? Double.NaN : values.get(step);
        }

        @Override
        public Range within(Row row) {
            Range x = of.within(row);
            if (x.isUndefined() || step(x.low()) < 0) {
                return Range.UNDEFINED;
            }
            Range all = Range.of(values.get(step(x.low())));
            for (int step = step(x.low()) + 1; step <= step(x.high()); step++) {
                all = all.or(Range.of(values.get(step)));
            }
            return all;
        }
    }

    /** Functions of one number. Logarithms and powers are those of {@link StrictMath}: the same bits on any machine. */
    enum Function {
        /** The opposite. */
        NEGATE,
        /** The distance from zero. */
        ABS,
        /** The natural logarithm, undefined at 0 and below. */
        LOG,
        /** The exponential. */
        EXP,
        /** The square root, undefined below 0. */
        SQRT,
        /** The square. */
        SQUARE,
        /** The greatest whole number that is not larger. */
        FLOOR,
        /** The smallest whole number that is not smaller. */
        CEIL,
        /** The nearest whole number, halves upwards. */
        ROUND;

        /**
         * Works it out.
         *
         * @param x the argument
         * @return the result, NaN where undefined
         */
        public double of(double x) {
            return switch (this) {
                case NEGATE -> -x;
                case ABS -> Math.abs(x);
                case LOG -> x > 0 ? StrictMath.log(x) : Double.NaN;
                case EXP -> finite(StrictMath.exp(x));
                case SQRT -> Math.sqrt(x);
                case SQUARE -> finite(x * x);
                case FLOOR -> Math.floor(x);
                case CEIL -> Math.ceil(x);
                case ROUND -> Math.floor(x + 0.5);
            };
        }

        Range of(Range x) {
            if (x.isUndefined()) {
                return Range.UNDEFINED;
            }
            return switch (this) {
                case NEGATE -> new Range(-x.high(), -x.low());
                case ABS -> around(Math.abs(x.low()), Math.abs(x.high()), x);
                case SQUARE -> around(x.low() * x.low(), x.high() * x.high(), x);
                case EXP -> new Range(StrictMath.exp(x.low()), StrictMath.exp(x.high()));
                default -> new Range(of(x.low()), of(x.high()));
            };
        }

        private static Range around(double one, double other, Range x) {
            boolean zero = x.low() <= 0 && x.high() >= 0;
            return new Range(zero ? 0 : Math.min(one, other), Math.max(one, other));
        }
    }

    /**
     * A function of one number.
     *
     * @param function which
     * @param of the argument
     */
    record Apply(Function function, Number of) implements Number {
        @Override
        public List<Expression> parts() {
            return List.of(of);
        }

        @Override
        public double at(Row row) {
            return function.of(of.at(row));
        }

        @Override
        public Range within(Row row) {
            return function.of(of.within(row));
        }
    }

    /** Functions of two numbers. */
    enum Operation {
        /** The sum. */
        PLUS,
        /** The difference. */
        MINUS,
        /** The product. */
        TIMES,
        /** The quotient, undefined where the divisor is 0. */
        DIVIDE,
        /** The smaller. */
        MIN,
        /** The larger. */
        MAX;

        /**
         * Works it out.
         *
         * @param a the first number
         * @param b the second
         * @return the result, NaN where undefined
         */
        public double of(double a, double b) {
            return switch (this) {
                case PLUS -> finite(a + b);
                case MINUS -> finite(a - b);
                case TIMES -> finite(a * b);
                case DIVIDE -> finite(a / b);
                case MIN -> Math.min(a, b);
                case MAX -> Math.max(a, b);
            };
        }

        private double raw(double a, double b) {
            return switch (this) {
                case PLUS -> a + b;
                case MINUS -> a - b;
                // An end at infinity times zero: the other factor may be as large as it likes, the product is zero.
                case TIMES -> a == 0 || b == 0 ? 0 : a * b;
                case DIVIDE -> a == 0 ? 0 : a / b;
                case MIN -> Math.min(a, b);
                case MAX -> Math.max(a, b);
            };
        }

        Range of(Range a, Range b) {
            if (a.isUndefined() || b.isUndefined() || this == DIVIDE && b.low() <= 0 && b.high() >= 0) {
                return Range.UNDEFINED;
            }
            return switch (this) {
                case PLUS, MIN, MAX -> new Range(raw(a.low(), b.low()), raw(a.high(), b.high()));
                case MINUS -> new Range(raw(a.low(), b.high()), raw(a.high(), b.low()));
                case TIMES, DIVIDE ->
                    Range.of(raw(a.low(), b.low()))
                            .or(Range.of(raw(a.low(), b.high())))
                            .or(Range.of(raw(a.high(), b.low())))
                            .or(Range.of(raw(a.high(), b.high())));
            };
        }
    }

    /**
     * A function of two numbers.
     *
     * @param operation which
     * @param a the first number
     * @param b the second
     */
    record Combine(Operation operation, Number a, Number b) implements Number {
        @Override
        public List<Expression> parts() {
            return List.of(a, b);
        }

        @Override
        public double at(Row row) {
            return operation.of(a.at(row), b.at(row));
        }

        @Override
        public Range within(Row row) {
            return operation.of(a.within(row), b.within(row));
        }
    }

    /**
     * One number where a condition holds, another where it does not.
     *
     * @param when the condition
     * @param then where it holds
     * @param otherwise where it does not
     */
    record Choose(Condition when, Number then, Number otherwise) implements Number {
        @Override
        public List<Expression> parts() {
            return List.of(when, then, otherwise);
        }

        @Override
        public double at(Row row) {
            byte holds = when.at(row);
            return holds == Truth.YES ? then.at(row) : holds == Truth.NO ? otherwise.at(row) : Double.NaN;
        }

        @Override
        public Range within(Row row) {
            byte holds = when.within(row);
            return holds == Truth.YES
                    ? then.within(row)
                    : holds == Truth.NO
                            ? otherwise.within(row)
                            : then.within(row).or(otherwise.within(row));
        }
    }

    /**
     * A number, or another one where it is missing.
     *
     * @param first what is wanted
     * @param otherwise what is taken where it is missing
     */
    record OrElse(Number first, Number otherwise) implements Number {
        @Override
        public List<Expression> parts() {
            return List.of(first, otherwise);
        }

        @Override
        public double at(Row row) {
            double value = first.at(row);
            return Double.isNaN(value) ? otherwise.at(row) : value;
        }

        @Override
        public Range within(Row row) {
            if (!isComplete(first, row)) {
                return first.within(row).or(otherwise.within(row));
            }
            // All of it may be known and it may have no result all the same, such as the logarithm of zero.
            double value = first.at(row);
            return Double.isNaN(value) ? otherwise.within(row) : Range.of(value);
        }
    }

    /**
     * A sum, taken from left to right.
     *
     * @param start where it begins
     * @param parts what is added, in this order
     */
    record Sum(double start, List<Number> parts) implements Number {
        /**
         * Copies the list.
         *
         * @param start where it begins
         * @param parts what is added
         */
        public Sum {
            parts = List.copyOf(parts);
            // There is no negative zero to begin with, so that a part of -0.0 changes nothing and may be shown as 0.
            start += 0.0;
        }

        @Override
        public double at(Row row) {
            double sum = start;
            for (Number part : parts) {
                sum += part.at(row);
            }
            return finite(sum);
        }

        @Override
        public Range within(Row row) {
            Range sum = Range.of(start);
            for (Number part : parts) {
                sum = Operation.PLUS.of(sum, part.within(row));
            }
            return sum;
        }
    }

    /** How two numbers are compared. */
    enum Relation {
        /** Less. */
        LESS,
        /** Less or equal. */
        LESS_OR_EQUAL,
        /** Equal. */
        EQUAL,
        /** Not equal. */
        NOT_EQUAL;

        /**
         * Compares.
         *
         * @param a one number
         * @param b the other
         * @return a {@link Truth}, unknown where one of them is missing
         */
        public byte of(double a, double b) {
            if (Double.isNaN(a) || Double.isNaN(b)) {
                return Truth.UNKNOWN;
            }
            return switch (this) {
                case LESS -> Truth.of(a < b);
                case LESS_OR_EQUAL -> Truth.of(a <= b);
                case EQUAL -> Truth.of(a == b);
                case NOT_EQUAL -> Truth.of(a != b);
            };
        }

        byte of(Range a, Range b) {
            if (a.isUndefined() || b.isUndefined()) {
                return Truth.UNKNOWN;
            }
            boolean apart = a.high() < b.low() || b.high() < a.low();
            boolean same = a.low() == a.high() && a.equals(b);
            return switch (this) {
                case LESS -> a.high() < b.low() ? Truth.YES : a.low() >= b.high() ? Truth.NO : Truth.UNKNOWN;
                case LESS_OR_EQUAL -> a.high() <= b.low() ? Truth.YES : a.low() > b.high() ? Truth.NO : Truth.UNKNOWN;
                case EQUAL -> same ? Truth.YES : apart ? Truth.NO : Truth.UNKNOWN;
                case NOT_EQUAL -> same ? Truth.NO : apart ? Truth.YES : Truth.UNKNOWN;
            };
        }
    }

    /**
     * A comparison of two numbers.
     *
     * @param relation which
     * @param a one number
     * @param b the other
     */
    record Compare(Relation relation, Number a, Number b) implements Condition {
        @Override
        public List<Expression> parts() {
            return List.of(a, b);
        }

        @Override
        public byte at(Row row) {
            return relation.of(a.at(row), b.at(row));
        }

        @Override
        public byte within(Row row) {
            return relation.of(a.within(row), b.within(row));
        }
    }

    /**
     * Whether a coded indicator has one of some codes.
     *
     * @param column its column
     * @param codes the codes
     */
    record OneOf(int column, Set<String> codes) implements Condition {
        /**
         * Copies the set.
         *
         * @param column its column
         * @param codes the codes
         */
        public OneOf {
            codes = Set.copyOf(codes);
        }

        @Override
        public byte at(Row row) {
            String code = row.code(column);
            return code == null ? Truth.UNKNOWN : Truth.of(codes.contains(code));
        }

        @Override
        public byte within(Row row) {
            return at(row);
        }

        @Override
        public void columns(BitSet into) {
            into.set(column);
        }
    }

    /**
     * Whether something is known: never unknown itself.
     *
     * @param what a number or a condition
     */
    record Known(Expression what) implements Condition {
        @Override
        public List<Expression> parts() {
            return List.of(what);
        }

        @Override
        public byte at(Row row) {
            return Truth.of(
                    what instanceof Number number
                            ? !Double.isNaN(number.at(row))
                            : ((Condition) what).at(row) != Truth.UNKNOWN);
        }

        @Override
        public byte within(Row row) {
            // Once it is asked it may be known, or something that is known now may have no result.
            return isComplete(what, row) ? at(row) : Truth.UNKNOWN;
        }
    }

    /**
     * All conditions, or at least one of them.
     *
     * @param all whether all must hold
     * @param parts at least one condition
     */
    record Junction(boolean all, List<Condition> parts) implements Condition {
        /**
         * Copies the list.
         *
         * @param all whether all must hold
         * @param parts the conditions
         */
        public Junction {
            parts = List.copyOf(parts);
        }

        @Override
        public byte at(Row row) {
            byte truth = Truth.of(all);
            for (Condition part : parts) {
                truth = all ? Truth.and(truth, part.at(row)) : Truth.or(truth, part.at(row));
            }
            return truth;
        }

        @Override
        public byte within(Row row) {
            byte truth = Truth.of(all);
            for (Condition part : parts) {
                truth = all ? Truth.and(truth, part.within(row)) : Truth.or(truth, part.within(row));
            }
            return truth;
        }
    }

    /**
     * The opposite of a condition.
     *
     * @param of the condition
     */
    record Not(Condition of) implements Condition {
        @Override
        public List<Expression> parts() {
            return List.of(of);
        }

        @Override
        public byte at(Row row) {
            return Truth.not(of.at(row));
        }

        @Override
        public byte within(Row row) {
            return Truth.not(of.within(row));
        }
    }

    /**
     * The sum of the leaves that a household reaches in several decision trees; see {@link Forest}.
     *
     * @param forest the trees
     */
    record Leaves(Forest forest) implements Number {
        @Override
        public double at(Row row) {
            return forest.score(row);
        }

        @Override
        public Range within(Row row) {
            return forest.range(row);
        }

        @Override
        public void columns(BitSet into) {
            forest.columns(into);
        }

        @Override
        public long size() {
            return forest.size();
        }
    }

    /**
     * A large formula under a name, such as the score: where it is used it counts as few operations, for it is worked out once.
     *
     * @param of the formula
     */
    record Named(Number of) implements Number {
        private static final long COUNTS = 100;

        @Override
        public List<Expression> parts() {
            return List.of(of);
        }

        @Override
        public double at(Row row) {
            return of.at(row);
        }

        @Override
        public Range within(Row row) {
            return of.within(row);
        }

        @Override
        public long size() {
            return Math.min(of.size(), COUNTS);
        }
    }
}
