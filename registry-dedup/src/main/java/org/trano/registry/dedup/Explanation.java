package org.trano.registry.dedup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.trano.registry.dedup.model.Bits;

/**
 * Why a pair weighs what it weighs: the prior, then each field. {@code prior + Σ parts − kinship} is the weight, summed in this
 * order.
 *
 * @param prior bits before any field is looked at (far below zero: two people are rarely one)
 * @param parts what each field adds or takes away
 * @param kinship bits taken away because relatives would look much the same
 * @param weight the weight
 */
public record Explanation(double prior, List<Part> parts, double kinship, double weight) {
    /** The name of the part that says what fields that go together for other reasons take away: names of one region, given name and sex. */
    public static final String TOGETHER = "together";

    /** Less than this, in bits, is not worth a line. */
    private static final double SHOWN = 0.005;

    /**
     * Copies the list.
     *
     * @param prior bits before any field
     * @param parts the fields
     * @param kinship bits taken away
     * @param weight the weight
     */
    public Explanation {
        parts = List.copyOf(parts);
    }

    /**
     * The explanation for people: a line for what is known before, one for each field with both values, how they agree and what that adds,
     * one for what is taken away, and the sum.
     *
     * @param locale French gives French, anything else English
     * @return several lines, without a line end after the last
     */
    public String text(Locale locale) {
        List<String> lines = new ArrayList<>();
        for (Line line : lines(locale)) {
            lines.add(String.format(locale, "%-34s %-58s %+7.2f", line.name, line.what, line.bits));
        }
        return String.join("\n", lines);
    }

    /**
     * The same line by line, to be drawn: what is known before, each field, what is taken away, and the sum as the last.
     *
     * @param locale French gives French, anything else English
     * @return at least two lines; the bits of all but the last add up to those of the last
     */
    public List<Line> lines(Locale locale) {
        ResourceBundle words = ResourceBundle.getBundle(
                "org.trano.registry.dedup.evaluate.report",
                locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ROOT,
                Explanation.class.getModule());
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(words.getString("prior"), "", prior));
        for (Part part : parts) {
            String name = part.field.equals(TOGETHER) ? words.getString(TOGETHER) : word(words, "name.", part.field);
            String left = word(words, "value.", part.left);
            String right = word(words, "value.", part.right);
            String values =
                    left.isEmpty() || left.equals(right) ? right : right.isEmpty() ? left : left + " / " + right;
            String level = part.level.isEmpty() ? "" : word(words, "level.", part.level);
            lines.add(new Line(name, values + (values.isEmpty() || level.isEmpty() ? "" : ", ") + level, part.bits));
        }
        if (Math.abs(kinship) >= SHOWN) {
            lines.add(new Line(words.getString("kinship"), "", -kinship));
        }
        lines.add(new Line(
                words.getString("sum"), String.format(locale, "%.2f %%", 100 * Bits.probability(weight)), weight));
        return lines;
    }

    /**
     * A line of an explanation.
     *
     * @param name what speaks
     * @param what what it says: both values and how they agree, or a probability; may be empty
     * @param bits what that adds to the weight
     */
    public record Line(String name, String what, double bits) {}

    private static String word(ResourceBundle words, String prefix, String english) {
        String key = prefix + english.replace(' ', '_').replace(",", "");
        return words.containsKey(key) ? words.getString(key) : english;
    }

    /**
     * What one field says.
     *
     * @param field its name
     * @param left the value of the one record, as compared
     * @param right the value of the other
     * @param level on which level they agree
     * @param bits what that adds to the weight
     */
    public record Part(String field, String left, String right, String level, double bits) {}
}
