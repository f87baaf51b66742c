package org.trano.registry.scoring.internal.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.internal.expression.Expression.Condition;
import org.trano.registry.scoring.internal.expression.Expression.Function;
import org.trano.registry.scoring.internal.expression.Expression.Number;
import org.trano.registry.scoring.internal.expression.Expression.Operation;
import org.trano.registry.scoring.internal.expression.Expression.Relation;

/**
 * Reads formulas such as {@code disabled >= 1 and score < cut + 0.15} or {@code if floor = 'earth' then 2 else 0}
 * (docs/scoring.md has the grammar). Nothing of a formula is ever run as code: it becomes a tree of {@link Expression}s. A formula has at
 * most {@value #LONGEST} characters, {@value #DEEPEST} operations one inside the other, and {@value #LARGEST} in all, those of the
 * named formulas that it uses counted each time.
 */
public final class FormulaParser {
    /** The longest formula, in characters. */
    public static final int LONGEST = 4_000;

    /** The most operations inside one another. */
    public static final int DEEPEST = 200;

    /** The most operations in all. */
    public static final int LARGEST = 20_000;

    private static final Set<String> WORDS = Set.of("and", "or", "not", "in", "if", "then", "else", "true", "false");

    private final String text;
    private final Names names;
    private final FormulaLexer lexer;
    private int open;

    private FormulaParser(String text, Names names) {
        this.text = text;
        this.names = names;
        this.lexer = new FormulaLexer(text);
    }

    /**
     * A formula that has been read.
     *
     * @param expression a number or a condition
     * @param depth how many operations lie inside one another
     */
    public record Read(Expression expression, int depth) {}

    /**
     * Reads a formula that gives a number.
     *
     * @param text the formula
     * @param names what its names mean
     * @return the formula
     * @throws FormulaException if it cannot be read or gives something else
     */
    public static Read number(String text, Names names) {
        FormulaParser parser = new FormulaParser(text, names);
        return parser.finish(parser.number(parser.whole(), 1));
    }

    /**
     * Reads a condition.
     *
     * @param text the formula
     * @param names what its names mean
     * @return the formula
     * @throws FormulaException if it cannot be read or gives something else
     */
    public static Read condition(String text, Names names) {
        FormulaParser parser = new FormulaParser(text, names);
        return parser.finish(parser.condition(parser.whole(), 1));
    }

    /**
     * Reads a formula that may give either.
     *
     * @param text the formula
     * @param names what its names mean
     * @return the formula
     * @throws FormulaException if it cannot be read
     */
    public static Read any(String text, Names names) {
        FormulaParser parser = new FormulaParser(text, names);
        Part whole = parser.whole();
        return parser.finish(
                whole.expression instanceof Condition ? parser.condition(whole, 1) : parser.number(whole, 1));
    }

    /**
     * Whether a name can stand in a formula.
     *
     * @param name a name
     * @return true if it begins with a letter, goes on with letters, digits and underscores, and is not a word of the language; the name
     *     of a function will do, for only a bracket makes it one
     */
    public static boolean isName(String name) {
        return name.matches("\\p{L}[\\p{L}\\p{N}_]*") && !WORDS.contains(name) && name.length() <= 64;
    }

    /**
     * The name in a list that looks most like one that is not there.
     *
     * @param name the name that is not there
     * @param known the names there are
     * @return the nearest, or null if none is near
     */
    public static @Nullable String nearest(String name, Collection<String> known) {
        String best = null;
        int least = Math.max(2, name.length() / 3) + 1;
        for (String one : known) {
            int distance = distance(name.toLowerCase(Locale.ROOT), one.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = one;
            }
        }
        return best;
    }

    private static int distance(String a, String b) {
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = last[0];
            last[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = last[j];
                int change = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                last[j] = Math.min(change, 1 + Math.min(above, last[j - 1]));
                corner = above;
            }
        }
        return last[b.length()];
    }

    /** A part of a formula: a number, a condition, an indicator with codes, or the text of a code. */
    private record Part(
            @Nullable Expression expression,
            Names.@Nullable Coded coded,
            @Nullable String code,
            String name,
            int position,
            int depth) {
        String kind() {
            return expression instanceof Number
                    ? "a number"
                    : expression != null
                            ? "a condition"
                            : coded != null ? "the codes of '" + name + "'" : "the code '" + code + "'";
        }
    }

    private Part whole() {
        if (text.length() > LONGEST) {
            throw new FormulaException(
                    LONGEST,
                    "a formula has at most " + LONGEST + " characters, this one has " + text.length()
                            + ". Maybe parts of it deserve names of their own under 'values'?");
        }
        Part whole = or();
        if (lexer.kind != FormulaLexer.Kind.END) {
            throw unexpected("the end of the formula, or and, or, +, -, *, /, <, <=, =, !=, >=, >");
        }
        return whole;
    }

    private Read finish(Part part) {
        Expression expression = java.util.Objects.requireNonNull(part.expression);
        if (expression.size() > LARGEST) {
            throw new FormulaException(
                    1,
                    "with the formulas it uses, it takes " + expression.size() + " operations; the most is " + LARGEST);
        }
        return new Read(expression, part.depth);
    }

    private Part part(Expression expression, int position, int depth) {
        if (depth > DEEPEST) {
            throw new FormulaException(
                    position,
                    "more than " + DEEPEST + " operations lie one inside the other. Maybe give parts of it"
                            + " names of their own under 'values', or use a table?");
        }
        return new Part(expression, null, null, "", position, depth);
    }

    private Part number(Part part, int position) {
        if (part.expression instanceof Number) {
            return part;
        }
        throw new FormulaException(
                position == 1 ? part.position : position,
                "expected a number, but this is " + part.kind() + ". "
                        + (part.coded != null
                                ? "Maybe compare it: " + part.name + " = 'code', or give the codes points in a table?"
                                : part.code != null
                                        ? "Maybe write the number without quotation marks?"
                                        : "Maybe if … then 1 else 0?"));
    }

    private Part condition(Part part, int position) {
        if (part.expression instanceof Condition) {
            return part;
        }
        throw new FormulaException(
                position == 1 ? part.position : position,
                "expected a condition, but this is " + part.kind() + ". "
                        + (part.coded != null
                                ? "Maybe " + part.name + " = 'code'?"
                                : part.code != null
                                        ? "Maybe compare an indicator with it: name = '" + part.code + "'?"
                                        : "Maybe compare it: … = 1?"));
    }

    private Number numberOf(Part part) {
        return (Number) java.util.Objects.requireNonNull(number(part, 1).expression);
    }

    private Condition conditionOf(Part part) {
        return (Condition) java.util.Objects.requireNonNull(condition(part, 1).expression);
    }

    /** Opens a level of nesting: what is nested too deeply is refused before it can exhaust the stack. */
    private void enter() {
        if (++open > DEEPEST) {
            throw new FormulaException(
                    lexer.position,
                    "more than " + DEEPEST + " levels lie one inside the other. Maybe too many brackets?");
        }
    }

    private Part or() {
        return junction(false);
    }

    private Part junction(boolean all) {
        Part first = all ? not() : junction(true);
        String word = all ? "and" : "or";
        if (!lexer.isWord(word)) {
            return first;
        }
        List<Condition> parts = new ArrayList<>(List.of(conditionOf(first)));
        int depth = first.depth;
        while (lexer.takeWord(word)) {
            Part next = all ? not() : junction(true);
            parts.add(conditionOf(next));
            depth = Math.max(depth, next.depth);
        }
        return part(new Expression.Junction(all, parts), first.position, depth + 1);
    }

    private Part not() {
        int position = lexer.position;
        if (lexer.takeWord("not")) {
            enter();
            Part of = not();
            open--;
            return part(new Expression.Not(conditionOf(of)), position, of.depth + 1);
        }
        return comparison();
    }

    private Part comparison() {
        Part left = sum();
        if (lexer.takeWord("in")) {
            return oneOf(left, codes(left), false);
        }
        String sign = lexer.takeSign("<", "<=", ">", ">=", "=", "==", "!=", "<>");
        if (sign == null) {
            return left;
        }
        Part right = sum();
        Part first = compare(left, sign, right);
        String second = lexer.takeSign("<", "<=", ">", ">=", "=", "==", "!=", "<>");
        if (second == null) {
            return first;
        }
        Part last = sum();
        Part other = compare(right, second, last);
        return part(
                new Expression.Junction(true, List.of(conditionOf(first), conditionOf(other))),
                left.position,
                Math.max(first.depth, other.depth) + 1);
    }

    private Part compare(Part left, String sign, Part right) {
        boolean equal = sign.equals("=") || sign.equals("==");
        boolean different = sign.equals("!=") || sign.equals("<>");
        Part coded = left.coded != null ? left : right.coded != null ? right : null;
        if (coded != null) {
            Part code = coded == left ? right : left;
            if (!equal && !different) {
                throw new FormulaException(
                        coded.position,
                        "codes have no order, so '" + sign + "' means nothing for '" + coded.name + "'. Maybe "
                                + coded.name + " in ('a', 'b')?");
            }
            return oneOf(coded, Set.of(codeOf(code, coded)), different);
        }
        Number a = numberOf(left);
        Number b = numberOf(right);
        int depth = Math.max(left.depth, right.depth) + 1;
        boolean turned = sign.startsWith(">");
        Relation relation = equal
                ? Relation.EQUAL
                : different ? Relation.NOT_EQUAL : sign.endsWith("=") ? Relation.LESS_OR_EQUAL : Relation.LESS;
        return part(new Expression.Compare(relation, turned ? b : a, turned ? a : b), left.position, depth);
    }

    private String codeOf(Part part, Part coded) {
        String code = part.code;
        if (code == null
                && part.expression instanceof Expression.Constant number
                && number.value() == Math.rint(number.value())) {
            // Many lists have numbers for codes; nobody should have to put them in quotation marks.
            code = Long.toString((long) number.value());
        }
        if (code == null) {
            throw new FormulaException(
                    part.position,
                    "expected a code of '" + coded.name + "', but this is " + part.kind() + ". Maybe " + coded.name
                            + " = 'code'?");
        }
        Set<String> known = coded.coded == null ? null : coded.coded.codes();
        if (known != null && !known.contains(code)) {
            String near = nearest(code, known);
            throw new FormulaException(
                    part.position,
                    "'" + coded.name + "' has no code '" + code + "'. "
                            + (near == null ? "It has " + String.join(", ", known) + "." : "Maybe '" + near + "'?"));
        }
        return code;
    }

    private Set<String> codes(Part coded) {
        if (coded.coded == null) {
            throw new FormulaException(
                    coded.position,
                    "'in' asks about the codes of an indicator, but this is " + coded.kind()
                            + ". Maybe compare it: a <= x <= b?");
        }
        String close = lexer.takeSign("(") != null ? ")" : lexer.takeSign("{") != null ? "}" : null;
        if (close == null) {
            throw unexpected("a list of codes in brackets: ('a', 'b')");
        }
        Set<String> codes = new LinkedHashSet<>();
        do {
            codes.add(codeOf(primary(), coded));
        } while (lexer.takeSign(",") != null);
        if (lexer.takeSign(close) == null) {
            throw unexpected("a comma or '" + close + "'");
        }
        return codes;
    }

    private Part oneOf(Part coded, Set<String> codes, boolean different) {
        Condition condition = new Expression.OneOf(
                java.util.Objects.requireNonNull(coded.coded).column(), codes);
        return part(different ? new Expression.Not(condition) : condition, coded.position, 2);
    }

    /** A chain of three or more is one sum, taken from left to right: a - b is a + (-b) to the bit. */
    private Part sum() {
        Part first = product();
        if (!lexer.isSign("+") && !lexer.isSign("-")) {
            return first;
        }
        List<Number> parts = new ArrayList<>(List.of(numberOf(first)));
        int depth = first.depth;
        String sign;
        while ((sign = lexer.takeSign("+", "-")) != null) {
            Part next = product();
            Number number = numberOf(next);
            parts.add(sign.equals("+") ? number : new Expression.Apply(Function.NEGATE, number));
            depth = Math.max(depth, next.depth + 1);
        }
        return part(
                parts.size() == 2
                        ? new Expression.Combine(Operation.PLUS, parts.get(0), parts.get(1))
                        : new Expression.Sum(0, parts),
                first.position,
                depth + 1);
    }

    private Part product() {
        Part product = unary();
        String sign;
        while ((sign = lexer.takeSign("*", "/")) != null) {
            Part next = unary();
            product = part(
                    new Expression.Combine(
                            sign.equals("*") ? Operation.TIMES : Operation.DIVIDE, numberOf(product), numberOf(next)),
                    product.position,
                    Math.max(product.depth, next.depth) + 1);
        }
        return product;
    }

    private Part unary() {
        int position = lexer.position;
        if (lexer.takeSign("-") == null) {
            return primary();
        }
        enter();
        Part of = unary();
        open--;
        Number number = numberOf(of);
        return number instanceof Expression.Constant constant
                ? part(new Expression.Constant(-constant.value()), position, 1)
                : part(new Expression.Apply(Function.NEGATE, number), position, of.depth + 1);
    }

    private Part primary() {
        int position = lexer.position;
        switch (lexer.kind) {
            case NUMBER -> {
                double value = lexer.number;
                lexer.next();
                return part(new Expression.Constant(value), position, 1);
            }
            case TEXT -> {
                String code = lexer.token;
                lexer.next();
                return new Part(null, null, code, "", position, 1);
            }
            case NAME -> {
                return named();
            }
            default -> {
                if (lexer.takeSign("(") == null) {
                    throw unexpected("a number, a name, a code in quotation marks or an opening bracket");
                }
                enter();
                Part inner = or();
                open--;
                close();
                return inner;
            }
        }
    }

    private void close() {
        if (lexer.takeSign(")") == null) {
            throw unexpected("a closing bracket");
        }
    }

    private Part named() {
        int position = lexer.position;
        String name = lexer.token;
        lexer.next();
        if (name.equals("true") || name.equals("false")) {
            // A condition without parts: all of none hold, none of none does.
            return part(new Expression.Junction(name.equals("true"), List.of()), position, 1);
        }
        if (name.equals("if")) {
            return choice(position);
        }
        if (lexer.isSign("(") && isFunction(name)) {
            return call(name, position);
        }
        Names.Meaning meaning = names.get(name);
        if (meaning instanceof Names.Formula formula) {
            return part(formula.expression(), position, formula.depth());
        }
        if (meaning instanceof Names.Coded coded) {
            return new Part(null, coded, null, name, position, 1);
        }
        String near = nearest(name, names.all());
        throw new FormulaException(
                position,
                WORDS.contains(name)
                        ? "'" + name + "' does not fit here"
                        : lexer.isSign("(")
                                ? "there is no function '" + name
                                        + "'. There are abs, ceil, exp, floor, known, log, max,"
                                        + " min, orelse, round, sqrt, square."
                                : "nothing is called '" + name + "'. "
                                        + (near == null
                                                ? "Maybe it is missing under 'indicators'?"
                                                : "Maybe '" + near + "'?"));
    }

    private Part choice(int position) {
        enter();
        Part when = or();
        word("then");
        Part then = or();
        word("else");
        Part otherwise = or();
        open--;
        int depth = Math.max(when.depth, Math.max(then.depth, otherwise.depth)) + 1;
        Condition condition = conditionOf(when);
        if (then.expression instanceof Condition yes) {
            Condition no = conditionOf(otherwise);
            return part(
                    new Expression.Junction(
                            false,
                            List.of(
                                    new Expression.Junction(true, List.of(condition, yes)),
                                    new Expression.Junction(true, List.of(new Expression.Not(condition), no)))),
                    position,
                    depth + 2);
        }
        return part(new Expression.Choose(condition, numberOf(then), numberOf(otherwise)), position, depth);
    }

    private void word(String word) {
        if (!lexer.takeWord(word)) {
            throw unexpected("'" + word + "'");
        }
    }

    private Part call(String name, int position) {
        lexer.takeSign("(");
        enter();
        List<Part> arguments = new ArrayList<>(List.of(or()));
        while (lexer.takeSign(",") != null) {
            arguments.add(or());
        }
        open--;
        close();
        int depth = 1 + arguments.stream().mapToInt(Part::depth).max().orElse(0);
        Function function = function(name);
        boolean many = name.equals("min") || name.equals("max") || name.equals("orelse");
        if (many ? arguments.size() < 2 : arguments.size() != 1) {
            throw new FormulaException(
                    position,
                    name + " takes " + (many ? "two or more values" : "one value") + ", but here are "
                            + arguments.size());
        }
        Part first = arguments.get(0);
        if (function != null) {
            return part(new Expression.Apply(function, numberOf(first)), position, depth);
        }
        if (name.equals("known")) {
            return part(known(first), position, depth);
        }
        Number all = numberOf(first);
        for (Part next : arguments.subList(1, arguments.size())) {
            Number number = numberOf(next);
            all = name.equals("orelse")
                    ? new Expression.OrElse(all, number)
                    : new Expression.Combine(name.equals("min") ? Operation.MIN : Operation.MAX, all, number);
            depth++;
        }
        return part(all, position, depth);
    }

    private static Condition known(Part part) {
        return new Expression.Known(
                part.expression != null
                        ? part.expression
                        : part.coded != null
                                ? new Expression.OneOf(part.coded.column(), Set.of())
                                : new Expression.Constant(0));
    }

    private static boolean isFunction(String name) {
        return function(name) != null || Set.of("known", "orelse", "min", "max").contains(name);
    }

    private static @Nullable Function function(String name) {
        return switch (name) {
            case "abs" -> Function.ABS;
            case "log" -> Function.LOG;
            case "exp" -> Function.EXP;
            case "sqrt" -> Function.SQRT;
            case "square" -> Function.SQUARE;
            case "floor" -> Function.FLOOR;
            case "ceil" -> Function.CEIL;
            case "round" -> Function.ROUND;
            default -> null;
        };
    }

    private FormulaException unexpected(String expected) {
        String found = lexer.kind == FormulaLexer.Kind.END ? "the formula ends" : "there is '" + lexer.token + "'";
        String maybe = lexer.token.equals("^")
                ? " Maybe square(x)?"
                : lexer.token.equals("&") || lexer.token.equals("&&")
                        ? " Maybe 'and'?"
                        : lexer.token.equals("|") || lexer.token.equals("||")
                                ? " Maybe 'or'?"
                                : lexer.token.equals("!")
                                        ? " Maybe 'not'?"
                                        : lexer.token.equals(";") ? " A formula is one expression." : "";
        return new FormulaException(lexer.position, "expected " + expected + ", but " + found + "." + maybe);
    }
}
