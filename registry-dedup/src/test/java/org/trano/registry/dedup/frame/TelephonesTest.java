package org.trano.registry.dedup.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;

/** One telephone number, however it is written. */
class TelephonesTest {
    private static Telephones of(String... numbers) {
        RecordTable.Builder table = RecordTable.builder(List.of(new RecordTable.Column("tel", ColumnRole.PHONE)));
        for (String number : numbers) {
            table.add(List.of(number));
        }
        return new Telephones(table.build(), 0);
    }

    private static final Telephones TOGO = of("90123456", "91 23 45 67", "+228 92 34 56 78", "", "22893456789");
    private static final Telephones MADAGASCAR = of("0341234567", "034 12 345 68", "+261 34 12 345 69");

    @ParameterizedTest
    @CsvSource({
        "90123456, 90123456",
        "90 12 34 56, 90123456",
        "90.12.34.56, 90123456",
        "+228 90 12 34 56, 90123456",
        "+22890123456, 90123456",
        "(+228) 90123456, 90123456",
        "00228 90123456, 90123456",
        "22890123456, 90123456",
        "90123456 / 99887766, 90123456",
        "- / 99887766, 99887766",
        "90123456 ou 99887766, 90123456",
        "٩٠١٢٣٤٥٦, 90123456",
        "+33 6 12 34 56 78, 612345678",
        "+1 202 555 0123, 2025550123",
        "090123456, 090123456",
        "0, 0",
        "+, ''",
        "00, 00",
        "+0000000, ''",
        // A digit too many is no country code.
        "901234567, 901234567",
        "9012345, 9012345",
        "1234, 1234",
        "99999999, ''",
        "+228 99999999, ''",
        "inconnu, ''",
        "'', ''",
        "chez Afi, chezafi"
    })
    void is_dialled_as_within_togo(String written, String dialled) {
        assertThat(TOGO.fold(written)).isEqualTo(dialled);
    }

    @ParameterizedTest
    @CsvSource({"0341234567", "034 12 345 67", "+261 34 12 345 67", "261341234567", "+261 (0)34 12 345 67", "341234567"
    })
    void is_dialled_as_within_madagascar(String written) {
        assertThat(MADAGASCAR.fold(written)).isEqualTo("0341234567");
    }

    @Test
    void where_all_numbers_begin_with_the_code_nothing_is_lost() {
        Telephones all = of("22890123456", "22891234567");
        assertThat(all.fold("22890123456")).isEqualTo("22890123456");
    }

    @Property
    void every_number_of_a_country_is_one_with_and_without_its_code(
            @ForAll @IntRange(min = 20_000_000, max = 99_999_999) int number, @ForAll("codes") String code) {
        String folded = TOGO.fold(Integer.toString(number));
        assertThat(folded).isIn(Integer.toString(number), "");
        assertThat(TOGO.fold("+" + code + " " + number)).isEqualTo(folded);
        assertThat(TOGO.fold("00" + code + number)).isEqualTo(folded);
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.of("228", "253", "269", "261", "33", "1", "44", "251", "86", "7", "27", "212", "971");
    }

    @Property
    void any_text_is_a_number_or_not_but_never_breaks(@ForAll String text) {
        assertThat(of(text).fold(text)).doesNotContain(" ", "+");
        assertThat(TOGO.fold(text).isEmpty() || !TextFolding.foldCode(text).isEmpty())
                .isTrue();
    }
}
