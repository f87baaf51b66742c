package org.trano.registry.core.report;

/** One cell of a table of an {@link HtmlPage}. Texts are plain; the page escapes them. */
public sealed interface Cell {
    /**
     * A text.
     *
     * @param text what it says
     */
    record Text(String text) implements Cell {}

    /**
     * A number, as it is to be read; digits stand under each other.
     *
     * @param text the number with the separators of the language
     */
    record Number(String text) implements Cell {}

    /**
     * The name of a row, or of several.
     *
     * @param text the name
     * @param detail a smaller line below it, may be empty
     * @param rows how many rows it names, 1 or more; the rows after the first leave this cell out
     */
    record Name(String text, String detail, int rows) implements Cell {
        /**
         * The name of one row.
         *
         * @param text the name
         */
        public Name(String text) {
            this(text, "", 1);
        }
    }

    /**
     * A bar from one value to another: from zero for an amount, from the sum so far to the next one for a step of a waterfall.
     *
     * @param from where it begins
     * @param to where it ends; a bar to the left is drawn as one that takes away
     * @param low the left end of the column's scale
     * @param high its right end
     */
    record Bar(double from, double to, double low, double high) implements Cell {
        /**
         * An amount on a scale that begins at zero.
         *
         * @param value the amount, 0 or more
         * @param widest the largest amount of the column
         * @return the bar
         */
        public static Bar of(double value, double widest) {
            return new Bar(0, value, 0, widest);
        }
    }
}
