package org.trano.registry.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.time.api.constraints.DateRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateTextTest {
    @ParameterizedTest
    @CsvSource({
        "1985-06-12, 1985-06-12",
        "12/06/1985, 1985-06-12",
        "12.6.1985, 1985-06-12",
        "19850612, 1985-06-12",
        "1985-06-12T08:30:00, 1985-06-12",
        "12/06/1985 00:00, 1985-06-12",
        "12 juin 1985, 1985-06-12",
        "1er août 1990, 1990-08-01",
        "June 1985, 1985-06",
        "06/1985, 1985-06",
        "1985, 1985",
        "vers 1960, 1960~",
        "Vers 1960, 1960~",
        "né vers 1960, 1960~",
        "env. 1960, 1960~",
        "circa 1960, 1960~",
        "1960~, 1960~",
        "vers juin 1960, 1960-06~"
    })
    void dates_are_read_as_people_write_them(String text, String edtf) {
        DateText parts = Objects.requireNonNull(DateText.parse(text, DateOrder.DAY_FIRST), text);
        assertThat(Objects.requireNonNull(parts.date())).hasToString(edtf);
    }

    @Test
    void a_day_that_does_not_exist_is_taken_apart_but_is_no_date() {
        DateText parts = Objects.requireNonNull(DateText.parse("31/02/1985", DateOrder.DAY_FIRST));
        assertThat(parts).isEqualTo(new DateText(1985, 2, 31, false));
        assertThat(parts.date()).isNull();
    }

    @Test
    void the_order_is_found_from_values_that_can_be_read_only_one_way() {
        assertThat(DateOrder.of(List.of("03/04/1985", "13/04/1985"))).isEqualTo(DateOrder.DAY_FIRST);
        assertThat(DateOrder.of(List.of("03/04/1985", "04/13/1985"))).isEqualTo(DateOrder.MONTH_FIRST);
        assertThat(DateOrder.of(List.of("03/04/1985"))).isEqualTo(DateOrder.DAY_FIRST);
    }

    @Property
    void every_day_is_read_back_in_every_common_form(
            @ForAll @DateRange(min = "1850-01-01", max = "2099-12-31") LocalDate day) {
        for (String pattern : List.of("yyyy-MM-dd", "dd/MM/yyyy", "d.M.yyyy", "yyyyMMdd", "yyyy/MM/dd")) {
            DateText parts = DateText.parse(day.format(DateTimeFormatter.ofPattern(pattern)), DateOrder.DAY_FIRST);
            assertThat(parts).isEqualTo(new DateText(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), false));
        }
    }

    @Property
    void any_text_is_read_or_not_but_never_breaks(@ForAll @StringLength(max = 25) String text) {
        DateText parts = DateText.parse(text, DateOrder.MONTH_FIRST);
        if (parts != null) {
            assertThat(parts.year()).isBetween(0, 9999);
            parts.date();
        }
    }
}
