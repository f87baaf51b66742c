package org.trano.registry.dedup.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trano.registry.dedup.RecordTable;

/** A field in the making: what each distinct text of a column says. Not thread-safe. */
final class Draft {
    final String name;
    final FieldKind kind;
    final boolean shared;
    final Lexicon values;
    /** For each row the number of its value; once encoded, its code. */
    final int[] codes;

    private @Nullable Dictionary dictionary;

    Draft(String name, FieldKind kind, boolean shared, Lexicon values, int[] numbers) {
        this.name = name;
        this.kind = kind;
        this.shared = shared;
        this.values = values;
        this.codes = numbers;
    }

    /**
     * Reads a column.
     *
     * @param read what a text says; called by several threads
     */
    Draft(String name, FieldKind kind, boolean shared, RecordTable table, int c, UnaryOperator<String> read) {
        this(name, kind, shared, new Lexicon(), new int[table.size()]);
        String[] said = new String[table.distinct(c)];
        Parallel.forChunks(said.length, (chunk, from, to) -> {
            for (int number = from; number < to; number++) {
                said[number] = read.apply(table.distinct(c, number));
            }
        });
        int[] byText = new int[said.length];
        for (int number = 0; number < byText.length; number++) {
            byText[number] = values.add(said[number]);
        }
        for (int row = 0; row < codes.length; row++) {
            codes[row] = byText[table.number(row, c)];
        }
    }

    boolean saysSomething() {
        return values.size() > (values.find("") >= 0 ? 2 : 1);
    }

    /** Makes the codes; several columns may have the same ones. */
    static void encode(List<Draft> drafts) {
        // One column's values have their numbers already.
        Lexicon all = drafts.size() == 1 ? drafts.get(0).values : new Lexicon();
        int[][] numbers = new int[drafts.size()][];
        for (int d = 0; d < numbers.length; d++) {
            Lexicon values = drafts.get(d).values;
            numbers[d] = new int[values.size()];
            Arrays.setAll(numbers[d], number -> all == values ? number : all.add(values.text(number)));
        }
        int[] codes = new int[all.size()];
        Dictionary dictionary = Dictionary.of(all, drafts.get(0).kind, codes);
        for (int d = 0; d < numbers.length; d++) {
            Draft draft = drafts.get(d);
            draft.dictionary = dictionary;
            for (int row = 0; row < draft.codes.length; row++) {
                draft.codes[row] = codes[numbers[d][draft.codes[row]]];
            }
        }
    }

    /** What is compared, once encoded. */
    Field field() {
        Dictionary values = Objects.requireNonNull(dictionary);
        int[] counts = new int[values.size()];
        for (int code : codes) {
            counts[code]++;
        }
        return new Field(name, kind, shared, values, counts);
    }
}
