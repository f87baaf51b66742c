package org.trano.registry.dedup.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;

/** Two words that a registry writes where it knows no name. */
class HeapedNamesTest {
    private static final List<RecordTable.Column> COLUMNS = List.of(
            new RecordTable.Column("prenom", ColumnRole.GIVEN_NAME),
            new RecordTable.Column("nom", ColumnRole.FAMILY_NAME),
            new RecordTable.Column("naissance", ColumnRole.BIRTH_DATE));

    /** A thousand people with names that have nothing to do with each other, and others. */
    private static final class Names {
        private final Random random = new Random(7);
        private final List<List<String>> rows = new ArrayList<>();

        Names() {
            for (int i = 0; i < 1000; i++) {
                rows.add(List.of("prenom" + random.nextInt(20), "nom" + random.nextInt(30), date()));
            }
        }

        private String date() {
            return "%04d-%02d-%02d"
                    .formatted(1950 + random.nextInt(70), 1 + random.nextInt(12), 1 + random.nextInt(28));
        }

        Names and(int people, String given, String family) {
            for (int i = 0; i < people; i++) {
                rows.add(List.of(given, family, date()));
            }
            return this;
        }

        Names and(int records, String given, String family, String date) {
            rows.addAll(Collections.nCopies(records, List.of(given, family, date)));
            return this;
        }

        /** How two people of the same names agree in both. */
        String levels(String given, String family) {
            RecordTable.Builder table = RecordTable.builder(COLUMNS);
            and(1, given, family).and(1, given, family).rows.forEach(table::add);
            Frame frame = Frame.of(table.build(), Set.of());
            int[] last = new int[2];
            for (int record = 0; record < frame.size(); record++) {
                if (frame.row(record) >= rows.size() - 2) {
                    last[rows.size() - 1 - frame.row(record)] = record;
                }
            }
            int[] levels = new int[COLUMNS.size()];
            frame.compare(last[0], last[1], levels);
            return frame.fields().get(0).levelName(levels[0]) + ", "
                    + frame.fields().get(1).levelName(levels[1]);
        }
    }

    @Test
    void of_two_words_for_no_name_one_says_all_that_both_say() {
        assertThat(new Names().and(40, "Zonder", "Naam").levels("Zonder", "Naam"))
                .isEqualTo("equal, missing");
        // Also where one of the words is a name besides.
        assertThat(new Names().and(40, "prenom1", "Naam").levels("prenom1", "Naam"))
                .isEqualTo("equal, missing");
        assertThat(new Names().and(40, "Zonder", "nom1").levels("Zonder", "nom1"))
                .isEqualTo("equal, missing");
    }

    @Test
    void other_names_say_what_they_say() {
        Names names = new Names().and(40, "Zonder", "Naam");
        assertThat(names.levels("prenom1", "nom1")).isEqualTo("equal, equal");
        assertThat(names.levels("Zonder", "nom1")).isEqualTo("equal, equal");
        assertThat(names.levels("prenom1", "Naam")).isEqualTo("equal, equal");
    }

    /** The same person forty times, once with another date now and then, is no heap. */
    @Test
    void one_person_is_no_heap() {
        Names names = new Names().and(28, "Zénabou", "Lawson", "1985-06-12").and(12, "Zénabou", "Lawson");
        assertThat(names.levels("Zénabou", "Lawson")).isEqualTo("equal, equal");
    }

    /** Where everybody has one family name, it is frequent, and no more follows from anything. */
    @Test
    void a_family_name_of_everybody_follows_from_no_given_name() {
        assertThat(new Names()
                        .and(4000, "prenom1", "Naam")
                        .and(40, "Zonder", "Naam")
                        .levels("Zonder", "Naam"))
                .isEqualTo("equal, equal");
    }

    @Property(tries = 20)
    void nothing_is_concluded_from_a_few_people(@ForAll @IntRange(max = 7) int people) {
        assertThat(new Names().and(people, "Zonder", "Naam").levels("Zonder", "Naam"))
                .isEqualTo("equal, equal");
    }
}
