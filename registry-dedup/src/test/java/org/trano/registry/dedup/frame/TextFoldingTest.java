package org.trano.registry.dedup.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFoldingTest {
    /** Two children without a name are not the same child, though the same words stand on their forms. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "inconnu",
                "INCONNUE",
                "néant",
                "XXX",
                "sans nom",
                "bébé",
                "Bébé de Mensah",
                "BEBE DE AKOUVI",
                "nouveau-né",
                "Nouveau né de Afi",
                "baby of Fatima",
                "Baby boy",
                "BB de Rasoa",
                "enfant de Ali",
                "n/a",
                "-",
                " "
            })
    void a_word_for_missing_is_missing(String text) {
        assertThat(TextFolding.fold(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Bébé Rakoto, bebe rakoto",
        "Babyla, babyla",
        "Enfant, enfant",
        "Désiré, desire",
        "N'Guissan, nguissan",
        "Ouro-Djeri, ouro djeri",
        "محمد, محمد"
    })
    void a_name_stays_a_name(String text, String folded) {
        assertThat(TextFolding.fold(text)).isEqualTo(folded);
    }
}
