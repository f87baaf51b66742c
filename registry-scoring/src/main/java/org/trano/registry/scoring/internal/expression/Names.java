package org.trano.registry.scoring.internal.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the names in a formula mean. Not thread-safe. */
public final class Names {
    private final Map<String, Meaning> meanings = new LinkedHashMap<>();

    /** What a name means. */
    sealed interface Meaning {}

    /** A number or a condition that may be used as it is. */
    record Formula(Expression expression, int depth) implements Meaning {}

    /** A coded indicator, to be compared with codes; all its codes where they are known. */
    record Coded(int column, @Nullable Set<String> codes) implements Meaning {}

    /**
     * Names a numeric indicator.
     *
     * @param name its name
     * @param column its column
     * @return this
     */
    public Names number(String name, int column) {
        return formula(name, new Expression.Value(column));
    }

    /**
     * Names a coded indicator.
     *
     * @param name its name
     * @param column its column
     * @param codes all its codes, or null where they are not known
     * @return this
     */
    public Names code(String name, int column, @Nullable Set<String> codes) {
        meanings.put(name, new Coded(column, codes));
        return this;
    }

    /**
     * Names a formula made elsewhere.
     *
     * @param name its name
     * @param expression what it means
     * @return this
     */
    public Names formula(String name, Expression expression) {
        return formula(name, expression, 1);
    }

    /**
     * Reads a formula and names it.
     *
     * @param name its name
     * @param read what was read
     * @return this
     */
    public Names formula(String name, FormulaParser.Read read) {
        return formula(name, read.expression(), read.depth());
    }

    private Names formula(String name, Expression expression, int depth) {
        meanings.put(name, new Formula(Objects.requireNonNull(expression), depth));
        return this;
    }

    /**
     * Whether a name is taken.
     *
     * @param name a name
     * @return true if it means something
     */
    public boolean contains(String name) {
        return meanings.containsKey(name);
    }

    @Nullable
    Meaning get(String name) {
        return meanings.get(name);
    }

    Set<String> all() {
        return meanings.keySet();
    }
}
