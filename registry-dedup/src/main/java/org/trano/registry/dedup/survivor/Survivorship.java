package org.trano.registry.dedup.survivor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.frame.TextFolding;

/**
 * Which value wins where records of one person say different things, and who said what. Column by column, by rules that can be told to
 * the person:
 *
 * <ol>
 *   <li>an empty value, or one that stands for "unknown", says nothing; values that differ in case, accents or blanks only are one, names too that differ in a title before them, and telephone
 *       numbers in the code of the country. Of its spellings the one that most of the records have is kept, of names one without a title; then the longer one;
 *   <li>a date that is part of a fuller one speaks for the fuller one; ages are those of the days on which people were asked, and do not contradict each other;
 *   <li>the value that most sources say is kept; a source speaks once, however many of its records say so;
 *   <li>of equally many, the one said by the source that is trusted most; then the one that more records of the whole table have, for a
 *       slip of the pen is rare; of dates the fuller one; then the longer one; then the first in the alphabet.
 * </ol>
 *
 * <p>Nothing is lost: every value is a {@link Claim} that names the rows it comes from. Immutable and thread-safe. The result does not
 * depend on the order of the rows.
 */
public final class Survivorship {
    private final RecordTable table;
    private final int source;
    private final Map<String, Integer> trust = new HashMap<>();
    /** For each column how its values are folded. */
    private final List<UnaryOperator<String>> foldings = new ArrayList<>();
    /** For each column how many records have a value, folded. */
    private final List<Map<String, Integer>> frequency = new ArrayList<>();

    private Survivorship(RecordTable table, List<String> trusted) {
        this.table = table;
        for (int c = 0; c < table.columns().size(); c++) {
            UnaryOperator<String> folding = TextFolding.of(table, c);
            foldings.add(folding);
            int[] counts = new int[table.distinct(c)];
            for (int row = 0; row < table.size(); row++) {
                counts[table.number(row, c)]++;
            }
            Map<String, Integer> byValue = new HashMap<>();
            for (int number = 0; number < counts.length; number++) {
                byValue.merge(folding.apply(table.distinct(c, number)), counts[number], Integer::sum);
            }
            frequency.add(byValue);
        }
        this.source = table.column(ColumnRole.SOURCE);
        trusted.forEach(name -> trust.putIfAbsent(name, trust.size()));
    }

    /**
     * Rules for the records of a table.
     *
     * @param table the records; without a column in the role {@code SOURCE} each record is a source of its own
     * @param trusted names of sources, the most trusted first; others come after them
     * @return the rules
     */
    public static Survivorship of(RecordTable table, List<String> trusted) {
        return new Survivorship(table, trusted);
    }

    /** What is known of one value while it is weighed. */
    private static final class Draft {
        final String folded;
        final Map<String, Integer> spellings = new TreeMap<>();
        final TreeSet<Integer> rows = new TreeSet<>();
        final TreeSet<String> sources = new TreeSet<>();
        /** Its own sources and those of the dates that are part of it. */
        final TreeSet<String> speaking = new TreeSet<>();

        Draft(String folded) {
            this.folded = folded;
        }

        /** As most records spell it, of names without a title where one does so; then the longer spelling, then the first in the alphabet. */
        String spelling(boolean isName) {
            return spellings.entrySet().stream()
                    .max(Comparator.comparing((Map.Entry<String, Integer> entry) ->
                                    isName && TextFolding.fold(entry.getKey()).equals(folded))
                            .thenComparing(Map.Entry.comparingByValue())
                            .thenComparing(entry -> entry.getKey().length())
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .orElseThrow()
                    .getKey();
        }

        boolean isPartOf(Draft other) {
            return other.folded.startsWith(folded + " ");
        }
    }

    /**
     * What records of one person say in a column.
     *
     * @param rows the person's rows
     * @param column the column
     * @return the values, the kept one first, then in the order of how many sources say them; empty if none has one
     */
    public List<Claim> claims(List<Integer> rows, int column) {
        boolean isDate = table.columns().get(column).role() == ColumnRole.BIRTH_DATE;
        boolean isName = TextFolding.isName(table.columns().get(column).role());
        boolean isAge = table.columns().get(column).role() == ColumnRole.AGE;
        Map<String, Draft> byValue = new LinkedHashMap<>();
        for (int row : rows) {
            String value = table.value(row, column).strip();
            String folded = foldings.get(column).apply(value);
            if (!folded.isEmpty()) {
                Draft draft = byValue.computeIfAbsent(folded, Draft::new);
                draft.spellings.merge(value, 1, Integer::sum);
                draft.rows.add(row);
                draft.sources.add(source < 0 ? "row " + row : table.value(row, source));
            }
        }
        List<Draft> drafts = new ArrayList<>(byValue.values());
        for (Draft draft : drafts) {
            drafts.stream()
                    .filter(other -> other == draft || isDate && other.isPartOf(draft))
                    .forEach(other -> draft.speaking.addAll(other.sources));
        }
        drafts.sort(Comparator.comparingInt((Draft draft) -> -draft.speaking.size())
                .thenComparingInt(draft -> isDate && drafts.stream().anyMatch(draft::isPartOf) ? 1 : 0)
                .thenComparingInt(draft -> draft.sources.stream()
                        .mapToInt(name -> trust.getOrDefault(name, trust.size()))
                        .min()
                        .orElse(trust.size()))
                .thenComparingInt(draft -> isDate ? 0 : -frequency.get(column).getOrDefault(draft.folded, 0))
                .thenComparingInt(draft -> -draft.folded.length())
                .thenComparing(draft -> draft.folded));
        List<Claim> claims = new ArrayList<>();
        for (Draft draft : drafts) {
            Claim.Verdict verdict = claims.isEmpty()
                    ? Claim.Verdict.KEPT
                    : isAge || isDate && draft.isPartOf(drafts.get(0)) ? Claim.Verdict.FITS : Claim.Verdict.DIFFERS;
            claims.add(new Claim(draft.spelling(isName), List.copyOf(draft.rows), verdict));
        }
        return claims;
    }
}
