package org.trano.registry.dedup;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.trano.registry.core.exchange.ColumnRole;

/** A small invented list of people, some of them entered twice with mistakes; for tests only. */
record People(List<List<String>> rows, List<String> truth) {
    static final List<RecordTable.Column> COLUMNS = List.of(
            new RecordTable.Column("prenom", ColumnRole.GIVEN_NAME),
            new RecordTable.Column("nom", ColumnRole.FAMILY_NAME),
            new RecordTable.Column("naissance", ColumnRole.BIRTH_DATE),
            new RecordTable.Column("sexe", ColumnRole.SEX),
            new RecordTable.Column("tel", ColumnRole.PHONE),
            new RecordTable.Column("village", ColumnRole.PLACE));

    private static final String[] SYLLABLES = {
        "ko", "ssi", "ma", "ha", "ra", "na", "ri", "so", "lo", "fa", "tou", "dja", "mi", "dri", "ya", "be"
    };

    static People generate(int people, long seed) {
        Random random = new Random(seed);
        String[] given = words(random, 120);
        String[] family = words(random, 150);
        String[] villages = words(random, 25);
        List<List<String>> rows = new ArrayList<>();
        List<String> truth = new ArrayList<>();
        for (int p = 0; p < people; p++) {
            List<String> row = new ArrayList<>(List.of(
                    given[(int) (random.nextDouble() * random.nextDouble() * given.length)],
                    family[(int) (random.nextDouble() * random.nextDouble() * family.length)],
                    String.format(
                            "%04d-%02d-%02d",
                            1940 + random.nextInt(80), 1 + random.nextInt(12), 1 + random.nextInt(28)),
                    random.nextBoolean() ? "M" : "F",
                    random.nextInt(3) == 0 ? "" : "9" + (1_000_000 + random.nextInt(9_000_000)),
                    villages[random.nextInt(villages.length)]));
            rows.add(row);
            truth.add("p" + p);
            if (random.nextInt(4) == 0) {
                rows.add(copy(row, random));
                truth.add("p" + p);
            }
        }
        return new People(rows, truth);
    }

    private static List<String> copy(List<String> row, Random random) {
        List<String> copy = new ArrayList<>(row);
        if (random.nextInt(3) == 0) {
            copy.set(0, typo(row.get(0), random));
        }
        if (random.nextInt(4) == 0) {
            copy.set(1, typo(row.get(1), random));
        }
        if (random.nextInt(4) == 0) {
            copy.set(2, row.get(2).substring(0, 4));
        }
        if (random.nextInt(3) == 0) {
            copy.set(4, "");
        }
        return copy;
    }

    static String typo(String text, Random random) {
        int at = random.nextInt(text.length() - 1);
        return text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
    }

    static String[] words(Random random, int count) {
        String[] words = new String[count];
        for (int i = 0; i < count; i++) {
            StringBuilder word = new StringBuilder();
            for (int s = 2 + random.nextInt(3); s > 0; s--) {
                word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            words[i] = word.toString();
        }
        return words;
    }

    RecordTable table() {
        RecordTable.Builder table = RecordTable.builder(COLUMNS);
        rows.forEach(table::add);
        return table.build();
    }

    RecordTable withoutLastColumn() {
        RecordTable.Builder table = RecordTable.builder(COLUMNS.subList(0, COLUMNS.size() - 1));
        rows.forEach(row -> table.add(row.subList(0, row.size() - 1)));
        return table.build();
    }
}
