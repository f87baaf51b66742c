package org.trano.registry.dedup.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;

/** Mme Afi is Afi. */
class TitlesTest {
    private static final Titles SOME = of("Mme Afi", "M. Kossi", "Ama");

    private static Titles of(String... names) {
        RecordTable.Builder table =
                RecordTable.builder(List.of(new RecordTable.Column("prenom", ColumnRole.GIVEN_NAME)));
        for (String name : names) {
            table.add(List.of(name));
        }
        return new Titles(table.build());
    }

    @ParameterizedTest
    @CsvSource({
        "Mme Afi, afi",
        "M. Kossi, kossi",
        "Dr El Hadj Ousmane, ousmane",
        "Monsieur le Docteur Kossi, kossi",
        "Ramatoa Voahangy, voahangy",
        "Xaaji Cali, cali",
        "الحاج محمد, محمد",
        // Not before a name.
        "Mme, mme",
        "Hadj, hadj",
        "Hadj Hadja, hadja",
        "Kossi M, kossi m",
        "Mensah, mensah",
        "Ali Hadj, ali hadj",
        "de Souza, de souza",
        "Mme inconnue, ''",
        "inconnu, ''"
    })
    void titles_before_a_name_are_no_part_of_it(String text, String folded) {
        assertThat(SOME.fold(text)).isEqualTo(folded);
    }

    @Test
    void a_letter_is_an_initial_where_nobody_has_a_longer_title() {
        assertThat(of("M. Kossi", "Afi").fold("M. Kossi")).isEqualTo("m kossi");
        assertThat(of("M Kossi", "M Ama", "M Afi", "M Koffi", "M Yao", "Dr Edem")
                        .fold("M Kossi"))
                .isEqualTo("m kossi");
        assertThat(of().fold("Mme Afi")).isEqualTo("afi");
    }
}
