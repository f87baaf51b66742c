package org.trano.registry.dedup.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;

class LatinFormsTest {
    @Test
    void a_name_in_arabic_script_is_the_one_that_people_of_the_list_write() {
        String mohamed = TextFolding.fold("محمد");
        String abdallah = TextFolding.fold("عبد الله");
        assertThat(forms("mohamed", "mohamed ali", "abdallah", mohamed, abdallah))
                .containsEntry(3, TextFolding.reader().usual("mohamed"))
                .containsEntry(4, TextFolding.reader().usual("abdallah"));
        // Nobody here is called so: it stays what it is.
        assertThat(forms("kossi", mohamed)).isEqualTo(Map.of(1, mohamed));
        assertThat(forms("kossi", "mohamed")).isEmpty();
    }

    private static Map<Integer, String> forms(String... names) {
        return LatinForms.of(
                names, Stream.of(names).map(TextFolding.reader()::words).toList());
    }

    @Test
    void two_scripts_of_one_name_are_very_similar() {
        RecordTable.Builder table = RecordTable.builder(List.of(
                new RecordTable.Column("given", ColumnRole.GIVEN_NAME),
                new RecordTable.Column("family", ColumnRole.FAMILY_NAME)));
        table.add(List.of("Mohamed", "Said"));
        table.add(List.of("محمد", "سعيد"));
        table.add(List.of("Kossi", "Agbeko"));
        Frame frame = Frame.of(table.build(), Set.of());
        int[] levels = new int[2];
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                if (frame.row(a) == 0 && frame.row(b) == 1) {
                    frame.compare(a, b, levels);
                }
            }
        }
        assertThat(levels).containsExactly(FieldKind.VERY_SIMILAR, FieldKind.VERY_SIMILAR);
    }

    /** Whatever the texts are, only those with letters of another script get a form,. */
    @Property(tries = 200)
    void nothing_fails_and_latin_names_stay(@ForAll List<String> texts) {
        String[] names = texts.stream()
                .map(TextFolding::fold)
                .filter(name -> !name.isEmpty())
                .toArray(String[]::new);
        forms(names).forEach((place, form) -> {
            assertThat(names[place].chars().anyMatch(c -> c > 0x24f)).isTrue();
            assertThat(form).isNotNull();
        });
    }
}
